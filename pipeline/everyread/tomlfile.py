"""A TOML file that an editor wrote: read, or refused in words that say what to mend."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from everyread.errors import InputError


def read_toml(path: Path, hint: str) -> tuple[str, dict[str, Any]]:
    """The text of the file, for line numbers, and its values.

    Raises InputError when it is no UTF-8 or no TOML; `hint` says how its lines should look.
    FileNotFoundError is the caller's to judge.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is not plain text in UTF-8.", "Save it as UTF-8 in your editor, then try again."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path} cannot be read: {error}.", f"Look at that line: {hint}") from error
