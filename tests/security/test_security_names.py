"""File names that are hostile: of articles, of pictures, and of what settings name."""

from __future__ import annotations

import os

import pytest

from everyread.plaintext import forbidden_in, is_one_line, printable, printable_lines

pytestmark = pytest.mark.usefixtures("stocked")
QUICK = ("--only", "large-print,page")
ESCAPE = "\x1b[2Jgone\x9b31m"
TURNED = "\u202etxt.exe"
STRANGE = ("03-\x1b[2Jgone.md", "04-a\nb.md", f"05-{TURNED}.md", "06-\x7f.txt", "07-\x85.html")


def test_names_that_cannot_be_shown_are_told_and_the_others_built(newsroom) -> None:
    for name in STRANGE:
        newsroom.write(name, "# Words\n\nSome words of an article are here.\n")
    newsroom.write(os.fsdecode(b"08-\xff.md"), "# Words\n\nMore words are here.\n")
    result = newsroom.build(*QUICK)
    assert result.code == 1
    told = [found for found in newsroom.manifest()["findings"] if found["rule"] == "SRC-012"]
    assert len(told) == len(STRANGE) + 1
    assert all(letter.isprintable() or letter == "\n" for letter in result.out + result.err)
    assert {"large-print/01-welcome.pdf", "large-print/02-how-to-rest.pdf"} <= set(newsroom.files())
    for data in newsroom.files().values():
        assert b"\x1b[2J" not in data


def test_a_folder_and_an_output_with_strange_names(newsroom) -> None:
    place = newsroom.root / f"issue {ESCAPE}"
    newsroom.issue.rename(place)
    result = newsroom.run("build", str(place), "--jobs", "1", "-o", f"out {ESCAPE}", "--only", "page")
    assert result.code == 0
    assert "\x1b" not in result.out + result.err
    assert "\x9b" not in result.out + result.err


@pytest.mark.parametrize(
    "setting",
    [
        'order = ["../secret.txt"]',
        'order = ["/etc/passwd"]',
        '[[article]]\nfile = "../secret.txt"',
        '[[article]]\nfile = "01-welcome.md"\nslug = "../x"',
        '[[article]]\nfile = "01-welcome.md"\nslug = "a/b"',
        '[[article]]\nfile = "01-welcome.md"\nslug = "x\\n"',
        '[easy-read]\nsymbols = "../../etc"',
        '[delivery]\nbase_address = "javascript:alert(1)"',
        '[pictures]\nhosts = ["a/../b"]',
        '[easy-read.model]\nkey_variable = "sk-secret"',
    ],
)
def test_settings_name_nothing_outside(newsroom, setting) -> None:
    (newsroom.issue.parent / "secret.txt").write_text("A secret.\n\nOf nobody here.\n")
    newsroom.write("issue.toml", setting)
    result = newsroom.build(*QUICK)
    assert result.code == 2
    assert "Traceback" not in result.err
    assert not newsroom.out.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", ESCAPE), ("check", ESCAPE), ("plan", ESCAPE), ("review", ESCAPE), ("new", ESCAPE),
        ("build", "spring", "--only", ESCAPE), ("say", "x", "--voice", ESCAPE),
        ("say", "x", "--issue", ESCAPE), ("say", f"Words {ESCAPE}{TURNED}", "--explain"),
        ("lexicon", "import", ESCAPE), ("lexicon", "lint", ESCAPE), ("serve", ESCAPE),
        ("review", "spring", "--sign", "medical", "--article", ESCAPE),
        ("check", "spring", "--store", f"store {ESCAPE}", "--jobs", "1"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_command_lets_its_words_steer_the_terminal(newsroom, arguments) -> None:
    result = newsroom.run(*arguments)
    assert result.out + result.err
    assert all(letter.isprintable() or letter == "\n" for letter in result.out + result.err)


def test_a_line_in_a_name_does_not_pass_for_a_message(newsroom) -> None:
    told = newsroom.run("new", "spring\neveryread: All is well.").err
    assert "All is well." in told
    assert [line for line in told.splitlines() if line.startswith("everyread:")] == told.splitlines()[:1]


@pytest.mark.parametrize("option", ["--json", "--csv"])
def test_what_programs_read_steers_no_terminal_either(newsroom, option) -> None:
    newsroom.write("03-turned.md", f"# A title {TURNED}\n\nWords of an article are here \x9b31m too.\n")
    result = newsroom.run("check", "spring", "--jobs", "1", option)
    assert result.out
    assert all(letter.isprintable() or letter == "\n" for letter in result.out)


def test_what_may_stand_in_a_text() -> None:
    assert forbidden_in("Crème brûlée\t½ “quoted”\n日本 \u200d\ufeff") == ""
    assert [forbidden_in(each) for each in "\0\x0b\x1b\x7f\x9b\u202e\u2066\ud800\uffff"] == [
        "U+0000", "U+000B", "U+001B", "U+007F", "U+009B", "U+202E", "U+2066", "U+D800", "U+FFFF",
    ]  # fmt: skip
    assert is_one_line("Screenshot 2026-01-01 at 9.41.00\u202fAM.docx")
    assert not is_one_line("a\nb")
    assert printable("a\x1bb\nc") == "a b c"
    assert printable_lines("a\x1bb\nc") == "a b\nc"
