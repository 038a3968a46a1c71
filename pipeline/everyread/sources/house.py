"""The publisher's own rules: `house.toml`, checked, with the file and line of a mistake.

`sources/house.toml` holds for every issue; a `house.toml` in an issue's folder adds to it and comes first.
The rules are bounded by what they can say: selectors have few parts, and a line pattern has only "*" and
"#", so that no page can make them run long.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from everyread.settings import Section
from everyread.sources.parts import folded
from everyread.tomlfile import checked, read_toml

HOUSE_FILE = "house.toml"
_LONGEST_SELECTOR = 200
_MOST_PARTS = 4
"""Parts of a selector such as "main .post p": each one multiplies the work on a deeply nested page."""
_SLOW = re.compile(r":has\b|:nth|:not\b|:is\b|:where\b|~")
"""What makes a selector look at the page again for each element."""
_LONGEST_PATTERN = 200
_MOST_STARS = 3
"""Each star multiplies the work on a line by its length, at most `LONGEST_LINE`."""
_FEWEST_LETTERS = 3
"""Letters or digits without which a pattern would match nearly every line."""
LONGEST_LINE = 300
"""Characters of a line that a pattern may drop; a longer one is a paragraph, which needs a selector."""


def _selector(text: str) -> str:
    """A CSS selector that is valid and cheap; else ValueError in words for the editor."""
    import cssselect2  # type: ignore[import-untyped]

    if len(text) > _LONGEST_SELECTOR or _SLOW.search(text):
        raise ValueError(
            f"use tags, .classes, #ids and [attributes] only, in at most {_LONGEST_SELECTOR} characters"
        )
    if any(len(re.split(r"\s*[>+]\s*|\s+", part.strip())) > _MOST_PARTS for part in text.split(",")):
        raise ValueError(f"a selector may have at most {_MOST_PARTS} parts")
    try:
        found = cssselect2.compile_selector_list(text)
    except cssselect2.SelectorError as error:
        raise ValueError("this is no CSS selector; it should look like .donate-box or div#menu") from error
    if any(selector.pseudo_element for selector in found):
        raise ValueError("a selector must name an element of the page, and ::before and the like are none")
    return text


def _line(text: str) -> str:
    """A line pattern with enough letters and few stars; else ValueError in words for the editor."""
    if len(text) > _LONGEST_PATTERN or text.count("*") > _MOST_STARS:
        raise ValueError(f"use at most {_MOST_STARS} stars and {_LONGEST_PATTERN} characters")
    if len(re.sub(r"[\W_]+", "", text)) < _FEWEST_LETTERS:
        raise ValueError(f"give at least {_FEWEST_LETTERS} letters, or it would drop nearly every line")
    return text


def _kept(text: str) -> str:
    if not folded(text):
        raise ValueError("give the words that must be kept")
    return text


class Html(Section):
    """Rules for web pages."""

    take: tuple[Annotated[str, AfterValidator(_selector)], ...] = Field(default=(), max_length=50)
    """CSS selectors of the article; the first that finds something on the page decides."""
    drop: tuple[Annotated[str, AfterValidator(_selector)], ...] = Field(default=(), max_length=50)
    """CSS selectors of what is never part of an article; a disclaimer or helpline in it is still kept."""


class Lines(Section):
    """Rules for lines, in files of every kind."""

    drop: tuple[Annotated[str, AfterValidator(_line)], ...] = Field(default=(), max_length=500)
    """Whole lines to drop. "*" stands for any words, "#" for a number; capitals do not matter."""


class Keep(Section):
    """Words that must reach every reader."""

    text: Annotated[str, AfterValidator(_kept), Field(max_length=2000)]
    """A paragraph with these words in it is kept, wherever it stands in the file."""
    role: Literal["disclaimer", "warning", "helpline", "credit"] = "disclaimer"
    """What it is."""


class Disclaimer(Section):
    """What the publisher's disclaimer says."""

    text: str = Field(default="", max_length=2000)
    """Its words, or the part of them that is always the same."""
    required: bool = False
    """Whether an article without a disclaimer is held back, whatever issue.toml says."""


class House(Section):
    """A publisher's own rules."""

    html: Html = Html()
    lines: Lines = Lines()
    keep: tuple[Keep, ...] = Field(default=(), max_length=200)
    disclaimer: Disclaimer = Disclaimer()

    def before(self, other: House) -> House:
        """These rules, then those of `other`; a disclaimer given here replaces the other's."""
        return House(
            html=Html(take=self.html.take + other.html.take, drop=self.html.drop + other.html.drop),
            lines=Lines(drop=self.lines.drop + other.lines.drop),
            keep=self.keep + other.keep,
            disclaimer=self.disclaimer if self.disclaimer != Disclaimer() else other.disclaimer,
        )


NO_HOUSE = House()
"""No rules of its own."""


def read_house(*paths: Path) -> House:
    """The rules in these files together, the first file's first; a file that is not there has none.

    Raises InputError with file and line.
    """
    house = NO_HOUSE
    for path in reversed(paths):
        if path.is_file():
            house = _read(path).before(house)
    return house


def _read(path: Path) -> House:
    text, values = read_toml(path, 'words need "double quotes", and a list needs [square brackets].')
    return checked(House, values, path, text)


def drops_line(house: House) -> Callable[[str], bool]:
    """Whether the publisher has a line dropped."""
    patterns = [_compiled(pattern) for pattern in house.lines.drop]

    def drops(line: str) -> bool:
        if not patterns or len(line) > LONGEST_LINE:
            return False
        key = folded(line)
        return any(pattern.fullmatch(key) for pattern in patterns)

    return drops


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Matches lines after `folded`, so spelling of quotes, dashes and capitals does not matter."""
    signs = {"*": ".{0,300}", "#": r"\d[\d ]{0,20}"}
    made = ""
    for piece in re.split(r"([*#])", pattern):
        if piece in signs:
            made += signs[piece]
        elif words := folded(piece):
            made += rf"\ ?{re.escape(words)}\ ?"
    return re.compile(made)
