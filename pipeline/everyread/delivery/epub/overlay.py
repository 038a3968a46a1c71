"""Text and sound in step: which stretch of the recording belongs to which element of a chapter.

Media Overlays are a list of such pairs (EPUB 3.3, 9).  A reading system plays the stretches one after
another, so they are laid end to end over the whole recording: the pauses that were chosen for tired listeners
are heard, and so is what is announced between two sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

EPUB = "{http://www.idpf.org/2007/ops}"
XHTML = "{http://www.w3.org/1999/xhtml}"
_KINDS = {
    "ul": "list", "ol": "list", "li": "list-item", "figure": "figure",
    "table": "table", "tr": "table-row",
}  # fmt: skip
"""What a listener may skip or leave, by element (EPUB 3.3, 9.3.4 and 9.3.5)."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A stretch of the recording, in milliseconds."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Node:
    """A sentence with its clip, or a structure with the nodes inside it."""

    fragment: str
    """Id of its element."""
    kind: str = ""
    """Of a structure: "list", "table-row"…"""
    clip: Clip | None = None
    parts: tuple[Node, ...] = ()


def clips_of(cues: Iterable[Mapping[str, Any]], sentences: Sequence[str], seconds: float) -> dict[str, Clip]:
    """The clip of each sentence that is spoken; the first begins at nought, the last ends with the recording.

    What is announced under another id is heard with the sentence before it.
    """
    ours = set(sentences)
    starts = {cue["id"]: round(cue["start"] * 1000) for cue in cues if cue["id"] in ours}
    begins = [0, *list(starts.values())[1:]]
    ends = [*begins[1:], int(seconds * 1000)]
    return {name: Clip(begin, end) for name, begin, end in zip(starts, begins, ends, strict=False)}


def nodes_of(
    element: _Element, clips: Mapping[str, Clip], numbers: Iterator[int] | None = None
) -> tuple[Node, ...]:
    """The sentences inside an element and the structures they stand in, in reading order.

    A structure without an id is given one, with the next of `numbers`.
    """
    numbers = count(1) if numbers is None else numbers
    found: list[Node] = []
    for child in element.iterchildren("*"):
        name = child.get("id", "")
        if name in clips:
            found.append(Node(name, clip=clips[name]))
            continue
        inner = nodes_of(child, clips, numbers)
        kind = child.get(f"{EPUB}type", "") or _KINDS.get(str(child.tag).removeprefix(XHTML), "")
        if inner and kind:
            name = name or f"{kind}-{next(numbers)}"
            child.set("id", name)
            found.append(Node(name, kind, parts=inner))
        else:
            found.extend(inner)
    return tuple(found)
