"""The editor's report in a real browser, with everything in it unfolded, in print, and without colours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("browser")


@contextmanager
def report(browser: Any, folder: Path, **options: Any) -> Iterator[Any]:
    """The report with every fold open."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto((folder / "report.html").as_uri())
    page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true; })")
    yield page
    context.close()
    assert errors == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_in_what_is_folded_away(
    browser: Any, issue_folder: Path, scheme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    size = {"width": width, "height": 900}
    with report(browser, issue_folder, color_scheme=scheme, viewport=size) as page:
        result = Axe().run(page, options={"rules": {"color-contrast-enhanced": {"enabled": True}}})
        assert result.violations_count == 0, result.generate_report()
        room = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
        assert room[0] <= room[1]


@pytest.mark.parametrize("options", [{}, {"forced_colors": "active"}])
def test_each_band_has_a_pattern_of_its_own_whatever_the_colours(
    browser: Any, issue_folder: Path, options: dict[str, str]
) -> None:
    with report(browser, issue_folder, **options) as page:
        patterns = page.evaluate(
            """() => ['fair', 'hard', 'very-hard'].map(band =>
              getComputedStyle(document.querySelector('.text .band-' + band)).textDecorationStyle)"""
        )
        assert patterns == ["dotted", "dashed", "double"]


def test_paper_shows_what_the_screen_folds_away(browser: Any, issue_folder: Path) -> None:
    context = browser.new_context(viewport={"width": 680, "height": 900})
    page = context.new_page()
    page.goto((issue_folder / "report.html").as_uri())
    words = page.get_by_text("It gave me my mornings back.")
    assert not words.is_visible()
    page.emulate_media(media="print")
    assert page.evaluate(
        """() => [...document.querySelectorAll('.text .piece-quotation')]
          .every(each => each.getBoundingClientRect().height > 0)"""
    )
    assert not page.locator(".skip").is_visible()
    assert page.locator("section[aria-labelledby=Glance] .files").is_visible()
    assert page.evaluate(
        "() => [...document.querySelectorAll('table')].every(each => each.scrollWidth <= 680)"
    )  # an A4 page between its margins
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_mark_or_letter_of_a_plot_is_cut_off(browser: Any, issue_folder: Path, width: int) -> None:
    with report(browser, issue_folder, viewport={"width": width, "height": 900}) as page:
        outside = page.evaluate(
            """() => [...document.querySelectorAll('figure.plot > svg')].flatMap(plot => {
              const room = plot.getBoundingClientRect();
              return [...plot.querySelectorAll('text, circle, path, rect')]
                .map(each => each.getBoundingClientRect())
                .filter(box => box.left < room.left - 1 || box.right > room.right + 1)
                .map(box => [box.left, box.right, room.left, room.right]);
            })"""
        )
        assert outside == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_figures_of_a_plot_stand_clear_of_its_lines(browser: Any, issue_folder: Path, width: int) -> None:
    with report(browser, issue_folder, viewport={"width": width, "height": 900}) as page:
        gaps = page.evaluate(
            """() => [...document.querySelectorAll('figure.plot > svg')].map(plot => {
              const boxes = all => [...plot.querySelectorAll(all)].map(each => each.getBoundingClientRect());
              return Math.min(...boxes('.value').map(box => box.left))
                - Math.max(...boxes('line, circle, path, rect').map(box => box.right));
            })"""
        )
        assert gaps
        assert min(gaps) > 0


def test_links_into_the_report_arrive(browser: Any, issue_folder: Path) -> None:
    with report(browser, issue_folder) as page:
        lost = page.evaluate(
            """() => [...document.querySelectorAll('a[href^="#"]')]
              .filter(each => !document.getElementById(each.getAttribute('href').slice(1)))
              .map(each => each.getAttribute('href'))"""
        )
        assert lost == []
