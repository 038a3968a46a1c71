"""A workspace with a small issue, and the program to run in it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from everyread.cli import app
from everyread.narration.voice import voice_named
from tests.once import once_for_all

PLUGINS = Path(__file__).parent.parent / "plugins"
HANGS = 900
"""Seconds after which a program hangs: far more than the busiest machine needs."""
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


def python_path(*folders: Path) -> str:
    """PYTHONPATH of a process that finds these folders, and whatever this one finds by it."""
    return os.pathsep.join([*map(str, folders), *filter(None, [os.environ.get("PYTHONPATH")])])


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
            env={**os.environ, "PYTHONPATH": python_path(PLUGINS), **environment},
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

    def forget(self) -> None:
        """Nothing was ever done here: where a test looks at how work is done."""
        shutil.rmtree(self.root / "cache")

    def wait_until_spoken(self, process: subprocess.Popen[str], lines: int = 1) -> None:
        """Until so many sentences are spoken, or the program has ended; a busy machine may take its time."""
        log = self.root / "spoken.txt"
        while process.poll() is None:
            if log.exists() and len(log.read_text(encoding="utf-8").splitlines()) >= lines:
                return
            time.sleep(0.02)

    def spoken(self) -> list[str]:
        """What was spoken since the last time it was asked."""
        log = self.root / "spoken.txt"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines


def opened(root: Path, patch: pytest.MonkeyPatch) -> Newsroom:
    """A working folder with the issue, which this process stands in as long as it is patched."""
    patch.chdir(root)
    patch.syspath_prepend(str(PLUGINS))
    patch.setenv("XDG_CACHE_HOME", str(root / "cache"))
    patch.setenv("EVERYREAD_TEST_SPOKEN", str(root / "spoken.txt"))
    voice_named.cache_clear()
    room = Newsroom(root)
    room.write("01-welcome.md", WELCOME)
    room.write("02-rest.md", REST)
    return room


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with everything that is ever made of the issue's two articles, made once for all tests."""

    def make(root: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            room = opened(root, patch)
            result = room.build()
            assert result.code == 0, result.err
            assert room.run("review", "spring", "--write", "--jobs", "1").code == 0
        voice_named.cache_clear()

    return once_for_all(tmp_path_factory, "stock", make) / "cache"


@pytest.fixture
def stocked(newsroom: Newsroom, stock: Path) -> None:
    """The newsroom's store has it already: for tests to which it does not matter when that was made."""
    shutil.copytree(stock, newsroom.root / "cache")


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    """An issue of two short articles; the quick voice of the tests."""
    room = opened(tmp_path, monkeypatch)
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
