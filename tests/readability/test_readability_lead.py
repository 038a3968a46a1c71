"""How surely the measure leads the formulas, with our counts and as textstat has them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks import graded, lead
from benchmarks.fit_corpus import corpus_of_tables
from benchmarks.fit_csv import RIVALS, TEXTSTAT
from benchmarks.fit_readability import Judged, unseen
from everyread.readability.formulas import FORMULAS

DRAWS = 60
DOCS = Path(__file__).parent.parent.parent / "docs" / "readability.md"


@pytest.fixture(scope="module")
def found() -> dict[str, lead.Lead]:
    return lead.leads(unseen(corpus_of_tables()), DRAWS)


def judged(levels: list[float], difficulty: list[float], formula: list[float], kin: list[float]) -> Judged:
    rivals = np.tile(np.array(formula)[:, None], len(RIVALS))
    return Judged.of(np.array(levels), np.array(difficulty), rivals, np.array(kin))


def test_agreement_is_of_ranks_and_reading_ease_counts_the_other_way() -> None:
    agreements = judged([1, 2, 3], [0.1, 0.2, 9.0], [5, 6, 7], [1, 2, 3]).agreements()
    by_name = dict(zip(("own", *RIVALS), agreements.tolist(), strict=True))
    assert by_name["own"] == pytest.approx(1)
    assert by_name["smog"] == by_name["textstat_smog"] == pytest.approx(1)
    assert by_name["flesch_reading_ease"] == by_name["textstat_flesch_reading_ease"] == pytest.approx(-1)


def test_passages_of_one_book_are_drawn_together() -> None:
    source = judged([1, 1, 2, 2, 3, 3], [1, 1, 2, 2, 3, 3], [1, 1, 2, 2, 3, 3], [7, 7, 8, 8, 9, 9])
    pick = lead._picker(source, np.random.default_rng(1))
    for _ in range(20):
        places = pick()
        assert len(places) == 6
        assert (places[0::2] % 2 == 0).all()
        assert (places[1::2] == places[0::2] + 1).all()


def test_all_kinds_count_once_each(found: dict[str, lead.Lead]) -> None:
    sources = unseen(corpus_of_tables())
    mean = np.mean([each.agreements() for each in sources.values()], axis=0)
    assert (found["all five kinds"].own, *found["all five kinds"].rivals) == pytest.approx(mean.tolist())
    assert found["all five kinds"].texts == sum(len(each.levels) for each in sources.values())
    assert found["books"].texts == len(graded.read())


def test_the_lead_over_all_kinds_is_beyond_chance(found: dict[str, lead.Lead]) -> None:
    """Over every formula with our counts, and further over textstat's own figures."""
    every = found["all five kinds"]
    assert min(every.low) > 0
    ours, theirs = every.over_best(tuple(FORMULAS)), every.over_best(TEXTSTAT)
    assert 0.04 < ours[1] < theirs[1]
    for _, middle, low, high in (ours, theirs):
        assert low < middle < high


def test_every_kind_of_book_is_known_and_is_one_kind() -> None:
    assert not graded.INFORMATIVE & graded.STORIES
    assert graded.BOOKS.keys() >= graded.INFORMATIVE | graded.STORIES


def test_the_page_has_the_table(found: dict[str, lead.Lead]) -> None:
    """But for the intervals, which here are of fewer draws."""
    page = DOCS.read_text("utf-8")
    head, _, *rows = lead.table_of(found).splitlines()
    assert head in page
    assert len(rows) == len(found)
    for row in rows:
        assert row[: row.index("(")] in page
