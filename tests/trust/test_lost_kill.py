"""A build that is killed, or stopped, at a chosen moment: one ordinary build later nothing is lost.

The moments are counted, not timed, so the machine may be as slow as it likes.  `python -m benchmarks.kill`
kills at random moments, 200 times.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MOMENTS = {
    "a blob is moved into the store": ("SIGKILL", "os.rename", "store/blobs", 4),
    "a sentence is spoken": ("SIGKILL", "open", "spoken.txt", 2),
    "the encoder starts": ("SIGKILL", "subprocess.Popen", "ffmpeg", 2),
    "the journal is moved into place": ("SIGKILL", "os.rename", "journal", 1),
    "the second file is moved out": ("SIGKILL", "os.rename", ".spring.part/new", 2),
    "the journal is removed": ("SIGKILL", "os.remove", "journal", 2),
    "Ctrl-C while speaking": ("SIGINT", "open", "spoken.txt", 2),
    "Ctrl-C while moving": ("SIGINT", "os.rename", ".spring.part/new", 2),
}
Told = dict[str, Any]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    """What came of each moment; in one process, since loading the engines takes longest."""
    folder = tmp_path_factory.mktemp("kill")
    done = subprocess.run(
        [sys.executable, str(HERE / "kill_counted.py"), str(folder), json.dumps(list(MOMENTS.values()))],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(zip(MOMENTS, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.xdist_group("kill")
@pytest.mark.parametrize("moment", MOMENTS)
def test_whatever_the_moment_nothing_is_lost(told: dict[str, Told], moment: str) -> None:
    assert told[moment]["then"] == []
    assert told[moment]["after"] == []
    assert told[moment]["code"] == (130 if moment.startswith("Ctrl-C") else -signal.SIGKILL)


@pytest.mark.xdist_group("kill")
def test_the_moments_are_what_they_are_called(told: dict[str, Told]) -> None:
    journals = {moment for moment in MOMENTS if told[moment]["journal"]}
    assert journals == {"the second file is moved out", "the journal is removed"}
    assert [moment for moment in MOMENTS if told[moment]["new"]] == ["the journal is removed"]


@pytest.mark.xdist_group("kill")
def test_ctrl_c_says_that_the_work_is_kept(told: dict[str, Told]) -> None:
    for moment in ("Ctrl-C while speaking", "Ctrl-C while moving"):
        assert "Stopped. What was finished is kept" in told[moment]["said"]
        assert "Traceback" not in told[moment]["said"]
