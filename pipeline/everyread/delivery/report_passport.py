"""The print passports in the editor's report: what was measured on each finished PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from everyread.delivery.words import count, listed
from everyread.findings import RULES

NAMES = {"large-print": "Large print", "easy-read": "Easy read", "print": "For the print shop"}
ROUNDING = 0.05
"""Points, and units of contrast: as the proof itself allows."""
COLOURS = {"K": "black", "grey": "grey", "CMYK": "four inks", "spot": "marks on every plate"}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured."""

    what: str
    measured: str
    asked: str = ""
    """What the house asks for; empty where it is only told."""
    met: bool | None = None
    """Whether it is met; None where nothing is asked."""


@dataclass(frozen=True, slots=True)
class Passport:
    """One finished PDF."""

    title: str
    """The article's, or the issue's."""
    name: str
    """What it is: "Large print"."""
    path: str
    pages: int
    rows: tuple[Row, ...]
    short: tuple[str, ...]
    """Where it falls short, in the words of the rules."""
    state: Literal["sound", "look", "short"]
    """Nothing found; warnings only; errors."""
    not_checked: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Its id in the page."""
        path = PurePosixPath(self.path)
        return f"passport-{path.parent}-{path.stem}".replace("/", "-")

    def measured(self, what: str) -> str:
        """What was measured of one thing, for the table of all PDFs; empty where it was not."""
        return next((row.measured for row in self.rows if row.what == what), "")


def passport(title: str, path: str, facts: Mapping[str, Any]) -> Passport | None:
    """What the report shows of a PDF, from the facts of its output; None where it has no passport."""
    measured = facts.get("passport")
    if measured is None:
        return None
    short = measured["falls_short"]
    severities = {RULES[rule][0] for rule in short}
    return Passport(
        title,
        NAMES[measured["kind"]],
        path,
        measured["pages"],
        tuple(_rows(measured)),
        tuple(
            f"{RULES[rule][1]} ({rule}{f', {times} times' if times > 1 else ''})"
            for rule, times in short.items()
        ),
        "short" if "error" in severities else "look" if severities else "sound",
        tuple(measured["not_checked"]),
    )


def _rows(facts: Mapping[str, Any]) -> Iterator[Row]:
    asked = facts["asked"]
    yield from _words(facts)
    if smallest := facts.get("smallest"):
        yield Row(
            "Smallest type",
            f"{smallest['pt']:g} point: “{smallest['text']}”, page {smallest['page']}",
            f"{asked['pt']:g} point or more",
            smallest["pt"] >= asked["pt"] - ROUNDING,
        )
        yield Row("Sizes used", _sizes(facts["sizes"]))
        yield Row("Height of a small x", f"{facts['x_height_mm']:g} mm")
    least = facts["least_contrast"]
    yield Row(
        "Least contrast",
        f"{least:g} to 1",
        f"{asked['contrast']:g} to 1",
        least >= asked["contrast"] - ROUNDING,
    )
    if "longest_line" in facts:
        longest = facts["longest_line"]
        yield Row(
            "Longest line",
            f"{count(longest, 'character')}; half of the lines have {facts['median_line']} or fewer",
            f"{asked['line']} at most",
            longest <= asked["line"],
        )
    fonts = facts["fonts"]
    yield Row("Fonts in the file", listed(sorted(fonts)), "all of them", all(fonts.values()))
    if "least_dpi" in facts:
        dpi = facts["least_dpi"]
        yield Row(
            "Coarsest picture", f"{dpi} pixels an inch", f"{asked['dpi']:g} or more", dpi >= asked["dpi"]
        )
    yield from (_press(facts) if facts["kind"] == "print" else _screen(facts))
    yield from _engines(facts)
    yield Row(
        "Paper",
        f"{count(facts['pages'], 'page')} on {count(facts['sheets'], 'sheet')}, "
        f"{facts['grams']} g at {facts['gsm']:g} g/m²",
    )


def _words(facts: Mapping[str, Any]) -> Iterator[Row]:
    for thing, name in (("sentences", "Sentences in place"), ("notices", "Sentences of notices in place")):
        if facts.get(thing):
            there = facts[f"{thing}_in_place"]
            yield Row(name, f"{there:,} of {facts[thing]:,}", "all, in order", there == facts[thing])


def _sizes(sizes: Mapping[str, int]) -> str:
    total = sum(sizes.values()) or 1
    return listed(
        f"{size} point {number / total:.0%}" for size, number in sizes.items() if number / total >= 0.005
    )


def _screen(facts: Mapping[str, Any]) -> Iterator[Row]:
    wanted = facts.get("headings_wanted", facts["headings"])
    yield Row(
        "Headings",
        f"{facts['headings']} tagged, {facts['bookmarks']} bookmarks",
        f"at least {wanted} of each",
        min(facts["headings"], facts["bookmarks"]) >= wanted,
    )
    if facts.get("list_labels_wanted"):
        yield Row(
            "Numbers of lists",
            str(facts["list_labels"]),
            f"at least {facts['list_labels_wanted']}",
            facts["list_labels"] >= facts["list_labels_wanted"],
        )
    if facts["pictures"]:
        yield Row(
            "Pictures described",
            f"{facts['described']} of {facts['pictures']}",
            "all",
            facts["described"] == facts["pictures"],
        )
    others = facts["other_languages"]
    yield Row("Language", facts["language"] + (f", with words in {listed(others)}" if others else ""))
    yield Row(
        "Out of a screen reader’s reach",
        count(facts["out_of_reach"], "piece") + " of text",
        "none",
        not facts["out_of_reach"],
    )


def _engines(facts: Mapping[str, Any]) -> Iterator[Row]:
    for engine in facts["engines"]:
        what = f"{engine['standard']}, by {engine['engine']}"
        if "failed" in engine:
            of = f" of {engine['checked']}" if "checked" in engine else ""
            yield Row(what, f"{engine['failed']}{of} rules failed", "none", engine["failed"] == 0)
        else:
            yield Row(what, "Not checked")


def _press(facts: Mapping[str, Any]) -> Iterator[Row]:
    claim, intent = facts["pdf_x"], facts["intent"]
    yield Row("Standard", f"{claim} for {intent}" if claim else "No PDF/X")
    width, height = facts["trim_mm"] or (0, 0)
    yield Row(
        "Cut to",
        f"{width:g} × {height:g} mm, with {facts['bleed_mm']:g} mm of bleed" if width else "Not said",
    )
    kinds = facts["colours"]
    inks = listed(COLOURS.get(kind, kind) for kind in kinds)
    yield Row("Colours", inks, "no RGB", not {"RGB", "Lab", "other"} & set(kinds))
    yield Row("Most ink in one place", f"{facts['most_ink']:g} %")
