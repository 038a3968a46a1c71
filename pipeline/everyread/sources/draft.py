"""From a draft to an article: the rules that all formats share, in their order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from everyread.article import Article, Removed, Run, Sentence, Source, text_of, unsplit
from everyread.errors import ArticleError
from everyread.findings import Finding
from everyread.sources import front, furniture, headings, notices
from everyread.sources.bounds import must_be_few_blocks
from everyread.sources.capitals import lower_headings
from everyread.sources.endnotes import link_notes
from everyread.sources.house import NO_HOUSE, House, drops_line
from everyread.sources.lists import gather_typed
from everyread.sources.many import read_each
from everyread.sources.must_keep import keeper
from everyread.sources.parts import Draft, has_text, prose_in
from everyread.sources.reader import Reading
from everyread.sources.repair import about_lost, about_repairs, clean
from everyread.sources.splitting import split_issue
from everyread.sources.talk import mark_talk
from everyread.sources.templates import about_marks
from everyread.store import digest_of

_SHOWN = 3
"""Removed lines that the finding quotes; the report lists them all."""
_LONGEST_SHOWN = 50


def finish(
    draft: Draft,
    data: bytes,
    name: str,
    reader: str,
    house: House = NO_HOUSE,
    split: bool | None = None,
) -> Reading:
    """The article in a draft, or each of its articles when it holds a whole issue (see `splitting`).

    Raises ArticleError SRC-001 when no text is left, SRC-011 when there is too much.
    """
    must_be_few_blocks(draft.blocks, name)
    source = Source(name, digest_of(data), reader)
    pieces = split_issue(draft, split, name)
    if len(pieces) == 1:
        return _article(draft, source, house)
    readers = ((piece.heading_text, partial(_article, piece, source, house)) for piece in pieces)
    return read_each(readers, name)


def _article(draft: Draft, source: Source, house: House) -> Reading:
    """One article from a draft: title and front lines found, furniture taken out, notices marked."""
    name = source.name
    draft = replace(draft, blocks=gather_typed(draft.blocks))
    role_of = keeper(house)
    for step in (
        front.take_top_heading,
        lambda draft: furniture.drop(draft, role_of, drops_line(house)),
        front.take_lines,
        front.take_first_line,
        front.take_question,
    ):
        draft = step(draft)
    blocks, skipped = headings.settle(mark_talk(draft.blocks))
    draft = lower_headings(replace(draft, blocks=blocks), name)
    draft = replace(draft, findings=(*draft.findings, *_about_text(draft, name)))
    blocks = notices.mark(link_notes(draft.blocks), role_of)
    if not has_text(blocks):
        raise _no_text(draft, name)
    findings = [*draft.findings, *_about_removed(draft.removed, name), *_about_levels(skipped, name)]
    if not draft.title:
        draft = replace(draft, title=(Run(_from_file_name(name)),))
        findings.append(_about_title(draft.title_text, name))
    article = Article(
        title=Sentence("", draft.title),
        blocks=blocks,
        source=source,
        standfirst=unsplit(*draft.standfirst),
        standfirst_part=draft.standfirst_part,
        section=draft.section,
        issue=draft.issue,
        author=draft.author,
        date=draft.date,
        removed=draft.removed,
    )
    return Reading((article,), tuple(dict.fromkeys(findings)), draft.pictures, draft.repairs)


def _no_text(draft: Draft, name: str) -> ArticleError:
    only = "only a title" if draft.title else "only page furniture" if draft.removed else "no text"
    return ArticleError(
        "SRC-001",
        f"“{name}” has {only} in it.",
        "Put the article's text in it, or take the file out of the folder.",
    )


def _about_text(draft: Draft, name: str) -> list[Finding]:
    """What was repaired in the characters, what was lost, and template marks that are printed."""
    texts = [draft.title_text, *(text_of(prose) for prose in prose_in(draft.blocks))]
    lost = [found for text in texts if (found := about_lost(text, name))]
    return [*about_repairs(draft.repairs, name), *lost[:_SHOWN], *about_marks(texts, name)]


def _about_removed(removed: tuple[Removed, ...], name: str) -> tuple[Finding, ...]:
    if not removed:
        return ()
    kinds = Counter(each.rule for each in removed)
    listed = ", ".join(f"{number} {rule}" for rule, number in sorted(kinds.items()))
    shown = ", ".join(f"“{_short(each.text)}”" for each in removed[:_SHOWN])
    rest = f" and {len(removed) - _SHOWN} more" if len(removed) > _SHOWN else ""
    lines = "1 piece of text was" if len(removed) == 1 else f"{len(removed)} pieces of text were"
    return (
        Finding(
            "SRC-005",
            f"{lines} left out ({listed}): {shown}{rest}.",
            "Read the list in the report. If a line of it belongs to the article, make it a full sentence.",
            file=name,
        ),
    )


def _about_levels(skipped: tuple[str, ...], name: str) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "SRC-013",
            f"The heading “{_short(text)}” skips a level, so it was moved up.",
            "Nothing need be done. To choose the level yourself, use heading levels one after another.",
            file=name,
            paragraph=_short(text),
        )
        for text in skipped
    )


def _about_title(title: str, name: str) -> Finding:
    return Finding(
        "SRC-014",
        f"No title was found in “{name}”, so it is called “{title}” after its file.",
        "Put the title on the first line, or give it as “title” in issue.toml.",
        file=name,
    )


def _from_file_name(name: str) -> str:
    words = clean(PurePath(name).stem.replace("_", " ").replace("-", " ")).strip()
    return words[:1].upper() + words[1:] or "Article"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1].rstrip() + "…"
