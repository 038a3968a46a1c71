"""How long something lasts, as a person would say it."""

from __future__ import annotations

import pytest

from everyread.narration.lengths import about


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (5, "Less than a minute"),
        (50, "About one minute"),
        (100, "About two minutes"),
        (355, "About six minutes"),
        (59 * 60, "About fifty-nine minutes"),
        (3600, "About one hour"),
        (72 * 60, "About one hour and ten minutes"),
        (7200, "About two hours"),
    ],
)
def test_lengths_are_rounded(seconds: float, said: str) -> None:
    assert about(seconds) == said
