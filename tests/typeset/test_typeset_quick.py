from __future__ import annotations

from contextlib import nullcontext

import pytest

from everyread.store import Store
from everyread.typeset import quick
from tests.typeset.tagged import render

CSS = """
@page :nth(1 of odd) { @top-left { content: none } @right-middle { content: "side"; width: 10mm } }
@page wide { size: 100mm 120mm; @bottom-left-corner { content: "corner" } }
.odd { page: odd } .wide { page: wide; margin-inline-start: 5mm; padding-block-end: 2mm }
.rtl { direction: rtl; border-inline-start: 2pt solid; border-start-start-radius: 3pt }
:root { --gap: 4mm } .var { margin: var(--gap) calc(1mm + 2pt); text-decoration: underline; float: left }
"""
BODY = (
    "<section class=odd><h1>One</h1><p>Rest.</p></section>"
    "<section class=wide><p class=rtl>Right <em>to</em> left</p><ul><li class=var>Item</li></ul></section>"
    "<section class=odd><p>End.</p><p class=next>Last.</p></section>"
)


def test_the_short_cuts_change_no_byte(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = render(BODY, store, CSS)
    monkeypatch.setattr(quick, "short_cuts", nullcontext)
    assert render(BODY, store, CSS) == ours


def test_the_short_cuts_are_taken(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    unset = quick._unset
    monkeypatch.setattr(quick, "_unset", lambda style, key: taken.append(key) or unset(style, key))
    render(BODY, store, CSS)
    assert len(taken) > 1000
    assert not {"display", "position", "float", "page"} & set(taken)
