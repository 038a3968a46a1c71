"""Every benchmark can be started: one that nobody ran for a week must not have broken meanwhile."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

import benchmarks

MODULES = sorted(path.stem for path in Path(benchmarks.__file__).parent.glob("[a-z]*.py"))


@pytest.mark.parametrize("name", MODULES)
def test_a_benchmark_and_all_that_it_needs_are_there(name: str) -> None:
    assert import_module(f"benchmarks.{name}").__doc__
