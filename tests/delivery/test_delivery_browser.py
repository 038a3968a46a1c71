"""All pages in a real browser: what axe finds, and the faults that no tool finds."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from magazine import CUE

from everyread.commands.serve import HOST, open_server
from everyread.proof.page import HEAVIEST

pytestmark = pytest.mark.xdist_group("browser")
INDEX, ARTICLE, OTHER = "index.html", "articles/01-pacing.html", "articles/02-notice.html"
TARGET = 44
"""CSS pixels: WCAG 2.2, 2.5.5 (AAA)."""
VAGUE = re.compile(r"^(click here|here|more|read more|download|link|pdf|mp3|html)$", re.IGNORECASE)


@pytest.fixture
def web_address(issue_folder: Path) -> Iterator[str]:
    """Where a web server gives the issue out.

    Tests of what a page remembers use it, because Chromium at times forgets what a page from the disc kept:
    7 of 150 reloads under load, of a page that did nothing else; 0 of 150 from a server.
    """
    with open_server(issue_folder, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}"
        server.shutdown()


@contextmanager
def opened(browser: Any, place: Path | str, name: str, **options: Any) -> Iterator[Any]:
    """A page from the disc, as from a memory stick, or from a web address; it must log no error."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{place.as_uri() if isinstance(place, Path) else place}/{name}")
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
        """least => [...document.querySelectorAll('button, a, audio, summary, select, input, label')]
          .filter(each => !each.closest('.sentence, li.finding, .prose, table, .how dd, footer p'))
          .filter(each => !each.matches('.skip, .unseen, .choose label, label input'))
          .filter(each => each.checkVisibility())
          .map(each => [each.textContent.trim(), each.getBoundingClientRect()])
          .filter(([, box]) => box.height < least || box.width < least)
          .map(([text, box]) => `${text}: ${box.width} by ${box.height}`)""",
        TARGET,
    )


def silent_to_the_deaf(page: Any) -> list[str]:
    """Players whose words are not on the page, or on the pages that the contents lead to."""
    return page.evaluate(
        """() => [...document.querySelectorAll('audio')].filter(sound => {
            const times = document.getElementById('Times');
            const lines = times ? JSON.parse(times.textContent).map(([id]) => document.getElementById(id))
              : [...document.querySelectorAll('.contents h3 a')];
            const shown = each => each && each.textContent.trim() && each.checkVisibility();
            return !lines.length || !lines.every(shown);
          }).map(sound => sound.getAttribute('src'))"""
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
    for _ in range(16):
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


def covered_focus(page: Any) -> list[str]:
    """The stops of the Tab key that lie wholly under something else (WCAG 2.2, 2.4.11)."""
    faults = []
    for _ in range(28):
        page.keyboard.press("Tab")
        fault = page.evaluate(
            """() => { const at = document.activeElement;
              if (at === document.body || at.matches('.unseen, #Text')) return '';
              const parts = [0.02, 0.5, 0.98];
              const points = [...at.getClientRects()].flatMap(box => parts.flatMap(x => parts.map(
                y => [box.left + box.width * x, box.top + box.height * y])));
              const shown = points.some(([x, y]) => at.contains(document.elementFromPoint(x, y)));
              return shown ? '' : at.tagName + ' ' + at.textContent.trim().slice(0, 40); }"""
        )
        faults += [fault] * bool(fault)
    return faults


CHECKS: dict[str, tuple[Callable[[Any], list[str]], str]] = {
    # Each check with a fault that it must find, planted in an article's page by script.
    "players have labels": (
        unlabelled_players,
        "document.querySelector('audio').removeAttribute('aria-label')",
    ),
    "players have their words beside them": (
        silent_to_the_deaf,
        "document.querySelector('#Text').hidden = true",
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
    "focus is not covered": (
        covered_focus,
        "document.querySelector('.transport').style.cssText = 'position: fixed; inset: 0'",
    ),
    "first comes the skip link": (not_a_skip_link_first, "document.querySelector('.skip').remove()"),
    "nothing sticks out": (sideways, "document.querySelector('h1').style.width = '4000px'"),
}


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [
        (INDEX, 320, 640),
        (ARTICLE, 320, 256),
        (ARTICLE, 1280, 800),
        ("report.html", 320, 640),
    ],
)
def test_the_faults_no_tool_finds_are_not_there(
    browser: Any, issue_folder: Path, name: str, width: int, height: int
) -> None:
    """320 by 256 is what is left of 1280 by 1024 when it is magnified four times."""
    size = {"width": width, "height": height}
    # Calm: a page that is still scrolling has not arrived.
    with opened(browser, issue_folder, name, viewport=size, reduced_motion="reduce") as page:
        for title, (check, _) in CHECKS.items():
            if check in (unseen_focus, covered_focus, not_a_skip_link_first):
                page.reload()  # the Tab key begins at the top again
            unfold(page)
            assert check(page) == [], title


@pytest.mark.parametrize("title", CHECKS)
def test_each_check_finds_its_planted_fault(browser: Any, issue_folder: Path, title: str) -> None:
    check, fault = CHECKS[title]
    with opened(browser, issue_folder, ARTICLE, reduced_motion="reduce") as page:
        page.evaluate(fault)
        assert check(page) != []


def unfold(page: Any) -> None:
    page.evaluate("() => document.querySelectorAll('.page details').forEach(each => { each.open = true; })")


def choose(page: Any, **choices: str) -> None:
    """As the reader does, by the controls."""
    summary = page.locator(".choices summary")
    summary.click()
    for name, value in choices.items():
        page.locator(f".choices input[name={name}][value='{value}']").check()
    summary.click()


@pytest.mark.parametrize(
    ("name", "options", "choices"),
    [
        (INDEX, {"color_scheme": "light", "viewport": {"width": 320, "height": 900}}, {}),
        (ARTICLE, {"color_scheme": "dark"}, {}),
        (ARTICLE, {"color_scheme": "light", "viewport": {"width": 320, "height": 900}}, {"size": "4"}),
        (ARTICLE, {"color_scheme": "dark"}, {"theme": "cream", "spacing": "wide"}),
    ],
)
def test_axe_finds_nothing(
    browser: Any, issue_folder: Path, name: str, options: dict[str, Any], choices: dict[str, str]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with opened(browser, issue_folder, name, **options) as page:
        mark_a_sentence(page)
        if choices:
            choose(page, **choices)
        unfold(page)
        # Contrast of 7 to 1 is AAA, and off in axe unless it is asked for.
        result = Axe().run(page, options={"rules": {"color-contrast-enhanced": {"enabled": True}}})
        assert result.violations_count == 0, result.generate_report()
        assert len(result.response["passes"]) > 20


def mark_a_sentence(page: Any) -> None:
    """As while it is spoken."""
    page.evaluate(
        "() => document.querySelectorAll('.sentence').forEach(each => each.classList.add('spoken'))"
    )


def test_the_largest_letters_fit_the_smallest_screen(browser: Any, issue_folder: Path) -> None:
    for name in (INDEX, ARTICLE):
        with opened(browser, issue_folder, name, viewport={"width": 320, "height": 640}) as page:
            choose(page, size="4", spacing="wide")
            unfold(page)
            assert sideways(page) == []
            size = page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)")
            assert size > 30


def test_without_script_everything_is_there(browser: Any, issue_folder: Path) -> None:
    with opened(browser, issue_folder, ARTICLE, java_script_enabled=False) as page:
        assert page.locator("audio[controls]").is_visible()
        assert page.locator("button:visible, select:visible, summary:visible").count() == 0
        assert not page.get_by_text("Choose any sentence").first.is_visible()
        assert page.get_by_text("Do not push on.").is_visible()
        assert page.locator("a[download]:visible").count() == 3
        follow(page, page.get_by_role("link", name="A short notice"), OTHER)
        assert page.get_by_text("The office is closed on 1 January.").is_visible()
        follow(page, page.get_by_role("link", name="All articles"), INDEX)
        assert page.locator("h3").count() == 2
        assert not page.get_by_text("With a keyboard").is_visible()


def test_the_policy_stops_what_an_article_might_smuggle_in(
    browser: Any, issue_folder: Path, tmp_path: Path
) -> None:
    smuggled = "<img src='x' onerror='window.broken = 1'><script>window.broken = 2</script>"
    page_text = (issue_folder / ARTICLE).read_text("utf-8")
    (tmp_path / "index.html").write_text(page_text.replace("Do not push on.", smuggled), "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    assert page.evaluate("() => window.broken") is None
    page.close()


SPOKEN = "(document.querySelector('.spoken') || {}).id"


def until(page: Any, condition: str) -> None:
    """Wait until it is true; half a minute at most, for a machine may be busy.

    The page's policy forbids the eval that Playwright's own waiting needs.
    """
    for _ in range(600):
        if page.evaluate(f"() => {condition}"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {condition}")


def listen(page: Any) -> None:
    """Write down each sentence that is marked: a test that looks now and then would miss some."""
    page.evaluate(
        """() => { window.heard = [];
          new MutationObserver(changes => {
            for (const { target } of changes) {
              if (target.classList.contains('spoken') && heard.at(-1) !== target.id) heard.push(target.id);
            }
          }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['class'] }); }"""
    )


def first_heard(page: Any, act: Callable[[], object]) -> str:
    """The sentence that is marked first after an act."""
    page.evaluate("() => { heard.length = 0; }")
    act()
    until(page, "heard.length > 0")
    return str(page.evaluate("() => heard[0]"))


def slowly(page: Any) -> None:
    """From here on, so that no busy machine comes to the end of the sound, where "Play" begins again."""
    page.evaluate("() => { document.querySelector('audio').playbackRate = 0.1; }")


def after(sentence: str, step: int) -> str:
    return f"s{int(sentence[1:]) + step:04d}"


def pause(page: Any) -> str:
    """Stop the sound, wait until the page knows of it, and give the sentence that is marked then."""
    stop = """async () => { const sound = document.querySelector('audio');
      if (sound.paused) return;
      const told = new Promise(done => sound.addEventListener('pause', () => setTimeout(done)));
      sound.pause();
      await told; }"""
    page.evaluate(stop)
    return str(page.evaluate(f"() => {SPOKEN}"))


def press(page: Any, name: str) -> Callable[[], None]:
    return page.get_by_role("button", name=name).click


def follow(page: Any, link: Any, name: str) -> None:
    """Go to another page by a link, and be there."""
    link.click()
    page.wait_for_url(f"**/{name}*")


def seek(page: Any, seconds: float) -> None:
    """Go to a moment without playing."""
    page.evaluate(
        """async seconds => { const sound = document.querySelector('audio');
          const once = name => new Promise(done => sound.addEventListener(name, done, { once: true }));
          if (!sound.readyState) {
            const ready = once('loadedmetadata');
            sound.preload = 'auto';
            sound.load();
            await ready;
          }
          const there = once('seeked');
          sound.currentTime = seconds;
          await there; }""",
        seconds,
    )


def follow_the_sound(page: Any) -> None:
    listen(page)
    line = page.get_by_text("Do not push on.")
    assert first_heard(page, line.click) == "s0004"
    until(page, "heard.length > 2")
    assert page.evaluate("() => heard.slice(0, 3)") == ["s0004", "s0005", "s0006"]
    slowly(page)
    line.click()
    assert page.locator(".spoken").count() == 1
    # The same by buttons, for those who do not use a mouse.
    here = pause(page)
    assert first_heard(page, press(page, "Back one sentence")) == after(here, -1)
    here = pause(page)
    assert first_heard(page, press(page, "Next sentence")) == after(here, 1)
    press(page, "Pause")()
    assert page.evaluate("() => document.querySelector('audio').paused")


def test_the_highlight_follows_the_sound(browser: Any, issue_folder: Path) -> None:
    with opened(browser, issue_folder, ARTICLE) as page:
        follow_the_sound(page)


IN_SIGHT = """(() => { const line = document.querySelector('.spoken').getBoundingClientRect();
  return line.top > document.querySelector('.transport').getBoundingClientRect().bottom
    && line.bottom < innerHeight; })()"""


def test_the_sentence_that_is_heard_is_in_sight(browser: Any, issue_folder: Path) -> None:
    with opened(browser, issue_folder, ARTICLE, viewport={"width": 800, "height": 600}) as page:
        listen(page)
        press(page, "Play")()
        until(page, "heard.includes('s0004')")
        pause(page)
        until(page, IN_SIGHT)  # the scrolling is smooth


def test_whoever_reads_elsewhere_is_left_in_peace(browser: Any, issue_folder: Path) -> None:
    calm = {"viewport": {"width": 800, "height": 600}, "reduced_motion": "reduce"}  # it would move at once
    with opened(browser, issue_folder, ARTICLE, **calm) as page:
        listen(page)
        press(page, "Play")()
        until(page, "heard.includes('s0003')")
        page.evaluate("() => { scrollTo(0, document.body.scrollHeight); heard.length = 0; }")
        far = page.evaluate("() => scrollY")
        until(page, "heard.length > 2")
        assert page.evaluate("() => scrollY") == far > 0
        assert not page.evaluate(f"() => {IN_SIGHT}")


def test_paragraphs_are_skipped(browser: Any, issue_folder: Path) -> None:
    with opened(browser, issue_folder, ARTICLE) as page:
        listen(page)
        page.get_by_text("Speed, sleep timer and more").click()
        seek(page, 2 * CUE + 0.1)  # "Rest before you are tired."
        assert first_heard(page, press(page, "Next paragraph")) == "s0006"  # the heading after it
        pause(page)
        seek(page, 5 * CUE + 0.1)
        assert first_heard(page, press(page, "Back one paragraph")) == "s0003"
        pause(page)
        seek(page, 4 * CUE + 0.1)
        assert first_heard(page, press(page, "Back one paragraph")) == "s0003"  # from its middle, to its own


def test_a_sentence_is_chosen_by_keyboard(browser: Any, issue_folder: Path) -> None:
    with opened(browser, issue_folder, ARTICLE) as page:
        listen(page)
        page.locator("#Text").focus()
        for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowRight"):
            page.keyboard.press(key)
        assert page.locator(".chosen").get_attribute("id") == "s0003"
        assert first_heard(page, lambda: page.keyboard.press("Enter")) == "s0003"
        assert page.locator(".chosen").count() == 0
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Escape")
        assert page.locator(".chosen").count() == 0


def test_every_sentence_is_found_at_its_own_time(browser: Any, issue_folder: Path) -> None:
    """Seeks through the whole recording without playing it."""
    with opened(browser, issue_folder, ARTICLE) as page:
        seek(page, 0.1)
        wrong = page.evaluate(
            """async () => {
              const player = document.querySelector('audio'), wrong = [];
              const once = name => new Promise(done => player.addEventListener(name, done, { once: true }));
              for (const [id, begin, end] of JSON.parse(document.getElementById('Times').textContent)) {
                const there = once('seeked');
                player.currentTime = (begin + end) / 2;
                await there;
                const spoken = document.querySelector('.spoken');
                if (!spoken || spoken.id !== id) wrong.push([id, spoken && spoken.id]);
              }
              return wrong;
            }"""
        )
        assert wrong == []


def test_choices_stay_chosen_from_page_to_page(browser: Any, web_address: str) -> None:
    look = """() => { const style = getComputedStyle(document.body);
      return [style.backgroundColor, style.fontSize, parseFloat(style.letterSpacing) > 0]; }"""
    with opened(browser, web_address, INDEX, color_scheme="dark") as page:
        before = page.evaluate(look)
        choose(page, theme="cream", size="3", spacing="wide")
        after = page.evaluate(look)
        assert before[0] != after[0] == "rgb(253, 244, 224)"
        assert before[1:] == ["20px", False]
        assert after[1:] == ["30px", True]
        follow(page, page.get_by_role("link", name="A short notice", exact=True), OTHER)
        assert page.evaluate(look) == after
        choose(page, theme="", size="", spacing="")
        assert page.evaluate(look) == before


def test_speed_stays_chosen_and_a_link_is_no_place_to_play_from(browser: Any, web_address: str) -> None:
    rate = "() => document.querySelector('audio').playbackRate"
    with opened(browser, web_address, ARTICLE) as page:
        page.get_by_text("Speed, sleep timer and more").click()
        page.get_by_label("Speed").select_option("Slow")
        assert page.evaluate(rate) == 0.75
        page.reload()
        assert page.evaluate(rate) == 0.75
        page.evaluate("() => addEventListener('click', event => event.preventDefault())")
        page.get_by_role("link", name="our guide to pacing").click()
        assert page.evaluate("() => document.querySelector('audio').paused")


def stopped_at(page: Any) -> str:
    """Where the sound stands still, as a clock shows it; the recording is shorter than a minute."""
    return f"0:{int(page.evaluate('() => document.querySelector(`audio`).currentTime')):02d}"


def test_it_goes_on_where_the_reader_stopped(browser: Any, web_address: str) -> None:
    with opened(browser, web_address, ARTICLE) as page:
        seek(page, 8.1)
        slowly(page)
        press(page, "Play")()
        until(page, "document.querySelector('audio').currentTime > 8.15")
        press(page, "Pause")()
        at = stopped_at(page)
        page.reload()
        assert page.get_by_role("status").text_content() == f"Play goes on at {at}, where you stopped."
        slowly(page)
        press(page, "Play")()
        until(page, "document.querySelector('audio').currentTime > 8")
        pause(page)
        at = stopped_at(page)
        follow(page, page.get_by_role("link", name="Winter 2026", exact=True), INDEX)
        assert page.get_by_text(f"You stopped at {at}.").is_visible()
        follow(page, page.get_by_role("link", name="Go on listening"), ARTICLE)
        assert page.locator("h1").text_content() == "Pacing: “rest” & <b>less</b>"


def test_at_the_very_beginning_there_is_nothing_to_remember(browser: Any, web_address: str) -> None:
    with opened(browser, web_address, ARTICLE) as page:
        seek(page, 1)
        # For a moment only, however busy the machine is.
        page.evaluate(
            """async () => { const sound = document.querySelector('audio');
              await sound.play();
              const stopped = new Promise(done => sound.addEventListener('pause', done, { once: true }));
              sound.pause();
              await stopped; }"""
        )
        page.reload()
        assert page.get_by_role("status").text_content() == ""


@pytest.mark.parametrize(
    "storage",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })",
        "Storage.prototype.getItem = () => '{broken'",
        "Storage.prototype.setItem = () => { throw new Error('full'); }",
    ],
)
def test_a_browser_that_keeps_nothing_loses_nothing_else(
    browser: Any, issue_folder: Path, storage: str
) -> None:
    with opened(browser, issue_folder, ARTICLE) as page:
        page.add_init_script(storage)
        page.reload()
        choose(page, theme="dark")
        follow_the_sound(page)


def test_the_sleep_timer_stops_the_sound(browser: Any, issue_folder: Path) -> None:
    with opened(browser, issue_folder, ARTICLE) as page:
        # The time of day stands still until it is told to move.
        page.evaluate(
            "() => { const begin = Date.now(); window.passed = 0; Date.now = () => begin + passed; }"
        )
        page.get_by_text("Speed, sleep timer and more").click()
        page.get_by_label("Sleep timer").select_option("5 minutes")
        assert "will stop in 5 minutes" in page.get_by_role("status").text_content()
        press(page, "Play")()
        until(page, "document.querySelector('audio').currentTime > 0.5")
        assert page.evaluate("() => document.querySelector('audio').volume") == 1
        page.evaluate("() => { passed = 298500; }")
        until(page, "document.querySelector('audio').volume < 0.5")
        page.evaluate("() => { passed = 300001; }")
        until(page, "document.querySelector('audio').paused")
        assert page.get_by_role("status").text_content() == "The sound has stopped, as you asked."
        assert page.get_by_label("Sleep timer").input_value() == "0"
        assert page.evaluate("() => document.querySelector('audio').volume") == 1


def test_the_whole_issue_is_heard_from_its_page(browser: Any, issue_folder: Path) -> None:
    now = "document.querySelector('audio').currentTime"
    with opened(browser, issue_folder, INDEX) as page:
        press(page, "Play")()
        until(page, f"{now} > 0.2")
        pause(page)
        press(page, "On 30 seconds")()
        until(page, f"{now} > 30")
        press(page, "Back 30 seconds")()
        until(page, f"{now} < 30")
        page.get_by_label("Place in the recording").fill("45")
        until(page, f"{now} === 45")
        assert page.get_by_label("Place in the recording").get_attribute("aria-valuetext") == "0:45 of 12:00"


def test_a_recording_that_is_not_there_is_said_in_words(browser: Any, issue_folder: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((issue_folder / ARTICLE).as_uri())
    page.evaluate("() => { document.querySelector('audio').src = '../audio/nothing.wav'; }")
    page.get_by_role("button", name="Play").click()
    until(page, "document.querySelector('.status').textContent.startsWith('The sound file cannot be played')")
    context.close()


def test_the_spoken_sentence_shows_without_colour(browser: Any, issue_folder: Path) -> None:
    for options in ({}, {"forced_colors": "active"}):
        with opened(browser, issue_folder, ARTICLE, **options) as page:
            mark_a_sentence(page)
            style = page.evaluate(
                """() => { const style = getComputedStyle(document.querySelector('.spoken'));
                  return [style.outlineStyle, style.outlineWidth]; }"""
            )
            assert style == ["solid", "2px"]


def test_nothing_moves_for_who_asks_for_calm(browser: Any, issue_folder: Path) -> None:
    behaviour = "() => getComputedStyle(document.documentElement).scrollBehavior"
    for wish, expected in (("reduce", "auto"), ("no-preference", "smooth")):
        with opened(browser, issue_folder, ARTICLE, reduced_motion=wish) as page:
            assert page.evaluate(behaviour) == expected
            moving = "() => document.getAnimations().length"
            assert page.evaluate(moving) == 0


def test_print_leaves_out_players_and_keeps_the_words(browser: Any, issue_folder: Path) -> None:
    with opened(browser, issue_folder, ARTICLE, color_scheme="dark") as page:
        choose(page, theme="dark")
        page.emulate_media(media="print")
        for unwanted in ("audio", ".transport", ".player", "nav", ".downloads", ".choices"):
            assert not page.locator(unwanted).first.is_visible(), unwanted
        assert page.get_by_text("This is not medical advice.").is_visible()
        assert page.get_by_text("Ring us on").is_visible()
        style = "getComputedStyle(document.body)"
        colours = page.evaluate(f"() => [{style}.color, {style}.backgroundColor]")
        assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


@pytest.mark.parametrize("name", [INDEX, ARTICLE])
def test_a_page_is_one_small_file(browser: Any, web_address: str, name: str) -> None:
    """Nothing else is fetched until somebody plays, so that it is there in a second on a slow line."""
    context = browser.new_context()
    page = context.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    answer = page.goto(f"{web_address}/{name}", wait_until="networkidle")
    weight = len(answer.body())
    context.close()
    assert fetched == [f"{web_address}/{name}"]
    assert weight < HEAVIEST


def test_the_same_from_a_web_server(browser: Any, web_address: str) -> None:
    with opened(browser, web_address, ARTICLE) as page:
        follow_the_sound(page)
