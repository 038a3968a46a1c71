"""`everyread lexicon`: check the words and how to say them, or exchange them with other programs."""

from __future__ import annotations

import sys
from pathlib import Path

from everyread.commands.bench import Bench, say
from everyread.delivery.words import count
from everyread.errors import ExitCode, InputError
from everyread.issue import Issue, open_issue
from everyread.narration.lexicon import Lexicon
from everyread.narration.lexicon_file import LEXICON_FILE, lexicon_for, own_lexicon, read_lexicon
from everyread.narration.lexicon_lint import lint
from everyread.narration.pls import as_toml, from_pls, to_pls
from everyread.plaintext import printable
from everyread.reading import read


def run(action: str, name: str, out: Path | None, bench: Bench) -> ExitCode:
    """Do one of: lint, export, import.

    Raises InputError for a file that cannot be read, or one that would be overwritten.
    """
    match action:
        case "export":
            return _export(name, out, bench)
        case "import":
            return _import(name, out)
        case _:
            return _lint(name, bench)


def _lint(name: str, bench: Bench) -> ExitCode:
    shared = read_lexicon(bench.workspace.word_list(LEXICON_FILE))
    issue = open_issue(name, bench.workspace) if name else None
    own = own_lexicon(issue.folder) if issue else Lexicon()
    texts = _texts(issue, bench) if issue and own.entries else []
    file = f"{issue.name}/{LEXICON_FILE}" if issue else ""
    findings = lint(shared, own, texts, file=file)
    for each in findings:
        say(printable(f"{each.severity} {each.rule}: {each.file}: {each.message} {each.fix}"))
    entries = len(shared.entries) + len(own.entries)
    say(f"{entries} entries, {count(len(findings), 'finding')}.")
    return ExitCode.OK if all(each.severity == "note" for each in findings) else ExitCode.NEEDS_EDITOR


def _texts(issue: Issue, bench: Bench) -> list[str]:
    with bench.workshop() as workshop:
        edition = read(issue, workshop)
    return [sentence.text for entry in edition.entries for sentence in entry.article.sentences()]


def _export(name: str, out: Path | None, bench: Bench) -> ExitCode:
    folder = open_issue(name, bench.workspace).folder if name else None
    lexicon = lexicon_for(bench.workspace.word_list(LEXICON_FILE), folder)
    data, left = to_pls(lexicon)
    _tell(left)
    _give(data.decode(), out, f"{len(lexicon.entries) - len(left)} words")
    return ExitCode.OK


def _import(name: str, out: Path | None) -> ExitCode:
    path = Path(name)
    if not path.is_file():
        raise InputError(f"There is no file “{name}”.", "Name a PLS file: everyread lexicon import names.pls")
    exchanged = from_pls(path.read_bytes(), name)
    _tell(exchanged.left)
    _give(as_toml(exchanged.lexicon), out, f"{len(exchanged.lexicon.entries)} words")
    return ExitCode.OK


def _give(text: str, out: Path | None, what: str) -> None:
    """On standard output, or in a new file: what people have written is never overwritten."""
    if out is None:
        say(text.rstrip("\n"))
        return
    if out.exists():
        raise InputError(f"{out} is there already.", "Choose another name with -o, then copy what you need.")
    out.write_text(text, encoding="utf-8")
    say(f"{what} are in {out}.")


def _tell(left: tuple[str, ...]) -> None:
    for each in left:
        sys.stderr.write(f"Left out: {printable(each)}.\n")
