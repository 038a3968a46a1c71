from __future__ import annotations

from contextlib import nullcontext

import pytest

from everyread.store import Store
from everyread.typeset import quick, quick_lines
from tests.typeset.tagged import render

CSS = """
@page :nth(1 of odd) { @top-left { content: none } @right-middle { content: "side"; width: 10mm } }
@page wide { size: 100mm 120mm; @bottom-left-corner { content: "corner" } }
.odd { page: odd } .wide { page: wide; margin-inline-start: 5mm; padding-block-end: 2mm }
.rtl { direction: rtl; border-inline-start: 2pt solid; border-start-start-radius: 3pt }
:root { --gap: 4mm } .var { margin: var(--gap) calc(1mm + 2pt); text-decoration: underline; float: left }
.foot { float: footnote } .row { display: list-item }
"""
BODY = (
    "<section class=odd><h1>One</h1><p>Rest.</p></section>"
    "<section class=wide><p class=rtl>Right <em>to</em> left</p><ul><li class=var>Item</li></ul></section>"
    "<section class=odd><p>End.</p><p class=next>Last.<span class=foot>Below.</span></p>"
    "<p class=row>Row</p></section>"
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


HARD_TO_BREAK = (
    "She said: “Take 2.5\xa0mg (half a tablet) at 8am – not before – and ring 01280\xa0818\xa0964.” "
    "Well-known half-hour walks, and/or rests; 50% of £1,000… T\xa0cells, TNF-α, café, naïve: Łódź. "
    "‘Why?’ he asked—twice! ME/\u2060CFS costs €12–\u206015 a day, −3\xa0°C, and (so on) [1].",
    "Look: https://example.org/\u200ba-long/\u200baddress, or Donaudampfschifffahrt, co\xadoperate.",
)


def test_lines_break_where_weasyprint_breaks_them(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(
        f"<p>{each}</p>" for each in (*HARD_TO_BREAK, HARD_TO_BREAK[0].replace("half", "<b>h</b>"))
    )
    body = "".join(
        f"<div style='width: {width}mm; {style}'>{text}</div>"
        for width in range(40, 90, 13)
        for style in ("overflow-wrap: break-word", "font: bold 13pt 'Everyread Wide'; hyphens: auto", "")
    )
    taken: list[bool] = []
    line = quick_lines._line
    monkeypatch.setattr(quick_lines, "_line", lambda *asked: _noted(taken, line(*asked)))
    ours = render(body, store)
    assert sum(taken) > 100
    monkeypatch.setattr(quick, "short_cuts", nullcontext)
    assert render(body, store) == ours


def _noted(taken: list[bool], line: tuple[str, int]) -> tuple[str, int]:
    taken.append(bool(line[0]))
    return line
