"""Every list that people keep is read through one door: what is hostile in it is refused in words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from everyread.easyread.glossary import read_glossary
from everyread.easyread.pictures_folder import Shelf, read_album
from everyread.errors import InputError
from everyread.issue import slug_of
from everyread.narration.lexicon import lexicon_of
from everyread.narration.lexicon_file import read_lexicon
from everyread.narration.pls import as_toml
from everyread.settings import read_settings
from everyread.tomlfile import DEEPEST, LARGEST, LONGEST_LINE, read_toml


def _refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_toml(path, "a hint.")
    assert caught.value.fix
    return caught.value.message


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("order = " + "[" * 3000, "too many brackets"),
        ("title = " + "9" * 5000, "far too long"),
        ("a = " + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), "tables in tables"),
        (".".join("a" * 100) + " = 1", "tables in tables"),
        ("a." * LONGEST_LINE + "a = 1", "a line of more than"),
        ("a = 1\n" + "# x\n" * (LARGEST // 4), "more than 5 MB"),
        ('title = "\\u001b[2J"', "U+001B"),
        ('title = "\\u0000"', "U+0000"),
        ('"\\u202e" = "x"', "U+202E"),
        ('order = ["a", ["\\ufffe"]]', "U+FFFE"),
        ('a = [{ b = "\\u009b31m" }]', "U+009B"),
    ],
)
def test_a_list_that_would_stop_the_program_is_refused(tmp_path, text, complaint) -> None:
    path = tmp_path / "issue.toml"
    path.write_text(text)
    message = _refused(path)
    assert complaint in message
    assert all(letter.isprintable() for letter in message)


def test_tabs_and_line_ends_are_text(tmp_path) -> None:
    path = tmp_path / "issue.toml"
    path.write_text('contact = """Write to us:\r\n\tthe office"""')
    assert read_settings(path).contact == "Write to us:\n\tthe office"


@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_what_is_no_file_is_refused_at_once(tmp_path, kind) -> None:
    path = tmp_path / "issue.toml"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    assert "is not an ordinary file" in _refused(path)


def test_a_wrong_value_is_repeated_in_part(tmp_path) -> None:
    path = tmp_path / "issue.toml"
    path.write_text("\n".join(["[narration]", f'speed = "{"x" * 40_000}"']))
    with pytest.raises(InputError) as caught:
        read_settings(path)
    assert len(caught.value.message) < 600


@pytest.mark.parametrize("rows", ["word = [1]", "word = ['x']", "wording = [[]]"])
def test_a_glossary_whose_entries_are_no_tables(tmp_path, rows) -> None:
    path = tmp_path / "glossary.toml"
    path.write_text(rows)
    with pytest.raises(InputError, match="single brackets"):
        read_glossary(path)


def test_a_picture_list_whose_entries_are_no_tables(tmp_path, store) -> None:
    (tmp_path / "pictures.toml").write_text("picture = [1]")
    with pytest.raises(InputError, match="is not a list of pictures"):
        read_album([Shelf(tmp_path, "pictures")], store)


def test_a_lexicon_from_elsewhere_is_one_that_can_be_read(tmp_path) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text(as_toml(lexicon_of({"ME": "M\x7fE", "PEM": "P\u202eM"})))
    assert [entry.readings[0].say for entry in read_lexicon(path).entries] == ["M E", "P M"]


@pytest.mark.parametrize("name", ["con", "CON", "nul", "Aux", "com1", "LPT9"])
def test_no_file_is_called_what_windows_forbids(name) -> None:
    assert slug_of(name) == f"{name.lower()}-1"


@pytest.mark.parametrize(
    "title", ["../../x", "/etc/passwd", "..\\..\\x", "a\0b", "a\nb", "~/x", "C:\\x", "...", "\u202e"]
)
def test_a_title_never_leads_out_of_the_folder(title) -> None:
    slug = slug_of(title)
    assert slug
    assert slug.replace("-", "").isalnum()
    assert slug.isascii()
