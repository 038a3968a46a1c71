"""Secrets come from the environment alone, and go to whom they are for and nowhere else."""

from __future__ import annotations

import pytest

from tests.rewriter.model_server import ModelServer

KEY = "sk-planted-0123456789abcdef"
HARD = (
    "Notwithstanding the considerable improvements that were subsequently demonstrated in several randomised "
    "investigations, the committee recommended that pharmacological interventions should commence cautiously."
)
"""A paragraph that the rules alone do not make easy, so that a model is asked."""
OTHER = "planted-secret-of-something-else"


@pytest.fixture
def model():
    server = ModelServer()
    yield server
    server.close()


def test_a_key_is_sent_and_kept_nowhere(newsroom, model, monkeypatch) -> None:
    monkeypatch.setenv("EASY_READ_KEY", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", OTHER)
    newsroom.write(
        "issue.toml",
        f'[easy-read]\naudio = "never"\n[easy-read.model]\naddress = "{model.address}"\nname = "small"\n'
        'key_variable = "EASY_READ_KEY"\nseconds = 5\narticle_seconds = 10\n',
    )
    (newsroom.issue / "01-welcome.md").unlink()
    newsroom.write("02-rest.md", f"# How to rest\n\n{HARD}\n")
    result = newsroom.build("--only", "easy-read,page")
    assert "Traceback" not in result.err
    assert model.headers[0]["Authorization"] == f"Bearer {KEY}"
    kept = [path for path in newsroom.root.rglob("*") if path.is_file()]
    assert len(kept) > 20, "outputs and the store are looked into"
    for path in kept:
        data = path.read_bytes()
        assert KEY.encode() not in data, path
        assert OTHER.encode() not in data, path
        assert KEY not in str(path)
    assert KEY not in result.out + result.err


def test_a_key_in_issue_toml_is_refused(newsroom) -> None:
    newsroom.write("issue.toml", f'[easy-read.model]\nkey = "{KEY}"\n')
    assert newsroom.build().code == 2
    newsroom.write("issue.toml", f'[easy-read.model]\nkey_variable = "{KEY}"\n')
    assert newsroom.build().code == 2
