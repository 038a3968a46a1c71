"""Characters that no text of a newsletter holds, and text as a terminal may show it.

A terminal obeys control characters; XML 1.0 (2.2, "Characters") has no place for them; and marks that turn
the direction of writing (Unicode, UAX 9, 2) make a name look like another one.
"""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def forbidden_in(text: str) -> str:
    """The first character that no text may hold, as "U+001B"; empty when there is none.

    Tabs and line ends are text.  So is half a character (a surrogate) none: Python has them from file names
    that are not UTF-8.
    """
    found = _NEVER.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def without_forbidden(text: str) -> str:
    """The text with a space for each of them."""
    return _NEVER.sub(" ", text)


def fit_for_xml(text: str, instead: str = "") -> str:
    """The text with `instead` for what XML 1.0 (2.2) cannot hold, not even as a reference."""
    return _NOT_XML.sub(instead, text)


def is_one_line(text: str) -> bool:
    """Whether it can stand in a list, a message or a file that goes line by line."""
    return not forbidden_in(text) and "\n" not in text and "\t" not in text


def printable(text: str) -> str:
    """Text on one line, safe for a terminal: no control characters, so no escape sequences."""
    return text if text.isprintable() else "".join(each if each.isprintable() else " " for each in text)


def printable_lines(text: str) -> str:
    """The same for text of several lines."""
    return "\n".join(printable(line) for line in text.split("\n"))
