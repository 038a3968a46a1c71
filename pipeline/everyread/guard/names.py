"""Names of people, places, drugs, conditions and tests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from everyread.guard.problem import Kind, Known, Problem
from everyread.guard.terms import PROPER, is_rare, is_term
from everyread.guard.words import SMALL, Words, has_content, stem, stems_of

_STARTS = frozenset(".!?:;“”\"‘'(–—•\n")
_SPEAKS = frozenset("says said told asked explains explained writes wrote".split())


def inner_names(words: Words) -> set[str]:
    """Capitalised words that do not stand first, and acronyms anywhere; for text in the same words."""
    before = ["\n", *words.tokens]
    return {
        word
        for previous, word in zip(before, words.tokens, strict=False)
        if word[0].isalpha() and word != word.lower() and word != "I"
        if previous not in {"\n", "•"} or _capitals(word) > 1
    }


def name_problems(before: Words, after: Words, known: Known) -> Iterator[Problem]:
    """For text in other words: every name is there, and none is new, nor any rare word."""
    said, says = _names(before, known), _names(after, known)
    there = {_plain(token) for token in after.tokens} | after.stems
    here = {_plain(token) for token in before.tokens} | before.stems | known.stems
    for name, shown in said.items():
        if name not in there and stem(name) not in there:
            yield Problem(Kind.NAME, f"a name is lost: “{shown}”")
    for name, shown in says.items():
        if name not in here and stem(name) not in here:
            yield Problem(Kind.NAME, f"a name is added: “{shown}”")
    for word in dict.fromkeys(after.words):
        if has_content(word) and word not in says and not {word, stem(word)} & here and is_rare(word):
            yield Problem(Kind.NAME, f"a rare word is added: “{word}”")


def _names(words: Words, known: Known) -> dict[str, str]:
    """Each name in small letters, with its spelling here."""
    found: dict[str, str] = {}
    tokens = words.tokens
    for place, token in enumerate(tokens):
        lower = _plain(token)
        if not token[0].isalpha() or token in {"I", "A"}:
            continue
        if is_term(lower) or _is_name(tokens, place, lower):
            found[lower] = token
    for term in known.terms:
        if len(term) > 2 and term in words.low and re.search(rf"(?<!\w){re.escape(term)}(?!\w)", words.low):
            found.update({part: part for part in stems_of(term)})
    return found


def _is_name(tokens: list[str], place: int, lower: str) -> bool:
    token = tokens[place]
    if _capitals(token) > 1 and not (token.isupper() and len(token) > 6):
        return True
    if not token[0].isupper() or len(token) < 2:
        return False
    if place and tokens[place - 1] not in _STARTS:
        return lower not in SMALL
    if lower in PROPER:
        return True
    following = tokens[place + 1] if place + 1 < len(tokens) else ""
    if following == "and" and place + 2 < len(tokens):
        following = tokens[place + 2]
    is_first_of_several = following[:1].isupper() and following != "I" and _capitals(following) == 1
    return lower not in SMALL and (is_first_of_several or following in _SPEAKS)


def _plain(token: str) -> str:
    return re.sub(r"'s$", "", token).casefold()


def _capitals(word: str) -> int:
    return sum(letter.isupper() for letter in word)
