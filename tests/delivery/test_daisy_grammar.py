"""Our own grammars of DAISY 2.02, in the folder daisy202, judge a talking book.

They run everywhere, hold what the recommendation asks of an NCC and a SMIL file, and are stricter where
everyread needs no freedom.  DAISY's own schemas, which are in no package, judge the same book in
test_daisy_schemas.py, where somebody has them.  What no grammar can say, such as that a running time is true,
is in proof/daisy_rules.py.

The judge is jing, which comes along with EPUBCheck; skipped where that is not installed, but never in CI.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from daisy_judges import grammar_of, refused
from lxml import etree
from talking import make_pack, titled
from test_daisy import HOSTILE, unpacked

from everyread.store import Store

FOLDER = Path(__file__).parent / "daisy202"
GRAMMARS = {kind: FOLDER / f"{kind}.rnc" for kind in ("ncc", "master", "smil")}


def judged(files: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    return refused(files, GRAMMARS, folder, "-c")


@pytest.fixture
def files(store: Store, template_folders: tuple[str, ...]) -> dict[str, bytes]:
    """A book of strange titles, in which one article has no recording."""
    pack = make_pack(store, *(titled(title) for title in HOSTILE), heard=(True, False))
    return unpacked(pack, template_folders, store)


def test_the_book_keeps_to_the_grammars(files: dict[str, bytes], tmp_path: Path) -> None:
    assert sum(grammar_of(name) in GRAMMARS for name in files) == 10
    assert judged(files, tmp_path) == {}


FAULTS = (
    # File, what stands in it, what is put there instead.
    ("ncc.html", b'<meta name="dc:identifier"', b'<meta name="dc:nothing"'),
    ("ncc.html", b'content="Daisy 2.02"', b'content="Daisy 3"'),
    ("ncc.html", b'content="2026-12-01" scheme', b'content="1 December 2026" scheme'),
    ("ncc.html", b'<h1 class="title"', b"<h1"),
    ("ncc.html", b'a001.smil#s0001">', b'a001.html#s0001">'),
    ("ncc.html", b'id="n0002"', b'id="n0001"'),
    ("ncc.html", b"</h2>", b" and more</h2>"),
    ("master.smil", b'src="a001.smil"', b'src="http://example.org/a001.smil"'),
    ("master.smil", b"<ref ", b'<audio src="a001.mp3" /><ref '),
    ("a001.smil", b'endsync="last"', b'endsync="first"'),
    ("a001.smil", b'clip-begin="npt=', b'clip-begin="'),
    ("a001.smil", b'<seq dur="', b'<seq fill="remove" dur="'),
    ("a001.smil", b'<meta name="ncc:totalElapsedTime"', b'<meta name="ncc:elapsed"'),
    ("a001.smil", b'<text id="ts0001" src="a001.html#s0001" />', b""),
)


def test_the_grammars_refuse_every_planted_fault(files: dict[str, bytes], tmp_path: Path) -> None:
    """Each fault in a copy of its own, all judged in one go."""
    spoilt: dict[str, bytes] = {}
    for number, (name, old, new) in enumerate(FAULTS):
        assert old in files[name]
        bad = files[name].replace(old, new, 1)
        etree.fromstring(bad)  # well-formed, so that it is the grammar that refuses it
        spoilt[f"{number:02d}-{name}"] = bad
    assert sorted(judged(spoilt, tmp_path)) == sorted(spoilt)
