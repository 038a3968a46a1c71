"""Whether a plain word reads well among its neighbours, which the hard one had before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from everyread.easyread.grammar import is_subject

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
_QUESTIONS = frozenset("whether what how why which who when where if".split())
_CLAUSE = _QUESTIONS | {"that"}
_SET_PHRASES = {
    "further": set("notice education afield north south east west away back down along up".split()),
    "discovered": {"how"},
    "currently": {"no"},
    "depart": {"from"},
    "departs": {"from"},
    "departed": {"from"},
    "departing": {"from"},
    "occur": {"in"},
    "occurs": {"in"},
    "shortly": {"before", "beforehand"},
    "vast": {"majority"},
    "proceed": {"to"},
    "proceeds": {"to"},
    "proceeded": {"to"},
    "challenging": {"behaviour", "behavior"},
    "crucial": {"importance"},
    "remains": {"to", "of", "that"},
    "funding": {"of"},
    "region": {"of"},
    "demonstrated": {"in", "at"},
    "vital": {"signs", "organs", "organ", "statistics", "records", "importance"},
    "principal": {"investigator", "investigators", "component", "components"},
    "attend": {"to"},
    "attends": {"to"},
    "attended": {"to", "by"},
}
_ONLY_FIRST = frozenset("consequently therefore thus initially eventually".split())
"""Words whose plain form can only open a sentence: "is therefore lower" would become "is so lower"."""
_GIVES = frozenset("provide provides provided providing".split())
_RECEIVER = 8
"""Words behind "provide" in which a "with" or "for" shows that "give" would not fit: "provide them with"."""
_GIVEN = frozenset(
    "information advice help assistance support food meals meal money funding care details training "
    "treatment answer answers evidence proof space room time data energy relief comfort light shelter boost "
    "protection".split()
)
"""What people give; "conditions" and "a way" are only provided."""
_MADE = frozenset(
    "electricity energy power heat hydroelectricity income money revenue profit profits".split()
)
_TOLD = frozenset(
    "people patients parents staff members doctors nurses police families women men residents readers "
    "researchers scientists experts everyone everybody anyone somebody someone".split()
)
"""Who can be told and find out; a decision is only informed."""
_NOT_GOT = frozenset("visitors visitor guests guest".split())
_CUT = frozenset("cut cuts cutting reduce reduced reducing withdraw withdrawn withdrawing lose lost".split())
_NEAR = 4
_DETERMINERS = frozenset("the my our your his her its their this these".split())
_NOT_BEFORE_A_GROUP = frozenset("the these those them us of".split())
_DEGREES = frozenset("more most less least very so as too".split())
_GRADED = frozenset(
    "affluent wealthy rapid vacant vast vital crucial hazardous fortunate enormous immense prosperous "
    "gigantic furious delighted lengthy brief swift challenging innovative optimal optimum".split()
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
    if before == "/":
        return False  # "async / await"
    return not (plain in {"many", "enough", "more"} and before in _NOT_AFTER)


def _leads_on(after: str, tag: str, hard: str, plain: str) -> bool:
    if plain in {"many", "most", "more", "enough", "extra"} and after in _NOT_BEFORE_A_GROUP:
        return False
    if plain == "live":
        return after in {"in", "at", "with", "on", "near"}
    if hard == "prior to":
        return tag != "PRP"  # "prior to it being built"
    if hard == "in excess of":
        return tag in {"CD", "$"}  # "in excess of their asking price" would become "more than their …"
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
_TELLS = frozenset(
    "it study studies survey research results result report data figures findings test tests scan scans "
    "trial trials analysis statistics evidence poll investigation".split()
)
"""What may "show" something; people who reveal it only say it."""
_BE = frozenset("is are was were be been being 's not partly mainly mostly".split())
_NOT_BEHIND = {
    "currently": {"not", "n't"},
    "exclusively": {"almost"},
}
_VERY = frozenset("extremely incredibly highly hugely increasingly".split())
_IN_FRONT_OF_NOUNS = frozenset({"initial", "deceased"})
_ALONE = frozenset({".", ",", ":", "CC", "TO", "HYPH", "-RRB-", ""})


def _may_say(span: Span, hard: str, plain: str) -> bool:
    """Whether the sentence of a hard word, in small letters, reads well with the plain one."""
    doc, token = span.doc, span[0]
    after = doc[span.end] if span.end < len(doc) else None
    before = doc[span.start - 1].lower_ if span.start else ""
    if before.endswith("-") or (token.dep_ == "amod" and token.tag_.startswith("V")):
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
    if token.tag_.startswith("V"):
        return _verb_reads_well(token, hard, word)
    if hard == "due to":
        return tag != "VB" and before not in _BE and token.head.pos_ not in {"NOUN", "PROPN"}
    if hard in _VERY:
        return tag == "JJ" and not (word.endswith("ed") and hard in {"highly", "increasingly"})
    if hard in _IN_FRONT_OF_NOUNS:
        counted = hard != "initial" or (before in _DETERMINERS and token.head.tag_ == "NNS")
        return tag.startswith(("NN", "JJ")) and counted  # "the first interest" would be another one
    if hard in {"roughly", "approximately"}:
        return before != "the" and (tag in {"CD", "$"} or word in {"half", "a", "twice"})
    if hard == "simultaneously":
        return not tag.startswith("V")  # "I at the same time see"
    if hard == "globally":
        return not tag.startswith(("JJ", "VBN"))
    if hard == "funding":
        near = {each.lower_ for each in token.doc[max(token.i - _NEAR, 0) : token.i]}
        return not is_subject(token) and not near & _CUT  # "Money was cut."
    if hard in _GRADED and token.dep_ == "conj":
        return not _DEGREES & {child.lower_ for child in _first_of(token).children}
    return before not in _NOT_BEHIND.get(hard, ())


def _first_of(token: Token) -> Token:
    """The first of the words that are joined with it: "more equal, open and innovative"."""
    while token.dep_ == "conj":
        token = token.head
    return token


def _verb_reads_well(verb: Token, hard: str, after: str) -> bool:
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    names = {each.lower_ for each in objects}
    if hard.startswith("require"):
        return not _tells_to_do(verb)
    if hard.startswith("reveal"):
        return any(is_subject(child) and child.lower_ in _TELLS for child in verb.children)
    if hard.startswith("determin"):  # what "will determine how it goes" finds out nothing
        return after in _QUESTIONS and verb.tag_ == "VB" and not any(map(_finds_nothing, verb.children))
    if hard.startswith(("inform", "notif")):
        return bool(names & _TOLD) or any(each.tag_ == "PRP" for each in objects)
    if hard.startswith("distribut"):
        return any(each.tag_ == "NNS" for each in objects)
    if hard.startswith("receiv"):
        return not names & _NOT_GOT
    if hard in _GIVES:
        return bool(names & _GIVEN)
    if hard.startswith("generat"):
        return bool(names & _MADE)
    return hard != "remains" or (after not in _NOTHING_MORE and not _has_adverb(verb))


def _has_adverb(verb: Token) -> bool:
    """Whether one stands in front of a verb: "what normally is still unsaid"."""
    return any(child.dep_ == "advmod" and child.i < verb.i for child in verb.children)


_NOTHING_MORE = frozenset({"", ".", ",", ":", ";", "and", "or", "but", "-", ")"})


def _finds_nothing(token: Token) -> bool:
    return is_subject(token) and token.tag_ != "PRP" and token.lower_ not in _TOLD


def _tells_to_do(verb: Token) -> bool:
    """Whether somebody is told to do something: "the law requires schools to report it"."""
    done = any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children)
    return done and not any(child.dep_ == "dobj" and child.lower_ in _GIVEN for child in verb.children)
