"""The colour profile of the press: which files are one, where it comes from, and how one is made."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.commands import print_profile
from everyread.errors import ExitCode, InputError, MachineError
from everyread.printshop import profile
from everyread.printshop.profile import Condition, condition_of, make_profile, profile_for
from everyread.store import Store
from tests.printshop.press_profile import press_profile


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_the_printers_profile_comes_from_the_issue_folder(tmp_path: Path, store: Store) -> None:
    (tmp_path / "press.icc").write_bytes(press_profile())
    assert store.get(profile_for("press.icc", tmp_path, store)) == press_profile()
    elsewhere = tmp_path / "issue"
    elsewhere.mkdir()
    assert profile_for(str(tmp_path / "press.icc"), elsewhere, store)


def test_without_a_name_the_one_made_on_request_is_used(tmp_path: Path, store: Store) -> None:
    assert profile_for("", tmp_path, store) == ""
    place = profile.default_profile()
    assert place.is_relative_to(tmp_path / "cache")
    place.parent.mkdir(parents=True)
    place.write_bytes(press_profile())
    assert store.get(profile_for("", tmp_path, store)) == press_profile()


def test_a_profile_outside_the_issue_folder_needs_its_whole_path(tmp_path: Path, store: Store) -> None:
    (tmp_path / "press.icc").write_bytes(press_profile())
    folder = tmp_path / "issue"
    folder.mkdir()
    with pytest.raises(InputError, match="outside the issue folder"):
        profile_for("../press.icc", folder, store)


def test_a_profile_that_is_not_there(tmp_path: Path, store: Store) -> None:
    with pytest.raises(InputError, match=r"press\.icc.* is not there"):
        profile_for("press.icc", tmp_path, store)
    with pytest.raises(InputError, match="cannot be read"):
        profile_for(".", tmp_path, store)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no whole ICC profile"),
        (b"a picture" * 50, "no whole ICC profile"),
        (press_profile()[:-1], "no whole ICC profile"),
        (press_profile(space=b"RGB "), "four inks"),
        (press_profile(kind=b"mntr"), "four inks"),
        (press_profile(version=5), "version 5"),
        (press_profile().replace(b"B2A0", b"xxxx"), "colours into ink"),
        (press_profile() + bytes(profile.MOST_BYTES), "larger than 8 MB"),
    ],
)
def test_what_is_no_profile_of_a_press_is_refused(
    data: bytes, reason: str, tmp_path: Path, store: Store
) -> None:
    (tmp_path / "press.icc").write_bytes(data)
    with pytest.raises(InputError, match=reason):
        profile_for("press.icc", tmp_path, store)


@given(st.binary(max_size=400), st.integers(0, 400))
def test_damaged_profiles_raise_nothing_strange(noise: bytes, place: int) -> None:
    whole = press_profile()
    damaged = whole[:place] + noise + whole[place + len(noise) :]
    profile._unfit(damaged)
    assert len(condition_of(damaged).name) <= 80


def test_the_condition_is_named_as_the_registry_has_it() -> None:
    assert condition_of(press_profile("PSO Uncoated v3 (FOGRA52)")) == Condition(
        "FOGRA52", "PSO Uncoated v3 (FOGRA52)", profile.REGISTRY
    )
    assert condition_of(press_profile("Jones & Sons, press 2")).registry == ""
    assert condition_of(press_profile("")).identifier == "Custom"


def test_a_name_in_utf_16_is_read() -> None:
    text = "Grüße, FOGRA52".encode("utf-16-be")
    tag = b"mluc" + bytes(4) + (1).to_bytes(4, "big") + (12).to_bytes(4, "big") + b"deDE"
    tag += len(text).to_bytes(4, "big") + (28).to_bytes(4, "big") + text
    old = press_profile("x" * 90)
    place = int.from_bytes(old[136:140], "big")
    made = old[:place] + tag + old[place + len(tag) :]
    assert condition_of(made).name == "Grüße, FOGRA52"


def fake_colprof(folder: Path, body: str) -> str:
    program = folder / "colprof"
    program.write_text(f"#!{sys.executable}\nimport sys\n{body}\n")
    program.chmod(0o755)
    return str(program)


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / profile.MEASUREMENTS).write_text("CTI3\n")
    monkeypatch.setattr(profile, "_MEASURED", (tmp_path,))
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_a_profile_is_made_once_and_has_no_time_of_day(
    measured: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (measured / "ready.icc").write_bytes(press_profile())
    fake_colprof(
        measured,
        "import os, pathlib\n"
        f"data = pathlib.Path({str(measured / 'ready.icc')!r}).read_bytes()\n"
        "assert pathlib.Path(sys.argv[-1] + '.ti3').is_file() and '-l300' in sys.argv\n"
        "pathlib.Path(sys.argv[-2]).write_bytes(data[:24] + os.urandom(12) + data[36:])",
    )
    assert print_profile.run() == ExitCode.OK
    made = profile.default_profile().read_bytes()
    assert made[24:36] == bytes.fromhex("07b200010001000000000000")
    assert made[36:] == press_profile()[36:]
    (measured / "colprof").unlink()
    assert print_profile.run() == ExitCode.OK
    assert "there already" in capsys.readouterr().out


def test_what_is_missing_is_named_with_the_command_that_installs_it(measured: Path) -> None:
    with pytest.raises(MachineError, match=r"ArgyllCMS.*apt-get install argyll icc-profiles-free"):
        print_profile.run()
    fake_colprof(measured, "")
    (measured / profile.MEASUREMENTS).unlink()
    with pytest.raises(MachineError, match="measurements of uncoated paper"):
        print_profile.run()


def test_a_failure_of_the_program_is_told(measured: Path) -> None:
    fake_colprof(measured, "sys.exit('no memory')")
    with pytest.raises(MachineError, match="no memory"):
        make_profile(measured / "new.icc")
    assert not (measured / "new.icc").exists()
