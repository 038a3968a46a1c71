"""A workspace with a small issue, and the program to run in it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from everyread.cli import app
from everyread.narration.voice import voice_named

PLUGINS = Path(__file__).parent.parent / "plugins"
WELCOME = """# Welcome

Winter is here. We hope that you keep warm.

Please write to us. We read every letter.

This newsletter is not medical advice. Ask your GP about any new symptoms.
"""
REST = """# How to rest

Rest is not idleness. Do not stop taking your tablets.

1. Lie down.
2. Close your eyes.
"""


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


def _heeds_interrupts() -> None:
    """A shell lets what it runs in the background ignore Ctrl-C, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass(frozen=True)
class Newsroom:
    """A working folder, driven as an editor would."""

    root: Path
    voice: str = "tone"

    @property
    def issue(self) -> Path:
        return self.root / "sources" / "spring"

    @property
    def out(self) -> Path:
        return self.root / "outputs" / "spring"

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.issue / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def run(self, *arguments: str) -> Result:
        """In this process, which is quicker; the store is in the working folder."""
        result = CliRunner().invoke(app, arguments)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Result(result.exit_code, result.stdout, result.stderr)

    def build(self, *arguments: str) -> Result:
        return self.run("build", "spring", "--jobs", "1", "--voice", self.voice, *arguments)

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """In a process of its own."""
        return subprocess.Popen(
            [str(Path(sys.executable).with_name("everyread")), *arguments],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(PLUGINS), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=_heeds_interrupts,
        )

    def manifest(self) -> dict[str, Any]:
        return json.loads((self.out / "issue.json").read_text(encoding="utf-8"))

    def rules(self) -> set[str]:
        return {finding["rule"] for finding in self.manifest()["findings"]}

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.is_file()
        }

    def spoken(self) -> list[str]:
        """What was spoken since the last time it was asked."""
        log = self.root / "spoken.txt"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    """An issue of two short articles; the quick voice of the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(PLUGINS))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("EVERYREAD_TEST_SPOKEN", str(tmp_path / "spoken.txt"))
    voice_named.cache_clear()
    room = Newsroom(tmp_path)
    room.write("01-welcome.md", WELCOME)
    room.write("02-rest.md", REST)
    yield room
    voice_named.cache_clear()


@pytest.fixture
def tasks_done(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Gives the names of the tasks done, and not recalled, since the last time it was asked."""
    from everyread import work

    done: list[str] = []
    perform = work.perform

    def noting(task: work.Task, store: work.Store) -> work.Receipt:
        done.append(task.name)
        return perform(task, store)

    monkeypatch.setattr(work, "perform", noting)

    def since() -> list[str]:
        names = list(done)
        done.clear()
        return names

    return since
