"""What DAISY 2.02 (recommendation of 28 February 2001) asks of a book that no schema can check.

Each function yields complaints that complete the sentence "The talking book …".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from math import ceil

from everyread.proof.daisy_book import Book, Smil, seconds_of

ONCE = (
    "dc:title", "dc:publisher", "dc:date", "dc:identifier", "dc:format", "ncc:charset", "ncc:totalTime",
    "ncc:tocItems", "ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial", "ncc:depth", "ncc:files",
    "ncc:kByteSize", "ncc:setInfo", "ncc:multimediaType", "ncc:generator",
)  # fmt: skip
"""Must be in ncc.html exactly once (2.1.3): the first eleven by the standard, the others by us."""
AT_LEAST_ONCE = ("dc:creator", "dc:language", "ncc:narrator")
OFTEN = (
    *AT_LEAST_ONCE, "dc:contributor", "dc:coverage", "dc:description", "dc:relation", "dc:rights",
    "dc:subject", "dc:type",
)  # fmt: skip
"""May be in ncc.html more than once; anything else may not (2.1.3, and DAISY's own schemas)."""
SKIPPED = {"sidebar": "ncc:sidebars", "noteref": "ncc:footnotes", "optional-prodnote": "ncc:prodNotes"}
"""What a listener may leave out, by its class in the table of contents, and what tells how many there are."""
TIMES = 0.0015
"""Seconds that a rounded time may be off: they are written to the millisecond."""
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_HEADING = re.compile(r"h([1-6])")


def judge_metadata(book: Book) -> Iterator[str]:
    """Everything that ncc.html says of the book is there, and true."""
    counts = Counter(name for name, _ in book.meta)
    yield from (f"has {counts[name] or 'no'} {name} in ncc.html" for name in ONCE if counts[name] != 1)
    repeated = (name for name in counts if name not in (*ONCE, *OFTEN) and counts[name] > 1)
    yield from (f"has {counts[name]} {name} in ncc.html" for name in repeated)
    yield from (f"has no {name} in ncc.html" for name in AT_LEAST_ONCE if not counts[name])
    said = dict(book.meta)
    values = ((name, said.get(name, "-")) for name in (*ONCE, *AT_LEAST_ONCE))
    yield from (f"has an empty {name} in ncc.html" for name, value in values if not value.strip())
    levels = [int(found[1]) for point in book.points if (found := _HEADING.fullmatch(point.tag))]
    spans = [point for point in book.points if point.tag == "span"]
    kinds = Counter(point.kind for point in spans)
    normal = [point.text for point in spans if point.kind == "page-normal"]
    size = ceil(sum(map(len, book.files.values())) / 1024)
    true = {
        "dc:format": "Daisy 2.02",
        "ncc:charset": "utf-8",
        "ncc:multimediaType": "audioFullText",
        "ncc:setInfo": "1 of 1",
        "ncc:tocItems": str(len(book.points)),
        "ncc:depth": str(max(levels, default=0)),
        "ncc:files": str(len(book.files)),
        "ncc:kByteSize": str(size),
        "ncc:pageFront": str(kinds["page-front"]),
        "ncc:pageNormal": str(kinds["page-normal"]),
        "ncc:pageSpecial": str(kinds["page-special"]),
        "ncc:maxPageNormal": normal[-1] if normal else "0",
    } | {name: str(kinds[kind]) for kind, name in SKIPPED.items()}
    untold = (kind for kind in SKIPPED if kinds[kind] and SKIPPED[kind] not in said)
    yield from (f"has a {kind} and no {SKIPPED[kind]} in ncc.html" for kind in untold)
    for name, value in true.items():
        if said.get(name, value) != value:
            yield f"says “{said[name]}” for {name}, and “{value}” is true"
    if not _DATE.fullmatch(said.get("dc:date", "2000-01-01")):
        yield f"says “{said['dc:date']}” for dc:date, which is not a date"
    if not book.language:
        yield "does not say in which language it is"


def judge_contents(book: Book) -> Iterator[str]:
    """The table of contents: a title first, no level left out, links that lead forward (2.1.2, 2.1.4)."""
    if not book.points or (book.points[0].tag, book.points[0].kind) != ("h1", "title"):
        yield "does not begin its table of contents with the title"
    ids = [point.id for point in book.points]
    if "" in ids or len(set(ids)) != len(ids):
        yield "has entries in its table of contents without an id of their own"
    places = {f"{name}#{par}": (book.order.index(name), at) for name, par, at in _pars(book)}
    before, level = (-1, -1), 0
    for point in book.points:
        heading = _HEADING.fullmatch(point.tag)
        if not heading and point.tag not in {"span", "div"}:
            yield f"has a <{point.tag}> in its table of contents"
        if heading and int(heading[1]) > level + 1:
            yield f"leaves out a level of heading before “{point.text}”"
        level = int(heading[1]) if heading else level
        if len(point.links) != 1 or not point.text:
            yield f"has an entry in its table of contents without one link and some words: “{point.text}”"
            continue
        place = places.get(point.links[0])
        if place is None:
            yield f"has a link in its table of contents that leads nowhere: “{point.text}”"
        elif place <= before:
            yield f"has its table of contents in another order than it is read: “{point.text}”"
        before = place or before


def _pars(book: Book) -> Iterator[tuple[str, str, int]]:
    """File, id and position of each step that is played."""
    for name in dict.fromkeys(book.order):
        if name in book.smils:
            yield from ((name, par.id, at) for at, par in enumerate(book.smils[name].pars))


def judge_steps(book: Book) -> Iterator[str]:
    """The SMIL files: all of them played, in the order in which they count the time (2.3, 2.5)."""
    if sorted(book.order) != sorted(book.smils):
        yield "does not list each of its SMIL files once in master.smil"
        return
    elapsed = 0.0
    for name in book.order:
        smil = book.smils[name]
        yield from (f"{complaint} in {name}" for complaint in _judge_smil(smil, book, elapsed))
        elapsed += _length(smil)
    if abs(seconds_of(dict(book.meta).get("ncc:totalTime")) - elapsed) > 0.51:  # written in whole seconds
        yield f"says that it lasts {dict(book.meta).get('ncc:totalTime')}, and {elapsed:.0f} seconds are true"


def _judge_smil(smil: Smil, book: Book, elapsed: float) -> Iterator[str]:
    counts = Counter(name for name, _ in smil.meta)
    yield from (f"has {counts[name]} {name}" for name in counts if counts[name] > 1)
    said, meta = dict(book.meta), dict(smil.meta)
    for name in ("dc:format", "dc:identifier", "dc:title"):
        if meta.get(name) != said.get(name):
            yield f"has another {name} than in ncc.html"
    if len(set(smil.ids)) != len(smil.ids):
        yield "has an id twice"
    length = _length(smil)
    for name, wanted in (("ncc:totalElapsedTime", elapsed), ("ncc:timeInThisSmil", length)):
        if abs(seconds_of(meta.get(name)) - wanted) > TIMES:
            yield f"says {meta.get(name, 'nothing')} for {name}, and {wanted:.3f} seconds are true"
    if abs(smil.seconds - length) > TIMES:
        yield f"gives its seq {smil.seconds:g} seconds, and {length:.3f} are true"
    targets = {f"{name}#{place}" for name, texts in book.texts.items() for place, _ in texts}
    for par in smil.pars:
        if not par.id or par.text not in targets:
            yield f"has a step that leads to no words: “{par.id or par.text}”"
        if any(clip.audio not in book.files for clip in par.clips):
            yield f"has a step that leads to no sound: “{par.id}”"


def _length(smil: Smil) -> float:
    return sum(clip.end - clip.begin for par in smil.pars for clip in par.clips)
