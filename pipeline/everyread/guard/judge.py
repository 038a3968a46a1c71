"""The whole judgement: every comparison there is, for rules, people and language models alike.

It is strict on purpose.  A false alarm costs one sentence that stays as it was; a lost "not" may cost
somebody their health.  What no comparison of words sees is a swapped meaning in the same words, so a person
must still read every draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from everyread.guard.exact import exact_problems
from everyread.guard.meaning import meaning_problems
from everyread.guard.names import name_problems
from everyread.guard.negation import negation_problems
from everyread.guard.numbers import number_problems
from everyread.guard.problem import Kind, Known, Problem, Strictness
from everyread.guard.protected import advice_problems, quotation_problems, safety_problems
from everyread.guard.words import Words, has_content, stem, words_of

RECALL = 0.60
"""Share of the source's words with content that other words must keep; below it, facts were dropped in
most texts that people have looked at (see the area under the curve of .88 in Devaraj et al.'s data)."""
NOVELTY = 0.35
"""Share of words with content that may be new, not counting the glossary's."""
ENOUGH = 3
"""Words with content that must be new before their share counts: of three words one synonym is a third."""
FEW_LOST = 1
"""Words with content that may always go; what else goes is held against RECALL."""
LEAST_OF_EACH = 0.3
"""Share of each sentence's words with content that must be left of it where several are judged together."""
_NOTHING = Known()


def problems(
    source: str | Sequence[str],
    easy: Sequence[str],
    *,
    strictness: Strictness = Strictness.EXACT,
    known: Known = _NOTHING,
) -> tuple[Problem, ...]:
    """What may have gone wrong between a source and its easy version; an empty tuple for nothing.

    `source` is one sentence, or several that were put in other words together; `easy` the lines that stand
    for them.  Lines that are explanations of the glossary say nothing of the source and are left out.
    """
    said = _one_line(source) if isinstance(source, str) else "\n".join(map(_one_line, source))
    lines = [line for line in map(_one_line, easy) if line not in known.explanations]
    if said == "\n".join(lines):
        return ()
    before = words_of(_agreed(said, known))
    after = [words_of(_agreed(line, known)) for line in lines]
    exact = strictness is Strictness.EXACT
    found = _exact(before, after) if exact else _in_other_words(before, after, known)
    return tuple(dict.fromkeys(found))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _agreed(text: str, known: Known) -> str:
    """The text with approved plain words in place of the hard ones, so that the two compare as one."""
    for hard, plain in known.same:
        literal = plain.replace("\\", r"\\")
        text = re.sub(rf"(?<!\w){re.escape(hard)}(?!\w)", literal, text, flags=re.I)
    return text


def _exact(before: Words, after: Sequence[Words]) -> Iterator[Problem]:
    yield from exact_problems(before, after)
    yield from quotation_problems(before, words_of("\n".join(line.text for line in after)))
    yield from advice_problems(before, after, exact=True)


def _in_other_words(before: Words, after: Sequence[Words], known: Known) -> Iterator[Problem]:
    whole = words_of("\n".join(line.text for line in after))
    yield from number_problems(before, whole)
    yield from negation_problems(before, whole)
    yield from name_problems(before, whole, known)
    yield from meaning_problems(before, whole)
    yield from quotation_problems(before, whole)
    yield from safety_problems(before, whole)
    yield from advice_problems(before, after, exact=False)
    yield from _content(before, whole, known)
    yield from _sentences(before, whole)


def _content(before: Words, after: Words, known: Known) -> Iterator[Problem]:
    """Whether much was dropped or made up."""
    lost = before.stems - after.stems
    if not after.words or (len(lost) > FEW_LOST and len(lost) / len(before.stems) > 1 - RECALL):
        yield Problem(Kind.LOST, f"too much is lost: {_shown(before, lost)}")
    new = after.stems - before.stems - known.stems
    if len(new) >= ENOUGH and len(new) / len(after.stems) > NOVELTY:
        yield Problem(Kind.NEW, f"too much is new: {_shown(after, new)}")


def _sentences(before: Words, after: Words) -> Iterator[Problem]:
    """Each of several sentences must have left something behind."""
    sentences = before.text.split("\n")
    for text in sentences if len(sentences) > 1 else ():
        stems = words_of(text).stems
        if len(stems) >= 2 and len(stems & after.stems) / len(stems) < LEAST_OF_EACH:
            yield Problem(Kind.LOST, f"a sentence is lost: “{text}”")


def _shown(words: Words, stems: frozenset[str]) -> str:
    found = (word for word in words.words if has_content(word) and stem(word) in stems)
    return ", ".join(f"“{word}”" for word in dict.fromkeys(found))
