"""Safe splits: one sentence with several ideas becomes several sentences, or stays as it is.

A split is proposed only where the grammar leaves no doubt, parsed again, and accepted only when each part
has its own subject and finite verb, is shorter, and the guard finds nothing lost or added.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from everyread.easyread.guard import problems
from everyread.easyread.model import parse
from everyread.easyread.plain import explaining_brackets, in_full, listed
from everyread.easyread.proposals import Split, is_finite, is_free, is_subject, proposals
from everyread.easyread.protect import is_speech

if TYPE_CHECKING:
    from spacy.tokens import Doc

ROUNDS = 3
"""How often a sentence is split again; three give up to eight lines, more than any honest sentence has."""
LONGEST = 2_000
"""Characters; nothing good comes of splitting a longer sentence by rule."""
SHORT_ENOUGH = 8
"""Words; a sentence this short is never split, since it is easy to read already."""


@dataclass(frozen=True, slots=True)
class Simple:
    """What became of one sentence."""

    lines: tuple[str, ...]
    """One idea each, in order; the source sentence alone when nothing was safe."""
    bullets: tuple[str, ...] = ()
    """Items that follow the last line, which then ends with a colon."""
    asides: tuple[str, ...] = ()
    """What brackets explained, each as a sentence of its own."""
    refused: tuple[str, ...] = ()
    """What the guard found wrong with a version that was therefore not used."""

    @property
    def parts(self) -> tuple[str, ...]:
        return self.lines + self.bullets + self.asides


def simplify(sentences: Sequence[str], hard_words: Collection[str] = ()) -> list[Simple]:
    """An easy version of each sentence; `hard_words` are the glossary's words in small letters.

    All sentences of an article go in together, since the parser is fastest with many at a time.
    """
    plain = [_without_brackets(text, hard_words) for text in sentences]
    lines = _split_all([each.lines[0] for each in plain])
    return [
        _judged(text, _with_bullets(Simple(parts, asides=each.asides)))
        for text, each, parts in zip(sentences, plain, lines, strict=True)
    ]


def _judged(source: str, simple: Simple) -> Simple:
    """The guard has the last word on the whole."""
    found = problems(source, simple.parts) if simple.parts != (source,) else ()
    return Simple((source,), refused=found) if found else simple


def _without_brackets(text: str, hard_words: Collection[str]) -> Simple:
    """The sentence in full words, with the brackets that explain a term taken out of it."""
    if is_speech(text):
        return Simple((text,))
    asides: list[str] = []
    plain = text
    for bracket in reversed(explaining_brackets(text, hard_words)):
        plain = plain[: bracket.start] + plain[bracket.end :]
        asides.insert(0, bracket.sentence)
    return Simple((in_full(plain),), asides=tuple(asides))


def _with_bullets(simple: Simple) -> Simple:
    lead, items = listed(simple.lines[-1]) if not is_speech(simple.lines[-1]) else ("", ())
    return Simple((*simple.lines[:-1], lead), items, simple.asides) if items else simple


def _split_all(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Each text as one or more sentences, split round by round, all texts of a round parsed together."""
    pieces = [[text] for text in texts]
    fresh = [(row, 0) for row, text in enumerate(texts) if _worth_a_try(text)]
    for _ in range(ROUNDS):
        whole = [pieces[row][place] for row, place in fresh]
        found = [list(proposals(doc)) for doc in parse(whole)]
        accepted = _first_accepted(whole, found)
        fresh = _put_in_place(pieces, fresh, accepted)
    return [tuple(row) for row in pieces]


def _worth_a_try(text: str) -> bool:
    if len(text) > LONGEST or text.endswith(("?", ":")):
        return False
    return len(text.split()) > SHORT_ENOUGH and not is_speech(text)


def _put_in_place(
    pieces: list[list[str]], tried: list[tuple[int, int]], accepted: list[tuple[str, ...]]
) -> list[tuple[int, int]]:
    """Put the halves where their sentence was; the halves are what the next round tries."""
    changed: dict[int, dict[int, tuple[str, ...]]] = {}
    for (row, place), halves in zip(tried, accepted, strict=True):
        if halves:
            changed.setdefault(row, {})[place] = halves
    fresh = []
    for row, halves_at in changed.items():
        new: list[str] = []
        for place, text in enumerate(pieces[row]):
            parts = halves_at.get(place, (text,))
            if place in halves_at:
                fresh += [(row, len(new) + offset) for offset, part in enumerate(parts) if _worth_a_try(part)]
            new += parts
        pieces[row] = new
    return fresh


def _first_accepted(whole: Sequence[str], proposals: Sequence[list[Split]]) -> list[tuple[str, ...]]:
    """For each sentence the parts of the first split that is safe; empty when none is."""
    parts = list(dict.fromkeys(part for options in proposals for option in options for part in option.parts))
    grammar = dict(zip(parts, parse(parts), strict=True))
    return [
        next((option.parts for option in options if _is_safe(text, option, grammar)), ())
        for text, options in zip(whole, proposals, strict=True)
    ]


def _is_safe(text: str, split: Split, grammar: Mapping[str, Doc]) -> bool:
    first, second = (grammar[part] for part in split.parts)
    return (
        _stands_alone(first)
        and _stands_alone(second)
        and (not split.clauses or is_free(first, second))
        and not problems(text, split.parts)
    )


def _stands_alone(doc: Doc) -> bool:
    """Whether it is one clause-headed sentence with its own subject and finite verb."""
    roots = [token for token in doc if token.dep_ == "ROOT"]
    if len(roots) != 1 or len(doc) < 4:  # three words and the full stop
        return False
    root = roots[0]
    if any(child.dep_ == "mark" for child in root.children):
        return False
    return is_finite(root) and any(is_subject(child) for child in root.children)
