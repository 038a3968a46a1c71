"""A whole saved web page: where its article is, and an account of all the rest.

The publisher's own selectors come first.  Else trafilatura finds the article, helped by the page's own
structure (main, article); see `extent`.  Nothing is trusted with notices: a disclaimer or helpline
anywhere on the page is put back where it stood, since trafilatura loses one that is bare text in a div,
an aside or a footer (measured: in all its modes).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from everyread.article import Block, Removed, text_of
from everyread.findings import Finding
from everyread.sources import extent
from everyread.sources.album import Album
from everyread.sources.extent import Stretch
from everyread.sources.footnotes import marked_notes
from everyread.sources.house import NO_HOUSE, House
from everyread.sources.leaving import REASONS, leaves_by_house, leaves_in_fragment, selected
from everyread.sources.markup import Converter
from everyread.sources.mending import mend_tree
from everyread.sources.metadata import page_title, with_metadata, without_site
from everyread.sources.must_keep import keeper
from everyread.sources.parts import Draft, folded, prose_in, short
from everyread.sources.tree import INVISIBLE, text_in, wrap_loose_text
from everyread.store import Store

_FEWEST_WORDS = 25
"""Words that make a main element an article, and not an empty frame that a script would fill."""
_MAIN_SHARE = 0.3
"""Share of the main element's words that its one article must have to stand for it."""
_RIVAL_SHARE = 0.25
"""Share of the longest article's words that makes another one its equal: then the page is a list of them."""
_TRUSTED_SHARE = 0.6
"""Share of the sentences in the page's own article below which the extractor must have missed it."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything on a page goes."""

    container: HtmlElement | None
    """What holds the article by the publisher's or the page's own word."""
    holding: frozenset[HtmlElement]
    """Elements with a part of the article in them."""
    leaving: Mapping[HtmlElement, str]
    """Elements without one, outermost only, and the rule by which each goes."""
    before: Sequence[HtmlElement]
    """Those of them that stand before the article begins."""


def read_page(
    root: HtmlElement,
    draft: Draft,
    name: str,
    store: Store,
    pictures: Mapping[str, bytes],
    house: House = NO_HOUSE,
) -> Draft:
    """The draft with the article of a whole page, and the rest of the page listed as left out."""
    body = _body_of(root)
    draft = mend_tree(root, draft, name)
    wrap_loose_text(body)
    leaves = leaves_by_house(root, house, leaves_in_fragment)
    plan = _planned(root, body, house)
    heading = _outside_heading(root, body, plan)
    draft = with_metadata(draft, root, body, plan.container, heading)
    if heading is not None:
        heading.drop_tree()  # it is the title
    album = Album(name, store, pictures)
    converter = Converter(
        album,
        body,
        lambda element: leaves(element) or plan.leaving.get(element, ""),
        keeper(house),
    )
    # A helpline in the head of the page is not how an article begins, so it goes to the end.
    before = [element for element in plan.before if body in element.iterancestors()]
    above = [block for each in before for block in converter.leave(each, leaves(each) or plan.leaving[each])]
    for element in before:
        element.drop_tree()
    blocks, repeated = _once((*converter.blocks(body), *above), converter.rescued)
    return replace(
        draft,
        blocks=blocks,
        removed=(*draft.removed, *converter.removed, *repeated, *album.removed),
        findings=(*draft.findings, *album.findings, *_about_rescued(blocks, converter.rescued, name)),
        pictures=tuple(album.digests),
    )


def _body_of(root: HtmlElement) -> HtmlElement:
    """The page's body; made of what libxml2 leaves in the head where a page does not mark its body."""
    found = root.find("body")
    if found is not None:
        return found
    body = root.makeelement("body")
    for head in root.findall("head"):
        body.extend([child for child in head if child.tag not in INVISIBLE])
    body.extend([child for child in root if child.tag != "head"])
    root.append(body)
    return body


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


def _planned(root: HtmlElement, body: HtmlElement, house: House) -> _Plan:
    taken = _taken(root, house)
    main = None if taken else find_article(body)
    containers = taken or ([body] if main is None else [main])
    page = extent.stretches(body)
    beside = extent.boxes(body)
    inside = [_is_inside(each.element, containers) for each in page]
    boxed = [_is_inside(each.element, beside) for each in page]
    kept = inside if taken else extent.chosen(page, extent.extracted(root), main, beside)
    if not _is_enough(page, kept, inside):
        kept = [within and not box for within, box in zip(inside, boxed, strict=True)]
    extent.keep_notes(page, kept, marked_notes(body), beside)
    rules = [
        "" if keep else "outside-article" if not within else "share-box" if box else "extractor"
        for keep, within, box in zip(kept, inside, boxed, strict=True)
    ]
    return _laid_out(page, rules, taken[0] if taken else main)


def _laid_out(page: Sequence[Stretch], rules: Sequence[str], container: HtmlElement | None) -> _Plan:
    lines = [(each.element, *each.element.iterancestors()) for each in page]
    holding = frozenset(
        element for line, rule in zip(lines, rules, strict=True) if not rule for element in line
    )
    leaving: dict[HtmlElement, str] = {}
    before: tuple[HtmlElement, ...] = ()
    for line, rule in zip(lines, rules, strict=True) if holding else ():
        if rule:
            leaving.setdefault(next(each for each in line if each.getparent() in holding), rule)
        else:
            before = before or tuple(leaving)
    return _Plan(container, holding, leaving, before)


def _taken(root: HtmlElement, house: House) -> list[HtmlElement]:
    """What the publisher's first selector that finds something takes for the article; outermost only."""
    for selector in house.html.take:
        found = selected(root, [selector])
        if any(text_in(element) for element in found):
            return [each for each in found if not any(outer in found for outer in each.iterancestors())]
    return []


def _is_inside(element: HtmlElement, containers: Collection[HtmlElement]) -> bool:
    return element in containers or any(each in containers for each in element.iterancestors())


def _is_enough(page: Sequence[Stretch], kept: Sequence[bool], inside: Sequence[bool]) -> bool:
    """Whether the extractor found anything, and a fair part of the sentences in the page's own article."""
    sentences = [
        (each.words.count(" "), keep)
        for each, keep, within in zip(page, kept, inside, strict=True)
        if within and each.is_prose
    ]
    found = sum(words for words, keep in sentences if keep)
    return any(kept) and found >= _TRUSTED_SHARE * sum(words for words, _ in sentences)


def _outside_heading(root: HtmlElement, body: HtmlElement, plan: _Plan) -> HtmlElement | None:
    """The title where it is no top heading in the article: the heading that the page's own title repeats."""
    headings = [each for each in body.iter("h1", "h2", "h3") if text_in(each)]
    tops = [each for each in headings if each.tag == "h1"]
    if any(each in plan.holding for each in tops):
        return None
    printed = page_title(root)
    own = folded(without_site(printed))
    same = [each for each in headings if folded(text_in(each)) == own]
    same = same or [each for each in tops if folded(text_in(each)) in folded(printed)]
    return next(iter(same or tops), None)


def _once(
    blocks: tuple[Block, ...], rescued: Sequence[Block]
) -> tuple[tuple[Block, ...], tuple[Removed, ...]]:
    """The blocks without what was put back though the article says it anyway."""
    back = {id(block) for block in rescued}
    said = f" {_words_of([block for block in blocks if id(block) not in back])} "
    kept: list[Block] = []
    removed: list[Removed] = []
    for block in blocks:
        words = _words_of([block])
        if id(block) in back and f" {words} " in said:
            removed += [
                Removed(text_of(prose), "repeated-notice", REASONS["repeated-notice"])
                for prose in prose_in([block])
            ]
            continue
        if id(block) in back:
            said += f"{words} "
        kept.append(block)
    return tuple(kept), tuple(removed)


def _about_rescued(blocks: Sequence[Block], rescued: Sequence[Block], name: str) -> tuple[Finding, ...]:
    kept = {id(block) for block in blocks}
    texts = [text_of(prose) for block in rescued if id(block) in kept for prose in prose_in([block])]
    if not texts:
        return ()
    shown = ", ".join(f"“{short(text)}”" for text in texts[:_SHOWN])
    rest = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    return (
        Finding(
            "SRC-035",
            f"Text that must be kept stood outside the article, and was put back: {shown}{rest}.",
            "Look whether it belongs to this article. If it is the website's own, name its line or its place "
            "under “drop” in house.toml.",
            file=name,
        ),
    )


def _words_of(blocks: Iterable[Block]) -> str:
    return folded(" ".join(text_of(prose) for prose in prose_in(blocks)))


def _words(element: HtmlElement | None) -> int:
    return 0 if element is None else len(text_in(element).split())
