"""The lexicon as a Pronunciation Lexicon (W3C PLS 1.0), for other programs and for EPUB readers.

https://www.w3.org/TR/pronunciation-lexicon/
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from lxml import etree

from everyread.errors import InputError
from everyread.narration.lexicon import Entry, Lexicon, Reading
from everyread.plaintext import without_forbidden

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
LARGEST = 5_000_000
"""Bytes of the largest file that is read: some fifty thousand words."""
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What came over from one form to the other."""

    lexicon: Lexicon
    left: tuple[str, ...]
    """Words that could not come over, each with the reason."""


def to_pls(lexicon: Lexicon) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of a PLS file, and the words it cannot hold: PLS knows no context."""
    root = etree.Element(f"{{{NAMESPACE}}}lexicon", nsmap={None: NAMESPACE})
    root.set("version", "1.0")
    root.set("alphabet", "ipa")
    root.set(_LANGUAGE, "en-GB")
    left: list[str] = []
    for entry in lexicon.entries:
        reading = next((each for each in entry.readings if each.anywhere), None)
        if reading is None or len(entry.readings) > 1:
            left.append(f"{entry.written}: its readings depend on the words around it")
        if reading is not None:
            _add_lexeme(root, entry.written, reading)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data, tuple(left)


def _add_lexeme(root: etree._Element, written: str, reading: Reading) -> None:
    lexeme = etree.SubElement(root, f"{{{NAMESPACE}}}lexeme")
    etree.SubElement(lexeme, f"{{{NAMESPACE}}}grapheme").text = written
    if reading.ipa:
        etree.SubElement(lexeme, f"{{{NAMESPACE}}}phoneme").text = reading.ipa
    if not reading.ipa or reading.say != written:
        etree.SubElement(lexeme, f"{{{NAMESPACE}}}alias").text = reading.say


def from_pls(data: bytes, name: str) -> Exchanged:
    """The entries of a PLS file; `name` is how the editor knows it.

    Nothing outside the file is fetched, and one that declares entities is refused.  Raises InputError when it
    is no PLS file.
    """
    if len(data) > LARGEST:
        raise InputError(f"{name} is larger than {LARGEST // 1_000_000} MB.", "Split it into several files.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{name} cannot be read: {error.msg}.", "Mend the XML at that line.") from error
    if root.getroottree().docinfo.doctype:
        raise InputError(f"{name} has a DOCTYPE, which is not read.", "Take the DOCTYPE out of it.")
    if root.tag != f"{{{NAMESPACE}}}lexicon":
        raise InputError(
            f"{name} is no pronunciation lexicon.", f"Its root must be a lexicon in {NAMESPACE}."
        )
    alphabet = root.get("alphabet", "ipa")
    entries: dict[str, Entry] = {}
    left: list[str] = []
    for lexeme in root.iterfind(f"{{{NAMESPACE}}}lexeme"):
        _read_lexeme(lexeme, alphabet, entries, left)
    return Exchanged(Lexicon(tuple(entries.values())), tuple(left))


def _read_lexeme(lexeme: etree._Element, alphabet: str, entries: dict[str, Entry], left: list[str]) -> None:
    says, sounds = _preferred(lexeme, "alias"), _preferred(lexeme, "phoneme")
    sound = "" if sounds is None or sounds.get("alphabet", alphabet) != "ipa" else _text(sounds)
    for grapheme in lexeme.iterfind(f"{{{NAMESPACE}}}grapheme"):
        written = _text(grapheme)
        if not written:
            continue
        if written in entries:
            left.append(f"{written}: it is there twice, and the first counts")
        elif says is None and not sound:
            left.append(f"{written}: its sounds are not in the International Phonetic Alphabet")
        else:
            entries[written] = Entry(written, (Reading(written if says is None else _text(says), sound),))


def _preferred(lexeme: etree._Element, kind: str) -> etree._Element | None:
    found = lexeme.findall(f"{{{NAMESPACE}}}{kind}")
    return next((each for each in found if each.get("prefer") == "true"), found[0] if found else None)


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())


def as_toml(lexicon: Lexicon) -> str:
    """A lexicon as the text of a lexicon.toml."""
    lines = [f"{_quoted(entry.written)} = {_value(entry)}" for entry in lexicon.entries]
    return "\n".join(["[say]", *lines]) + "\n"


def _value(entry: Entry) -> str:
    values = [_reading(reading) for reading in entry.readings]
    return values[0] if len(values) == 1 else "[" + ", ".join(values) + "]"


def _reading(reading: Reading) -> str:
    if reading.anywhere and not reading.ipa:
        return _quoted(reading.say)
    parts = {"say": _quoted(reading.say), "ipa": _quoted(reading.ipa) if reading.ipa else ""}
    for name in ("next", "previous", "near"):
        words: tuple[str, ...] = getattr(reading, name)
        parts[name] = "[" + ", ".join(_quoted(word) for word in words) + "]" if words else ""
    return "{ " + ", ".join(f"{name} = {value}" for name, value in parts.items() if value) + " }"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are a part of TOML's, which has no control characters at all."""
    return json.dumps(without_forbidden(text), ensure_ascii=False)
