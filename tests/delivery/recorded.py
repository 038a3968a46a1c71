"""A small pack with recordings, for the feed and the USB stick."""

from __future__ import annotations

import json
from collections.abc import Sequence

from everyread.article import Article, Notice, Paragraph, Run, Source, article_adapter, unsplit
from everyread.delivery.pack import Pack, Piece
from everyread.narration.tags import Chapter, Tags, tagged
from everyread.sentences import segment
from everyread.store import Store

# 49 silent frames: MPEG-1 layer III, 64 kbit/s, 44.1 kHz, mono; all but one are padded.
SILENCE = bytes.fromhex("fffb50c4") + bytes(204) + 48 * (bytes.fromhex("fffb52c4") + bytes(205))
SILENCE_SECONDS = 1.28
HARD = 'Fish & chips: "yes" <b>no</b> ]]> 😀'
"""A title with all that breaks XML."""
DISCLAIMER = "This is not medical advice. Ask your GP & nobody else."


def article_of(title: str, *, standfirst: str = "", disclaimer: str = DISCLAIMER) -> Article:
    words = Paragraph(unsplit(Run("Rest before you are tired. Do not push on.")))
    notices = (Notice((Paragraph(unsplit(Run(disclaimer))),)),) if disclaimer else ()
    return segment(
        Article(
            unsplit(Run(title))[0],
            (words, *notices),
            Source(f"{title[:10]}.md", "1" * 64, "markdown"),
            standfirst=unsplit(Run(standfirst)) if standfirst else (),
            author="By Jo Bloggs",
        )
    )


def piece_of(stem: str, title: str, store: Store, times: int = 4) -> Piece:
    """An article with a silent recording of its own length."""
    article = article_of(title)
    sound = tagged(SILENCE * times, Tags(title or "none"))
    cues = [{"id": each.id, "start": 0.5, "end": 1.0, "text": each.text} for each in article.sentences()]
    return Piece(
        stem,
        title,
        store.put(article_adapter().dump_json(article)),
        store.put(sound),
        store.put(f"WEBVTT\n\n{stem}".encode()),
        store.put(json.dumps(cues).encode()),
        round(times * SILENCE_SECONDS, 3),
    )


def bound(pieces: Sequence[Piece], title: str, store: Store) -> Piece:
    """The pieces one after another, with their chapters."""
    chapters: list[Chapter] = []
    cues: list[dict[str, object]] = []
    start = 0.0
    for piece in pieces:
        end = start + piece.seconds
        chapters.append(Chapter(piece.title, start, end))
        for cue in json.loads(store.get(piece.cues)):
            later = {
                "id": f"{piece.stem}-{cue['id']}",
                "start": cue["start"] + start,
                "end": cue["end"] + start,
            }
            cues.append({**cue, **later})
        start = end
    sound = tagged(SILENCE * round(start / SILENCE_SECONDS), Tags(title), chapters=chapters)
    vtt = store.put(b"WEBVTT\n\nwhole")
    return Piece(
        "winter", title, "", store.put(sound), vtt, store.put(json.dumps(cues).encode()), round(start, 3)
    )


def make_pack(store: Store, titles: Sequence[str] = (HARD, "A short notice")) -> Pack:
    """An issue with contents, an article a title, and the whole."""
    contents = piece_of("00-contents", "Contents", store, 2)
    pieces = tuple(
        piece_of(f"{number:02d}-{'flu' if number == 1 else 'notice'}", title, store, 2 * number + 2)
        for number, title in enumerate(titles, start=1)
    )
    return Pack(
        name="winter",
        title="Winter “2026” & all",
        publisher="The ME Society",
        contact="Ring us on 0300 000 0000.",
        language="en-GB",
        published="2026-12-01",
        voice="hibari",
        cover="",
        contents=contents,
        pieces=pieces,
        whole=bound([contents, *pieces], "Winter", store),
    )


def files_of(pack: Pack) -> dict[str, str]:
    """The finished folder: path and digest of every recording and its captions."""
    everything = [*pack.all_pieces, *([pack.whole] if pack.whole else [])]
    sounds = {f"audio/{each.stem}.mp3": each.mp3 for each in everything if each.mp3}
    return sounds | {f"captions/{each.stem}.vtt": each.vtt for each in everything if each.vtt}
