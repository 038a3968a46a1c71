"""The command line: thin; each command finds its room, asks it, and says what happened.

Results go to standard output, everything else to standard error.  What a person can mend is said in
words with an exit code of `errors.ExitCode`, never as a traceback.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from everyread.addresses import folder_of, is_address
from everyread.commands.bench import Bench, open_bench
from everyread.errors import EveryreadError, ExitCode, InputError, MachineError
from everyread.manifest import KINDS
from everyread.plaintext import printable, printable_lines
from everyread.workspace import Workspace, default_store

app = typer.Typer(
    name="everyread",
    help="One newsletter issue in; narrated MP3s, large print and easy read out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

SourceArgument = Annotated[
    str, typer.Argument(metavar="SOURCE", help="An issue folder, a name under sources/, or one article file.")
]
StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        help="Folder for finished work, or s3://bucket/folder; else your cache folder.",
    ),
]
JobsOption = Annotated[
    int,
    typer.Option(
        "--jobs", min=0, metavar="N", help="Processes to use; 1 is none beside this one, 0 one a core."
    ),
]
FetchOption = Annotated[
    bool, typer.Option("--fetch", help="Fetch pictures that articles show from their own web sites.")
]


class Action(StrEnum):
    """What to do with the lexicon."""

    lint = "lint"
    export = "export"
    take_in = "import"


FreshOption = Annotated[bool, typer.Option("--fresh", help="Do everything anew, whatever was done before.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Progress and result as JSON.")]


@app.command()
def build(
    source: SourceArgument,
    out: Annotated[
        str,
        typer.Option(
            "-o", "--out", metavar="OUT", help="A folder, or s3://bucket/folder; else outputs/<issue>."
        ),
    ] = "",
    only: Annotated[
        str, typer.Option("--only", metavar="KINDS", help="Some of these, with commas: " + ",".join(KINDS))
    ] = "",
    voice: Annotated[
        str, typer.Option("--voice", metavar="NAME", help="Instead of issue.toml's voice.")
    ] = "",
    fallback: Annotated[
        str,
        typer.Option("--fallback", metavar="NAME", help="For articles that the first voice cannot speak."),
    ] = "",
    size: Annotated[
        int | None,
        typer.Option("--size", min=16, max=36, metavar="PT", help="Large-print points; else issue.toml's."),
    ] = None,
    jobs: JobsOption = 0,
    store: StoreOption = "",
    scheduler: Annotated[
        str,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            help="Work on the cluster of this Dask scheduler: tcp://host:8786.",
        ),
    ] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Publish nothing if anything is wrong.")] = False,
    as_json: JsonOption = False,
    fresh: FreshOption = False,
    fetch: FetchOption = False,
) -> None:
    """Build what changed."""
    from everyread.commands import build as command

    _leave(
        lambda: command.run(
            source,
            out,
            command.Options(only, voice, size, strict, fetch, fallback),
            as_json,
            _bench(store, jobs, fresh, scheduler),
        )
    )


@app.command()
def check(
    source: SourceArgument,
    jobs: JobsOption = 0,
    store: StoreOption = "",
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="One line an article, for a spreadsheet.")] = False,
    why: Annotated[
        bool, typer.Option("--why", help="Show each article's hardest sentences, and what to do about them.")
    ] = False,
    accept: Annotated[
        str,
        typer.Option(
            "--accept", metavar="REASON", help="Let the issue read as hard as it does now; say why."
        ),
    ] = "",
    fresh: FreshOption = False,
    fetch: FetchOption = False,
) -> None:
    """Read, score and judge the articles: seconds, no audio, no PDF."""
    from everyread.commands import check as command

    options = command.Options(as_json, as_csv, why, accept, fetch)
    _leave(lambda: command.run(source, options, _bench(store, jobs, fresh)))


@app.command()
def plan(
    source: SourceArgument,
    voice: Annotated[
        str, typer.Option("--voice", metavar="NAME", help="Instead of issue.toml's voice.")
    ] = "",
    jobs: JobsOption = 0,
    store: StoreOption = "",
    as_json: JsonOption = False,
) -> None:
    """Say what a build would do: what changed, how long, how many online calls."""
    from everyread.commands import plan as command

    _leave(lambda: command.run(source, voice, as_json, _bench(store, jobs, fresh=False)))


@app.command()
def say(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The phrase, in quotes.")],
    voice: Annotated[str, typer.Option("--voice", metavar="NAME", help="Which voice.")] = "hibari",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="WAV", help="Keep the sound in this file.")
    ] = None,
    phonemes: Annotated[bool, typer.Option("--phonemes", help="Show how it is said; play nothing.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show which rule changed what, in order; play nothing.")
    ] = False,
    issue: Annotated[
        str, typer.Option("--issue", metavar="NAME", help="With the lexicon of this issue too.")
    ] = "",
) -> None:
    """Hear one phrase as the narration would say it."""
    from everyread.commands import say as command

    _leave(lambda: command.run(text, command.Options(voice, out, phonemes, explain, issue), _workspace()))


@app.command()
def lexicon(
    action: Annotated[Action, typer.Argument(metavar="ACTION", help="lint, export or import.")],
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="lint, export: an issue, else all; import: a .pls file.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="A new file for the result.")
    ] = None,
    store: StoreOption = "",
) -> None:
    """Check the lexicon, or exchange it with other programs as W3C PLS."""
    from everyread.commands import lexicon as command

    _leave(lambda: command.run(action, name, out, _bench(store, 1, fresh=False)))


class Signer(StrEnum):
    """Who signs an easy read."""

    medical = "medical"
    readers = "readers"


@app.command()
def review(
    source: SourceArgument,
    write: Annotated[
        bool, typer.Option("--write", help="Make the review files, or bring them up to date.")
    ] = False,
    sign: Annotated[
        Signer | None, typer.Option("--sign", metavar="WHO", help="Sign as: medical or readers.")
    ] = None,
    article: Annotated[
        str, typer.Option("--article", metavar="FILE", help="Only this article, or its review file.")
    ] = "",
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="The medical editor, or the readers' group.")
    ] = "",
    date: Annotated[
        str, typer.Option("--date", metavar="DAY", help="When it was checked, as 2026-11-20; else today.")
    ] = "",
    people: Annotated[
        str, typer.Option("--people", metavar="WHO", help="Readers: how many they were, or their names.")
    ] = "",
    said: Annotated[
        str, typer.Option("--said", metavar="TEXT", help="What was checked, or what the readers said.")
    ] = "",
    although: Annotated[
        str, typer.Option("--although", metavar="REASON", help="Why words are right that the guard doubts.")
    ] = "",
    jobs: JobsOption = 0,
    store: StoreOption = "",
) -> None:
    """List the easy reads that wait for people, and sign them."""
    from everyread.commands import review as command
    from everyread.review.signing import Person

    person = Person(name, date, people, said, although)
    options = command.Options(write, sign.value if sign else "", article, person)
    _leave(lambda: command.run(source, options, _bench(store, jobs, fresh=False)))


@app.command()
def new(name: Annotated[str, typer.Argument(metavar="NAME", help="For instance: spring-2027.")]) -> None:
    """Make a new issue folder to fill."""
    from everyread.commands import new as command

    _leave(lambda: command.run(name, _workspace()))


@app.command()
def proof(
    out: Annotated[
        str,
        typer.Argument(metavar="OUT", help="A finished issue's folder or address, or its name in outputs/."),
    ],
    source: Annotated[
        str,
        typer.Option("--source", metavar="SOURCE", help="What it was built from; else issue.json's name."),
    ] = "",
    jobs: JobsOption = 0,
    store: StoreOption = "",
    as_json: JsonOption = False,
    fresh: FreshOption = False,
) -> None:
    """Read every file of a finished issue back, and judge it."""
    from everyread.commands import proof as command

    _leave(lambda: command.run(out, source, as_json, _bench(store, jobs, fresh)))


@app.command()
def doctor(
    tidy: Annotated[
        bool, typer.Option("--tidy", help="Make room in the store: remove what has not been used for long.")
    ] = False,
    older_than: Annotated[
        int | None, typer.Option("--older-than", min=0, metavar="DAYS", help="How long is long; else 180.")
    ] = None,
    larger_than: Annotated[
        str,
        typer.Option("--larger-than", metavar="SIZE", help="Remove more, down to this: 500MB, 2GB."),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be removed.")] = False,
    store: StoreOption = "",
) -> None:
    """Say what is installed, what is missing, and the command that mends it; or tidy up."""
    from everyread.commands import doctor
    from everyread.commands import tidy as tidying

    options = tidying.Options(older_than, larger_than, dry_run)
    if tidy:
        _leave(lambda: tidying.run(_store_folder(store), _workspace(), options))
    if options != tidying.Options():
        raise typer.BadParameter("--older-than, --larger-than and --dry-run go with --tidy.")
    _leave(doctor.run)


@app.command()
def serve(
    out: Annotated[
        str, typer.Argument(metavar="OUT", help="A finished issue's folder, or its name under outputs/.")
    ],
    port: Annotated[
        int,
        typer.Option("--port", min=0, max=65535, metavar="N", help="Where to answer; 0 finds a free one."),
    ] = 8000,
) -> None:
    """Look at a finished issue in your browser, as members will."""
    from everyread.commands import serve as command

    _leave(lambda: command.run(out, port, _workspace()))


@app.command()
def print_profile() -> None:
    """Make the colour profile of white uncoated paper, once, for the print shop's files."""
    from everyread.commands import print_profile as command

    _leave(command.run)


def main() -> None:
    """The program `everyread`."""
    # A build makes millions of small objects and few circles of them: Python looks for circles less often.
    gc.set_threshold(100_000, 20, 20)
    app()


def _leave(work: Callable[[], ExitCode]) -> NoReturn:
    """Do the work of a command and leave with its exit code; failures are told in words."""
    try:
        code = work()
    except KeyboardInterrupt:
        _complain("Stopped. What was finished is kept: the same command goes on from there.", "")
        code = ExitCode.INTERRUPTED
    except EveryreadError as error:
        _complain(error.message, error.fix)
        code = error.exit_code
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; keep Python from complaining when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.OK
    except OSError as error:
        known = _system_error(error)
        _complain(known.message, known.fix)
        code = known.exit_code
    raise SystemExit(int(code))


def _system_error(error: OSError) -> EveryreadError:
    """What the operating system refused, in an editor's words."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return MachineError(
                "There is no space left on the disc.",
                "Nothing that was finished is lost. Free some space, then build again.",
            )
        case errno.EACCES | errno.EPERM | errno.EROFS:
            place = error.filename or "A file"
            return InputError(
                f"{place} may not be read or written.", "Give yourself permission to, then try again."
            )
        case _:
            return MachineError(f"The machine refused: {error}.", "Run: everyread doctor")


def _complain(message: str, fix: str) -> None:
    # A line of the message, or of a file's name in it, must not pass for a message of its own.
    told = printable_lines(message).replace("\n", "\n  ")
    lines = [f"everyread: {told}", *([f"  {printable(fix)}"] if fix else [])]
    sys.stderr.write("\n".join(lines) + "\n")


def _workspace() -> Workspace:
    return Workspace(Path.cwd())


def _store_folder(store: str) -> Path:
    if is_address(store):
        raise InputError(
            f"{printable(store)} cannot be tidied from here: only a folder can.",
            "Let the service remove old objects by a rule of its own: what is needed is made again.",
        )
    return folder_of(store) if store else default_store()


def _bench(store: str, jobs: int, fresh: bool, scheduler: str = "") -> Bench:
    return open_bench(_workspace(), store or default_store(), jobs, fresh, scheduler)
