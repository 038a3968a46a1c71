"""How heavy and how thick an edition is, and where it is split into volumes that can be held."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from everyread.largeprint.style import A4, Volume
from everyread.settings import PrintShop

SIGNATURE = 4
"""Pages of one folded sheet; printers count in it, however the issue is bound."""
MOST_VOLUMES = 20
"""More than anybody would post; a longer edition has heavier volumes, and a finding says so."""
BULK = 1.25
"""Cubic centimetres a gram of uncoated offset paper: so 100 g/m² is 0.125 mm thick."""
_LEAF = A4[0] * A4[1] / 1e6
"""Square metres of one leaf, which has two pages."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What an edition is printed on, in grams a square metre."""

    inside: float
    cover: float
    """Of the card of a cover apart; 0 where there is none."""

    def grams(self, pages: int) -> float:
        """The weight of one volume of so many pages, its cover included; staples, wire and glue are not."""
        return _LEAF * (self.inside * pages / 2 + 2 * self.cover)

    def millimetres(self, pages: int) -> float:
        """The thickness of the inside: the width of a spine."""
        return pages / 2 * self.inside * BULK / 1000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one volume may be at most."""

    grams: float
    pages: int
    """0 for any number."""
    millimetres: float

    def most_pages(self, stock: Stock) -> int:
        """The largest number of pages within all limits, a multiple of four and at least four."""
        by_weight = (self.grams / _LEAF - 2 * stock.cover) / stock.inside * 2
        by_thickness = self.millimetres / stock.millimetres(2) * 2
        most = min(by_weight, by_thickness, self.pages or math.inf)
        return max(SIGNATURE, int(most) // SIGNATURE * SIGNATURE)


def stock_of(settings: PrintShop, volume: Volume) -> Stock:
    """The paper and the card of an edition; what issue.toml leaves out is the house style's."""
    return Stock(settings.paper_gsm or volume.paper_gsm, settings.cover_gsm if settings.has_cover else 0)


def limits_of(settings: PrintShop, volume: Volume) -> Limits:
    """The limits of an edition; what issue.toml leaves out is the house style's."""
    stapled = volume.stapled_pages if settings.binding == "stapled" else 0
    return Limits(settings.volume_grams or volume.grams, settings.volume_pages or stapled, settings.volume_mm)


def padded(pages: int) -> int:
    """So many pages with the blank ones that make it a multiple of four."""
    return math.ceil(pages / SIGNATURE) * SIGNATURE


def split(lengths: Sequence[int], around: int, most: int) -> list[slice]:
    """Which articles go into which volume: as few volumes as will do, and those as even as can be.

    `lengths` are the articles' pages, in running order, `around` the pages that each volume needs for its
    title, contents and end, and `most` the pages that it may have.  An article that is too long by itself
    has a volume of its own.
    """
    allowed = min(len(_filled(lengths, around, most)), MOST_VOLUMES)
    capacity = SIGNATURE
    while len(volumes := _filled(lengths, around, capacity)) > allowed:
        capacity += SIGNATURE
    return volumes


def _filled(lengths: Sequence[int], around: int, capacity: int) -> list[slice]:
    """Volumes filled one after the other."""
    volumes: list[slice] = []
    start = 0
    for end in range(1, len(lengths) + 1):
        if end == len(lengths) or padded(around + sum(lengths[start : end + 1])) > capacity:
            volumes.append(slice(start, end))
            start = end
    return volumes
