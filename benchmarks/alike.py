"""Whether two outputs of one issue, built on two machines, sound and look the same.

    python -m benchmarks.alike OUT OTHER

On one machine they have the same bytes.  On another kind of processor, or with another ffmpeg, the last bits
of a voice and of an MP3 may differ, so recordings are decoded and compared by length and loudness, captions
by their words, and PDFs by what was measured.  It exits with 1 and names each difference when there are any.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from everyread.loudness import block_loudness, floats, integrated
from everyread.narration.ffmpeg import decode

RATE = 44_100
SECONDS_APART = 0.1
"""A frame of MP3 is 0.026 s: one more or less at each end, and in the middle, is no other recording."""
LOUDNESS_APART = 0.2
"""LU; EBU Tech 3341 lets two correct meters differ by 0.1 each."""


def differences(out: Path, other: Path) -> Iterator[str]:
    """Each difference that a listener or reader would notice, in a line of English."""
    ours, theirs = _outputs(out), _outputs(other)
    for path in sorted(ours.keys() ^ theirs.keys()):
        yield f"{path}: only in {out if path in ours else other}"
    for path in sorted(ours.keys() & theirs.keys()):
        yield from (f"{path}: {each}" for each in _apart(out / path, other / path))
        pages = [each[path]["facts"].get("pages") for each in (ours, theirs)]
        if pages[0] != pages[1]:
            yield f"{path}: {pages[0]} and {pages[1]} pages"


def _apart(ours: Path, theirs: Path) -> Iterator[str]:
    first, second = ours.read_bytes(), theirs.read_bytes()
    if first == second:
        return
    match ours.suffix:
        case ".mp3":
            seconds, loudness = zip(_heard(first, ours.name), _heard(second, theirs.name), strict=True)
            if abs(seconds[0] - seconds[1]) > SECONDS_APART:
                yield f"{seconds[0]:.2f} and {seconds[1]:.2f} seconds"
            if abs(loudness[0] - loudness[1]) > LOUDNESS_APART:
                yield f"{loudness[0]:.1f} and {loudness[1]:.1f} LUFS"
        case ".vtt" if _words(first) != _words(second):
            yield "other words"
        case ".txt":
            yield "other words"


def _heard(mp3: bytes, name: str) -> tuple[float, float]:
    """Seconds and LUFS."""
    samples = decode(mp3, RATE, f"of {name}")
    return len(samples) / RATE, integrated(block_loudness(floats(samples), RATE))


def _words(captions: bytes) -> list[str]:
    return [line for line in captions.decode().splitlines() if "-->" not in line]


def _outputs(out: Path) -> dict[str, dict[str, Any]]:
    manifest = json.loads((out / "issue.json").read_text(encoding="utf-8"))
    return {output["path"]: output for output in manifest["outputs"]}


def main() -> None:
    """Print the differences of the two folders that are named."""
    found = list(differences(Path(sys.argv[1]), Path(sys.argv[2])))
    sys.stdout.write("\n".join(found or ["They are alike."]) + "\n")
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
