"""Tables and quotations typed with what a keyboard has: tabs, pipes, and > in front of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from everyread.article import Cell, Run, Table, unsplit
from everyread.sources.lists import SURE
from everyread.sources.repair import clean

_FEWEST_ROWS = 2
_MOST_COLUMNS = 12
_RULE = re.compile(r"[+|:=-]*[-=]{3,}[+|:=-]*")
"""The line under a head, or around a table: |---|---| or +----+----+."""
_MARK = re.compile(rf"[{SURE}*–—o-]|\(?(?:\d{{1,3}}|[A-Za-z])[.)]|\[\d{{1,3}}\]|")
"""A first cell that makes the line an entry of a list, with a tab behind its bullet; or an empty one."""
_QUOTED = re.compile(r"\s{0,3}>\s?(?!\s*>)(.*)|\s{0,3}>\s*")


def table_at(lines: Sequence[str], at: int) -> tuple[Table, int] | None:
    """The table that begins on this line, and the line behind it; None where there is none.

    The rows of a table have the same number of cells, two at least, with one tab or pipe between.
    """
    for split in (_by_pipes, _by_tabs):
        rows: list[list[str]] = []
        head = 0
        end = at
        ruled = False  # two rules in a row end a table
        while end < len(lines):
            cells = split(lines[end])
            rule = _is_rule(lines[end])
            if rule and not ruled and (rows or end == at):
                head = len(rows) if len(rows) == 1 else head
            elif not (rule and ruled) and cells and (not rows or len(cells) == len(rows[0])):
                rows.append(cells)
            else:
                break
            ruled = rule
            end += 1
        if len(rows) >= _FEWEST_ROWS:
            return _table(rows, head or _head(rows)), end
    return None


def quoted_at(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """The lines of the quotation marked with > that begins here, without their marks, and the line behind."""
    found: list[str] = []
    end = at
    while end < len(lines) and (match := _QUOTED.fullmatch(lines[end])):
        found.append(match[1] or "")
        end += 1
    return found, end


def _by_pipes(line: str) -> list[str]:
    text = line.strip()
    if "|" not in text:
        return []
    cells = [clean(cell).strip() for cell in text.removeprefix("|").removesuffix("|").split("|")]
    framed = text.startswith("|") and text.endswith("|") and len(text) > 1
    return cells if _are_cells(cells) and (framed or all(cells)) else []


def _by_tabs(line: str) -> list[str]:
    if "\t" not in line.strip():
        return []
    cells = [clean(cell).strip() for cell in re.split(r"\t+", line.rstrip())]
    return cells if _are_cells(cells) and not _MARK.fullmatch(cells[0]) else []


def _are_cells(cells: list[str]) -> bool:
    return 2 <= len(cells) <= _MOST_COLUMNS and any(cells)


def _is_rule(line: str) -> bool:
    text = re.sub(r"\s", "", line)
    return ("|" in text or "+" in text) and _RULE.fullmatch(text) is not None


def _head(rows: list[list[str]]) -> int:
    """1 when the first row can only be a head: no figures in it, and figures in every row below."""

    def figures(row: list[str]) -> bool:
        return any(cell[:1].isdigit() or cell[:1] in "£$€" for cell in row[1:] if cell)

    return int(all(rows[0]) and not figures(rows[0]) and all(figures(row) for row in rows[1:]))


def _table(rows: list[list[str]], head: int) -> Table:
    made = [
        tuple(Cell(unsplit(Run(cell)), header=index < head) for cell in row) for index, row in enumerate(rows)
    ]
    return Table(made[0] if head else (), tuple(made[head:]))
