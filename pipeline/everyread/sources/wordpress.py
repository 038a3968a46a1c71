"""WordPress: an export of many posts (WXR, an RSS file), or posts as its REST interface gives them (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from everyread.errors import ArticleError
from everyread.findings import Finding
from everyread.sources.guard import file_bytes, must_be_text
from everyread.sources.house import NO_HOUSE, House
from everyread.sources.many import left_out, read_each
from everyread.sources.reader import NO_PICTURES, Reading
from everyread.store import Store

if TYPE_CHECKING:
    from everyread.sources.posts import Post

_KINDS = frozenset({"post", "page"})
_PUBLISHED = frozenset({"publish", "inherit", ""})
_MOST_TOLD = 20
"""Drafts that are told of one by one."""
_SECTION = "category"
_PLAIN_SECTIONS = frozenset({"uncategorized", "uncategorised"})


@dataclass(frozen=True, slots=True)
class ExportReader:
    """Reads .xml that WordPress exported (Tools, Export)."""

    name: str = "WordPress export"
    suffixes: tuple[str, ...] = (".xml", ".wxr")

    def read(
        self,
        data: bytes,
        name: str,
        store: Store,
        pictures: Mapping[str, bytes] = NO_PICTURES,
        house: House = NO_HOUSE,
        split: bool | None = None,  # noqa: ARG002 - its posts are apart
    ) -> Reading:
        """An article for each published post and page; see `Reader.read`."""
        must_be_text(data, name, file_bytes())
        channel = _channel(data, name)
        writers = {
            _text(each, "author_login"): _text(each, "author_display_name")
            for each in channel.iterfind("{*}author")
        }
        posts: list[Post] = []
        waiting: list[tuple[str, str]] = []
        for item in channel.iterfind("item"):
            status = _text(item, "status")
            if _text(item, "post_type") not in _KINDS or status == "trash":
                continue
            post = _exported(item, writers)
            if status in _PUBLISHED and not _text(item, "post_password"):
                posts.append(post)
            else:
                waiting.append((post.title, status))
        return _read_all(posts, waiting, data, name, self.name, store, pictures, house)


@dataclass(frozen=True, slots=True)
class RestReader:
    """Reads .json from /wp-json/wp/v2/posts: one post, or a list of them."""

    name: str = "WordPress JSON"
    suffixes: tuple[str, ...] = (".json",)

    def read(
        self,
        data: bytes,
        name: str,
        store: Store,
        pictures: Mapping[str, bytes] = NO_PICTURES,
        house: House = NO_HOUSE,
        split: bool | None = None,  # noqa: ARG002 - its posts are apart
    ) -> Reading:
        """An article for each published post; see `Reader.read`."""
        must_be_text(data, name, file_bytes())
        posts: list[Post] = []
        waiting: list[tuple[str, str]] = []
        for each in _objects(data, name):
            post, status = _given(each), _words(each.get("status"))
            locked = isinstance(each.get("content"), dict) and bool(each["content"].get("protected"))
            if status in _PUBLISHED and not locked:
                posts.append(post)
            else:
                waiting.append((post.title, status))
        return _read_all(posts, waiting, data, name, self.name, store, pictures, house)


def _read_all(
    posts: Iterable[Post],
    waiting: list[tuple[str, str]],
    data: bytes,
    name: str,
    reader: str,
    store: Store,
    pictures: Mapping[str, bytes],
    house: House,
) -> Reading:
    from everyread.sources.posts import one_line, read_post

    parts = (
        (
            one_line(post.title) or "A post without a title",
            partial(read_post, post, data, name, reader, store, pictures, house),
        )
        for post in posts
    )
    reading = read_each(parts, name)
    told = [_about_draft(one_line(title), status, name) for title, status in waiting[:_MOST_TOLD]]
    if len(waiting) > _MOST_TOLD:
        told.append(_about_draft(f"{len(waiting) - _MOST_TOLD} more posts", "draft", name))
    return replace(reading, findings=(*reading.findings, *told))


def _about_draft(title: str, status: str, name: str) -> Finding:
    known = {
        "draft": "a draft",
        "pending": "waiting for review",
        "private": "private",
        "future": "not yet published",
    }
    return left_out(
        title or "A post without a title",
        f"it is {known.get(status, 'locked with a password')}.",
        "If it belongs to the issue, publish it and export again.",
        name,
    )


def _channel(data: bytes, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=True
    )
    try:
        root = etree.fromstring(data.strip(), parser)
    except etree.XMLSyntaxError as error:
        raise _no_export(name) from error
    channel = None if root is None or root.tag != "rss" else root.find("channel")
    if (
        channel is None
        or channel.find("{*}wxr_version") is None
        or root.getroottree().docinfo.internalDTD is not None
    ):
        raise _no_export(name)
    if any(entry.level >= etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise ArticleError(
            "SRC-003",
            f"“{name}” is damaged, so posts may be missing from it.",
            "Export it again from WordPress.",
        )
    return channel


def _no_export(name: str) -> ArticleError:
    return ArticleError(
        "SRC-003",
        f"“{name}” is no export of WordPress.",
        "In WordPress choose Tools, Export. Else save the article as .docx, .html or .txt.",
    )


def _exported(item: Any, writers: Mapping[str, str]) -> Post:
    from everyread.sources.posts import Post

    writer = _text(item, "creator")
    sections = [each.text or "" for each in item.iterfind("category") if each.get("domain") == _SECTION]
    return Post(
        title=_text(item, "title"),
        content=item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or "",
        excerpt=next((each.text or "" for each in item.iterfind("{*}encoded") if "excerpt" in each.tag), ""),
        author=writers.get(writer) or writer,
        date=_text(item, "post_date")[:10],
        section=_first_section(sections),
    )


def _text(element: Any, name: str) -> str:
    return (element.findtext(f"{{*}}{name}") or "").strip()


def _first_section(sections: Iterable[str]) -> str:
    return next((each.strip() for each in sections if each.strip().lower() not in _PLAIN_SECTIONS), "")


def _objects(data: bytes, name: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _no_posts(name) from error
    posts = [each for each in (found if isinstance(found, list) else [found]) if isinstance(each, dict)]
    if not posts or not all("content" in each for each in posts):
        raise _no_posts(name)
    return posts


def _no_posts(name: str) -> ArticleError:
    return ArticleError(
        "SRC-003",
        f"“{name}” holds no posts as WordPress gives them.",
        "Save what /wp-json/wp/v2/posts?_embed gives, or save the article as .docx, .html or .txt.",
    )


def _given(post: Mapping[str, Any]) -> Post:
    from everyread.sources.posts import Post

    embedded = post.get("_embedded")
    inside = embedded if isinstance(embedded, dict) else {}
    return Post(
        title=_words(post.get("title")),
        content=_words(post.get("content")),
        excerpt=_words(post.get("excerpt")),
        author=", ".join(filter(None, (_words(each.get("name")) for each in _dicts(inside.get("author"))))),
        date=_words(post.get("date"))[:10],
        section=_first_section(
            _words(term.get("name"))
            for terms in _lists(inside.get("wp:term"))
            for term in _dicts(terms)
            if term.get("taxonomy") == _SECTION
        ),
    )


def _words(value: Any) -> str:
    """A text, or the one that an object has under "rendered"."""
    if isinstance(value, dict):
        value = value.get("rendered")
    return value if isinstance(value, str) else ""


def _lists(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in _lists(value) if isinstance(each, dict)]
