"""Outputs of two machines are alike when nobody can hear or read a difference, and only then."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from benchmarks.alike import differences

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.000\nDo not take two.\n"


def tone(path: Path, *, seconds: float = 2.0, volume: float = 0.1, hiss: float = 0.0) -> None:
    """A tone with a hiss of its own, as two machines' voices differ in their last bits."""
    sound = f"aevalsrc={volume}*sin(2*PI*220*t)+{hiss}*(random(0)-0.5):d={seconds}:s=44100"
    command = ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", sound, "-b:a", "64k", str(path)]
    subprocess.run(command, check=True)


def output(folder: Path, *, captions: str = CAPTIONS, pages: int = 4, **sound: float) -> Path:
    folder.mkdir()
    tone(folder / "a.mp3", **sound)  # type: ignore[arg-type]
    (folder / "a.vtt").write_text(captions)
    (folder / "a.pdf").write_bytes(f"{folder} {pages}".encode())
    facts = {"a.mp3": {}, "a.vtt": {}, "a.pdf": {"pages": pages}}
    outputs = [{"path": path, "facts": each} for path, each in facts.items()]
    (folder / "issue.json").write_text(json.dumps({"outputs": outputs}))
    return folder


def test_other_last_bits_are_alike(tmp_path: Path) -> None:
    here = output(tmp_path / "here")
    there = output(tmp_path / "there", hiss=0.001, captions=CAPTIONS.replace("01.000", "01.010"))
    assert (here / "a.mp3").read_bytes() != (there / "a.mp3").read_bytes()
    assert list(differences(here, there)) == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"seconds": 1.7}, "a.mp3: 2.0"),
        ({"volume": 0.12}, "LUFS"),
        ({"captions": CAPTIONS.replace("not ", "")}, "a.vtt: other words"),
        ({"pages": 5}, "a.pdf: 4 and 5 pages"),
    ],
)
def test_what_a_member_would_notice_is_named(tmp_path: Path, fault: dict[str, object], said: str) -> None:
    here, there = output(tmp_path / "here"), output(tmp_path / "there", **fault)  # type: ignore[arg-type]
    (found,) = differences(here, there)
    assert said in found


def test_a_file_that_one_lacks_is_named(tmp_path: Path) -> None:
    here, there = output(tmp_path / "here"), output(tmp_path / "there")
    (there / "issue.json").write_text(json.dumps({"outputs": []}))
    assert len(list(differences(here, there))) == 3
