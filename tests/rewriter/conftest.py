"""A language model on this machine, in each test anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from everyread.settings import EasyReadModel
from tests.rewriter.model_server import ModelServer


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))  # where builds share that a server is down
    server = ModelServer()
    yield server
    server.close()


@pytest.fixture
def settings(model: ModelServer) -> EasyReadModel:
    return EasyReadModel(address=model.address, name="small-model", seconds=5, article_seconds=10)
