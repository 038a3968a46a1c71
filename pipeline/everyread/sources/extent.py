"""Which stretches of a saved web page are its article.

trafilatura says which text it takes for the article; that is looked up on the page again, so that the
article is made from the page's own structure and in its order.  trafilatura's precision is kept, and what
it is known to lose is put back: headings above text it kept, the rest of a list or table it kept a part
of, and whole sentences in the midst of the article.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml.html import HtmlElement, tostring

from everyread.sources.footnotes import Notes
from everyread.sources.front import is_front_line
from everyread.sources.parts import folded
from everyread.sources.tree import HEADINGS, INVISIBLE, holders_of_blocks, text_in

_BOX = re.compile(
    r"(?!has-|with-|no-|without-|full-)(?:[a-z0-9]+[-_]+)*(?:social|share|sharing|sharedaddy|addtoany|breadcrumbs?"
    r"|cookies?|consent|gdpr|skip-?link|screen-reader-text|sr-only|visually-hidden|related|recommended|recirc"
    r"|post-?nav(?:igation)?|pagination|sidebar|newsletter|sign-?up|subscribe|subscription|paywall|comments?"
    r"|respond|disqus|author-?(?:box|bio|info)|about-?(?:the-?)?author|tags?|tag-?(?:list|links)|promo|advert"
    r"|advertisement|ads?|sponsor|widget|donat(?:e|ion)|popup|modal|menu|navbar|toolbar|masthead|most-?read|trending"
    r"|teasers?|jp-relatedposts|wp-block-(?:latest-posts|buttons)|pull-?quote)(?:[-_]+[a-z0-9]+)*",
    re.IGNORECASE,
)
"""Names of classes and ids by which pages mark what stands beside the article."""
_SURE_BOX = re.compile(
    r"(?:[a-z0-9]+[-_]+)*(?:share-?(?:buttons?|links?|bar|this)|social-?(?:share|links?|media|icons?)|sharedaddy"
    r"|author-(?:box|bio)|about-the-author|related-(?:posts?|articles?|content|stories|links)|jp-relatedposts"
    r"|newsletter(?:-sign-?up)?|sign-?up|breadcrumbs?|cookie-(?:banner|consent|notice)|advert(?:isement)?|donate-box"
    r"|comments?-(?:list|area|section)|post-?navigation)",
    re.IGNORECASE,
)
"""Names that no article has on its text, so they count even against the extractor."""
_MOST_SURE_WORDS = 100
_LEADS_AWAY = re.compile(
    r"(?:read|see|more|also|related|watch|listen|don.t miss|recommended)\b", re.IGNORECASE
)
_INSIDE = frozenset("ul ol menu dl li dd blockquote figure table tbody thead tr".split())
"""What holds a part of a text; what holds this too holds the text."""
_TOP = 6
"""Stretches from the article's first one that may be its front lines."""
_MOST_BOX_WORDS = 400
_MOST_BOX_SHARE = 0.4
"""A box with more words than this, and this share of the page's, is no box: it holds the article too."""
_MOST_NAMES = 20
_LONGEST_NAME = 60
_BOX_TAGS = frozenset({"aside", "footer", "nav", "form", "dialog"})
_WHOLES = ("ul", "ol", "menu", "dl", "table")
"""What is kept whole when any part of it is kept."""
_FEWEST_PROSE_WORDS = 8
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_MOST_LINKED = 0.5
"""Share of a stretch's letters in links above which it leads elsewhere and tells nothing."""
_ENOUGH_SHINGLES = 0.6
"""Share of a stretch's three-word pieces that the extractor must have for it to count as kept."""
_MANY = 2_000_000
"""Stretches times lines above which the comparison skips what is on the page again and again."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The smallest block of a page that holds text, or a picture."""

    element: HtmlElement
    words: str
    """Its text after `folded`; empty for a picture alone."""
    text: str

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a sentence, and is not mostly links."""
        long = self.words.count(" ") + 1 >= _FEWEST_PROSE_WORDS
        return long and _SENTENCE_END.search(self.text) is not None and _linked(self.element) < _MOST_LINKED


def stretches(body: HtmlElement) -> list[Stretch]:
    """All text of a page in its order; loose text must stand in paragraphs (`tree.wrap_loose_text`)."""
    holders = holders_of_blocks(body)
    found: list[Stretch] = []
    stack = [body]
    while stack:
        element = stack.pop()
        if element.tag in INVISIBLE:
            continue
        if element in holders:
            stack += reversed(element)
            continue
        text = text_in(element)
        if text or next(element.iter("img"), None) is not None:
            found.append(Stretch(element, folded(text), text))
    return found


def extracted(root: HtmlElement) -> list[str]:
    """The lines that trafilatura takes for the article.

    `favor_precision` is its best mode: F1 0.964 on the 181 pages of the scrapinghub benchmark, against 0.960.
    """
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it tells what it discards; so do we
    text = trafilatura.extract(
        tostring(root, encoding="unicode"),
        output_format="txt",
        include_comments=False,
        include_tables=True,
        favor_precision=True,
    )
    return (text or "").splitlines()


def chosen(
    page: Sequence[Stretch],
    lines: Sequence[str],
    container: HtmlElement | None,
    beside: frozenset[HtmlElement],
) -> list[bool]:
    """Whether each stretch of the page belongs to the article, given the extractor's lines.

    `container` is the element that holds the article by the page's own word, if it has one, and `beside`
    are the page's `boxes`.
    """
    kept = _looked_up([stretch.words for stretch in page], [folded(line) for line in lines])
    if not any(kept):
        return kept
    boxed = [not beside.isdisjoint([each.element, *each.element.iterancestors()]) for each in page]
    first = kept.index(True)
    last = len(kept) - 1 - kept[::-1].index(True)
    _drop_strays(page, kept)
    layouts = _layouts(page)
    homes = {_home(stretch.element) for stretch, keep in zip(page, kept, strict=True) if keep}
    wholes = {_whole(stretch.element, layouts) for stretch, keep in zip(page, kept, strict=True) if keep} - {
        None
    }
    for at in range(first, last + 1):
        stretch = page[at]
        if kept[at] or boxed[at]:
            continue
        near = _home(stretch.element) in homes
        inside = near or (container is not None and _is_within(stretch.element, container))
        part = near and _is_entry(stretch.element) and _linked(stretch.element) < _MOST_LINKED
        kept[at] = (
            not stretch.words
            or (stretch.is_prose and inside)
            or part
            or _whole(stretch.element, layouts) in wholes
            or _is_caption(stretch)
            or (at < first + _TOP and inside and is_front_line(stretch.text))
        )
    _keep_top(page, kept, boxed, first, container)
    _keep_headings(page, kept, boxed)
    return kept


def keep_notes(
    page: Sequence[Stretch], kept: list[bool], notes: Notes, beside: frozenset[HtmlElement]
) -> None:
    """Keep the notes that marks in the article lead to, with the heading above them.

    The extractor takes a list of references at the end of a page for links to elsewhere.
    """
    article = {stretch.element for stretch, keep in zip(page, kept, strict=True) if keep}
    anchors = {
        mark.anchor
        for link, mark in notes.marks.items()
        if not article.isdisjoint([link, *link.iterancestors()])
    }
    wanted = {note for note, mark in notes.notes.items() if mark.anchor in anchors}
    if not wanted:
        return
    for at, stretch in enumerate(page):
        around = [stretch.element, *stretch.element.iterancestors()]
        kept[at] = kept[at] or not wanted.isdisjoint(around)
    boxed = [not beside.isdisjoint([each.element, *each.element.iterancestors()]) for each in page]
    _keep_headings(page, kept, boxed)


def boxes(body: HtmlElement) -> frozenset[HtmlElement]:
    """The elements that a page marks, by their tag or their name, as standing beside the article."""
    most = max(_MOST_BOX_WORDS, _MOST_BOX_SHARE * _words(body))
    return frozenset(element for element in body.iterdescendants() if _is_box(element, most))


def _is_box(element: HtmlElement, most: float) -> bool:
    if element.tag in {"main", "article"}:
        return False
    if element.tag in _BOX_TAGS:
        return next(element.iterancestors("blockquote"), None) is None  # there it names the speaker
    names = f"{element.get('class', '')} {element.get('id', '')}".split()
    named = any(_BOX.fullmatch(name) for name in names[:_MOST_NAMES] if len(name) < _LONGEST_NAME)
    return named and _words(element) <= most


def _words(element: HtmlElement) -> int:
    return sum(len(text.split()) for text in element.itertext())


def _looked_up(page: list[str], lines: list[str]) -> list[bool]:
    """Which stretches the extractor's lines hold: whole ones in order first, then parts in between."""
    lines = [line for line in lines if line]
    matcher = SequenceMatcher(None, page, lines, autojunk=len(page) * len(lines) > _MANY)
    kept = [False] * len(page)
    at = line_at = 0
    for match in matcher.get_matching_blocks():
        between = " ".join(lines[line_at : match.b])
        if between:
            pieces = _shingles(between)
            for index in range(at, match.a):
                kept[index] = _is_part(page[index], between, pieces)
        for index in range(match.a, match.a + match.size):
            kept[index] = bool(page[index])
        at, line_at = match.a + match.size, match.b + match.size
    return kept


def _is_part(words: str, text: str, pieces: frozenset[tuple[str, ...]]) -> bool:
    own = _shingles(words)
    if not own:
        return False
    return f" {words} " in f" {text} " or len(own & pieces) >= _ENOUGH_SHINGLES * len(own)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = text.split()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _drop_strays(page: Sequence[Stretch], kept: list[bool]) -> None:
    """Drop what the extractor kept though it leads elsewhere: menus at the ends, links to other articles."""
    prose = [at for at, keep in enumerate(kept) if keep and page[at].is_prose]
    for at, stretch in enumerate(page) if prose else ():
        if not kept[at] or at in (prose[0], prose[-1]):
            continue
        outside = not prose[0] < at < prose[-1]
        away = outside or _LEADS_AWAY.match(stretch.text)
        if (away and _linked(stretch.element) > _MOST_LINKED) or _is_surely_beside(stretch.element):
            kept[at] = False


def _is_surely_beside(element: HtmlElement) -> bool:
    return any(
        len(name) < _LONGEST_NAME and _SURE_BOX.fullmatch(name) and _words(each) <= _MOST_SURE_WORDS
        for each in (element, *element.iterancestors("div", "section", "ul", "aside", "p"))
        for name in f"{each.get('class', '')} {each.get('id', '')}".split()[:_MOST_NAMES]
    )


def _is_entry(element: HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in _INSIDE


def _home(element: HtmlElement) -> HtmlElement | None:
    """The element that holds the text which an element is a part of."""
    return next((each for each in element.iterancestors() if each.tag not in _INSIDE), None)


def _keep_top(
    page: Sequence[Stretch],
    kept: list[bool],
    boxed: list[bool],
    first: int,
    container: HtmlElement | None,
) -> None:
    """Keep the title, and the front lines under it, that stand in the article's own element."""
    above = [
        at
        for at in range(first)
        if container is not None and _is_within(page[at].element, container) and not boxed[at]
    ]
    titles = [at for at in above if page[at].element.tag == "h1"]
    for at in above:
        if at in titles[-1:] or (titles and at > titles[-1] and is_front_line(page[at].text)):
            kept[at] = True


def _keep_headings(page: Sequence[Stretch], kept: list[bool], boxed: list[bool]) -> None:
    """Keep a heading in the midst of the article when the text under it is kept."""
    under = False
    for at in range(len(page) - 1, kept.index(True), -1):
        stretch = page[at]
        if stretch.element.tag in HEADINGS and under and not boxed[at]:
            kept[at] = kept[at] or _linked(stretch.element) < _MOST_LINKED
        if page[at].words:
            under = kept[at]


def _whole(element: HtmlElement, layouts: frozenset[HtmlElement]) -> HtmlElement | None:
    """The list or table that an element is a part of, the outermost one."""
    outer = [each for each in element.iterancestors(*_WHOLES) if each not in layouts]
    return outer[-1] if outer else None


def _layouts(page: Sequence[Stretch]) -> frozenset[HtmlElement]:
    """The tables that only lay out the page; each is looked through once."""
    tables = {table for stretch in page for table in stretch.element.iterancestors("table")}
    return frozenset(filter(_is_layout, tables))


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table only lays out the page: then its cells have nothing to do with one another."""
    return table.tag == "table" and any(
        next(cell.iter("table", "p", "div", *HEADINGS), None) is not None for cell in table.iter("td")
    )


def _is_within(element: HtmlElement, container: HtmlElement) -> bool:
    return element is container or container in element.iterancestors()


def _is_caption(stretch: Stretch) -> bool:
    return (
        stretch.element.tag == "figcaption"
        or next(stretch.element.iterancestors("figcaption"), None) is not None
    )


def _linked(element: HtmlElement) -> float:
    """The share of an element's letters that are in links."""
    if next(element.iterancestors("a"), None) is not None:
        return 1.0
    letters = len("".join(text_in(element).split()))
    linked = sum(len("".join(text_in(link).split())) for link in element.iter("a"))
    return linked / letters if letters else 0.0
