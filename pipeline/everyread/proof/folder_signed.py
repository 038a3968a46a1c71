"""Whether every file of an easy read says the same of itself: that people have signed it, or that nobody has.

This needs no sources.  The marks are on the page, on each page of the PDF, in their titles, and in issue.json
with the names of who signed; a recording's are judged with its tags (`folder_sound`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from everyread.proof.easy_page import CHECKED, NOTE
from everyread.proof.folder import MANIFEST, Fault, Folder, fault
from everyread.proof.page_reading import parsed, visible

DRAFT = "easy read draft"
"""How the title of a draft ends."""
_ROLES = ("medical", "readers")


def judge_signed(folder: Folder) -> Iterator[Fault]:
    """What issue.json says of each easy read, beside what its page and its PDF say."""
    listed = folder.listed()
    for path in sorted(folder.present()):
        record = listed[path]
        if record.kind != "easy-read" or not path.endswith((".html", ".pdf")):
            continue
        main = listed.get(f"easy-read/{record.article}.pdf")
        facts = main.facts if main else {}
        names = _names(facts) if facts.get("signed") else []
        if facts.get("signed") and path.endswith(".pdf") and not all(names):
            yield fault(MANIFEST, "PRF-611", f"issue.json says that {path} is signed, and not by whom.")
        shown = _page(folder.read(path)) if path.endswith(".html") else _pdf(folder.read(path))
        if shown is None:
            yield fault(path, "PRF-604", "The easy read cannot be opened, so it does not say what it is.")
            continue
        title, pages = shown
        yield from (fault(path, "PRF-604", each) for each in _complaints(title, pages, names, facts))


def _complaints(title: str, pages: list[str], names: list[str], facts: Mapping[str, Any]) -> Iterator[str]:
    if not facts.get("signed"):
        if not all(NOTE in page for page in pages):
            yield "A page of the easy read does not say that it is a draft that nobody has checked."
        if DRAFT not in title:
            yield f"The title of the easy read hides that it is a draft: “{title}”."
        return
    text = " ".join(pages)
    if NOTE in text or DRAFT in title or CHECKED not in text:
        yield "issue.json says that people have signed the easy read, and it does not say so itself."
    for name in names:
        if name not in text:
            yield f"issue.json says that {name} has signed the easy read, and it does not say so itself."


def _names(facts: Mapping[str, Any]) -> list[str]:
    """Who signed; an empty name for a role that nobody has signed for."""
    signatures = facts.get("signatures", {})
    return [
        " ".join(str(each.get("name", "")).split())
        for role in _ROLES
        for each in signatures.get(role, ()) or [{}]
    ]


def _page(data: bytes) -> tuple[str, list[str]]:
    """The title of a web page, and what it shows."""
    tree = parsed(data)
    return "".join(tree.xpath("//title/text()")), [visible(tree)]


def _pdf(data: bytes) -> tuple[str, list[str]] | None:
    """The title of a PDF, and the words of each page; None when it cannot be opened."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None
    try:
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
        return document.get_metadata_value("Title"), pages
    finally:
        document.close()
