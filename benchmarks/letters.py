"""Short letters, as many as a benchmark asks for: each sentence of them differs from every other."""

from __future__ import annotations

from pathlib import Path

_PLACES = ("Leeds", "York", "Bristol", "Cardiff", "Derry", "Perth", "Truro", "Hull")
_LETTER = """# Letter {number} from {place}

Reader {number} lives in {place} with two cats and a kettle. She has been ill for {years} years, and in \
month {number} of her notes she wrote down what helped her most.

She rests after each of {walks} short walks on day {number}. She does not push on when letter {number} is \
not done. A friend from house {number} brings soup, and they talk for a quarter of an hour.

- Letter {number} asks for shorter lines.
- Letter {number} asks for larger print.

Please tell reader {number} what you do on a bad day. She reads every answer to letter {number} slowly, and \
she likes plain words best. Letter {next} will follow soon.
"""


def write_letters(folder: Path, count: int) -> None:
    """So many Markdown files of about 110 words, which is as short as a reading age can be measured of."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        place = _PLACES[number % len(_PLACES)]
        text = _LETTER.format(
            number=number, place=place, years=number % 40 + 2, walks=number % 7 + 2, next=number + 1
        )
        (folder / f"{number:05d}.md").write_text(text, encoding="utf-8")
