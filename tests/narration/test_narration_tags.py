"""Tags as players read them: ffprobe for ID3v2.3 and chapters, the bytes themselves for ID3v1."""

from __future__ import annotations

import io
import json
import subprocess
from typing import Any

import numpy as np
import pytest
from PIL import Image

from everyread.narration.assembly import encode
from everyread.narration.tags import Chapter, Tags, tagged

RATE = 24000
TAGS = Tags("Café ‘life’ – Ŷ", "Mair Ŵyn", "Winter 2026", "The Lantern Trust", "3/10")


@pytest.fixture(scope="module")
def mp3() -> bytes:
    return encode((0.2 * np.sin(np.arange(RATE * 2) / 20)).astype(np.float32), RATE)


def probed(data: bytes) -> dict[str, Any]:
    asked = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-show_chapters", "-of", "json", "-"]
    found: dict[str, Any] = json.loads(
        subprocess.run(asked, input=data, capture_output=True, check=True).stdout
    )
    return found


def test_a_player_shows_every_word_of_the_tags(mp3: bytes) -> None:
    assert probed(tagged(mp3, TAGS))["format"]["tags"] == {
        "title": "Café ‘life’ – Ŷ",
        "artist": "Mair Ŵyn",
        "album": "Winter 2026",
        "album_artist": "The Lantern Trust",
        "track": "3/10",
        "genre": "Speech",
        "language": "eng",
        "comment": "Read by a computer voice.",
    }


def test_the_version_is_the_one_that_every_player_knows(mp3: bytes) -> None:
    assert tagged(mp3, TAGS)[:5] == b"ID3\x03\x00"


def test_old_players_get_version_one_in_plain_letters(mp3: bytes) -> None:
    old = tagged(mp3, TAGS)[-128:]
    assert old[:3] == b"TAG"
    assert old[3:33].rstrip(b"\0").decode("latin-1") == "Café 'life' - ?"
    assert old[97:125].rstrip(b"\0") == b"Read by a computer voice."
    assert (old[126], old[127]) == (3, 101)


def test_empty_words_are_left_out(mp3: bytes) -> None:
    assert set(probed(tagged(mp3, Tags("A")))["format"]["tags"]) == {"title", "genre", "language", "comment"}


def test_the_sound_is_untouched_and_the_bytes_are_the_same_every_time(mp3: bytes) -> None:
    first = tagged(mp3, TAGS)
    assert mp3 in first
    assert first == tagged(mp3, TAGS)


def test_chapters_are_in_order_with_their_names(mp3: bytes) -> None:
    parts = [Chapter("Ŷ one", 0.0, 0.75), Chapter("Two & <three>", 0.75, 2.0)]
    shown = sorted(probed(tagged(mp3, TAGS, chapters=parts))["chapters"], key=lambda each: each["start"])
    assert [(each["start"], each["end"], each["tags"]["title"]) for each in shown] == [
        (0, 750, "Ŷ one"),
        (750, 2000, "Two & <three>"),
    ]


def test_the_cover_is_shown(mp3: bytes) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (60, 60), "navy").save(picture, "JPEG")
    video = [each for each in probed(tagged(mp3, TAGS, picture.getvalue()))["streams"] if "width" in each]
    assert [(each["width"], each["disposition"]["attached_pic"]) for each in video] == [(60, 1)]


def test_more_chapters_than_a_table_of_contents_holds_are_no_fault(mp3: bytes) -> None:
    parts = [Chapter(str(number), number / 300, (number + 1) / 300) for number in range(300)]
    assert len(probed(tagged(mp3, TAGS, chapters=parts))["chapters"]) == 255
