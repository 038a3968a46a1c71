"""How many words a second readability takes: counts, formulas, the whole measure, and textstat alone.

    python -m benchmarks.readability [WORDS]

On the made-up newsletter of `benchmarks.words`, in one process, after everything has been loaded once: words
a second of processor time.  The last line is for a whole issue in the program, by the clock:
`everyread check` with an empty store, then with a full one.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.words import articles
from everyread.readability.counts import count_words, names_in, total
from everyread.readability.features import quick
from everyread.readability.formulas import FORMULAS
from everyread.readability.measured import Measured
from everyread.readability.scores import textstat_scores
from everyread.readability.scoring import score_sentences
from everyread.readability.words import WordBook
from everyread.sentences import split_text

WORDS = 30_000
ARTICLES = 40

Texts = Sequence[Sequence[Measured]]


def texts_of(words: int) -> list[list[Measured]]:
    """The articles of a made-up issue as sentences, without their front matter."""
    made = []
    for _, text in articles(ARTICLES, words):
        body = text.split("---\n", 2)[2] if text.startswith("---\n") else text
        pieces = [piece for line in body.splitlines() for piece in split_text(line)]
        made.append([Measured(f"s{number:04d}", piece) for number, piece in enumerate(pieces, start=1)])
    return made


def counts(texts: Texts) -> None:
    """Words, syllables and the rest."""
    book = WordBook({})
    for text in texts:
        counted = count_words(text, book)
        total(counted, names_in(counted))


def formulas(texts: Texts) -> None:
    """Counts, and the eight formulas from them."""
    book = WordBook({})
    for text in texts:
        counted = count_words(text, book)
        found = total(counted, names_in(counted))
        for formula in FORMULAS.values():
            formula(found)


def without_parser(texts: Texts) -> None:
    """Counts, and the features that need no parser."""
    book = WordBook({})
    for text in texts:
        counted = [unit for unit in count_words(text, book) if unit.words]
        quick(counted, names_in(counted))


def everything(texts: Texts) -> None:
    """The whole score with every sentence's profile: what a build does."""
    for text in texts:
        score_sentences(text, {})


def textstat(texts: Texts) -> None:
    """textstat's figures for the same eight formulas."""
    for text in texts:
        textstat_scores(text)


STEPS: dict[str, Callable[[Texts], None]] = {
    "counts": counts,
    "counts and formulas": formulas,
    "counts and features without a parser": without_parser,
    "the whole measure, every sentence": everything,
    "textstat alone, eight formulas": textstat,
}


def seconds(step: Callable[[Texts], None], texts: Texts) -> float:
    """Processor time, since other work on the machine must not count."""
    started = time.process_time()
    step(texts)
    return time.process_time() - started


def check(words: int) -> tuple[float, float]:
    """Seconds that `everyread check` takes for the issue: with an empty store, and again."""
    program = Path(sys.executable).with_name("everyread")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "issue"
        folder.mkdir()
        for name, text in articles(ARTICLES, words):
            (folder / name).write_text(text, encoding="utf-8")
        command = [str(program), "check", str(folder), "--store", str(Path(scratch) / "store")]
        taken = []
        for _ in range(2):
            started = time.perf_counter()
            subprocess.run(command, capture_output=True, check=False)
            taken.append(time.perf_counter() - started)
    return taken[0], taken[1]


def main(words: int = WORDS) -> None:
    """Print the table."""
    texts = texts_of(words)
    there = sum(len(sentence.written_words()) for text in texts for sentence in text)
    for step in STEPS.values():  # so that no row pays for loading an engine
        step(texts[:1])
    print(f"{there:,} words in {len(texts)} articles, one process\n\n| step | words/s |\n| --- | ---: |")
    for name, step in STEPS.items():
        print(f"| {name} | {there / seconds(step, texts):,.0f} |")
    cold, warm = check(words)
    print(f"\n`everyread check` of the issue: {cold:.1f} s with an empty store, {warm:.1f} s again")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
