"""Easy read as a task: an article in, an honest easy read out, as PDF, as a web page and as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from everyread.article import Article, article_adapter
from everyread.easyread.glossary import Glossary
from everyread.easyread.model import versions
from everyread.findings import Finding
from everyread.review.document import Review
from everyread.settings import EasyRead
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

if TYPE_CHECKING:
    from everyread.easyread.document import Draft
    from everyread.rewriter.rewriting import Rewritten

WORDS_A_SECOND = 700
"""About what one core drafts and sets; only decides which task starts first."""
START = 2.0
"""Seconds to load the model, the first time in a worker."""
ENGINES = ("weasyprint", "pydyf", "jinja2", "fonttools", "pillow", "lxml", "wordfreq")
_PAGES = frozenset(
    "outputs outputs_parts phrases pictures pictures_fitting pictures_folder pictures_safe pictures_subject "
    "reading render task".split()
)
"""The modules that say nothing of a draft's words, but how they are set and read out."""


@dataclass(frozen=True, slots=True)
class EasyReadOrder:
    """One article's easy read."""

    article: Digest
    """An Article as JSON in the store."""
    glossary: Glossary
    settings: EasyRead
    issue_title: str
    publisher: str
    contact: str
    template_folders: tuple[str, ...]
    """Where templates are looked for, first found wins."""
    templates: Digest
    """Of all their files, since the folders' names say nothing."""
    review: Review | None = None
    """What people have written and signed; None where nobody has begun."""
    album: Digest = ""
    """The pictures that may be used: an Album as JSON in the store; empty for none."""
    recording: str = ""
    """File name of the recording, which will lie beside the web page; empty for none."""
    unanswered: int = 0
    """How many builds a language model has left questions of this article unanswered, so as to ask again."""


def easy_read_task(order: EasyReadOrder, *, name: str, file: str, words: int) -> Task:
    """Make one article's easy-read draft; see `easy_read`."""
    key = key_of(
        "easy read",
        code_digest(
            "easyread", "guard", "review", "rewriter", "typeset", "article", "sentences", "sources.pictures"
        ),
        (order.article, order.glossary.digest, order.issue_title, order.publisher, order.contact),
        order.templates,
        (order.review, order.album, order.recording, order.unanswered),
        order.settings.model_dump(),
        versions(),
        [version_of(engine) for engine in (*ENGINES, *_font_packages())],
    )
    return Task(name, easy_read, order, key, file, weight=START + words / WORDS_A_SECOND)


def easy_read(order: EasyReadOrder, store: Store) -> Receipt:
    """The easy read as "pdf", "html" and "draft" (a Draft as JSON).  Runs in a worker.

    A long one has its further parts as "pdf-2" to "pdf-9".  As Articles in JSON: "lines", which its reading
    age is judged by, and "heard", which is read out.  Facts: lines; long_lines, with more than
    `document.LONG_LINE` words; words; hard_words, explained in it; ideas, and pictures and
    pictures_to_choose beside them; parts and pages, of all of them; model, what a language model did, where
    one is set; signed, whether people have checked it, and then in signatures who they were.  Raises
    ArticleError when a page cannot be made, and MachineError when Pango or a font is missing.
    """
    from everyread.easyread.document import draft_adapter
    from everyread.easyread.leads import leads_kept
    from everyread.easyread.outputs import is_counted, is_pictured
    from everyread.easyread.pictures_fitting import fitted
    from everyread.easyread.reading import as_article, to_be_read_out
    from everyread.easyread.render import Pages, page, pdfs
    from everyread.review.reviewed import reviewed

    article = article_adapter().validate_json(store.get(order.article))
    drafted = draft_of(order.article, order.glossary, order.settings, store)
    made = reviewed(drafted.draft, article, order.review, order.glossary)
    draft, signed = leads_kept(made.draft), made.signed
    lines = [line for line in draft.lines() if line.source_id != article.title.id]
    facts: dict[str, Any] = {
        "lines": len(lines),
        "long_lines": sum("long" in line.flags for line in lines),
        "words": sum(len(line.text.split()) for line in lines),
        "hard_words": len(draft.hard_words),
        "signed": signed is not None,
    }
    if drafted.facts:
        facts["model"] = drafted.facts
    fit = fitted(draft, order, made.pictures, store)
    pages = Pages(order, signed, fit.layout, fit.files)
    booklets = pdfs(draft, pages, store)
    ideas = [idea for idea in fit.layout.all_ideas(draft) if is_counted(idea)]
    facts |= {
        "ideas": len(ideas),
        "pictures": sum(map(is_pictured, ideas)),
        "pictures_to_choose": sum(idea.is_open for idea in ideas),
        "parts": len(booklets.files),
        "pages": sum(booklets.pages),
    }
    findings = [*drafted.findings, *made.findings, *_long(article, draft, len(lines))]
    findings += _told(article, fit.problems)
    findings += _of_pages(article, facts)
    if signed:
        facts["signatures"] = signed.facts()
    else:
        findings.append(_unchecked(article))
    lone_lines = as_article(draft, article.source)
    heard = to_be_read_out(draft, article.source, order.contact, signed=signed is not None)
    files = {
        **{part_name(part): store.put(data) for part, data in enumerate(booklets.files, 1)},
        "html": store.put(page(draft, pages, store)),
        "draft": store.put(draft_adapter().dump_json(draft)),
        "lines": store.put(article_adapter().dump_json(lone_lines)),
        "heard": store.put(article_adapter().dump_json(heard)),
    }
    return Receipt(files, facts, tuple(findings))


def part_name(part: int) -> str:
    """The role of a part's PDF, from 1."""
    return "pdf" if part == 1 else f"pdf-{part}"


def draft_of(article: Digest, glossary: Glossary, settings: EasyRead, store: Store) -> Rewritten:
    """The program's own draft, before people touch it; a language model has its say where one is set."""
    from everyread.easyread.document import draft_adapter
    from everyread.rewriter.rewriting import rewritten

    draft = draft_adapter().validate_json(store.get(_by_rules(article, glossary, store)))
    source = article_adapter().validate_json(store.get(article))
    return rewritten(draft, source, glossary, settings.model, store)


def drafting() -> tuple[str, ...]:
    """The modules that decide what the draft says; a change to the rest of the room parses nothing again.

    A new module is one of them until _PAGES names it: a draft made for nothing is better than an old one.
    """
    names = {path.stem for path in Path(__file__).parent.iterdir()} - _PAGES
    return tuple(f"easyread.{name}" for name in sorted(names - {"__init__", "__pycache__"}))


def _by_rules(article: Digest, glossary: Glossary, store: Store) -> Digest:
    """The draft that the rules make: a Draft as JSON.

    Kept under a key of its own, so that neither a new template nor a signature parses an article again.
    """
    key = key_of(
        "easy-read draft",
        code_digest(*drafting(), "guard", "article", "sentences"),
        article,
        glossary,
        versions(),
    )
    known = store.recall(key)
    if isinstance(known, str) and store.is_sound(known):
        return known
    from everyread.easyread.document import draft_adapter
    from everyread.easyread.draft import make_draft

    source = article_adapter().validate_json(store.get(article))
    digest = store.put(draft_adapter().dump_json(make_draft(source, glossary)))
    store.remember(key, digest)
    return digest


def _unchecked(article: Article) -> Finding:
    return Finding(
        "EZR-001",
        f"The easy read of “{article.title.text}” is a draft made by a computer. People have not checked it.",
        "Have it read by a medical editor and by people who use easy read before you hand it out. "
        "Begin with: everyread review",
        file=article.source.name,
    )


def _long(article: Article, draft: Draft, lines: int) -> Iterator[Finding]:
    from everyread.easyread.document import LONG_LINE

    long = [line for line in draft.lines() if "long" in line.flags]
    if long:
        longest = max(long, key=lambda line: len(line.text.split()))
        yield Finding(
            "EZR-002",
            f"{len(long)} of {lines} lines in the easy read of “{article.title.text}” have more than "
            f"{LONG_LINE} words.",
            "They could not be split safely. Write them shorter in the article, or by hand in the easy read; "
            f"the longest begins “{' '.join(longest.text.split()[:8])}…”.",
            file=article.source.name,
            sentence=longest.source_id,
        )


def _told(article: Article, problems: tuple[Finding, ...]) -> list[Finding]:
    """What is wrong with pictures, as said of this article where no file is named."""
    return [each if each.file else replace(each, file=article.source.name) for each in problems]


def _of_pages(article: Article, facts: dict[str, Any]) -> Iterator[Finding]:
    title, file = article.title.text, article.source.name
    missing = facts["pictures_to_choose"]
    if missing and not facts["signed"]:
        yield Finding(
            "EZR-033",
            f"{missing} of {facts['ideas']} ideas in the easy read of “{title}” have no picture yet.",
            "An empty frame shows where. Put your own into sources/pictures with a pictures.toml, or choose "
            "one in the review: PICTURE: its name. A signed easy read has no frames.",
            file=file,
        )
    if facts["parts"] > 1:
        yield Finding(
            "EZR-034",
            f"The easy read of “{title}” has {facts['pages']} pages, so it is {facts['parts']} booklets.",
            "An easy read of more than 24 pages is hard to finish. Drop what readers can do without.",
            file=file,
        )


def _font_packages() -> tuple[str, ...]:
    from everyread.typeset.fonts import FONT_PACKAGES

    return FONT_PACKAGES
