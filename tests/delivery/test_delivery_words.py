"""Sizes and lengths in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.delivery.files import Finished
from everyread.delivery.words import count, listed, minutes, size


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "under a minute"),
        (29, "under a minute"),
        (31, "1 minute"),
        (360, "6 minutes"),
        (3599, "1 hour"),
        (3660, "1 hour 1 minute"),
        (7500, "2 hours 5 minutes"),
    ],
)
def test_running_times(seconds: float, words: str) -> None:
    assert minutes(seconds) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "1 KB"),
        (120_400, "120 KB"),
        (999_499, "999 KB"),
        (999_500, "1 MB"),
        (3_000_000, "3 MB"),
        (3_240_000, "3.2 MB"),
        (28_800_000, "29 MB"),
        (1_200_000_000, "1.2 GB"),
    ],
)
def test_sizes(number: int, words: str) -> None:
    assert size(number) == words


@given(st.integers(min_value=0, max_value=10**12))
def test_a_size_is_short_and_within_a_twentieth(number: int) -> None:
    amount, unit = size(number).split(" ")
    shown = float(amount) * {"KB": 1e3, "MB": 1e6, "GB": 1e9}[unit]
    assert len(amount) <= 4
    assert shown == pytest.approx(number, rel=0.06, abs=1000)


@given(st.floats(min_value=0, max_value=360_000))
def test_a_running_time_never_reads_zero(seconds: float) -> None:
    assert " 0 " not in f" {minutes(seconds)} "


def test_counts_and_lists() -> None:
    assert count(1, "page") == "1 page"
    assert count(1200, "word") == "1,200 words"
    assert [listed(parts) for parts in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_details_of_a_file_say_kind_length_and_size() -> None:
    assert Finished("audio", "audio/01-flu.mp3", 3_000_000, seconds=360).details == "MP3, 6 minutes, 3 MB"
    assert (
        Finished("large-print", "large-print/01-flu.pdf", 120_000, pages=7).details == "PDF, 7 pages, 120 KB"
    )
    # Pages of the PDF and seconds of the sound are facts of the whole task: not of its other file.
    assert Finished("captions", "captions/01-flu.vtt", 3_000, seconds=360).details == "VTT, 3 KB"
    assert Finished("easy-read", "easy-read/01-flu.html", 12_000, pages=9).details == "HTML, 12 KB"
