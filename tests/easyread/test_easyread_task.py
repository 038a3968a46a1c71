"""The whole task: PDF, web page and data, all of them honest drafts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from lxml import html as lxml_html

from everyread.article import (
    Article,
    Figure,
    Heading,
    Item,
    Listing,
    Notice,
    Paragraph,
    Run,
    Source,
    article_adapter,
    unsplit,
)
from everyread.easyread import draft as draft_module
from everyread.easyread import render as render_module
from everyread.easyread.document import DRAFT_NOTE, draft_adapter
from everyread.easyread.glossary import Glossary, read_glossary
from everyread.easyread.task import EasyReadOrder, drafting, easy_read, easy_read_task
from everyread.sentences import segment
from everyread.settings import EasyRead
from everyread.store import Store
from everyread.work import Receipt, perform, recall
from everyread.workspace import templates_digest

ROOT = Path(__file__).parents[2]
DISCLAIMER = "This page is not medical advice. Don't stop your tablets: ask your GP, who knows you well."
LONG = "The quiet group of people in the old house by the sea slept well at last in the warm summer night."
HOSTILE = '<script>alert("x")</script> & {{ 7 * 7 }} <img src=x onerror=y>'
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)


def paragraph(text: str) -> Paragraph:
    return Paragraph(unsplit(Run(text)))


def sample(store: Store, *extra: Paragraph) -> Article:
    picture = Figure(store.put(PIXEL), "image/png", "A black dot.", unsplit(Run("The dot.")))
    return segment(
        Article(
            unsplit(Run("Cytokines & sleep"))[0],
            (
                Heading(unsplit(Run("What we know"))),
                paragraph(f"Cytokines are small. The trial was short, but it did help some people. {LONG}"),
                paragraph("We looked at three things: sleep, pain and mood."),
                Listing(
                    (Item((paragraph("Rest came first."),), 3), Item((paragraph("Then tea."),), 4)),
                    ordered=True,
                ),
                picture,
                Notice((paragraph(DISCLAIMER),)),
                *extra,
            ),
            Source("sleep.md", "0" * 64, "markdown"),
            unsplit(Run("Does sleep help?")),
        )
    )


def order_for(article: Article, store: Store, **changes: object) -> EasyReadOrder:
    folders = (ROOT / "templates",)
    order = EasyReadOrder(
        article=store.put(article_adapter().dump_json(article)),
        glossary=read_glossary(ROOT / "sources" / "glossary.toml"),
        settings=EasyRead(),
        issue_title="Spring 2026",
        publisher="The Group",
        contact="Ring 01234 567 890",
        template_folders=tuple(str(folder) for folder in folders),
        templates=templates_digest(folders, "easy-read", "shared"),
    )
    return replace(order, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Receipt, Store]:
    store = Store(tmp_path_factory.mktemp("easy") / "store")
    return easy_read(order_for(sample(store, paragraph(HOSTILE)), store), store), store


def pages_of(receipt: Receipt, store: Store) -> list[str]:
    document = pypdfium2.PdfDocument(store.get(receipt.files["pdf"]))
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def test_facts(made: tuple[Receipt, Store]) -> None:
    receipt, store = made
    assert set(receipt.files) == {"pdf", "html", "draft", "lines", "heard"}
    assert receipt.facts["signed"] is False
    assert receipt.facts["long_lines"] == 1
    assert receipt.facts["hard_words"] == 2
    draft = draft_adapter().validate_json(store.get(receipt.files["draft"]))
    assert receipt.facts["lines"] == len(list(draft.lines())) - 1
    assert receipt.facts["words"] > 50


@pytest.mark.fires("EZR-033")
def test_a_draft_asks_for_pictures(made: tuple[Receipt, Store]) -> None:
    receipt, _ = made
    assert receipt.facts["pictures"] == 0
    assert receipt.facts["pictures_to_choose"] == receipt.facts["ideas"] > 5
    assert "Choose a picture" in " ".join(pages_of(*made))
    assert [each.rule for each in receipt.findings].count("EZR-033") == 1


@pytest.mark.fires("EZR-034")
def test_a_long_one_becomes_several_booklets(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render_module, "MOST_PAGES", 4)
    headed = (Heading(unsplit(Run("More"))), *(paragraph("Tea is hot. Rest is good.") for _ in range(14)))
    receipt = easy_read(order_for(sample(store, *headed), store), store)  # type: ignore[arg-type]
    assert receipt.facts["parts"] >= 2
    roles = ["pdf", *(f"pdf-{part}" for part in range(2, receipt.facts["parts"] + 1))]
    assert set(receipt.files) == {*roles, "html", "draft", "lines", "heard"}
    for part, role in enumerate(roles, 1):
        pages = pages_of(replace(receipt, files={"pdf": receipt.files[role]}), store)
        text = " ".join(pages)
        assert f"part {part} of {len(roles)}" in text
        assert DISCLAIMER in text
        assert "Ring 01234 567 890" in text
        assert all(DRAFT_NOTE in page for page in pages)
    assert "EZR-034" in [each.rule for each in receipt.findings]


def test_the_metadata_say_that_it_is_a_draft(made: tuple[Receipt, Store]) -> None:
    receipt, store = made
    document = pypdfium2.PdfDocument(store.get(receipt.files["pdf"]))
    told = document.get_metadata_dict()
    document.close()
    assert told["Subject"] == DRAFT_NOTE
    assert told["Title"].endswith("easy read draft")


@pytest.mark.fires("EZR-001")
def test_every_draft_says_that_it_is_one(made: tuple[Receipt, Store]) -> None:
    assert [each.file for each in made[0].findings if each.rule == "EZR-001"] == ["sleep.md"]


@pytest.mark.fires("EZR-002")
def test_long_lines_are_reported_with_their_number(made: tuple[Receipt, Store]) -> None:
    finding = next(each for each in made[0].findings if each.rule == "EZR-002")
    assert finding.message.startswith("1 of ")
    assert "The quiet group of people" in finding.fix


def test_short_lines_are_not_reported(store: Store) -> None:
    short = segment(
        Article(unsplit(Run("Tea"))[0], (paragraph("Tea is hot."),), Source("a.md", "", "markdown"))
    )
    rules = [each.rule for each in easy_read(order_for(short, store), store).findings]
    assert "EZR-002" not in rules
    assert "EZR-001" in rules


def test_every_page_of_the_pdf_is_marked_as_a_draft_and_numbered(made: tuple[Receipt, Store]) -> None:
    pages = pages_of(*made)
    assert len(pages) >= 3
    for number, page in enumerate(pages, 1):
        assert DRAFT_NOTE in page
        assert f"Page {number}" in page
    assert "This is an easy read draft." in pages[0]


def test_the_pdf_holds_everything(made: tuple[Receipt, Store]) -> None:
    text = " ".join(pages_of(*made))
    for part in (
        DISCLAIMER,
        LONG,
        "But it did help some people.",
        "Hard words",
        "Ring 01234 567 890",
        "Does sleep help?",
    ):
        assert part in text.replace("\u00a0", " ")
    assert "3. Rest" in text or "3. " in text


def test_nothing_in_the_pdf_is_smaller_than_the_chosen_size(made: tuple[Receipt, Store]) -> None:
    import ctypes

    import pypdfium2.raw as pdfium

    receipt, store = made
    document = pypdfium2.PdfDocument(store.get(receipt.files["pdf"]))
    smallest = 100.0
    for page in document:
        for thing in page.get_objects():
            if thing.type == pdfium.FPDF_PAGEOBJ_TEXT:
                size = ctypes.c_float()
                pdfium.FPDFTextObj_GetFontSize(thing.raw, ctypes.byref(size))
                matrix = thing.get_matrix()
                smallest = min(smallest, size.value * abs(matrix.d))
    document.close()
    assert smallest >= 15.9


def page_of(made: tuple[Receipt, Store]) -> tuple[str, lxml_html.HtmlElement]:
    receipt, store = made
    text = store.get(receipt.files["html"]).decode()
    return text, lxml_html.document_fromstring(text)


def test_the_web_page_stands_alone(made: tuple[Receipt, Store]) -> None:
    text, tree = page_of(made)
    assert tree.get("lang") == "en-GB"
    assert len(tree.xpath("//h1")) == len(tree.xpath("//main")) == 1
    assert not tree.xpath("//script | //link | //iframe | //*[@onerror]")
    assert [image.get("alt") for image in tree.xpath("//img")] == ["A black dot."]
    assert all(image.get("src").startswith("data:image/png;base64,") for image in tree.xpath("//img"))
    assert not re.search(r"url\(|@import|blob:|&#34;Atkinson", text)
    assert "html {" in text
    assert '"Atkinson Hyperlegible", Verdana' in text


def test_the_web_page_holds_everything_and_is_marked(made: tuple[Receipt, Store]) -> None:
    _, tree = page_of(made)
    text = " ".join(tree.xpath("//main")[0].text_content().split())
    for part in (DISCLAIMER, LONG, "But it did help some people.", "Hard words", HOSTILE):
        assert part in text
    assert text.count(DRAFT_NOTE) == 2
    assert "This is an easy read draft." in text
    assert [item.get("value") for item in tree.xpath("//ol/li")] == ["3", "4"]


def test_contrast_is_at_least_seven_to_one_in_every_colour(made: tuple[Receipt, Store]) -> None:
    text, _ = page_of(made)
    white = dict(re.findall(r"--(\w+): (#[0-9a-f]+)", re.findall(r":root \{([^}]*)\}", text)[0]))
    others = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]+)", rule))
        for rule in re.findall(r"colour-\d:checked\) \{([^}]*)", text)
    ]
    assert len(others) == 2
    for colours in (white, *({**white, **other} for other in others)):
        for ink in ("ink", "link"):
            assert _contrast(colours[ink], colours["paper"]) >= 7
            assert _contrast(colours[ink], colours["soft"]) >= 7
        assert _contrast(colours["ink"], colours["note"]) >= 7
    assert set(re.findall(r"(?<!-)color: (?!scheme)([^;}]+)", text)) <= {"var(--ink)", "var(--link)"}


def _contrast(one: str, two: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_same_again_gives_the_same_bytes(made: tuple[Receipt, Store], tmp_path: Path) -> None:
    receipt, _ = made
    other = Store(tmp_path / "other")
    assert easy_read(order_for(sample(other, paragraph(HOSTILE)), other), other).files == receipt.files


def test_a_changed_template_parses_nothing_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = order_for(sample(store), store)
    first = easy_read(order, store)
    folder = tmp_path / "templates" / "easy-read"
    folder.mkdir(parents=True)
    (folder / "web.css.j2").write_text("body { color: #111; }")

    def refuse(*_: object) -> None:
        raise AssertionError("the article was drafted again")

    monkeypatch.setattr(draft_module, "make_draft", refuse)
    again = replace(
        order, template_folders=(str(tmp_path / "templates"), *order.template_folders), templates="new"
    )
    second = easy_read(again, store)
    assert second.files["draft"] == first.files["draft"]
    assert second.files["html"] != first.files["html"]
    with pytest.raises(AssertionError, match="drafted again"):
        easy_read(replace(order, glossary=Glossary()), store)


def test_a_change_of_any_module_that_draft_imports_makes_drafts_anew() -> None:
    room = Path(draft_module.__file__).parent
    imported, asked = set[str](), ["draft"]
    while asked:
        module = asked.pop()
        if module not in imported:
            imported.add(module)
            text = (room / f"{module}.py").read_text(encoding="utf-8")
            asked += re.findall(r"from everyread\.easyread\.(\w+) import", text)
    assert {"clauses", "neighbours", "tails"} < imported
    assert {f"easyread.{module}" for module in imported} <= set(drafting())
    assert "easyread.render" not in drafting()


def test_the_key_is_of_what_decides_and_not_of_where(store: Store) -> None:
    order = order_for(sample(store), store)

    def key(changed: EasyReadOrder) -> str:
        return easy_read_task(changed, name="x", file="x", words=9).key

    assert key(order) == key(replace(order, template_folders=("/elsewhere",)))
    for changed in (
        replace(order, glossary=Glossary()),
        replace(order, settings=EasyRead(size=18)),
        replace(order, templates="1"),
        replace(order, contact="elsewhere"),
        replace(order, article="1"),
    ):
        assert key(changed) != key(order)


def test_the_receipt_is_remembered(store: Store) -> None:
    task = easy_read_task(order_for(sample(store), store), name="easy read", file="sleep.md", words=60)
    assert recall(task, store) is None
    receipt = perform(task, store)
    assert recall(task, store) == receipt


def test_the_parent_process_loads_no_heavy_library() -> None:
    import subprocess
    import sys

    code = (
        "import sys; import everyread.easyread.task, everyread.easyread.glossary; "
        "print([name for name in ('spacy', 'weasyprint', 'numpy', 'jinja2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
