"""Damaged inputs for everything that reads what people wrote:  python -m tests.fuzz --inputs 20000 --seed 1

Each input follows from the seed, its target and its number alone, so that `--only "glossary" --first 17
--inputs 1` makes the same one again.  What went wrong is told with just that, and the bytes are kept under
fuzz-failures/ in the working folder.  Leaves with 1 if anything went wrong.

An input has a bound of processor time, and the whole program one of memory; either is a failure.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.sources import limit
from tests.fuzz.targets import Target, all_targets

MEMORY = 4 * 1024**3
"""Bytes of address space, libraries and all; a damaged file needs some 400 MB."""
EMPTIED = 50
"""Inputs after which the working folder is made anew."""


@dataclass
class Tally:
    """What became of a target's inputs."""

    outcomes: Counter[str] = field(default_factory=Counter)
    failures: int = 0
    slowest: float = 0.0
    """Seconds of the processor."""


def fuzz(targets: Sequence[Target], inputs: int, seed: int, first: int = 0) -> dict[str, Tally]:
    """So many inputs, shared out among the targets."""
    shares = sum(target.share for target in targets)
    tallies = {target.name: Tally() for target in targets}
    with tempfile.TemporaryDirectory() as folder:
        for target in targets:
            count = -(-inputs * target.share // shares)  # rounded up, so that all together are no fewer
            for number in range(first, first + count):
                _one(target, seed, number, _clean(Path(folder), number), tallies[target.name])
    return tallies


def _clean(folder: Path, number: int) -> Path:
    place = folder / str(number // EMPTIED)
    if not place.exists():
        for each in folder.iterdir():
            shutil.rmtree(each, ignore_errors=True)
        place.mkdir()
    return place


def _one(target: Target, seed: int, number: int, folder: Path, tally: Tally) -> None:
    name, data = target.make(random.Random(f"{seed} {target.name} {number}"))
    began = time.process_time()
    try:
        with limit(target.seconds):
            tally.outcomes[target.run(name, data, folder)] += 1
    except Exception:  # noqa: BLE001 - any error that is none of ours is what is looked for
        tally.failures += 1
        kept = Path("fuzz-failures") / f"{seed}-{number}-{target.name.replace(' ', '-')}-{name}"
        with suppress(OSError):
            kept.parent.mkdir(exist_ok=True)
            kept.write_bytes(data)
        sys.stderr.write(
            f'--only "{target.name}" --seed {seed} --first {number} --inputs 1, kept in {kept}\n'
            f"{traceback.format_exc()}\n"
        )
    tally.slowest = max(tally.slowest, time.process_time() - began)


def table(tallies: dict[str, Tally]) -> Iterator[str]:
    """A line a target, then all together."""
    yield f"{'target':<20} {'inputs':>7} {'failures':>8} {'slowest':>8}  what became of the others"
    for name, tally in tallies.items():
        total = tally.outcomes.total() + tally.failures
        outcomes = ", ".join(f"{count} {outcome}" for outcome, count in sorted(tally.outcomes.items()))
        yield f"{name:<20} {total:>7} {tally.failures:>8} {tally.slowest:>6.2f} s  {outcomes}"
    total = sum(tally.outcomes.total() + tally.failures for tally in tallies.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    yield f"{total} inputs, {sum(tally.failures for tally in tallies.values())} failures, at most {peak} MB"


def main() -> int:
    """The command; 1 if anything went wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=20_000, help="in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first input of each target")
    parser.add_argument("--only", default="", help="targets whose names hold this")
    options = parser.parse_args()
    targets = [target for target in all_targets() if options.only in target.name]
    if not targets:
        parser.error(f"no target is called so; there are: {', '.join(each.name for each in all_targets())}")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    tallies = fuzz(targets, options.inputs, options.seed, options.first)
    sys.stdout.write("\n".join(table(tallies)) + "\n")
    return 1 if any(tally.failures for tally in tallies.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
