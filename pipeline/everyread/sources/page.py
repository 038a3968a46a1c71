"""A whole saved web page: where its article is, and an account of all the rest.

The page's own structure (main, article) is trusted first.  Without one, trafilatura finds the article.
Neither is trusted with notices: a disclaimer or helpline anywhere on the page is put back, since
trafilatura loses one that is bare text in a div, an aside or a footer (measured: in all its modes).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from lxml.html import HtmlElement, tostring

from everyread.article import Block, Paragraph, Removed, Run, text_of
from everyread.sources.album import Album
from everyread.sources.front import crumb_section
from everyread.sources.leaving import REASONS, leaves_in_fragment
from everyread.sources.markup import Converter
from everyread.sources.notices import role_of
from everyread.sources.parts import Draft, folded, prose_in
from everyread.sources.repair import clean
from everyread.sources.tree import parse, strip_tree_templates, text_in
from everyread.store import Store

_FEWEST_WORDS = 25
"""Words that make a main element an article, and not an empty frame that a script would fill."""
_MAIN_SHARE = 0.3
"""Share of the main element's words that its one article must have to stand for it."""
_RIVAL_SHARE = 0.25
"""Share of the longest article's words that makes another one its equal: then the page is a list of them."""
_SHARE_BOX = re.compile(
    r"(?!has-|with-|no-|without-|full-)(?:\w+-)?(?:social|share|sharing|sharedaddy|breadcrumbs?|cookies?|skip-?link"
    r"|screen-reader-text|sr-only|related-?(?:posts?|articles?)|post-?navigation|sidebar|newsletter-signup)(?:-\w+)*",
    re.IGNORECASE,
)
_MOST_BOX_WORDS = 150
"""A box with more words than this is no box, whatever its class says."""
_SITE_SUFFIX = re.compile(r"(.*\S)\s+(?:[|–—·»•]|::|-)\s+\S.*")
_LONGEST_BYLINE = 80
_LONGEST_DATE = 40


def read_page(
    root: HtmlElement, draft: Draft, name: str, store: Store, pictures: Mapping[str, bytes]
) -> Draft:
    """The draft with the article of a whole page, and the rest of the page listed as left out."""
    found = root.find("body")
    body = root if found is None else found
    templates = strip_tree_templates(root)
    album = Album(name, store, pictures)
    main = find_article(body)
    heading = _outside_heading(root, body, main)
    draft = _with_metadata(draft, root, body, main, heading)
    blocks, removed = (
        _by_extractor(root, body, album, name) if main is None else _by_structure(body, main, heading, album)
    )
    return replace(
        draft,
        blocks=blocks,
        removed=(*draft.removed, *templates, *removed, *album.removed),
        findings=(*draft.findings, *album.findings),
        pictures=tuple(album.digests),
    )


def find_article(body: HtmlElement) -> HtmlElement | None:
    """The element that holds the article by the page's own word; None when the page does not say."""
    mains = [each for each in body.iter() if each.tag == "main" or each.get("role") == "main"]
    main = max(mains, key=_words, default=None)
    within = body if main is None else main
    articles = [each for each in within.iter("article") if next(each.iterancestors("article"), None) is None]
    articles.sort(key=_words, reverse=True)
    if articles:
        best = _words(articles[0])
        alone = len(articles) == 1 or _words(articles[1]) < _RIVAL_SHARE * best
        if alone and best >= max(_FEWEST_WORDS, _MAIN_SHARE * _words(main)):
            return articles[0]
    return main if _words(main) >= _FEWEST_WORDS else None


def _leaves_in_page(element: HtmlElement) -> str:
    if rule := leaves_in_fragment(element):
        return rule
    if element.tag in {"aside", "footer"}:
        return "page-part"
    names = f"{element.get('class', '')} {element.get('id', '')}".split()
    boxed = any(_SHARE_BOX.fullmatch(name) for name in names) and _words(element) <= _MOST_BOX_WORDS
    return "share-box" if boxed else ""


def _by_structure(
    body: HtmlElement, main: HtmlElement, heading: HtmlElement | None, album: Album
) -> tuple[tuple[Block, ...], list[Removed]]:
    inside = Converter(album, main, _leaves_in_page)
    blocks = inside.blocks(main)
    for used in (main, heading):
        if used is not None and used is not body and used.getparent() is not None:
            used.drop_tree()  # what is left of the page afterwards is what is left out
    if main is body:
        return blocks, inside.removed
    outside = Converter(album, body, leaves_in_fragment)
    notices = outside.leave(body, "outside-article")
    return _with_notices(blocks, notices), inside.removed + outside.removed


def _by_extractor(
    root: HtmlElement, body: HtmlElement, album: Album, name: str
) -> tuple[tuple[Block, ...], list[Removed]]:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it tells what it discards; so do we
    extracted = trafilatura.extract(
        tostring(root, encoding="unicode"),
        output_format="html",
        include_comments=False,
        include_tables=True,
        include_links=True,
        include_images=True,
        include_formatting=True,
    )
    if not extracted:
        converter = Converter(album, body, _leaves_in_page)
        return converter.blocks(body), converter.removed
    tree = parse(extracted, name)
    blocks = Converter(album, tree, leaves_in_fragment).blocks(tree)
    kept = _words_of(blocks)
    everything = Converter(album, body, leaves_in_fragment)
    notices: list[Block] = []
    for prose in everything.texts(body):
        text = text_of(prose)
        if not folded(text) or folded(text) in kept:
            continue
        if role_of(text):
            notices.append(Paragraph(prose))
        else:
            everything.removed.append(Removed(text, "extractor", REASONS["extractor"]))
    return _with_notices(blocks, notices), everything.removed


def _with_notices(blocks: tuple[Block, ...], notices: list[Block]) -> tuple[Block, ...]:
    """The article with the notices found elsewhere on the page, unless it has them already."""
    kept = _words_of(blocks)
    return (*blocks, *(block for block in notices if _words_of([block]) not in kept))


def _words_of(blocks: Iterable[Block]) -> str:
    return folded(" ".join(text_of(prose) for prose in prose_in(blocks)))


def _words(element: HtmlElement | None) -> int:
    return 0 if element is None else len(text_in(element).split())


def _outside_heading(root: HtmlElement, body: HtmlElement, main: HtmlElement | None) -> HtmlElement | None:
    """The top heading when it stands outside the article: the one that the page's own title repeats."""
    if main is not None and any(text_in(each) for each in main.iter("h1")):
        return None
    headings = [each for each in body.iter("h1") if text_in(each)]
    page_title = folded(_page_title(root))
    same = [each for each in headings if folded(text_in(each)) in page_title]
    return next(iter(same or headings), None)


def _with_metadata(
    draft: Draft, root: HtmlElement, body: HtmlElement, main: HtmlElement | None, heading: HtmlElement | None
) -> Draft:
    title = text_in(heading) if heading is not None else ""
    if not title and (main is None or not any(text_in(each) for each in main.iter("h1"))):
        title = _without_site(_page_title(root))
    crumbs = _crumbs(body)
    inner = title or next((text_in(each) for each in body.iter("h1") if text_in(each)), "")
    return replace(
        draft,
        title=(Run(title),) if title else (),
        section=crumb_section(crumbs, inner) if crumbs else "",
        author=_author(root),
        date=_date(root, body),
    )


def _page_title(root: HtmlElement) -> str:
    found = next(root.iter("title"), None)
    return "" if found is None else clean(found.text or "").strip()


def _without_site(title: str) -> str:
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
    author = _meta(root, "author") or next((link for link in links if link), "")
    return "" if len(author) > _LONGEST_BYLINE or author.startswith("http") else author


def _date(root: HtmlElement, body: HtmlElement) -> str:
    times = (text_in(each) for each in body.iter("time"))
    printed = next((time for time in times if time), "")
    return (
        printed if 0 < len(printed) <= _LONGEST_DATE else _meta(root, "article:published_time", "date")[:10]
    )
