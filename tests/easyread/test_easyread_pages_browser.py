"""The easy-read page in a real browser: what axe finds, and its controls without a script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_easyread_pages import made

from everyread.store import Store

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("page")
    (folder / "rest.html").write_text(made(Store(folder / "store")), encoding="utf-8")
    return Path(folder / "rest.html").as_uri()


@pytest.mark.parametrize("colour", ["colour-1", "colour-2", "colour-3"])
def test_axe_finds_nothing(colour: str, browser: Any, address: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": 1000, "height": 900})
    page.goto(address)
    page.check(f"#{colour}")
    found = Axe().run(page, options={"rules": {"color-contrast-enhanced": {"enabled": True}}}).response
    page.close()
    assert [each["id"] for each in found["violations"]] == []


def test_words_grow_without_a_script_and_nothing_is_cut_off(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(address)
    line = page.locator(".line").first
    before = line.bounding_box()
    page.check("#size-3")
    after = line.bounding_box()
    wide = page.locator("main").bounding_box()
    context.close()
    assert after["height"] > 1.5 * before["height"]
    assert wide["width"] <= 320
    assert after["x"] + after["width"] <= 320
