"""The pages round the articles: cover, contents, colophon, volumes; and that a workspace may have its own."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from everyread.article import Article
from everyread.largeprint.task import compose, set_large_print
from everyread.proof.pdf_text import read_pdf
from everyread.store import Store
from everyread.typeset.pdf import render_pdf
from tests.largeprint.hard_documents import article, noted, notice, para
from tests.largeprint.test_largeprint_task import TEMPLATES, lines, order


def two(store: Store) -> list[Article]:
    return [article("The first article", para("One.")), article("The second article", para("Two."), notice())]


@pytest.mark.parametrize(
    "name", ["cover", "contents", "article", "notes", "colophon", "base", "issue", "single"]
)
def test_a_workspace_may_have_a_template_of_its_own(name: str, tmp_path: Path, store: Store) -> None:
    own = tmp_path / "large-print" / f"{name}.html.j2"
    own.parent.mkdir()
    own.write_text("<p>Made by us: {{ title | default('the notes') }}</p>")
    folders = (str(tmp_path), str(TEMPLATES))
    made = order([], store, template_folders=folders, whole_issue=name != "single")
    assert "Made by us" in compose(made, [noted()])[0]
    assert "Made by us" not in compose(order([], store, whole_issue=name != "single"), [noted()])[0]


def test_a_workspace_may_have_a_style_sheet_of_its_own(tmp_path: Path, store: Store) -> None:
    own = tmp_path / "large-print"
    own.mkdir()
    (own / "large-print.css.j2").write_text("p { margin: {{ size }}pt }")
    made = order([], store, template_folders=(str(tmp_path), str(TEMPLATES)))
    assert compose(made, [noted()])[1] == "p { margin: 18pt }"


def test_the_colophon_says_how_what_else_and_whom(store: Store) -> None:
    for whole in (True, False):
        html = compose(order([], store, whole_issue=whole), two(store))[0]
        told = html[html.index('class="colophon"') :]
        for words in (
            "How this was made",
            "18&nbsp;point",
            "Other forms, and who to ask",
            "easy read",
            "hello@",
        ):
            assert words in told
    html = compose(order([], store, contact=""), two(store))[0]
    assert "Please ask the people who gave you this." in html


def test_a_volume_has_its_name_its_contents_and_pages_that_run_on(store: Store) -> None:
    made = set_large_print(order(two(store), store, whole=True, volume=(2, 3), first_page=41), store)
    data = store.get(made.files["pdf"])
    pages = lines(data)
    assert "Volume 2 of 3" in pages[0]
    assert [page[-1] for page in pages[1:]] == ["42", "43", "44", "45"]
    assert [line[-2:] for line in pages[1][1:3]] == ["43", "44"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Our Newsletter Winter 2026, volume 2 of 3"


def test_an_edition_in_one_volume_says_nothing_of_volumes(store: Store) -> None:
    assert "Volume" not in compose(order([], store, whole_issue=True), two(store))[0]


def test_margins_are_mirrored_when_asked(store: Store) -> None:
    lefts: dict[bool, list[float]] = {}
    for mirrored in (True, False):
        html, css = compose(order([], store, whole_issue=True), two(store), mirrored=mirrored)
        pieces = read_pdf(render_pdf(html, css, store, title="T", language="en")).drawn.pieces
        pages = sorted({piece.page for piece in pieces})
        lefts[mirrored] = [
            round(min(piece.box[0] for piece in pieces if piece.page == page) * 25.4 / 72) for page in pages
        ]
    assert set(lefts[False]) == {28}
    assert lefts[True] == [28, 20, 28, 20, 28]
