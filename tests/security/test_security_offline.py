"""A build with the voice that comes with the program needs no network, and looks for none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.security.conftest import Newsroom
from tests.whole.conftest import python_path

WATCH = Path(__file__).parent / "watch"
PROGRAM = Path(sys.executable).with_name("everyread")


def without_network() -> list[str]:
    """What starts a program in a network of its own, with nothing in it; empty where that is not allowed."""
    command = ["unshare", "--map-root-user", "--net"]
    try:
        allowed = subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        allowed = False
    return command if allowed else []


@pytest.mark.usefixtures("stocked")
def test_the_default_voice_asks_nobody_for_anything(newsroom: Newsroom) -> None:
    log = newsroom.root / "sockets.txt"
    build = [*without_network(), str(PROGRAM), "build", "spring", "--only", "audio", "--jobs", "2"]
    done = subprocess.run(
        build,
        cwd=newsroom.root,
        env={**os.environ, "PYTHONPATH": python_path(WATCH), "EVERYREAD_TEST_SOCKETS": str(log)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "audio/01-welcome.mp3" in newsroom.files()
    assert not log.exists(), log.read_text(encoding="utf-8")
    assert newsroom.spoken() == []  # it was not the tests' voice
