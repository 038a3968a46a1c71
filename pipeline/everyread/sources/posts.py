"""One post or page of a content management system, as an article; what both WordPress readers share.

Text of the classic editor has no paragraphs, only blank lines, and both editors leave marks of their own
in it: [shortcodes] and block comments.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from everyread.article import Removed, Run
from everyread.sources.draft import finish
from everyread.sources.fragment import read_fragment
from everyread.sources.house import House
from everyread.sources.parts import Draft
from everyread.sources.reader import Reading
from everyread.sources.repair import clean
from everyread.sources.tree import parse, text_in
from everyread.store import Store

_BLOCK = re.compile(r"<!--\s*/?wp:[^>]{0,2000}?-->|<!--\s*(?:more|nextpage|noteaser)[^>]{0,200}-->")
_CAPTION = re.compile(r"\[caption\b[^\]]{0,500}\](.{0,5000}?)\[/caption\]", re.DOTALL)
_IMAGE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)", re.IGNORECASE)
_SHORTCODE = re.compile(
    r"\[(?!\[)/?(?:"
    r"gallery|audio|video|playlist|embed|contact-form(?:-7)?|gravityform|wpforms|mc4wp_form|ninja_form|button|"
    r"vc_\w+|et_pb_\w+|fusion_\w+|av_\w+|su_\w+|rev_slider|elementor-template|donation_form|give_form|"
    r"products?|woocommerce_\w+|rss|toc|sitemap|social\w*|share\w*|ad_?\w*|[a-z][\w-]{1,40}(?=\s+[\w-]+=[\"'“”])"
    r")(?:\s[^\]]{0,1000})?/?\]",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|div|dl|dd|dt|figure|figcaption|footer|h[1-6]|header|hr|li|ol|p|pre"
    r"|section|table|tbody|td|tfoot|th|thead|tr|ul|script|style|form)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Post:
    """What an export says of one post."""

    title: str
    content: str
    """HTML, or the text of the classic editor."""
    excerpt: str = ""
    author: str = ""
    date: str = ""
    section: str = ""


def read_post(
    post: Post, data: bytes, name: str, reader: str, store: Store, pictures: Mapping[str, bytes], house: House
) -> Reading:
    """The post's article.

    `data` are the bytes of the whole file.  Raises ArticleError when the post has no text.
    """
    source, removed = without_marks(post.content)
    title = one_line(post.title)
    draft = Draft(
        (),
        title=(Run(title),) if title else (),
        standfirst=(Run(excerpt),) if (excerpt := _own_excerpt(post)) else (),
        section=one_line(post.section),
        author=one_line(post.author),
        date=post.date,
        removed=removed,
    )
    draft = read_fragment(parse(in_paragraphs(source), name), draft, name, store, pictures, house)
    return finish(draft, data, name, reader, house, split=False)


def one_line(source: str) -> str:
    """The words of a piece of HTML on one line; titles may hold tags and entities."""
    if not source.strip():
        return ""
    if "<" not in source and "&" not in source:
        return clean(source).strip()
    return text_in(parse(f"<p>{source}</p>", "title"))


def without_marks(source: str) -> tuple[str, tuple[Removed, ...]]:
    """The source without shortcodes and block comments, and a record of the shortcodes; captions stay."""
    source = _CAPTION.sub(_figure, _BLOCK.sub("", source))
    removed = tuple(
        Removed(clean(match[0]).strip(), "shortcode", "It is a mark for WordPress, not text.")
        for match in _SHORTCODE.finditer(source)
    )
    return _SHORTCODE.sub("", source), removed


def in_paragraphs(source: str) -> str:
    """The source with its blank lines made into paragraphs, as WordPress itself does when it shows a page."""
    if "\n" not in source.strip() and _BLOCK_TAG.search(source):
        return source
    made: list[str] = []
    inside = 0  # of block elements: in a list or a table a blank line means nothing
    for piece in _BLANK.split(source.replace("\r\n", "\n")):
        is_block = inside > 0 or _BLOCK_TAG.match(piece.strip())
        made.append(piece if is_block or not piece.strip() else f"<p>{_with_breaks(piece.strip())}</p>")
        tags = [match[0] for match in _BLOCK_TAG.finditer(piece) if match[0].lower() not in _ALONE]
        inside = max(0, inside + sum(-1 if tag.startswith("</") else 1 for tag in tags))
    return "\n\n".join(made)


_ALONE = frozenset({"<hr", "<p", "</p", "<li", "</li"})
"""Tags that may lack their other half."""


def _with_breaks(piece: str) -> str:
    """Single line ends as line breaks, unless the piece goes over into block elements."""
    return piece if _BLOCK_TAG.search(piece) else piece.replace("\n", "<br>\n")


def _figure(match: re.Match[str]) -> str:
    inside = match[1]
    image = _IMAGE.match(inside)
    if image is None:
        return inside
    caption = inside[image.end() :].strip()
    return f"\n\n<figure>{image[1]}<figcaption>{caption}</figcaption></figure>\n\n"


def _own_excerpt(post: Post) -> str:
    """The excerpt, unless WordPress made it of the text's own first words."""
    excerpt = one_line(post.excerpt)
    said = one_line(html.unescape(post.content[: 20 * len(excerpt) + 2000])) if excerpt else ""
    beginning = excerpt.removesuffix("[…]").removesuffix("[...]").removesuffix("…").strip()
    return "" if " ".join(said.split()).startswith(" ".join(beginning.split())) else excerpt
