"""Text as words that can be compared: one spelling where several mean the same, and stems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
# Words in which a "not" hides; either form says the same.
_HIDDEN = {
    "unable": "able",
    "unlikely": "likely",
    "unclear": "clear",
    "uncertain": "certain",
    "unknown": "known",
    "unsafe": "safe",
    "unproven": "proven",
    "unwell": "well",
    "impossible": "possible",
    "uncommon": "common",
    "unusual": "usual",
    "incurable": "curable",
    "ineffective": "effective",
}
# Spellings that mean exactly the same, so either may stand for the other.
_SAME: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"[’ʼ]"), "'"),
    (re.compile(r"\be\.\s?g\.,?", re.I), "for example"),
    (re.compile(r"\bi\.\s?e\.,?", re.I), "that is"),
    (re.compile(r"\betc\b\.?", re.I), "and other things"),
    (re.compile(r"\band (?:so on|other \w+)(?=\s*(?:[.,;)]|$))", re.I), "and other things"),
    (re.compile(r"\bapprox\b\.?", re.I), "about"),
    (re.compile(r"\b(?:al)?though\b|\bhowever\b,?", re.I), "but"),
    (re.compile(r"\bversus\b|\bvs\b\.?", re.I), "against"),
    (re.compile(r"\bcan(?:'t|not)\b", re.I), "can not"),
    (re.compile(r"\bwon't\b", re.I), "will not"),
    (re.compile(r"n't\b", re.I), " not"),
    (re.compile(r"\bI'm\b"), "I am"),
    (re.compile(r"'re\b", re.I), " are"),
    (re.compile(r"'ve\b", re.I), " have"),
    (re.compile(r"'ll\b", re.I), " will"),
    (re.compile(r"\bper cent\b|\bpercent\b", re.I), "%"),
    (re.compile(r"\b(Dr|Mr|Mrs|Ms|Prof|St)\."), r"\1"),
    (re.compile(r"\b(a|p)\.m\b\.?", re.I), r"\1m"),
    (re.compile(r"(?<=\d)\.(?=\d\d ?[ap]m\b)", re.I), ":"),
    # "1–3" is "1 to 3", but a year, a telephone number or a date is not a range.
    (re.compile(r"(?<![\d-])(\d{1,3}(?:\.\d+)?)\s?[-–]\s?(\d{1,3}(?:\.\d+)?)(?![\d-])"), r"\1 to \2"),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?={_MONTH}\b)"), r"\1 "),
    (re.compile(r"\b(\d{1,2}) Sept?\b\.?"), r"\1 September"),
    *(
        (re.compile(rf"\b(\d{{1,2}}) {month[:3]}\b\.?"), rf"\1 {month}")
        for month in "January February March April August October November December".split()
    ),
    (re.compile(rf"\b({'|'.join(_HIDDEN)})\b", re.I), lambda match: f"not {_HIDDEN[match[1].lower()]}"),
)
NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    word: str(10 * tens)
    for tens, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), start=3)
}
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)})\b")
SYMBOLS = frozenset("%£$€<>≤≥=±°+×")
_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[%£$€<>≤≥=±°+×]|[^\w\s]|\n")
JOINERS = frozenset("a an the and which who that this these is are means short for".split())
"""Words that may come or go at a join, since they carry no fact of their own."""
HELPERS = frozenset({"was", "were"})
"""Words that may come at a join, but never go: "X, born in York, …" says that X was born in York."""
SMALL = JOINERS | frozenset(
    "i you he she it we they me him her us them my your his its our their mine yours ours theirs myself "
    "yourself himself herself itself themselves those here there what whose whom how why where when while "
    "be been being am was were do does did doing done have has had having will would shall can could may "
    "might must should ought of in on at to from by with about into over under between through up down out "
    "off as or nor but so if then than because also too very just not no never any other own same such "
    "both each some more most much many let get gets got go goes one ones thing things people "
    "person number way "
    "ways use uses used make makes made however although though called call mean again usually "
    "normally often "
    "frequently always sometimes nearly almost about around all every few better best less least perhaps "
    "within during once ring straight away benefit help helps helped".split()
)
"""Words that say nothing of what a text is about."""


@dataclass(frozen=True)
class Words:
    """A text as words."""

    text: str

    @cached_property
    def plain(self) -> str:
        text = self.text
        for pattern, plain in _SAME:
            text = pattern.sub(plain, text)
        return text

    @cached_property
    def low(self) -> str:
        """The plain text in small letters, without the month of May, which is no "may"."""
        return re.sub(
            r"(?<=\bin )May\b|(?<=\bof )May\b|(?<=\d )May\b|\bMay(?= \d)", "", self.plain
        ).casefold()

    @cached_property
    def figures(self) -> str:
        """The same with number words in figures."""
        return _NUMBER_WORD.sub(lambda match: NUMBER_WORDS[match[0]], self.low)

    @cached_property
    def tokens(self) -> list[str]:
        return tokens_of(self.plain)

    @cached_property
    def folded(self) -> list[str]:
        """The tokens in small letters, with number words as figures; a new line is one too."""
        return [fold(token) for token in self.tokens]

    @cached_property
    def words(self) -> list[str]:
        """The folded tokens without punctuation."""
        return [token for token in self.folded if token[0].isalnum() or token in SYMBOLS]

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of the words with content."""
        return frozenset(stem(word) for word in self.words if has_content(word))


@lru_cache(maxsize=4096)
def words_of(text: str) -> Words:
    """The words of a text, worked out once for as long as it is asked about."""
    return Words(text)


def stems_of(text: str) -> frozenset[str]:
    return words_of(text).stems


def tokens_of(plain: str) -> list[str]:
    """The tokens of a text in its plain spelling."""
    return _TOKEN.findall(plain)


def fold(token: str) -> str:
    """In small letters, number words as figures, figures without their commas."""
    lower = token.casefold()
    return NUMBER_WORDS.get(lower, re.sub(r"(?<=\d),(?=\d{3})", "", lower))


def has_content(word: str) -> bool:
    return word not in SMALL and word[0].isalpha() and len(word) > 1


_ENDING = re.compile(r"(?:'s|ing|ed|es|s|ly|e)$")
_IRREGULAR = {
    "felt": "feel",
    "found": "find",
    "took": "take",
    "taken": "take",
    "gave": "give",
    "given": "give",
    "saw": "see",
    "seen": "see",
    "slept": "sleep",
    "began": "begin",
    "begun": "begin",
    "said": "say",
    "told": "tell",
    "came": "come",
    "went": "go",
    "fell": "fall",
    "fallen": "fall",
    "rose": "rise",
    "risen": "rise",
    "knew": "know",
    "known": "know",
    "kept": "keep",
    "met": "meet",
    "ate": "eat",
    "women": "woman",
    "men": "man",
    "children": "child",
    "feet": "foot",
    "ill": "illness",
    "tiredness": "tire",
    "worse": "worsen",
}


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """What "sleeps", "sleeping" and "slept" have in common: rough, but the same on both sides."""
    word = _IRREGULAR.get(word, word)
    while len(word) > 4 and (shorter := _ENDING.sub("", word)) != word and len(shorter) > 2:
        word = shorter
        if word.endswith("ss"):
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return re.sub(r"(?:i|y)$", "i", word)


def clauses(text: str) -> Iterator[list[str]]:
    """The folded words between stops."""
    clause: list[str] = []
    for token in words_of(text).folded:
        if token in {".", ",", ";", ":", "!", "?", "(", ")", "–", "—", "\n"}:
            yield clause
            clause = []
        elif token[0].isalnum() or token in SYMBOLS:
            clause.append(token)
    yield clause
