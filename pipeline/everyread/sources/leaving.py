"""What is left out of HTML on purpose, by which rule, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml.html import HtmlElement

from everyread.sources.house import House

Leaves = Callable[[HtmlElement], str]
"""The name of the cleaning rule by which an element is left out; empty to keep it."""

_STRUCK = frozenset({"s", "strike", "del"})
_FORM = frozenset({"form", "button", "select", "textarea", "datalist", "dialog"})
REASONS = {
    "house-drop": "The publisher's own rules (house.toml) leave it out.",
    "navigation": "It is the navigation of a web page.",
    "form": "It is a form or button, which does nothing on paper or in sound.",
    "page-part": "It is a header, footer or side box of a web page.",
    "repeated-notice": "The article says it already.",
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


def leaves_by_house(root: HtmlElement, house: House, leaves: Leaves) -> Leaves:
    """As `leaves`, but what the publisher's own selectors drop comes first."""
    dropped = frozenset(selected(root, house.html.drop))
    if not dropped:
        return leaves
    return lambda element: "house-drop" if element in dropped else leaves(element)


def selected(root: HtmlElement, selectors: Iterable[str]) -> list[HtmlElement]:
    """The elements that any of the CSS selectors finds, in the order of the page."""
    import cssselect2  # type: ignore[import-untyped]

    wanted = ", ".join(selectors)
    page = cssselect2.ElementWrapper.from_html_root(root) if wanted else None
    return [found.etree_element for found in page.query_all(wanted)] if page else []
