"""The USB pack: numbered, in order, in plain letters, and the proof that finds each planted fault."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recorded import HARD, make_pack, piece_of

from everyread.delivery.pack import Pack
from everyread.delivery.usb import INDEX, LABEL, METADATA, READ_ME, UsbOrder, make_usb, usb_task
from everyread.delivery.usb_names import LONGEST, track_names
from everyread.largeprint.style import read_house_style
from everyread.proof.usb import UsbProofOrder, prove_usb, usb_proof_task
from everyread.store import Store
from everyread.work import Receipt

PAPERS = [READ_ME, INDEX, LABEL, METADATA]
Entries = list[tuple[ZipInfo, bytes]]


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, template_folders: tuple[str, ...]
) -> tuple[Store, UsbOrder, Receipt]:
    """A pack, made once, since its label takes half a second."""
    store = Store(tmp_path_factory.mktemp("store"))
    order = UsbOrder(make_pack(store), template_folders, "t")
    return store, order, make_usb(order, store)


Made = tuple[Store, UsbOrder, Receipt]


def opened(made: Made) -> ZipFile:
    store, _, receipt = made
    return ZipFile(io.BytesIO(store.get(receipt.files["usb"])))


def proof_of(pack: Pack, usb: str) -> UsbProofOrder:
    tracks = [piece for piece in pack.all_pieces if piece.mp3]
    recordings = tuple((piece.title, piece.mp3) for piece in tracks)
    return UsbProofOrder(usb, pack.title, recordings, has_contents=tracks[0] is pack.contents)


def test_it_is_laid_out_for_a_player_without_a_screen(made: Made) -> None:
    tracks = [f"winter/{name}.mp3" for name in ("00-contents", "01-flu", "02-notice")]
    pack = opened(made)
    assert pack.namelist() == [*tracks, *PAPERS]
    assert pack.testzip() is None
    assert [entry.date_time[:5] for entry in pack.infolist()][:2] == [
        (2026, 12, 1, 0, 0),
        (2026, 12, 1, 0, 1),
    ]
    assert {entry.compress_type for entry in pack.infolist()} == {0}
    assert made[2].facts == {"tracks": 3, "seconds": 15.36}


def test_the_same_order_gives_the_same_bytes(made: Made) -> None:
    store, order, receipt = made
    assert make_usb(order, store).files == receipt.files
    assert usb_task(replace(order, template_folders=("/else",))).key == usb_task(order).key
    assert usb_task(replace(order, templates="other")).key != usb_task(order).key


def test_the_index_lists_what_is_on_it_in_order(made: Made) -> None:
    raw = opened(made).read(INDEX)
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    lines = raw.decode("utf-8-sig").splitlines()
    assert lines[:4] == [
        "Winter “2026” & all",
        "The ME Society",
        "1 December 2026",
        "2 articles, under a minute. It is read aloud by a computer voice.",
    ]
    assert f"01  {HARD}, under a minute" in lines
    assert "Ring us on 0300 000 0000." in lines[-1]


def test_the_papers_say_how_to_use_it(made: Made) -> None:
    pack = opened(made)
    read_me = pack.read(READ_ME).decode("utf-8-sig")
    assert 'Copy the folder "winter" to the stick' in read_me
    assert "You should hear the contents first.\r\n5. Print label.pdf" in read_me
    assert '"accessModeSufficient"' in pack.read(METADATA).decode()


def test_the_label_is_one_page_of_large_print(made: Made) -> None:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(opened(made).read(LABEL))
    page = pdf[0].get_textpage()
    words = " ".join(page.get_text_range().split())
    assert len(pdf) == 1
    assert "Winter “2026” & all" in words
    assert "How to play it" in words
    assert "0300 000 0000" in words
    assert "computer voice" in words
    sizes = {round(page.get_charbox(place)[3] - page.get_charbox(place)[1], 1) for place in range(20)}
    assert max(sizes) > 10  # a capital of 20 point is 13 points high
    pdf.close()


def test_the_label_has_the_colours_of_the_issues_own_house_style(made: Made, tmp_path: Path) -> None:
    import pypdfium2

    store, order, _ = made
    (tmp_path / "house-style.toml").write_text('[colour]\naccent = "#600000"\n')
    style = read_house_style([Path(folder) for folder in order.template_folders], tmp_path)
    own = replace(order, style=style)
    label = opened((store, own, make_usb(own, store))).read(LABEL)
    pdf = pypdfium2.PdfDocument(label)
    colours = {colour for _, colour in pdf[0].render(scale=0.5).to_pil().convert("RGB").getcolors(1 << 20)}
    pdf.close()
    assert (0x60, 0, 0) in colours
    assert usb_task(own).key != usb_task(order).key


@pytest.mark.fires("DEL-505")
def test_a_title_that_cannot_be_printed_still_gives_a_label(made: Made) -> None:
    store, order, _ = made
    receipt = make_usb(replace(order, pack=replace(order.pack, title="Winter 😀 2026")), store)
    (finding,) = receipt.findings
    assert (finding.rule, finding.severity) == ("DEL-505", "note")
    proof = proof_of(replace(order.pack, title="Winter 😀 2026"), receipt.files["usb"])
    assert prove_usb(proof, store).findings == ()


@pytest.mark.fires("DEL-503")
def test_an_article_without_audio_leaves_no_gap_in_the_numbers(made: Made) -> None:
    store, order, _ = made
    silent = replace(order.pack.pieces[0], mp3="", seconds=0.0)
    pack = replace(order.pack, pieces=(silent, order.pack.pieces[1]))
    receipt = make_usb(replace(order, pack=pack), store)
    assert [each.rule for each in receipt.findings] == ["DEL-503"]
    names = opened((store, order, receipt)).namelist()
    assert names[:2] == ["winter/00-contents.mp3", "winter/01-notice.mp3"]
    assert prove_usb(proof_of(pack, receipt.files["usb"]), store).findings == ()


def test_without_any_audio_there_is_no_pack(made: Made) -> None:
    store, order, _ = made
    silent = tuple(replace(piece, mp3="") for piece in order.pack.pieces)
    receipt = make_usb(replace(order, pack=replace(order.pack, pieces=silent)), store)
    assert receipt.files == {}
    assert [each.rule for each in receipt.findings] == ["DEL-503"]


def test_without_contents_it_begins_at_one_and_says_what_comes_first(made: Made) -> None:
    store, order, _ = made
    pack = replace(order.pack, contents=None, published="1066-10-14")  # no zip can write that year
    receipt = make_usb(replace(order, pack=pack), store)
    with opened((store, order, receipt)) as zipped:
        assert zipped.read(INDEX).decode("utf-8-sig").splitlines()[2] == "14 October 1066"
        assert zipped.infolist()[0].filename == "winter/01-flu.mp3"
        assert zipped.infolist()[0].date_time[0] == 2000
        assert f'You should hear "{HARD}" first.' in zipped.read(READ_ME).decode("utf-8-sig")
    assert prove_usb(proof_of(pack, receipt.files["usb"]), store).findings == ()


def test_names_that_are_alike_after_folding_do_not_clash(made: Made, store: Store) -> None:
    names = track_names(["café", "cafe", "CAFE", "咖啡", "!!", ""], 1)
    assert len({name.lower() for name in names}) == 6
    assert names[0] == "01-cafe.mp3"
    assert names[3:] == ["04-track.mp3", "05-track.mp3", "06-track.mp3"]


@pytest.mark.parametrize(("count", "first"), [(100, 0), (99, 1)])
def test_up_to_99_has_two_digits_and_more_has_three(count: int, first: int) -> None:
    assert track_names(["a"] * count, first)[-1] == "99-a.mp3"
    more = track_names(["a"] * (count + 1), first)
    assert (more[0], more[-1]) == (f"{first:03d}-a.mp3", "100-a.mp3")


def test_a_thousand_tracks_stay_in_order_by_name() -> None:
    names = track_names(["a"] * 1001, 0)
    assert (names[0], names[-1]) == ("0000-a.mp3", "1000-a.mp3")
    assert names == sorted(names)


@given(st.lists(st.text(max_size=120), max_size=8))
def test_any_slugs_give_short_plain_names_in_order(slugs: list[str]) -> None:
    names = track_names(slugs, 0)
    assert all(name.isascii() and len(name) <= LONGEST and " " not in name for name in names)
    assert names == sorted(names)
    assert len(set(names)) == len(slugs)


def test_a_true_pack_has_no_findings(made: Made) -> None:
    store, order, receipt = made
    proved = prove_usb(proof_of(order.pack, receipt.files["usb"]), store)
    assert proved.findings == ()
    assert proved.facts == {"tracks_proved": 3}


def rename(place: int, name: str) -> Callable[[Entries], None]:
    def change(entries: Entries) -> None:
        entries[place][0].filename = name

    return change


def rewrite(place: int, data: bytes) -> Callable[[Entries], None]:
    def change(entries: Entries) -> None:
        entries[place] = (entries[place][0], data)

    return change


def redate(entries: Entries) -> None:
    entries[1][0].date_time = entries[0][0].date_time


def squeeze(entries: Entries) -> None:
    entries[0][0].compress_type = ZIP_DEFLATED


def swap(entries: Entries) -> None:
    entries[1], entries[2] = entries[2], entries[1]


def paper_first(entries: Entries) -> None:
    entries.insert(0, entries.pop())


INDEX_PLACE, LABEL_PLACE = 4, 5
NO_PDF = b"%PDF-1.7 but no more"
FAULTS: dict[str, tuple[Callable[[Entries], object], str]] = {
    "a paper first": (paper_first, "a paper in front of a recording"),
    "an accent": (rename(1, "winter/01-grippé.mp3"), "a name that an old player may not know"),
    "a way out": (rename(1, "../01-flu.mp3"), "a name that an old player may not know"),
    "a long name": (rename(1, f"winter/01-{'a' * 70}.mp3"), "more than 64 characters"),
    "a name twice": (rename(3, "INDEX.txt"), "has a name twice"),
    "two folders": (rename(2, "else/02-notice.mp3"), "more than one folder"),
    "a gap": (rename(2, "winter/03-notice.mp3"), "not numbered one after another from 0"),
    "swapped": (swap, "in another order by name than as written"),
    "dates alike": (redate, "dates are not in the order of play"),
    "deflated": (squeeze, "recordings that a player would have to unpack"),
    "other sound": (rewrite(1, b"noise"), "does not hold the issue's recordings"),
    "a track lost": (lambda entries: entries.pop(2), "does not hold the issue's recordings"),
    "no read-me": (lambda entries: entries.pop(3), "has no READ-ME-FIRST.txt"),
    "no index": (lambda entries: entries.pop(INDEX_PLACE), "has no index.txt"),
    "Unix lines": (rewrite(INDEX_PLACE, b"computer voice\nhelp"), "that Windows runs together"),
    "another index": (
        rewrite(INDEX_PLACE, b"computer voice, help\r\n01  Flu, 1 minute"),
        "list every recording",
    ),
    "no label": (lambda entries: entries.pop(LABEL_PLACE), "no label to print"),
    "a broken label": (rewrite(LABEL_PLACE, NO_PDF), "no label to print"),
}


@pytest.mark.fires("PRF-503")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, made: Made) -> None:
    store, order, _ = made
    change, complaint = FAULTS[fault]
    with opened(made) as pack:
        entries = [(entry, pack.read(entry)) for entry in pack.infolist()]
    change(entries)
    file = io.BytesIO()
    with ZipFile(file, "w") as planted:
        for entry, data in entries:
            planted.writestr(entry, data)
    receipt = prove_usb(proof_of(order.pack, store.put(file.getvalue())), store)
    assert {each.rule for each in receipt.findings} == {"PRF-503"}
    assert any(complaint in each.message for each in receipt.findings), receipt.findings


def test_a_label_with_another_name_and_a_broken_zip_are_found(made: Made) -> None:
    store, order, receipt = made
    other = replace(proof_of(order.pack, receipt.files["usb"]), title="Spring 2027")
    assert "no label to print" in prove_usb(other, store).findings[0].message
    broken = replace(other, usb=store.put(b"no zip"))
    assert "cannot be opened" in prove_usb(broken, store).findings[0].message
    assert usb_proof_task(other).key != usb_proof_task(broken).key


@pytest.mark.parametrize(
    ("last", "names"),
    [
        (101, ("winter/001-flu.mp3", "winter/101-flu.mp3")),
        (1001, ("winter/0001-flu.mp3", "winter/1001-flu.mp3")),
    ],
)
def test_many_tracks_are_proved_with_as_many_digits_as_they_need(
    made: Made, store: Store, last: int, names: tuple[str, str]
) -> None:
    _, order, _ = made
    one = piece_of("01-flu", "Flu", store, 10)
    pieces = tuple(  # nobody plays them here, so their bytes may be any
        replace(one, stem=f"{number:02d}-flu", title=f"Flu {number}", mp3=store.put(f"{number}".encode()))
        for number in range(1, last + 1)
    )
    pack = replace(order.pack, pieces=pieces, contents=None, whole=None)
    receipt = make_usb(replace(order, pack=pack), store)
    written = opened((store, order, receipt)).namelist()
    assert (written[0], written[last - 1]) == names
    assert prove_usb(proof_of(pack, receipt.files["usb"]), store).findings == ()
