"""How far a build is: a bar on a terminal, quiet lines in a pipe, JSON lines for a program.

Progress goes to standard error; standard output is for results.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TextIO

from everyread.plaintext import printable


def json_line(value: Any, indent: int | None = None) -> str:
    """A value as JSON, with a line end; what could steer a terminal is spelt out, as JSON allows."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return re.sub(r"[^\x20-\x7e\n]", _spelt, text) + "\n"


def _spelt(match: re.Match[str]) -> str:
    return match[0] if match[0].isprintable() else json.dumps(match[0])[1:-1]


class Progress(Protocol):
    """Told how many steps there are, then of each as it ends."""

    def stage(self, name: str, steps: int) -> None:
        """A stage of the build begins: "Making" with so many steps."""

    def step(self, name: str) -> None:
        """One step ended."""


class Silent:
    """Says nothing; for tests and `plan`."""

    def stage(self, name: str, steps: int) -> None:
        """Nothing to say."""

    def step(self, name: str) -> None:
        """Nothing to say."""


class Lines:
    """One line a stage, for a pipe or a log file."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def stage(self, name: str, steps: int) -> None:
        self._stream.write(f"{name}: {steps} step{'s' * (steps != 1)}\n")
        self._stream.flush()

    def step(self, name: str) -> None:
        """Steps are not worth a line."""


class JsonLines:
    """One JSON object a line: {"stage": …, "steps": …} or {"done": …, "name": …}."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._done = 0

    def stage(self, name: str, steps: int) -> None:
        self._done = 0
        self._say({"stage": name, "steps": steps})

    def step(self, name: str) -> None:
        self._done += 1
        self._say({"done": self._done, "name": name})

    def _say(self, message: dict[str, object]) -> None:
        self._stream.write(json_line(message))
        self._stream.flush()


class Bar:
    """A bar with the time left, by rich."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        self.rich = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("time left"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[doing]}", markup=False),  # a title may hold [brackets]
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self.rich.add_task("Reading", total=None, doing="")

    def stage(self, name: str, steps: int) -> None:
        self.rich.reset(self._task, total=steps, description=name, doing="")

    def step(self, name: str) -> None:
        self.rich.update(self._task, advance=1, doing=printable(name))


@contextmanager
def open_progress(*, as_json: bool) -> Iterator[Progress]:
    """The progress that suits where standard error goes."""
    if as_json:
        yield JsonLines(sys.stderr)
    elif sys.stderr.isatty():
        bar = Bar()
        with bar.rich:
            yield bar
    else:
        yield Lines(sys.stderr)
