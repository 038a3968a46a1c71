"""How far everyread's own measure leads each formula on texts that its weights have not seen, and how surely.

    python -m benchmarks.lead     some seconds, from the tables of `benchmarks.fit_readability`

A lead is the difference of two rank correlations with the level, grade or rating.  How far chance may have
made it is seen by drawing the texts again, with repeats: articles of news with all their versions, and books
with all their passages, since passages of one book are alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks import graded
from benchmarks.fit_corpus import corpus_of_tables
from benchmarks.fit_csv import RIVALS, TEXTSTAT
from benchmarks.fit_readability import Judged, Places, unseen
from everyread.readability.formulas import FORMULAS

DRAWS = 1_000
_SEED = 1


@dataclass(frozen=True, slots=True)
class Lead:
    """What one group of texts says of the measure and of each of RIVALS."""

    texts: int
    own: float
    """Rank correlation of the measure with the levels; the mean where there are several sources."""
    rivals: tuple[float, ...]
    low: tuple[float, ...]
    """The lead over each rival is more than this in 97.5 of 100 draws."""
    high: tuple[float, ...]

    def over_best(self, names: Sequence[str]) -> tuple[str, float, float, float]:
        """The best of some rivals, and the lead over it with its interval."""
        name = max(names, key=lambda each: self.rivals[RIVALS.index(each)])
        place = RIVALS.index(name)
        return name, self.own - self.rivals[place], self.low[place], self.high[place]


def leads(sources: Mapping[str, Judged], draws: int = DRAWS) -> dict[str, Lead]:
    """The lead over all sources, each counting once; and over passages of books, whatever their source."""
    books = _joined([sources[source] for source in graded.SOURCES])
    middle = (books.levels >= 3) & (books.levels <= 12)
    facts, tales = (np.isin(books.kin, list(each)) for each in (graded.INFORMATIVE, graded.STORIES))
    # The five books of McGuffey's are its five grades: to draw books again would leave out grades.
    mcguffey = replace(sources["mcguffey"], kin=np.arange(0.0, len(sources["mcguffey"].kin)))
    return {
        "all five kinds": _lead(list({**sources, "mcguffey": mcguffey}.values()), draws),
        "books": _lead([books], draws),
        "books, grades 3 to 12": _lead([_some(books, middle)], draws),
        "facts": _lead([_some(books, facts)], draws),
        "stories": _lead([_some(books, tales)], draws),
    }


def _lead(sources: list[Judged], draws: int) -> Lead:
    """The lead in the mean of some sources, with its interval."""
    random = np.random.default_rng(_SEED)
    whole = np.mean([each.agreements() for each in sources], axis=0)
    pickers = [_picker(each, random) for each in sources]
    drawn = np.array(
        [
            np.mean([each.agreements(pick()) for each, pick in zip(sources, pickers, strict=True)], axis=0)
            for _ in range(draws)
        ]
    )
    low, high = np.percentile(drawn[:, :1] - drawn[:, 1:], [2.5, 97.5], axis=0)
    return Lead(
        sum(len(each.levels) for each in sources),
        float(whole[0]),
        tuple(whole[1:].tolist()),
        tuple(low.tolist()),
        tuple(high.tolist()),
    )


def _picker(source: Judged, random: np.random.Generator) -> Callable[[], Places]:
    """Draws as many kins as there are, with repeats, and gives the places of all their texts."""
    kins = [np.flatnonzero(source.kin == each) for each in np.unique(source.kin)]
    return lambda: np.concatenate([kins[place] for place in random.integers(0, len(kins), len(kins))])


def _some(source: Judged, chosen: Places) -> Judged:
    return Judged(source.levels[chosen], source.difficulty[chosen], source.rivals[chosen], source.kin[chosen])


def _joined(sources: list[Judged]) -> Judged:
    return Judged(
        np.concatenate([each.levels for each in sources]),
        np.concatenate([each.difficulty for each in sources]),
        np.concatenate([each.rivals for each in sources]),
        np.concatenate([each.kin for each in sources]),
    )


def table_of(found: Mapping[str, Lead]) -> str:
    """The leads as the table in docs/readability.md."""
    lines = [
        "| texts | number | own | best formula | lead over it | best of textstat's | lead over it |",
        "| --- | ---: | ---: | --- | ---: | --- | ---: |",
    ]
    for title, each in found.items():
        cells = [title, str(each.texts), f"{each.own:.2f}"]
        for names in (tuple(FORMULAS), TEXTSTAT):
            name, lead, low, high = each.over_best(names)
            cells += [
                name.removeprefix("textstat_").replace("_", " "),
                f"{lead:+.2f} ({low:+.2f} to {high:+.2f})",
            ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Say it."""
    print(table_of(leads(unseen(corpus_of_tables()))))


if __name__ == "__main__":
    main()
