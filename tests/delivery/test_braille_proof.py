"""The proof of the braille: quiet on a good file, and loud on each planted fault."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from talking import make_pack, titled

from everyread.delivery.braille.task import BrailleOrder, make_braille
from everyread.delivery.pack import Pack
from everyread.proof import braille as proof
from everyread.proof.braille import BrailleProofOrder, braille_proof_task, program_version, words_of
from everyread.proof.braille_file import joined
from everyread.store import Store
from everyread.work import Receipt, perform

STRANGE = (
    "Eggs & <b>\"bacon\"</b> ]]> 'n' --> more",
    "😀 Emoji, \u202e turned and Żółć",
    "A very long title " * 17,
    "C:\\temp\\new and \\x0041",
)


@pytest.fixture(autouse=True)
def liblouis() -> None:
    """Skipped loudly where the program is missing, but never in CI."""
    if not program_version():
        explain: Callable[[str], object] = pytest.fail if os.environ.get("CI") else pytest.skip
        explain("no braille was proved: install it with: sudo apt-get install liblouis-bin")


def proved(data: bytes, pack: Pack, store: Store) -> Receipt:
    order = BrailleProofOrder(store.put(data), tuple(piece.article for piece in pack.pieces))
    return perform(braille_proof_task(order), store)


def made(pack: Pack, store: Store) -> bytes:
    return store.get(make_braille(BrailleOrder(pack), store).files["brf"])


def test_a_good_file_is_passed_and_reads_back(store: Store) -> None:
    pack = make_pack(store)
    receipt = proved(made(pack, store), pack, store)
    assert receipt.findings == ()
    assert receipt.facts["words_back"] >= 0.99
    assert receipt.facts["words_proved"] > 100
    assert receipt.facts["pages_proved"] == made(pack, store).count(b"\f")


def test_strange_titles_and_long_issues_are_passed(store: Store) -> None:
    pack = make_pack(store, *(titled(title) for title in STRANGE), *(titled(f"Part {n}") for n in range(40)))
    receipt = proved(made(pack, store), pack, store)
    assert receipt.findings == ()


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def plant(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    return plant


SHAPE = [
    (replaced(b"\r\n", b"X" * 41 + b"\r\n"), "more than 40 cells on page 1"),
    (replaced(b"\f", b"A\r\n" * 25 + b"\f"), "lines on page 1"),
    (replaced(b",", b"~"), "no cells of six dots"),
    (replaced(b"\r\n", b"\n"), "carriage return"),
    (replaced(b"\r\n", b" \r\n"), "spaces at the end"),
    (lambda data: data[:-1], "the end of a page"),
    (replaced(b"#B\r\n", b"#C\r\n"), "its number on page 2"),
    (lambda data: data + b"   #I\r\n\f", "has nothing on page"),
    (replaced(b'"" #C\r\n', b'"" #D\r\n'), "another article on page 4"),
    (replaced(b'"" #C\r\n', b'"" #H\r\n'), "another order"),
    (replaced(b'"" #C\r\n', b"\r\n"), "1 articles, and 2 are wanted"),
]


@pytest.mark.fires("PRF-411")
@pytest.mark.parametrize(("plant", "said"), SHAPE)
def test_a_fault_in_the_pages_is_found(plant: Callable[[bytes], bytes], said: str, store: Store) -> None:
    pack = make_pack(store)
    receipt = proved(plant(made(pack, store)), pack, store)
    messages = [finding.message for finding in receipt.findings if finding.rule == "PRF-411"]
    assert any(said in message for message in messages), messages


@pytest.mark.fires("PRF-412")
def test_braille_that_says_something_else_is_found(store: Store) -> None:
    pack = make_pack(store, titled("Third", *["Sit down. Lie down. Ring up. Go on. Be well."] * 3))
    data = made(pack, store)
    assert data.count(b"LIE D[N4 ,R+ UP") == 3
    receipt = proved(data.replace(b"LIE D[N4 ,R+ UP", b"GO UP4 ,WAIT"), pack, store)
    assert [(finding.rule, finding.file) for finding in receipt.findings] == [("PRF-412", "titled.md")]


def test_a_lost_disclaimer_is_found(store: Store) -> None:
    pack = make_pack(store)
    data = made(pack, store)
    start = data.index(b"7" * 40)
    end = data.index(b"G" * 40, start)
    receipt = proved(data[: start + 42] + data[end:], pack, store)
    lost = [(finding.rule, finding.file) for finding in receipt.findings if finding.rule == "PRF-005"]
    assert lost[0] == ("PRF-005", "pacing.md")


def test_a_lost_sentence_is_found(store: Store) -> None:
    pack = make_pack(store, titled("Third", "You must not take two of them. Ring us if you did so."))
    data = made(pack, store)
    assert b",Y M/ N TAKE TWO ( !M4" in data
    receipt = proved(data.replace(b",Y M/ N TAKE TWO ( !M4", b""), pack, store)
    assert [finding.rule for finding in receipt.findings] == ["PRF-412", "PRF-001"]


def test_without_the_program_the_pages_are_still_judged(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = make_pack(store)
    data = made(pack, store)
    monkeypatch.setattr(proof, "program_version", lambda: "")
    assert proved(data, pack, store).facts["words_back"] is None
    assert proved(data.replace(b"#B\r\n", b"#C\r\n", 1), pack, store).findings != ()


def test_words_are_compared_without_accents_and_signs() -> None:
    assert words_of("Żuk’s 10⁻² https://x") == ["zuk", "s", "10", "2", "https", "x"]
    assert words_of("httpscc//x") == ["https", "x"]


def test_broken_words_are_whole_again() -> None:
    assert joined(["  ABC", 'DE"', "FG", "7" * 40, "H"]) == "ABC DEFG H"
