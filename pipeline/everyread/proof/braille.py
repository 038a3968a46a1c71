"""Reads the finished braille back: its pages as an embosser takes them, and its words as a finger does.

It uses nothing of what made the file.  liblouis reads the braille back into print, and the words that come
out are compared with the article's, in order.  Contracted braille cannot always be read back letter for
letter by a program, so single words may differ; sentences may not.
"""

from __future__ import annotations

import re
import subprocess
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from everyread.article import Article, Table, article_adapter
from everyread.findings import Finding
from everyread.proof.braille_file import article_texts, entries_of, judge_contents, judge_shape, pages_of
from everyread.store import Digest, Store, code_digest, key_of
from everyread.work import Receipt, Task

PROGRAM = "lou_translate"
TABLES = "en-us-brf.dis,en-ueb-g2.ctb"
ENOUGH = 0.97
"""Share of an article's words that must come back; in the demonstration issue more than 99 of 100 do."""
FEW = 3
"""Words that may differ in any article, however short."""
SENTENCE = 0.6
"""Share of a sentence's words that must come back; less, and it is missing."""
TELLING = 4
"""Words of the shortest sentence that is judged by itself."""
MOST = 20
_LONGEST = 400
"""Characters of a line for the program, far below the 2,044 at which it cuts."""
_TIME_LIMIT = 120
_AGAIN = "Build again with --fresh. If it happens again, report it."
_WORD = re.compile(r"[a-z0-9]+")
_COLON = re.compile(r"(https?)cc//")
"""In contracted braille a colon and "cc" are one cell, and liblouis reads it wrongly in web addresses."""


@dataclass(frozen=True, slots=True)
class BrailleProofOrder:
    """The finished file, and the articles that must be in it, in running order."""

    brf: Digest
    articles: tuple[Digest, ...]


def braille_proof_task(order: BrailleProofOrder, *, name: str = "proof of the braille") -> Task:
    """Prove the braille.  Facts of its receipt: pages_proved, words_proved, words_back.

    The last is a share; null when no words could be read back, since liblouis has gone.
    """
    code = code_digest("proof.braille", "proof.braille_file", "article", "findings")
    return Task(name, prove_braille, order, key_of("braille proof", code, order, program_version()))


@cache
def program_version() -> str:
    """The first line that the program says of its version; empty when it is not installed."""
    try:
        done = subprocess.run([PROGRAM, "--version"], capture_output=True, timeout=_TIME_LIMIT, check=False)
    except OSError:
        return ""
    return done.stdout.decode(errors="replace").partition("\n")[0].strip()


def prove_braille(order: BrailleProofOrder, store: Store) -> Receipt:
    """Judge the shape of the file, its contents, and the words of each article."""
    data = store.get(order.brf)
    articles = [article_adapter().validate_json(store.get(digest)) for digest in order.articles]
    pages = pages_of(data)
    entries = entries_of(pages)
    complaints = [*judge_shape(data, pages), *judge_contents(entries, pages, len(articles))]
    findings = [
        Finding("PRF-411", f"The braille file {complaint}.", _AGAIN) for complaint in complaints[:MOST]
    ]
    facts: dict[str, Any] = {"pages_proved": len(pages), "words_proved": 0, "words_back": None}
    if program_version() and len(entries) == len(articles):
        read = read_back(article_texts(entries, pages))
        judged = [_Reading.of(article, text) for article, text in zip(articles, read, strict=True)]
        words = sum(len(each.words) for each in judged)
        facts["words_proved"] = words
        facts["words_back"] = round(sum(len(each.back) for each in judged) / max(words, 1), 4)
        findings.extend(finding for each in judged for finding in each.findings())
    return Receipt(facts=facts, findings=tuple(findings))


def words_of(text: str) -> list[str]:
    """Words in small letters without accents; letters of other scripts are not compared."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    )
    return _WORD.findall(_COLON.sub(r"\1://", plain.casefold()))


@dataclass(frozen=True, slots=True)
class _Reading:
    """An article beside what its braille says."""

    article: Article
    words: tuple[tuple[str, str], ...]
    """Each word with its sentence."""
    back: frozenset[int]
    """Which of them came back in their place."""

    @classmethod
    def of(cls, article: Article, text: str) -> _Reading:
        words = tuple(
            (word, sentence.id) for sentence in article.sentences() for word in words_of(sentence.text)
        )
        read = words_of(text)
        labels = frozenset(_labels(article))
        running = [at for at, (_, sentence) in enumerate(words) if sentence not in labels]
        matcher = SequenceMatcher(None, [words[at][0] for at in running], read, autojunk=False)
        back = {running[block.a + at] for block in matcher.get_matching_blocks() for at in range(block.size)}
        anywhere = set(read)
        back |= {at for at, (word, sentence) in enumerate(words) if sentence in labels and word in anywhere}
        return cls(article, words, frozenset(back))

    def findings(self) -> Iterator[Finding]:
        share = len(self.back) / max(len(self.words), 1)
        if share < ENOUGH and len(self.words) - len(self.back) > FEW:
            message = (
                f"Only {share:.0%} of the words of “{self.article.title.text}” can be read in the braille."
            )
            yield Finding("PRF-412", message, _AGAIN, file=self.article.source.name)
        notices = self.article.notices()
        noticed = {sentence.id: notice.role for notice in notices for sentence in notice.sentences()}
        lost = [sentence for sentence in self.article.sentences() if self._is_lost(sentence.id)]
        for sentence in lost[:MOST]:
            what = f"The {noticed[sentence.id]}" if sentence.id in noticed else "A sentence"
            yield Finding(
                "PRF-005" if sentence.id in noticed else "PRF-001",
                f"{what} of “{self.article.title.text}” is missing from the braille: “{sentence.text[:100]}”",
                _AGAIN,
                file=self.article.source.name,
                sentence=sentence.id,
            )

    def _is_lost(self, sentence: str) -> bool:
        places = [at for at, (_, its) in enumerate(self.words) if its == sentence]
        return len(places) >= TELLING and len(self.back.intersection(places)) < SENTENCE * len(places)


def _labels(article: Article) -> Iterator[str]:
    """Sentences of the heads of tables: braille has them in each row, and not before all rows."""
    for block in article.walk():
        if isinstance(block, Table) and block.rows:
            yield from (sentence.id for cell in block.head for sentence in cell.prose)


def read_back(texts: Sequence[str]) -> list[str]:
    """The print of each text of braille, in one run of the program."""
    lines = [textwrap.wrap(text, _LONGEST, break_on_hyphens=False) for text in texts]
    told = "".join(line.replace("\\", "\\\\") + "\n" for each in lines for line in each)
    done = subprocess.run(
        [PROGRAM, "--backward", TABLES],
        input=told.encode(),
        capture_output=True,
        timeout=_TIME_LIMIT,
        check=False,
    )
    answers = iter(done.stdout.decode(errors="replace").split("\n"))
    return [" ".join(next(answers, "") for _ in each) for each in lines]
