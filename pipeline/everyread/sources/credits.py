"""Picture credits: "Photo: Jane Smith", "© Us 2024", wherever a caption holds them."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from everyread.article import Prose, unsplit
from everyread.sources.parts import cut_after, cut_before
from everyread.sources.repair import tidy

_CREDIT = re.compile(
    r"(?:^|(?<=[.!?”’\"')])\s+|\s*[|–—(\[]\s*)"
    r"(?P<credit>(?:(?:Photo(?:graph(?:y|er)?)?|Pictures?|Image|Illustrat(?:ion|or)|Drawing|Artwork)s?"
    r"(?:\s+(?:credit|courtesy\s+of|by))?(?:\s*[:©]|\s+(?<=\bby\s)|\s+(?<=\bof\s))|Credit\s*:|©|Copyright\s)"
    r"\s*[^\n]{1,150}?)[)\]]?\s*$",
    re.IGNORECASE,
)
_MOST_WORDS = 20
_CLASS = re.compile(
    r"(?:[\w-]+[_-])?(?:credits?|copyright|photographer|attribution)(?:[_-][\w-]+)?", re.IGNORECASE
)


def is_credit(element: HtmlElement) -> bool:
    """Whether a part of a caption is marked as the credit."""
    return any(_CLASS.fullmatch(name) for name in (element.get("class") or "").split()) or (
        element.get("itemprop") in {"creditText", "creator", "copyrightHolder"}
    )


def split_credit(caption: Prose) -> tuple[Prose, Prose]:
    """The caption without the credit at its end, and the credit."""
    runs = tuple(run for sentence in caption for run in sentence.runs)
    text = "".join(run.text for run in runs)
    match = _CREDIT.search(text)
    if match is None or len(match["credit"].split()) > _MOST_WORDS:
        return caption, ()
    credit = cut_after(cut_before(runs, match.start("credit")), match.end("credit") - match.start("credit"))
    return unsplit(*tidy(list(cut_after(runs, match.start())))), unsplit(*tidy(list(credit)))
