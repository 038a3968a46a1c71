"""The review file: what is written is read, what people break is refused with its line, nothing is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.article import Run
from everyread.errors import InputError
from everyread.review.document import Easy, Signature
from everyread.review.grammar import HEAD, codec_of, decode, lines_of, parse, read_review, signature_line
from everyread.review.units import Unit, one_line
from everyread.review.writing import new_text
from everyread.store import key_of
from tests.review.review_samples import MEDICAL, NAME, READERS, fresh, in_folder, paragraph

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(one_line)
TRICKY = st.sampled_from(
    ["KEEP", "DROP: x", "picture: y", "# a", "> b", "== c", "-", "- d", "+ e", "\\", "\\f", "=======",
     "s0001 0123456789ab 0123456789ab", "a ==", "<<<<<<< HEAD", "SIGNED by Ann", "WRITTEN: 0123456789ab",
     "* g", "– h", "== s0001 0123456789ab 0123456789ab =="]
)  # fmt: skip
EASY = st.builds(Easy, (TEXTS | TRICKY).filter(bool), st.sampled_from(["", "-", "+"]))


@given(st.lists(st.tuples(st.lists(TEXTS.filter(bool)), st.lists(EASY), st.lists(TEXTS)), max_size=5))
def test_what_is_written_is_read_again(parts: list[tuple[list[str], list[Easy], list[str]]]) -> None:
    units = [
        Unit(f"s{place:04d}", f"{place:012x}", tuple(quoted), tuple(words), tuple(notes), "sentence")
        for place, (quoted, words, notes) in enumerate(parts)
    ]
    review = parse(new_text("Title", "a.md", units, {}), NAME)
    assert [(each.id, each.source) for each in review.blocks] == [(each.id, each.source) for each in units]
    assert [each.words for each in review.blocks] == [each.words for each in units]
    assert [each.quoted for each in review.blocks] == [each.quoted for each in units]
    assert not any(each.touched or each.decision or each.picture for each in review.blocks)


@given(st.data())
def test_a_file_that_is_broken_in_any_way_is_read_or_refused_with_its_line(data: st.DataObject) -> None:
    lines = lines_of(fresh().sign(MEDICAL, READERS).text)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["lose", "twice", "move", "type", "cut"])):
            case "lose":
                del lines[place]
            case "twice":
                lines.insert(place, lines[data.draw(st.integers(0, len(lines) - 1))])
            case "move":
                lines.insert(data.draw(st.integers(0, len(lines) - 1)), lines.pop(place))
            case "type":
                lines[place] = data.draw(st.text(max_size=8)) + lines[place]
            case _:
                lines[place] = lines[place][data.draw(st.integers(0, 12)) :]
        if not lines:
            return
    try:
        blocks, refused = parse("".join(lines), NAME).blocks, ""
    except InputError as error:
        blocks, refused = (), error.message
    assert not refused or re.match(rf"{NAME}, line \d+: ", refused)
    assert refused or len(blocks) == sum(bool(HEAD.fullmatch(line.strip())) for line in lines)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_notepad_does_to_a_file_changes_nothing_in_it(end: str, codec: str, tmp_path: Path) -> None:
    desk = fresh().sign(MEDICAL, READERS)
    path = in_folder(tmp_path, "flu.txt", "")
    path.write_bytes(desk.text.replace("\n", end).encode(codec))
    assert read_review(path) == desk.review
    data = path.read_bytes()
    assert decode(data, NAME).encode(codec_of(data)) == data


def test_an_old_windows_encoding_is_refused_and_says_what_to_do(tmp_path: Path) -> None:
    path = in_folder(tmp_path, "flu.txt", "")
    path.write_bytes("EASY READ: Café “x”\n".encode("cp1252"))
    with pytest.raises(InputError, match=r"easy-read/flu\.txt is not saved as UTF-8") as caught:
        read_review(path)
    assert "encoding UTF-8" in caught.value.fix


def test_a_link_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    real = in_folder(tmp_path, "real.txt", fresh().text)
    link = real.with_name("flu.txt")
    link.symlink_to(real)
    with pytest.raises(InputError, match="not an ordinary file"):
        read_review(link)
    real.write_bytes(b"# " + b"x" * 4_000_001)
    with pytest.raises(InputError, match="too long"):
        read_review(real)
    with pytest.raises(FileNotFoundError):
        read_review(tmp_path / "none.txt")


def line_of(text: str, wanted: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if line.startswith(wanted))


HEAD_OF_VIRUS = r"== s0004 [^\n]*\n"


@pytest.mark.parametrize(
    ("pattern", "put", "problem"),
    [
        (HEAD_OF_VIRUS, "", "an article's sentence stands here without its line with =="),
        (r"== s0004 ", "s0004 ", "the line that begins a sentence was changed"),
        (r"(== s0004 \w{12}) ", r"\1", "the line that begins a sentence was changed"),
        (r"== s0004 \w{6}", "== s0004 ", "the line that begins a sentence was changed"),
        (r"(== s0004 (?:.*\n)+?)(== s0005 )", r"\1\1\2", "this sentence is in the file twice, first in line"),
        (r"A virus makes people ill\.\n\n", "KEEP\nDROP: why\n", "two decisions"),
        (r"A virus makes people ill\.\n\n", "drop: a\nDROP: b\n", "two decisions"),
        (r"A virus makes people ill\.\n\n", "<<<<<<< Ann\nA\n=======\nB\n>>>>>>> Raj\n", "two people's"),
        (r"\n\n# How", "\n\nPlease hurry.\n# How", "stands before the first sentence"),
        (r"\n\n# How", "\nSIGNED medical 1: Me\n# How", "not made by everyread"),
        (r"\n\n# How", "\nSIGNED medical 1: Me | on: 2026-13-40\n# How", "not made by everyread"),
        (r"\n\n# How", "\nSIGNED readers 1: Us | on: 2026-11-20 | people: 1\n# How", "not made by everyread"),
        (r"\n\n# How", "\nSIGNED boss 1: Me | on: 2026-11-20\n# How", "not made by everyread"),
        (r"A virus makes people ill\.\n\n", "SIGNED medical 1: Me\n", "belongs at the head"),
    ],
)
def test_a_hand_edit_that_breaks_the_file_is_told_with_its_line(pattern: str, put: str, problem: str) -> None:
    text, found = re.subn(pattern, put, fresh().text, count=1)
    assert found
    with pytest.raises(InputError, match=rf"^easy-read/flu\.txt, line \d+: .*{problem}") as caught:
        parse(text, NAME)
    assert caught.value.fix
    number = int(re.search(r"line (\d+)", caught.value.message)[1])  # type: ignore[index]
    assert text.split("\n")[number - 1].strip()


def test_a_signature_that_stands_twice_is_refused() -> None:
    line = signature_line(MEDICAL)
    with pytest.raises(InputError, match="stands twice"):
        parse(f"{line}\n{line}\n", NAME)


def test_a_deleted_head_loses_the_signatures_and_nothing_else() -> None:
    text = fresh().sign(MEDICAL, READERS).text
    review = parse(text[text.index("== s0001") :], NAME)
    assert not review.signatures
    assert [each.words for each in review.blocks] == [each.words for each in parse(text, NAME).blocks]


def test_decisions_and_notes_of_a_person_are_read() -> None:
    desk = fresh().changed(
        "A virus makes people ill.", "# ask Ann\ndrop:  too  hard \nPicture: germ.png\nA germ."
    )
    block = next(each for each in desk.review.blocks if each.id == "s0004")
    assert (block.decision, block.reason, block.picture, block.touched) == (
        "drop",
        "too hard",
        "germ.png",
        True,
    )
    assert block.words == (Easy("A germ."),)


@pytest.mark.parametrize("mark", ["- ", "• ", "* ", "– "])
def test_points_are_points_however_an_editor_types_them(mark: str) -> None:
    desk = fresh().changed("A virus makes people ill.", f"Two things:\n{mark}rest\n{mark}sleep")
    assert [each.mark for each in desk.unit("A virus makes people ill.").block.words] == ["", "-", "-"]  # type: ignore[union-attr]


@given(
    st.builds(
        Signature,
        st.just("medical"),
        st.integers(1, 9),
        st.from_regex(r"[A-Z]\w{1,9}( \w+)?", fullmatch=True),
        st.dates().map(str),
        said=st.from_regex(r"[\w:,.]+( [\w:,.]+)*", fullmatch=True),
    )
)
def test_a_signature_is_read_as_it_was_written(signature: Signature) -> None:
    assert parse(signature_line(signature), NAME).signatures == (signature,)


def test_a_review_can_go_into_the_key_of_a_task() -> None:
    desk = fresh()
    assert key_of(desk.review) == key_of(fresh().review)
    assert key_of(desk.review) != key_of(desk.changed("Stay warm.", "Be warm.").review)
    assert hash(desk.review)


def test_the_units_hold_every_sentence_and_every_hard_word() -> None:
    desk = fresh()
    said = " ".join(unit.text for unit in desk.units() if unit.id != "word")
    assert said == " ".join(sentence.text for sentence in desk.article.sentences())
    kinds = {unit.text: unit.kind for unit in desk.units()}
    assert kinds["Flu"] == "title"
    assert kinds["What is it? Read on."] == "sentence"
    assert kinds["I was ill. I am well."] == "whole"
    assert kinds["This is not medical advice."] == "locked"
    assert kinds["virus A virus is a very small germ."] == "locked"


def test_another_link_on_the_same_words_is_another_source() -> None:
    one = fresh(paragraph(Run("here", href="https://example.org/a")))
    two = fresh(paragraph(Run("here", href="https://example.org/b")))
    assert one.unit("here").unit.source != two.unit("here").unit.source
