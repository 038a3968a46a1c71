"""What office documents have in common: properties, a subtitle, page headers and footers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from everyread.article import Heading, Removed, Run, text_of
from everyread.sources.front import byline_author
from everyread.sources.frontmatter import with_field
from everyread.sources.notices import role_of
from everyread.sources.parts import Draft, folded, paragraph, prose_in
from everyread.sources.repair import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SUBTITLE_CLASS = "everyread-subtitle"
"""The class by which a reader marks a paragraph in the style Subtitle."""
_NOT_A_PERSON = frozenset(
    {"python-docx", "microsoft office user", "windows user", "user", "admin", "administrator", "unknown"}
)


def from_properties(values: Iterable[tuple[str, str]]) -> Draft:
    """A draft with the properties that mean something, empty ones and those a program filled in apart.

    Each comes with its front-matter name: "title", "author", "section", "issue", "date", "standfirst".
    The dates a program keeps (created, printed) are no dates of an article, so a caller leaves them out.
    """
    draft = Draft(())
    for key, value in values:
        words = clean(value).strip()
        if words and not _is_filled_in(key, words):
            draft = with_field(draft, key, words) or draft
    return draft


def with_content(found: Draft, properties: Draft) -> Draft:
    """What was read of a document, with its properties where it does not say the same itself."""
    titled = any(isinstance(block, Heading) and block.level == 1 for block in found.blocks)
    return replace(
        found,
        title=found.title or (() if titled else properties.title),
        standfirst=found.standfirst or properties.standfirst,
        section=found.section or properties.section,
        issue=found.issue or properties.issue,
        author=found.author or properties.author,
        date=found.date or properties.date,
    )


def subtitled(draft: Draft, root: HtmlElement) -> Draft:
    """The draft with the marked subtitle, taken out of the page, as its standfirst."""
    for element in root.find_class(SUBTITLE_CLASS):
        text = clean(element.text_content()).strip()
        if text and not byline_author(text):  # a byline is a front line wherever it stands
            element.drop_tree()
            return replace(draft, standfirst=(Run(text),))
    return draft


def with_margins(draft: Draft, lines: Iterable[str]) -> Draft:
    """The draft with the notices among the lines of the page margins; the rest of those is left out."""
    kept = folded(" ".join(text_of(prose) for prose in prose_in(draft.blocks)))
    for line in dict.fromkeys(lines):
        if role_of(line):
            more = () if folded(line) in kept else (paragraph(line),)
            draft = replace(draft, blocks=(*draft.blocks, *more))
        else:
            draft = draft.without(Removed(line, "page-margin", "It is a header or footer of the pages."))
    return draft


def _is_filled_in(key: str, words: str) -> bool:
    """Whether a program put the words there, and no person."""
    if key == "title":
        return words.lower().startswith(("microsoft word", "word document", "untitled"))
    return key == "author" and words.lower() in _NOT_A_PERSON
