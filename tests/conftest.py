"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from everyread.store import Store

# No deadline: the first example pays for loading an engine.  In CI the examples are the same each time, so
# that a change is blamed for what it did; at a desk each run tries new ones.
settings.register_profile("everyread", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("everyread")

SAMPLES = Path(__file__).parent.parent.parent / "shared" / "samples"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store in a folder of its own."""
    return Store(tmp_path / "store")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real articles, which travels beside the project and not in it."""
    if not SAMPLES.is_dir():
        pytest.skip("the real articles are not on this machine: expected in ../shared/samples")
    return SAMPLES


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Debian's Chromium; skipped loudly where it is missing, but never in CI."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        explain: Callable[[str], object] = pytest.fail if os.environ.get("CI") else pytest.skip
        explain("the pages were not opened in a browser: install it with: sudo apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as engine:
        opened = engine.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()
