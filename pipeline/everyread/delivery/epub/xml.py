"""The book's templates, whose output is XML."""

from __future__ import annotations

from typing import Any

from everyread.delivery import words
from everyread.plaintext import fit_for_xml


def clock(milliseconds: int) -> str:
    """A clock value of SMIL 3.0 (5.4.3), such as "0:02:29.683"."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


FILTERS = (("minutes", words.minutes), ("listed", words.listed), ("clock", clock))


class Templates:
    """The templates in these folders, the first that has one."""

    def __init__(self, folders: tuple[str, ...]) -> None:
        from everyread.typeset.templates import environment

        self._jinja = environment(folders, FILTERS)

    def xml(self, name: str, **values: Any) -> bytes:
        """What a template makes of these values, all of them escaped, without characters that XML forbids."""
        return fit_for_xml(self._jinja.get_template(name).render(values)).encode()
