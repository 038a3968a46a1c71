"""A Word document made ready for mammoth: what mammoth would drop is put in a form that it keeps.

Its main part is parsed once.  Paragraph numbers and the languages of words are carried past mammoth as
bookmarks and styles; simple fields, text boxes and formulas, which it passes over, become ordinary text;
hidden text is taken out.  Comments and tracked changes are counted on the way.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from everyread.article import Removed
from everyread.sources.bounds import must_be_small_tree
from everyread.sources.numbering import mark_numbers
from everyread.sources.package import part, with_parts
from everyread.sources.repair import clean

_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_MOST = 32 * 1024 * 1024
"""Bytes of a part; a book of 100,000 words that was edited for months has about 10 MB."""
_LANGUAGE = "everyreadlanguage"
_MOST_LANGUAGES = 20
_MOST_FOREIGN = 0.3
"""Share of the letters marked as foreign above which the marks mean a wrongly set spelling checker."""
_EMPHASIS = frozenset({"emphasis", "intense emphasis", "subtle emphasis", "strong", "intense strong"})
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document for mammoth, and what to do with the HTML that comes of it."""

    data: bytes
    languages: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()

    @property
    def styles(self) -> str:
        """Lines for mammoth's style map."""
        return "\n".join(
            f"r.{_LANGUAGE}{at}{mark} => {tag}.{_LANGUAGE}{at}{mark}"
            for at in range(len(self.languages))
            for mark, tag in (("p", "span"), ("e", "em"))
        )

    def take_languages(self, root: HtmlElement) -> None:
        """Turn the classes that mammoth made of the languages into what they mean."""
        for element in root.iter("span", "em"):
            name = element.get("class") or ""
            if name.startswith(_LANGUAGE):
                element.set("lang", self.languages[int(name[len(_LANGUAGE) : -1])])
                del element.attrib["class"]


def prepare(data: bytes, name: str) -> Prepared:
    """The document made ready; as it was when its main part cannot be read safely.

    Raises ArticleError SRC-011 when there is too much in it.
    """
    from lxml import etree

    document = part(data, _DOCUMENT, _MOST)
    if document is None or document.getroottree().docinfo.doctype:
        return Prepared(data)
    must_be_small_tree(document, name)
    styles = part(data, _STYLES, _MOST)
    _show_boxes(document)
    _unwrap_fields(document)
    removed = _take_hidden(document)
    labels = mark_numbers(document, part(data, "word/numbering.xml", _MOST), styles)
    languages = _mark_languages(document, styles)
    parts = {_DOCUMENT: document}
    if styles is not None:
        _slim(styles)
        parts[_STYLES] = styles
    written = {
        name: etree.tostring(root, xml_declaration=True, encoding="UTF-8") for name, root in parts.items()
    }
    return Prepared(with_parts(data, written), languages, labels, removed)


def _slim(styles: Any) -> None:
    """Leave only what mammoth asks of styles: their names and lists.

    It parses slowly, and a new document has thousands of elements that say how styles look: this takes
    about three quarters off the time that a short document needs.
    """
    for element in list(styles):
        if not element.tag.endswith("}style"):
            styles.remove(element)
            continue
        for child in list(element):
            if child.tag.rpartition("}")[2] not in {"name", "basedOn", "pPr"}:
                element.remove(child)


def _words_in(element: Any) -> str:
    """The text that an element of WordprocessingML shows, on one line."""
    return clean("".join(each.text or "" for each in element.iter("{*}t"))).strip()


def _space(element: Any) -> str:
    """The namespace of an element, with its braces; it differs between the two forms of OOXML."""
    return str(element.tag.rpartition("}")[0]) + "}"


def _show_boxes(document: Any) -> None:
    """Text boxes that only newer programs show, in the older form, which mammoth reads."""
    for choice in list(document.iter(f"{_COMPATIBILITY}Choice")):
        both = choice.getparent()
        fallback = both.find(f"{_COMPATIBILITY}Fallback")
        boxes = choice.findall(".//{*}txbxContent")
        if not boxes or (fallback is not None and fallback.find(".//{*}txbxContent") is not None):
            continue
        if fallback is None:
            fallback = both.makeelement(f"{_COMPATIBILITY}Fallback")
            both.append(fallback)
        shape = both.makeelement(f"{_space(boxes[0])}pict")
        shape.extend(boxes)
        fallback.append(shape)


def _unwrap_fields(document: Any) -> None:
    """Simple fields and directions of writing give way to what is in them; formulas to their letters."""
    space = _space(document)
    names = ("fldSimple", "dir", "bdo")
    for element in list(document.iter(*(f"{space}{name}" for name in names))):
        place = element.getparent()
        for child in list(element):
            element.addprevious(child)
        place.remove(element)
    for element in list(document.iter(f"{space}cr")):
        element.tag = f"{space}br"
    for element in list(document.iter(f"{_MATHS}oMath")):
        run = element.makeelement(f"{space}r")
        text = run.makeelement(f"{space}t")
        text.text = "".join(each.text or "" for each in element.iter(f"{_MATHS}t"))
        run.append(text)
        element.getparent().replace(element, run)
    for element in list(document.iter(f"{_MATHS}oMathPara")):
        for child in list(element):
            element.addprevious(child)
        element.getparent().remove(element)


def _take_hidden(document: Any) -> tuple[Removed, ...]:
    """Runs that Word does not show are taken out, and listed."""
    space = _space(document)
    hidden: list[str] = []
    for run in list(document.iter(f"{space}r")):
        mark = run.find(f"{space}rPr/{space}vanish")
        if mark is None or mark.get(f"{space}val") in {"0", "false"} or run.find(f"{space}t") is None:
            continue
        hidden.append(_words_in(run))
        run.getparent().remove(run)
    return tuple(
        Removed(text, "hidden-text", "It is hidden in the Word document, so no page shows it.")
        for text in hidden
        if text
    )


def _mark_languages(document: Any, styles: Any) -> tuple[str, ...]:
    """Give each run in a language other than English a style that says so; the languages."""
    space = _space(document)
    found: dict[Any, str] = {}
    letters: Counter[str] = Counter()
    for run in document.iter(f"{space}r"):
        size = sum(map(str.isalpha, _words_in(run)))
        mark = run.find(f"{space}rPr/{space}lang")
        tag = "" if mark is None else mark.get(f"{space}val") or ""
        foreign = bool(_TAG.fullmatch(tag)) and not tag.lower().startswith("en")
        letters["all"] += size
        if foreign and size:
            found[run] = tag
            letters["foreign"] += size
    languages = tuple(sorted(set(found.values())))
    if letters["foreign"] > _MOST_FOREIGN * letters["all"] or len(languages) > _MOST_LANGUAGES:
        return ()
    emphatic = _emphatic(styles)
    for run, tag in found.items():
        _set_style(run, space, f"{_LANGUAGE}{languages.index(tag)}", emphatic)
    return languages


def _set_style(run: Any, space: str, name: str, emphatic: frozenset[str]) -> None:
    properties = run.find(f"{space}rPr")
    style = properties.find(f"{space}rStyle")
    if style is None:
        style = properties.makeelement(f"{space}rStyle")
        properties.insert(0, style)
    style.set(f"{space}val", name + ("e" if style.get(f"{space}val") in emphatic else "p"))


def _emphatic(styles: Any) -> frozenset[str]:
    """The ids of the character styles that only stress words."""
    if styles is None:
        return frozenset()
    space = _space(styles)
    names = {
        style.get(f"{space}styleId"): style.find(f"{space}name") for style in styles.iterfind(f"{space}style")
    }
    return frozenset(
        key
        for key, name in names.items()
        if key and name is not None and (name.get(f"{space}val") or "").lower() in _EMPHASIS
    )
