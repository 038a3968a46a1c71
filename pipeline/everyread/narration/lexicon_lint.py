"""What an editor should know about a lexicon: entries that clash, repeat, are not used, or cannot be said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from everyread.findings import Finding
from everyread.narration.lexicon import Entry, Lexicon
from everyread.narration.sounds import american, british

ALPHABETS = (american, british)


def lint(shared: Lexicon, issue: Lexicon, texts: Iterable[str], *, file: str) -> tuple[Finding, ...]:
    """The findings for the lexicon of all issues and the one of an issue, whose articles are `texts`.

    `file` is how the editor knows the issue's lexicon; the shared one is "lexicon.toml".
    """
    used = issue.needed_by(texts).written_forms()
    return (
        *_alone(shared, "lexicon.toml"),
        *_alone(issue, file),
        *(_repeated(entry, file) for entry in issue.entries if entry in shared.entries),
        *(_unused(entry, file) for entry in issue.entries if entry.written not in used),
    )


def _alone(lexicon: Lexicon, file: str) -> Iterator[Finding]:
    """What is wrong with a lexicon by itself."""
    known = {entry.written: entry for entry in lexicon.entries}
    for entry in lexicon.entries:
        yield from _unsayable(entry, file)
        yield from _out_of_reach(entry, file)
        plain = known.get(entry.written[0].lower() + entry.written[1:])
        if plain is not None and plain is not entry and plain.written == plain.written.lower():
            yield _twins(plain, entry, file)


def _unsayable(entry: Entry, file: str) -> Iterator[Finding]:
    for reading in entry.readings:
        if reading.ipa and (signs := _unknown_signs(reading.ipa)):
            yield Finding(
                "NAR-020",
                f"The sounds of “{entry.written}” have signs that the voice does not know: {' '.join(signs)}",
                "Write them in the International Phonetic Alphabet, or give a respelling with say instead.",
                file=file,
                paragraph=entry.written,
            )


def _unknown_signs(ipa: str) -> list[str]:
    signs: list[str] = []
    for alphabet in ALPHABETS:
        try:
            alphabet(ipa)
        except ValueError as error:
            signs.append(str(error))
    return list(dict.fromkeys(signs))


def _out_of_reach(entry: Entry, file: str) -> Iterator[Finding]:
    """A reading behind one that always holds is never taken."""
    if any(reading.anywhere for reading in entry.readings[:-1]):
        yield Finding(
            "NAR-023",
            f"“{entry.written}” has a reading that is never taken, since one before it holds everywhere.",
            "Put the reading without next, previous or near last.",
            file=file,
            paragraph=entry.written,
        )


def _twins(plain: Entry, capital: Entry, file: str) -> Finding:
    """“herb” is known as “Herb” too, at the beginning of a sentence, so both are for the same word."""
    if plain.readings == capital.readings:
        return Finding(
            "NAR-022",
            f"“{capital.written}” is listed beside “{plain.written}”, which covers it.",
            f"Take “{capital.written}” out.",
            file=file,
            paragraph=capital.written,
        )
    return Finding(
        "NAR-023",
        f"“{capital.written}” and “{plain.written}” are said differently, but at the beginning of a sentence "
        "they look alike.",
        "Keep one of them, or tell them apart by next, previous or near.",
        file=file,
        paragraph=capital.written,
    )


def _repeated(entry: Entry, file: str) -> Finding:
    return Finding(
        "NAR-022",
        f"“{entry.written}” is in the lexicon of all issues already, said the same.",
        "Take it out of this issue's lexicon.",
        file=file,
        paragraph=entry.written,
    )


def _unused(entry: Entry, file: str) -> Finding:
    return Finding(
        "NAR-021",
        f"“{entry.written}” is in this issue's lexicon, and in none of its articles.",
        "Check its spelling and capitals, or take it out.",
        file=file,
        paragraph=entry.written,
    )
