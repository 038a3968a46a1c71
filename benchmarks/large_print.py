"""Pages a second and peak memory of large print, beside other engines on the same text in the same run.

    python -m benchmarks.large_print [--articles 1 10 40 80] [--words 1250] [--times 1] [--typst PYTHON]

Repeats the articles of the demonstration issue, with titles of their own, until each has about so many
words, which makes about 350 pages of 40 articles.  Every engine runs in a process of its own: everyread with
its tags and PDF/A, WeasyPrint by itself on the same HTML and CSS, headless Chromium on the same, and Typst on
the same words in its own language.  Figures are the operating system's, from start to end, for all processes
of an engine together, start of Python included.  On a machine that others use too, `--times 5` runs the
engines by turns so many times, and gives the least CPU time and the median.  Typst is not a part of
everyread: `--typst` names a Python that has it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import page
import pypdfium2

from benchmarks.large_print_text import ROOT, prepare
from benchmarks.watching import KILOBYTES, LOOK_EVERY, Watch

ARTICLES = (1, 10, 40, 80)
WORDS = 1250


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process cost, its children included."""

    wall: float
    cpu: float
    megabytes: float


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="+", default=ARTICLES)
    parser.add_argument("--words", type=int, default=WORDS)
    parser.add_argument("--times", type=int, default=1, help="how often each engine is run")
    parser.add_argument("--typst", default=sys.executable, help="a Python that has the package typst")
    options = parser.parse_args()
    engines = _engines(options.typst)
    say(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}\n")
    say(
        "| articles | words | engine | pages | wall s | least CPU s | median | pages/CPU s | MB | kB "
        "| PDF/UA-1 | PDF/A-2a |"
    )
    say("| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |")
    for count in options.articles:
        with TemporaryDirectory() as scratch:
            folder = Path(scratch)
            words = prepare(folder, count, options.words)
            costs: dict[str, list[Cost]] = {engine: [] for engine in engines}
            for _ in range(options.times):
                for engine, command in engines.items():
                    costs[engine].append(_cost(command(folder)))
            for engine in engines:
                _tell(folder, engine, costs[engine], f"| {count} | {words} | {engine}")


def _engines(typst: str) -> dict[str, Callable[[Path], list[str]]]:
    """The command of each engine that is here; says which is not."""
    engines: dict[str, Callable[[Path], list[str]]] = {
        name: lambda folder, name=name: [sys.executable, "-m", "benchmarks.setting", name, str(folder)]  # type: ignore[misc]
        for name in ("everyread", "weasyprint")
    }
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium:
        engines["chromium"] = lambda folder: _chromium(chromium, folder)
    else:
        say("Chromium is not here, so it was not measured.")
    if subprocess.run([typst, "-c", "import typst"], capture_output=True, check=False).returncode == 0:
        engines["typst"] = lambda folder: [typst, "-m", "benchmarks.setting", "typst", str(folder)]
    else:
        say("Typst is not here, so it was not measured: give --typst a Python that has the package typst.")
    return engines


def _chromium(program: str, folder: Path) -> list[str]:
    # Chromium refuses to run as root inside its sandbox; the page is ours and has no scripts.
    rights = ["--no-sandbox"] if os.geteuid() == 0 else []
    options = [
        "--headless",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={folder / 'profile'}",
    ]
    return [
        program,
        *rights,
        *options,
        f"--print-to-pdf={folder / 'chromium.pdf'}",
        f"{folder / 'chromium.html'}",
    ]


def _tell(folder: Path, engine: str, costs: list[Cost], row: str) -> None:
    data = (folder / f"{engine}.pdf").read_bytes()
    pages = len(pypdfium2.PdfDocument(data))
    verdicts = (
        _verdict(data, profile)
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
    )
    least = min(cost.cpu for cost in costs)
    say(
        f"{row} | {pages} | {min(cost.wall for cost in costs):.1f} | {least:.1f} "
        f"| {median(cost.cpu for cost in costs):.1f} | {pages / least:.0f} "
        f"| {max(cost.megabytes for cost in costs):.0f} | {len(data) // 1000} | {' | '.join(verdicts)} |"
    )


def _verdict(data: bytes, profile: page.ValidationProfile) -> str:
    failed = page.validate_pdf_bytes(data, profile=profile).rules.failed
    return f"{failed} rules failed" if failed else "met"


def _cost(command: list[str]) -> Cost:
    """Run a command to its end and account for it and the processes that it starts."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)
    watch = Watch(process.pid)
    while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
        watch.look()
        time.sleep(LOOK_EVERY)
    _, status, usage = ended
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    wall = time.perf_counter() - started
    return Cost(
        wall,
        max(usage.ru_utime + usage.ru_stime, watch.cpu()),
        max(usage.ru_maxrss / KILOBYTES, watch.megabytes),
    )


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
