"""The main job on real articles, and on the demonstration issue, read back from the finished files."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.whole import formats

PROJECT = Path(__file__).parent.parent.parent
NAME = "low-level-immune-system-activation"
STEM = f"01-{NAME}"
DISCLAIMER = "Information provided by The ME Association should not be construed as medical advice."
GONE = ("Search Medical Matters", "Shopping Basket")


@pytest.fixture(scope="module")
def built(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built by the program as it comes, with the embedded voice; its output folder."""
    from typer.testing import CliRunner

    from everyread.cli import app

    out = tmp_path_factory.mktemp("real") / "out"
    source = samples / "low-level-immune-system-activation.txt"
    store = str(out.parent / "store")
    result = CliRunner().invoke(app, ["build", str(source), "-o", str(out), "--store", store, "--jobs", "1"])
    assert result.exit_code == 0, result.stderr
    return out


def words_of(path: Path) -> str:
    """The words of a finished file, with single spaces."""
    match path.suffix:
        case ".pdf":
            with pypdfium2.PdfDocument(path) as document:
                # PDFium writes a line end after a hyphenated word as U+FFFE or \x02.
                text = " ".join(page.get_textpage().get_text_range() for page in document)
        case ".html":
            markup = re.sub(
                r"<(script|style)\b.*?</\1>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL
            )
            text = unescape(re.sub(r"<[^>]+>", "", markup))
        case _:
            text = path.read_text(encoding="utf-8")
    return " ".join(text.replace("\xa0", " ").replace("\u200b", "").split())


def readable(out: Path) -> Iterator[Path]:
    for path in sorted(out.rglob("*")):
        if path.suffix in {".pdf", ".html", ".vtt"} and path.stem not in (
            "report",
            "00-contents",
            f"{NAME}-ticket",
        ):
            yield path


def test_every_output_is_there(built: Path) -> None:
    files = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}
    assert {path for path in files if not path.startswith(("pronunciations/", "braille/"))} == {
        f"articles/{STEM}.html",
        "audio/00-contents.mp3",
        f"audio/{STEM}.mp3",
        "audio/low-level-immune-system-activation.mp3",
        "captions/00-contents.vtt",
        f"captions/{STEM}.vtt",
        "captions/low-level-immune-system-activation.vtt",
        f"chapters/{NAME}.json",
        f"daisy/{NAME}.zip",
        f"easy-read/{STEM}.html",
        f"easy-read/{STEM}.mp3",
        f"easy-read/{STEM}.pdf",
        f"epub/{NAME}.epub",
        "index.html",
        "issue.json",
        f"large-print/{STEM}.pdf",
        "large-print/low-level-immune-system-activation.pdf",
        f"print/{NAME}-ticket.pdf",
        f"print/{NAME}.pdf",
        "report.html",
        f"spoken/{STEM}.txt",
        f"usb/{NAME}.zip",
    }


def test_the_article_is_understood(built: Path) -> None:
    manifest: dict[str, Any] = json.loads((built / "issue.json").read_text(encoding="utf-8"))
    (article,) = manifest["articles"]
    assert article["title"] == "Low-level Immune System Activation"
    assert article["section"] == "Medical Matters"
    assert article["issue"] == "ME Essential Winter 2024"
    assert manifest["issue"]["title"] == "ME Essential Winter 2024"
    assert {line["text"] for line in article["removed"]} >= set(GONE)
    assert not article["held"]
    assert not [finding for finding in manifest["findings"] if finding["severity"] == "error"]


def test_the_disclaimer_is_in_every_output_and_the_menu_in_none(built: Path) -> None:
    for path in readable(built):
        words = words_of(path)
        assert DISCLAIMER in words, path
        assert not [line for line in GONE if line in words], path


def test_the_editor_sees_what_was_removed(built: Path) -> None:
    report = words_of(built / "report.html")
    assert [line for line in GONE if line in report] == list(GONE)


def test_the_readers_question_is_a_standfirst(built: Path) -> None:
    page = (built / "articles" / f"{STEM}.html").read_text(encoding="utf-8")
    standfirst = re.search(r'<(\w+)[^>]*class="[^"]*standfirst[^"]*"[^>]*>(.*?)</\1>', page, re.DOTALL)
    assert standfirst is not None
    assert "I keep seeing references" in standfirst[2]
    assert "what does this mean in language that I can understand?" in unescape(
        re.sub("<[^>]+>", "", standfirst[2])
    )


def test_what_was_measured_is_within_the_targets(built: Path) -> None:
    manifest = json.loads((built / "issue.json").read_text(encoding="utf-8"))
    facts = {output["path"]: output["facts"] for output in manifest["outputs"]}
    audio = facts[f"audio/{STEM}.mp3"]
    assert 150 < audio["seconds"] < 300
    assert audio["lufs"] == pytest.approx(-19, abs=0.5)
    assert audio["peak_dbtp"] <= -3
    large = facts[f"large-print/{STEM}.pdf"]
    assert large["smallest_pt"] == 18
    assert large["pdf_ua"]["failed"] == 0
    assert facts[f"easy-read/{STEM}.html"] == facts[f"captions/{STEM}.vtt"] == {}


def test_the_manifest_is_true_and_names_no_machine(built: Path) -> None:
    import hashlib

    text = (built / "issue.json").read_text(encoding="utf-8")
    assert str(built.parent) not in text
    for output in json.loads(text)["outputs"]:
        data = (built / output["path"]).read_bytes()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (output["sha256"], output["bytes"])


def test_drafts_are_marked_on_every_page_and_not_on_the_members_page(built: Path) -> None:
    with pypdfium2.PdfDocument(built / "easy-read" / f"{STEM}.pdf") as document:
        for page in document:
            assert "People have not checked it" in page.get_textpage().get_text_range()
    assert "People have not checked it" in words_of(built / "easy-read" / f"{STEM}.html")
    assert "easy-read/" not in (built / "index.html").read_text(encoding="utf-8")


PAGE_END = 24
"""Words that may stand between two pages: the running head, the page's number, the heads of a table."""


def test_the_demonstration_issue_builds_and_all_its_formats_agree(newsroom) -> None:
    result = newsroom.run("build", str(PROJECT / "sources" / "winter-2026"), "--voice", "tone")
    assert result.code == 0, result.err
    out = newsroom.root / "outputs" / "winter-2026"
    manifest = json.loads((out / "issue.json").read_text(encoding="utf-8"))
    articles = manifest["articles"]
    assert len(articles) >= 8
    assert {Path(article["source"]).suffix for article in articles} == {".txt", ".md", ".html", ".docx"}
    assert not [article["id"] for article in articles if article["held"]]

    books = zip(
        articles,
        formats.zipped_words(out / "epub" / "winter-2026.epub", r"EPUB/chapter-(?!00)\d+\.xhtml"),
        formats.zipped_words(out / "daisy" / "winter-2026.zip", r"a(?!000)\d+\.html"),
        strict=True,
    )
    said = {each["id"]: formats.sentences(out / "captions" / f"{each['id']}.vtt") for each in articles}
    whole = formats.pdf_words(out / "large-print" / "winter-2026.pdf")
    for article, epub, daisy in books:
        stem = article["id"]
        page = formats.page_words(out / "articles" / f"{stem}.html")
        assert [formats.lost(said[stem], found) for found in (page, epub, daisy)] == [[], [], []], stem
        for found in (formats.pdf_words(out / "large-print" / f"{stem}.pdf"), whole):
            # A wide table is a list in print, so what it holds may stand in another order.
            moved = formats.lost(said[stem], found, furniture=PAGE_END)
            alone = [each for each in said[stem] if each[0] in moved]
            assert not [each for each in alone if formats.lost([each], found, furniture=PAGE_END)], stem

    if formats.BRAILLE is None:
        assert not os.environ.get("CI"), "liblouis is missing: make test installs it"
        pytest.skip("the braille was not compared: liblouis-bin is not installed")
    braille = formats.braille_words(out / "braille" / "winter-2026.brf")
    every = [each for stem in said for each in said[stem]]
    read = [each for each in every if not formats.lost([each], braille, furniture=PAGE_END)]
    # liblouis reads a few contractions, web addresses and letters of other scripts back as something else.
    assert len(read) / len(every) > 0.97


def test_every_real_article_builds(samples: Path, newsroom) -> None:
    for path in samples.iterdir():
        if path.name != "README.md":
            newsroom.write(path.name, path.read_bytes())
    result = newsroom.run("check", "spring", "--jobs", "1")
    assert result.code == 0, result.err
