"""Sizes and lengths in words."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.delivery.files import NAMES, Finished
from everyread.delivery.words import clock, count, listed, minutes, reached, size
from everyread.manifest import Kind


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


def test_every_kind_of_file_has_a_name_and_its_length_where_it_has_one() -> None:
    assert set(NAMES) == set(get_args(Kind))
    assert Finished("epub", "epub/w.epub", 18_000_000, seconds=2100).details == "EPUB, 35 minutes, 18 MB"
    assert Finished("daisy", "daisy/w.zip", 18_000_000, seconds=2100).details == "ZIP, 35 minutes, 18 MB"
    assert Finished("braille", "braille/w.brf", 41_000, seconds=2100).details == "BRF, 41 KB"


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (9.9, "0:09"), (202, "3:22"), (3599.9, "59:59"), (3909, "1:05:09")]
)
def test_running_times_on_a_player(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


@pytest.mark.parametrize(
    ("contact", "links"),
    [
        ("", []),
        ("Ask at the desk.", []),
        ("Ring us on 0300 000 0000.", [("0300 000 0000", "tel:03000000000")]),
        (
            "Trust: telephone 01632 960188, email office@lantern.example.org.",
            [
                ("01632 960188", "tel:01632960188"),
                ("office@lantern.example.org", "mailto:office@lantern.example.org"),
            ],
        ),
        ("From abroad +44 1632 960188", [("+44 1632 960188", "tel:+441632960188")]),
        ("Charity number 1234567, since 1998", []),
    ],
)
def test_contacts_can_be_touched(contact: str, links: list[tuple[str, str]]) -> None:
    pieces = list(reached(contact))
    assert "".join(words for words, _ in pieces) == contact
    assert [piece for piece in pieces if piece[1]] == links


@given(st.text())
def test_a_contact_keeps_its_words_whatever_they_are(contact: str) -> None:
    assert "".join(words for words, _ in reached(contact)) == contact
