"""The sound of a whole issue: one recording with chapters, a spoken contents list, a slower edition."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("stocked")


def probed(path: Path) -> dict[str, Any]:
    command = ["ffprobe", "-v", "error", "-show_format", "-show_chapters", "-of", "json", str(path)]
    found: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return found


def seconds_of(path: Path) -> float:
    return float(probed(path)["format"]["duration"])


def test_the_whole_issue_is_one_recording_with_a_chapter_for_each_article(newsroom) -> None:
    assert newsroom.build("--only", "audio").code == 0
    whole = probed(newsroom.out / "audio" / "spring.mp3")
    parts = ["00-contents", "01-welcome", "02-how-to-rest"]
    chapters = sorted(whole["chapters"], key=lambda each: float(each["start_time"]))
    assert [each["tags"]["title"] for each in chapters] == ["Contents", "Welcome", "How to rest"]
    lengths = [seconds_of(newsroom.out / "audio" / f"{part}.mp3") for part in parts]
    starts = [sum(lengths[:place]) for place in range(len(parts))]
    assert all(
        abs(float(chapter["start_time"]) - start) < 0.05
        for chapter, start in zip(chapters, starts, strict=True)
    )
    assert abs(float(whole["format"]["duration"]) - sum(lengths)) < 0.05
    assert whole["format"]["tags"]["comment"] == "Read by a computer voice."


def test_an_article_that_failed_is_not_in_the_whole_recording(newsroom) -> None:
    newsroom.write("02-rest.md", "# How to rest\n\nThis word is unspeakable today.\n")
    assert newsroom.build("--only", "audio", "--voice", "failing").code == 1
    chapters = probed(newsroom.out / "audio" / "spring.mp3")["chapters"]
    assert {each["tags"]["title"] for each in chapters} == {"Contents", "Welcome"}
    contents = (newsroom.out / "captions" / "00-contents.vtt").read_text(encoding="utf-8")
    assert "Welcome" in contents
    assert "rest" not in contents


def test_a_new_running_order_speaks_only_the_contents_again(newsroom) -> None:
    newsroom.build("--only", "audio")
    newsroom.spoken()
    newsroom.write("issue.toml", 'order = ["02-rest.md", "01-welcome.md"]\n')
    assert newsroom.build("--only", "audio").code == 0
    assert {line for line in newsroom.spoken() if "elcome" not in line and "est" not in line} == set()
    tags = probed(newsroom.out / "audio" / "01-how-to-rest.mp3")["format"]["tags"]
    assert (tags["title"], tags["track"]) == ("How to rest", "1/2")


def test_a_slower_edition_is_made_proved_and_offered(newsroom) -> None:
    newsroom.write("issue.toml", "[narration]\nslower = 0.8\n")
    result = newsroom.build("--only", "audio,page")
    assert result.code == 0, result.err
    usual = seconds_of(newsroom.out / "audio" / "01-welcome.mp3")
    slower = seconds_of(newsroom.out / "audio" / "slower" / "01-welcome.mp3")
    assert 1.1 * usual < slower < 1.3 * usual
    assert (newsroom.out / "captions" / "slower" / "01-welcome.vtt").is_file()
    page = (newsroom.out / "index.html").read_text(encoding="utf-8")
    assert 'href="audio/slower/01-welcome.mp3"' in page
    assert "Slower sound file" in page
