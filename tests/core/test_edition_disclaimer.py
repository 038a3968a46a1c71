"""An issue or a publisher that expects a disclaimer: an article without one is held back."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from everyread.article import Article, Notice, Paragraph, Run, Sentence, Source, unsplit
from everyread.edition import Edition, Reading, arrange
from everyread.issue import Issue
from everyread.settings import Settings
from everyread.sources.house import House


def edition(
    notice: str,
    *,
    role: Literal["disclaimer", "helpline"] = "disclaimer",
    gate: bool = True,
    **disclaimer: object,
) -> Edition:
    blocks = (
        Paragraph(unsplit(Run("Words."))),
        *([Notice((Paragraph(unsplit(Run(notice))),), role)] if notice else []),
    )
    article = Article(Sentence("s0001", (Run("T"),)), blocks, Source("a.txt", "0" * 64, "x"))
    settings = Settings.model_validate({"gates": {"disclaimer": gate}})
    house = House.model_validate({"disclaimer": disclaimer})
    issue = Issue("spring", Path(), (Path("a.txt"),), settings, house=house)
    return arrange(issue, [Reading("a.txt", (("d", article),), ())])


def rules(found: Edition) -> list[str]:
    return [finding.rule for finding in found.findings]


@pytest.mark.parametrize("gate", [True, False])
def test_an_article_without_a_disclaimer_is_held(gate):
    found = edition("", gate=gate, required=not gate)
    assert rules(found) == ["SRC-006"]
    assert found.sound_entries() == ()
    assert ("issue.toml" if gate else "house.toml") in found.findings[0].message


def test_a_helpline_is_no_disclaimer():
    assert rules(edition("Call our helpline on 01632 960123.", role="helpline")) == ["SRC-006"]


def test_a_disclaimer_is_enough():
    assert rules(edition("Not medical advice.")) == []
    assert rules(edition("", gate=False)) == []


@pytest.mark.fires("SRC-034")
def test_a_disclaimer_in_other_words_is_told():
    assert rules(edition("This is no medical advice.", text="is not medical advice")) == ["SRC-034"]
    assert rules(edition("This is NOT medical advice!", text="is not medical advice")) == []
