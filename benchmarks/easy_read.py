"""How many words a second the easy read takes: drafting, the guard, and a whole issue in the program.

    python -m benchmarks.easy_read [WORDS]

On the made-up newsletter of `benchmarks.words`.  Drafts and guard: one process, after everything has been
loaded once, words a second of processor time.  The last lines are for a whole issue by the clock: `everyread
build --only easy-read` on two workers without the recordings, with an empty store, then with a full one.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.words import articles
from everyread.article import Article, Paragraph, Run, Source, unsplit
from everyread.easyread.draft import make_draft
from everyread.easyread.glossary import Glossary, read_glossary
from everyread.guard.judge import problems
from everyread.guard.problem import Strictness
from everyread.sentences import segment

WORDS = 32_000
ARTICLES = 40
GLOSSARY = Path(__file__).parents[1] / "sources" / "glossary.toml"


def issue(words: int) -> list[Article]:
    """The articles of a made-up issue, a paragraph a line, without their front matter."""
    made = []
    for name, text in articles(ARTICLES, words):
        body = text.split("---\n", 2)[2] if text.startswith("---\n") else text
        blocks = tuple(Paragraph(unsplit(Run(line))) for line in body.splitlines() if line.strip())
        made.append(segment(Article(unsplit(Run(name))[0], blocks, Source(name, "", "markdown"))))
    return made


def drafts(whole: list[Article], glossary: Glossary) -> None:
    """The easy-read draft of each article."""
    for article in whole:
        make_draft(article, glossary)


def guard(whole: list[Article], strictness: Strictness, glossary: Glossary) -> None:
    """The guard on each sentence against itself without its last word, which is always wrong."""
    for article in whole:
        for sentence in article.sentences():
            easy = sentence.text.rsplit(" ", 1)[0]
            problems(sentence.text, [easy], strictness=strictness, known=glossary.known)


def words_a_second(work: Callable[[], None], words: int) -> float:
    """Of processor time, once."""
    start = time.process_time()
    work()
    return words / (time.process_time() - start)


def build(folder: Path, store: Path) -> float:
    """Seconds by the clock for all easy reads of an issue."""
    program = str(Path(sys.executable).with_name("everyread"))
    command = [program, "build", str(folder), "--only", "easy-read", "--jobs", "2", "--store", str(store)]
    start = time.perf_counter()
    subprocess.run(
        [*command, "-o", str(folder.parent / "out")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return time.perf_counter() - start


def main(words: int = WORDS) -> None:
    """Print the figures."""
    glossary = read_glossary(GLOSSARY)
    whole = issue(words)
    made = sum(article.word_count() for article in whole)
    drafts(whole[:1], glossary)
    rows = [
        ("drafts", words_a_second(partial(drafts, whole, glossary), made)),
        *(
            (f"guard, {each}", words_a_second(partial(guard, whole, each, glossary), made))
            for each in Strictness
        ),
    ]
    for name, speed in rows:
        print(f"{name:16} {speed:10,.0f} words a second")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "issue"
        folder.mkdir()
        for name, text in articles(ARTICLES, words):
            (folder / name).write_text(text, encoding="utf-8")
        (folder / "issue.toml").write_text(
            'title = "Made up"\n[easy-read]\naudio = "never"\n', encoding="utf-8"
        )
        for name in ("empty", "full"):
            seconds = build(folder, Path(temporary) / "store")
            print(f"{made:,} words, {name} store: {seconds:.1f} s")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
