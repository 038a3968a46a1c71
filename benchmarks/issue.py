"""How long an issue takes, beside the bare engines on the same text in the same run.

    python -m benchmarks.issue [--articles 40] [--words 30000]

Makes an issue of generated articles in a temporary folder and builds it three times with a store of its
own: cold, warm, and after one changed sentence.  Then each engine alone does its part of the work, in as many
processes as the build has workers.  Every figure is of whole processes: CPU seconds from the operating
system's own account.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import html

from benchmarks.words import articles


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost, its children included."""

    wall: float
    cpu: float

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.wall + other.wall, self.cpu + other.cpu)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--words", type=int, default=30_000)
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        measure(Path(scratch), options.articles, options.words)


def measure(scratch: Path, count: int, words: int) -> None:
    """Build an issue three ways, run the bare engines, and print what each cost."""
    folder = scratch / "sources" / "big"
    folder.mkdir(parents=True)
    for name, text in articles(count, words):
        (folder / name).write_text(text, encoding="utf-8")
    cold = cost([build_command()], scratch)
    outputs = json.loads((scratch / "outputs" / "big" / "issue.json").read_text())["outputs"]
    warm = cost([build_command()], scratch)
    change_one_sentence(folder)
    changed = cost([build_command()], scratch)
    seconds = [
        each["facts"]["seconds"] for each in outputs if each["path"].endswith(".mp3") and each["article"]
    ]
    lay_out(scratch / "outputs" / "big", folder)
    bare = {
        engine: cost(bare_commands(engine, folder), scratch) for engine in ("voice", "encoder", "weasyprint")
    }
    parsing = cost(bare_commands("parser", folder), scratch)
    total = sum(bare.values(), start=Cost(0, 0))
    pages = sum(output["facts"].get("pages", 0) for output in outputs)
    say(f"{count} articles, {words} words, {sum(seconds) / 60:.0f} minutes of sound, {pages} pages of PDF")
    say(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
    say("| run | wall s | CPU s |")
    say("| --- | ---: | ---: |")
    rows = {"build, cold": cold, "build, warm": warm, "build, one sentence changed": changed}
    rows |= {f"bare {engine}": each for engine, each in bare.items()} | {"bare engines, sum": total}
    rows |= {"bare parser (English model), not in the sum": parsing}
    for name, each in rows.items():
        say(f"| {name} | {each.wall:.1f} | {each.cpu:.1f} |")
    say(f"\nCold build to bare engines: {cold.cpu / total.cpu:.2f} times their CPU seconds.")
    say(f"With the parser among them: {cold.cpu / (total + parsing).cpu:.2f} times.")


def build_command() -> list[str]:
    return [str(Path(sys.executable).with_name("everyread")), "build", "big", "--store", "store"]


def bare_commands(engine: str, folder: Path) -> list[list[str]]:
    shares = len(os.sched_getaffinity(0))
    start = [sys.executable, "-m", "benchmarks.bare", engine, str(folder)]
    return [[*start, str(share), str(shares)] for share in range(shares)]


def cost(commands: list[list[str]], folder: Path) -> Cost:
    """Run commands side by side to their end, in `folder`, and account for them."""
    root = str(Path(__file__).parent.parent)
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": root}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    running = [subprocess.Popen(each, cwd=folder, env=environment, stdout=sys.stderr) for each in commands]
    codes = [process.wait() for process in running]
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if any(codes):
        raise SystemExit(f"failed: {' '.join(commands[0])}")
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def lay_out(finished: Path, folder: Path) -> None:
    """What the bare engines work on beside the articles: the words of the easy reads, and all recordings.

    Recordings become 24 kHz WAV files.  The whole issue's is left out, since a build binds it without
    encoding anything again.  Not timed.
    """
    for page in (finished / "easy-read").glob("*.html"):
        lines = [" ".join(line.text_content().split()) for line in html.parse(page).iterfind(".//main//p")]
        (folder / f"{page.stem}.easy").write_text("\n".join(lines), encoding="utf-8")
    for mp3 in finished.glob("[ae]*/[0-9][0-9]-*.mp3"):
        as_wav(mp3, folder / f"{mp3.parent.name}-{mp3.stem}.wav")


def as_wav(mp3: Path, wav: Path) -> None:
    """The sound of an MP3, at the rate of the voice."""
    subprocess.run(["ffmpeg", "-loglevel", "error", "-i", str(mp3), "-ar", "24000", str(wav)], check=True)


def change_one_sentence(folder: Path) -> None:
    """Add one sentence to the first paragraph of the first article."""
    path = sorted(folder.glob("*.md"))[0]
    lines = path.read_text(encoding="utf-8").splitlines()
    at = max(range(len(lines)), key=lambda number: len(lines[number]))
    lines[at] += " This one sentence is new."
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
