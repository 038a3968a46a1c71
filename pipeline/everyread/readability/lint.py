"""The linter: an article against the rules of plain writing, sentence by sentence.

It works from the profiles that scoring made (`profile.SentenceProfile`), so it parses nothing and takes
milliseconds: a new word in the glossary or another threshold costs no new scoring.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from everyread.article import Article, Sentence
from everyread.readability import lint_article, lint_words
from everyread.readability.lint_lists import EVERYDAY_PASSIVES
from everyread.readability.lint_rules import RULE, RuleName
from everyread.readability.passages import Passage, passages
from everyread.readability.profile import RareWord, SentenceProfile

if TYPE_CHECKING:
    from everyread.easyread.glossary import Glossary
    from everyread.settings import Readability

LONG_WORD = 3
"""Syllables; SMOG and Gunning Fog call a word hard from here on."""
SHORT_WORD_MARGIN = 0.8
"""How much rarer, on the Zipf scale, a shorter word must be: "sneeze" is rare in print only."""
BRITISH_MARGIN = 0.6
"""The word list counts the whole world's English, in which "summarised" is rarer than in Britain."""
_BRITISH = re.compile(r"is(?:e|ed|es|er|ers|ing|ation|ations)$|our(?:s|al|ed|ing)?$|aem|oed")
UNHEARD_OF = 1.5
"""Zipf frequency below which a word that is only ever written with a capital is taken for a name."""
_MADE_OF_EASY = re.compile(r"(?:ly|ier|iest)$")
"""Endings that make a rare word of an ordinary one: "crucially", "lonelier"."""
LONGEST_SHOWN = 90
"""Characters of what was found; more is cut in the middle of nowhere, and the sentence stands beside it."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing that makes a sentence harder than it need be."""

    rule: RuleName
    sentence: str
    """The sentence's id; of the first one where a paragraph, a list or the article is meant."""
    found: str
    """The words, or the figure, that it is about."""
    instead: str = ""
    """What to write instead, where there is one answer."""

    @property
    def id(self) -> str:
        """The finding id of its rule."""
        return RULE[self.rule].id

    @property
    def title(self) -> str:
        return RULE[self.rule].title

    @property
    def advice(self) -> str:
        """What to do about it."""
        return f"Write “{self.instead}”." if self.instead else RULE[self.rule].advice


@cache
def flags_adapter() -> TypeAdapter[tuple[Flag, ...]]:
    """Reads and writes the flags of an article as JSON."""
    return TypeAdapter(tuple[Flag, ...])


def lint(
    article: Article, profiles: Sequence[SentenceProfile], glossary: Glossary, settings: Readability
) -> tuple[Flag, ...]:
    """Every flag of an article in reading order, each once a sentence.

    Notices are not looked at, nor are sentences in another language: the rules are for English.
    """
    known = {profile.id: profile for profile in profiles}
    foreign = {profile.id for profile in profiles if profile.kind == "other language"}
    found = list(_by_passage(article, known, glossary, settings))
    found += lint_article.whole(article, glossary, settings)
    order = {sentence.id: place for place, sentence in enumerate(article.sentences())}
    kept = [
        Flag(rule, sentence, _short(words), instead)
        for rule, sentence, words, instead in found
        if rule not in settings.off and sentence not in foreign
    ]
    return tuple(sorted(dict.fromkeys(kept), key=lambda flag: (order[flag.sentence], RULE[flag.rule].id)))


def _by_passage(
    article: Article, known: dict[str, SentenceProfile], glossary: Glossary, settings: Readability
) -> Iterator[lint_article.Found]:
    explained: set[str] = {word.casefold() for word in settings.known}
    small = frozenset(re.findall(r"[a-z]\w+", " ".join(each.text for each in article.sentences())))
    for passage in passages(article):
        speech = passage.speech()
        if not passage.heading:
            yield from lint_article.paragraph(passage, settings)
        for sentence in passage.prose:
            for rule, words, instead in _of_sentence(sentence, passage, known.get(sentence.id), settings):
                if rule in lint_words.NOT_IN_SPEECH and _said(sentence.text, words, speech[sentence.id]):
                    continue
                yield rule, sentence.id, words, instead
            for word in _hard_words(sentence, known.get(sentence.id), glossary, settings, explained, small):
                yield "hard-word", sentence.id, word, ""


def _of_sentence(
    sentence: Sentence, passage: Passage, profile: SentenceProfile | None, settings: Readability
) -> Iterator[tuple[RuleName, str, str]]:
    if passage.heading:
        # Headings are no sentences; but what cannot be understood in one is never explained there.
        return
    for rule, look in lint_words.TEXT_RULES.items():
        for words, instead in look(sentence.text):
            yield rule, words, instead
    if profile is None:
        return
    if profile.words > settings.sentence_words:
        yield "long-sentence", f"{profile.words} words", ""
    if profile.clauses > settings.clauses:
        yield "many-ideas", f"{profile.clauses} clauses", ""
    for verb in profile.passives:
        first, last = verb.lower().split()[0], verb.lower().split()[-1]
        # "Get rid", "got married": what happens to people, said as people say it.
        if last not in EVERYDAY_PASSIVES and not first.startswith(("get", "got")):
            yield "passive", verb, ""


def _hard_words(
    sentence: Sentence,
    profile: SentenceProfile | None,
    glossary: Glossary,
    settings: Readability,
    explained: set[str],
    small: frozenset[str],
) -> Iterator[str]:
    """Rare words that no glossary entry covers, each at its first use only."""
    if profile is None:
        return
    covered = [(found.start, found.end) for found in glossary.find(sentence.text)]
    for rare in profile.rare:
        form = rare.word.casefold()
        if rare.zipf >= _hard_below(rare, settings) or form in explained:
            continue
        if _MADE_OF_EASY.search(form) or _is_name(rare, small):
            continue
        place = sentence.text.find(rare.word)
        if any(start <= place < end for start, end in covered):
            continue
        explained.add(form)
        yield rare.word


def _is_name(rare: RareWord, small: frozenset[str]) -> bool:
    """Whether a word looks like a name; `small` are the article's words in small letters."""
    inner = any(letter.isupper() or letter.isdigit() for letter in rare.word[1:]) and "-" not in rare.word
    unheard_of = rare.zipf < UNHEARD_OF and rare.word[:1].isupper() and rare.word.lower() not in small
    return inner or unheard_of


def _hard_below(rare: RareWord, settings: Readability) -> float:
    margin = SHORT_WORD_MARGIN if rare.syllables < LONG_WORD else 0.0
    return settings.word_frequency - max(margin, BRITISH_MARGIN if _BRITISH.search(rare.word) else 0.0)


def _said(text: str, words: str, spans: Sequence[tuple[int, int]]) -> bool:
    place = text.find(words)
    return place >= 0 and any(start <= place < end for start, end in spans)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_SHOWN else f"{words[: LONGEST_SHOWN - 1].rstrip()}…"
