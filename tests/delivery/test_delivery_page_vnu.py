"""The Nu Html Checker (vnu) judges the members' pages, and is seen to refuse a bad one.

Skipped where it is not installed, but never in CI.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, NoReturn

import pytest

ROOT = Path(__file__).parent.parent.parent
VNU = ROOT / "setup" / "npm" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
PAGES = ("index.html", "articles/01-pacing.html", "articles/02-notice.html")
# It knows no hashes in a security policy (the browser tests show that ours lets everything in), would have
# a heading in each box, and does not like the mark-up that web pages and e-books share.
PARDONED = ("violates Content Security Policy", "Section lacks heading", "Trailing slash on void elements")


def missing(what: str, command: str) -> NoReturn:
    """Skips at a desk; fails in CI, where a gate that did not run is no gate."""
    words = f"the pages' HTML was not judged, for {what} is missing; to install it: {command}"
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)


def faults(*pages: Path) -> list[str]:
    if not VNU.is_file():
        missing("vnu", "make test")
    java = shutil.which("java") or missing("java", "sudo apt-get install default-jre-headless")
    told = subprocess.run(
        [java, "-Xss2m", "-jar", str(VNU), "--format", "json", *map(str, pages)],
        capture_output=True,
        timeout=120,
        check=False,
    )
    messages: list[dict[str, Any]] = json.loads(told.stderr)["messages"]
    assert any("Content Security Policy" in each["message"] for each in messages)  # it has read the pages
    return [each["message"] for each in messages if not any(part in each["message"] for part in PARDONED)]


def test_vnu_finds_nothing(issue_folder: Path) -> None:
    assert faults(*(issue_folder / page for page in PAGES)) == []


def test_vnu_refuses_a_bad_page(issue_folder: Path, tmp_path: Path) -> None:
    page = (issue_folder / PAGES[1]).read_text("utf-8")
    (tmp_path / "bad.html").write_text(page.replace('id="s0003"', 'id="s0002"'), "utf-8")
    assert any("Duplicate ID" in fault for fault in faults(tmp_path / "bad.html"))
