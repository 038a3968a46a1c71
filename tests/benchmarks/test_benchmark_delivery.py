"""The benchmark of the packs packs what is right: it would be quick to pack nothing."""

from __future__ import annotations

from pathlib import Path

from benchmarks import delivery
from everyread.store import Store


def test_everything_that_is_timed_is_proved(store: Store, tmp_path: Path) -> None:
    pack = delivery.make_pack(store, tmp_path, count=2, words=600)
    costs = {cost.name: cost for cost in delivery.measured(pack, store)}
    assert {"e-book", "talking book", "podcast feed", "USB pack"} <= costs.keys()
    assert {name: cost.findings for name, cost in costs.items() if cost.findings} == {}
    sound = sum(store.size(piece.mp3) for piece in pack.all_pieces)
    assert all(costs[name].bytes > sound for name in ("e-book", "talking book", "USB pack"))
