"""The proof of the talking book: quiet on a good one, and loud on each planted fault."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from talking import CUE, SECONDS, daisy_order, make_pack

from everyread.delivery.archive import packed
from everyread.delivery.daisy.task import make_daisy
from everyread.delivery.pack import Pack
from everyread.proof.daisy import DaisyProofOrder, DaisyProofPiece, daisy_proof_task
from everyread.proof.daisy_book import seconds_of
from everyread.store import Digest, Store
from everyread.work import Receipt, perform

Files = dict[str, bytes]
LAST = 4 * CUE + 1
"""Frames of the short notice, which has four sentences."""


def proved(book: Digest, pack: Pack, store: Store) -> Receipt:
    pieces = tuple(DaisyProofPiece(each.article, each.mp3, each.cues) for each in pack.all_pieces)
    order = DaisyProofOrder(book, pack.title, pieces, contents=pack.contents is not None)
    return perform(daisy_proof_task(order), store)


@pytest.fixture
def judge(store: Store, template_folders: tuple[str, ...]) -> Callable[[Callable[[Files], None]], list[str]]:
    """What the proof says of a book with a fault in it: rules with their messages."""
    pack = make_pack(store)
    made = store.get(make_daisy(daisy_order(pack, template_folders), store).files["daisy"])

    def judged(plant: Callable[[Files], None]) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        plant(files)
        receipt = proved(store.put(packed(files.items())), pack, store)
        return [f"{finding.rule} {finding.message}" for finding in receipt.findings]

    return judged


def edit(name: str, old: str, new: str) -> Callable[[Files], None]:
    """Change the first place where `old` stands, which must be there."""

    def plant(files: Files) -> None:
        text = files[name].decode()
        assert old in text
        files[name] = text.replace(old, new, 1).encode()

    return plant


def drop(name: str) -> Callable[[Files], None]:
    def plant(files: Files) -> None:
        del files[name]

    return plant


def test_a_good_book_is_passed(store: Store, template_folders: tuple[str, ...]) -> None:
    pack = make_pack(store)
    book = make_daisy(daisy_order(pack, template_folders), store).files["daisy"]
    receipt = proved(book, pack, store)
    assert receipt.findings == ()
    sentences = sum(len(json.loads(store.get(piece.cues))) for piece in pack.all_pieces)
    assert receipt.facts == {
        "sentences_proved": sentences,
        "clips_proved": sentences,
        "headings_proved": 5,
    }


@pytest.mark.parametrize("heard", [(False, True), (False, False)])
def test_a_book_with_silent_articles_is_passed(
    heard: tuple[bool, bool], store: Store, template_folders: tuple[str, ...]
) -> None:
    pack = make_pack(store, heard=heard)
    book = make_daisy(daisy_order(pack, template_folders), store).files["daisy"]
    assert proved(book, pack, store).findings == ()


STRUCTURE = [
    (edit("ncc.html", 'name="ncc:totalTime"', 'name="ncc:total"'), "no ncc:totalTime"),
    (edit("ncc.html", 'name="dc:identifier"', 'name="dc:id"'), "no dc:identifier"),
    (edit("ncc.html", 'content="Daisy 2.02"', 'content="Daisy 3"'), "“Daisy 3” for dc:format"),
    (edit("ncc.html", 'content="2026-12-01"', 'content="1 December"'), "is not a date"),
    (edit("ncc.html", 'name="ncc:tocItems" content="5"', 'name="ncc:tocItems" content="4"'), "“5” is true"),
    (edit("ncc.html", 'name="ncc:depth" content="3"', 'name="ncc:depth" content="1"'), "“3” is true"),
    (edit("ncc.html", 'name="ncc:files" content="13"', 'name="ncc:files" content="3"'), "“13” is true"),
    (edit("ncc.html", 'ncc:pageNormal" content="0"', 'ncc:pageNormal" content="9"'), "for ncc:pageNormal"),
    (edit("ncc.html", 'maxPageNormal" content="0"', 'maxPageNormal" content="9"'), "for ncc:maxPageNormal"),
    (edit("ncc.html", 'ncc:maxPageNormal" content="0"', 'ncc:sidebars" content="2"'), "for ncc:sidebars"),
    (edit("ncc.html", "</body>", '<span class="noteref" id="n9"><a href="a.smil#b">1</a></span></body>'),
     "a noteref and no ncc:footnotes"),
    (edit("ncc.html", 'name="ncc:maxPageNormal"', 'name="ncc:producer"'), "has 2 ncc:producer"),
    (edit("ncc.html", 'name="ncc:maxPageNormal"', 'http-equiv="Content-type"'), "has 2 Content-type"),
    (edit("a002.smil", 'name="ncc:generator"', 'name="dc:format"'), "has 2 dc:format in a002.smil"),
    (edit("ncc.html", 'name="dc:title" content="Winter', 'name="dc:title" content="Summer'), "another title"),
    (edit("ncc.html", 'publisher" content="The ME Society"', 'publisher" content=" "'), "empty dc:publisher"),
    (edit("ncc.html", "00:00:1", "00:03:1"), "seconds are true"),
    (edit("ncc.html", 'lang="en-GB" xml', "xml"), "in which language"),
    (edit("ncc.html", ' class="title"', ""), "with the title"),
    (edit("ncc.html", "#s0006", "#s9999"), "leads nowhere"),
    (edit("ncc.html", "#s0009", "#s0002"), "another order than it is read"),
    (edit("ncc.html", 'id="n0002"', 'id="n0001"'), "without an id of their own"),
    (lambda files: files.update({"ncc.html": files["ncc.html"].replace(b"h2", b"h4")}), "leaves out a level"),
    (edit("master.smil", 'src="a002.smil"', 'src="a001.smil"'), "once in master.smil"),
    (edit("a002.smil", 'ElapsedTime" content="0', 'ElapsedTime" content="1'), "for ncc:totalElapsedTime"),
    (edit("a002.smil", 'InThisSmil" content="0', 'InThisSmil" content="1'), "for ncc:timeInThisSmil"),
    (edit("a002.smil", '<seq dur="', '<seq dur="1'), "gives its seq"),
    (edit("a002.smil", 'id="ts0002"', 'id="ts0001"'), "has an id twice"),
    (edit("a002.smil", "a002.html#s0002", "a002.html#s0999"), "leads to no words"),
    (edit("a002.smil", 'src="a002.mp3"', 'src="a009.mp3"'), "leads to no sound"),
    (edit("a002.smil", "</seq>", ""), "not well-formed"),
    (drop("master.smil"), "no master.smil"),
    (drop("a002.smil"), "master.smil"),
    (lambda files: files.update({"A very long name.html": b""}), "old players cannot name"),
]  # fmt: skip


@pytest.mark.fires("PRF-401")
@pytest.mark.parametrize(("plant", "said"), STRUCTURE)
def test_a_fault_in_the_structure_is_found(
    plant: Callable[[Files], None], said: str, judge: Callable[[Callable[[Files], None]], list[str]]
) -> None:
    complaints = judge(plant)
    assert any(each.startswith("PRF-401") and said in each for each in complaints), complaints


def clip(number: int) -> str:
    """The end of a sentence's clip in the short notice."""
    return f'clip-end="npt={(number * CUE + 2 if number < 4 else LAST) * SECONDS:.3f}s"'


SOUND = [
    (lambda files: files.update({"a002.mp3": files["a001.mp3"]}), "recording that was proved"),
    (edit("a002.smil", clip(4), 'clip-end="npt=99.000s"'), "before sentence s0004 is over"),
    (edit("a002.smil", clip(4), 'clip-end="npt=0.900s"'), "leaves out the end"),
    (edit("a002.smil", clip(2), 'clip-end="npt=0.100s"'), "no time for sentence s0002"),
    (edit("a002.smil", clip(2), 'clip-end="npt=0.700s"'), "gap or an overlap in front of sentence s0003"),
    (edit("a002.smil", 'clip-begin="npt=0.000s"', 'clip-begin="npt=0.100s"'), "leaves out the beginning"),
    (edit("a002.smil", f"begin=\"npt={(CUE + 2) * SECONDS:.3f}s", 'begin="npt=0.5s'), "cuts sentence s0002"),
    (edit("a002.smil", '<audio id="as0002" src="a002.mp3"', '<img src="p001.png"'), "for other sentences"),
]  # fmt: skip


@pytest.mark.fires("PRF-402")
@pytest.mark.parametrize(("plant", "said"), SOUND)
def test_a_fault_in_the_sound_is_found(
    plant: Callable[[Files], None], said: str, judge: Callable[[Callable[[Files], None]], list[str]]
) -> None:
    complaints = judge(plant)
    assert any(each.startswith("PRF-402") and said in each for each in complaints), complaints


def swapped(files: Files) -> None:
    """Two sentences change their places in the text."""
    lines = (
        files["a002.html"].decode().replace("s0002", "s?").replace("s0003", "s0002").replace("s?", "s0003")
    )
    files["a002.html"] = lines.encode()


WORDS = [
    (edit("a002.html", "We open again on 5 January.", "We do not."), "PRF-001", "changed in"),
    (edit("a002.html", 'id="s0003"', 'id="gone"'), "PRF-001", "missing from"),
    (edit("a002.html", "ring 999", "ring 998"), "PRF-005", "The helpline"),
    (edit("a001.html", "not medical advice", "medical advice"), "PRF-005", "The disclaimer"),
    (swapped, "PRF-401", "another order"),
    (edit("a002.html", "</body>", '<p id="s0002">The office is closed.</p></body>'), "PRF-401", "order"),
]  # fmt: skip


@pytest.mark.parametrize(("plant", "rule", "said"), WORDS)
def test_a_fault_in_the_words_is_found(
    plant: Callable[[Files], None],
    rule: str,
    said: str,
    judge: Callable[[Callable[[Files], None]], list[str]],
) -> None:
    complaints = judge(plant)
    assert any(each.startswith(rule) and said in each for each in complaints), complaints


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_book_is_refused(data: bytes, store: Store) -> None:
    receipt = proved(store.put(data), make_pack(store), store)
    assert [finding.rule for finding in receipt.findings] == ["PRF-401"]


def test_a_file_that_was_damaged_is_found(store: Store, template_folders: tuple[str, ...]) -> None:
    pack = make_pack(store)
    data = bytearray(store.get(make_daisy(daisy_order(pack, template_folders), store).files["daisy"]))
    place = data.index(b"Winter 2026")
    data[place : place + 6] = b"Summer"
    receipt = proved(store.put(bytes(data)), pack, store)
    assert "cannot be unpacked" in receipt.findings[0].message


@pytest.mark.parametrize(
    ("clock", "seconds"),
    [
        ("npt=1.5s", 1.5),
        ("0:01:02.5", 62.5),
        ("10:00:00", 36000.0),
        ("", -1.0),
        ("soon", -1.0),
        ("1:99:00", -1.0),
    ],
)
def test_clock_values_are_read(clock: str, seconds: float) -> None:
    assert seconds_of(clock) == seconds
