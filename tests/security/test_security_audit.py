"""The audit of dependencies: a hole is a failure, no answer is a skip that says so, and never a pass."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parent.parent.parent / "setup" / "audit.py"
WHOLE = {"name": "lxml", "version": "6.0", "vulns": []}
HOLED = {"name": "pillow", "version": "1.0", "vulns": [{"id": "CVE-1", "fix_versions": ["2.0"]}]}
UNKNOWN = {"name": "hibari-tts", "skip_reason": "not found"}


@pytest.fixture
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("stdout", "stderr", "code", "words"),
    [
        (json.dumps({"dependencies": [WHOLE, UNKNOWN]}), "", 0, "1 packages asked about, 0 known holes"),
        (json.dumps({"dependencies": [WHOLE, HOLED]}), "", 1, "pillow 1.0 has CVE-1; mended in 2.0"),
        (json.dumps({"dependencies": [UNKNOWN]}), "", 0, "SKIPPED: a.lock was not audited"),
        (
            "",
            "requests.exceptions.ConnectionError: Max retries exceeded",
            0,
            "SKIPPED: a.lock was not audited",
        ),
        ("", "ERROR: hashes are missing in a.lock", 2, "pip-audit failed"),
        ("", "", 2, "pip-audit failed"),
    ],
)
def test_what_is_said(audit, monkeypatch, capsys, stdout, stderr, code, words) -> None:
    done = subprocess.CompletedProcess([], 1, stdout, stderr)
    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: done)
    assert audit.audit("a.lock") == code
    said = capsys.readouterr().out
    assert words in said
    assert ("known holes" in said) == bool(stdout and "lxml" in stdout)


def test_a_service_that_is_silent_is_a_skip(audit, monkeypatch, capsys) -> None:
    def never(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("pip-audit", 1)

    monkeypatch.setattr(audit.subprocess, "run", never)
    assert audit.audit("a.lock") == 0
    assert capsys.readouterr().out.startswith("SKIPPED: a.lock was not audited")
