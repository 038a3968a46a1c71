"""What a tag tree is made of, before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple
from xml.etree.ElementTree import Element


class Mark(NamedTuple):
    """A stretch of text or a picture, as drawn on a page."""

    page: int
    """From 0."""
    mcid: int
    """Marked-content id, unique on its page."""


class Spot(NamedTuple):
    """Where a link can be pressed."""

    page: int
    """From 0."""
    annotation: Any
    """A pydyf dictionary with "Rect", to which other entries may be added."""


Part = Literal["", "contents", "notes"]
"""Places where elements mean something else than elsewhere: a table of contents, and notes."""


@dataclass(slots=True, eq=False)
class Node:
    """One structure element (ISO 32000-1, 14.7.2)."""

    kind: str
    """A standard structure type without its slash (14.8.4)."""
    language: str
    """BCP 47, its own or inherited."""
    own_language: str = ""
    """The same, where it differs from what is around it."""
    kids: list[Node | Mark | Spot] = field(default_factory=list)
    """In reading order."""
    entries: dict[str, Any] = field(default_factory=dict)
    """Further entries of its dictionary, as pydyf writes them: "Alt", "A", "ID"."""
    element: Element | None = None
    """The HTML that it is made from."""
    labels: list[str] = field(default_factory=list)
    """Of a list: what stands before each item (see `tag_lists.label_of`)."""
    part: Part = ""
    """What it is a part of."""

    def nodes(self) -> Iterator[Node]:
        """The nodes directly below."""
        return (kid for kid in self.kids if isinstance(kid, Node))

    def walk(self) -> Iterator[Node]:
        """The node and all below, each before its kids."""
        yield self
        for node in self.nodes():
            yield from node.walk()
