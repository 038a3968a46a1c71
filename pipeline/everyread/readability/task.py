"""The readability of one article as a task: scores, reasons, and the gate."""

from __future__ import annotations

from dataclasses import dataclass

from everyread.article import Article, article_adapter
from everyread.findings import Finding
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

WORDS_A_MINUTE = 238
"""Silent reading of non-fiction by adults in good health: Brysbaert 2019, a review of 190 studies."""
_SECONDS = 0.4
"""A task in a warm worker takes about 0.1 s; the first one in a worker loads textstat, about 2 s."""


@dataclass(frozen=True, slots=True)
class ReadabilityOrder:
    """What to score, and the Flesch-Kincaid grade the issue aims at (settings.Gates.reading_grade)."""

    article: Digest
    target: float


def readability_task(article: Digest, target: float, *, title: str = "", file: str = "") -> Task:
    """Score one article.  Facts of its receipt: see `score`."""
    order = ReadabilityOrder(article, target)
    key = key_of(
        "readability",
        code_digest("readability", "article", "findings"),
        order,
        version_of("textstat"),
        version_of("hibari-tts"),
        version_of("pyphen"),
    )
    return Task(f"readability of {title}", score, order, key, file, weight=_SECONDS)


def score(order: ReadabilityOrder, store: Store) -> Receipt:
    """Measure the article's cleaned body.

    Facts: words and sentences (all of the article); reading_minutes (silent reading); each named score
    of `scores`, None when there is too little text; short_sentences (left out of the scores, since
    textstat does not count sentences of one or two words); hardest (see `reasons.hardest`); hard_words.
    Raises MachineError when the embedded voice, whose word list counts syllables, is not installed.
    """
    from everyread.readability.measured import measured_sentences
    from everyread.readability.reasons import hard_words, hardest
    from everyread.readability.scores import SHORTEST, named_scores

    article = article_adapter().validate_json(store.get(order.article))
    sentences = measured_sentences(article)
    scores = named_scores(sentences)
    words = article.word_count()
    facts = {
        "words": words,
        "sentences": sum(1 for _ in article.sentences()),
        "short_sentences": sum(0 < sentence.words < SHORTEST for sentence in sentences),
        "reading_minutes": round(words / WORDS_A_MINUTE, 1),
        **scores,
        "target_grade": order.target,
        "hardest": hardest(sentences),
        "hard_words": hard_words(sentences),
    }
    return Receipt(facts=facts, findings=_judge(article, scores["flesch_kincaid_grade"], order.target))


def _judge(article: Article, grade: float | None, target: float) -> tuple[Finding, ...]:
    from everyread.readability.scores import LEAST_WORDS

    if grade is None:
        return (
            Finding(
                "RDB-002",
                f"The article has fewer than {LEAST_WORDS} words in sentences, so it was not scored.",
                "Nothing needs doing. Read it once with a tired reader in mind.",
                file=article.source.name,
            ),
        )
    if grade <= target:
        return ()
    return (
        Finding(
            "RDB-001",
            f"The article reads at school grade {grade:.1f} (about age {grade + 5:.0f}); "
            f"the issue aims at {target:g} or easier.",
            "Start with its hardest sentences in the report: split the long ones, and explain or replace "
            "the long words.",
            file=article.source.name,
        ),
    )
