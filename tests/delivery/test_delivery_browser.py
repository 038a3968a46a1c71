"""Both pages in a real browser: what axe finds, and the faults that no tool finds (notes on delivery, 4)."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from magazine import CUE

pytestmark = pytest.mark.xdist_group("browser")
PAGES = ("index.html", "report.html")
TARGET = 44
"""CSS pixels: WCAG 2.2, 2.5.5 (AAA)."""
VAGUE = re.compile(r"^(click here|here|more|read more|download|link|pdf|mp3|html)$", re.IGNORECASE)


@contextmanager
def opened(browser: Any, folder: Path, name: str, **options: Any) -> Iterator[Any]:
    """A page from the disc, as from a memory stick; it must log no error."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto((folder / name).as_uri())
    yield page
    context.close()
    assert errors == []


# Each check gives a list of faults, so that a planted fault can show that it works.


def unlabelled_players(page: Any) -> list[str]:
    labels = page.eval_on_selector_all(
        "audio", "all => all.map(each => each.getAttribute('aria-label') || '')"
    )
    return [label for label in labels if not label or labels.count(label) > 1]


def small_targets(page: Any) -> list[str]:
    """Links and buttons lower or narrower than TARGET; links inside running text are exempt."""
    return page.evaluate(
        """least => [...document.querySelectorAll('button, a, audio, summary')]
          .filter(each => !each.closest('.sentence, li.finding, .prose, table'))
          .filter(each => !each.matches('.skip'))
          .map(each => [each.textContent.trim(), each.getBoundingClientRect()])
          .filter(([, box]) => box.height < least || box.width < least)
          .map(([text, box]) => `${text}: ${box.width} by ${box.height}`)""",
        TARGET,
    )


def vague_links(page: Any) -> list[str]:
    """Names that say nothing, and one name for several places."""
    links = page.eval_on_selector_all("a", "all => all.map(each => [each.textContent, each.href])")
    names: dict[str, set[str]] = {}
    for text, href in links:
        names.setdefault(" ".join(text.split()), set()).add(href)
    return [name for name, places in names.items() if not name or VAGUE.match(name) or len(places) > 1]


def unseen_focus(page: Any) -> list[str]:
    """The stops of the Tab key that do not show where they are."""
    faults = []
    for _ in range(12):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => { const at = document.activeElement, style = getComputedStyle(at);
              const name = at.tagName + ' ' + at.textContent.trim().slice(0, 40);
              return [name, style.outlineStyle, parseFloat(style.outlineWidth)]; }"""
        )
        if stop[1] == "none" or stop[2] < 2:
            faults.append(stop[0])
    return faults


def not_a_skip_link_first(page: Any) -> list[str]:
    page.keyboard.press("Tab")
    first = page.evaluate(
        "() => [document.activeElement.textContent, document.activeElement.getBoundingClientRect().top]"
    )
    if not first[0].startswith("Skip to") or first[1] < 0:
        return [f"first stop: {first}"]
    page.keyboard.press("Enter")
    landed = page.evaluate("() => document.activeElement.tagName")
    return [] if landed == "MAIN" else [f"it leads to {landed}"]


def sideways(page: Any) -> list[str]:
    width, room = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    return [f"{width} px wide in {room} px"] if width > room else []


CHECKS: dict[str, tuple[Callable[[Any], list[str]], str]] = {
    # Each check with a fault that it must find, planted in the page by script.
    "players have labels": (
        unlabelled_players,
        "document.querySelector('audio').removeAttribute('aria-label')",
    ),
    "targets are large": (
        small_targets,
        "document.querySelector('.downloads a').style.cssText = 'display: inline'",
    ),
    "links have names of their own": (
        vague_links,
        "document.querySelector('.downloads a').textContent = 'Click here'",
    ),
    "focus is seen": (
        unseen_focus,
        "document.querySelectorAll('a').forEach(each => each.style.outline = 'none')",
    ),
    "first comes the skip link": (not_a_skip_link_first, "document.querySelector('.skip').remove()"),
    "nothing sticks out": (sideways, "document.querySelector('h1').style.width = '4000px'"),
}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_the_faults_no_tool_finds_are_not_there(
    browser: Any, issue_folder: Path, name: str, width: int
) -> None:
    with opened(browser, issue_folder, name, viewport={"width": width, "height": 800}) as page:
        for title, (check, _) in CHECKS.items():
            page.reload()
            assert check(page) == [], title


@pytest.mark.parametrize("title", CHECKS)
def test_each_check_finds_its_planted_fault(browser: Any, issue_folder: Path, title: str) -> None:
    check, fault = CHECKS[title]
    with opened(browser, issue_folder, "index.html") as page:
        page.evaluate(fault)
        assert check(page) != []


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Any, issue_folder: Path, name: str, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    size = {"width": width, "height": 900}
    with opened(browser, issue_folder, name, color_scheme=scheme, viewport=size) as page:
        mark_a_sentence(page)
        # Contrast of 7 to 1 is AAA, and off in axe unless it is asked for.
        result = Axe().run(page, options={"rules": {"color-contrast-enhanced": {"enabled": True}}})
        assert result.violations_count == 0, result.generate_report()
        assert len(result.response["passes"]) > 20


def mark_a_sentence(page: Any) -> None:
    """As while it is spoken."""
    page.evaluate(
        "() => document.querySelectorAll('p .sentence').forEach(each => each.classList.add('spoken'))"
    )


def test_without_script_everything_is_there(browser: Any, issue_folder: Path) -> None:
    with opened(browser, issue_folder, "index.html", java_script_enabled=False) as page:
        assert page.locator("audio[controls]").count() == 2
        assert page.locator("button").count() == 0
        assert not page.get_by_text("Choose a sentence").first.is_visible()
        assert page.get_by_text("Do not push on.").is_visible()
        assert page.locator("a[download]").count() == 7


def test_the_policy_stops_what_an_article_might_smuggle_in(
    browser: Any, issue_folder: Path, tmp_path: Path
) -> None:
    smuggled = "<img src='x' onerror='window.broken = 1'><script>window.broken = 2</script>"
    page_text = (issue_folder / "index.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(page_text.replace("Do not push on.", smuggled), "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    assert page.evaluate("() => window.broken") is None
    page.close()


def test_the_highlight_follows_the_sound(browser: Any, issue_folder: Path) -> None:
    with opened(browser, issue_folder, "index.html") as page:
        follow_the_sound(page)


def until(page: Any, condition: str) -> None:
    """Wait up to five seconds; the page's policy forbids the eval that Playwright's own waiting needs."""
    for _ in range(100):
        if page.evaluate(f"() => {condition}"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {condition}")


def follow_the_sound(page: Any) -> None:
    spoken = "document.querySelector('.spoken')?.id"
    page.get_by_text("Do not push on.").click()
    until(page, f"{spoken} === '01-pacing-s0004'")
    began = page.evaluate("() => document.querySelector('audio').currentTime")
    assert 3 * CUE - 0.1 <= began < 5 * CUE
    until(page, f"{spoken} > '01-pacing-s0004'")
    assert page.locator(".spoken").count() == 1
    # The same by buttons, for those who do not use a mouse.
    page.evaluate("() => document.querySelector('audio').pause()")
    here = page.evaluate(f"() => {spoken}")
    page.get_by_role("button", name="Back one").first.click()
    until(page, f"{spoken} < '{here}'")
    page.evaluate("() => document.querySelector('audio').pause()")
    here = page.evaluate(f"() => {spoken}")
    page.get_by_role("button", name="On one").first.click()
    until(page, f"{spoken} > '{here}'")
    # Another recording stops this one.
    page.get_by_text("The office is closed on").click()
    until(page, "document.querySelector('article:last-child .spoken')")
    assert not page.evaluate("() => document.querySelectorAll('audio')[1].paused")
    assert page.evaluate("() => document.querySelector('audio').paused")
    assert page.locator(".spoken").count() == 1


def test_every_sentence_is_found_at_its_own_time(browser: Any, issue_folder: Path) -> None:
    """Seeks through the whole recording without playing it."""
    with opened(browser, issue_folder, "index.html") as page:
        wrong = page.evaluate(
            """async () => {
              const player = document.querySelector('audio'), wrong = [];
              const lines = JSON.parse(document.getElementById('Times').textContent)['01-pacing'];
              const once = name => new Promise(done => player.addEventListener(name, done, { once: true }));
              const ready = once('loadedmetadata');
              player.preload = 'auto';
              player.load();
              await ready;
              for (const [id, begin, end] of lines) {
                const there = once('seeked');
                player.currentTime = (begin + end) / 2;
                await there;
                const spoken = document.querySelector('.spoken');
                if (!spoken || spoken.id !== '01-pacing-' + id) wrong.push([id, spoken && spoken.id]);
              }
              return wrong;
            }"""
        )
        assert wrong == []


def test_speed_and_link_clicks(browser: Any, issue_folder: Path) -> None:
    with opened(browser, issue_folder, "index.html") as page:
        page.get_by_role("button", name="1.25×").first.click()
        assert page.evaluate(
            "() => [...document.querySelectorAll('audio')].map(each => each.playbackRate)"
        ) == [1.25, 1.25]
        pressed = page.eval_on_selector_all(
            "button[aria-pressed='true']", "all => all.map(each => each.textContent)"
        )
        assert pressed == ["1.25×", "1.25×"]
        # A click on a link inside a sentence follows the link and plays nothing.
        page.evaluate("() => addEventListener('click', event => event.preventDefault())")
        page.get_by_role("link", name="our guide to pacing").click()
        assert page.evaluate("() => document.querySelector('audio').paused")


def test_the_spoken_sentence_shows_without_colour(browser: Any, issue_folder: Path) -> None:
    for options in ({}, {"forced_colors": "active"}):
        with opened(browser, issue_folder, "index.html", **options) as page:
            mark_a_sentence(page)
            style = page.evaluate(
                """() => { const style = getComputedStyle(document.querySelector('.spoken'));
                  return [style.outlineStyle, style.outlineWidth]; }"""
            )
            assert style == ["solid", "2px"]


def test_nothing_moves_for_who_asks_for_calm(browser: Any, issue_folder: Path) -> None:
    behaviour = "() => getComputedStyle(document.documentElement).scrollBehavior"
    for wish, expected in (("reduce", "auto"), ("no-preference", "smooth")):
        with opened(browser, issue_folder, "index.html", reduced_motion=wish) as page:
            assert page.evaluate(behaviour) == expected


def test_print_leaves_out_players_and_keeps_the_words(browser: Any, issue_folder: Path) -> None:
    with opened(browser, issue_folder, "index.html") as page:
        page.emulate_media(media="print")
        assert not page.locator("audio").first.is_visible()
        assert not page.locator("nav").is_visible()
        assert page.get_by_text("This is not medical advice.").is_visible()


class RangeHandler(SimpleHTTPRequestHandler):
    """A web server that can send part of a file, as real ones do, and without which no player can seek."""

    def do_GET(self) -> None:
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if wanted is None:
            super().do_GET()
            return
        data = Path(self.translate_path(self.path)).read_bytes()
        first = int(wanted[1])
        part = data[first : int(wanted[2] or len(data)) + 1]
        self.send_response(206)
        self.send_header("Content-Type", "audio/wav")
        self.send_header("Content-Range", f"bytes {first}-{first + len(part) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)

    def log_message(self, *arguments: object) -> None:
        """Tests are quiet."""


def test_the_same_from_a_web_server(browser: Any, issue_folder: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(RangeHandler, directory=str(issue_folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_address[1]}/index.html")
    follow_the_sound(page)
    page.close()
    server.shutdown()
    server.server_close()
