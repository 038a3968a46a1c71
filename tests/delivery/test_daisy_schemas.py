"""DAISY's own schemas of DAISY 2.02 judge a talking book, where somebody has them.

No package has them, so these tests only run where EVERYREAD_DAISY_SCHEMAS names a folder in which they lie as
in DAISY's Pipeline 1: d202/d202ncc.rng, d202smil.rng, d202msmil.rng and d202meta.rng, and beside d202 the
folder relaxngcommon.  Their Schematron rules, which jing leaves out, are tried here too.  Everywhere else our
own grammars stand in: test_daisy_grammar.py.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from daisy_judges import grammar_of, refused
from lxml import etree
from talking import make_pack, titled
from test_daisy import HOSTILE, unpacked

from everyread.store import Store

FOLDER = os.environ.get("EVERYREAD_DAISY_SCHEMAS", "")
SCHEMAS = {
    kind: Path(FOLDER) / "d202" / f"d202{name}.rng"
    for kind, name in (("ncc", "ncc"), ("master", "msmil"), ("smil", "smil"))
}
NAMES = {"xht": "http://www.w3.org/1999/xhtml"}
SCHEMATRON = "{http://www.ascc.net/xml/schematron}"

pytestmark = pytest.mark.skipif(
    not FOLDER,
    reason="DAISY's own schemas were not asked: put src/org/daisy/util/xml/catalog of the repository "
    "daisy/pipeline1 into a folder, and name it in EVERYREAD_DAISY_SCHEMAS",
)


def broken_rules(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The Schematron assertions inside the schemas that do not hold, in the schemas' words."""
    found: dict[str, list[str]] = {}
    for name, data in files.items():
        schema = SCHEMAS.get(grammar_of(name))
        for rule in etree.parse(schema).iter(f"{SCHEMATRON}rule") if schema else ():
            for node in etree.fromstring(data).xpath(f"//{rule.get('context')}", namespaces=NAMES):
                for claim in rule.iter(f"{SCHEMATRON}assert"):
                    if not node.xpath(f"boolean({claim.get('test')})", namespaces=NAMES):
                        found.setdefault(name, []).append(" ".join((claim.text or "").split()))
    return found


@pytest.fixture
def files(store: Store, template_folders: tuple[str, ...]) -> dict[str, bytes]:
    """A book with a picture, lists, a table, notes and strange titles, in which one article is silent."""
    pack = make_pack(store, *(titled(title) for title in HOSTILE), heard=(True, False))
    return unpacked(replace(pack, title=HOSTILE[0]), template_folders, store)


def test_the_book_keeps_to_daisys_own_schemas(files: dict[str, bytes], tmp_path: Path) -> None:
    assert sum(grammar_of(name) in SCHEMAS for name in files) == 10
    assert refused(files, SCHEMAS, tmp_path) == {}
    assert broken_rules(files) == {}


FAULTS = (
    # File, what stands in it, what is put there instead.
    ("ncc.html", b'content="Daisy 2.02"', b'content="Daisy 3"'),
    ("ncc.html", b'content="2026-12-01" scheme', b'content="1 December 2026" scheme'),
    ("ncc.html", b'<h1 class="title"', b"<h1"),
    ("ncc.html", b'a001.smil#s0001">', b'a001.html#s0001">'),
    ("ncc.html", b'id="n0002"', b'id="n0001"'),
    ("ncc.html", b"</h2>", b" and more</h2>"),
    ("ncc.html", b'name="ncc:setInfo"', b'name="schema:set"'),
    ("master.smil", b"<ref ", b'<audio src="a001.mp3" /><ref '),
    ("a001.smil", b'endsync="last"', b'endsync="first"'),
    ("a001.smil", b'clip-begin="npt=', b'clip-begin="at '),
    ("a001.smil", b'<seq dur="', b'<seq fill="remove" dur="'),
    ("a001.smil", b'<meta name="ncc:totalElapsedTime"', b'<meta name="ncc:elapsed"'),
    ("a001.smil", b'<text id="ts0001" src="a001.html#s0001" />', b""),
)
RULES = (
    ("ncc.html", b'<meta name="dc:identifier"', b'<meta name="dc:subject"', "dc:identifier"),
    ("ncc.html", b'<meta name="dc:creator"', b'<meta name="dc:subject"', "dc:creator"),
    ("ncc.html", b'name="ncc:totalTime"', b'name="ncc:sourceTitle"', "ncc:total"),
    ("ncc.html", b'name="ncc:pageFront" content="0"', b'name="ncc:pageFront" content="3"', "ncc:pageFront"),
    ("ncc.html", b'name="ncc:tocItems" content="', b'name="ncc:tocItems" content="9', "ncc:tocItems"),
    ("ncc.html", b'name="ncc:depth" content="3"', b'name="ncc:depth" content="1"', "ncc:depth"),
    ("a001.smil", b'name="ncc:generator"', b'name="dc:title"', "dc:title"),
    ("a001.smil", b'<meta name="dc:format" content="Daisy 2.02" />', b"", "dc:format"),
)  # fmt: skip


def planted(files: Mapping[str, bytes], faults: tuple[tuple[str, bytes, bytes], ...]) -> dict[str, bytes]:
    """Each fault in a copy of its own."""
    spoilt: dict[str, bytes] = {}
    for number, (name, old, new) in enumerate(faults):
        assert old in files[name]
        spoilt[f"{number:02d}-{name}"] = files[name].replace(old, new, 1)
    return spoilt


def test_the_schemas_refuse_every_planted_fault(files: dict[str, bytes], tmp_path: Path) -> None:
    spoilt = planted(files, FAULTS)
    assert sorted(refused(spoilt, SCHEMAS, tmp_path)) == sorted(spoilt)


def test_their_rules_find_every_planted_fault(files: dict[str, bytes]) -> None:
    found = broken_rules(planted(files, tuple(fault[:3] for fault in RULES)))
    for number, (name, _, _, said) in enumerate(RULES):
        assert any(said in line for line in found[f"{number:02d}-{name}"])
