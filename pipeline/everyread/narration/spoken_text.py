"""What was said, for an editor to read: every sentence, as it is heard, or the reason why it is not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from everyread.narration.sounds import without_sounds

_WORD = re.compile(r"[^\W_]+")
HEADER = (
    "What is heard, in order. Each line begins with the number of its sentence; f is the description of a "
    "picture, t that of a table, a another announcement. What the page prints otherwise stands below."
)
NOTHING = "Everything that is printed is read out."


def spoken_text(said: Iterable[tuple[str, str, str]], skipped: Iterable[tuple[str, str, str]]) -> str:
    """The file for an editor.

    `said` holds id, what is printed ("" for an announcement) and what is heard; `skipped` id, what is printed
    and why it is not heard.
    """
    lines = [HEADER, ""]
    for name, written, heard in said:
        plain = without_sounds(heard)
        lines.append(f"{name}  {plain}")
        if written and _words(written) != _words(plain):
            lines.append(f"       printed: {written}")
    unheard = [f"{name}  {written}\n       not read: {reason}" for name, written, reason in skipped]
    return (
        "\n".join([*lines, "", *(["Printed, and not read out:", *unheard] if unheard else [NOTHING])]) + "\n"
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("’", "'").casefold())
