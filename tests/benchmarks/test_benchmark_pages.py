"""The benchmark of the pages opens each of them, and counts what is fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks import pages

pytestmark = pytest.mark.xdist_group("browser")


def test_each_page_is_opened_and_what_it_fetches_is_counted(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "issue.json").write_text("{}")
    (tmp_path / "index.html").write_text("<title>One</title><p>Words.")
    (tmp_path / "articles" / "01-a.html").write_text('<title>Two</title><img src="../cover.jpg" alt="">')
    found = pages.waits(browser, tmp_path, times=1)
    assert [(each.page, each.requests) for each in found] == [("index.html", 1), ("articles/01-a.html", 2)]
    assert found[0].bytes == 27
    assert all(each.seconds > 0 and each.on_a_telephone > 0.15 for each in found)
