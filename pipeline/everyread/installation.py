"""What is installed: this program's own code, and the version of everything it needs."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.metadata import PackageNotFoundError, requires, version

from everyread.store import code_digest

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_MOST_NAMED = 5


@cache
def installation() -> Mapping[str, str]:
    """Versions by name; two machines on which they are the same make the same of a task."""
    package = resources.files("everyread")
    modules = sorted(
        each.name.removesuffix(".py")
        for each in package.iterdir()
        if each.name.endswith(".py") or (each.is_dir() and not each.name.startswith("_"))
    )
    found = {"everyread": code_digest(*modules)[:12], "Python": ".".join(map(str, sys.version_info[:2]))}
    for requirement in requires("everyread") or ():
        name = _NAME.match(requirement)
        if name and "extra ==" not in requirement:
            found[name[0]] = _version(name[0])
    return found


def differences(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """In words: "weasyprint 70.0 and not 71.0"; empty when there are none."""
    different = [
        f"{name} {theirs.get(name) or 'missing'} and not {ours.get(name) or 'missing'}"
        for name in sorted({*ours, *theirs})
        if ours.get(name) != theirs.get(name)
    ]
    more = len(different) - _MOST_NAMED
    return ", ".join(different[:_MOST_NAMED]) + (f", and {more} more" if more > 0 else "")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # for another Python only
        return ""
