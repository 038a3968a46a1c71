"""How fast narration is, beside the bare voice and the bare encoder on the same text in the same run.

    python -m benchmarks.narration [--articles 6] [--words 4500]

Each figure is of one process on one core: seconds of finished sound for each CPU second, and the most memory
that it held.  The narration is everything from an article to its labelled MP3: normalising, speaking,
assembling, mastering, encoding, and listening to the result.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory


@dataclass(frozen=True, slots=True)
class Use:
    """What a process used: CPU seconds with its children's, and the most memory in MB of any of them."""

    cpu: float
    megabytes: float


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=6)
    parser.add_argument("--words", type=int, default=4500)
    parser.add_argument("--narrate", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.narrate:
        narrate_all(options.narrate)
        return
    with TemporaryDirectory() as scratch:
        measure(Path(scratch), options.articles, options.words)


def measure(folder: Path, count: int, words: int) -> None:
    """Narrate an issue, run the bare engines on it, and print what each used."""
    # Here, since the process that narrates and is measured runs this module too.
    from benchmarks.issue import as_wav, say
    from benchmarks.words import articles

    for name, text in articles(count, words):
        (folder / name).write_text(text, encoding="utf-8")
    ours = use([sys.executable, "-m", "benchmarks.narration", "--narrate", str(folder)])
    for mp3 in folder.glob("*.mp3"):
        as_wav(mp3, mp3.with_suffix(".wav"))
    seconds = sum(wav.stat().st_size for wav in folder.glob("*.wav")) / 2 / 24000
    bare = [sys.executable, "-m", "benchmarks.bare"]
    voice, encoder = (use([*bare, engine, str(folder), "0", "1"]) for engine in ("voice", "encoder"))
    python = sys.version.split()[0]
    say(f"{count} articles, {words} words, {seconds / 60:.0f} minutes of sound, Python {python}\n")
    say("| run | CPU s | sound s for each CPU s | memory MB |")
    say("| --- | ---: | ---: | ---: |")
    for name, each in {"narration": ours, "bare voice": voice, "bare encoder": encoder}.items():
        say(f"| {name} | {each.cpu:.1f} | {seconds / each.cpu:.0f} | {each.megabytes:.0f} |")
    say(f"\nNarration to bare voice and encoder: {ours.cpu / (voice.cpu + encoder.cpu):.2f} times.")


def use(command: list[str]) -> Use:
    """Run a command alone and account for it."""
    root = str(Path(__file__).parent.parent)
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": root}
    process = subprocess.Popen(command, env=environment, stdout=sys.stderr)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
    return Use(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def narrate_all(folder: Path) -> None:
    """The narration of every article in a folder, one after the other, in this process."""
    from everyread.narration.lexicon_file import read_lexicon
    from everyread.narration.task import NarrationOrder, narrate
    from everyread.settings import Narration
    from everyread.sources.task import read_source, read_task
    from everyread.store import Store
    from everyread.workspace import Workspace

    lexicon = read_lexicon(Workspace(folder).word_list("lexicon.toml"))
    store = Store(folder / "store")
    for path in sorted(folder.glob("*.md")):
        reading = read_source(read_task(path, folder).arguments, store)
        order = NarrationOrder(reading.files["article-1"], lexicon, Narration())
        mp3 = store.get(narrate(order, store).files["mp3"])
        path.with_suffix(".mp3").write_bytes(mp3)


if __name__ == "__main__":
    main()
