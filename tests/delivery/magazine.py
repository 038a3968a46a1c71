"""A small magazine to make pages and reports of, with something of everything in it."""

from __future__ import annotations

import json
import math
import struct
import wave
from dataclasses import dataclass
from pathlib import Path

from everyread.article import (
    Article,
    Cell,
    Figure,
    Heading,
    Item,
    Listing,
    Notice,
    Paragraph,
    Quotation,
    Removed,
    Run,
    Sentence,
    Source,
    Table,
    article_adapter,
    unsplit,
)
from everyread.delivery.files import Finished
from everyread.delivery.page import PageEntry, PageOrder
from everyread.delivery.report import ReportArticle, ReportOrder
from everyread.easyread.glossary import Entry as HardWord
from everyread.easyread.glossary import Glossary
from everyread.findings import Finding
from everyread.readability.gate import Judgement, Verdict
from everyread.readability.history import History, PastArticle, PastIssue
from everyread.readability.lint import Flag, flags_adapter
from everyread.readability.profile import RareWord, SentenceProfile, profiles_adapter
from everyread.sentences import segment
from everyread.store import Digest, Store
from everyread.workspace import templates_digest

CUE = 0.5
"""Seconds each sentence of the test recording lasts."""
# One black pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763606060000000040001"
    "f61738550000000049454e44ae426082"
)


def text(words: str) -> Paragraph:
    return Paragraph(unsplit(Run(words)))


def cell(words: str, header: bool = False) -> Cell:
    return Cell(unsplit(Run(words)), header)


def pacing(picture: Digest) -> Article:
    """An article with one of each block."""
    table = Table(
        head=(cell("Day", True), cell("Rest", True)),
        rows=((cell("Monday"), cell("2.5 hours")), (cell("Tuesday"), cell("3 hours"))),
        caption=unsplit(Run("A plan for two days")),
    )
    wide = Table(
        head=tuple(cell(f"A considerable heading {number}", True) for number in range(6)),
        rows=(tuple(cell(f"An encyclopaedically long answer {number}") for number in range(6)),),
    )
    linked = Paragraph(
        (
            Sentence(
                "",
                (
                    Run("Read "),
                    Run("our guide to pacing", href="https://example.org/pacing?a=1&b=2"),
                    Run(", which has "),
                    Run("all", emphasis=True),
                    Run(" you need. It is free."),
                ),
            ),
        )
    )
    blocks = (
        text("Rest before you are tired. Do not push on. It does not help you."),
        Heading(unsplit(Run("What to try first")), 2),
        linked,
        Heading(unsplit(Run("A smaller thing")), 3),
        Listing((Item((text("Sit down to cook."),)), Item((text("Ask for help."),)))),
        Listing((Item((text("Begin."),), 4), Item((text("Stop."),), 5)), ordered=True),
        Listing(
            (Item((text("Lie down."),), label="a)"), Item((text("Close your eyes."),), label="b)")),
            ordered=True,
        ),
        Quotation((text("It gave me my mornings back."),), speaker="Ann, a member"),
        table,
        wide,
        Figure(picture, "image/png", "A kettle beside a high stool", unsplit(Run("A stool saves energy."))),
        Notice((text("This is not medical advice. Please talk to your own GP."),)),
    )
    return segment(
        Article(
            unsplit(Run("Pacing: “rest” & <b>less</b>"))[0],
            blocks,
            Source("pacing.md", "1" * 64, "markdown"),
            standfirst=unsplit(Run("How do other members manage a day?")),
            section="Living with ME",
            author="Jo Bloggs",
            removed=(Removed("Shopping Basket", "menu-line", "It is part of the website's menu."),),
        )
    )


def notice() -> Article:
    """A short one."""
    return segment(
        Article(
            unsplit(Run("A short notice"))[0],
            (
                text("The office is closed on 1 January. We open again on 5 January."),
                Notice((text("In an emergency ring 999."),), "helpline"),
            ),
            Source("notice.txt", "2" * 64, "text"),
        )
    )


@dataclass(frozen=True)
class Magazine:
    """The issue and the orders that would be given for it."""

    store: Store
    articles: tuple[Article, ...]
    digests: tuple[Digest, ...]
    page: PageOrder
    report: ReportOrder


def make_magazine(store: Store, folders: tuple[str, ...]) -> Magazine:
    articles = (pacing(store.put(PIXEL)), notice())
    digests = tuple(store.put(article_adapter().dump_json(article)) for article in articles)
    templates = templates_digest(tuple(map(Path, folders)), "pages", "shared")
    stems = ("01-pacing", "02-notice")
    files = tuple(
        (
            Finished("audio", f"audio/{stem}.wav", 3_000_000, seconds=360.0),
            Finished("large-print", f"large-print/{stem}.pdf", 120_000, pages=7),
            Finished("captions", f"captions/{stem}.vtt", 3_000, seconds=360.0),
        )
        for stem in stems
    )
    whole = (Finished("large-print", "large-print/winter.pdf", 2_400_000, pages=64),)
    packed = (
        Finished("epub", "epub/winter.epub", 18_000_000, seconds=720.0),
        Finished("usb", "usb/winter.zip", 17_000_000, seconds=720.0),
        Finished("audio", "audio/winter.wav", 6_000_000, seconds=720.0),
    )
    page = PageOrder(
        "Winter 2026",
        "The ME Society",
        "Ring us on 0300 000 0000.",
        tuple(
            PageEntry(number, stem[3:], digest, made, cues_of(article, store), easy_read_coming=number == 1)
            for number, (stem, digest, made, article) in enumerate(
                zip(stems, digests, files, articles, strict=True), start=1
            )
        ),
        whole + packed,
        folders,
        templates,
    )
    report = report_order(store, articles, digests, stems, files, whole, folders, templates)
    return Magazine(store, articles, digests, page, report)


def cues_of(article: Article, store: Store) -> Digest:
    cues = [
        {"id": sentence.id, "start": number * CUE, "end": number * CUE + CUE * 0.9}
        for number, sentence in enumerate(article.sentences())
    ]
    return store.put(json.dumps(cues).encode())


AGES = {"s0002": 9.0, "s0003": 15.5, "s0004": 17.0, "s0005": 21.0, "s0007": 19.0}
"""How hard some sentences of "Pacing" are said to read; the others read at age 8."""


def profiles_of(article: Article) -> tuple[SentenceProfile, ...]:
    """As scoring would make them."""
    return tuple(
        SentenceProfile(
            sentence.id,
            "title" if sentence is article.title else "sentence",
            sentence.text,
            words=12,
            syllables=20,
            difficulty=round(5 * AGES.get(sentence.id, 8.0)) - 20,
            age=AGES.get(sentence.id, 8.0),
            rare=(RareWord("kettle", 3.1, 2),) if sentence.id == "s0005" else (),
        )
        for sentence in article.sentences()
    )


FLAGS = (
    Flag("long-sentence", "s0005", "31 words"),
    Flag("passive", "s0005", "was <given>"),
    Flag("wordy", "s0005", "in order to", "to"),
    Flag("hard-word", "s0004", "cytokine"),
    Flag("double-negative", "s0003", "not push on without"),
)


def report_order(
    store: Store,
    articles: tuple[Article, ...],
    digests: tuple[Digest, ...],
    stems: tuple[str, ...],
    files: tuple[tuple[Finished, ...], ...],
    whole: tuple[Finished, ...],
    folders: tuple[str, ...],
    templates: Digest,
) -> ReportOrder:
    scores = {
        "words": 1234,
        "flesch_kincaid_grade": 14.2,
        "flesch_reading_ease": 41.0,
        "smog": None,
        "reading_minutes": 5.2,
    }
    drafts = tuple(
        (
            Finished("easy-read", f"easy-read/{stem}.pdf", 98_000, pages=9),
            Finished("easy-read", f"easy-read/{stem}.html", 12_000, pages=9),
        )
        for stem in stems
    )
    first, second = articles
    verdicts = (Verdict("above", 14.0, 15.0), Verdict("unjudged", 14.0, None))
    past = tuple(
        PastIssue(name, title, (PastArticle("A", "Living", 900, age), PastArticle("B", "", 400, age + 3)))
        for name, title, age in (("spring-2026", "Spring 2026", 12.0), ("summer-2026", "Summer 2026", 13.5))
    )
    return ReportOrder(
        "Winter 2026",
        (
            ReportArticle(
                1,
                stems[0],
                first.title.text,
                first.source.name,
                scores,
                first.removed,
                files[0] + drafts[0],
                section="Living with ME",
                article=digests[0],
                sentences=store.put(profiles_adapter().dump_json(profiles_of(first))),
                flags=store.put(flags_adapter().dump_json(FLAGS)),
                age=16.2,
                margin=1.4,
                verdict=verdicts[0],
            ),
            ReportArticle(
                2,
                stems[1],
                second.title.text,
                second.source.name,
                {"words": 20, "flesch_kincaid_grade": None},
                held=True,
                article=digests[1],
                verdict=verdicts[1],
            ),
        ),
        (
            Finding("EZR-001", "The easy read is a draft.", "Read it with a panel.", file="pacing.md"),
            Finding("SRC-002", "No reader knows “.pages” files.", "Save it as Word.", file="old.pages"),
            Finding("RDB-040", "It reads at age 16.", "Split long sentences.", file="pacing.md"),
            Finding("RDB-054", "Passive: “was given”.", "Say who does it.", file="pacing.md"),
            Finding("PRF-001", "A sentence is missing.", "Build again.", file="notice.txt", sentence="s0002"),
        ),
        whole,
        folders,
        templates,
        Judgement(verdicts, Verdict("above", 14.0, 15.0), 16.2, ()),
        History(past),
        Glossary((HardWord("kettle", "A kettle heats water."),)),
    )


def write_sound(path: Path, seconds: float) -> None:
    """A hum, so that a browser has something to play."""
    rate = 8000
    path.parent.mkdir(parents=True, exist_ok=True)
    samples = (int(2000 * math.sin(index / 6)) for index in range(int(rate * seconds)))
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
