"""Whether a plain verb reads well with the subject and the objects that the hard one had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from everyread.easyread.grammar import is_subject

if TYPE_CHECKING:
    from spacy.tokens import Token


QUESTIONS = frozenset("whether what how why which who when where if".split())
GIVES = frozenset("provide provides provided providing".split())
RECEIVER = 8
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
_SET_UP = frozenset(
    "group groups company club society charity trust fund school college university office centre center "
    "church committee council clinic hospital service organisation organization association troupe".split()
)
"""What people set up; a fact is only established."""
_PASSED_ON = frozenset("infection infections disease diseases virus viruses germs malaria".split())
_NOT_GOT = frozenset("visitors visitor guests guest".split())
NEAR = 4
_TELLS = frozenset(
    "it study studies survey research results result report data figures findings test tests scan scans "
    "trial trials analysis statistics evidence poll investigation".split()
)
"""What may "show" something; people who reveal it only say it."""
_HAVE = frozenset("have has had having 've".split())
_FELT = frozenset(
    "symptom symptoms pain pains problem problems effects headache headaches fatigue difficulties nausea "
    "dizziness tiredness anxiety fever".split()
)
_RULES = frozenset("law laws rule rules regulation regulations act policy contract agreement".split())
"""What may "require" something, and never need it."""


def verb_reads_well(verb: Token, hard: str, after: str) -> bool:
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    names = {each.lower_ for each in objects}
    subjects = {child.lower_ for child in verb.children if is_subject(child)}
    if verb.tag_ == "VBD" and _HAVE & {each.lower_ for each in verb.doc[max(verb.i - NEAR, 0) : verb.i]}:
        return False  # taken for the past: "He had that day attended it"
    if verb.tag_ == "VBZ" and verb.pos_ == "VERB" and not subjects and verb.dep_ not in {"conj", "relcl"}:
        return False  # taken for a verb: "Russia said attempts to mix them were wrong"
    if hard.startswith("require"):
        return bool(subjects or verb.dep_ in {"conj", "relcl"}) and not (
            _tells_to_do(verb) or subjects & _RULES
        )
    if hard.startswith("reveal"):
        return any(is_subject(child) and child.lower_ in _TELLS for child in verb.children)
    if hard.startswith("determin"):  # what "will determine how it goes" finds out nothing
        return after in QUESTIONS and verb.tag_ == "VB" and not any(map(_finds_nothing, verb.children))
    if hard.startswith(("inform", "notif")):
        return bool(names & _TOLD) or any(each.tag_ == "PRP" for each in objects)
    if hard.startswith("distribut"):
        return any(each.tag_ == "NNS" for each in objects)
    if hard.startswith("enabl"):
        return any(each.lower_ == "to" for each in verb.doc[verb.i + 2 : verb.i + RECEIVER])
    if hard.startswith("establish"):
        things = {child.lower_ for child in verb.children if child.dep_ == "nsubjpass"}
        return after in {"in", "by"} and bool(things & _SET_UP)
    if hard.startswith("experienc"):
        return bool(names & _FELT)
    if hard.startswith("receiv"):
        return not names & _NOT_GOT and not any(each.tag_ == "PRP" for each in objects)
    if hard.startswith("transmit"):
        return after in {"by", "from", "through", "between"} or bool(names & _PASSED_ON)
    if hard in GIVES:
        return bool(names & _GIVEN)
    if hard.startswith("generat"):
        return bool(names & _MADE)
    return hard != "remains" or (
        after not in _NOTHING_MORE and not _has_adverb(verb) and not subjects & {"nothing", "nobody", "none"}
    )


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
