"""The talking book: what is in it, that it is valid, and that nothing strange gets in."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from talking import CUE, SECONDS, daisy_order, make_pack, titled

from everyread.article import Cell, Listing, Notice, Quotation, Run, Table, article_adapter, unsplit
from everyread.delivery.daisy.book import Par, clips
from everyread.delivery.daisy.metadata import clock, whole_clock
from everyread.delivery.daisy.task import daisy_task, make_daisy
from everyread.delivery.pack import Pack
from everyread.sentences import segment
from everyread.store import Store
from everyread.work import perform

DTDS = Path("/usr/share/xml/w3c-sgml-lib/schema/dtd")
"""Where Debian's w3c-sgml-lib has the grammars that DAISY 2.02 is made of."""
HOSTILE = (
    "Eggs & <b>\"bacon\"</b> ]]> 'n' --> more",
    "😀 Emoji, \u202e turned and\x0bbroken",
    "A very long title " * 17,
    "../../etc/passwd",
    "{{ 7 * 7 }} {% raw %}",
)


def unpacked(pack: Pack, folders: tuple[str, ...], store: Store) -> dict[str, bytes]:
    receipt = perform(daisy_task(daisy_order(pack, folders)), store)
    with zipfile.ZipFile(io.BytesIO(store.get(receipt.files["daisy"]))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def files(store: Store, template_folders: tuple[str, ...]) -> dict[str, bytes]:
    return unpacked(make_pack(store), template_folders, store)


def test_the_table_of_contents_comes_first_and_names_are_short(files: dict[str, bytes]) -> None:
    assert list(files) == [
        *("ncc.html", "master.smil", "a000.smil", "a000.html", "a000.mp3", "a001.smil", "a001.html"),
        *("a001.mp3", "a002.smil", "a002.html", "a002.mp3", "text.css", "p001.png"),
    ]


def test_headings_are_listed_with_their_levels(files: dict[str, bytes]) -> None:
    body = etree.fromstring(files["ncc.html"])[1]
    assert [(str(each.tag)[-2:], each[0].text, each[0].get("href")) for each in body] == [
        ("h1", "Winter 2026", "a000.smil#s0001"),
        ("h1", "Pacing: “rest” & <b>less</b>", "a001.smil#s0001"),
        ("h2", "What to try first", "a001.smil#s0006"),
        ("h3", "A smaller thing", "a001.smil#s0009"),
        ("h1", "A short notice", "a002.smil#s0001"),
    ]


def test_the_first_clip_begins_the_recording_and_each_ends_where_the_next_begins() -> None:
    cues = [{"id": "s0001", "start": 0.5, "end": 2.0}, {"id": "s0002", "start": 7.0, "end": 9.0}]
    assert clips(cues, 10.5) == {"s0001": Par("s0001", 0.0, 7.0), "s0002": Par("s0002", 7.0, 10.5)}


def test_the_book_says_how_long_it_is(files: dict[str, bytes], store: Store) -> None:
    meta = {each.get("name"): each.get("content") for each in etree.fromstring(files["ncc.html"])[0]}
    seconds = sum(piece.seconds for piece in make_pack(store).all_pieces)
    assert meta["ncc:totalTime"] == whole_clock(seconds)
    smil = etree.fromstring(files["a002.smil"])
    last = smil.findall("body/seq/par/audio")[-1]
    assert last.get("clip-end") == f"npt={(4 * CUE + 1) * SECONDS:.3f}s"


def test_a_clock_is_written_as_smil_has_it() -> None:
    assert clock(0) == "0:00:00.000"
    assert clock(3725.4567) == "1:02:05.457"
    assert whole_clock(3725.5) == "01:02:06"


def test_every_book_says_that_a_computer_reads_and_who_helps(files: dict[str, bytes]) -> None:
    front = files["a000.html"].decode()
    assert "It is read by a computer voice" in front
    assert "Ring us on 0300 000 0000." in front


def told(page: bytes) -> dict[str, list[str]]:
    """What a page says of its accessibility, by schema.org's names."""
    metas = [each for each in etree.fromstring(page)[0] if (each.get("name") or "").startswith("schema:")]
    names = dict.fromkeys(each.get("name") for each in metas)
    return {name[7:]: [each.get("content") for each in metas if each.get("name") == name] for name in names}


def test_the_first_text_says_how_the_book_can_be_used(
    files: dict[str, bytes], store: Store, template_folders: tuple[str, ...]
) -> None:
    said = told(files["a000.html"])
    assert said["accessMode"] == ["textual", "auditory", "visual"]
    assert said["accessModeSufficient"] == ["textual", "auditory"]
    assert {"alternativeText", "synchronizedAudioText"} < set(said["accessibilityFeature"])
    assert said["accessibilityHazard"] == ["none"]
    assert "computer voice" in said["accessibilitySummary"][0]
    assert told(files["a001.html"]) == {}
    half = told(unpacked(make_pack(store, heard=(False, True)), template_folders, store)["a000.html"])
    assert half["accessModeSufficient"] == ["textual"]


def test_the_same_issue_gives_the_same_bytes(store: Store, template_folders: tuple[str, ...]) -> None:
    order = daisy_order(make_pack(store), template_folders)
    assert make_daisy(order, store).files == make_daisy(order, store).files


def test_a_changed_word_gives_a_new_identifier(store: Store, template_folders: tuple[str, ...]) -> None:
    def identifier(pack: Pack) -> str | None:
        ncc = etree.fromstring(unpacked(pack, template_folders, store)["ncc.html"])
        return next(each.get("content") for each in ncc[0] if each.get("name") == "dc:identifier")

    assert identifier(make_pack(store, titled("One"))) != identifier(make_pack(store, titled("Two")))


@pytest.mark.fires("DEL-401")
def test_a_missing_day_is_said_and_the_year_is_that_of_the_name(
    store: Store, template_folders: tuple[str, ...]
) -> None:
    pack = replace(make_pack(store), published="")
    receipt = make_daisy(daisy_order(pack, template_folders), store)
    assert [finding.rule for finding in receipt.findings] == ["DEL-401"]
    assert b'name="dc:date" content="2026-01-01"' in unpacked(pack, template_folders, store)["ncc.html"]


@pytest.mark.fires("DEL-402")
def test_an_article_without_a_recording_has_its_words(
    store: Store, template_folders: tuple[str, ...]
) -> None:
    pack = make_pack(store, heard=(False, True))
    receipt = make_daisy(daisy_order(pack, template_folders), store)
    assert [(each.rule, each.file) for each in receipt.findings] == [("DEL-402", "pacing.md")]
    files = unpacked(pack, template_folders, store)
    assert "a001.mp3" not in files
    assert b"<audio" not in files["a001.smil"]
    assert b"Rest before you are tired." in files["a001.html"]


def test_an_issue_whose_contents_could_not_be_spoken_still_begins_with_its_title(
    store: Store, template_folders: tuple[str, ...]
) -> None:
    files = unpacked(replace(make_pack(store), contents=None), template_folders, store)
    assert b'<h1 class="title" id="n0001"><a href="a000.smil#s0001">Winter 2026</a></h1>' in files["ncc.html"]
    assert b"About this talking book" in files["a000.html"]


@pytest.mark.parametrize("title", HOSTILE)
def test_strange_titles_stay_words(title: str, store: Store, template_folders: tuple[str, ...]) -> None:
    files = unpacked(make_pack(store, titled(title)), template_folders, store)
    heading = etree.fromstring(files["a003.html"]).find(".//{http://www.w3.org/1999/xhtml}h1")
    assert heading is not None
    assert "".join(heading.itertext()).split() == title.split()
    assert sorted(name for name in files if name.startswith("a003")) == ["a003.html", "a003.mp3", "a003.smil"]


def test_two_articles_of_one_name_have_files_of_their_own(
    store: Store, template_folders: tuple[str, ...]
) -> None:
    twin = titled("Twin")
    pack = make_pack(store, twin, twin)
    pack = replace(pack, pieces=tuple(replace(piece, stem="01-x") for piece in pack.pieces))
    files = unpacked(pack, template_folders, store)
    assert files["a003.html"].replace(b"a003", b"a004") == files["a004.html"]
    assert len(files) == len(unpacked(make_pack(store), template_folders, store)) + 6


def grammar(name: str) -> etree.DTD:
    """A grammar of the W3C; skipped loudly where it is missing, but never in CI."""
    found = DTDS / name
    if not found.is_file():
        explain: Callable[[str], object] = pytest.fail if os.environ.get("CI") else pytest.skip
        explain("the talking book was not validated: install the grammars: sudo apt-get install w3c-sgml-lib")
    return etree.DTD(str(found))


@pytest.mark.parametrize(
    ("ending", "name"),
    [(".html", "REC-xhtml1-20020801/xhtml1-transitional.dtd"), (".smil", "REC-smil-19980615/smil10.dtd")],
)
def test_the_book_is_valid_xhtml_and_smil(
    ending: str, name: str, store: Store, template_folders: tuple[str, ...]
) -> None:
    pack = make_pack(store, *(titled(title) for title in HOSTILE), heard=(True, False))
    dtd = grammar(name)
    for file, data in unpacked(pack, template_folders, store).items():
        if file.endswith(ending):
            dtd.validate(etree.fromstring(data))
            assert not list(dtd.error_log.filter_from_errors()), file


def test_empty_lists_and_tables_leave_nothing_behind(store: Store, template_folders: tuple[str, ...]) -> None:
    words = Cell(unsplit(Run("Alone")))
    blocks = (Listing(()), Table((), ()), Table((), ((),)), Table((words,), ()), Quotation(()), Notice(()))
    pack = make_pack(store, segment(replace(titled("Empty"), blocks=blocks)))
    dtd = grammar("REC-xhtml1-20020801/xhtml1-transitional.dtd")
    page = unpacked(pack, template_folders, store)["a003.html"]
    assert b"Alone" in page
    dtd.validate(etree.fromstring(page))
    assert not list(dtd.error_log.filter_from_errors())


def test_the_grammars_refuse_what_daisy_refuses(files: dict[str, bytes]) -> None:
    dtd = grammar("REC-smil-19980615/smil10.dtd")
    assert not dtd.validate(etree.fromstring(files["a001.smil"].replace(b'endsync="last"', b'sync="last"')))


def test_an_article_of_every_kind_is_read_back_word_for_word(files: dict[str, bytes], store: Store) -> None:
    article = article_adapter().validate_json(store.get(make_pack(store).pieces[0].article))
    page = etree.fromstring(files["a001.html"])
    spans = {each.get("id"): "".join(each.itertext()) for each in page.iter() if each.get("id")}
    assert spans == {sentence.id: sentence.text for sentence in article.sentences()}


def test_a_changed_template_is_new_work_and_another_folder_is_not(
    store: Store, template_folders: tuple[str, ...]
) -> None:
    order = daisy_order(make_pack(store), template_folders)
    assert daisy_task(replace(order, templates="other")).key != daisy_task(order).key
    assert daisy_task(replace(order, template_folders=("/elsewhere",))).key == daisy_task(order).key
