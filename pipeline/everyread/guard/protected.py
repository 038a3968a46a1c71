"""What may not be put in other words: quotations, safety advice, disclaimers, contacts; and new advice."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from everyread.guard.problem import Kind, Problem
from everyread.guard.words import Words
from everyread.sentences import split_text

_QUOTED = re.compile(
    r"“([^”]{2,})”|\"([^\"]{2,})\"|‘([^‘’]{2,}(?:’\w[^‘’]*)*)’(?!\w)|(?:^|(?<=[\s(]))'([^']{2,})'"
)
_CONTACT = re.compile(
    r"https?://\S+[\w/]|www\.\S+[\w/]|[\w.+-]+@[\w-]+\.[\w.-]*\w|(?<![\d.])(?:\+44\s?|0)\d[\d\s]{7,}\d"
)
_DISCLAIMER = re.compile(
    r"\bnot (?:be construed as |a substitute for |intended (?:as|to be) |be (?:taken|seen|used) as |"
    r"meant as |"
    r"replace |take the place of )?(?:medical |professional |personal )*(?:advice|opinion|care)\b|"
    r"\bnot be construed\b|\b(?:take the place of|substitute for|replace) (?:\w+ ){0,3}advice\b|"
    r"\bdo not assume\b|\b(?:seek|get) (?:\w+ )?medical (?:advice|help)\b",
    re.I,
)
_SAFETY = (
    ("999", r"999|112"),
    ("111", r"111"),
    ("A&E", r"a&e|accident and emergency|emergency department"),
    ("your GP or doctor", r"(?:your|the|a|my|nhs|with|own) (?:own )?(?:nhs )?(?:gp|doctor)s?"),
    ("pharmacist", r"pharmacists?"),
    ("nurse", r"nurses?"),
    (
        "at once",
        r"at once|straight ?away|immediately|urgent(?:ly)?|emergency|as soon as (?:possible|you can)|"
        r"right away|"
        r"without delay",
    ),
    ("overdose", r"overdos\w+|too much"),
    ("suddenly", r"suddenly|abrupt(?:ly)?"),
    ("pregnant", r"pregnan\w+"),
    ("allergic", r"allerg\w+"),
)
_SAFETY_PATTERNS = tuple((name, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for name, pattern in _SAFETY)

# Verbs that make a sentence an order when they stand first.
ORDERS = frozenset(
    "take stop start try avoid ask talk see call ring phone use rest do drink eat keep make go get give "
    "tell visit contact check read follow increase reduce double skip seek discuss speak consider remember "
    "put write heat cut add boil fill wait "
    "sit lie find choose bring pack stir pour wash don't never always".split()
)
_TELLS = re.compile(
    r"\b(?:should|must|ought|(?:need|have|has) to|please|recommend\w*|advi[sc]e\w*|it (?:is|may be) worth)\b"
)


def quotation_problems(before: Words, after: Words) -> Iterator[Problem]:
    """Somebody's own words must be there as they were, and no others."""
    here, there = _flat(before.text), _flat(after.text)
    for quote in _quotes(before.text):
        if _flat(quote) not in there:
            yield Problem(Kind.QUOTATION, f"somebody's own words are changed: “{quote}”")
    for quote in _quotes(after.text):
        if _flat(quote) not in here:
            yield Problem(Kind.QUOTATION, f"words are put in somebody's mouth: “{quote}”")


def _quotes(text: str) -> list[str]:
    return [next(filter(None, match)) for match in _QUOTED.findall(text)]


def _flat(text: str) -> str:
    return " ".join(re.findall(r"[\w%£$€]+", text.casefold()))


def is_disclaimer(text: str) -> bool:
    return bool(_DISCLAIMER.search(text))


def safety_problems(before: Words, after: Words) -> Iterator[Problem]:
    """Disclaimers and contacts must be there whole, and safety advice with each of its parts."""
    there = _flat(after.plain)
    for sentence in (each for line in before.text.splitlines() for each in split_text(line)):
        whole = Words(sentence).plain
        if is_disclaimer(whole) and _flat(whole) not in there:
            yield Problem(Kind.SAFETY, f"a disclaimer must be copied whole: “{sentence}”")
    for contact in _CONTACT.findall(before.text):
        if re.sub(r"\s", "", contact) not in re.sub(r"\s", "", after.text):
            yield Problem(Kind.SAFETY, f"a contact is lost or changed: “{contact}”")
    for name, pattern in _SAFETY_PATTERNS:
        if pattern.search(before.low) and not pattern.search(after.low):
            yield Problem(Kind.SAFETY, f"safety advice is lost: “{name}”")


def advice_problems(before: Words, after: Sequence[Words], *, exact: bool) -> Iterator[Problem]:
    """An order to the reader that the source does not give."""
    starts = {_first(Words(text)) for line in before.text.splitlines() for text in split_text(line)}
    starts |= _after(before, ".;:!?–—\n")
    if starts & ORDERS:  # "Sit down, rest and drink" are three orders
        starts |= _after(before, {",", "and", "then"})
    tells = bool(_TELLS.search(before.low)) or bool(starts & ORDERS)
    for line in after:
        first = _first(line)
        orders = first in ORDERS and first not in starts and (exact or not tells)
        if orders or (not exact and not tells and _TELLS.search(line.low)):
            yield Problem(Kind.ADVICE, f"advice is added: “{line.text}”")
    if exact and sum(line.words.count("you") for line in after) > before.words.count("you"):
        yield Problem(Kind.ADVICE, "advice is added: the easy version speaks to the reader more often")


def _first(words: Words) -> str:
    return next((word for word in words.words if word != "please"), "")


def _after(words: Words, joins: Container[str]) -> set[str]:
    """The words behind a stop or a join."""
    return {word for previous, word in pairwise([".", *words.folded]) if previous in joins}
