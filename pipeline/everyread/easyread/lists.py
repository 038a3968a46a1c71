"""A sentence that lists things, as a lead and points, each whole in itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LIST = re.compile(r"^(?P<lead>[^:;–—]+?)(?::|\s[–—])\s+(?P<items>[^:;()\[\]–—]+?)\.?$")
# In these leads the list depends on a word that must stay with every item.
_NO_LIST_LEAD = re.compile(
    r"\b(?:not|no|never|none|without|either|one of|any of|except|unless|if|avoid|between|both|each|"
    r"only|fewer|"
    r"less|more|rarely|hardly)\b|n['’]t\b",
    re.I,
)
_NO_LIST_ITEM = re.compile(
    r"\b(?:not|no|never|or|but|which|who|that|because|if|then|to|there|is|are|was|were|including|like)\b|n['’]t\b",
    re.I,
)
_AND_SO_ON = "and so on"
# In the first item these may hold for every item: "improvements in sleep, mood and memory".
_REACHES_ALL = re.compile(
    r"\b(?:such as|like|including|includes?|in|into|of|about|for|with|from|to|on|onto|at|by|between|"
    r"over|after|before|than|as|near|under|within|without|around|through|during)\b|"
    r"^(?:more|less|fewer|most|some|many|several|all|any|no|such|other|better|worse|poor|good|bad|"
    r"high|low|new|extra|"
    r"severe|mild|chronic|acute|different|his|her|its|my|our|their|your|\w+ed|\w+ing(?= ))\b",
    re.I,
)
# And in the last one: "fires, floods and accidents at work".
_REACHES_BACK = re.compile(r"\b(?:in|into|at|on|for|with|without|from|by|during|after|before|among)\b", re.I)
_ARTICLES = frozenset({"a", "an", "the"})
LONGEST_ITEM = 6
"""Words; a longer item is a clause, and clauses do not make a clear list."""
_LONG_ENOUGH = 12
"""Words; three things in a shorter sentence are easy to read as they are."""

_BODY = (
    ""
    "muscle|joint|back|neck|head|stomach|tummy|chest|arm|leg|shoulder|knee|hip|nerve|throat|ear|eye|"
    "bone|skin|"
    "heart|lung|liver|kidney|bowel|bladder|jaw|hand|foot|gut"
)
_TROUBLE = (
    "pains?|aches?|problems?|stiffness|weakness|infections?|cramps?|spasms?|damage|disease|diseases|cancers?"
)
_SHARED = re.compile(rf"(?P<one>{_BODY}) and (?P<two>{_BODY}) (?P<head>{_TROUBLE})", re.I)
# Nouns that a word in front of "and" may share: "blood and urine tests".
_SHARING = frozenset(
    "tests test levels level symptoms services research studies cells failure changes loss medicine "
    "medicines "
    "treatment treatments drugs groups groups care support disorder disorders".split()
)
_SYMPTOM = re.compile(
    r"\b(?:fatigue|pains?|aches?|nausea|fever|cough|dizziness|rash|headaches?|tiredness|loss of appetite|"
    r"weakness|brain fog|sore throat)\b",
    re.I,
)


def listed(text: str) -> tuple[str, tuple[str, ...]]:
    """The lead ("We found three things:") and the items of "a, b, c and d" after a colon or a dash.

    No items when it is no such list.  A list with "or", or that hangs on a "not", stays a sentence.
    """
    match = _LIST.match(text)
    if match is None or _NO_LIST_LEAD.search(match["lead"]):
        return text, ()
    items = _items(match["items"])
    return (match["lead"] + ":", items) if items else (text, ())


def may_list(text: str) -> bool:
    """Whether it is worth looking in the grammar for a list at the end of a sentence."""
    return (
        "," in text
        and text.endswith(".")
        and len(text.split()) >= _LONG_ENOUGH
        and not re.search(r"[:;()–—]", text)
    )


def listed_in(doc: Doc) -> tuple[str, tuple[str, ...]]:
    """The same for a list at the end of a sentence without a colon ("It brings pain, fever and a cough.")."""
    for token in doc:
        first = token.left_edge
        if not _opens_list(token, first, doc):
            continue
        lead = doc[: first.i].text.rstrip()
        items = _items(doc.text[first.idx : -1])
        if items and not _NO_LIST_LEAD.search(lead) and "," not in lead[-20:] and _are_things(doc, first):
            return lead + ":", items
    return doc.text, ()


def _items(text: str) -> tuple[str, ...]:
    if _NO_LIST_ITEM.search(text):
        return ()
    body = re.sub(rf",?\s*{_AND_SO_ON}$", "", text)
    parts = [part.strip() for part in body.split(",")]
    ending: tuple[str, ...] = ()
    if body != text:
        ending = ("and other symptoms" if _SYMPTOM.search(text) else _AND_SO_ON,)
    elif not _SHARED.fullmatch(parts[-1]):
        ends = re.split(r"\s+and\s+|^and\s+", parts.pop())
        if len(ends) != 2 or _may_share(*ends):
            return ()
        parts += filter(None, ends)
    items = tuple(each for part in parts for each in _with_shared_word(part))
    if len(items) + len(ending) < 3 or not all(map(_is_item, items)) or _lean(items):
        return ()
    return items + ending


def _is_item(item: str) -> bool:
    return (
        re.search(r"[^\W\d_]", item) is not None  # "elements 115, 117 and 118" are no three things
        and len(item.split()) <= LONGEST_ITEM
        and " and " not in item
        and not item.startswith("more ")
        and not re.match(r"\w+ing (?:a|an|the|of|to|[a-z]+ of)\b", item)  # "…, providing the name of X"
    )


def _lean(items: tuple[str, ...]) -> bool:
    """Whether a word of the first or the last may belong to all of them."""
    first, last = items[0], items[-1]
    articles = {_has_article(item) for item in items} if _has_article(first) else set()
    return (
        _REACHES_ALL.search(first) is not None
        or _REACHES_BACK.search(last) is not None
        or "-" in first.split()[0]
        or False in articles
        or (not _has_article(first) and any(map(_has_article, items[:-1])))  # "Fiat, the car maker, and …"
    )


def _has_article(item: str) -> bool:
    return item.split()[0].lower() in _ARTICLES


def _with_shared_word(item: str) -> tuple[str, ...]:
    """Give each its word: "muscle and joint pains" as "muscle pains" and "joint pains"."""
    match = _SHARED.fullmatch(item)
    return (f"{match['one']} {match['head']}", f"{match['two']} {match['head']}") if match else (item,)


def _may_share(one: str, two: str) -> bool:
    """Whether the first of the last two may lack a word that the second one has ("blood and urine tests")."""
    return bool(one) and len(one.split()) == 1 and len(two.split()) == 2 and two.split()[-1] in _SHARING


def _opens_list(token: Token, first: Token, doc: Doc) -> bool:
    if token.pos_ not in {"NOUN", "PROPN"} or first.i < 2:
        return False
    before = doc[first.i - 1]
    after_verb = token.dep_ == "dobj" and before == token.head
    named = before.lower_ == "as" and doc[first.i - 2].lower_ == "such"
    return after_verb or named or before.lower_ in {"including", "include", "includes", "included"}


# At the head of the first item, these may belong to every item.
_REACHES = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "PRP$", "CD", "RB", "PDT", "POS"})
_NO_THING = frozenset({"VB", "VBD", "VBP", "VBZ", "MD", "PRP", "TO", "WDT", "WP", "WRB", "EX"})


def _are_things(doc: Doc, first: Token) -> bool:
    """Whether the items are things alone, and no word of the first belongs to all of them."""
    tail = doc[first.i :]
    if first.tag_ in _REACHES or first.lower_ in {"some", "any", "all", "many", "these", "such", "extra"}:
        return False
    return not any(token.tag_ in _NO_THING for token in tail)
