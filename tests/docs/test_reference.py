"""The documentation says what the program does."""

from __future__ import annotations

import pytest

from tests.docs.reference import PAGES, ROOT


@pytest.mark.parametrize("path", PAGES)
def test_the_reference_pages_are_what_the_code_makes(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == PAGES[path](), "run: python -m tests.docs.reference"
