"""What is left out of HTML on purpose, by which rule, and why."""

from __future__ import annotations

from collections.abc import Callable

from lxml.html import HtmlElement

Leaves = Callable[[HtmlElement], str]
"""The name of the cleaning rule by which an element is left out; empty to keep it."""

_STRUCK = frozenset({"s", "strike", "del"})
_FORM = frozenset({"form", "button", "select", "textarea", "datalist", "dialog"})
REASONS = {
    "navigation": "It is the navigation of a web page.",
    "form": "It is a form or button, which does nothing on paper or in sound.",
    "page-part": "It is a header, footer or side box of a web page.",
    "share-box": "It is a box for sharing, cookies, comments or related pages.",
    "struck-out": "It is crossed out in the source.",
    "outside-article": "It stands on the web page outside the article.",
    "extractor": "The extractor of whole web pages takes it for something else than the article.",
}
"""Why each cleaning rule of the converter leaves something out."""


def leaves_in_fragment(element: HtmlElement) -> str:
    """What is left out of a piece of HTML that is all article."""
    if element.tag in _STRUCK:
        return "struck-out"
    if element.tag == "nav":
        return "navigation"
    return "form" if element.tag in _FORM else ""
