"""A small finished issue with every format, built once a session in the tests' quick voice, and its judge."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from everyread.commands import build, proof
from everyread.commands.bench import Bench, open_bench
from everyread.narration.voice import voice_named
from everyread.proof.folder import Fault, read_folder
from everyread.work import SerialExecutor, Workers
from everyread.workshop import Workshop
from everyread.workspace import Workspace
from tests.once import once_for_all

PLUGINS = Path(__file__).parent.parent / "plugins"
NAME = "spring"
TOML = """title = "The Lantern, Spring"
publisher = "The Lantern Trust"
contact = "Write to The Lantern Trust, 1 Quay Street"
published = 2026-12-01

[delivery]
base_address = "https://lantern.example.org/spring"
owner_email = "office@lantern.example.org"
"""
FLU = """# Flu jabs this winter

Ask for the jab in October. It takes 14 days to work.

Do not have it if you are ill on the day. Never drive home alone after 3 jabs.

The nurse will ask how you are. Tell her what you take. She can see you at home. Your arm may be sore
for a day or two. That is normal. Rest it on a cushion. A cool cloth helps. Most people feel well again
by the next morning. Some people feel cold and tired. Keep warm and drink enough. Ask a friend to ring
you in the evening. If you feel worse, ring your doctor. The jab does not give you flu. You can have it
in your chair. You can bring your own blanket. We are glad to help you plan the day.

This article is not medical advice. Ask your doctor about any new symptoms.
"""
TABLETS = """# Tablets and rest

Take 10 mg of the tablets twice a day. Do not take more than 40 mg in 24 hours.

1. Lie down for 20 minutes.
2. Drink 250 ml of water.

Read more on [our page](https://lantern.example.org/rest) about rest.

This article is not medical advice. Ask your doctor before you stop a tablet.
"""


class Silent:
    """Progress that nobody watches."""

    def stage(self, name: str, steps: int) -> None:
        pass

    def step(self, name: str) -> None:
        pass


@dataclass(frozen=True)
class Finished:
    """The issue: where it was made, and its store."""

    root: Path

    @property
    def out(self) -> Path:
        return self.root / "outputs" / NAME

    @property
    def bench(self) -> Bench:
        return open_bench(Workspace(self.root), self.root / "store", 1, fresh=False)

    def workshop(self) -> Workshop:
        return Workshop(self.bench.store, Workers(SerialExecutor), Silent())  # type: ignore[arg-type]

    def copy(self, to: Path) -> Path:
        """The finished folder elsewhere; its files are links, so `plant` writes them anew."""
        shutil.copytree(self.out, to, copy_function=os.link)
        return to

    def faults(self, out: Path, source: str = NAME) -> list[Fault]:
        """What is wrong with a copy."""
        workshop = self.workshop()
        folder = read_folder(out)
        reread = proof.read_sources(folder, str(self.root / "sources" / source), self.bench, workshop)
        return [*reread.faults, *proof.judge(folder, reread.sources, workshop)]


def plant(out: Path, path: str, data: bytes) -> None:
    """Put other bytes in a file, which is a link to the true one."""
    (out / path).parent.mkdir(exist_ok=True)
    (out / path).unlink(missing_ok=True)
    (out / path).write_bytes(data)


def manifest(out: Path) -> dict[str, Any]:
    return json.loads((out / "issue.json").read_bytes())


def rewrite(out: Path, said: dict[str, Any]) -> None:
    plant(out, "issue.json", json.dumps(said, ensure_ascii=False).encode())


def make_true(out: Path) -> None:
    """Let issue.json give every file the size and hash that it has now: only its content can give it away."""
    said = manifest(out)
    for record in said["outputs"]:
        if (out / record["path"]).is_file():
            data = (out / record["path"]).read_bytes()
            record["bytes"], record["sha256"] = len(data), sha256(data).hexdigest()
    rewrite(out, said)


def built(root: Path, options: build.Options, **files: str) -> tuple[int, str]:
    """Build an issue of these files, by their names without endings; the exit code, and what was told."""
    folder = root / "sources" / NAME
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "issue.toml").write_text(TOML, encoding="utf-8")
    for name, words in files.items():
        (folder / f"{name.replace('_', '-')}.md").write_text(words, encoding="utf-8")
    made = Finished(root)
    told = StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(told), redirect_stderr(told):
        patch.syspath_prepend(str(PLUGINS))
        voice_named.cache_clear()
        code = build.run(str(folder), made.out, replace(options, voice="tone"), False, made.bench)
    voice_named.cache_clear()
    return code, told.getvalue()


def finished(factory: pytest.TempPathFactory) -> Finished:
    """The issue, built and judged; a second call only gives it again.

    Each process that runs tests has links to its files: no store is written to while another copies it.
    """
    own = factory.getbasetemp() / "own-issue"

    def make(root: Path) -> None:
        code, told = built(root, build.Options(), flu=FLU, tablets=TABLETS)
        assert code == 0, told
        Finished(root).faults(Finished(root).out)  # what a test does not spoil is judged here

    if not own.exists():
        shutil.copytree(once_for_all(factory, "finished-issue", make), own, copy_function=os.link)
    return Finished(own)


def beside(issue: Finished, root: Path) -> Path:
    """A working folder of its own with the issue's finished work, so that a build there has little to do."""
    shutil.copytree(issue.root / "store", root / "store", copy_function=os.link)
    return root
