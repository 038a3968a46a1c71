"""Whether a plain word reads well among its neighbours, which the hard one had before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from everyread.easyread.grammar import is_subject
from everyread.easyread.neighbours_verbs import GIVES, NEAR, QUESTIONS, RECEIVER, verb_reads_well

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


def reads_well(span: Span, hard: str, plain: str) -> bool:
    """Whether `plain` may stand for `hard`, the words of `span` in small letters."""
    return _fits(span.doc, span.start, span.end, hard, plain) and _may_say(span, hard, plain)


_OBJECT = frozenset({"DT", "PRP$", "PRP", "JJ", "NN", "NNS", "NNP", "CD", "WRB"})
_NEEDS_OBJECT = frozenset(
    "look looks looked looking show shows showed showing get gets got getting give gives gave giving find "
    "finds found finding".split()
)
"""Plain verbs that say something else without one: people who demonstrate show nothing."""
_CLAUSE = QUESTIONS | {"that"}
_KINDS = frozenset({"a", "an", "one", "being"})
_SET_PHRASES = {
    "further": set("notice education afield north south east west away back down along up".split()),
    "discovered": {"how"},
    "currently": {"no"},
    "occur": {"in", "to"},
    "occurs": {"in", "to"},
    "occurred": {"to"},
    "shortly": {"before", "beforehand"},
    "vast": {"majority"},
    "crucial": {"importance"},
    "remains": {"to", "of", "that"},
    "funding": {"of"},
    "annual": set("general leave report reports accounts review percentage".split()),
    "is located": {"by"},
    "are located": {"by"},
    "various": {"different", "other"},
    **dict.fromkeys(("is known as", "are known as", "was known as", "were known as"), _KINDS),
    "demonstrated": {"in", "at"},
    "vital": {"signs", "organs", "organ", "statistics", "records", "importance", "sense", "force"},
    "principal": {"investigator", "investigators", "component", "components"},
    "attend": {"to"},
    "attends": {"to"},
    "attended": {"to", "by"},
}
_ONLY_FIRST = frozenset(
    "consequently therefore thus initially eventually ultimately nevertheless nonetheless".split()
)
"""Words whose plain form can only open a sentence: "is therefore lower" would become "is so lower"."""
_CUT = frozenset("cut cuts cutting reduce reduced reducing withdraw withdrawn withdrawing lose lost".split())
_DETERMINERS = frozenset("the my our your his her its their this these".split())
_NOT_BEFORE_A_GROUP = frozenset("the these those them us of".split())
_DEGREES = frozenset("more most less least very so as too".split())
_GRADED = frozenset(
    "affluent wealthy rapid vacant vast vital crucial hazardous fortunate enormous immense prosperous "
    "gigantic furious delighted lengthy brief swift innovative optimal optimum".split()
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
        and not (hard in GIVES and {"with", "for"} & {each.lower_ for each in doc[end : end + RECEIVER]})
    )


def _follows_well(before: str, hard: str, plain: str) -> bool:
    if before in {"a", "an"} and (
        (hard[0] in "aeiou") != (plain[0] in "aeiou") or plain in {"many", "enough", "more", "help"}
    ):
        return False
    if before in _DEGREES and hard in _GRADED:
        return False  # "more affluent" would become "more rich"
    if before == "/":
        return False  # "async / await"
    return not (plain in {"many", "enough", "more"} and before in _NOT_AFTER)


_IN, _DO = frozenset({"IN"}), frozenset({"VB"})
_BEFORE = {
    "a majority of": {"NNS", "JJ"},
    "various": {"NNS", "JJ"},
    "in the region of": {"CD", "$"},
    "in the order of": {"CD", "$"},
    "in excess of": {"CD", "$"},
    "in advance of": {"CD", "DT", "PRP$", "NNP"},
    "for a period of": {"CD"},
    "over a period of": {"CD"},
    "regarding": {"DT", "PRP$", "NN", "NNS", "NNP", "JJ"},
    "considerably": {"JJR", "RBR"},
    "substantially": {"JJR", "RBR"},
    **dict.fromkeys((f"{be} {placed}" for be in ("is", "are") for placed in ("located", "situated")), _IN),
    **dict.fromkeys(("pledged to", "pledges to", "vowed to", "vows to", "sought to"), _DO),
    **dict.fromkeys(("seek to", "seeks to", "seeking to", "difficult to"), _DO),
}
"""What must stand behind a phrase (parts of speech of the Penn Treebank) for the plain one to fit."""


def _leads_on(after: str, tag: str, hard: str, plain: str) -> bool:
    if hard in _BEFORE and tag not in _BEFORE[hard]:
        return False  # "in excess of their asking price" would become "more than their …"
    if plain in {"many", "most", "more", "enough", "extra"} and after in _NOT_BEFORE_A_GROUP:
        return False
    if plain == "live":
        return after in {"in", "at", "with", "on", "near"}
    if hard == "prior to":
        return tag != "PRP"  # "prior to it being built"
    if plain.startswith(("make sure", "makes sure", "made sure", "making sure")):
        return after == "that"
    if plain.startswith("ask"):
        return after not in {"that", "to"}
    return after not in _SET_PHRASES.get(hard, ()) and (
        plain.split()[0] not in _NEEDS_OBJECT or tag in _OBJECT or after in _CLAUSE
    )


_PARTICLES = frozenset("out on back up off in".split())
"""Verbs in two parts take "it" between them: "carry it out", not "carry out it"."""
_PREPOSITIONS = frozenset("to for of into in with like".split())
"""And those that end so say nothing without what they are about: "he had to go to."."""
_BE = frozenset("is are was were be been being 's not partly mainly mostly".split())
_NOT_BEHIND = {
    "currently": {"not", "n't"},
    "exclusively": {"almost"},
}
_VERY = frozenset("extremely incredibly highly hugely increasingly".split())
_VERY_IMPORTANT = frozenset(
    "role part work step information evidence services service help support question questions test "
    "discussions talks".split()
)
_MORE_OF = frozenset("information help support research evidence work advice growth damage proof".split())
_ANIMALS = frozenset(
    "species animal animals bird birds insects bees fish plants cells specimens swarm".split()
)
_ALONE = frozenset({".", ",", ":", "CC", "TO", "HYPH", "-RRB-", ""})


def _may_say(span: Span, hard: str, plain: str) -> bool:
    """Whether the sentence of a hard word, in small letters, reads well with the plain one."""
    doc, token = span.doc, span[0]
    if hard in _ONLY_WHERE:
        return _ONLY_WHERE[hard](token, doc[span.start - 1].lower_ if span.start else "")
    after = doc[span.end] if span.end < len(doc) else None
    before = doc[span.start - 1].lower_ if span.start else ""
    if before.endswith("-") or (token.dep_ == "amod" and token.tag_.startswith("V")):
        return False
    if token.tag_.startswith("V") and not _has_object(span, plain, after):
        return False
    return _reads_well(token, hard, before, after)


def _has_object(span: Span, plain: str, after: Token | None) -> bool:
    """Whether a verb of several words has what it is about: "if you attend" would "go to" nothing."""
    verb, last = span[0], plain.split()[-1]
    tag = after.tag_ if after is not None else ""
    if " " in plain and last in _PARTICLES and tag == "PRP" and plain != "live in":
        return False
    needs = " " in plain and last in _PREPOSITIONS and verb.tag_ != "VBN"
    return not (needs and (tag in _ALONE or tag == "IN" or (len(span) == 1 and not _objects(verb))))


def _reads_well(token: Token, hard: str, before: str, after: Token | None) -> bool:
    tag, word = (after.tag_, after.lower_) if after is not None else ("", "")
    tag_before = token.nbor(-1).tag_ if token.i else ""
    if token.tag_.startswith("V"):
        return verb_reads_well(token, hard, word)
    if hard == "due to":
        return tag != "VB" and before not in _BE and token.head.pos_ not in {"NOUN", "PROPN"}
    if hard in _VERY:
        return tag == "JJ" and not (word.endswith("ed") and hard in {"highly", "increasingly"})
    if hard == "initial":  # "the first interest" would be another one
        return tag.startswith(("NN", "JJ")) and before in _DETERMINERS and token.head.tag_ == "NNS"
    if hard in {"vital", "crucial"}:  # "vital relations" are living ones; "particularly very important"
        led_up_to = tag_before.startswith("RB")
        return (token.dep_ == "acomp" or word in _VERY_IMPORTANT) and not led_up_to
    if hard in {"optimal", "optimum"}:
        return before in _DETERMINERS
    if hard in {"adequate", "sufficient"}:
        return not tag_before.startswith("NN")  # "care adequate to meet the need"
    if hard == "further":
        return tag == "NNS" or word in _MORE_OF
    if hard == "various":
        return before not in {"'s", "’s"}  # "the king's various nieces"
    if hard in {"roughly", "approximately"}:
        return before != "the" and (tag in {"CD", "$"} or word in {"half", "a", "twice"})
    if hard == "brief":
        return tag == "NN"
    if hard == "individuals":  # "the individuals" of a swarm are no people
        return before != "the" and not _ANIMALS & {each.lower_ for each in token.doc}
    if hard == "difficulties":
        return before not in {"learning", "social"}  # these are names of their own
    if hard == "residence":
        return token.left_edge != token  # "her residence", but not "residence" itself
    if hard in {"simultaneously", "annually"}:
        return not tag.startswith("V")  # "I at the same time see"
    if hard == "globally":
        return not tag.startswith(("JJ", "VBN"))
    if hard == "funding":
        near = {each.lower_ for each in token.doc[max(token.i - NEAR, 0) : token.i]}
        return not is_subject(token) and not near & _CUT  # "Money was cut."
    if hard in _GRADED and token.dep_ == "conj":
        return not _DEGREES & {child.lower_ for child in _first_of(token).children}
    return before not in _NOT_BEHIND.get(hard, ())


_STUDIES = frozenset(
    "study studies survey surveys research poll polls review reviews tests interviews".split()
)
_DONE_TO_PATIENTS = frozenset(
    "surgery operation operations treatment treatments test tests scan scans training chemotherapy "
    "radiotherapy transplant procedure procedures examination therapy".split()
)


def _objects(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ == "dobj"}


def _is_study(verb: Token) -> bool:
    subjects = {child.lower_ for child in verb.children if child.dep_ == "nsubjpass"}
    return bool(({verb.head.lower_} | subjects) & _STUDIES)


def _leads_once(verb: Token) -> bool:
    """Whether no second "in" follows: "resulting in pain and in loss of sleep"."""
    return sum(each.lower_ == "in" and each.head == verb for each in verb.doc[verb.i :]) == 1 and not any(
        each.lower_ == "in" and each.nbor(-1).text in {",", "and"} for each in verb.doc[verb.i + 2 :]
    )


_ONLY_WHERE: dict[str, Callable[[Token, str], bool]] = {
    "however,": lambda token, _before: token.i == 0,
    "results in": lambda token, _before: token.tag_ == "VBZ" and _leads_once(token),
    "resulted in": lambda token, _before: _leads_once(token),
    "resulting in": lambda token, _before: _leads_once(token),
    "from time to time": lambda token, _before: not token.i or token.doc[token.i + 4].is_punct,
    "with regard to": lambda _token, before: before not in {"situation", "position", "case"},
    "whereas": lambda token, before: before == "," and "," not in token.doc[token.i :].text,
    "regarding": lambda token, _before: bool(token.i) and token.nbor(-1).tag_ in {"NN", "NNS"},
    "sole": lambda _token, before: before == "the",
    "conducted by": lambda token, _before: _is_study(token),
    **dict.fromkeys(
        ("underwent", "undergo", "undergoing"),
        lambda token, _before: bool(_objects(token) & _DONE_TO_PATIENTS),
    ),
}
"""Words that only fit in one place, or with one kind of thing."""


def _first_of(token: Token) -> Token:
    """The first of the words that are joined with it: "more equal, open and innovative"."""
    while token.dep_ == "conj":
        token = token.head
    return token
