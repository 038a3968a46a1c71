"""Why an article is hard: its hardest sentences with reasons, and its hard words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from everyread.readability.measured import WORD, Measured
from everyread.readability.scores import offline_textstat, sentence_grade

LONG = 20
"""Words in a sentence; the NHS content style asks for sentences of up to 20."""
HARD_SYLLABLES = 3
"""Gunning Fog and SMOG call a word hard from three syllables on."""
MOST_SENTENCES = 10
MOST_WORDS = 20
_EASY_GRADE = 9.0
"""A sentence below this grade (age 14) is not worth an editor's time."""
_FEWEST = 8
"""In a sentence of fewer words the grade is decided by one word, which the hard words list shows anyway."""
# Gunning (1952) does not let these endings make a word hard, and the easy list holds base forms only.
_ENDINGS = ("s", "es", "d", "ed", "ing", "ly")


def hardest(sentences: Sequence[Measured]) -> list[dict[str, Any]]:
    """The hardest sentences first: {"id", "text", "grade", "words", "why"}."""
    names = _names(sentences)
    graded = [(sentence_grade(sentence), sentence) for sentence in sentences if sentence.words >= _FEWEST]
    worst = sorted(graded, key=lambda pair: (-pair[0], pair[1].id))[:MOST_SENTENCES]
    return [
        {
            "id": sentence.id,
            "text": sentence.text,
            "grade": grade,
            "words": sentence.words,
            "why": _why(sentence, names),
        }
        for grade, sentence in worst
        if grade >= _EASY_GRADE
    ]


def hard_words(sentences: Sequence[Measured]) -> list[str]:
    """Words of three or more syllables outside Dale and Chall's easy list, the most used first."""
    names = _names(sentences)
    counts = Counter(word for sentence in sentences for word in _hard(sentence, names))
    return [word for word, _ in counts.most_common(MOST_WORDS)]


def _why(sentence: Measured, names: frozenset[str]) -> str:
    return "; ".join(_reasons(sentence, names))


def _reasons(sentence: Measured, names: frozenset[str]) -> Iterator[str]:
    if sentence.words > LONG:
        yield f"it has {sentence.words} words, and {LONG} is the most that reads easily"
    words = list(dict.fromkeys(_hard(sentence, names)))
    if words:
        shown = ", ".join(words[:6])
        yield f"long words: {shown}" if len(words) > 1 else f"a long word: {shown}"
    if sentence.text.count(",") + sentence.text.count(";") >= 3:
        yield "many parts held together by commas"
    if "(" in sentence.text or " – " in sentence.text or "—" in sentence.text:
        yield "an aside in brackets or dashes"
    if not words and sentence.words <= LONG:
        yield "several longer words close together"


def _hard(sentence: Measured, names: frozenset[str]) -> Iterator[str]:
    engine = offline_textstat()
    for word in WORD.findall(sentence.plain):
        small = word.lower().removesuffix("'s")
        # An acronym is read as letters, and a name cannot be made easier.
        if word.isupper() or small in names or len(small) < 5:
            continue
        if all(engine.is_difficult_word(form, HARD_SYLLABLES) for form in _forms(small)):
            yield small


def _forms(word: str) -> Iterator[str]:
    """The word, and what it may be an inflection of."""
    yield word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 3:
            yield word.removesuffix(ending)


def _names(sentences: Sequence[Measured]) -> frozenset[str]:
    """Words that have a capital in mid-sentence and are never written small."""
    inner: set[str] = set()
    small: set[str] = set()
    for sentence in sentences:
        for position, word in enumerate(WORD.findall(sentence.plain)):
            if word.islower():
                small.add(word.removesuffix("'s"))
            elif position and word.istitle():
                inner.add(word.lower().removesuffix("'s"))
    return frozenset(inner - small)
