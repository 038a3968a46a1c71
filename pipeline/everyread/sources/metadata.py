"""What a web page says of its article besides the text: title, section, issue, writer, date, standfirst.

The page's visible lines come first, then its meta elements, then the JSON-LD that it keeps for search
engines (schema.org).  Nothing is printed that the page does not show, but for names and dates: a
description written for search engines becomes the standfirst only where the page shows it too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from everyread.article import Run
from everyread.sources.front import crumb_section
from everyread.sources.notices import role_of
from everyread.sources.parts import Draft, folded
from everyread.sources.repair import clean
from everyread.sources.tree import HEADINGS, text_in

_SITE_SUFFIX = re.compile(r"(.*\S)\s+(?:[|–—·»•]|::|-)\s+\S.*")
_LONGEST_BYLINE = 80
_LONGEST_DATE = 40
_LONGEST_SCRIPT = 200_000
"""Characters of one JSON-LD script; a page of a newspaper has about 5,000."""
_MOST_SCRIPTS = 20
_MOST_THINGS = 200
"""Objects looked at in the JSON-LD of one page."""
_ARTICLE_TYPES = re.compile(r"(?:\w*Article|BlogPosting|Report|MedicalWebPage|WebPage)")
_STANDFIRST = re.compile(
    r"(?:[\w-]+[_-])?(?:standfirst|dek|lede|lead-?in|sub-?title|sub-?heading|intro(?:duction)?|excerpt|strapline)"
    r"(?:[_-][\w-]+)?",
    re.IGNORECASE,
)
_LONGEST_STANDFIRST = 80
"""Words; a longer piece is the article's first part, whatever its class says."""


def with_metadata(
    draft: Draft, root: HtmlElement, body: HtmlElement, main: HtmlElement | None, heading: HtmlElement | None
) -> Draft:
    """The draft with what the page says of itself; a standfirst it shows is taken out of the tree.

    `main` holds the article and `heading` its title outside of it, where the page has them.
    """
    title = text_in(heading) if heading is not None else ""
    if not title and (main is None or not any(text_in(each) for each in main.iter("h1"))):
        title = without_site(page_title(root))
    crumbs = _crumbs(body)
    inner = title or next((text_in(each) for each in body.iter("h1") if text_in(each)), "")
    thing = _described(root, inner)
    section = crumb_section(crumbs, inner) if crumbs else ""
    return replace(
        draft,
        title=(Run(title),) if title else (),
        standfirst=_standfirst(root, body if main is None else main, thing),
        section=section or _meta(root, "article:section") or _words_of(thing.get("articleSection")),
        issue=_words_of(thing.get("isPartOf")) if _is_issue(thing.get("isPartOf")) else "",
        author=_author(root) or _byline(_words_of(thing.get("author"))),
        date=_date(root, body) or _words_of(thing.get("datePublished"))[:10],
    )


def page_title(root: HtmlElement) -> str:
    """The text of the page's title element."""
    found = next(root.iter("title"), None)
    return "" if found is None else clean(found.text or "").strip()


def without_site(title: str) -> str:
    match = _SITE_SUFFIX.fullmatch(title)
    return match[1] if match else title


def _crumbs(body: HtmlElement) -> list[str]:
    for element in body.iter("nav", "ol", "ul", "div", "p"):
        marks = " ".join(element.get(name, "") for name in ("class", "id", "aria-label", "itemtype"))
        if "breadcrumb" in marks.lower():
            parts = [text_in(each) for each in element.iter("li")] or [
                text_in(each) for each in element.iter("a")
            ]
            return [part.strip(" >»›/") for part in parts if part.strip(" >»›/")]
    return []


def _meta(root: HtmlElement, *names: str) -> str:
    for element in root.iter("meta"):
        if (element.get("name") or element.get("property") or "").lower() in names:
            return clean(element.get("content") or "").strip()
    return ""


def _author(root: HtmlElement) -> str:
    links = (text_in(each) for each in root.iter("a", "span") if "author" in (each.get("rel") or "").split())
    return _byline(_meta(root, "author") or next((link for link in links if link), ""))


def _byline(author: str) -> str:
    return "" if len(author) > _LONGEST_BYLINE or author.startswith("http") else author


def _date(root: HtmlElement, body: HtmlElement) -> str:
    times = (text_in(each) for each in body.iter("time"))
    printed = next((time for time in times if time), "")
    return (
        printed if 0 < len(printed) <= _LONGEST_DATE else _meta(root, "article:published_time", "date")[:10]
    )


def _standfirst(root: HtmlElement, main: HtmlElement, thing: dict[str, Any]) -> tuple[Run, ...]:
    """The paragraph under the title that the page marks as standfirst, or that its description repeats."""
    told = {folded(_meta(root, "description", "og:description")), folded(_words_of(thing.get("description")))}
    for element in main.iter("p", "div", "h2"):
        text = text_in(element)
        if not text:
            continue
        marked = any(_STANDFIRST.fullmatch(name) for name in (element.get("class") or "").split())
        fits = len(text.split()) <= _LONGEST_STANDFIRST and not role_of(text)
        if (
            fits
            and (marked or folded(text) in told - {""})
            and next(element.iter(*HEADINGS), element) is element
        ):
            element.drop_tree()
            return (Run(text),)
        if element.tag == "p":  # a standfirst comes before the first paragraph of the text
            break
    return ()


def _described(root: HtmlElement, title: str) -> dict[str, Any]:
    """The JSON-LD object of the article: the one with its headline, else the first that is an article."""
    things = [thing for thing in _things(root) if _ARTICLE_TYPES.fullmatch(_words_of(thing.get("@type")))]
    same = (thing for thing in things if title and folded(_words_of(thing.get("headline"))) == folded(title))
    articles = (thing for thing in things if not _words_of(thing["@type"]).endswith("WebPage"))
    return next(same, None) or next(articles, None) or next(iter(things), {})


def _things(root: HtmlElement) -> Iterator[dict[str, Any]]:
    scripts = (each for each in root.iter("script") if each.get("type") == "application/ld+json")
    for script in islice(scripts, _MOST_SCRIPTS):
        source = script.text or ""
        if len(source) > _LONGEST_SCRIPT:
            continue
        try:
            found = json.loads(source)
        except (ValueError, RecursionError):
            continue
        yield from islice(_objects(found), _MOST_THINGS)


def _objects(found: Any) -> Iterator[dict[str, Any]]:
    """The objects on the two levels where pages put them: alone, in a list, or in a @graph."""
    for each in found if isinstance(found, list) else [found]:
        if isinstance(each, dict):
            yield each
            graph = each.get("@graph")
            yield from (
                (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()
            )


def _words_of(value: Any) -> str:
    """A value as a person would write it: text, the names of people, or a list of either."""
    if isinstance(value, str):
        return clean(value).strip()
    if isinstance(value, dict):
        return _words_of(value.get("name"))
    if isinstance(value, list):
        return ", ".join(
            words for each in value[:8] if isinstance(each, str | dict) and (words := _words_of(each))
        )
    return ""


def _is_issue(value: Any) -> bool:
    return isinstance(value, dict) and _words_of(value.get("@type")) == "PublicationIssue"
