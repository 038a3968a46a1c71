"""Front matter: the data that Markdown files carry in front of their text, between "---" or "+++" lines.

Between "---" it is YAML as people write it, which is not YAML: keys with a value, a list of "- values", or
lines indented under the key, and nothing else.  Between "+++" it is TOML.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from everyread.article import Removed, Run
from everyread.sources.parts import Draft
from everyread.sources.repair import clean

_YAML = re.compile(r"\A\s*---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(.{0,50000}?\n)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"([A-Za-z_][\w -]{0,40}):(?:\s+(.*)|\s*)")
_ENTRY = re.compile(r"\s*-\s+(.*)")
_FIELDS = {
    "title": "title",
    "section": "section",
    "category": "section",
    "categories": "section",
    "issue": "issue",
    "author": "author",
    "authors": "author",
    "byline": "author",
    "date": "date",
    "standfirst": "standfirst",
    "subtitle": "standfirst",
    "summary": "standfirst",
    "description": "standfirst",
}
"""What front matter and document properties call things, and what they are here; the first one wins."""
_RUNS = frozenset({"title", "standfirst"})


def take_front_matter(text: str) -> tuple[str, Draft]:
    """The text after its front matter, and a draft with what that says; unknown values are listed."""
    if match := _YAML.match(text):
        return text[match.end() :], _told(_yaml(match[1]))
    if match := _TOML.match(text):
        try:
            values = tomllib.loads(match[1])
        except (tomllib.TOMLDecodeError, RecursionError):
            return text, Draft(())  # then it is text: nothing is lost
        return text[match.end() :], _told({key: _in_words(value) for key, value in values.items()})
    return text, Draft(())


def with_field(draft: Draft, key: str, value: str) -> Draft | None:
    """The draft with a value that stands under this name; None when no field has it, or it is filled."""
    field = _FIELDS.get(key.lower().strip())
    if field is None or getattr(draft, field):
        return None
    change: dict[str, Any] = {field: (Run(value),) if field in _RUNS else value}
    return replace(draft, **change)


def _told(values: Mapping[str, str]) -> Draft:
    draft = Draft(())
    for key, value in values.items():
        if value:
            draft = with_field(draft, key, value) or draft.without(
                Removed(f"{key}: {value}", "front-matter", "It is data about the page, not text.")
            )
    return draft


def _in_words(value: Any) -> str:
    """A TOML value as a person would write it."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_in_words, value)))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_in_words(each)}" for key, each in value.items())
    return clean(str(value)).strip()


def _yaml(front: str) -> dict[str, str]:
    values: dict[str, str] = {}
    key = "front matter"
    for line in front.split("\n"):
        if match := _KEY.fullmatch(line):
            key = match[1].strip()
            more, between = _plain(match[2] or ""), ", "
        elif entry := _ENTRY.fullmatch(line):
            more, between = _plain(entry[1]), ", "
        else:
            more, between = _plain(line), " "
        before = values.get(key, "")
        values[key] = f"{before}{between}{more}" if before and more else before or more
    return values


def _plain(value: str) -> str:
    """A value without its quotes; "|" and ">" only say that the text follows."""
    value = clean(value).strip()
    if value in {"|", ">", "|-", ">-", "null", "~"}:
        return ""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_plain(part) for part in value[1:-1].split(","))
    return value
