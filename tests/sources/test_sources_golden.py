"""Golden files: what a person saw in each real article, compared with what the reader makes of it.

One TOML file for each sample, under golden/.  Headings are written out; text that was left out is known by
its first words, and by a hash where it is long, since the samples' own text is not part of the project.
`python -m tests.sources.test_sources_golden NAME` prints the file for a sample, for a person to check.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from everyread.article import Article, Figure, Heading, Listing, Quotation, Table, text_of
from everyread.sources.reader import Reading, reader_for
from everyread.store import Store, digest_of

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
_WORDS = 4
"""Words of a text that are quoted; a longer one is told apart by its hash."""


def summary_of(reading: Reading) -> dict[str, Any]:
    """What a golden file holds of a reading."""
    [article] = reading.articles
    return {
        "title": article.title.text,
        "section": article.section,
        "issue": article.issue,
        "author": article.author,
        "date": article.date,
        "standfirst": _known_by(" ".join(text_of((each,)) for each in article.standfirst)),
        "standfirst_part": article.standfirst_part,
        "headings": [f"{'#' * each.level} {text_of(each.prose)}" for each in _all(article, Heading)],
        "paragraphs": sum(block.kind == "paragraph" for block in article.blocks),
        "items": [len(each.items) for each in _all(article, Listing)],
        "numbers": [item.number for each in _all(article, Listing) for item in each.items if item.number],
        "tables": [[len(each.rows), len(each.rows[0])] for each in _all(article, Table)],
        "quotations": len(_all(article, Quotation)),
        "figures": len(_all(article, Figure)),
        "notices": [each.role for each in article.notices()],
        "words": article.word_count(),
        "dropped": [f"{each.rule}: {_known_by(each.text)}" for each in article.removed],
        "findings": dict(sorted(Counter(finding.rule for finding in reading.findings).items())),
    }


def read_sample(path: Path, store: Store) -> Reading:
    reader = reader_for(path.name)
    assert reader is not None
    return reader.read(path.read_bytes(), path.name, store)


def _all(article: Article, kind: type) -> list[Any]:
    return [block for block in article.walk() if isinstance(block, kind)]


def _known_by(text: str) -> str:
    words = text.split()
    return text if len(words) <= _WORDS else f"{' '.join(words[:_WORDS])} … {digest_of(text.encode())[:8]}"


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("*.toml")), ids=lambda path: path.stem)
def test_the_sample_is_read_as_a_person_reads_it(golden, samples, store):
    expected = tomllib.loads(golden.read_text(encoding="utf-8"))
    found = summary_of(read_sample(samples / expected["file"], store))
    assert found == {key: expected[key] for key in found}


def test_every_sample_has_its_golden_file(samples):
    kept = {tomllib.loads(path.read_text(encoding="utf-8"))["file"] for path in GOLDEN.glob("*.toml")}
    assert kept == {path.name for path in samples.iterdir() if path.name != "README.md"}


def as_toml(file: str, summary: dict[str, Any]) -> str:
    lines = [f"file = {_value(file)}"]
    for key, value in summary.items():
        if isinstance(value, list) and value and isinstance(value[0], str):
            lines += [f"{key} = [", *(f"  {_value(each)}," for each in value), "]"]
        else:
            lines.append(f"{key} = {_value(value)}")
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {each}" for key, each in value.items()) + " }"
    return str(value)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        for name in sys.argv[1:]:
            sys.stdout.write(as_toml(name, summary_of(read_sample(SAMPLES / name, Store(Path(folder))))))
