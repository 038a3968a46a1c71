"""Pictures: only what is sure, only with a licence, and only what is safe."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from everyread.easyread.pictures import Album, Picture, album_adapter, credits_of
from everyread.easyread.pictures_folder import SYMBOLS, AlbumRead, Shelf, read_album, shelves
from everyread.easyread.pictures_safe import SIDE, safe_picture
from everyread.easyread.pictures_subject import subjects
from everyread.errors import InputError
from everyread.sources.pictures import PictureError
from everyread.store import Store

ROOT = Path(__file__).parents[2]
TEMPLATES = (ROOT / "templates",)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1H8V8Z"/></svg>'


def symbols(store: Store) -> Album:
    read = read_album((Shelf(TEMPLATES[0] / SYMBOLS, SYMBOLS, own=False),), store)
    assert read.findings == ()
    return album_of(read, store)


def album_of(read: AlbumRead, store: Store) -> Album:
    return album_adapter().validate_json(store.get(read.album))


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Album:
    return symbols(Store(tmp_path_factory.mktemp("symbols")))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Your doctor can help.", "doctor"),
        ("A nurse will take your blood pressure.", "blood pressure"),
        ("Blood pressure can drop.", "blood pressure"),
        ("Phone the clinic.", "phone"),
        ("Pharmacists can help.", "pharmacy"),
        ("Red blood cells carry oxygen.", "blood cells"),
        ("I take a tablet computer to bed.", ""),
        ("The arms of the trial were alike.", ""),
        ("Do not stop your tablets.", ""),
        ("You cannot go to hospital.", ""),
        ("Avoid alcohol.", ""),
        ("Things got better (see the hospital leaflet).", ""),
        ("She felt fine until she went to hospital.", ""),
        ("Pain, sleep and memory get worse.", ""),
        ("It is hard to say.", ""),
        ("Ask me about ME.", ""),
        (f"The hospital is {'very ' * 13}large.", ""),
    ],
)
def test_only_what_is_sure_has_a_picture(album: Album, line: str, name: str) -> None:
    choice = album.choose(line)
    assert (choice.picture.name if choice.picture else "") == name


def test_where_it_is_not_sure_it_says_what_of(album: Album) -> None:
    assert album.choose("Do not stop your tablets.").about == "tablets"
    assert album.choose("It is hard to say.").about == ""


def test_the_editors_own_go_first() -> None:
    own = Picture("our nurse", "nurse.jpg", "0", "Our nurse", "Us", "Own", words=("nurse",), own=True)
    symbol = Picture("blood", "blood.svg", "1", "Blood", "X", "MIT", words=("blood test", "nurse"))
    album = Album((own, symbol))
    assert album.choose("A nurse does the blood test.").picture == own
    assert album.choose("It is a blood test.").picture == symbol
    assert album.named("Nurse.JPG") == album.named("our-nurse") == own
    assert album.named("nobody") is None
    assert Album().choose("A nurse.").picture is None
    assert credits_of([own, symbol, own]) == (own, symbol)


def test_every_symbol_is_whole_safe_and_claimed_once(store: Store) -> None:
    album = symbols(store)
    assert len(album.pictures) > 150
    for picture in album.pictures:
        data, media_type = safe_picture(store.get(picture.data))
        assert media_type == "image/svg+xml"
        assert len(data) < 20_000
    words = [word for picture in album.pictures for word in picture.words]
    assert sorted(words) == sorted(set(words))
    names = [picture.name for picture in album.pictures]
    assert len(names) == len(set(names))
    files = {path.name for path in (TEMPLATES[0] / SYMBOLS).glob("*.svg")}
    assert files == {picture.file for picture in album.pictures}
    assert "Copyright (c) 2021 Resolve to Save Lives" in (TEMPLATES[0] / SYMBOLS / "LICENSE").read_text()
    for needed in ("warning", "phone", "information"):
        assert album.named(needed)


def folder(tmp_path: Path, toml: str, **files: bytes) -> tuple[Shelf, ...]:
    place = tmp_path / "pictures"
    place.mkdir()
    if toml:
        (place / "pictures.toml").write_text(toml, encoding="utf-8")
    for name, data in files.items():
        (place / name.replace("_", ".")).write_bytes(data)
    return (Shelf(place, "pictures"),)


def photo(width: int = 40, height: int = 30) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(stream, "PNG")
    return stream.getvalue()


GOOD = """
[set]
credit = "Photo: Jo Bloggs"
licence = "Own photograph"
[[picture]]
file = "nurse.png"
alt = "Our nurse"
words = ["nurse", "nurses"]
"""


def test_a_folder_of_ones_own(tmp_path: Path, store: Store) -> None:
    read = read_album(folder(tmp_path, GOOD, nurse_png=photo()), store)
    assert read.findings == ()
    (picture,) = album_of(read, store).pictures
    assert (picture.name, picture.credit, picture.own) == ("nurse", "Photo: Jo Bloggs", True)


@pytest.mark.fires("EZR-030")
@pytest.mark.parametrize(
    "toml",
    [
        "",
        GOOD.replace('licence = "Own photograph"', ""),
        GOOD.replace('"Own photograph"', '" "'),
        GOOD.replace('credit = "Photo: Jo Bloggs"', ""),
        GOOD.split("[[picture]]")[0],
    ],
)
def test_a_picture_without_a_licence_is_not_used(toml: str, tmp_path: Path, store: Store) -> None:
    read = read_album(folder(tmp_path, toml, nurse_png=photo()), store)
    assert album_of(read, store).pictures == ()
    assert {each.rule for each in read.findings} == {"EZR-030"}
    assert "nurse.png" in read.findings[0].message


@pytest.mark.fires("EZR-031")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('alt = "Our nurse"', ""),
        ('"nurse.png"', '"../nurse.png"'),
        ('"nurse.png"', '"lost.png"'),
        ('"nurse.png"', '"nurse.exe"'),
        ('["nurse", "nurses"]', '"nurse"'),
        ('alt = "Our nurse"', "alt = 3"),
        ('alt = "Our nurse"', 'alt = "x"\ncolour = "red"'),
        ('alt = "Our nurse"', 'alt = "x"\naddress = "javascript:alert(1)"'),
        ('alt = "Our nurse"', 'alt = "x"\nname = "none"'),
    ],
)
def test_a_mistake_in_the_list_costs_one_picture(old: str, new: str, tmp_path: Path, store: Store) -> None:
    assert old in GOOD
    read = read_album(folder(tmp_path, GOOD.replace(old, new), nurse_png=photo()), store)
    assert album_of(read, store).pictures == ()
    assert "EZR-031" in {each.rule for each in read.findings}


@pytest.mark.parametrize("toml", ["[[picture", "picture = 3", "[[image]]\nfile = 'x.png'"])
def test_a_list_that_cannot_be_read_is_refused(toml: str, tmp_path: Path, store: Store) -> None:
    with pytest.raises(InputError):
        read_album(folder(tmp_path, toml), store)


def test_an_issues_own_pictures_need_no_list(tmp_path: Path, store: Store) -> None:
    (tmp_path / "issue" / "pictures").mkdir(parents=True)
    (tmp_path / "issue" / "pictures" / "graph.png").write_bytes(photo())
    places = shelves(tmp_path, tmp_path / "issue", TEMPLATES)
    read = read_album(places, store)
    assert read.findings == ()
    assert len(album_of(read, store).pictures) > 150
    with pytest.raises(InputError, match="mulberry"):
        shelves(tmp_path, tmp_path / "issue", TEMPLATES, "mulberry")


def test_photographs_are_made_smaller() -> None:
    data, media_type = safe_picture(photo(1500, 900))
    assert media_type == "image/png"
    assert Image.open(io.BytesIO(data)).size == (SIDE, SIDE * 900 // 1500)
    assert safe_picture(data)[0] == data


@pytest.mark.parametrize(
    "drawing",
    [
        SVG.replace("<path", "<script>alert(1)</script><path"),
        SVG.replace("<path", '<image href="https://example.org/x.png"/><path'),
        SVG.replace("<path", '<a href="https://example.org"><path/></a><path'),
        SVG.replace("<path", "<style>@import 'x'</style><path"),
        SVG.replace("<path", "<foreignObject/><path"),
        SVG.replace("<path", '<path fill="url(https://example.org/#a)"/><path'),
        SVG.replace("<path", '<path style="background: url(x)"/><path'),
        SVG.replace(' viewBox="0 0 9 9"', ""),
        SVG.replace("</svg>", ""),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.replace("<path", "<title>&a;</title><path"),
        SVG.replace("http://www.w3.org/2000/svg", "http://example.org"),
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(drawing: str) -> None:
    with pytest.raises(PictureError):
        safe_picture(drawing.encode())


def test_a_drawings_notes_and_handlers_are_dropped() -> None:
    noted = SVG.replace("<path", '<!-- note --><path onclick="x()" data-name="y"')
    assert b"onclick" not in safe_picture(noted.encode())[0]
    assert b"note" not in safe_picture(noted.encode())[0]
    with pytest.raises(PictureError):
        safe_picture(b"no picture at all")


def test_a_frame_asks_for_something_that_a_picture_can_show(store: Store) -> None:
    texts = ["None of them gives it.", "The nurse has a thermometer."]
    assert subjects(texts, store) == dict(zip(texts, ["", "thermometer"], strict=True))
