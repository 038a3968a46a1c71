"""A second build does nothing; a change does only what it must; a killed build goes on."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.whole.conftest import HANGS

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
SLOWLY = ("--voice", "slow-tone", "--only", "audio")
ANOTHER_SPEED = "[narration]\nspeed = 1.1\n"
"""So that articles that are read and judged already are spoken anew."""
SAID_ONCE = '[easy-read]\naudio = "never"\n'
"""No easy read says the sentences of its article once more."""
TasksDone = Callable[[], list[str]]


def test_a_build_makes_every_output_and_a_second_one_does_nothing(newsroom, tasks_done: TasksDone) -> None:
    first = newsroom.build()
    assert first.code == 0, first.err
    assert {path for path in newsroom.files() if not path.startswith(("pronunciations/", "braille/"))} == {
        "articles/01-welcome.html",
        "articles/02-how-to-rest.html",
        "audio/00-contents.mp3",
        "audio/01-welcome.mp3",
        "audio/02-how-to-rest.mp3",
        "audio/spring.mp3",
        "captions/00-contents.vtt",
        "captions/01-welcome.vtt",
        "captions/02-how-to-rest.vtt",
        "captions/spring.vtt",
        "chapters/spring.json",
        "daisy/spring.zip",
        "easy-read/01-welcome.html",
        "easy-read/01-welcome.mp3",
        "easy-read/01-welcome.pdf",
        "easy-read/02-how-to-rest.html",
        "easy-read/02-how-to-rest.mp3",
        "easy-read/02-how-to-rest.pdf",
        "epub/spring.epub",
        "index.html",
        "issue.json",
        "large-print/01-welcome.pdf",
        "large-print/02-how-to-rest.pdf",
        "large-print/spring.pdf",
        "print/spring-ticket.pdf",
        "print/spring.pdf",
        "report.html",
        "spoken/01-welcome.txt",
        "spoken/02-how-to-rest.txt",
        "usb/spring.zip",
    }
    before = newsroom.files()
    assert tasks_done()
    assert newsroom.spoken()
    second = newsroom.build()
    assert (second.code, tasks_done(), newsroom.spoken()) == (0, [], [])
    assert "files changed  0" in second.out
    assert newsroom.files() == before


def test_a_changed_sentence_is_spoken_alone(newsroom, tasks_done: TasksDone) -> None:
    newsroom.write("issue.toml", SAID_ONCE)
    newsroom.build()
    newsroom.spoken(), tasks_done()
    newsroom.write("01-welcome.md", "# Welcome\n\nWinter is here. We hope that you keep very warm.\n")
    newsroom.build()
    assert newsroom.spoken() == ["We hope that you keep very warm."]
    assert not [name for name in tasks_done() if "How to rest" in name]


@pytest.mark.usefixtures("stocked")
def test_a_changed_template_redoes_the_pdfs_and_nothing_else(newsroom, tasks_done: TasksDone) -> None:
    shutil.copytree(TEMPLATES, newsroom.root / "templates")
    newsroom.build()
    before = newsroom.files()
    newsroom.spoken(), tasks_done()
    style = newsroom.root / "templates" / "large-print" / "large-print.css.j2"
    style.write_text(style.read_text(encoding="utf-8") + "\nh1 { letter-spacing: 0.1em }\n", encoding="utf-8")
    newsroom.build()
    changed = {path for path, data in newsroom.files().items() if before[path] != data}
    assert {path.split("/")[0] for path in changed} <= {
        "articles",
        "index.html",
        "issue.json",
        "large-print",
        "print",
        "report.html",
        "usb",
    }
    assert "large-print/spring.pdf" in changed
    assert newsroom.spoken() == []
    assert not [
        name for name in tasks_done() if "narration" in name or "easy read" in name or "article" in name
    ]


def test_fresh_does_everything_anew_and_gives_the_same_bytes(newsroom, tasks_done: TasksDone) -> None:
    newsroom.build()
    before = newsroom.files()
    spoken, _ = newsroom.spoken(), tasks_done()
    newsroom.build("--fresh")
    assert newsroom.spoken() == spoken
    assert newsroom.files() == before


@pytest.mark.usefixtures("stocked")
def test_a_broken_template_harms_nothing_already_built(newsroom) -> None:
    shutil.copytree(TEMPLATES, newsroom.root / "templates")
    newsroom.build()
    before = newsroom.files()
    style = newsroom.root / "templates" / "large-print" / "large-print.css.j2"
    style.write_text("{% if %}", encoding="utf-8")
    result = newsroom.build()
    assert result.code == 1
    assert "WRK-001" in result.err
    after = newsroom.files()
    pages = {"articles/01-welcome.html", "articles/02-how-to-rest.html"}  # both articles are held back
    changed = {path for path in before if before[path] != after.get(path)}
    assert changed <= {"index.html", "issue.json", "report.html", *pages}


@pytest.mark.usefixtures("stocked")
def test_a_damaged_store_is_mended(newsroom) -> None:
    newsroom.build()
    finished = newsroom.files()
    for path in (newsroom.root / "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1])
    result = newsroom.build()
    assert result.code == 0, result.err
    assert newsroom.files() == finished


@pytest.mark.usefixtures("stocked")
def test_an_article_taken_away_takes_its_files_with_it(newsroom) -> None:
    newsroom.build()
    (newsroom.issue / "02-rest.md").unlink()
    newsroom.build()
    assert not [path for path in newsroom.files() if "rest" in path]


@pytest.mark.usefixtures("stocked")
def test_only_some_kinds_leave_the_others_in_place(newsroom) -> None:
    newsroom.build()
    before = newsroom.files()
    assert newsroom.build("--only", "large-print", "--size", "24").code == 0
    after = newsroom.files()
    assert set(after) == set(before)
    assert after["audio/01-welcome.mp3"] == before["audio/01-welcome.mp3"]
    assert after["large-print/spring.pdf"] != before["large-print/spring.pdf"]


@pytest.mark.usefixtures("stocked")
def test_what_only_leaves_out_is_let_go_when_its_article_changed(newsroom) -> None:
    newsroom.build()
    newsroom.write("01-welcome.md", "# Welcome\n\nAll of this is new.\n")
    newsroom.build("--only", "large-print")
    assert "audio/01-welcome.mp3" not in newsroom.files()
    assert "audio/02-how-to-rest.mp3" in newsroom.files()


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize(("after", "jobs"), [(3, "1"), (9, "2")])
def test_a_killed_build_goes_on_where_it_was(newsroom, after: int, jobs: str) -> None:
    newsroom.write("issue.toml", ANOTHER_SPEED)
    process = newsroom.start("build", "spring", *SLOWLY, "--jobs", jobs)
    newsroom.wait_until_spoken(process, after)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    before = newsroom.spoken()
    assert len(before) >= after
    assert not newsroom.out.exists() or "issue.json" not in newsroom.files()
    assert newsroom.build(*SLOWLY).code == 0
    # The sentence being spoken in each of the workers may have been lost; no other is spoken twice.
    again = set(before) & set(newsroom.spoken())
    assert len(again) <= 2
    finished = newsroom.files()
    newsroom.build(*SLOWLY, "--fresh", "--store", "other-store")
    assert newsroom.files() == finished


@pytest.mark.usefixtures("stocked")
def test_no_worker_outlives_a_program_that_was_killed(newsroom) -> None:
    newsroom.write("issue.toml", ANOTHER_SPEED)
    process = newsroom.start("build", "spring", *SLOWLY, "--jobs", "2")
    newsroom.wait_until_spoken(process)
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(process.pid, signal.SIGKILL)  # the program alone, as a full memory would
    process.communicate()
    deadline = time.monotonic() + HANGS
    while time.monotonic() < deadline and any(Path(f"/proc/{worker}").exists() for worker in workers):
        time.sleep(0.05)
    assert workers
    assert [worker for worker in workers if Path(f"/proc/{worker}").exists()] == []


@pytest.mark.usefixtures("stocked")
def test_an_interrupted_build_says_so_and_leaves_with_130(newsroom) -> None:
    newsroom.write("issue.toml", ANOTHER_SPEED)
    process = newsroom.start("build", "spring", *SLOWLY, "--jobs", "2")
    newsroom.wait_until_spoken(process)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=HANGS)
    assert process.returncode == 130
    assert "Stopped. What was finished is kept" in err
    assert "Traceback" not in err
