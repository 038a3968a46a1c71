"""What a feed or a stick says of itself in plain words: whose voice, how to ask for help, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape

from everyread.delivery.pack import Pack
from everyread.findings import Finding
from everyread.plaintext import fit_for_xml

COMPUTER_VOICE = "It is read aloud by a computer voice."


def plain(text: str) -> str:
    """One line of text that any format can hold."""
    return " ".join(fit_for_xml(text).split())


def help_line(contact: str, publisher: str) -> str:
    """How to ask for help."""
    if contact:
        return f"For help, or for this issue in another form, get in touch. {plain(contact)}"
    return f"For help, or for this issue in another form, ask {plain(publisher) or 'whoever sent it to you'}."


def day(published: str) -> str:
    """An ISO date as people write it, "1 December 2026"; empty for none."""
    return f"{(when := date.fromisoformat(published)).day} {when:%B %Y}" if published else ""


def paragraphs(texts: Iterable[str]) -> str:
    """Plain texts as HTML, a paragraph each; empty ones are left out."""
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in texts if text)


def unrecorded(pack: Pack, place: str) -> Iterator[Finding]:
    """What an editor should know of articles without a recording: they are not in `place`."""
    fix = "Build again with the audio. If a recording failed, the report says why."
    missing = [piece for piece in pack.pieces if not piece.mp3]
    if len(missing) == len(pack.pieces):
        yield Finding("DEL-503", f"No article has a recording, so there is no {place}.", fix)
        return
    for piece in missing:
        yield Finding(
            "DEL-503", f"“{plain(piece.title)}” has no recording, so it is not in the {place}.", fix
        )
