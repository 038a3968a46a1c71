"""The linter's rules that need more than one sentence: abbreviations, names, paragraphs and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from everyread.article import Article, Listing, Paragraph
from everyread.readability.lint_lists import EVERYDAY_LETTERS
from everyread.readability.lint_rules import RuleName
from everyread.readability.passages import Passage, lists_of, passages

if TYPE_CHECKING:
    from everyread.easyread.glossary import Glossary
    from everyread.settings import Readability

Found = tuple[RuleName, str, str, str]
"""Rule, sentence id, the words found, what to write instead."""

# Two to six capitals, perhaps with a small letter among them (PoTS, mRNA), perhaps with a plural s.
_LETTERS = re.compile(
    r"(?<![\w@/.’'-])(?:[A-Z]{2,6}|[A-Z][a-z]?[A-Z]{1,4}|m[A-Z]{2,3})(?:s|’s|'s)?(?![\w@/-])"
)
_PRONOUN = re.compile(r"(?P<word>It|They|This|These|Those|He|She)\b(?P<verb>’s|'s|\s+\w+)")
_DUMMY = re.compile(
    # "It is important that", "It has been shown", "It may help to", "It seems", "It rained", "It takes time"
    r"It(?:’s|'s|\s+(?:is|was|may|might|can|could|will|would|has|had|seems?|seemed|appears?|appeared|takes|took"
    r"|feels|felt|looks|looked|turns|turned|helps|helped|does|did|rained|snowed)\b)",
)
_VERB = re.compile(
    r"’s|'s|\s+(?:is|are|was|were|can|could|may|might|will|would|has|have|had|means?|does|do|did|makes?|made"
    r"|helps?|led|leads?|should|must|gave|gives?)\b"
)
_SOCIETIES = "Association|Essential|Action|Research|Trust|Connect|Society|Awareness|Support|North"
# What it is about, how many names are enough, and the names.
_MANY_NAMES: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    (
        "the illness",
        2,
        (
            r"ME/CFS",
            r"CFS/ME",
            rf"(?<!/)\bME\b(?!/)(?!\s+(?:{_SOCIETIES}))",
            r"(?<!/)\bCFS\b(?!/)",
            r"[Cc]hronic [Ff]atigue [Ss]yndrome",
        ),
    ),
    (
        "the doctor",
        3,
        (
            r"\b[Dd]octors?\b",
            r"\bGPs?\b",
            r"\b[Pp]hysicians?\b",
            r"\b[Cc]linicians?\b",
            r"\b[Mm]edics?\b",
        ),
    ),
)
_HALF_IN_CAPITALS = 0.5
_LONG_LETTERS = 5
_LONG_PARAGRAPH = 60
"""Words; a paragraph of six short sentences is no wall of text."""
_LONG_POINT = 3
"""Sentences; the NHS asks for one in a bullet, but a step of a recipe may need "then rest"."""


def whole(article: Article, glossary: Glossary, settings: Readability) -> Iterator[Found]:
    """What only the whole article can show."""
    yield from _abbreviations(article, glossary, settings)
    yield from _names(article)
    for listing in lists_of(article):
        yield from _long_list(listing, settings)


def paragraph(passage: Passage, settings: Readability) -> Iterator[Found]:
    """What is wrong with a paragraph as a whole."""
    sentences = [each for each in passage.prose if each.text.strip()]
    if not sentences:
        return
    words = sum(len(each.text.split()) for each in sentences)
    if len(sentences) > settings.paragraph_sentences and words >= _LONG_PARAGRAPH:
        yield "long-paragraph", sentences[0].id, f"{len(sentences)} sentences", ""
    if passage.listed and len(sentences) > _LONG_POINT:
        yield "long-list", sentences[0].id, f"{len(sentences)} sentences in one point", ""
    first = sentences[0].text
    match = _PRONOUN.match(first)
    if match and not passage.quoted and not passage.listed and _stands_alone(first, match):
        yield "pronoun-start", sentences[0].id, match["word"], ""


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether the pronoun is the subject: "This is", not "This article"; and stands for something."""
    if _DUMMY.match(text):
        return False
    if match["word"] in {"This", "These", "Those"}:
        return bool(_VERB.match(match["verb"]))
    return True


def _long_list(listing: Listing, settings: Readability) -> Iterator[Found]:
    # Steps and numbered questions are as many as they are; bullets can be grouped.
    if listing.ordered or len(listing.items) <= settings.list_points:
        return
    first = next(
        (
            sentence
            for item in listing.items
            for block in item.blocks
            if isinstance(block, Paragraph)
            for sentence in block.prose
        ),
        None,
    )
    if first is not None:
        yield "long-list", first.id, f"{len(listing.items)} points", ""


def _abbreviations(article: Article, glossary: Glossary, settings: Readability) -> Iterator[Found]:
    """Letters at their first use without their meaning, unless the glossary or everybody knows it."""
    known = {form.casefold() for entry in glossary.entries for form in entry.forms}
    known |= {word.casefold() for word in settings.known} | {word.casefold() for word in EVERYDAY_LETTERS}
    seen: set[str] = set()
    everything = " ".join(sentence.text for sentence in article.sentences())
    for passage in passages(article):
        for sentence in passage.prose:
            text = sentence.text
            if _shouted(text):
                continue
            for match in _LETTERS.finditer(text):
                letters = re.sub(r"(?:’s|'s|(?<=[A-Z])s)$", "", match[0])
                if letters.casefold() in known or letters in seen or _is_initials(text, match):
                    continue
                if _is_loud(letters) or _is_spelt_out(letters, everything):
                    continue
                if passage.heading and not _explained(letters, text):
                    continue  # explained, or not, where the text comes to it
                seen.add(letters)
                if not _explained(letters, text):
                    yield "abbreviation", sentence.id, letters, ""


def _explained(letters: str, text: str) -> bool:
    """As in “postural tachycardia syndrome (PoTS)”, “PoTS (postural …)”, “PoTS stands for”, “called PoTS”."""
    word = re.escape(letters)
    return bool(
        re.search(rf"\w[\w’'/-]*[”’\"']?\s+[(\[][“‘\"']?(?:or |the )?{word}s?[”’\"']?\b", text)
        or re.search(rf"\b{word}s?[”’\"']?\s*[(\[](?:[A-Za-z’'-]+\s+)+[A-Za-z’'-]+", text)
        or re.search(rf"\b{word}\s+(?:is short for|stands for|means)\b", text)
        or re.search(rf"\b(?:called|known as|or)\s+[“‘\"']?{word}\b[”’\"']?[,.)]", text)
    )


def _is_spelt_out(letters: str, text: str) -> bool:
    """Whether the article names it in full somewhere: "World Health Organization" for WHO."""
    words = r"(?:\s+(?:of|the|and|for|in))*[\s-]+".join(rf"{letter}[\w’'-]+" for letter in letters.upper())
    return bool(re.search(rf"\b{words}", text))


def _is_loud(letters: str) -> bool:
    """Whether it is an ordinary word in capitals, such as HELLO: long, and with the vowels of one."""
    return len(letters) >= _LONG_LETTERS and len(re.findall("[AEIOU]", letters)) > 1


def _shouted(text: str) -> bool:
    """A line in capitals holds no abbreviations, only volume."""
    words = re.findall(r"[A-Za-z]{2,}", text)
    return len(words) > 1 and sum(word.isupper() for word in words) / len(words) > _HALF_IN_CAPITALS


def _is_initials(text: str, match: re.Match[str]) -> bool:
    """The initials of a person ("JK Rowling"), or letters that are part of a name ("BT Group")."""
    return bool(re.match(r"\s+[A-Z][a-z]+", text[match.end() :])) or text[: match.start()].endswith(
        ("& ", "www.")
    )


def _names(article: Article) -> Iterator[Found]:
    for thing, most, patterns in _MANY_NAMES:
        counts: dict[str, str] = {}
        for passage in passages(article):
            for sentence in passage.prose:
                for pattern in patterns:
                    if (match := re.search(pattern, sentence.text)) and pattern not in counts:
                        counts[pattern] = f"{sentence.id}\n{match[0]}"
        names = [each.split("\n")[1] for each in counts.values()]
        if len(names) > most:
            where = list(counts.values())[most].split("\n")[0]
            yield "names-vary", where, f"{thing}: {', '.join(names)}", ""
