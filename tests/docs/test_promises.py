"""Each promise in docs/promises.md names what proves it, and that is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.docs.reference import ROOT

PAGE = ROOT / "docs" / "promises.md"


def proofs(text: str) -> dict[str, list[str]]:
    """Each promise of the tables, with the tests and measurements that it names."""
    rows = [line.strip("| \n").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {row[0]: re.findall(r"`([^`]+)`", row[-1]) for row in rows if row[0] not in ("promise", "---")}


def is_there(proof: str) -> bool:
    """A test `file::name`, or a measurement `python -m benchmarks.name`."""
    if module := re.fullmatch(r"python -m ([\w.]+)( .*)?", proof):
        return (ROOT / (module[1].replace(".", "/") + ".py")).is_file()
    file, _, name = proof.partition("::")
    return (ROOT / file).is_file() and name in functions(ROOT / file)


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


PROMISES = proofs(PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("promise", PROMISES)
def test_what_proves_a_promise_is_there(promise: str) -> None:
    assert PROMISES[promise], "names no proof"
    assert [proof for proof in PROMISES[promise] if not is_there(proof)] == []


def test_a_promise_without_its_test_is_seen() -> None:
    page = "| promise | proof |\n| --- | --- |\n| We fly. | `tests/docs/test_promises.py::test_flying` |\n"
    (named,) = proofs(page).values()
    assert [is_there(proof) for proof in named] == [False]
    assert is_there("tests/docs/test_promises.py::is_there")
    assert not is_there("python -m benchmarks.flying")
