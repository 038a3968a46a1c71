"""The release gate: what fails its proof, in whatever file, is not published, and issue.json says why."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from finished_issue import FLU, TABLETS, beside, built, finished, manifest

from everyread.commands.build import Options
from everyread.findings import Finding
from everyread.proof import epub
from everyread.store import Store
from everyread.work import Receipt

PACKED = Options(only="epub,page,large-print")
NEVER = "No reader could open it."


@pytest.fixture
def desk(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder; what is spoken and set for these articles is in its store already."""
    return beside(finished(tmp_path_factory), tmp_path)


def spoil(monkeypatch: pytest.MonkeyPatch, file: str, only_with: int) -> None:
    """Let the proof of an e-book of so many articles, or more, find something wrong."""
    judge = epub.prove_epub

    def prove(order: epub.EpubProofOrder, store: Store) -> Receipt:
        receipt = judge(order, store)
        wrong = Finding("PRF-301", NEVER, "Build again.", file=file)
        parts = len(order.parts) - 1  # the first is the spoken contents
        return replace(receipt, findings=(*receipt.findings, wrong)) if parts >= only_with else receipt

    monkeypatch.setattr(epub, "prove_epub", prove)
    monkeypatch.setattr(epub, "code_digest", lambda *_: "another judge")  # so that no old verdict is recalled


def test_an_article_that_is_wrong_in_a_pack_is_in_no_pack_and_on_no_page(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch, "tablets.md", only_with=2)
    code, told = built(desk, PACKED, flu=FLU, tablets=TABLETS)
    out = desk / "outputs" / "spring"
    said = manifest(out)
    assert code == 1, told
    assert [article["held"] for article in said["articles"]] == [False, True]
    assert said["articles"][1]["held_because"] == [NEVER]
    assert said["articles"][0]["held_because"] == []
    assert "Tablets and rest" not in (out / "index.html").read_text(encoding="utf-8")
    assert not (out / "articles" / "02-tablets-and-rest.html").exists()
    assert "Tablets and rest" not in (out / "captions" / "spring.vtt").read_text(encoding="utf-8")
    with zipfile.ZipFile(out / "epub" / "spring.epub") as book:
        words = " ".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    assert "Flu jabs this winter" in words
    assert "40" not in words
    pages = {each["path"]: each["facts"].get("passport", {}) for each in said["outputs"]}
    assert pages["large-print/spring.pdf"]["sentences"] < 30
    report = (out / "report.html").read_text(encoding="utf-8")
    assert report.index("1 of 2 articles is ready for members") < report.index(NEVER)


@pytest.mark.fires("PRF-623")
def test_a_file_that_is_wrong_by_itself_is_not_published_and_the_rest_is(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = desk / "outputs" / "spring"
    assert built(desk, PACKED, flu=FLU)[0] == 0
    assert (out / "epub" / "spring.epub").is_file()
    spoil(monkeypatch, "", only_with=1)
    code, told = built(desk, PACKED, flu=FLU.replace("October", "November"))
    said = manifest(out)
    assert code == 1
    assert "Not published, since it failed its proof: epub/spring.epub." in told
    assert not (out / "epub" / "spring.epub").exists()
    assert not any(article["held"] for article in said["articles"])
    assert "spring.epub" not in (out / "index.html").read_text(encoding="utf-8")
    assert "Not published, since it failed its proof" in (out / "report.html").read_text(encoding="utf-8")


def test_where_an_article_spoils_every_pack_nothing_of_it_goes_out(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch, "flu.md", only_with=1)
    assert built(desk, PACKED, flu=FLU)[0] == 1
    out = desk / "outputs" / "spring"
    assert manifest(out)["articles"][0]["held"] is True
    assert not (out / "epub").exists()
    assert not (out / "audio" / "spring.mp3").exists()


def test_strict_publishes_nothing(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, "tablets.md", only_with=2)
    code, told = built(desk, replace(PACKED, strict=True), flu=FLU, tablets=TABLETS)
    assert code == 1
    assert "Nothing was published" in told
    assert not (desk / "outputs" / "spring" / "issue.json").exists()
