"""`everyread doctor --tidy`: make room, and say what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from everyread.commands.bench import say, tell
from everyread.delivery.words import count
from everyread.errors import ExitCode, InputError
from everyread.tidy import AGE, Piece, size_of, tidy, tidy_outputs
from everyread.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Options:
    """What to tidy, and how thoroughly."""

    older_than: int | None = None
    """Days."""
    larger_than: str = ""
    """A size, as a person writes it."""
    dry_run: bool = False


def run(store: Path, workspace: Workspace, options: Options) -> ExitCode:
    """Tidy the store and what lies beside the outputs.

    Raises InputError while a build runs, and when a size cannot be read.
    """
    if not store.is_dir():
        raise InputError(
            f"There is no store in {store}.", "Nothing needs tidying, or it is elsewhere: --store"
        )
    days = AGE if options.older_than is None else options.older_than
    most = size_of(options.larger_than) if options.larger_than else None
    done = tidy(store, days, most, dry_run=options.dry_run)
    issues = tidy_outputs(workspace.outputs, tell, dry_run=options.dry_run)
    verb = "Would remove" if options.dry_run else "Removed"
    lines = [
        *_line(done.old, f"{verb} {{}} that nothing has used for {count(days, 'day')}: {{}}."),
        *_line(done.surplus, f"{verb} {{}} that were not used for longest, to come down to the size: {{}}."),
        *_line(done.unfinished, f"{verb} {{}} that builds were writing when they were stopped: {{}}."),
        *(
            f"{'Would end' if options.dry_run else 'Ended'} what a stopped build began in {each}."
            for each in issues
        ),
    ]
    say("\n".join(lines or ["There is nothing to tidy."]))
    say(f"The store {store} {'would hold' if options.dry_run else 'holds'} {_amount(done.left)}.")
    if lines:
        say(
            "What was removed is made again when a build needs it."
            if not options.dry_run
            else "Nothing was done."
        )
    return ExitCode.OK


def _line(pieces: Sequence[Piece], text: str) -> list[str]:
    amount = _amount(sum(piece.bytes for piece in pieces))
    return [text.format(count(len(pieces), "file"), amount)] if pieces else []


def _amount(number: int) -> str:
    """Bytes in words, in decimal units, as a shop counts a disc."""
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if number >= size:
            return f"{number / size:.1f} {unit}"
    return count(number, "byte")
