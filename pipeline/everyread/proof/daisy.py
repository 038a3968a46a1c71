"""Reads the finished talking book back: the standard, the words, the sound, and that they are in step.

It uses nothing of what made the book.  The zip is opened as a player would open it, each recording must be
the very file that was proved before, and its length is counted in its own frames.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from everyread.article import Article, article_adapter
from everyread.findings import Finding
from everyread.plaintext import fit_for_xml
from everyread.proof.binding import RATE, SAMPLES, frames
from everyread.proof.daisy_book import Book, Par, UnreadableError, open_book
from everyread.proof.daisy_rules import TIMES, judge_contents, judge_metadata, judge_steps
from everyread.proof.wording import quoted, spaced
from everyread.store import Digest, Store, code_digest, digest_of, key_of, version_of
from everyread.work import Receipt, Task

AGAIN = "Build again with --fresh. If it happens again, report it."
MOST = 20
"""Complaints of one kind: a book with more has one fault at its root."""
PADDING = 0.1
"""Seconds of silence that an encoder adds to fill its frames; a player that knows them leaves them out."""


@dataclass(frozen=True, slots=True)
class DaisyProofPiece:
    """An article, or the spoken contents, that must be in the book."""

    article: Digest
    mp3: Digest = ""
    """Empty when it has no recording."""
    cues: Digest = ""


@dataclass(frozen=True, slots=True)
class DaisyProofOrder:
    """The finished zip, and what must be in it, in running order, the contents first if they were spoken."""

    book: Digest
    title: str
    pieces: tuple[DaisyProofPiece, ...]
    contents: bool = True
    """Whether the first piece is the spoken contents."""


def daisy_proof_task(order: DaisyProofOrder, *, name: str = "proof of the talking book") -> Task:
    """Prove the talking book.  Facts of its receipt: sentences_proved, clips_proved, headings_proved."""
    rooms = ("daisy", "daisy_book", "daisy_rules", "binding", "wording")
    code = code_digest(*(f"proof.{room}" for room in rooms), "hearing", "article", "findings", "plaintext")
    return Task(name, prove_daisy, order, key_of("daisy proof", code, order, version_of("lxml")))


def prove_daisy(order: DaisyProofOrder, store: Store) -> Receipt:
    """Judge the book against the standard, and each section against its article and recording."""
    try:
        book = open_book(store.get(order.book))
    except UnreadableError as error:
        return Receipt(findings=(_finding("PRF-401", str(error)),))
    complaints = [*judge_metadata(book), *judge_contents(book), *judge_steps(book)]
    if _plain(dict(book.meta).get("dc:title", "")) != _plain(order.title):
        complaints.append("has another title than the issue")
    findings = [_finding("PRF-401", complaint) for complaint in complaints[:MOST]]
    articles = [article_adapter().validate_json(store.get(piece.article)) for piece in order.pieces]
    sections = book.order if order.contents else book.order[1:]  # then the first is only a title
    if len(sections) != len(articles):
        findings.append(_finding("PRF-401", f"has {len(sections)} parts, and {len(articles)} are wanted"))
    for name, piece, article in zip(sections, order.pieces, articles, strict=False):
        findings.extend(_judge_words(book, name, article))
        findings.extend(_judge_sound(book, name, piece, article, store))
    facts = {
        "sentences_proved": sum(len(list(_wanted(article))) for article in articles),
        "clips_proved": sum(len(par.clips) for smil in book.smils.values() for par in smil.pars),
        "headings_proved": len(book.points),
    }
    return Receipt(facts=facts, findings=tuple(findings))


def _wanted(article: Article) -> Iterator[tuple[str, str]]:
    """The id and the words of each sentence that has any."""
    return ((each.id, _plain(each.text)) for each in article.sentences() if each.text.strip())


def _judge_words(book: Book, name: str, article: Article) -> Iterator[Finding]:
    """Every sentence must be in the text once, in order, and be a step of the SMIL."""
    pars = book.smils[name].pars if name in book.smils else ()
    files = {par.text.partition("#")[0] for par in pars}
    wanted = dict(_wanted(article))
    texts = ((place, _plain(words)) for file in sorted(files) for place, words in book.texts.get(file, ()))
    shown = [(place, words) for place, words in texts if place in wanted]
    steps = [par.text.partition("#")[2] for par in pars]
    found = dict(shown)
    noticed = {sentence.id: notice.role for notice in article.notices() for sentence in notice.sentences()}
    for sentence, words in wanted.items():
        if found.get(sentence) == words and sentence in steps:
            continue
        what = f"The {noticed[sentence]}" if sentence in noticed else "A sentence"
        state = "changed in" if found.get(sentence, words) != words else "missing from"
        yield Finding(
            "PRF-005" if sentence in noticed else "PRF-001",
            f"{what} of “{article.title.text}” is {state} the talking book: {quoted(words)}",
            AGAIN,
            file=article.source.name,
            sentence=sentence,
        )
    for order in ([place for place, _ in shown], steps):
        if order != [sentence for sentence in wanted if sentence in order]:
            yield _finding(
                "PRF-401", f"has “{article.title.text}” in another order, or a sentence of it twice"
            )


def _judge_sound(
    book: Book, name: str, piece: DaisyProofPiece, article: Article, store: Store
) -> Iterator[Finding]:
    pars = [par for par in book.smils[name].pars if par.clips] if name in book.smils else []
    files = {clip.audio for par in pars for clip in par.clips}
    complaints: list[str] = []
    if not piece.mp3:
        complaints += ["has sound, though there is no recording"] if files else []
    elif len(files) != 1:
        complaints.append(f"has its sound in {len(files)} files")
    else:
        mp3 = book.files.get(files.pop(), b"")
        if digest_of(mp3) != piece.mp3:
            complaints.append("does not have the recording that was proved")
        length = len(frames(mp3)) * SAMPLES / RATE
        complaints += _judge_clips(pars, length, json.loads(store.get(piece.cues)))
    message = "“{}” in the talking book {}."
    for complaint in complaints[:MOST]:
        text = message.format(article.title.text, complaint)
        yield Finding("PRF-402", text, AGAIN, file=article.source.name)


def _judge_clips(pars: list[Par], length: float, cues: list[dict[str, Any]]) -> Iterator[str]:
    """The clips are the recording from end to end, and each holds the whole of its sentence."""
    clips = [(par.id, clip) for par in pars for clip in par.clips]
    for sentence, clip in clips:
        if clip.begin < 0 or clip.end <= clip.begin:
            yield f"has no time for sentence {sentence}"
        if clip.end > length + TIMES:
            yield f"ends after {length:.3f} seconds, before sentence {sentence} is over"
    for (_, one), (sentence, other) in pairwise(clips):
        if abs(other.begin - one.end) > TIMES:
            yield f"has a gap or an overlap in front of sentence {sentence}"
    if clips and clips[0][1].begin > TIMES:
        yield "leaves out the beginning of its recording"
    if clips and clips[-1][1].end < length - PADDING:
        yield "leaves out the end of its recording"
    if [sentence for sentence, _ in clips] != [str(cue["id"]) for cue in cues]:
        yield "has sound for other sentences than its recording"
        return
    for cue, (sentence, clip) in zip(cues, clips, strict=True):
        if clip.begin > float(cue["start"]) + TIMES or clip.end < float(cue["end"]) - TIMES:
            yield f"cuts sentence {sentence} off"


def _finding(rule: str, complaint: str) -> Finding:
    return Finding(rule, f"The talking book {complaint}.", AGAIN)


def _plain(text: str) -> str:
    return spaced(fit_for_xml(text, " "))
