"""The pictures of one easy read, each made fit for its pages; those that cannot be are left out.

Runs in a worker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from everyread.article import Notice
from everyread.easyread.document import Draft, copied
from everyread.easyread.outputs import Layout, denied
from everyread.easyread.pictures import Album, Picture, album_adapter
from everyread.easyread.pictures_subject import subjects
from everyread.easyread.task import EasyReadOrder
from everyread.findings import Finding
from everyread.store import Digest, Store


@dataclass(frozen=True, slots=True)
class Fitted:
    """A layout whose pictures can all be printed."""

    layout: Layout
    files: Mapping[Digest, tuple[Digest, str]]
    """A picture's file as it was given -> as it may be printed, in the store, and its media type."""
    problems: tuple[Finding, ...]


def fitted(draft: Draft, order: EasyReadOrder, chosen: Sequence[tuple[str, str]], store: Store) -> Fitted:
    """The pictures for a draft; `chosen` are sentence ids and what people chose for them."""
    asks = order.settings.pictures != "none"
    layout = Layout(_album(order, store), dict(chosen), denied(draft), asks=asks)
    problems = [_unknown(id_, name) for id_, name in layout.unknown()]
    files: dict[Digest, tuple[Digest, str]] = {}
    while new := [each for each in pictures_in(draft, layout, order.contact) if each.data not in files]:
        unfit: set[str] = set()
        for picture in new:
            problem = _fit(picture, files, store)
            if problem:
                problems.append(problem)
                unfit.add(picture.data)
        if unfit:  # without it, another one may be found for the same words
            left = (each for each in layout.album.pictures if each.data not in unfit)
            layout = replace(layout, album=Album(tuple(left)))
    unclear = [line.text for idea in layout.all_ideas(draft) if idea.is_open for line in idea.lines]
    return Fitted(replace(layout, subjects=subjects(unclear, store)), files, tuple(problems))


def pictures_in(draft: Draft, layout: Layout, contact: str) -> list[Picture]:
    """Every picture of the pages, in the order in which they are first used."""
    used = [idea.picture for idea in layout.all_ideas(draft)]
    used += [layout.of_notice(notice.role) for notice in copied(draft.blocks, Notice)]
    used += [layout.of_word(hard.word) for hard in draft.hard_words]
    used.append(layout.of_contact(contact))
    return list(dict.fromkeys(each for each in used if each))


def _album(order: EasyReadOrder, store: Store) -> Album:
    if not order.album or order.settings.pictures == "none":
        return Album()
    return _album_in(store, order.album, order.settings.pictures == "own")


@lru_cache(maxsize=1)
def _album_in(store: Store, digest: Digest, own_only: bool) -> Album:
    """All articles of an issue have the same album, so a worker reads it once and puts it in order once."""
    album = album_adapter().validate_json(store.get(digest))
    return Album(tuple(each for each in album.pictures if each.own)) if own_only else album


def _fit(picture: Picture, files: dict[Digest, tuple[Digest, str]], store: Store) -> Finding | None:
    """Make one picture fit; what is wrong with it, if it cannot be."""
    from everyread.easyread.pictures_safe import safe_picture
    from everyread.sources.pictures import PictureError

    try:
        data, media_type = safe_picture(store.get(picture.data))
    except PictureError as error:
        return Finding(
            "EZR-031",
            f"The easy-read picture {picture.file} {error.reason}, so it is not used.",
            error.fix,
            file=picture.file,
        )
    files[picture.data] = (store.put(data), media_type)
    return None


def _unknown(sentence: str, name: str) -> Finding:
    return Finding(
        "EZR-032",
        f"The review chooses the picture “{name[:80]}”, and there is no such picture with a licence.",
        "Write the name or file of a picture in a pictures.toml, or PICTURE: none.",
        sentence=sentence if sentence.startswith("s") else "",
    )
