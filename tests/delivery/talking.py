"""A small issue to make talking books and braille of, with sound that lasts as long as it says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from magazine import PIXEL, notice, pacing, text

from everyread.article import Article, Run, Source, article_adapter, unsplit
from everyread.delivery.daisy import DaisyOrder
from everyread.delivery.pack import Pack, Piece
from everyread.sentences import segment
from everyread.store import Store
from everyread.workspace import templates_digest

FRAME = b"\xff\xfb\x50\xc4" + bytes(204)
"""A silent frame of an MP3: 64 kbit/s, mono, 1,152 samples at 44,100 a second."""
SECONDS = 1152 / 44100
CUE = 10
"""Frames from one sentence to the next; a sentence has eight of them."""


def titled(title: str, *paragraphs: str) -> Article:
    blocks = tuple(text(words) for words in paragraphs or ("A first sentence. Then another one.",))
    return segment(Article(unsplit(Run(title))[0], blocks, Source("titled.md", "3" * 64, "markdown")))


def piece(stem: str, article: Article, store: Store, *, heard: bool = True) -> Piece:
    """The article with a recording that says its title after 2 frames, and then a sentence every 10."""
    digest = store.put(article_adapter().dump_json(article))
    if not heard:
        return Piece(stem, article.title.text, digest, "", "", "", 0.0)
    sentences = [sentence for sentence in article.sentences() if sentence.text.strip()]
    cues = [
        {
            "id": sentence.id,
            "start": round((number * CUE + 2) * SECONDS, 3),
            "end": round((number * CUE + CUE) * SECONDS, 3),
            "text": sentence.text,
        }
        for number, sentence in enumerate(sentences)
    ]
    frames = len(sentences) * CUE + 1
    # An own last frame, so that no two articles have the same recording.
    mp3 = FRAME * (frames - 1) + FRAME[:100] + stem.encode().ljust(108)[:108]
    seconds = round(frames * SECONDS, 3)
    listed = store.put(json.dumps(cues).encode())
    return Piece(stem, article.title.text, digest, store.put(mp3), "", listed, seconds)


def make_pack(store: Store, *more: Article, heard: Sequence[bool] = (True, True)) -> Pack:
    """Contents, an article with something of everything, a short one, and `more`."""
    articles = (pacing(store.put(PIXEL)), notice(), *more)
    contents = titled("Winter 2026", "This issue has two articles.", "1. Pacing.")
    return Pack(
        name="winter-2026",
        title="Winter 2026",
        publisher="The ME Society",
        contact="Ring us on 0300 000 0000.",
        language="en-GB",
        published="2026-12-01",
        voice="hibari 1.0",
        cover="",
        contents=replace(piece("00-contents", contents, store), title="Contents"),
        pieces=tuple(
            piece(f"{number:02}-x", article, store, heard=number > len(heard) or heard[number - 1])
            for number, article in enumerate(articles, start=1)
        ),
    )


def daisy_order(pack: Pack, folders: tuple[str, ...]) -> DaisyOrder:
    return DaisyOrder(pack, folders, templates_digest(tuple(map(Path, folders)), "daisy", "shared"))
