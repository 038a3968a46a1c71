"""Bad input and bad luck: a plain sentence with what to do, the right exit code, nothing harmed."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from everyread import store
from tests.whole.conftest import HANGS

pytestmark = pytest.mark.usefixtures("stocked")
QUICK = ("--only", "large-print")
"""One kind of output is enough to see that the other articles are built."""


def told(result, *words: str) -> bool:
    """Whether standard error says all of this, and nothing like a traceback."""
    assert "Traceback" not in result.err
    return all(word in result.err for word in words)


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        pytest.param(
            "03-empty.txt", b"", "SRC-001", id="an empty article", marks=pytest.mark.fires("SRC-001")
        ),
        pytest.param("03-blank.md", b" \n\n \n", "SRC-001", id="a blank article"),
        pytest.param(
            "03-talk.pages", b"words", "SRC-002", id="an unknown format", marks=pytest.mark.fires("SRC-002")
        ),
        pytest.param(
            "03-report.docx",
            b"plain words",
            "SRC-003",
            id="not what its name says",
            marks=pytest.mark.fires("SRC-003"),
        ),
        pytest.param("03-scan.txt", b"%PDF-1.7 ...", "SRC-003", id="a PDF called .txt"),
    ],
)
def test_one_bad_file_leaves_the_others_alone(newsroom, name: str, data: bytes, rule: str) -> None:
    newsroom.write(name, data)
    result = newsroom.build(*QUICK)
    assert result.code == 1
    assert told(result, rule, name)
    assert rule in newsroom.rules()
    assert {"large-print/01-welcome.pdf", "large-print/02-how-to-rest.pdf"} <= set(newsroom.files())


def test_an_empty_folder(newsroom) -> None:
    for path in newsroom.issue.iterdir():
        path.unlink()
    result = newsroom.build()
    assert result.code == 2
    assert told(result, "There are no articles", ".docx")


def test_a_folder_of_nothing_but_bad_files(newsroom) -> None:
    for path in newsroom.issue.iterdir():
        path.write_bytes(b"")
    result = newsroom.build()
    assert result.code == 1
    assert told(result, "SRC-001")
    assert set(newsroom.files()) == {"index.html", "issue.json", "report.html"}


def test_a_name_with_spaces_and_accents(newsroom) -> None:
    newsroom.write("03 Über die Brücke & zurück.md", "# Über die Brücke\n\nA walk, and a rest.\n")
    result = newsroom.build(*QUICK)
    assert result.code == 0, result.err
    assert "large-print/03-uber-die-brucke.pdf" in newsroom.files()


def test_two_articles_with_one_title(newsroom) -> None:
    newsroom.write("03-again.md", "# Welcome\n\nOther words.\n")
    result = newsroom.build(*QUICK)
    assert result.code == 0
    assert told(result, "SRC-009", "01-welcome.md")
    assert {"large-print/01-welcome.pdf", "large-print/03-welcome-2.pdf"} <= set(newsroom.files())


def test_a_broken_issue_toml(newsroom) -> None:
    newsroom.write("issue.toml", "title = \n")
    result = newsroom.build()
    assert result.code == 2
    assert told(result, "issue.toml", "line 1")
    assert not newsroom.out.exists()


def test_an_unknown_voice(newsroom) -> None:
    newsroom.write("issue.toml", '[narration]\nvoice = "hibary"\n')
    result = newsroom.run("build", "spring", "--jobs", "1")
    assert result.code == 2
    assert told(result, "“hibari”")


def test_a_broken_word_list(newsroom) -> None:
    (newsroom.root / "sources" / "lexicon.toml").write_text("[say]\nME = 5\n", encoding="utf-8")
    result = newsroom.build()
    assert result.code == 2
    assert told(result, "lexicon.toml")


def test_no_space_left_on_the_disc(newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.build(*QUICK)
    before = newsroom.files()

    def full(path: Path, data: bytes, *, staging: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    newsroom.write("01-welcome.md", "# Welcome\n\nAll of this is new.\n")
    monkeypatch.setattr(store, "write_atomically", full)
    result = newsroom.build(*QUICK)
    assert result.code == 3
    assert told(result, "no space left", "Free some space")
    assert newsroom.files() == before


def test_a_disc_that_fills_up_while_publishing(newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.build(*QUICK)
    before = newsroom.files()

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    newsroom.write("01-welcome.md", "# Welcome\n\nAll of this is new.\n")
    monkeypatch.setattr(os, "fsync", full)
    result = newsroom.build(*QUICK)
    assert result.code == 3
    assert told(result, "no space left")
    assert newsroom.files() == before
    monkeypatch.undo()
    monkeypatch.chdir(newsroom.root)
    assert newsroom.build(*QUICK, "--store", "cache/everyread/store").code == 0


def test_a_folder_that_may_not_be_written(newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(handle: int) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "fsync", refused)
    result = newsroom.build(*QUICK)
    assert result.code == 2
    assert told(result, "may not be written", "-o")


def test_a_file_where_the_store_should_be(newsroom) -> None:
    (newsroom.root / "store").write_text("mine")
    result = newsroom.build("--store", "store")
    assert result.code == 2
    assert told(result, "cannot be used", "--store")


def test_somebody_elses_page_is_not_overwritten(newsroom) -> None:
    newsroom.out.mkdir(parents=True)
    (newsroom.out / "report.html").write_text("my own")
    result = newsroom.build(*QUICK)
    assert result.code == 2
    assert told(result, "report.html is in the way")
    assert newsroom.files() == {"report.html": b"my own"}


def test_a_missing_ffmpeg(newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.forget()
    monkeypatch.setenv("PATH", str(newsroom.root))
    assert shutil.which("ffmpeg") is None
    result = newsroom.build("--only", "audio")
    assert result.code == 3
    assert told(result, "ffmpeg", "apt-get install ffmpeg")


def test_a_missing_pango(newsroom) -> None:
    newsroom.forget()
    broken = newsroom.root / "broken"
    broken.mkdir()
    (broken / "weasyprint.py").write_text("raise OSError('cannot load library libpango-1.0.so.0')\n")
    process = newsroom.start("build", "spring", *QUICK, PYTHONPATH=str(broken))
    _, err = process.communicate(timeout=HANGS)
    assert process.returncode == 3
    assert "Pango" in err
    assert "apt-get install libpango-1.0-0" in err
    assert "Traceback" not in err


def test_a_voice_that_fails_on_one_sentence_fails_its_article_alone(newsroom) -> None:
    newsroom.write("02-rest.md", "# How to rest\n\nThis word is unspeakable today.\n")
    result = newsroom.build("--voice", "failing")
    assert result.code == 1
    assert told(result, "02-rest.md")
    files = newsroom.files()
    assert "audio/01-welcome.mp3" in files
    assert "audio/02-how-to-rest.mp3" not in files
    assert b"unspeakable" not in files["index.html"]


def test_a_voice_that_kills_its_worker_fails_its_article_alone(newsroom) -> None:
    newsroom.write("02-rest.md", "# How to rest\n\nThis word is deadly today.\n")
    process = newsroom.start("build", "spring", "--only", "audio", "--voice", "dying")
    _, err = process.communicate(timeout=HANGS)
    assert process.returncode == 1
    assert "WRK-001" in err
    assert "audio/01-welcome.mp3" in newsroom.files()


def test_an_article_that_cannot_be_set_is_not_in_the_whole_issue_either(newsroom) -> None:
    newsroom.write("03-smile.md", "# Smile\n\nA smile 🙂 for you.\n")
    result = newsroom.build(*QUICK)
    assert result.code == 1
    assert told(result, "LPR-001", "03-smile.md")
    files = newsroom.files()
    assert {"large-print/01-welcome.pdf", "large-print/spring.pdf"} <= set(files)
    assert "large-print/03-smile.pdf" not in files
    assert {
        finding["file"] for finding in newsroom.manifest()["findings"] if finding["rule"] == "LPR-001"
    } == {"03-smile.md"}


def test_strict_publishes_nothing_when_anything_is_wrong(newsroom) -> None:
    newsroom.build(*QUICK)
    before = newsroom.files()
    newsroom.write("03-empty.txt", b"")
    result = newsroom.build(*QUICK, "--strict")
    assert result.code == 1
    assert "Nothing was published" in result.out
    assert newsroom.files() == before


def test_an_article_cannot_write_to_the_terminal(newsroom) -> None:
    newsroom.write("03-evil.md", "# Evil \x1b[2J title\n\nWords here.\n")
    newsroom.write("04-evil.md", "# Evil \x1b[2J title\n\nWords here.\n")
    result = newsroom.run("check", "spring", "--jobs", "1")
    assert "\x1b[2J" not in result.out + result.err
