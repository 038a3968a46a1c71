"""Each fault that the proof of an e-book must see, planted in a good one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from epub_samples import Made, by, made, whole_pack

from everyread.proof.epub import EpubPart, EpubProofOrder, epub_proof_task
from everyread.store import Store
from everyread.work import Receipt


@pytest.fixture
def book(store: Store) -> Made:
    return made(whole_pack(store), store)


def rules(receipt: Receipt) -> set[str]:
    return {finding.rule for finding in receipt.findings}


def repacked(data: bytes, change: Callable[[zipfile.ZipInfo], None], first: str = "mimetype") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in sorted(old.infolist(), key=lambda entry: entry.filename != first):
            content = old.read(entry)
            change(entry)
            new.writestr(entry, content)
    return stream.getvalue()


@pytest.mark.fires("PRF-300")
@pytest.mark.parametrize("data", [b"", b"PK", b"not a book"])
def test_what_is_no_book(book: Made, data: bytes) -> None:
    receipt = book.proved(data)
    assert rules(receipt) == {"PRF-300"}
    assert "is a damaged file" in receipt.findings[0].message


@pytest.mark.fires("PRF-300")
@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("META-INF/container.xml", "package.opf", "nothing.opf", "has no file EPUB/nothing.opf"),
        ("chapter-01.xhtml", "</section>", "", "has a page that is not XML: EPUB/chapter-01.xhtml"),
        ("package.opf", 'idref="chapter-01"', 'idref="chapter-77"', "names a page that it does not list"),
        ("package.opf", 'media-overlay="chapter-01-', 'media-overlay="no-', "names a list of times"),
        ("chapter-01.smil", 'clipBegin="0:00', 'clipBegin="soon', "has a time that is none"),
        ("chapter-01.smil", "chapter-01.xhtml#s0002", "chapter-02.xhtml#s0002", "clip for another page"),
        ("chapter-01.smil", "<audio ", "<video ", "has a page that is not XML"),
    ],
)
def test_a_broken_part(book: Made, name: str, old: str, new: str, message: str) -> None:
    if name == "chapter-01.smil" and old == "<audio ":
        message = "has a clip without text or sound"
    receipt = book.proved(book.spoilt(name, by(old, new)))
    assert rules(receipt) == {"PRF-300"}
    assert message in receipt.findings[0].message


@pytest.mark.fires("PRF-300")
def test_a_container_not_as_the_standard_asks(book: Made) -> None:
    def compress(entry: zipfile.ZipInfo) -> None:
        entry.compress_type = zipfile.ZIP_DEFLATED

    def date(entry: zipfile.ZipInfo) -> None:
        entry.date_time = (2026, 12, 1, 9, 30, 0)

    told = [
        book.proved(repacked(book.data, compress)),
        book.proved(repacked(book.data, date)),
        book.proved(repacked(book.data, lambda _: None, first="EPUB/nav.xhtml")),
    ]
    assert [receipt.findings[0].message for receipt in told] == [
        "The e-book has its kind of file compressed, so that no program can see it.",
        "The e-book has times of day in it, so two builds differ.",
        "The e-book does not begin with its kind of file.",
    ]
    assert {rule for receipt in told for rule in rules(receipt)} == {"PRF-300"}


@pytest.mark.fires("PRF-300")
def test_two_files_of_one_name(book: Made) -> None:
    stream = io.BytesIO(book.data)
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(zipfile.ZipInfo("EPUB/nav.xhtml", (1980, 1, 1, 0, 0, 0)), book.files["nav.xhtml"])
    receipt = book.proved(stream.getvalue())
    assert [finding.message for finding in receipt.findings] == ["The e-book has two files of one name."]


@pytest.mark.fires("PRF-301")
@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        # Its recording lasts 12.5 s, and the last sentence begins at 10.5.
        ("{last}", "0:00:14.900", "end after its recording"),
        ('clipEnd="0:00:01.000"', 'clipEnd="0:00:01.200"', "begin before the one in front of it has ended"),
        ('clipEnd="0:00:01.000"', 'clipEnd="0:00:00.700"', "does not play the whole of sentence s0001"),
        ('clipBegin="0:00:01.000"', 'clipBegin="0:00:01.300"', "does not play the whole of sentence s0002"),
        ('clipEnd="0:00:01.000"', 'clipEnd="0:00:00.000"', "has no time for sentence s0001"),
        ("#s0002", "#s0003", "has no sound for 1 of its sentences, s0002 first"),
        ("audio/chapter-02.mp3", "audio/chapter-03.mp3", "plays several recordings"),
    ],
)
def test_sound_out_of_step(book: Made, old: str, new: str, message: str) -> None:
    smil = book.text("chapter-02.smil")
    last = smil[smil.rindex('clipEnd="') + 9 :].partition('"')[0]
    change = by(old.format(last=last), new)
    if "several" in message:  # not its first, by which the recording is known
        change = lambda text: text[::-1].replace(old[::-1], new[::-1], 1)[::-1]  # noqa: E731
    receipt = book.proved(book.spoilt("chapter-02.smil", change))
    assert rules(receipt) == {"PRF-301"}
    assert any(message in finding.message for finding in receipt.findings)
    assert {finding.file for finding in receipt.findings} == {"n.md"}


@pytest.mark.fires("PRF-301")
def test_clips_in_another_order(book: Made) -> None:
    def swap(smil: str) -> str:
        return smil.replace("#s0002", "#?").replace("#s0003", "#s0002").replace("#?", "#s0003")

    receipt = book.proved(book.spoilt("chapter-02.smil", swap))
    assert rules(receipt) == {"PRF-301"}
    assert "in another order" in receipt.findings[0].message


@pytest.mark.fires("PRF-301")
def test_sound_for_an_article_that_has_none(book: Made) -> None:
    pieces = book.pack.all_pieces
    parts = [EpubPart(each.article, each.mp3, each.cues, each.seconds) for each in pieces]
    parts[1] = EpubPart(pieces[1].article)
    order = EpubProofOrder(book.store.put(book.data), tuple(parts))
    receipt = epub_proof_task(order).function(order, book.store)
    assert rules(receipt) == {"PRF-301", "PRF-303"}


@pytest.mark.fires("PRF-302")
def test_another_recording(book: Made) -> None:
    receipt = book.proved(book.spoilt("audio/chapter-02.mp3", lambda sound: sound + "\0"))
    assert rules(receipt) == {"PRF-302"}


@pytest.mark.fires("PRF-302")
def test_a_recording_that_is_not_there(book: Made) -> None:
    receipt = book.proved(book.spoilt("package.opf", by(' media-overlay="chapter-02-overlay"', "")))
    assert rules(receipt) == {"PRF-302", "PRF-303"}


@pytest.mark.fires("PRF-303")
def test_lengths_that_are_wrong_all_over_but_agree(book: Made) -> None:
    def longer(package: str) -> str:
        return package.replace(">0:00:", ">0:01:")

    receipt = book.proved(book.spoilt("package.opf", longer))
    assert rules(receipt) == {"PRF-303"}
    assert len(receipt.findings) == 5


@pytest.mark.fires("PRF-303")
def test_a_total_that_is_not_the_sum(book: Made) -> None:
    old = book.text("package.opf").partition('"media:duration">')[2].partition("<")[0]
    receipt = book.proved(
        book.spoilt("package.opf", by(f'"media:duration">{old}', '"media:duration">0:00:01'))
    )
    assert rules(receipt) == {"PRF-303"}
    assert len(receipt.findings) == 1


@pytest.mark.fires("PRF-304")
@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("h3>", "h4>", "skips a level"),
        ("h2>", "h3>", "skips a level"),
        ("h3>", "h2>", "has other headings"),
        ("h1", "h2", "does not begin with its title"),
        ('value="5"', 'value="6"', "has other numbers in its lists"),
        ('value="5"', "", "has other numbers in its lists"),
    ],
)
def test_headings_and_numbers(book: Made, old: str, new: str, message: str) -> None:
    receipt = book.proved(book.spoilt("chapter-01.xhtml", lambda page: page.replace(old, new)))
    assert rules(receipt) == {"PRF-304"}
    assert message in receipt.findings[0].message


@pytest.mark.fires("PRF-305")
@pytest.mark.parametrize("new", ["", ' alt=" "'])
def test_a_picture_without_words(book: Made, new: str) -> None:
    alt = ' alt="A kettle beside a high stool"'
    assert rules(book.proved(book.spoilt("chapter-01.xhtml", by(alt, new)))) == {"PRF-305"}


@pytest.mark.fires("PRF-306")
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("chapter-01.xhtml", 'src="pictures/', 'src="https://example.org/'),
        ("chapter-01.xhtml", 'href="book.css"', 'href="//example.org/book.css"'),
        ("chapter-01.xhtml", "</body>", "<script>alert(1)</script></body>"),
        ("chapter-01.xhtml", "<body>", '<body onload="alert(1)">'),
        ("book.css", 'url("fonts/text.ttf")', "url(http://example.org/x.ttf)"),
        ("book.css", "@font-face", '@import "https://example.org/x.css"; @font-face'),
    ],
)
def test_what_comes_from_outside_or_runs(book: Made, name: str, old: str, new: str) -> None:
    assert rules(book.proved(book.spoilt(name, by(old, new)))) == {"PRF-306"}


@pytest.mark.fires("PRF-001")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Do not push on.", "Do push on."),
        ("A plan for two days", ""),
        ("all</strong> you", "some</strong> you"),
        ('id="s0003">', 'id="s0999">'),
    ],
)
def test_a_changed_sentence(book: Made, old: str, new: str) -> None:
    receipt = book.proved(book.spoilt("chapter-01.xhtml", by(old, new)))
    assert "PRF-001" in rules(receipt)
    assert receipt.findings[0].file == "pacing.md"


@pytest.mark.fires("PRF-001")
def test_a_sentence_that_is_there_twice(book: Made) -> None:
    twice = '<span class="sentence" id="s0001">Notes &amp; marks</span>'
    receipt = book.proved(book.spoilt("chapter-02.xhtml", by("</section>", f"<p>{twice}</p></section>")))
    assert rules(receipt) == {"PRF-001"}
    assert "twice" in receipt.findings[0].message


@pytest.mark.fires("PRF-001")
def test_a_missing_article(book: Made) -> None:
    receipt = book.proved(book.spoilt("chapter-02.xhtml", by('epub:type="chapter"', "")))
    assert "The e-book holds 3 articles, and there should be 4." in [
        each.message for each in receipt.findings
    ]


@pytest.mark.fires("PRF-005")
def test_a_missing_disclaimer(book: Made) -> None:
    receipt = book.proved(book.spoilt("chapter-01.xhtml", by("This is not medical advice.", "")))
    assert rules(receipt) == {"PRF-001", "PRF-005"}


def test_the_key_follows_the_book_and_what_must_be_in_it() -> None:
    parts = [(EpubPart("a", "b", "c", 1.0),), (EpubPart("a", "b", "c", 2.0),)]
    assert (
        len({epub_proof_task(EpubProofOrder(epub, each)).key for epub in ("1", "2") for each in parts}) == 4
    )
