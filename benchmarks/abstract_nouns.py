"""Makes the table of abstract nouns that everyread's own measure looks at, from WordNet 3.0.

    python -m benchmarks.abstract_nouns /usr/share/wordnet      Debian's package wordnet-base

WordNet (Miller 1995) files each sense of a noun in one of 26 classes, and says how often the sense was met in
texts that people marked.  A noun's abstractness is the share of its uses in classes of things that can
neither be seen nor touched.  Nouns that are met less than once in a million words are left out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from wordfreq import zipf_frequency

from everyread.readability.abstract import TABLE

# The numbers that WordNet's files give the classes (its manual page lexnames).
_CONCRETE = {
    3: "the tops of the tree: person, animal, food", 5: "animal", 6: "artifact", 8: "body", 13: "food",
    14: "group", 15: "location", 17: "object", 18: "person", 20: "plant", 27: "substance",
}  # fmt: skip
_LEAST_ZIPF = 3.0
_UNSEEN = 0.5
"""Uses that a sense is given beside those that were counted, since most senses were never met."""
_HEAD = """\
# Nouns by abstractness in tenths, from WordNet 3.0: made by benchmarks.abstract_nouns.
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. See abstract-nouns.LICENSE.
"""


def senses(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Each noun of one word, and the class of each of its senses, the most common first."""
    classes = {
        line[:8]: int(line[9:11])
        for line in (folder / "data.noun").read_text("utf-8").splitlines()
        if not line.startswith(" ")
    }
    for line in (folder / "index.noun").read_text("utf-8").splitlines():
        noun, *fields = line.split()
        if not line.startswith(" ") and noun.isalpha():
            # After the noun: its part of speech, its senses, and so many signs; behind them two more numbers.
            yield noun, [classes[offset] for offset in fields[5 + int(fields[2]) :]]


def uses(folder: Path) -> Mapping[tuple[str, int], int]:
    """How often each sense was met, by noun and number of the sense."""
    lines = (line.split() for line in (folder / "cntlist.rev").read_text("utf-8").splitlines())
    return {(key.split("%")[0], int(number)): int(times) for key, number, times in lines if "%1:" in key}


def table(folder: Path) -> Mapping[str, int]:
    """The abstractness of each noun, in tenths; irregular plurals stand beside their singulars."""
    met = uses(folder)
    found: dict[str, int] = {}
    for noun, classes in senses(folder):
        if zipf_frequency(noun, "en") >= _LEAST_ZIPF:
            weights = [met.get((noun, number), 0) + _UNSEEN for number in range(1, len(classes) + 1)]
            seen = sum(weight for weight, each in zip(weights, classes, strict=True) if each in _CONCRETE)
            found[noun] = round(10 * (1 - seen / sum(weights)))
    for line in (folder / "noun.exc").read_text("utf-8").splitlines():
        plural, base, *_ = line.split()
        if base in found and plural.isalpha() and zipf_frequency(plural, "en") >= _LEAST_ZIPF:
            found.setdefault(plural, found[base])
    return found


def main(folder: str) -> None:
    """Write the table."""
    found = table(Path(folder))
    lines = [
        " ".join([str(tenths), *sorted(noun for noun, each in found.items() if each == tenths)])
        for tenths in range(11)
    ]
    TABLE.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
