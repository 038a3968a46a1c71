"""The files of a talking book, from templates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import Any

from everyread.delivery.daisy.book import NavPoint, nav_points, pictures, sections
from everyread.delivery.daisy.metadata import (
    FORMAT,
    GENERATOR,
    Metadata,
    access,
    clock,
    metadata,
    whole_clock,
)
from everyread.delivery.pack import Pack
from everyread.plaintext import fit_for_xml
from everyread.store import Store

Page = Callable[..., bytes]
"""Makes a file from the name of its template and what the template needs."""


def book_files(pack: Pack, folders: Sequence[str], store: Store) -> dict[str, bytes]:
    """Every file of the book by name, in the order in which a reader meets them."""
    parts = sections(pack, store)
    points = tuple(nav_points(parts))
    facts = metadata(pack, parts, points)
    shown = pictures(parts)
    page = _pages(folders, facts)
    files = {"ncc.html": b"", "master.smil": page("master.smil.j2", sections=parts)}
    for part in parts:
        files[f"{part.name}.smil"] = page("section.smil.j2", section=part)
        files[f"{part.name}.html"] = page(
            "text.html.j2",
            section=part,
            pictures=shown,
            pack=pack,
            about=part is parts[0],
            access=access(parts) if part is parts[0] else (),
        )
        if part.mp3:
            files[f"{part.name}.mp3"] = store.get(part.mp3)
    files["text.css"] = page("text.css.j2")
    files.update({name: store.get(digest) for digest, name in shown.items()})
    files["ncc.html"] = _contents(page, points, files)
    return files


def _contents(page: Page, points: Sequence[NavPoint], files: dict[str, bytes]) -> bytes:
    """ncc.html, which says how many kilobytes the book has with itself."""
    others = sum(len(data) for data in files.values())
    made = b""
    for _ in range(3):  # writing its own size makes it longer, once or twice at most
        size = ceil((others + len(made)) / 1024)
        made = page("ncc.html.j2", points=points, files=len(files), kilobytes=size)
    return made


def _pages(folders: Sequence[str], facts: Metadata) -> Page:
    from everyread.typeset.templates import environment

    jinja = environment(tuple(folders), (("clock", clock), ("whole_clock", whole_clock)))
    shared = {"facts": facts, "format": FORMAT, "generator": GENERATOR}

    def page(template: str, **values: Any) -> bytes:
        text = jinja.get_template(f"daisy/{template}").render(**shared, **values)
        return fit_for_xml(text, " ").encode()

    return page
