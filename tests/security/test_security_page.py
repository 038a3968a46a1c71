"""SECURITY.md says what the program does: its bounds are read from the page and compared."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

from everyread.settings import Limits

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_the_limits_on_the_page_are_the_settings() -> None:
    told = {name: int(value) for name, value in re.findall(r"^\| `(\w+)` \| (\d+) \|$", PAGE, re.MULTILINE)}
    assert told == Limits().model_dump()


def test_the_fixed_bounds_on_the_page_are_the_programs() -> None:
    told = re.findall(r"^\| [^|]+ \| `([\w.]+)\.([A-Z_]+)` \| (\d+) \|$", PAGE, re.MULTILINE)
    assert len(told) >= 14
    for module, name, value in told:
        assert getattr(import_module(module), name) == int(value), f"{module}.{name}"


def test_every_constant_that_bounds_what_is_read_from_anywhere_is_on_the_page() -> None:
    """A new bound at these doors has to be told."""
    for path in ("sources/guard.py", "sources/fetch.py", "tomlfile.py"):
        text = (ROOT / "pipeline" / "everyread" / path).read_text(encoding="utf-8")
        module = f"everyread.{path.removesuffix('.py').replace('/', '.')}"
        for name in re.findall(r"^((?:MOST|LARGEST|LONGEST|DEEPEST)\w*) =", text, re.MULTILINE):
            assert f"`{module}.{name}`" in PAGE or name == "MOST_NULS", f"{module}.{name}"


def test_the_folders_on_the_page_exist() -> None:
    for path in re.findall(r"`(tests/[\w/]+)`", PAGE):
        assert (ROOT / path).exists(), path
