"""The numbers of Word's lists: each list entry carries the number that Word prints in front of it."""

from __future__ import annotations

import io
import random
import re

import mammoth
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_sources_docx import BODY, altered, word

from everyread.article import Article, Listing, article_adapter

Lines = list[tuple[str, int | None, int]]
"""Text, list and level of each paragraph; the list is None for ordinary text."""


def level(index: int, *, start: int = 1, form: str = "decimal", text: str = "", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text or f"%{index + 1}."}"/></w:lvl>'
    )


def numbered(lines: Lines, levels: str, nums: dict[int, str]) -> bytes:
    """A document whose lists all share one definition with these levels; each num has its overrides."""

    def fill(document: Document) -> None:
        root = document.part.numbering_part.element
        for each in list(root):
            root.remove(each)
        root.append(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="9">{levels}</w:abstractNum>'))
        for number, overrides in nums.items():
            inside = f'<w:abstractNumId w:val="9"/>{overrides}'
            root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{inside}</w:num>'))
        document.add_heading("T", 0)
        document.add_paragraph(BODY)
        for line, num, at in lines:
            paragraph = document.add_paragraph(line)
            if num is not None:
                paragraph._p.get_or_add_pPr().append(
                    parse_xml(
                        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>'
                    )
                )

    return word(fill)


def restart(at: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


THREE = level(0) + level(1) + level(2)


@pytest.mark.parametrize(
    ("lines", "levels", "nums", "expected"),
    [
        pytest.param(
            [("one", 1, 0), ("two", 1, 0), (BODY, None, 0), ("three", 1, 0)],
            THREE,
            {1: ""},
            ["1. one", "2. two", BODY, "3. three"],
            id="goes-on-after-a-paragraph",
        ),
        pytest.param(
            [("five", 1, 0), ("six", 1, 0)], level(0, start=5), {1: ""}, ["5. five", "6. six"], id="start"
        ),
        pytest.param(
            [("nought", 1, 0), ("one", 1, 0)],
            level(0, start=0),
            {1: ""},
            ["0. nought", "1. one"],
            id="nought",
        ),
        pytest.param(
            [("one", 1, 0), ("again", 2, 0), ("two", 2, 0), ("on", 1, 0)],
            THREE,
            {1: "", 2: restart(0, 1)},
            ["1. one", "1. again", "2. two", "3. on"],
            id="restarts-once",
        ),
        pytest.param(
            [("one", 1, 0), ("two", 2, 0)], THREE, {1: "", 2: ""}, ["1. one", "2. two"], id="shared-count"
        ),
        pytest.param(
            [
                ("one", 1, 0),
                ("a", 1, 1),
                ("b", 1, 1),
                ("two", 1, 0),
                ("c", 1, 1),
                (BODY, None, 0),
                ("d", 1, 1),
            ],
            THREE,
            {1: ""},
            ["1. one", "  1. a", "  2. b", "2. two", "  1. c", BODY, "2. d"],
            id="levels",
        ),
        pytest.param(
            [("one", 1, 0), ("a", 1, 1), ("two", 1, 0), ("b", 1, 1)],
            level(0) + level(1, more='<w:lvlRestart w:val="0"/>'),
            {1: ""},
            ["1. one", "  1. a", "2. two", "  2. b"],
            id="never-restarts",
        ),
        pytest.param(
            [("one", 1, 0), ("", 1, 0), ("three", 1, 0)],
            THREE,
            {1: ""},
            ["1. one", "3. three"],
            id="an-empty-entry-counts",
        ),
        pytest.param(
            [("four", 1, 0)],
            THREE,
            {1: f'<w:lvlOverride w:ilvl="0">{level(0, start=4)}</w:lvlOverride>'},
            ["4. four"],
            id="overridden-level",
        ),
        pytest.param(
            [("dot", 1, 0), (BODY, None, 0), ("dot", 1, 0)],
            level(0, form="bullet", text="•"),
            {1: ""},
            ["- dot", BODY, "- dot"],
            id="bullets",
        ),
        pytest.param(
            [("c", 1, 0), ("d", 1, 0)],
            level(0, start=3, form="lowerLetter"),
            {1: ""},
            ["c. c", "d. d"],
            id="letters",
        ),
        pytest.param(
            [("one", 1, 0), ("letter", 1, 1), ("two", 1, 0)],
            level(0) + level(1, form="lowerLetter"),
            {1: ""},
            ["1. one", "  a. letter", "2. two"],
            id="letters-inside",
        ),
        pytest.param(
            [("x", 1, 0), (BODY, None, 0), ("y", 1, 0)],
            level(0).replace('<w:start w:val="1"/>', '<w:start w:val="soon"/>'),
            {1: ""},
            ["1. x", BODY, "1. y"],
            id="broken-falls-back",
        ),
    ],
)
def test_numbers(article, outline, lines, levels, nums, expected):
    assert outline(article("a.docx", numbered(lines, levels, nums)))[1:] == expected


def test_styles_that_number(article, outline):
    def fill(document: Document) -> None:
        document.add_heading("T", 0)
        document.add_paragraph(BODY)
        for text, style in [
            ("one", "List Number"),
            ("inner", "List Number 2"),
            ("dot", "List Bullet 2"),
            ("two", "List Number"),
            ("deepest", "List Number 3"),
            (BODY, "Normal"),
            ("inner still", "List Number 2"),
            (BODY, "Normal"),
            ("three", "List Number"),
        ]:
            document.add_paragraph(text, style=style)

    assert outline(article("a.docx", word(fill)))[1:] == [
        "1. one",
        "  1. inner",
        "  - dot",
        "2. two",
        "  1. deepest",
        BODY,
        "2. inner still",
        BODY,
        "3. three",
    ]


def test_a_style_that_only_its_base_numbers(article, outline):
    def fill(document: Document) -> None:
        step = document.styles.add_style("Step", 1)
        step.base_style = document.styles["List Number"]
        document.add_heading("T", 0)
        for text in ("one", BODY, "two"):
            document.add_paragraph(text, style="Normal" if text == BODY else "Step")

    assert outline(article("a.docx", word(fill))) == ["1. one", BODY, "2. two"]


def test_what_was_deleted_does_not_count(article, outline):
    data = numbered([("one", 1, 0), ("gone", 1, 0), ("two", 1, 0)], THREE, {1: ""})

    def delete(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        start = content.rindex(b"<w:p>", 0, content.index(b"gone"))
        end = content.index(b"</w:p>", start)
        deleted = content[start:end].replace(b"</w:pPr>", b"<w:rPr><w:del/></w:rPr></w:pPr>")
        deleted = deleted.replace(b"<w:r>", b"<w:del><w:r>").replace(b"</w:r>", b"</w:r></w:del>")
        return content[:start] + deleted + content[end:]

    assert outline(article("a.docx", altered(data, delete)))[1:] == ["1. one", "2. two"]


def test_a_text_box_is_counted_once(article, outline):
    """Word writes a text box twice, for newer and for older programs."""
    data = numbered([("one", 1, 0), ("box", 1, 0), ("three", 1, 0)], THREE, {1: ""})

    def twice(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        start = content.rindex(b"<w:p>", 0, content.index(b">box<"))
        end = content.index(b"</w:p>", start) + len(b"</w:p>")
        box = b"<w:txbxContent>" + content[start:end] + b"</w:txbxContent>"
        space = b' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        both = b"<mc:Choice>" + box + b"</mc:Choice><mc:Fallback>" + box + b"</mc:Fallback>"
        whole = (
            b"<w:p><w:r><mc:AlternateContent" + space + b">" + both + b"</mc:AlternateContent></w:r></w:p>"
        )
        return content[:start] + whole + content[end:]

    assert outline(article("a.docx", altered(data, twice)))[1:] == ["1. one", "2. box", "3. three"]


def test_the_numbers_of_a_strict_document(article, outline):
    """Word can save with the namespaces of the standard instead of its own."""
    old, new = (
        b"schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = numbered([("one", 1, 0), (BODY, None, 0), ("two", 1, 0)], THREE, {1: ""})
    data = altered(data, lambda name, content: content.replace(b"http://" + old, b"http://" + new))
    assert outline(article("a.docx", data))[1:] == ["1. one", BODY, "2. two"]


def test_what_the_document_says_itself_is_no_number(article, outline):
    lines: Lines = [("one", 1, 0), ("\ue0007\ue001 two", 1, 0), ("everyread-number-9", 1, 0)]
    found = outline(article("a.docx", numbered(lines, THREE, {1: ""})))
    assert found[1:] == ["1. one", "2. \ue0007\ue001 two", "3. everyread-number-9"]


def small(name: str, content: bytes) -> bytes:
    """The parts of a document without the many styles of a new one, so that it is read fast."""
    if name.startswith("word/styles"):
        return f"<w:styles {nsdecls('w')}/>".encode()
    return content


SHARED = altered(
    numbered(
        [("one", 1, 0), ("a", 1, 1), (BODY, None, 0), ("two", 1, 0), ("again", 2, 0)],
        THREE,
        {1: "", 2: restart(0, 1)},
    ),
    small,
)
BREAKS = ("numId", "ilvl", "abstractNumId", "start", "numFmt", "lvlText", "lvl", "num", "numPr", "pPr")
VALUES = tuple(f'w:val="{value}"' for value in ("", "-1", "99999999999", "x", "0", "1", "8", "٣"))


@given(st.integers(0, 2**32))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_broken_numbering_leaves_the_words_alone(attempt, seed):
    """No mark is left among the words, and no word is lost, however the numbering is damaged."""
    dice = random.Random(seed)

    def damage(name: str, content: bytes) -> bytes:
        if name not in {"word/document.xml", "word/numbering.xml"}:
            return content
        for _ in range(dice.randrange(4)):
            if dice.random() < 0.5:
                return re.sub(rb"(</?w:)" + dice.choice(BREAKS).encode() + rb"\b", rb"\1other", content)
            values = list(re.finditer(rb'w:val="\d+"', content))
            start, end = dice.choice(values).span() if values else (0, 0)
            content = content[:start] + dice.choice(VALUES).encode() + content[end:] if values else content
        return content

    data = altered(SHARED, damage)
    found = attempt("x.docx", data)
    if not isinstance(found, Article):  # then mammoth cannot read it without the numbers either
        with pytest.raises(KeyError):
            mammoth.convert_to_html(io.BytesIO(data))
        return
    words = [sentence.text for sentence in found.sentences()]
    assert words == ["T", BODY, "one", "a", BODY, "two", "again"]
    assert b"everyread-number" not in article_adapter().dump_json(found)
    numbers = [item.number for block in found.walk() if isinstance(block, Listing) for item in block.items]
    assert all(number is None or 0 <= number < 1_000_000 for number in numbers)
