"""How long a member waits for a page, in a real browser.

    python -m benchmarks.pages OUT [--times 5]

OUT is a finished issue.  Each of its pages is opened from a web server on this machine: as it is, and as on a
slow telephone, which has a quarter of the speed, 1.6 Mbit/s and 150 ms to the server and back.  It tells
the time until everything is there (the event "load"): the middle one of several.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from everyread.commands.serve import HOST, open_server

SLOWER = 4
"""Times; a telephone of some years ago beside a desktop computer."""
LINE = {"offline": False, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8, "latency": 150}
"""Bytes a second and milliseconds: what browsers' own tools call "slow 4G"."""


@dataclass(frozen=True, slots=True)
class Wait:
    """What one page costs a member."""

    page: str
    bytes: int
    requests: int
    seconds: float
    on_a_telephone: float


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    with chromium() as browser:
        report(waits(browser, options.out, options.times))


@contextmanager
def chromium() -> Iterator[Any]:
    """Debian's browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


def waits(browser: Any, out: Path, times: int) -> list[Wait]:
    """What each page of a finished issue costs."""
    pages = ["index.html", *sorted(f"articles/{path.name}" for path in (out / "articles").glob("*.html"))]
    with open_server(out, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://{HOST}:{server.server_port}"
        found = [_wait(browser, address, page, out, times) for page in pages]
        server.shutdown()
    return found


def report(found: Iterable[Wait]) -> None:
    sys.stdout.write("| page | KB | requests | seconds | on a slow telephone |\n")
    sys.stdout.write("| --- | ---: | ---: | ---: | ---: |\n")
    for each in found:
        row = f"{each.bytes / 1000:.0f} | {each.requests} | {each.seconds:.2f} | {each.on_a_telephone:.2f}"
        sys.stdout.write(f"| {each.page} | {row} |\n")


def _wait(browser: Any, address: str, page: str, out: Path, times: int) -> Wait:
    here = [_load(browser, f"{address}/{page}", telephone=False) for _ in range(times)]
    away = [_load(browser, f"{address}/{page}", telephone=True) for _ in range(times)]
    return Wait(
        page,
        (out / page).stat().st_size,
        max(requests for requests, _ in here),
        statistics.median(seconds for _, seconds in here),
        statistics.median(seconds for _, seconds in away),
    )


def _load(browser: Any, address: str, *, telephone: bool) -> tuple[int, float]:
    """How many files were asked for, and the seconds until they were there, with nothing kept from before."""
    context = browser.new_context()
    page = context.new_page()
    if telephone:
        tools = context.new_cdp_session(page)
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", LINE)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    loaded = page.evaluate("() => performance.getEntriesByType('navigation')[0].loadEventEnd")
    context.close()
    return len(asked), loaded / 1000


if __name__ == "__main__":
    main()
