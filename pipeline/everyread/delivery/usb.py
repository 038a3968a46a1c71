"""The USB pack: a zip to unpack onto a stick, for players that have a button for "next" and no screen.

Such players go by the order in which files were written, by their names or by their dates: here all three are
the order of play.  The recordings are those that were proved, byte for byte.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from everyread.delivery.archive import packed
from everyread.delivery.feed_words import COMPUTER_VOICE, day, help_line, plain, unrecorded
from everyread.delivery.pack import Pack, Piece
from everyread.delivery.usb_names import folded, track_names
from everyread.delivery.words import count, minutes
from everyread.errors import ArticleError
from everyread.findings import Finding
from everyread.largeprint.style import HouseStyle, read_house_style
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

READ_ME, INDEX, LABEL, METADATA = "READ-ME-FIRST.txt", "index.txt", "label.pdf", "metadata.json"
_NO_DAY = "2000-01-01"
_YEARS = range(1980, 2107)
"""Years that a zip file can write (APPNOTE 4.4.6)."""
_MODULES = ("archive", "feed_words", "pack", "usb", "usb_names", "words")
ENGINES = ("weasyprint", "pydyf", "jinja2", "fonttools", "pillow")


@dataclass(frozen=True, slots=True)
class UsbOrder:
    """What is on the stick."""

    pack: Pack
    template_folders: tuple[str, ...]
    templates: Digest
    """See `workspace.templates_digest`, of "usb" and "large-print", whose colours the label has."""
    style: HouseStyle | None = None
    """The issue's house style; None for that of the template folders."""


def usb_task(order: UsbOrder) -> Task:
    """Make the pack; its receipt has the file "usb", a zip, or none when nothing is recorded."""
    key = key_of(
        "usb",
        code_digest(
            *(f"delivery.{name}" for name in _MODULES), "typeset", "largeprint.style", "findings", "plaintext"
        ),
        replace(order, template_folders=(), style=None),
        order.style and order.style.model_dump(),
        [version_of(engine) for engine in ENGINES],
    )
    return Task("USB pack", make_usb, order, key, weight=2.0)


def make_usb(order: UsbOrder, store: Store) -> Receipt:
    """Runs in a worker.  Facts: tracks, and their seconds together.

    Raises MachineError when Pango is missing.
    """
    pack = order.pack
    articles = [piece for piece in pack.pieces if piece.mp3]
    findings = list(unrecorded(pack, "USB pack"))
    if not articles:
        return Receipt(findings=tuple(findings))
    contents = [pack.contents] if pack.contents and pack.contents.mp3 else []
    tracks = [*contents, *articles]
    names = track_names([piece.stem.partition("-")[2] for piece in tracks], 0 if contents else 1)
    values = _values(pack, articles, list(zip(names, tracks, strict=True)))
    label, left_out = _label(order, values, store)
    papers = {
        READ_ME: _text(order, "usb/read-me-first.txt.j2", values),
        INDEX: _text(order, "usb/index.txt.j2", values),
        LABEL: label,
        METADATA: _metadata(pack, tracks),
    }
    sounds = (
        (f"{values['folder']}/{name}", store.get(piece.mp3))
        for name, piece in zip(names, tracks, strict=True)
    )
    data = packed(chain(sounds, papers.items()), _begin(pack.published), apart=1)
    seconds = round(sum(piece.seconds for piece in tracks), 3)
    return Receipt(
        {"usb": store.put(data)}, {"tracks": len(tracks), "seconds": seconds}, (*findings, *left_out)
    )


def _values(pack: Pack, articles: list[Piece], tracks: list[tuple[str, Piece]]) -> dict[str, Any]:
    """What the templates of the papers may say."""
    return {
        "folder": folded(pack.name) or "issue",
        "title": plain(pack.title),
        "publisher": plain(pack.publisher),
        "language": pack.language,
        "day": day(pack.published),
        "length": f"{count(len(articles), 'article')}, {minutes(sum(each.seconds for each in articles))}",
        "voice": COMPUTER_VOICE,
        "help": help_line(pack.contact, pack.publisher),
        "has_contents": tracks[0][1] is pack.contents,
        "tracks": [
            (name, name.partition("-")[0], plain(piece.title), minutes(piece.seconds))
            for name, piece in tracks
        ],
    }


def _text(order: UsbOrder, template: str, values: dict[str, Any]) -> bytes:
    """A text file as Windows' own editor expects it: UTF-8 with a mark, and lines that end in CR LF."""
    from everyread.typeset.templates import environment

    lines = environment(order.template_folders).get_template(template).render(**values).splitlines()
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")


def _label(order: UsbOrder, values: dict[str, Any], store: Store) -> tuple[bytes, list[Finding]]:
    """The label, without the characters that no font has: a stick with half a label is better than none."""
    try:
        return _label_pdf(order, values, store), []
    except ArticleError as error:
        said = {name: _ascii(values[name]) for name in ("title", "publisher", "help")}
        said["title"] = said["title"] or values["folder"]
        found = Finding(
            "DEL-505",
            f"The label of the USB stick leaves out characters that cannot be printed. {error.message}",
            "If you want them on the label, write them in letters, in issue.toml.",
        )
        return _label_pdf(order, values | said, store), [found]


def _ascii(text: str) -> str:
    return " ".join(text.encode("ascii", "ignore").decode().split())


def _label_pdf(order: UsbOrder, values: dict[str, Any], store: Store) -> bytes:
    from everyread.typeset.fonts import FONT_STACK
    from everyread.typeset.pdf import render_pdf
    from everyread.typeset.templates import environment

    templates = environment(order.template_folders)
    style = order.style or read_house_style([Path(folder) for folder in order.template_folders])
    css = templates.get_template("usb/label.css.j2").render(style=style, fonts=FONT_STACK)
    html = templates.get_template("usb/label.html.j2").render(**values)
    return render_pdf(html, css, store, title=f"Label: {values['title']}", language=order.pack.language)


def _metadata(pack: Pack, tracks: list[Piece]) -> bytes:
    """For library catalogues: schema.org as JSON-LD, with its accessibility terms."""
    said = {
        "@context": "https://schema.org",
        "@type": "Audiobook",
        "name": plain(pack.title),
        "publisher": {"@type": "Organization", "name": plain(pack.publisher)} if pack.publisher else None,
        "datePublished": pack.published or None,
        "inLanguage": pack.language,
        "duration": f"PT{round(sum(piece.seconds for piece in tracks))}S",
        "accessMode": ["auditory"],
        "accessModeSufficient": [{"@type": "ItemList", "itemListElement": ["auditory"]}],
        "accessibilityFeature": ["tableOfContents", "unlocked"],
        "accessibilityHazard": ["none"],
        "accessibilitySummary": f"All of it can be heard; a screen is not needed. {COMPUTER_VOICE}",
    }
    return (
        json.dumps({name: each for name, each in said.items() if each}, ensure_ascii=False, indent=2)
    ).encode()


def _begin(published: str) -> datetime:
    """The time of the first file: the day of the issue, if a zip can write its year."""
    day = datetime.fromisoformat(published or _NO_DAY)
    return day if day.year in _YEARS else datetime.fromisoformat(_NO_DAY)
