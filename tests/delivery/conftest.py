"""Fixtures of the delivery tests; what they are made of is in magazine.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from magazine import CUE, Magazine, make_magazine, write_sound

from everyread.store import Store
from everyread.workspace import Workspace


@pytest.fixture(scope="session")
def template_folders() -> tuple[str, ...]:
    return tuple(str(folder) for folder in Workspace(Path("/nowhere")).template_folders())


@pytest.fixture
def magazine(store: Store, template_folders: tuple[str, ...]) -> Magazine:
    return make_magazine(store, template_folders)


@pytest.fixture(scope="session")
def issue_folder(tmp_path_factory: pytest.TempPathFactory, template_folders: tuple[str, ...]) -> Path:
    """A finished issue on disc: the members' pages, report.html and the recordings."""
    from everyread.delivery.page import page_paths
    from everyread.delivery.task import make_page, make_report

    folder = tmp_path_factory.mktemp("issue")
    made = make_magazine(Store(tmp_path_factory.mktemp("store")), template_folders)
    (folder / "articles").mkdir()
    pages = make_page(made.page, made.store).files
    for role, path in page_paths(made.page).items():
        (folder / path).write_bytes(made.store.get(pages[role]))
    (folder / "report.html").write_bytes(made.store.get(make_report(made.report, made.store).files["report"]))
    for entry, article in zip(made.page.entries, made.articles, strict=True):
        audio = entry.audio
        assert audio is not None
        write_sound(folder / audio.path, CUE * sum(1 for _ in article.sentences()))
    write_sound(folder / "audio" / "winter.wav", 60)
    return folder
