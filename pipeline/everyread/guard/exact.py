"""The strict comparison: the same words in the same order, but for small words at a join."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from everyread.guard.meaning import WEIGHING, class_of
from everyread.guard.names import inner_names
from everyread.guard.negation import EXACT_NEGATIONS
from everyread.guard.problem import Kind, Problem
from everyread.guard.words import HELPERS, JOINERS, SYMBOLS, Words

_OTHER_NUMBERS = frozenset(
    "once twice thrice double triple half halves third thirds quarter quarters dozen dozens hundred hundreds "
    "thousand thousands million millions billion billions first second fourth fifth sixth daily weekly "
    "monthly hourly yearly nightly".split()
)


def exact_problems(before: Words, after: Sequence[Words]) -> Iterator[Problem]:
    yield from _with_next(Kind.NUMBER, "a number", before, after)
    yield from _with_next(Kind.NEGATION, "a “no” or “not”", before, after)
    symbols = [Counter(token for token in words.tokens if token in SYMBOLS) for words in (before, *after)]
    yield from _changes(Kind.DOSE, "a symbol", symbols[0], sum(symbols[1:], Counter()))
    yield from _classes(before, after)
    yield from _names(before, after)
    yield from _content(before, after)
    yield from _reach(before, after)
    yield from _order(before, after)


def _with_next(kind: Kind, what: str, before: Words, after: Sequence[Words]) -> Iterator[Problem]:
    """Each number or "not" with the word it belongs to."""
    said = Counter(_pairs_of(kind, before))
    says = Counter(pair for line in after for pair in _pairs_of(kind, line))
    yield from _changes(kind, what, said, says)


def _pairs_of(kind: Kind, words: Words) -> Iterator[str]:
    wanted = _OTHER_NUMBERS if kind is Kind.NUMBER else EXACT_NEGATIONS
    for place, word in enumerate(words.folded):
        if word in wanted or (kind is Kind.NUMBER and word[0].isdigit()):
            following = words.folded[place + 1 : place + 2]
            joined = following and following[0] not in JOINERS and _says_something(following[0])
            yield f"{word} {following[0]}" if joined else word


def _says_something(token: str) -> bool:
    return token[0].isalnum() or token in {"%", "°"}


def _changes(kind: Kind, what: str, before: Counter[str], after: Counter[str]) -> Iterator[Problem]:
    for word in (before - after).elements():
        yield Problem(kind, f"{what} is lost: “{word}”")
    for word in (after - before).elements():
        yield Problem(kind, f"{what} is added: “{word}”")


def _classes(before: Words, after: Sequence[Words]) -> Iterator[Problem]:
    said = Counter(word for word in before.words if class_of(word))
    says = Counter(word for line in after for word in line.words if class_of(word))
    for word in {**said, **says}:
        if found := class_of(word):
            yield from _changes(*found, Counter({word: said[word]}), Counter({word: says[word]}))


def _names(before: Words, after: Sequence[Words]) -> Iterator[Problem]:
    here = {token for line in after for token in line.tokens}
    for name in sorted(inner_names(before) - here):
        yield Problem(Kind.NAME, f"a name is lost: “{name}”")
    for name in sorted({name for line in after for name in inner_names(line)} - set(before.tokens)):
        yield Problem(Kind.NAME, f"a name is added: “{name}”")


def _content(before: Words, after: Sequence[Words]) -> Iterator[Problem]:
    said = Counter(word for word in before.words if word not in JOINERS)
    says = Counter(word for line in after for word in line.words if word not in JOINERS)
    if lost := said - says:
        yield Problem(Kind.LOST, "words are lost: " + ", ".join(f"“{word}”" for word in lost))
    come = frozenset() if _lost_helpers(before, after) else HELPERS
    if new := [word for word in says if word not in said and word not in come]:
        yield Problem(Kind.NEW, "words are added: " + ", ".join(f"“{word}”" for word in new))


def _lost_helpers(before: Words, after: Sequence[Words]) -> bool:
    """Whether "is" or "are" went, so that a "was" may have come in its place."""
    said = Counter(word for word in before.words if word in {"is", "are"})
    return bool(said - Counter(word for line in after for word in line.words))


def _reach(before: Words, after: Sequence[Words]) -> Iterator[Problem]:
    """A "may" or "not" that no longer covers its "because".

    "They may rest because it helps" does not say that it helps, so the two must stay in one line.
    """
    for clause in re.split(r"[,;:.()–—]", before.plain):
        words = Words(clause).words
        if "because" not in words:
            continue
        for word in words[: words.index("because")]:
            weighs = word in WEIGHING or word in EXACT_NEGATIONS
            if weighs and not any({word, "because"} <= set(line.words) for line in after):
                yield Problem(Kind.CAUSE, f"“{word}” no longer covers “because”")


def _order(before: Words, after: Sequence[Words]) -> Iterator[Problem]:
    """The same words in another order may say the opposite ("A is better than B").

    One line with every word must keep them all as they were.  Each further line allows for one join,
    where a clause was taken out.
    """
    if len(after) == 1:
        if _without_articles(before) != _without_articles(after[0]):
            yield Problem(Kind.ORDER, "words are in another order")
        return
    content = [word for word in before.words if word not in JOINERS]
    known = {*pairwise(before.words), *pairwise(content)}
    own = JOINERS | (HELPERS - set(before.words))
    new = [pair for line in after for pair in _pairs(line, own) if pair not in known]
    if len(new) > max(len(after) - 1, 0):
        pairs = ", ".join(f"“{one} {two}”" for one, two in new)
        yield Problem(Kind.ORDER, f"words are in another order: {pairs}")


def _without_articles(words: Words) -> list[str]:
    """An article may go, since "on the 6th of August" is "on 6 August"."""
    return [word for word in words.words if word not in {"a", "an", "the"}]


def _pairs(line: Words, joiners: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Words that stand side by side, without the joiners and a "but" that opens the line."""
    words = line.words[1:] if line.words[:1] == ["but"] else line.words
    for one, two in pairwise(words):
        if one not in joiners and two not in joiners:
            yield one, two
