"""Where files of a finished issue are that one room makes and another links to.

Each is relative to the output folder, with forward slashes.
"""

from __future__ import annotations

FRONT_PAGE = "index.html"
FEED = "feed.xml"
ARTWORK = "cover.jpg"


def recording(stem: str) -> str:
    """The recording of an article ("03-flu"), of the contents, or of the whole issue."""
    return f"audio/{stem}.mp3"


def captions(stem: str) -> str:
    """Its captions."""
    return f"captions/{stem}.vtt"


def chapters(name: str) -> str:
    """The chapters of the whole issue's recording."""
    return f"chapters/{name}.json"


def page(stem: str) -> str:
    """The members' page of an article."""
    return f"articles/{stem}.html"
