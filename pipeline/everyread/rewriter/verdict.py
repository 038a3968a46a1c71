"""Whether the model's sentences may stand: first their form, then the guard, then whether they are easier.

The guard is the one that judges the rules and people too.  What is here besides is what only a machine on a
network would do: lose a placeholder, write mark-up, or send readers to an address.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from everyread.easyread.document import LONG_LINE
from everyread.easyread.glossary import Glossary
from everyread.easyread.marks import Runs, recut
from everyread.guard.judge import ENOUGH, problems
from everyread.guard.problem import Known, Strictness
from everyread.guard.protected import ORDERS
from everyread.guard.words import words_of
from everyread.rewriter.answer import AnswerError, read_answer
from everyread.rewriter.endpoint import Reply
from everyread.rewriter.passages import Asked, Passage
from everyread.rewriter.terms import PLACEHOLDER
from everyread.sentences import split_text

SHORT_LINE = 10
"""Words; so many are easy, even where the rules made shorter lines."""
_IS = re.compile(r"\s(?:is|are|means?)\b")
"""Behind a hard word: a model may not say what one is, only people may."""
_TELLS = re.compile(r"\b(?:should|must|ought|(?:need|have|has) to|please)\b", re.I)
_ORDERS = tuple([word] for word in sorted(ORDERS))
_ADDRESS = re.compile(r"://|\bwww\.|@|\b[\w-]+\.(?:org|com|co|uk|net|info|io|ac|gov|nhs|edu|ai)\b", re.I)
_PLAIN = frozenset(string.ascii_letters + string.digits + " .,;:!?'\"()/&+%-–—…“”‘’£€")
"""Characters that a model may bring in: no mark-up, and no letter of another script that looks like an o."""
_WHOLE = re.compile(r"(?:[A-ZÀ-ÖØ-Þ0-9“‘\"'£$€]|\[\[)(?:.*\S)?[.!?][”’\"')]?", re.S)

_KEEP_ORDER = ("N", "CW")
"""Kinds of placeholders that may not change places: "A is better than B" would say the opposite."""
_AGAIN = "CW"
"""Kinds that may stand again in a later sentence: easy read says the noun again, and not "it"."""
_MOST_TIMES = 3
"""How often such a one may stand in all: more is a model that goes round in circles."""

Lines = Mapping[str, tuple[str, ...]]
"""The lines that stand for each sentence, by its id."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one answer."""

    lines: Mapping[str, tuple[Runs, ...]]
    """What may stand, by sentence."""
    faults: Mapping[str, tuple[str, ...]]
    """What is wrong with the others, in plain English."""
    form: str = ""
    """Why there was no answer to judge; empty when there was one."""

    @property
    def complaints(self) -> tuple[str, ...]:
        """All that is wrong, for the model's second try."""
        listed = (f"{name}: {fault}" for name, faults in self.faults.items() for fault in faults)
        return (self.form,) if self.form else tuple(listed)


def judge(reply: Reply, passage: Passage, rules: Lines, glossary: Glossary) -> Verdict:
    """Judge an answer; `rules` are the lines that the rules made, which it must not be harder than."""
    try:
        if reply.fault:
            raise AnswerError(reply.fault)
        given = read_answer(reply.text, [asked.id for asked in passage])
    except AnswerError as error:
        return Verdict({}, {}, str(error))
    faults: dict[str, tuple[str, ...]] = {}
    lines: dict[str, tuple[Runs, ...]] = {}
    for asked in passage:
        sentences = _without_explanations(asked, given[asked.id], glossary)
        found = tuple(_faults(asked, sentences, rules.get(asked.id, ()), glossary))
        marked = None if found else recut(asked.sentence.runs, _lines(asked, sentences))
        if marked is None:
            faults[asked.id] = found or ("a link or another mark is lost",)
        else:
            lines[asked.id] = tuple(marked)
    return Verdict(lines, faults)


def _without_explanations(asked: Asked, sentences: Sequence[str], glossary: Glossary) -> Sequence[str]:
    """The answer without what the glossary says of its words, word for word.

    A model may use these sentences, but the draft says them itself, where a word is first used.
    """
    entries = [found.entry for found in glossary.find(asked.source)]
    said = {sentence for entry in entries for sentence in split_text(entry.means)}
    return [each for each in sentences if asked.shielded.restore(each.strip()) not in said] or sentences


def _lines(asked: Asked, sentences: Sequence[str]) -> tuple[str, ...]:
    """The words are put back first, since a name may hold a full stop."""
    whole = (asked.shielded.sentence(sentence.strip()) for sentence in sentences)
    return tuple(line for text in whole for line in split_text(text))


def _faults(
    asked: Asked, sentences: Sequence[str], rules: Sequence[str], glossary: Glossary
) -> Iterator[str]:
    broken = [*_placeholders(asked, sentences)]
    for sentence in sentences:
        broken += _form(sentence.strip(), asked.source)
    # What has lost a placeholder cannot be compared: the guard would report the hole, and not the fault.
    yield from broken or _changes(asked, sentences, rules, glossary)


def _changes(
    asked: Asked, sentences: Sequence[str], rules: Sequence[str], glossary: Glossary
) -> Iterator[str]:
    lines = _lines(asked, sentences)
    known = Known(terms=frozenset(form.lower() for form in _forms(asked.source, glossary)))
    found = problems(asked.source, lines, strictness=Strictness.MEANING, known=known)
    # In one order, since they go into the second question, and that into the key of its answer.
    yield from sorted(problem.message for problem in found)
    yield from _from_nowhere(lines, asked.source, glossary)
    longest, allowed = _longest(lines), max(_longest(rules), SHORT_LINE)
    if longest > allowed:
        yield f"a sentence has {longest} words, which is no easier; {min(allowed, LONG_LINE)} are the most"


def _from_nowhere(lines: Sequence[str], source: str, glossary: Glossary) -> Iterator[str]:
    """A line about something else than the source.

    The guard looks at all the lines of a sentence together, since people may write what links them; a model
    may not slip a new line in behind a long sentence, nor more advice behind advice.
    """
    here = words_of(source).stems
    for line in lines:
        words = words_of(line)
        new = words.stems - here
        tells = _TELLS.search(line) is not None or words.words[:1] in _ORDERS
        explains = any(_IS.match(line, found.end) for found in glossary.find(line) if not found.start)
        most = ENOUGH if words.stems & here else ENOUGH - 1
        if 2 * len(new) >= len(words.stems) and (tells or (explains and new) or len(new) >= most):
            yield f"{'advice' if tells else 'something new'} is added: “{line}”"


def _longest(lines: Sequence[str]) -> int:
    return max((len(line.split()) for line in lines), default=0)


def _forms(source: str, glossary: Glossary) -> Iterator[str]:
    """Only the hard words of this very sentence: another drug's name is not known because it is explained."""
    for found in glossary.find(source):
        yield from found.entry.forms


def _placeholders(asked: Asked, sentences: Sequence[str]) -> Iterator[str]:
    terms = list(asked.shielded.terms)
    used = [PLACEHOLDER.findall(sentence) for sentence in sentences]
    given = [name for names in used for name in names]
    for name in dict.fromkeys([*terms, *given]):
        most = _MOST_TIMES if name[2] in _AGAIN else 1
        if name not in terms:
            yield f"{name} does not belong here"
        elif name not in given:
            yield f"{name} is lost"
        elif given.count(name) > most or any(names.count(name) > 1 for names in used):
            yield f"{name} stands too often"
    yield from _order(terms, used)
    glued = set(_neighbours(asked.shielded.text))
    for sentence in sentences:
        for name, neighbours in _neighbours(sentence):
            if any(neighbours) and (name, neighbours) not in glued:
                yield f"{name} must stand apart from the letters and hyphens beside it"


def _order(terms: Sequence[str], used: Sequence[Sequence[str]]) -> Iterator[str]:
    """Over all the sentences each comes first in the order of the source, and so it is within a sentence."""
    whole = list(dict.fromkeys(name for names in used for name in names))
    for kinds in _KEEP_ORDER:
        here = [name for name in terms if name[2] in kinds]
        for names in (whole, *used):
            there = [name for name in names if name in here]
            if there != [name for name in here if name in there]:
                yield f"{', '.join(here)} must keep this order"
                break


def _neighbours(text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each placeholder with a letter, figure or hyphen that touches it: "non-[[C1]]" says the opposite."""
    for match in PLACEHOLDER.finditer(text):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        touching = (before if _touches(before) else "", after if _touches(after) else "")
        yield match[0], touching


def _touches(character: str) -> bool:
    return character.isalnum() or character in {"-", "‑", "_"}


def _form(sentence: str, source: str) -> Iterator[str]:
    bare = PLACEHOLDER.sub("", sentence)
    if not sentence.isprintable():
        yield "it has line breaks or characters that cannot be seen"
    elif not _WHOLE.fullmatch(sentence):
        yield "a sentence does not begin with a capital letter and end with a full stop"
    if strange := sorted(set(bare) - _PLAIN - set(source)):
        yield f"it has mark-up or strange characters: {' '.join(strange)}"
    if address := _ADDRESS.search(bare):
        yield f"it has an address: “{address[0]}”"
