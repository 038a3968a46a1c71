"""The chapters of the whole issue's recording, as a file for podcast apps (JSON chapters, version 1.2.0)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from everyread.delivery.feed_words import plain
from everyread.delivery.pack import Pack, Piece
from everyread.store import Store

VERSION = "1.2.0"
MEDIA_TYPE = "application/json+chapters"


def chapters_json(pack: Pack, whole: Piece, store: Store) -> bytes:
    """A chapter for each piece that is in the whole recording, where it begins there."""
    title = plain(pack.title)
    made = {
        "version": VERSION,
        "title": title,
        "author": plain(pack.publisher),
        "podcastName": title,
        "fileName": f"{whole.stem}.mp3",
        "chapters": list(_chapters(pack, whole, store)),
    }
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


def _chapters(pack: Pack, whole: Piece, store: Store) -> Iterator[dict[str, Any]]:
    """Where a piece begins: where its first sentence is, less what that sentence has before it in the piece.

    The cues of the whole are those of the pieces, later, and named after them: "03-flu-s0001".
    """
    starts: dict[str, float] = {each["id"]: each["start"] for each in json.loads(store.get(whole.cues))}
    for piece in pack.all_pieces:
        first = next(iter(json.loads(store.get(piece.cues))), None) if piece.cues else None
        if first and (start := starts.get(f"{piece.stem}-{first['id']}")) is not None:
            yield {"startTime": round(start - first["start"], 3), "title": plain(piece.title)}
