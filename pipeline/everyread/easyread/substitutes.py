"""Plain words for hard ones, only from the approved table, and only as the right part of speech."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from everyread.easyread.grammar import is_subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

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
    """The text in plain words, and each hard word with the plain one that was put in its place."""
    text, used = doc.text, []
    for match in reversed(list(_pattern().finditer(text))):
        if plain := _plain_for(doc, match):
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
        if _fits(doc, span.start, span.end, hard.lower(), each.plain) and _may_say(
            span, hard.lower(), each.plain
        ):
            return each.plain[0].upper() + each.plain[1:] if hard[0].isupper() else each.plain
    return ""


_OBJECT = frozenset({"DT", "PRP$", "PRP", "JJ", "NN", "NNS", "NNP", "CD", "WRB", "IN"})
_NEEDS_OBJECT = frozenset(
    "look looks looked looking show shows showed showing get gets got getting give gives gave giving find "
    "finds found finding".split()
)
"""Plain verbs that say something else without one: people who demonstrate show nothing."""
_SET_PHRASES = {
    "further": set("notice education afield north south east west away back down along up".split()),
    "discovered": {"how"},
    "currently": {"no"},
    "depart": {"from"},
    "departs": {"from"},
    "departed": {"from"},
    "departing": {"from"},
    "elsewhere": {"in"},
    "shortly": {"before", "beforehand"},
    "vast": {"majority"},
    "proceed": {"to"},
    "proceeds": {"to"},
    "proceeded": {"to"},
    "challenging": {"behaviour", "behavior"},
    "crucial": {"importance"},
    "remains": {"to", "of", "that"},
    "employment": {"of"},
    "funding": {"of"},
    "region": {"of"},
    "demonstrated": {"in", "at"},
    "vital": {"signs", "organs", "organ", "statistics", "records", "importance"},
    "principal": {"investigator", "investigators", "component", "components"},
    "attend": {"to"},
    "attends": {"to"},
    "attended": {"to", "by"},
    "attending": {"to"},
}
_ONLY_FIRST = frozenset("consequently therefore thus initially eventually".split())
"""Words whose plain form can only open a sentence: "is therefore lower" would become "is so lower"."""
_GIVES = frozenset("provide provides provided providing".split())
_RECEIVER = 8
"""Words behind "provide" in which a "with" or "for" shows that "give" would not fit: "provide them with"."""
_NOT_BEFORE_A_GROUP = frozenset("the these those them us of".split())
_DEGREES = frozenset("more most less least very so as too".split())
_GRADED = frozenset(
    "affluent wealthy rapid vacant vast vital crucial hazardous fortunate enormous immense prosperous "
    "gigantic furious delighted lengthy brief swift challenging".split()
)
_NOT_AFTER = frozenset("more too very not any no the some far".split())


def _fits(doc: Doc, start: int, end: int, hard: str, plain: str) -> bool:
    """Whether the words around still read well: "an individual" would become "an person"."""
    before = doc[start - 1].lower_ if start else ""
    after, after_tag = (doc[end].lower_, doc[end].tag_) if end < len(doc) else ("", "")
    return (
        _follows_well(before, hard, plain)
        and _leads_on(after, after_tag, hard, plain)
        and not (end - start == 1 and doc[start].tag_.startswith("NN") and after_tag.startswith("NN"))
        and not (hard in _ONLY_FIRST and (start or after != ","))
        and not (hard in _GIVES and {"with", "for"} & {each.lower_ for each in doc[end : end + _RECEIVER]})
    )


def _follows_well(before: str, hard: str, plain: str) -> bool:
    if before in {"a", "an"} and (
        (hard[0] in "aeiou") != (plain[0] in "aeiou") or plain in {"many", "enough", "more", "help"}
    ):
        return False
    if before in _DEGREES and hard in _GRADED:
        return False  # "more affluent" would become "more rich"
    return not (plain in {"many", "enough", "more"} and before in _NOT_AFTER)


def _leads_on(after: str, tag: str, hard: str, plain: str) -> bool:
    if plain in {"many", "most", "more", "enough", "extra"} and after in _NOT_BEFORE_A_GROUP:
        return False
    if plain == "live":
        return after in {"in", "at", "with", "on", "near"}
    if hard == "in excess of":
        return tag in {"CD", "$"}  # "in excess of their asking price" would become "more than their …"
    if plain.startswith(("make sure", "makes sure", "made sure", "making sure")):
        return after == "that"
    if plain.startswith("ask"):
        return after not in {"that", "to"}
    return after not in _SET_PHRASES.get(hard, ()) and (
        plain.split()[0] not in _NEEDS_OBJECT or tag in _OBJECT
    )


_PARTICLES = frozenset("out on back up off in".split())
"""Verbs in two parts take "it" between them: "carry it out", not "carry out it"."""
_PREPOSITIONS = frozenset("to for of into in with like".split())
"""And those that end so say nothing without what they are about: "he had to go to."."""
_TELLS = frozenset(
    "it study studies survey research results result report data figures findings test tests scan scans "
    "trial trials analysis statistics evidence poll investigation".split()
)
"""What may "show" something; people who reveal it only say it."""
_BE = frozenset("is are was were be been being 's not partly mainly mostly".split())
_NOT_BEHIND = {
    "elsewhere": {"from", "to"},
    "currently": {"not", "n't"},
    "exclusively": {"almost"},
}
_QUESTIONS = frozenset("whether what how why which who when where if".split())
_VERY = frozenset("extremely incredibly highly hugely increasingly".split())
_IN_FRONT_OF_NOUNS = frozenset({"initial", "deceased"})
_ALONE = frozenset({".", ",", ":", "CC", "TO", "HYPH", "-RRB-", ""})


def _may_say(span: Span, hard: str, plain: str) -> bool:
    """Whether the sentence of a hard word, in small letters, reads well with the plain one."""
    doc, token = span.doc, span[0]
    after = doc[span.end] if span.end < len(doc) else None
    before = doc[span.start - 1].lower_ if span.start else ""
    if before.endswith("-") or (token.dep_ == "amod" and token.tag_.startswith("V") and " " in plain):
        return False
    if token.tag_.startswith("V") and not _has_object(token, plain, after):
        return False
    return _reads_well(token, hard, before, after)


def _has_object(verb: Token, plain: str, after: Token | None) -> bool:
    last = plain.split()[-1]
    tag = after.tag_ if after is not None else ""
    if " " in plain and last in _PARTICLES and tag == "PRP" and plain != "live in":
        return False
    needs = " " in plain and last in _PREPOSITIONS and verb.tag_ != "VBN"
    return not (needs and (tag in _ALONE or tag == "IN"))


def _reads_well(token: Token, hard: str, before: str, after: Token | None) -> bool:
    tag, word = (after.tag_, after.lower_) if after is not None else ("", "")
    if hard.startswith("require"):
        return not _tells_to_do(token)
    if hard.startswith("reveal"):
        return any(is_subject(child) and child.lower_ in _TELLS for child in token.children)
    if hard.startswith("determine"):
        return word in _QUESTIONS
    if hard == "due to":
        return tag != "VB" and before not in _BE
    if hard == "remains":
        return tag not in _ALONE
    if hard in _VERY:
        return tag == "JJ" and not (word.endswith("ed") and hard in {"highly", "increasingly"})
    if hard in _IN_FRONT_OF_NOUNS:
        return tag.startswith(("NN", "JJ"))
    if hard in {"roughly", "approximately"}:
        return tag in {"CD", "$"} or word in {"half", "a", "twice"}
    if hard == "globally":
        return not tag.startswith(("JJ", "VBN"))
    return before not in _NOT_BEHIND.get(hard, ())


def _tells_to_do(verb: Token) -> bool:
    """Whether somebody is told to do something: "the law requires schools to report it"."""
    objects = {child.tag_ for child in verb.children if child.dep_ == "dobj"}
    done = any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children)
    return done and objects <= {"NNS", "NNP", "NNPS", "PRP"}
