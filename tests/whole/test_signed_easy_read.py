"""An easy read on its way from a computer's draft to the members' page."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

pytestmark = pytest.mark.usefixtures("stocked")
EASY = ("--only", "easy-read,page")
NOTE = "Draft made by a computer."
MEDICAL = ("--sign", "medical", "--name", "Dr Leila Farrant", "--date", "2026-11-20", "--said", "The facts.")
READERS = ("--sign", "readers", "--name", "The Tuesday group", "--people", "3", "--date", "2026-11-21")


def pdf_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def easy(newsroom, stem: str) -> str:
    return (newsroom.out / "easy-read" / f"{stem}.html").read_text(encoding="utf-8")


def signed(newsroom) -> None:
    """The first article's easy read, signed by both."""
    assert newsroom.run("review", "spring", "--write").code == 0
    for signature in (MEDICAL, (*READERS, "--said", "We liked the short lines.")):
        result = newsroom.run("review", "spring", "--article", "01-welcome.md", *signature)
        assert result.code == 0, result.err


def test_a_draft_says_so_on_its_pages_in_its_recording_and_is_for_no_member(newsroom) -> None:
    newsroom.forget()
    assert newsroom.build(*EASY).code == 0
    spoken = " ".join(newsroom.spoken())
    assert "made by a computer" in spoken
    assert NOTE in easy(newsroom, "01-welcome")
    assert NOTE in pdf_text(newsroom.out / "easy-read" / "01-welcome.pdf")
    assert (newsroom.out / "easy-read" / "01-welcome.mp3").stat().st_size > 1000
    pages = [newsroom.out / "index.html", *(newsroom.out / "articles").iterdir()]
    assert not any("easy-read/" in page.read_text(encoding="utf-8") for page in pages)
    assert "draft" in re.sub(
        rb"\0", b"", (newsroom.out / "easy-read" / "01-welcome.mp3").read_bytes()[:4000]
    ).decode("latin-1")


def test_a_signed_one_is_on_the_members_page_without_the_note(newsroom) -> None:
    signed(newsroom)
    result = newsroom.build(*EASY)
    assert result.code == 0, result.err
    assert "easy read      1 draft, not checked by people yet\n  easy read      1 signed\n" in result.out
    page = (newsroom.out / "articles" / "01-welcome.html").read_text(encoding="utf-8")
    assert {f"easy-read/01-welcome.{kind}" in page for kind in ("pdf", "html", "mp3")} == {True}
    assert NOTE not in easy(newsroom, "01-welcome")
    assert "Dr Leila Farrant checked the facts on 20 November 2026." in pdf_text(
        newsroom.out / "easy-read" / "01-welcome.pdf"
    )
    other = (newsroom.out / "articles" / "02-how-to-rest.html").read_text(encoding="utf-8")
    assert "easy-read/" not in other
    facts = {each["path"]: each["facts"] for each in newsroom.manifest()["outputs"]}
    assert facts["easy-read/01-welcome.pdf"]["signatures"]["readers"][0]["people"] == 3
    assert facts["easy-read/02-how-to-rest.pdf"]["signed"] is False


def test_a_changed_article_is_a_draft_again(newsroom) -> None:
    signed(newsroom)
    path = newsroom.issue / "01-welcome.md"
    newsroom.write("01-welcome.md", path.read_text(encoding="utf-8").replace("keep warm", "keep cool"))
    assert newsroom.build(*EASY).code == 0
    page = (newsroom.out / "articles" / "01-welcome.html").read_text(encoding="utf-8")
    assert "easy-read/" not in page
    assert NOTE in easy(newsroom, "01-welcome")


def test_only_what_is_signed_is_read_out_if_the_editor_says_so(newsroom) -> None:
    newsroom.write("issue.toml", '[easy-read]\naudio = "signed"\n')
    signed(newsroom)
    assert newsroom.build(*EASY).code == 0
    heard = {path.name for path in (newsroom.out / "easy-read").glob("*.mp3")}
    assert heard == {"01-welcome.mp3"}
