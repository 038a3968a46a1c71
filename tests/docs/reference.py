"""The reference pages of docs/, made from the code so that they cannot drift.

`python -m tests.docs.reference` writes them; a test fails when they differ.
"""

from __future__ import annotations

from pathlib import Path

import typer.main
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from everyread.cli import app
from everyread.errors import ExitCode
from everyread.findings import RULES
from everyread.manifest import schema_text
from everyread.settings import (
    ArticleSettings,
    Delivery,
    EasyRead,
    Gates,
    LargePrint,
    Limits,
    Narration,
    Pictures,
    PrintShop,
    Readability,
    Section,
    Settings,
)

ROOT = Path(__file__).parent.parent.parent
MADE = "<!-- Made from the program by `python -m tests.docs.reference`. Do not edit by hand. -->\n"


def commands_page() -> str:
    """Every command with its options, and the exit codes."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    parts = [MADE, "# Commands\n"]
    for name, command in sorted(group.commands.items()):
        usage = " ".join(["everyread", name, *_arguments(command)])
        parts.append(f"## {name}\n\n{command.help}\n\n```\n{usage}\n```\n")
        options = [each for each in command.params if isinstance(each, TyperOption)]
        if options:
            rows = [f"| `{_spelling(each)}` | {each.help} |" for each in options]
            parts.append("\n".join(["| option | meaning |", "| --- | --- |", *rows]) + "\n")
    codes = [f"| {int(code)} | {_doc(code)} |" for code in ExitCode]
    parts.append("\n".join(["## Exit codes\n", "| code | meaning |", "| --- | --- |", *codes]) + "\n")
    return "\n".join(parts)


def settings_page() -> str:
    """Every setting of issue.toml with its default and meaning."""
    tables: list[tuple[str, type[Section], str]] = [
        ("At the top of the file", Settings, "Before the first table."),
        ("[narration]", Narration, "How the audio sounds."),
        ("[large-print]", LargePrint, "How the large print looks."),
        ("[easy-read]", EasyRead, "How the easy-read draft looks."),
        ("[print-shop]", PrintShop, "The files for the print shop."),
        ("[delivery]", Delivery, "Feed, e-book, talking book and USB stick."),
        ("[gates]", Gates, "What an article must meet."),
        ("[readability]", Readability, "The rules of plain writing."),
        ("[pictures]", Pictures, "Where pictures may come from."),
        ("[limits]", Limits, "The most that a file may hold."),
        ("[[article]]", ArticleSettings, "One entry for each article you want to place or rename."),
    ]
    parts = [
        MADE,
        "# Settings: issue.toml\n",
        "Every setting has a default. You only write what you change.\n",
    ]
    for title, model, words in tables:
        rows = [
            f"| `{field.alias or name}` | {_default(field.default)} | {_meaning(model, name)} |"
            for name, field in model.model_fields.items()
            if not _is_table(field.default) and name != "article"
        ]
        parts.append(
            "\n".join(
                [
                    f"## {title}\n",
                    f"{words}\n",
                    "| setting | default | meaning |",
                    "| --- | --- | --- |",
                    *rows,
                ]
            )
            + "\n"
        )
    return "\n".join(parts)


def findings_page() -> str:
    """Every rule id with its severity and what it says."""
    rows = [f"| {rule} | {severity} | {words} |" for rule, (severity, words) in RULES.items()]
    return (
        "\n".join([MADE, "# Findings\n", "| rule | severity | meaning |", "| --- | --- | --- |", *rows])
        + "\n"
    )


PAGES = {
    "docs/commands.md": commands_page,
    "docs/settings.md": settings_page,
    "docs/findings.md": findings_page,
    "pipeline/everyread/issue.schema.json": schema_text,
}


def _arguments(command: TyperCommand) -> list[str]:
    return [str(each.metavar) for each in command.params if isinstance(each, TyperArgument)]


def _spelling(option: TyperOption) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.metavar or option.type.name.upper()}"


def _doc(code: ExitCode) -> str:
    """The docstring under a member, read from the source as `inspect` cannot give it."""
    lines = (
        Path(__import__("everyread.errors", fromlist=["x"]).__file__).read_text(encoding="utf-8").splitlines()
    )
    at = next(number for number, line in enumerate(lines) if line.strip().startswith(f"{code.name} = "))
    return lines[at + 1].strip().strip('"')


def _meaning(model: type[Section], name: str) -> str:
    """The docstring under a field; its name in words where there is none."""
    return model.model_fields[name].description or name.replace("_", " ").capitalize() + "."


def _default(value: object) -> str:
    return "needed" if repr(value) == "PydanticUndefined" else "none" if value == "" else f"`{value}`"


def _is_table(value: object) -> bool:
    return isinstance(value, Section)


if __name__ == "__main__":
    for path, page in PAGES.items():
        (ROOT / path).write_text(page(), encoding="utf-8")
