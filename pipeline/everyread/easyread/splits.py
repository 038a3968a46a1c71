"""Safe splits: one sentence with several ideas becomes several sentences, or stays as it is.

A split is proposed only where the grammar leaves no doubt, parsed again, and accepted only when each part
has its own subject and finite verb, is shorter, and the guard finds nothing lost or added.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from everyread.easyread.clauses import is_free
from everyread.easyread.grammar import Split, is_finite, may_agree, subject_of
from everyread.easyread.lists import listed, listed_in, may_list
from everyread.easyread.model import parse
from everyread.easyread.numerals import first_in_words, in_figures
from everyread.easyread.plain import explaining_brackets, in_full
from everyread.easyread.proposals import proposals
from everyread.easyread.protect import is_speech
from everyread.easyread.series import is_order
from everyread.easyread.speech import speaker
from everyread.easyread.substitutes import has_hard_word, in_plain_words
from everyread.guard.judge import problems
from everyread.guard.problem import Known

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
    same: tuple[tuple[str, str], ...] = ()
    """Words of the source, and the approved plain ones or those of a split that stand for them."""

    @property
    def parts(self) -> tuple[str, ...]:
        return self.lines + self.bullets + self.asides


def simplify(sentences: Sequence[str], hard_words: Collection[str] = ()) -> list[Simple]:
    """An easy version of each sentence; `hard_words` are the glossary's words in small letters.

    All sentences of an article go in together, since the parser is fastest with many at a time.
    """
    known: dict[str, Doc] = {}
    plain = [_without_brackets(each, hard_words) for each in _in_plain_words(sentences, known)]
    split = _split_all([each.lines[0] for each in plain], known)
    whole = [
        replace(each, lines=(parts[0], *map(first_in_words, parts[1:])), same=each.same + same)
        for each, (parts, same) in zip(plain, split, strict=True)
    ]
    return [_judged(text, each) for text, each in zip(sentences, _with_bullets(whole, known), strict=True)]


def _parsed(texts: Sequence[str], known: dict[str, Doc]) -> list[Doc]:
    """The grammar of each text; what is `known` from another step is not parsed again."""
    new = [text for text in dict.fromkeys(texts) if text not in known]
    known.update(zip(new, parse(new), strict=True))
    return [known[text] for text in texts]


def _judged(source: str, simple: Simple) -> Simple:
    """The guard has the last word on the whole."""
    if simple.parts == (source,):
        return simple
    found = problems(source, simple.parts, known=Known(same=simple.same))
    return Simple((source,), refused=tuple(problem.message for problem in found)) if found else simple


def _in_plain_words(texts: Sequence[str], known: dict[str, Doc]) -> list[Simple]:
    """Each sentence with approved plain words; only those with a hard word in them are parsed for it."""
    hard = [text for text in texts if has_hard_word(text) and len(text) <= LONGEST and not is_speech(text)]
    made = {doc.text: in_plain_words(doc) for doc in _parsed(hard, known)}
    return [Simple((plain,), same=same) for text in texts for plain, same in [made.get(text, (text, ()))]]


def _without_brackets(simple: Simple, hard_words: Collection[str]) -> Simple:
    """The sentence in full words and figures, with the brackets that explain a term taken out of it."""
    (plain,) = simple.lines
    if is_speech(plain):
        return simple
    asides: list[str] = []
    for bracket in reversed(explaining_brackets(plain, hard_words)):
        plain = plain[: bracket.start] + plain[bracket.end :]
        asides.insert(0, in_full(bracket.sentence))
    return replace(simple, lines=(in_figures(in_full(plain)),), asides=tuple(asides))


def _with_bullets(simples: Sequence[Simple], known: dict[str, Doc]) -> list[Simple]:
    """Lists as points; the grammar is asked only where there is no colon to go by."""
    found = {}
    asked = []
    for line in dict.fromkeys(line for simple in simples for line in simple.lines if not is_speech(line)):
        lead, items = listed(line)
        if items:
            found[line] = (lead, items)
        elif may_list(line):
            asked.append(line)
    found |= {doc.text: made for doc in _parsed(asked, known) if (made := listed_in(doc))[1]}
    return [_pointed(simple, found) for simple in simples]


def _pointed(simple: Simple, found: Mapping[str, tuple[str, tuple[str, ...]]]) -> Simple:
    """The list comes last, so a line that was split off behind it goes in front, if it names its subject."""
    place = next((place for place, line in enumerate(simple.lines) if line in found), None)
    if place is None:
        return simple
    before, line, after = simple.lines[:place], simple.lines[place], simple.lines[place + 1 :]
    subject = line.split()[0]
    if any(each.split()[0] != subject or subject.lower() in _PRONOUNS for each in after):
        return simple
    if any(each.endswith(" this.") for each in after):
        return simple  # "The report says this."
    lead, items = found[line]
    return replace(simple, lines=(*before, *after, lead), bullets=items)


_PRONOUNS = frozenset("it they he she this these that those we you i but so and there".split())


Same = tuple[tuple[str, str], ...]


def _split_all(texts: Sequence[str], known: dict[str, Doc]) -> list[tuple[tuple[str, ...], Same]]:
    """Each text as one or more sentences, split round by round, all texts of a round parsed together."""
    pieces = [list(speaker(text)) if is_speech(text) else [text] for text in texts]
    same: list[Same] = [()] * len(texts)
    fresh = [(row, 0) for row, text in enumerate(texts) if _worth_a_try(text)]
    for _ in range(ROUNDS):
        whole = [pieces[row][place] for row, place in fresh]
        found = [list(proposals(doc)) for doc in _parsed(whole, known)]
        accepted = _first_accepted(whole, found, known)
        for (row, _place), split in zip(fresh, accepted, strict=True):
            same[row] += split.same if split else ()
        fresh = _put_in_place(pieces, fresh, accepted)
    return [(tuple(row), known) for row, known in zip(pieces, same, strict=True)]


def _worth_a_try(text: str) -> bool:
    if len(text) > LONGEST or text.endswith(("?", ":")):
        return False
    return len(text.split()) > SHORT_ENOUGH and not is_speech(text)


def _put_in_place(
    pieces: list[list[str]], tried: list[tuple[int, int]], accepted: list[Split | None]
) -> list[tuple[int, int]]:
    """Put the halves where their sentence was; the halves are what the next round tries."""
    changed: dict[int, dict[int, Split]] = {}
    for (row, place), split in zip(tried, accepted, strict=True):
        if split:
            changed.setdefault(row, {})[place] = split
    fresh = []
    for row, splits in changed.items():
        new: list[str] = []
        for place, text in enumerate(pieces[row]):
            split = splits.get(place)
            parts = (text,) if split is None else split.parts
            if split and split.aside and place + 1 < len(pieces[row]):
                parts = parts[::-1]
            if split:
                again = enumerate(parts[split.closed :], start=len(new) + split.closed)
                fresh += [(row, where) for where, part in again if _worth_a_try(part)]
            new += parts
        pieces[row] = new
    return fresh


def _first_accepted(
    whole: Sequence[str], proposals: Sequence[list[Split]], known: dict[str, Doc]
) -> list[Split | None]:
    """For each sentence the first split that is safe; None when none is."""
    _parsed([part for options in proposals for option in options for part in option.parts], known)
    return [
        next((option for option in options if _is_safe(text, option, known)), None)
        for text, options in zip(whole, proposals, strict=True)
    ]


def _is_safe(text: str, split: Split, grammar: Mapping[str, Doc]) -> bool:
    docs = [grammar[part] for part in split.parts]
    return (
        all(map(is_order if split.orders else _stands_alone, docs))
        and (not split.clauses or all(is_free(one, other) for one, other in pairwise(docs)))
        and all(len(part.split()) < len(text.split()) for part in split.parts)
        and not problems(text, split.parts, known=Known(same=split.same))
    )


def _stands_alone(doc: Doc) -> bool:
    """Whether it is one clause-headed sentence with its own subject and finite verb."""
    roots = [token for token in doc if token.dep_ == "ROOT"]
    if len(roots) != 1 or len(doc) < 4:  # three words and the full stop
        return False
    root = roots[0]
    subject = subject_of(root)
    if (
        subject is None
        or not may_agree(subject, root)
        or any(child.dep_ == "mark" for child in root.children)
    ):
        return False
    if doc[0].tag_ == "JJ" and (subject.left_edge.i or doc[1].tag_ == "IN"):
        return False  # "Suitable for beginners where speed is desired."
    before = doc[1 : subject.left_edge.i]
    return is_finite(root) and not any(token.lower_ in _JOINERS for token in before if token.head == root)


_JOINERS = frozenset({"so", "and", "but"})
"""In front of the subject these show that something else came first ("A part of them, so there is room.")."""
