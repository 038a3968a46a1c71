"""Plain words for hard ones, only from the approved table, and only as the right part of speech."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from everyread.easyread.neighbours import reads_well

if TYPE_CHECKING:
    from spacy.tokens import Doc

_VERB_TAGS = (
    frozenset({"VB", "VBP"}),
    frozenset({"VBZ"}),
    frozenset({"VBD"}),
    frozenset({"VBN"}),
    frozenset({"VBG"}),
)
_TAGS = {"adjectives": frozenset({"JJ"}), "adverbs": frozenset({"RB"})}


@dataclass(frozen=True, slots=True)
class Substitute:
    """One form of a hard word, and the plain form that may stand for it."""

    plain: str
    tags: frozenset[str] = frozenset()
    """The parts of speech (Penn Treebank) as which it may be replaced; empty for a whole phrase."""


@cache
def approved() -> dict[str, tuple[Substitute, ...]]:
    """What may stand for each hard form, in small letters."""
    found: dict[str, tuple[Substitute, ...]] = {}
    for hard, each in _rows(read_table()):
        found[hard] = (*found.get(hard, ()), each)
    return found


def read_table() -> dict[str, Any]:
    """The table as it is in its file."""
    path = resources.files("everyread").joinpath("easyread", "approved", "plain-words.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _rows(table: dict[str, Any]) -> Iterator[tuple[str, Substitute]]:
    for hard, plain in table["phrases"].items():
        yield hard, Substitute(plain)
    for hard, plain in table["verbs"].items():
        for form, tags, new in zip(_verb_forms(hard), _VERB_TAGS, plain.split(", "), strict=True):
            if new != "-":
                yield form, Substitute(new, tags)
    for hard, plain in table["nouns"].items():
        forms = (hard, "NN"), (re.sub("y$", "ie", hard) + "s", "NNS")
        for (form, tag), new in zip(forms, plain.split(", "), strict=True):
            if new != "-":
                yield form, Substitute(new, frozenset({tag}))
    for name, tags in _TAGS.items():
        for hard, plain in table[name].items():
            yield hard, Substitute(plain, tags)


_DOUBLED = frozenset("occur permit submit transmit".split())
"""Verbs that double their last letter: "occurred"."""


def _verb_forms(base: str) -> tuple[str, ...]:
    if base.endswith("y"):
        return base, base[:-1] + "ies", base[:-1] + "ied", base[:-1] + "ied", base + "ing"
    stem = base.removesuffix("e")
    if base in _DOUBLED:
        stem += base[-1]
    return base, base + "s", stem + "ed", stem + "ed", stem + "ing"


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(approved(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.I)


def has_hard_word(text: str) -> bool:
    """Whether it is worth looking at the grammar of a text."""
    return bool(_pattern().search(text))


def in_plain_words(doc: Doc) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text in plain words, and each hard word with the plain one that was put in its place.

    A phrase is not used twice: "very important for the very important work" is no easier.
    """
    text = doc.text
    used: list[tuple[str, str]] = []
    for match in reversed(list(_pattern().finditer(text))):
        plain = _plain_for(doc, match)
        if plain and not (" " in plain and plain.lower() in {each for _, each in used}):
            text = text[: match.start()] + plain + text[match.end() :]
            used.append((match[0].lower(), plain.lower()))
    return text, tuple(dict.fromkeys(used))


def _plain_for(doc: Doc, match: re.Match[str]) -> str:
    span = doc.char_span(match.start(), match.end())
    if span is None or (len(span) == 1 and span[0].ent_type_):
        return ""
    hard = match[0]
    if hard[1:] != hard[1:].lower() or (
        hard[0].isupper() and span.start and doc[span.start - 1].text not in '“"(:'
    ):
        return ""  # a name, such as "Additional Needs"
    for each in approved()[hard.lower()]:
        if each.tags and span[0].tag_ not in each.tags:
            continue
        if reads_well(span, hard.lower(), each.plain):
            return each.plain[0].upper() + each.plain[1:] if hard[0].isupper() else each.plain
    return ""
