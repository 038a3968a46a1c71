"""What the pages tell search engines and libraries about how they can be used.

The terms are schema.org's, and the values those of the W3C's Schema.org Accessibility Properties for
Discoverability Vocabulary.
"""

from __future__ import annotations

from typing import Any

from everyread.article import Article, Figure
from everyread.delivery.page import PageEntry, PageOrder

_FEATURES = (
    "alternativeText",
    "ARIA",
    "displayTransformability",
    "highContrastDisplay",
    "readingOrder",
    "structuralNavigation",
)
_WITH_SOUND = ("synchronizedAudioText", "timingControl", "transcript")


def issue_metadata(order: PageOrder, articles: tuple[Article, ...]) -> dict[str, Any]:
    """Of index.html: the issue and its articles."""
    parts = [
        {"@type": "Article", "name": article.title.text, "url": entry.path}
        for entry, article in zip(order.entries, articles, strict=True)
    ]
    sound = any(entry.audio for entry in order.entries)
    given = {file.kind for file in order.whole_issue}
    also = {"large-print": "largePrint", "braille": "braille"}
    more = ("tableOfContents", *(feature for kind, feature in also.items() if kind in given))
    return {
        "@context": "https://schema.org",
        "@type": "PublicationIssue",
        "name": order.title,
        "hasPart": parts,
        **_published(order),
        **_access(sound=sound, pictures=any(_pictured(article) for article in articles), more=more),
    }


def article_metadata(order: PageOrder, entry: PageEntry, article: Article) -> dict[str, Any]:
    """Of an article's page."""
    audio = entry.audio
    large = tuple("largePrint" for file in entry.files if file.kind == "large-print")
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": article.title.text,
        "inLanguage": article.language,
        "wordCount": article.word_count(),
        "isPartOf": {"@type": "PublicationIssue", "name": order.title, "url": "../index.html"},
        **_published(order),
        **_access(sound=audio is not None, pictures=_pictured(article), more=large),
    }
    if article.author:
        made["author"] = {"@type": "Person", "name": article.author}
    if audio:
        made["audio"] = {
            "@type": "AudioObject",
            "contentUrl": f"../{audio.path}",
            "duration": f"PT{round(audio.seconds)}S",
            "description": "Read by a computer voice.",
        }
    return made


def _published(order: PageOrder) -> dict[str, Any]:
    return {"publisher": {"@type": "Organization", "name": order.publisher}} if order.publisher else {}


def _pictured(article: Article) -> bool:
    return any(isinstance(block, Figure) for block in article.walk())


def _access(*, sound: bool, pictures: bool, more: tuple[str, ...]) -> dict[str, Any]:
    """How a page can be perceived and worked; every picture has words in its place."""
    modes = ["textual", *(["auditory"] if sound else []), *(["visual"] if pictures else [])]
    enough = ["textual", *(["auditory"] if sound else [])]
    heard = " Recordings are made with a computer voice, and the words are marked as they are read." * sound
    return {
        "accessMode": modes,
        "accessModeSufficient": [{"@type": "ItemList", "itemListElement": [mode]} for mode in enough],
        "accessibilityFeature": sorted((*_FEATURES, *(_WITH_SOUND if sound else ()), *more), key=str.lower),
        "accessibilityHazard": ["noFlashingHazard", "noMotionSimulationHazard", "noSoundHazard"],
        "accessibilityControl": ["fullKeyboardControl", "fullMouseControl", "fullTouchControl"],
        "accessibilityAPI": ["ARIA"],
        "accessibilitySummary": f"Text size, spacing and colours can be changed, by keyboard too.{heard}",
    }
