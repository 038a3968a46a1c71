"""The cover of the recordings: square, small, with the issue's words on it, the same every time."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from everyread.delivery.cover import ARTWORK_PIXELS, PIXELS, CoverOrder, cover_task, make_cover
from everyread.errors import ArticleError
from everyread.largeprint.style import read_house_style
from everyread.store import Store

TEMPLATES = Path(__file__).parents[2] / "templates"
ORDER = CoverOrder("Winter 2026", "The Lantern Trust", "en-GB", (str(TEMPLATES),), "digest")


def cover(order: CoverOrder, store: Store) -> Image.Image:
    return Image.open(io.BytesIO(store.get(make_cover(order, store).files["cover"])))


def ink(picture: Image.Image) -> int:
    """How many pixels are not the background."""
    return sum(count for count, level in picture.convert("L").getcolors(256) if level > 128)


def test_it_is_a_small_square_jpeg(store: Store) -> None:
    made = make_cover(ORDER, store).files["cover"]
    picture = Image.open(io.BytesIO(store.get(made)))
    assert (picture.format, picture.size, picture.mode) == ("JPEG", (PIXELS, PIXELS), "RGB")
    assert len(store.get(made)) < 80_000
    assert make_cover(ORDER, store).files["cover"] == made


def test_the_same_picture_is_there_as_large_as_podcast_directories_want_it(store: Store) -> None:
    made = make_cover(ORDER, store).files
    picture = Image.open(io.BytesIO(store.get(made["artwork"])))
    assert (picture.format, picture.size, picture.mode) == ("JPEG", (ARTWORK_PIXELS,) * 2, "RGB")
    assert 1400 <= ARTWORK_PIXELS <= 3000
    assert len(store.get(made["artwork"])) < 200_000
    small = Image.open(io.BytesIO(store.get(made["cover"])))
    apart = ImageChops.difference(picture.resize(small.size).convert("L"), small.convert("L"))
    assert ImageStat.Stat(apart).mean[0] < 3


def test_the_words_are_on_it(store: Store) -> None:
    without = ink(cover(replace(ORDER, title=".", publisher=""), store))
    assert ink(cover(replace(ORDER, title="."), store)) > without
    assert ink(cover(replace(ORDER, publisher=""), store)) > without


def test_a_very_long_title_stays_above_the_foot(store: Store) -> None:
    long = cover(replace(ORDER, title="A very long name of an issue indeed " * 9), store)
    short = cover(replace(ORDER, title="."), store)
    foot = (0, PIXELS * 4 // 5, PIXELS, PIXELS)
    assert abs(ink(long.crop(foot)) - ink(short.crop(foot))) < 20  # coding to JPEG moves a few pixels


def test_markup_in_a_title_is_only_text(store: Store) -> None:
    assert ink(cover(replace(ORDER, title="<h1>{{ 7 * 7 }}</h1>"), store)) > ink(cover(ORDER, store))


def test_a_letter_in_no_font_is_a_plain_error(store: Store) -> None:
    with pytest.raises(ArticleError, match="in none of the fonts"):
        make_cover(replace(ORDER, title="Winter 冬"), store)


def test_it_has_the_colours_of_the_issues_own_house_style(store: Store, tmp_path: Path) -> None:
    (tmp_path / "house-style.toml").write_text('[colour]\naccent = "#600000"\n')
    own = replace(ORDER, style=read_house_style([TEMPLATES], tmp_path))
    red, green, blue = cover(own, store).getpixel((2, 2))
    assert abs(red - 0x60) < 4 > max(green, blue)  # JPEG rounds
    assert cover_task(own).key != cover_task(ORDER).key


def test_its_key_depends_on_its_words_and_not_on_folders() -> None:
    assert cover_task(ORDER).key == cover_task(replace(ORDER, template_folders=("/else",))).key
    assert cover_task(ORDER).key != cover_task(replace(ORDER, title="Spring")).key
