"""The folder of review files: which is whose, what is told of the rest, and safe writing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from everyread.edition import Entry
from everyread.errors import InputError
from everyread.review.folder import read_reviews, review_names, save
from everyread.review.lineage import finding_of, lost, note, put_beside
from everyread.review.writing import stamped
from everyread.store import Store
from tests.review.review_samples import (
    BLOCKS,
    MEDICAL,
    NAME,
    READERS,
    Desk,
    article_of,
    fresh,
    in_folder,
    paragraph,
)


def entry(file: str, slug: str = "flu", *texts: str) -> Entry:
    article = article_of(*(map(paragraph, texts) if texts else BLOCKS), file=file)
    return Entry(1, slug, "0" * 64, article, 10)


def test_a_review_is_named_after_its_source_without_the_running_number() -> None:
    names = review_names(
        [entry("03-Flu jab.md"), entry("4. Café.docx"), entry("2026-report.txt"), entry("7.txt")]
    )
    assert names == ["flu-jab.txt", "cafe.txt", "2026-report.txt", "7.txt"]


def test_several_articles_of_one_name_add_their_slugs() -> None:
    names = review_names([entry("issue.docx", "one"), entry("issue.docx", "two"), entry("01-flu.md")])
    assert names == ["issue--one.txt", "issue--two.txt", "flu.txt"]


def test_reviews_are_found_by_name_and_there_may_be_none(tmp_path: Path) -> None:
    entries = [entry("03-flu.md"), entry("soup.md", "soup", "Eat soup.")]
    assert read_reviews(tmp_path, entries).found == (None, None)
    in_folder(tmp_path, "flu.txt", fresh().text)
    reviews = read_reviews(tmp_path, entries)
    assert reviews.found == (fresh().review, None)
    assert reviews.findings == ()
    assert [path.name for path in reviews.paths] == ["flu.txt", "soup.txt"]


@pytest.mark.fires("EZR-020")
def test_a_broken_file_is_a_finding_and_the_others_are_read(tmp_path: Path) -> None:
    path = in_folder(tmp_path, "flu.txt", fresh().text.replace("== s0004", "== 0004"))
    before = path.read_bytes()
    soup = entry("soup.md", "soup", "Eat soup.")
    in_folder(tmp_path, "soup.txt", fresh(paragraph("Eat soup.")).text)
    reviews = read_reviews(tmp_path, [entry("03-flu.md"), soup])
    assert reviews.found[0] is None
    assert reviews.broken == (True, False)
    assert reviews.found[1]
    (finding,) = reviews.findings
    assert (finding.rule, finding.severity, finding.file) == ("EZR-020", "warning", "03-flu.md")
    assert finding.message.startswith("easy-read/flu.txt, line ")
    assert str(tmp_path) not in finding.message + finding.fix
    assert path.read_bytes() == before


def test_a_renamed_article_keeps_its_review(tmp_path: Path) -> None:
    in_folder(tmp_path, "flu.txt", fresh().text)
    reviews = read_reviews(tmp_path, [entry("soup.md", "soup", "Eat soup."), entry("influenza.md")])
    assert [review and review.file for review in reviews.found] == [None, NAME]
    assert reviews.paths[1].name == "flu.txt"
    assert reviews.findings == ()


@pytest.mark.fires("EZR-025")
def test_a_second_copy_of_a_review_is_told_and_not_used(tmp_path: Path) -> None:
    in_folder(tmp_path, "flu.txt", fresh().text)
    conflict = in_folder(
        tmp_path, "flu (Ann's conflicted copy).txt", fresh().changed("Stay warm.", "Hot.").text
    )
    reviews = read_reviews(tmp_path, [entry("03-flu.md")])
    assert reviews.found == (fresh().review,)
    (finding,) = reviews.findings
    assert (finding.rule, conflict.name in finding.message) == ("EZR-025", True)
    assert "second review" in finding.message


def test_a_second_copy_is_not_used_in_place_of_a_broken_file(tmp_path: Path) -> None:
    in_folder(tmp_path, "flu.txt", "nonsense")
    in_folder(tmp_path, "flu copy.txt", fresh().text)
    reviews = read_reviews(tmp_path, [entry("03-flu.md")])
    assert reviews.found == (None,)
    assert [each.rule for each in reviews.findings] == ["EZR-020", "EZR-025"]


def test_a_review_of_nothing_is_told_and_litter_is_not(tmp_path: Path) -> None:
    in_folder(tmp_path, "soup.txt", fresh(paragraph("Eat soup."), paragraph("Wash up.")).text)
    for litter in ("~$flu.docx", ".DS_Store", "flu.txt~", "flu-0123.kept", "flu.part"):
        in_folder(tmp_path, litter, "x")
    (tmp_path / "easy-read" / "old").mkdir()
    (finding,) = read_reviews(tmp_path, [entry("03-flu.md")]).findings
    assert finding.message == "easy-read/soup.txt is the review of no article in this issue."
    assert read_reviews(tmp_path, [entry("03-flu.md")], alone=True).findings == ()


def test_a_review_saved_as_a_word_file_is_told(tmp_path: Path) -> None:
    path = in_folder(tmp_path, "flu.docx", "")
    path.write_bytes(b"PK\x03\x04\xff\xfe")
    (finding,) = read_reviews(tmp_path, [entry("03-flu.md")]).findings
    assert "easy-read/flu.docx is not saved as UTF-8" in finding.message


def test_saving_refuses_when_somebody_changed_the_file_meanwhile(tmp_path: Path) -> None:
    path = in_folder(tmp_path, "flu.txt", "one")
    with pytest.raises(InputError, match="was changed by somebody just now") as caught:
        save(path, b"none", b"two")
    assert path.read_bytes() == b"one"
    assert "same command again" in caught.value.fix
    with pytest.raises(InputError, match="was changed by somebody"):
        save(path, None, b"two")
    save(path, b"one", b"two")
    assert [each.name for each in path.parent.iterdir()] == ["flu.txt"]
    assert path.read_bytes() == b"two"


def test_a_save_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = in_folder(tmp_path, "flu.txt", "one")

    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        save(path, b"one", b"two")
    assert [each.read_bytes() for each in path.parent.iterdir()] == [b"one"]


def test_two_who_write_at_once_do_not_mix(tmp_path: Path) -> None:
    path = in_folder(tmp_path, "flu.txt", "one")
    part = in_folder(tmp_path, ".flu.txt.part", "hers")
    with pytest.raises(InputError, match="is being written by somebody else") as caught:
        save(path, b"one", b"two")
    assert part.name in caught.value.fix
    assert (path.read_bytes(), part.read_bytes()) == (b"one", b"hers")


def noted(desk: Desk, store: Store) -> None:
    note(store, "winter", NAME, desk.text.encode(), desk.review.written)


@pytest.mark.fires("EZR-026")
def test_an_older_copy_saved_over_a_signed_file_is_noticed(tmp_path: Path, store: Store) -> None:
    store.root.mkdir()
    first = fresh()
    signed = first.sign(MEDICAL)
    noted(signed, store)
    assert lost(store, "winter", signed.review) is None
    assert lost(store, "winter", signed.changed("Stay warm.", "Be warm.").review) is None
    raj = first.changed("Stay warm.", "Be warm.")  # he had it open before Dr Rahman signed
    found = lost(store, "winter", raj.review)
    assert found is not None
    finding = finding_of(found, raj.review, "03-flu.md")
    assert finding.rule == "EZR-026"
    assert "The signature of Dr A. Rahman is no longer in it." in finding.message
    beside = put_beside(found, in_folder(tmp_path, "flu.txt", raj.text), store)
    assert beside.read_bytes() == signed.text.encode()
    assert beside.suffix == ".kept"


def test_a_file_that_others_wrote_since_is_no_alarm(store: Store) -> None:
    store.root.mkdir()
    first = fresh()
    noted(first, store)
    elsewhere = first.sign(MEDICAL).sign(READERS)  # on another machine, with another store
    assert lost(store, "winter", elsewhere.review) is None
    assert lost(store, "spring", first.review) is None


def test_states_are_named_once_and_the_newest_first() -> None:
    desk = fresh()
    assert stamped(desk.text) == desk.text
    again = replace(desk, text=stamped(desk.text + "# more\n"))
    assert again.review.written[1:] == desk.review.written
