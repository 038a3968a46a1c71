"""Captions that stand as paragraphs of their own beside a table or picture, as word processors write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CAPTION_CLASS = "everyread-caption"
"""The class by which a reader marks such a paragraph."""


def attach_captions(root: HtmlElement) -> None:
    """Put each marked paragraph into the table or picture that it stands under, or else above.

    "Table 2" looks for a table above all, since a picture may stand on its other side.
    """
    for caption in list(root.find_class(CAPTION_CLASS)):
        beside = [each for each in (caption.getprevious(), caption.getnext()) if each is not None]
        if caption.text_content().lstrip().lower().startswith("table"):
            beside.sort(key=lambda each: each.tag != "table")
        for neighbour in beside:
            if neighbour.tag == "table" and neighbour.find("caption") is None:
                caption.tag = "caption"
                _drop_space(caption)
                neighbour.insert(0, caption)
                break
            if _is_picture(neighbour):
                _make_figure(neighbour, caption)
                break


def _is_picture(element: HtmlElement) -> bool:
    return next(element.iter("img"), None) is not None and not element.text_content().strip()


def _make_figure(picture: HtmlElement, caption: HtmlElement) -> None:
    figure = picture.makeelement("figure")
    _drop_space(caption)
    caption.tag = "figcaption"
    picture.addprevious(figure)
    figure.append(picture)
    figure.append(caption)


def _drop_space(element: HtmlElement) -> None:
    """Forget the white space behind an element, which would move with it."""
    element.tail = None
