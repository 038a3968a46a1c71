"""Every rule can fire: a test says so, by its mark, for each."""

from __future__ import annotations

import re

from everyread.findings import RULES
from tests.docs.reference import ROOT


def test_every_rule_has_a_test_in_which_it_fires() -> None:
    fired = {
        rule
        for path in (ROOT / "tests").rglob("test_*.py")
        for mark in re.findall(r"mark\.fires\(([^)]*)\)", path.read_text(encoding="utf-8"))
        for rule in re.findall(r"[A-Z]{3}-\d{3}", mark)
    }
    assert set(RULES) - fired == set()
    assert fired - set(RULES) == set()
