"""Pictures, links and words in other languages: what they say to those who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from everyread.article import Article, Figure, Run, Sentence
from everyread.findings import Finding
from everyread.proof.passport_case import Case, Kind, first_few, matched
from everyread.proof.pdf_stream import stream_of
from everyread.proof.wording import quoted, spaced

LEAST_DPI: dict[Kind, float] = {"large-print": 100, "easy-read": 100, "print": 300}
"""Pixels an inch at the size on the page.  300 is what print shops ask for; under 100 a picture printed at
home shows its pixels."""

ROUNDING = 0.5
"""Pixels an inch by which two ways of measuring may differ."""


def alt_texts(case: Case) -> tuple[dict[str, Any], list[Finding]]:
    """Each picture is described, and by its own description."""
    found = [each.alt for each in case.text.tags.root.walk() if each.tag == "Figure"]
    facts = {"pictures": len(found), "described": sum(bool(alt.strip()) for alt in found)}
    findings = [
        case.finding("PRF-108", f"A picture of the {case.name} has no description (alt text).")
        for alt in found
        if not alt.strip()
    ]
    if case.verbatim:
        wanted = [(article, figure) for article in case.articles for figure in _figures(article)]
        facts["pictures_wanted"] = len(wanted)
        alts = [spaced(figure.alt) for _, figure in wanted if figure.alt]
        places = iter(matched(alts, [spaced(alt) for alt in found]))
        for article, figure in wanted:
            if figure.alt and next(places) is None:
                findings.append(
                    Finding(
                        "PRF-108",
                        f"The picture described as {quoted(figure.alt)} has another description in the "
                        f"{case.name}, or is not there.",
                        "Do not send this PDF out. Build again; if it stays, report it with the file.",
                        file=article.source.name,
                    )
                )
        if len(found) < len(wanted):
            findings.append(
                case.finding(
                    "PRF-108", f"The article has {len(wanted)} pictures and the {case.name} has {len(found)}."
                )
            )
    return facts, list(first_few(findings))


def _figures(article: Article) -> Iterator[Figure]:
    return (block for block in article.walk() if isinstance(block, Figure))


def resolution(case: Case) -> tuple[dict[str, Any], list[Finding]]:
    """Pictures have pixels enough for the size at which they stand."""
    pictures = case.text.drawn.pictures
    if not pictures:
        return {}, []
    least = LEAST_DPI[case.kind]
    coarse = [each for each in pictures if each.dpi < least - ROUNDING]
    facts = {"least_dpi": round(min(each.dpi for each in pictures)), "coarse_pictures": len(coarse)}
    if len(coarse) <= case.coarse_told:
        return facts, []
    findings = [
        case.finding(
            "PRF-125",
            f"A picture in the {case.name} has {each.dpi:.0f} pixels an inch. It needs {least:.0f}.",
            "Use a larger picture, straight from the camera or the artist. One from a website is too small.",
            page=each.page,
        )
        for each in coarse
    ]
    return facts, list(first_few(findings))


def links(case: Case) -> tuple[dict[str, Any], list[Finding]]:
    """Each link says where it leads, and each address of the articles is one."""
    notes = case.text.tags.links
    findings = [
        case.finding(
            "PRF-110",
            f"A link in the {case.name} does not say where it leads ({quoted(note.address)}).",
            page=note.page,
        )
        for note in notes
        if not note.contents.strip() or note.contents.startswith("#")
    ]
    if case.verbatim:
        there = {_address(note.address) for note in notes}
        wanted = dict.fromkeys(
            (run.href, article.source.name)
            for article in case.articles
            for sentence in article.sentences()
            for run in sentence.runs
            if run.href
        )
        findings += [
            Finding(
                "PRF-111",
                f"The address {quoted(href)} cannot be followed in the {case.name}.",
                "Readers can still type it. Build again; if it stays, report it with the file.",
                file=file,
            )
            for href, file in wanted
            if _address(href) not in there
        ]
    return {"links": len(notes)}, list(first_few(findings))


def _address(address: str) -> str:
    return unquote(address).rstrip("/").casefold()


def languages(case: Case) -> tuple[dict[str, Any], list[Finding]]:
    """Words in another language than the file's are marked as such."""
    tags = case.text.tags
    marked = [each for each in tags.root.walk() if each.language and each.language != tags.language]
    said = [(each.language, case.text.words_of(each)) for each in marked]
    findings = []
    for article in case.articles if case.verbatim else ():
        for sentence, run in _foreign(article, tags.language):
            bare = stream_of(run.text).text
            if not any(run.language == code and bare in text for code, text in said):
                findings.append(
                    Finding(
                        "PRF-109",
                        f"{quoted(run.text)} is in another language ({run.language}). The {case.name} does "
                        "not say so, so a screen reader says it in the wrong voice.",
                        "The words are right. Build again; if it stays, report it with the file.",
                        file=article.source.name,
                        sentence=sentence.id,
                    )
                )
    facts = {"language": tags.language, "other_languages": sorted({code for code, _ in said})}
    return facts, list(first_few(findings))


def _foreign(article: Article, language: str) -> Iterator[tuple[Sentence, Run]]:
    if language and article.language != language:
        yield article.title, Run(article.title.text, language=article.language)
    for sentence in article.sentences():
        for run in sentence.runs:
            if run.language and run.language not in (article.language, language) and run.text.strip():
                yield sentence, run
