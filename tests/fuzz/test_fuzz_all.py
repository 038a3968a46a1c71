"""A short run of `make fuzz`, with a seed of its own: every target, a few inputs of each."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from everyread.errors import InputError
from everyread.manifest import read_manifest
from everyread.readability.accepted import read_accepted
from tests.fuzz.__main__ import fuzz, table
from tests.fuzz.sources import SlowError
from tests.fuzz.targets import LossError, Target, all_targets

INPUTS = 400


def test_a_short_run_finds_nothing() -> None:
    tallies = fuzz(all_targets(), INPUTS, seed=20261122)
    report = "\n".join(table(tallies))
    assert sum(tally.failures for tally in tallies.values()) == 0, report
    assert sum(tally.outcomes.total() for tally in tallies.values()) >= INPUTS
    assert {
        name for name, tally in tallies.items() if not tally.outcomes["read"] + tally.outcomes["said"]
    } == set()


@pytest.mark.parametrize("error", [ZeroDivisionError, SlowError, LossError, MemoryError])
def test_whatever_goes_wrong_is_counted_and_can_be_made_again(error, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)

    def run(_: str, data: bytes, __: Path) -> str:
        if data == b"7":
            raise error
        return "read"

    def make(chance: random.Random) -> tuple[str, bytes]:
        return "a.txt", str(chance.randrange(10)).encode()

    target = Target("digits", 1, 5.0, make, run)
    tally = fuzz([target], 40, seed=3)["digits"]
    assert 0 < tally.failures < 40
    command = capsys.readouterr().err.splitlines()[0]
    number = int(command.split("--first ")[1].split()[0])
    assert fuzz([target], 1, seed=3, first=number)["digits"].failures == 1
    assert {path.read_bytes() for path in Path("fuzz-failures").iterdir()} == {b"7"}


def test_every_target_makes_the_same_input_from_the_same_seed() -> None:
    for target in all_targets():
        made = [target.make(random.Random(f"1 {target.name} 5")) for _ in range(2)]
        assert made[0] == made[1]


# -- what it found --------------------------------------------------------------------------------------


@pytest.mark.parametrize("age", ["9" * 400, "1e999", "nan", "inf", "-1"])
def test_an_age_that_no_arithmetic_bears(tmp_path, age) -> None:
    text = f'[[accepted]]\nreason = "x"\n[accepted.articles]\n"a.md" = {age}\n'
    (tmp_path / "readability.toml").write_text(text)
    with pytest.raises(InputError, match="is not a number"):
        read_accepted(tmp_path)


@pytest.mark.parametrize("digest", ["../../../etc/passwd", "", "a" * 63, "A" * 64, "a" * 64 + "\\n"])
def test_a_manifest_whose_hash_is_a_path(tmp_path, digest) -> None:
    output = (
        '{"path": "audio/a.mp3", "kind": "audio", "article": "", "sha256": "%s", "bytes": 1, "facts": {}}'
    )
    issue = '{"name": "a", "title": "A", "publisher": "", "language": "en-GB"}'
    whole = '{"issue": %s, "articles": [], "outputs": [%s], "findings": []}'
    (tmp_path / "issue.json").write_text(whole % (issue, output % ("a" * 64)))
    assert read_manifest(tmp_path) is not None
    (tmp_path / "issue.json").write_text(whole % (issue, output % digest))
    assert read_manifest(tmp_path) is None
