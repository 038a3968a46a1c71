"""The house style: its tokens, whose they are, what they refuse, and that the style sheet is made of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from everyread.errors import InputError
from everyread.largeprint.style import HouseStyle, Palette, contrast, read_house_style
from everyread.largeprint.task import compose
from everyread.settings import LargePrint
from everyread.store import Store
from tests.largeprint.hard_documents import article, noted, para, table, wide_tables
from tests.largeprint.test_largeprint_task import TEMPLATES, order

SHEET = TEMPLATES / "large-print" / "large-print.css.j2"


def own_style(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "house-style.toml"
    path.write_text(text)
    return path


def css_of(store: Store, **changed: object) -> str:
    return compose(order([], store, **changed), [article("T", para("x"))])[1]


def styled(**tables: dict[str, object]) -> HouseStyle:
    values = read_house_style((TEMPLATES,)).model_dump()
    return HouseStyle.model_validate(
        values | {name: values[name] | change for name, change in tables.items()}
    )


def test_the_issue_wins_over_the_workspace_and_that_over_the_package(tmp_path: Path) -> None:
    own_style(tmp_path / "large-print", "[text]\nleading = 1.5\n[notes]\nheading = 'References'\n")
    own_style(tmp_path / "issue", "[text]\nleading = 1.6\n")
    brought = read_house_style((TEMPLATES,))
    workspace = read_house_style((tmp_path, TEMPLATES))
    issue = read_house_style((tmp_path, TEMPLATES), tmp_path / "issue")
    assert (brought.text.leading, workspace.text.leading, issue.text.leading) == (1.4, 1.5, 1.6)
    assert issue.notes.heading == workspace.notes.heading == "References"
    assert issue.page == brought.page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[text]\nleading = 1.0", r"line 2: “text.leading” is 1.0"),
        ("[headings]\ntitle = 0.8", r"line 2: “headings.title” is 0.8"),
        ('\n[colour]\nink = "black; } p { font-size: 2pt"', r"line 3: “colour.ink”"),
        ('[colour]\nink = "#777777"', r"line 2: “colour.ink” .* contrast is 4.5:1"),
        ('[colour]\nwhite = "#333333"', r"“colour.ink” .* On white paper"),
        ("[text]\nledding = 1.4", r"line 2: there is no setting “text.ledding”.*Did you mean “leading”"),
        ("[contentz]\nleaders = true", r"line 1: there is no setting “contentz”.*“contents”"),
        ('[text]\nemphasis = "italic"', r"“text.emphasis” is 'italic'"),
        ("[page", "cannot be read"),
    ],
)
def test_a_token_that_cannot_be_used_is_explained(text: str, said: str, tmp_path: Path) -> None:
    path = own_style(tmp_path, text)
    with pytest.raises(InputError, match=said) as caught:
        read_house_style((TEMPLATES,), tmp_path)
    assert str(path) in str(caught.value)


def test_a_missing_house_style_is_explained(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is missing"):
        read_house_style((tmp_path,))


@pytest.mark.parametrize(("one", "ratio"), [("#000000", 21), ("#ffffff", 1), ("#777777", 4.48)])
def test_contrast_is_that_of_wcag(one: str, ratio: float) -> None:
    assert contrast(one, "#ffffff") == contrast("#ffffff", one) == pytest.approx(ratio, abs=0.01)


def test_the_style_sheet_has_no_size_font_or_colour_of_its_own() -> None:
    source = SHEET.read_text()
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsl", source)
    assert not re.search(r"\b(?:black|white|gr[ae]y|red|blue)\b(?!-)", source.replace("white-space", ""))
    sizes = re.findall(r"font(?:-size)?:\s*([^;}\n]+(?:\}\}[^;}\n]*)?)", source)
    assert len(sizes) > 8
    assert all("{{" in size or size.strip() == "1em" for size in sizes), sizes
    assert set(re.findall(r"font-family:([^;]*)", source)) == {" {{ fonts | safe }}"}


@pytest.mark.parametrize("paper", ["white", "cream"])
@pytest.mark.parametrize("size", [16, 36])
def test_no_rule_goes_below_the_base_size(size: int, paper: str, store: Store) -> None:
    css = css_of(store, settings=LargePrint(size=size, paper=paper))
    sizes = re.findall(r"(?:font-size:|font:(?: bold)?)\s*([\d.]+)(em|pt)", css)
    assert len(sizes) > 10
    assert all(float(value) >= (1 if unit == "em" else size) for value, unit in sizes)
    assert not re.search(r"italic|uppercase|small-caps|justify|hyphens: auto", css)
    assert re.findall(r"([^\n{}]+)\{[^}]*text-decoration: underline", css) == ["a "]


def test_each_token_changes_the_pages(store: Store) -> None:
    """Save those of volumes, which are for the print shop."""
    articles = [article("T", table("A narrow table", "Day | Dose", "Monday | 5 mg")), noted(), wide_tables()]
    style = read_house_style((TEMPLATES,))
    other: dict[str, dict[str, object]] = {
        "page": {"top": 40, "bottom": 40, "binding": 40, "outer": 40, "mirrored": True, "widest": 20},
        "text": {
            "leading": 1.5,
            "paragraph_gap": 2,
            "item_gap": 1,
            "bullet": 1.5,
            "small_figures": 2,
            "emphasis": "underline",
        },
        "headings": {"cover": 3, "title": 2, "two": 1.6, "three": 1.3, "standfirst": 1.3},
        "colour": {"white": "#fafafa", "ink": "#111111", "accent": "#222222"},
        "contents": {"leaders": False},
        "notes": {"heading": "References", "back_links": False},
        "tables": {"mode": "linear", "turned": False},
    }
    named = {name: set(table) for name, table in style.model_dump().items() if name != "volume"}
    named["colour"].remove("cream")
    assert {name: set(table) for name, table in other.items()} == named
    made = {compose(order([], store, style=style, whole_issue=True), articles)}
    for name, tokens in other.items():
        for token, value in tokens.items():
            changed = styled(**{name: {token: value}})
            pages = compose(order([], store, style=changed, whole_issue=True), articles)
            assert pages not in made, f"{name}.{token}"
            made.add(pages)


@pytest.mark.parametrize("size", [16, 18, 24, 36])
def test_the_binding_side_is_the_wider_and_no_line_too_long(size: int) -> None:
    style = read_house_style((TEMPLATES,))
    binding, outer = style.margins(size)
    assert binding > outer >= 20
    assert binding + outer + style.column(size) == pytest.approx(210, abs=0.02)
    assert style.line_characters(size) <= 60
    assert style.line_characters(size, turned=True) > style.line_characters(size)


def test_a_press_has_its_own_colours_and_binding_and_turns_no_page(store: Store) -> None:
    black = Palette(ink="device-cmyk(0 0 0 1)", accent="device-cmyk(0 0 0 1)", paper="transparent")
    html, css = compose(order([], store), [wide_tables()], palette=black, mirrored=True)
    assert not re.search(r"#[0-9a-fA-F]{6}", css)
    assert "@page :left" in css
    assert "turned" not in html
    assert '<div class="table turned">' in compose(order([], store), [wide_tables()])[0]
