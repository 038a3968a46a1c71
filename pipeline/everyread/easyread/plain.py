"""Rules that need no grammar: abbreviations in full, and brackets that explain.

Each rule only proposes; the guard decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_SPELLED_OUT = (
    (re.compile(r"\be\.\s?g\.,?\s", re.I), "for example "),
    (re.compile(r"\bi\.\s?e\.,?\s", re.I), "that is, "),
    (re.compile(r",?\s+etc\.?(?=\s*$)", re.I), " and so on."),
    (re.compile(r",?\s+etc\.?(?=[\s,;)])", re.I), " and so on"),
    (re.compile(r"\b(Dr|Mr|Mrs|Ms|Prof)\.(?=\s(?:and\s)?[A-Z])"), r"\1"),
    (re.compile(r"\bapprox\.?\s(?=[\d£])", re.I), "about "),
)
# Only those with one meaning: "it's" may be "it is" or "it has", so it stays.
_CONTRACTED = (
    (re.compile(r"\b([Cc])an['’]t\b"), r"\1annot"),
    (re.compile(r"\b([Ww])on['’]t\b"), r"\1ill not"),
    (
        re.compile(
            r"\b(do|does|did|is|are|was|were|has|have|had|could|would|should|must|need)n['’]t\b", re.I
        ),
        r"\1 not",
    ),
    (re.compile(r"\b(you|we|they)['’]re\b", re.I), r"\1 are"),
    (re.compile(r"\b(I|you|we|they)['’]ve\b", re.I), r"\1 have"),
    (re.compile(r"\b(I|you|we|they|it|he|she)['’]ll\b", re.I), r"\1 will"),
    (re.compile(r"\bI['’]m\b"), "I am"),
)
# "Can't you" would become "Cannot you".
_TURNED_ROUND = re.compile(r"\b\w+n['’]t\s+(?:I|you|we|they|it|he|she|this|that|these|those|there)\b", re.I)


def in_full(text: str) -> str:
    """The sentence with "e.g.", "etc." and "don't" spelled out where they have one meaning only."""
    rules = _SPELLED_OUT if _TURNED_ROUND.search(text) else (*_SPELLED_OUT, *_CONTRACTED)
    for pattern, plain in rules:
        text = pattern.sub(plain, text)
    return text[:1].upper() + text[1:] if text[:1].islower() and not _odd_start(text) else text


def _odd_start(text: str) -> bool:
    """Whether a small first letter is meant: an item of a list, or a name such as mRNA."""
    return not text.startswith(("for example ", "that is "))


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket that explains the words in front of it."""

    start: int
    """Where it begins in the sentence, with the space in front of it."""
    end: int
    sentence: str
    """What it says, as a sentence of its own."""


# A clause in brackets with a subject that can be nothing else, at the very end of its sentence.
_CLAUSE = re.compile(
    r"\s\((?P<clause>(?:I|[Ww]e|[Yy]ou|[Tt]hey|[Tt]his|[Tt]hese|[Ii]t) (?:also )?(?:am|is|are|was|"
    r"were|do|does|did|"
    r"has|have|had|can|could|may|might|will|must|should|helped|live|lives|know|think|"
    r"found)\b[^()]{6,160})\)\.$"
)
_BRACKET = re.compile(r"\s\(([^()]{3,80})\)")
_SMALL_WORDS = frozenset("and of the for in to a an on with or".split())
_ACRONYM = re.compile(r"[A-Za-z]{2,7}")
_DEFINES = re.compile(r"(?:a|an)\s(?:type|kind|form|sort|group|class)\sof\s", re.I)
_NO_GLOSS = re.compile(
    r"[\d;:,%“”\"‘]|\b(?:not|no|never|or|and|if|but|see|may|might|usually|often|some|mainly)\b", re.I
)


# "If you can (they may ask you to)": what stands in front may reach into the bracket.
_NO_CLAUSE = re.compile(
    r"\b(?:if|unless|until|when|whether|not|no|never|may|might|could|would)\b|n['’]t\b", re.I
)


def explaining_brackets(text: str, hard_words: Collection[str]) -> list[Bracket]:
    """The brackets of a sentence that explain a term: a long form, or what a hard word means.

    `hard_words` are the words of the glossary in small letters.  Brackets that hold anything else (an
    example, an exception, a number) belong to the sentence and are not returned.
    """
    found = []
    if (match := _CLAUSE.search(text)) and not _NO_CLAUSE.search(text[: match.start()]):
        return [Bracket(match.start(), match.end() - 1, _capital(match["clause"]) + ".")]
    for match in _BRACKET.finditer(text):
        if sentence := _as_sentence(text[: match.start()], match[1], hard_words):
            found.append(Bracket(match.start(), match.end(), sentence))
    return found


def _as_sentence(before: str, inside: str, hard_words: Collection[str]) -> str:
    words = before.split()
    if not words:
        return ""
    short = words[-1].lstrip("(“‘\"'")
    if _is_acronym(short) and _stands_for(short, inside.split()):
        return f"{short} is short for {inside}."
    if _is_acronym(inside) and (long := _long_form(inside, words)):
        return f"{inside} is short for {long}."
    term = _hard_word_at_end(words, hard_words)
    if not term or _NO_GLOSS.search(inside) or len(inside.split()) > 10:
        return ""
    if _DEFINES.match(inside) and not term.endswith("s"):
        return f"{_capital(term)} is {inside}."
    return f"{_capital(term)} means {inside}." if inside.split()[0].endswith("ing") else ""


def _is_acronym(word: str) -> bool:
    return bool(_ACRONYM.fullmatch(word)) and sum(letter.isupper() for letter in word) >= 2


def _stands_for(short: str, words: list[str]) -> bool:
    """Whether the words' first letters are the acronym's ("POTS" may leave out one letter)."""
    parts = [part for word in words for part in re.split(r"[-‐‑/]", word) if part]
    initials = "".join(part[0] for part in parts if part.lower() not in _SMALL_WORDS).lower()
    letters = short.lower()
    if not all(part[0].isalpha() for part in parts) or initials[:1] != letters[0]:
        return False
    rest = iter(letters)
    return (
        len(letters) - 1 <= len(initials) <= len(letters)
        and len(initials) > 1
        and all(i in rest for i in initials)
    )


def _long_form(short: str, words: list[str]) -> str:
    """The last words before the bracket that the acronym stands for, the longest that fit."""
    for count in range(min(len(words), len(short) + 3), 1, -1):
        candidate = words[-count:]
        if candidate[0].lower() not in _SMALL_WORDS and _stands_for(short, candidate):
            text = " ".join(candidate)
            return text if not re.search(r"[.,;:()]|['’]s?$", text) else ""
    return ""


def _hard_word_at_end(words: list[str], hard_words: Collection[str]) -> str:
    for count in range(min(len(words), 4), 0, -1):
        term = " ".join(words[-count:])
        if term.lower() in hard_words:
            return term
    return ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
