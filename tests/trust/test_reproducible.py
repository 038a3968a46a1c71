"""Two builds of the same sources give the same bytes: on other days, in other folders, however many work.

The second build runs 400 days later by its clock, which libfaketime sets for every process of it, ffmpeg and
native libraries included.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from everyread.manifest import KINDS

PLUGINS = Path(__file__).parent.parent / "plugins"
PROGRAM = Path(sys.executable).with_name("everyread")
DAYS_LATER = 400
ISSUE = {
    "issue.toml": """title = "Spring"
publisher = "A small charity"
contact = "Write to us: hello@charity.example"

[narration]
slower = 0.8

[delivery]
base_address = "https://charity.example/spring/"
""",
    "01-welcome.md": """# Welcome

Winter is **here**, and _PEM_ with it. We hope that you keep warm[^1].

![A robin on a branch](robin.png)

> Rest is not idleness.

Please [write to us](https://charity.example). We read every letter.

This newsletter is not medical advice. Ask your GP about any new symptoms.

[^1]: A blanket is enough.
""",
    "02-rest.html": """<html><body><article><h1>How to rest</h1>
<p>Do not stop taking your tablets. Take 5&nbsp;mg at night, not 50&nbsp;mg.</p>
<ol><li>Lie down.</li><li>Close your eyes.</li></ol>
<table><tr><th>Day</th><th>Hours</th></tr><tr><td>Monday</td><td>2.5</td></tr></table>
<p>Zoë, Łukasz and Chloë sent us letters about ME/CFS.</p></article></body></html>
""",
}


@dataclass(frozen=True)
class Place:
    """A machine as an editor may have it: its folders, its habits and its day."""

    root: Path
    jobs: int
    environment: dict[str, str]
    umask: int
    days: int = 0
    """By how many its clock is ahead."""

    def ahead(self, command: list[str]) -> list[str]:
        return ["faketime", "-m", "-f", f"+{self.days}d", *command] if self.days else command

    def start(self, *command: str) -> subprocess.Popen[str]:
        home = self.root / "home"
        scratch = self.root / "scratch"
        for folder in (home, scratch):
            folder.mkdir(parents=True, exist_ok=True)
        inherited = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        return subprocess.Popen(
            self.ahead(list(command)),
            cwd=self.root,
            env={
                **inherited,
                "PYTHONPATH": str(PLUGINS),
                "HOME": str(home),
                "TMPDIR": str(scratch),
                # A later day must not make Python write its compiled files anew.
                "PYTHONDONTWRITEBYTECODE": "1",
                "NO_FAKE_STAT": "1",
                **self.environment,
            },
            umask=self.umask,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def build(self) -> subprocess.Popen[str]:
        """All kinds, into folders of its own, with a store of its own."""
        folder = self.root / "sources" / "spring"
        folder.mkdir(parents=True)
        for name, text in ISSUE.items():
            (folder / name).write_text(text, encoding="utf-8")
        Image.linear_gradient("L").save(folder / "robin.png")
        places = ("-o", str(self.root / "finished"), "--store", str(self.root / "kept"))
        return self.start(
            str(PROGRAM), "build", "spring", "--voice", "tone", "--jobs", str(self.jobs), *places
        )

    def outputs(self) -> dict[str, bytes]:
        out = self.root / "finished"
        return {
            path.relative_to(out).as_posix(): path.read_bytes()
            for path in sorted(out.rglob("*"))
            if path.is_file()
        }


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Place]:
    """Two machines that differ in everything that may not matter."""
    if not shutil.which("faketime"):
        explain = pytest.fail if os.environ.get("CI") else pytest.skip
        explain("no build was made on another day: install it with: sudo apt-get install faketime")
    here = Place(
        tmp_path_factory.mktemp("here"),
        jobs=1,
        environment={"LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
        umask=0o022,
    )
    there = Place(
        tmp_path_factory.mktemp("there") / "another folder, deeper",
        jobs=2,
        environment={"LC_ALL": "POSIX", "TZ": "America/St_Johns", "PYTHONHASHSEED": "4242"},
        umask=0o077,
        days=DAYS_LATER,
    )
    return here, there


@pytest.fixture(scope="module")
def built(places: tuple[Place, Place]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The outputs of the two, which were built at the same time."""
    running = [place.build() for place in places]
    for process in running:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    return places[0].outputs(), places[1].outputs()


def test_the_other_day_reaches_workers_and_what_they_start(places: tuple[Place, Place]) -> None:
    days = []
    for place in places:
        program = "import subprocess; print(subprocess.check_output(['date', '+%s'], text=True))"
        out, _ = place.start(sys.executable, "-c", program).communicate()
        days.append(int(out) // 86400)
    assert days[1] - days[0] in {DAYS_LATER, DAYS_LATER + 1}


def test_every_output_has_the_same_bytes(built: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    here, there = built
    assert set(here) == set(there)
    differing = [path for path in here if here[path] != there[path]]
    assert differing == []


def test_the_builds_that_were_compared_have_every_kind(
    places: tuple[Place, Place], built: tuple[dict[str, bytes], dict[str, bytes]]
) -> None:
    manifest = json.loads(built[0]["issue.json"])
    assert set(KINDS) <= {output["kind"] for output in manifest["outputs"]}


def test_no_output_names_a_folder_of_the_machine(
    places: tuple[Place, Place], built: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    folders = (places[0].root / each for each in ("sources", "kept", "scratch", "home"))
    names = [str(each).encode() for each in folders]
    for path, data in built[0].items():
        parts = {path: data}
        if path.endswith((".zip", ".epub")):
            (tmp_path / "pack.zip").write_bytes(data)
            with ZipFile(tmp_path / "pack.zip") as pack:
                parts |= {f"{path}/{name}": pack.read(name) for name in pack.namelist()}
        assert [name for name, part in parts.items() if any(each in part for each in names)] == []
