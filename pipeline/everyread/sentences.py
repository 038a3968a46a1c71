"""The one sentence splitter of the whole program.

A sentence ends at . ! ? or … when what follows looks like a new sentence and what stands before the
full stop is not an abbreviation, an initial or part of a number.  Published splitters were tried
first: they take "ME", "may" and "no" for abbreviations, which in this newsletter joins sentences that
a listener must hear apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from everyread.article import Article, Prose, Run, Sentence, map_prose

# Followed by a name or a number, so a full stop after one of these never ends a sentence.
TITLES = frozenset(
    "adm brig capt cllr cmdr col dr drs fr gen gov hon insp lt maj messrs mlle mme mr mrs ms mx prof "
    "rev revd rt sgt sr st supt vs v viz cf al fig figs no nos vol vols ref refs approx eq sec ch pt p pp "
    "e.g i.e eg ie ca c b d tel ext dept est max min incl inc".split()
)
# May end a sentence: they do so only when a capital follows that cannot be part of the same sentence.
MAY_END = frozenset(
    "etc a.m p.m am pm b.a b.sc m.a m.d ph.d m.b.e o.b.e u.k u.s ltd co plc bros jr "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "hr hrs min mins mg ml kg km cm mm oz lb ft".split()
)
# "no." is the number sign only in front of a digit; "No." alone is an answer.
BEFORE_DIGIT_ONLY = frozenset("no nos fig figs vol vols p pp c b d pt ch sec ref refs eq est max min".split())

_FAR = 80
"""Characters on either side of a full stop that are looked at: more than any abbreviation or word has."""

_END = re.compile(
    r"""
    (?<![.!?…])(?P<mark>[.!?…]+)         # the stop itself, or several; looked at from the first alone
    (?P<close>["'”’»)\]]*)               # quotes and brackets that close with it
    (?:\[[\d,\ –-]{1,12}\]|[⁰¹²³⁴-⁹])*     # marks of notes: "[1]", "¹"
    (?P<gap>\s+)
    """,
    re.VERBOSE,
)
_OPENER = r"""["'“‘«(\[]*"""
_RAISED = "⁰"
"""Stands for each character of a mark while a paragraph is split."""
_MARK = re.compile(r"\[?[\d,–-]+\]?|[*†‡§]+")
_NEW_SENTENCE = re.compile(_OPENER + r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž]|[0-9£$€#@•–—-]|[a-z]+[A-Z])")
_WORD_BEFORE = re.compile(r"([A-Za-zÀ-ž]+(?:\.[A-Za-z]+)*)$")
_INITIAL = re.compile(r"(?:^|[\s(“‘\"'.])[A-Z]$")
# A sentence that begins with one of these may follow an initial or "etc.": no surname does.
_STARTERS = frozenset(
    "A All An And As At But By For He Her His How However I If In It Its Many More My No Not Of On Or Our "
    "She So Some Such That The Their Then There These They This Those To We What When Where Which While "
    "Who Why With You Your".split()
)


def split_text(text: str) -> list[str]:
    """The sentences of one stretch of text; joined again they give it back, but for white space."""
    return [text[start:end].strip() for start, end in _spans(text)]


def segment(article: Article) -> Article:
    """The article with every stretch of text split into sentences, numbered in reading order from s0001."""
    numbers = _count()

    def split(prose: Prose) -> Prose:
        pieces = [piece for sentence in prose for piece in split_runs(sentence.runs)]
        return tuple(Sentence(next(numbers), runs) for runs in pieces)

    title = Sentence(next(numbers), article.title.runs)
    standfirst = split(article.standfirst)
    blocks = map_prose(article.blocks, split)
    return replace(article, title=title, standfirst=standfirst, blocks=blocks)


def split_runs(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    """The runs of each sentence; a mark that spans a sentence border is carried over it."""
    text = "".join(_RAISED * len(run.text) if _is_mark(run) else run.text for run in runs)
    starts = list(accumulate((len(run.text) for run in runs), initial=0))
    found: list[tuple[Run, ...]] = []
    for start, end in (_trimmed(text, *span) for span in _spans(text)):
        first = bisect_right(starts, start) - 1
        last = bisect_left(starts, end)
        found.append(cut(runs[first:last], start - starts[first], end - starts[first]))
    return found


def _is_mark(run: Run) -> bool:
    """Whether a run is the mark of a note, which stays with the sentence that it stands behind."""
    return bool(run.note) or (run.position == "super" and _MARK.fullmatch(run.text) is not None)


def _count() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"s{number:04d}"


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if _ends_sentence(text, match):
            yield start, match.start("gap")
            start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + _FAR]
    if not _NEW_SENTENCE.match(following):
        return False
    if match["close"] or match["mark"] != ".":
        # "'I was ill!' she said" carries on in small letters and has already been refused above.
        return True
    before = text[max(match.start() - _FAR, 0) : match.start()]
    word = _WORD_BEFORE.search(before)
    next_word = re.sub("^" + _OPENER, "", following).split(maxsplit=1)[0].rstrip(".,;:!?’'\"”)")
    if word is None:
        # A number or bracket before the stop: "in 2024. The", "1. Rest" is a typed list number.
        return len(before) == _FAR or not re.fullmatch(r"\d{1,2}", before.strip())
    name = word[1].lower()
    if _INITIAL.search(before):
        return next_word in _STARTERS and next_word != "I"
    if name in BEFORE_DIGIT_ONLY:
        return not following[0].isdigit()
    if name in TITLES:
        return word[1] == "MS"  # multiple sclerosis: "She has MS. Women get it more often."
    # After "etc." or "5 mg." a capitalised ordinary word begins a sentence; a number or acronym does not.
    return name not in MAY_END or next_word in _STARTERS or next_word.istitle()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def cut(runs: tuple[Run, ...], start: int, end: int) -> tuple[Run, ...]:
    """The runs of the characters from `start` to `end` alone."""
    made: list[Run] = []
    position = 0
    for run in runs:
        piece = run.text[max(start - position, 0) : max(end - position, 0)]
        if piece:
            made.append(replace(run, text=piece))
        position += len(run.text)
    return tuple(made)
