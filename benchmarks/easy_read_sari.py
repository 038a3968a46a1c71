"""SARI: how well words were added, kept and deleted, in the light of what a person wrote.

Xu, Napoles, Pavlick, Chen and Callison-Burch, "Optimizing Statistical Machine Translation for Text
Simplification" (TACL 4, 2016), section 4, in the form of the script that its authors published: the mean,
over word sequences of one to four, of the F1 of what was added, the F1 of what was kept, and the precision of
what was deleted; nothing out of nothing counts 0, so that changing nothing scores low.  0 to 100.  It pays
for leaving facts out, so it says nothing without the share of content that was kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

ORDERS = (1, 2, 3, 4)
_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


def sari(source: str, output: str, references: Sequence[str]) -> float:
    """SARI of one text; words and punctuation marks are compared in small letters."""
    texts = [_TOKEN.findall(text.lower()) for text in (source, output, *references)]
    scores = [_of_order(*(_sequences(text, order) for text in texts)) for order in ORDERS]
    return 100 * sum(map(sum, scores)) / (3 * len(ORDERS))


def _sequences(tokens: Sequence[str], order: int) -> Counter[tuple[str, ...]]:
    return Counter(zip(*(tokens[start:] for start in range(order)), strict=False))


Sequences = Counter[tuple[str, ...]]


def _of_order(source: Sequences, output: Sequences, *references: Sequences) -> tuple[float, float, float]:
    """What was added, kept and deleted; each reference counts as one vote."""
    votes = len(references)
    wanted: Sequences = sum(references, Counter())
    source, output = (_times(each, votes) for each in (source, output))
    kept, to_keep = source & output, source & wanted
    good = kept & wanted
    keep = _f1(
        _mean(good[each] / kept[each] for each in kept), _mean(good[each] / to_keep[each] for each in to_keep)
    )
    gone = source - output
    right = gone - wanted
    deleted = _mean(right[each] / gone[each] for each in gone)
    added, to_add = set(output) - set(source), set(wanted) - set(source)
    found = len(added & to_add)
    add = _f1(found / len(added) if added else 0.0, found / len(to_add) if to_add else 0.0)
    return add, keep, deleted


def _times(counts: Sequences, votes: int) -> Sequences:
    return Counter({each: count * votes for each, count in counts.items()})


def _mean(shares: Iterable[float]) -> float:
    values = list(shares)
    return sum(values) / len(values) if values else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
