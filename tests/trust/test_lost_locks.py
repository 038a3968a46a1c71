"""Two builds of one issue never write at once; two issues over one store are built side by side."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from everyread import locks
from everyread.errors import InputError
from everyread.locks import alone_in, beside, tidying, using
from tests.whole.conftest import HANGS

HOLD = """
import sys, time
from pathlib import Path
from everyread.locks import alone_in
with alone_in(Path(sys.argv[1]), print):
    print("held", flush=True)
    time.sleep(600)
"""


@contextmanager
def another_program(out: Path) -> Iterator[subprocess.Popen[str]]:
    """A program that has this output folder for itself."""
    program = [sys.executable, "-c", HOLD, str(out)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_who_waits_too_long_is_told_who_has_it(tmp_path: Path) -> None:
    told: list[str] = []
    with (
        another_program(tmp_path / "out") as other,
        pytest.raises(InputError, match=f"process {other.pid} on .* still building") as caught,
        alone_in(tmp_path / "out", told.append, patience=0.1),
    ):
        pytest.fail("two had it at once")
    assert "Waiting" in told[0]
    assert "-o" in caught.value.fix


def test_the_lock_vanishes_with_its_process(tmp_path: Path) -> None:
    with another_program(tmp_path / "out") as other:
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
        assert beside(tmp_path / "out", "lock").exists()  # the file alone means nothing
        with alone_in(tmp_path / "out", pytest.fail, patience=0):
            pass
    assert list(tmp_path.iterdir()) == []


def test_one_folder_has_one_lock_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    with (
        another_program(tmp_path / "real"),
        pytest.raises(InputError, match="still building"),
        alone_in(tmp_path / "link", print, patience=0),
    ):
        pytest.fail("two had it at once")


def test_a_folder_where_nothing_may_be_kept_beside(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with (
        pytest.raises(InputError, match="may not be written"),
        alone_in(tmp_path / "file" / "out", print),
    ):
        pytest.fail("there is no such folder")


def test_a_store_without_locks_is_used_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno
    import fcntl

    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", none)
    with using(tmp_path, print):
        pass
    with pytest.raises(OSError, match="locks"), tidying(tmp_path):
        pytest.fail("it was tidied without a lock")


def test_two_builds_of_one_issue_at_once(newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "PATIENCE", HANGS)  # the machine may be busy
    kinds = ("--voice", "slow-tone", "--only", "audio")
    first = newsroom.start("build", "spring", *kinds, "--jobs", "1")
    newsroom.wait_until_spoken(first)
    second = newsroom.run("build", "spring", *kinds, "--jobs", "1", "--store", "other")
    _, first_said = first.communicate(timeout=HANGS)
    assert (first.returncode, second.code) == (0, 0), (first_said, second.err)
    assert f"process {first.pid} on" in second.err
    at_once = newsroom.files()
    newsroom.build(*kinds, "--fresh", "--store", "a-third")
    assert newsroom.files() == at_once
    assert [path.name for path in newsroom.out.parent.iterdir()] == ["spring"]


def test_two_issues_are_built_side_by_side_over_one_store(newsroom) -> None:
    kinds = ("--voice", "slow-tone", "--only", "audio", "--jobs", "1")
    autumn = newsroom.root / "sources" / "autumn"
    autumn.mkdir()
    for path in newsroom.issue.iterdir():
        (autumn / path.name).write_bytes(path.read_bytes())
    both = [newsroom.start("build", name, *kinds) for name in ("spring", "autumn")]
    said = [process.communicate(timeout=HANGS)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert "Waiting" not in "".join(said)
    at_once = newsroom.files()
    newsroom.build(*kinds, "--fresh", "--store", "other")
    assert newsroom.files() == at_once
