"""Weights, thicknesses, and where an edition is split."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from everyread.largeprint.style import Volume
from everyread.printshop.impose import saddle_order
from everyread.printshop.sheet import Margin, points
from everyread.printshop.volumes import MOST_VOLUMES, Limits, Stock, limits_of, padded, split, stock_of
from everyread.settings import PrintShop

HOUSE = Volume(grams=900, paper_gsm=100, stapled_pages=80)


def test_weight_and_thickness_of_an_edition() -> None:
    # 353 pages are 177 leaves of A4, and 80 g paper makes 5 g a leaf.
    assert Stock(80, 0).grams(354) == pytest.approx(883, abs=1)
    assert Stock(100, 0).grams(354) == pytest.approx(1104, abs=1)
    assert Stock(100, 250).grams(354) - Stock(100, 0).grams(354) == pytest.approx(31.2, abs=0.1)
    assert Stock(100, 0).millimetres(80) == pytest.approx(5.0)


def test_the_tightest_limit_counts() -> None:
    paper = Stock(100, 0)
    assert Limits(900, 0, 60).most_pages(paper) == 288
    assert Limits(900, 80, 60).most_pages(paper) == 80
    assert Limits(900, 0, 5).most_pages(paper) == 80
    assert Limits(900, 0, 60).most_pages(Stock(100, 400)) < 288
    assert Limits(1, 0, 60).most_pages(paper) == 4


def test_issue_toml_wins_over_the_house_style() -> None:
    assert stock_of(PrintShop(), HOUSE) == Stock(100, 0)
    assert stock_of(PrintShop(paper_gsm=80, binding="wire"), HOUSE) == Stock(80, 250)
    assert limits_of(PrintShop(), HOUSE) == Limits(900, 80, 25)
    assert limits_of(PrintShop(binding="wire", volume_grams=700), HOUSE) == Limits(700, 0, 25)
    assert limits_of(PrintShop(volume_pages=64), HOUSE).pages == 64


def test_volumes_are_few_and_even() -> None:
    assert split([10] * 12, 4, 80) == [slice(0, 6), slice(6, 12)]
    assert split([30, 10, 10, 10, 30], 2, 64) == [slice(0, 3), slice(3, 5)]
    assert split([10], 4, 80) == [slice(0, 1)]


def test_an_article_that_is_too_long_stands_alone() -> None:
    assert split([10, 100, 10], 4, 40) == [slice(0, 1), slice(1, 2), slice(2, 3)]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=60), st.integers(2, 8), st.integers(3, 40))
def test_every_article_is_in_one_volume_and_no_volume_has_room_to_spare(
    lengths: list[int], around: int, quarter: int
) -> None:
    most = 4 * quarter
    volumes = split(lengths, around, most)
    assert [number for part in volumes for number in range(part.start, part.stop)] == [*range(len(lengths))]
    assert 1 <= len(volumes) <= MOST_VOLUMES
    pages = [padded(around + sum(lengths[part])) for part in volumes]
    if max(pages) > most:  # then an article is too long by itself, or there would be too many volumes
        alone = padded(around + max(lengths)) > most
        assert alone or len(volumes) == MOST_VOLUMES


@pytest.mark.parametrize(
    "wrong",
    [
        {"binding": "wire", "imposition": "saddle"},
        {"binding": "perfect", "cover_apart": False},
        {"accent": (100, 100, 100, 1)},
        {"ink_limit": 250, "accent": (100, 80, 80, 0)},
    ],
)
def test_settings_that_cannot_be_printed_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        PrintShop.model_validate(wrong)
    assert not PrintShop().has_cover
    assert PrintShop(binding="wire").has_cover
    assert PrintShop(cover_apart=True).has_cover


def test_sheets_in_the_order_of_the_printer() -> None:
    assert saddle_order(4) == [(4, 1), (2, 3)]
    assert saddle_order(8) == [(8, 1), (2, 7), (6, 3), (4, 5)]
    assert sorted(page for pair in saddle_order(48) for page in pair) == [*range(1, 49)]


def test_boxes_and_marks_of_a_page() -> None:
    boxes = Margin(3, marks=True).boxes(points(210), points(297))
    assert boxes["TrimBox"] == (28.346, 28.346, 623.622, 870.236)
    assert boxes["BleedBox"] == (19.843, 19.843, 632.126, 878.74)
    assert boxes["MediaBox"] == (0, 0, 651.969, 898.583)
    bare = Margin(0, marks=False)
    assert bare.boxes(100, 200) == dict.fromkeys(("MediaBox", "BleedBox", "TrimBox"), (0, 0, 100, 200))
    assert bare.drawn(100, 200, "0 0 0 1 K") == ""


def test_no_mark_touches_the_bleed() -> None:
    margin = Margin(3, marks=True)
    left, bottom, right, top = margin.boxes(300, 400)["BleedBox"]
    lines = [line.split() for line in margin.drawn(300, 400, "0 0 0 1 K", (150,)).splitlines()]
    drawn = [[float(parts[i]) for i in (0, 1, 3, 4)] for parts in lines if parts[-1] == "S"]
    assert len(drawn) == 10
    for x1, y1, x2, y2 in drawn:
        assert max(x1, x2) < left or min(x1, x2) > right or max(y1, y2) < bottom or min(y1, y2) > top
