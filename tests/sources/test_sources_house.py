"""house.toml: a publisher's own rules come before all others, and a mistake in them is told with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.article import Article
from everyread.errors import InputError
from everyread.issue import open_issue
from everyread.sources.house import House, drops_line, read_house
from everyread.sources.reader import reader_for
from everyread.sources.task import read_task
from everyread.store import Store
from everyread.workspace import Workspace

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."
LONG = "".join(f"<p>{number} thing. {BODY} {BODY}</p>" for number in ("One", "Two", "Three", "Four"))
SOURCES = Path(__file__).parents[2] / "sources"


@pytest.fixture
def by_house(store: Store):
    def read(name: str, content: str, **rules: object) -> Article:
        reader = reader_for(name)
        assert reader is not None
        house = House.model_validate(rules)
        [found] = reader.read(content.encode(), name, store, house=house).articles
        return found

    return read


def rules_of(found: Article) -> set[tuple[str, str]]:
    return {(each.rule, each.text) for each in found.removed}


def refused(folder: Path, text: str) -> str:
    path = folder / "house.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_house(path)
    return str(caught.value)


def test_lines_are_dropped_whole_with_words_and_numbers(by_house, outline):
    text = (
        f"T\n\nThe Lantern, page 12\n\n{BODY}\n\nThis e-mail was sent to jo@example.org\n\nPage 3 was torn.\n"
    )
    found = by_house("a.txt", text, lines={"drop": ["The Lantern, page #", "this e-mail was sent to *"]})
    assert outline(found) == [BODY, "Page 3 was torn."]
    assert rules_of(found) == {
        ("house-line", "The Lantern, page 12"),
        ("house-line", "This e-mail was sent to jo@example.org"),
    }


def test_an_entry_of_a_list_is_dropped_and_the_others_stay(by_house, outline):
    found = by_house(
        "a.md", f"# T\n\n{BODY}\n\n- one\n- Donate today\n- two\n", lines={"drop": ["donate today"]}
    )
    assert outline(found) == [BODY, "- one", "- two"]


def test_a_line_that_must_be_kept_stays_though_it_looks_like_a_menu(by_house, outline):
    text = f"T\n\n{BODY}\n\nContact us\n"
    assert outline(by_house("a.txt", text)) == [BODY]
    kept = by_house("a.txt", text, keep=[{"text": "Contact us", "role": "helpline"}])
    assert outline(kept) == [BODY, "! helpline: Contact us"]


def test_selectors_take_the_article_and_drop_the_rest(by_house, outline):
    page = (
        f"<!doctype html><title>T</title><main><h1>T</h1>{LONG}</main>"
        f"<div class=story><h1>Real</h1><p>{BODY}</p><div class=gift><p>Give us money.</p></div></div>"
    )
    found = by_house("a.html", page, html={"take": [".missing", "div.story"], "drop": [".gift"]})
    assert found.title.text == "Real"
    assert outline(found) == [BODY]
    assert ("house-drop", "Give us money.") in rules_of(found)


def test_a_notice_in_what_is_dropped_is_kept(by_house, outline):
    page = f"<h1>T</h1><p>{BODY}</p><div class=box>Give. <p>Call our helpline on 01632 960123.</p></div>"
    found = by_house("a.html", page, html={"drop": [".box"]})
    assert outline(found) == [BODY, "! helpline: Call our helpline on 01632 960123."]
    assert rules_of(found) == {("house-drop", "Give.")}


def test_listed_words_are_kept_outside_the_article(by_house, outline):
    foot = "<footer><p>The Lantern warms you.</p></footer>"
    page = f"<!doctype html><title>T</title><main><h1>T</h1>{LONG}</main>{foot}"
    assert "The Lantern warms you." not in " ".join(outline(by_house("a.html", page)))
    found = by_house("a.html", page, keep=[{"text": "lantern warms", "role": "credit"}])
    assert outline(found)[-1] == "! credit: The Lantern warms you."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[lines]\ndorp = ["x y z"]\n', ["line 2", "“lines.dorp”", "“drop”"]),
        ('\n[html]\ntake = ["a b c d e"]\n', ["line 3", "at most 4 parts"]),
        ('[html]\ndrop = ["..x"]\n', ["line 2", "no CSS selector"]),
        ('[html]\ndrop = ["p:has(a)"]\n', ["line 2", "tags, .classes"]),
        ('[html]\ndrop = ["p::before"]\n', ["line 2", "::before"]),
        ('[lines]\ndrop = ["*"]\n', ["line 2", "at least 3 letters"]),
        ('[lines]\ndrop = ["a* b* c* d*"]\n', ["line 2", "at most 3 stars"]),
        ('[[keep]]\ntext = "x"\n[[keep]]\ntext = "y"\nrole = "helplines"\n', ["line 5", "'helplines'"]),
        ('[[keep]]\ntext = " . "\n', ["line 2", "words that must be kept"]),
        ("[lines]\ndrop = [words]\n", ["line 2", "double quotes"]),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path, text, words):
    told = refused(tmp_path, text)
    assert all(word in told for word in ["house.toml", *words]), told


def test_the_rules_of_an_issue_come_before_those_of_all(tmp_path):
    everywhere, here = tmp_path / "a.toml", tmp_path / "b.toml"
    everywhere.write_text('[html]\ntake = [".all"]\n[disclaimer]\ntext = "all"\n', encoding="utf-8")
    here.write_text('[html]\ntake = [".one"]\n', encoding="utf-8")
    house = read_house(here, everywhere)
    assert house.html.take == (".one", ".all")
    assert house.disclaimer.text == "all"
    assert read_house(tmp_path / "none.toml") == House()


def test_an_issue_finds_the_rules_and_takes_them_for_no_article(tmp_path):
    issue = tmp_path / "sources" / "spring"
    issue.mkdir(parents=True)
    (issue / "a.txt").write_text("T\n\nWords.\n", encoding="utf-8")
    (issue / "house.toml").write_text('[lines]\ndrop = ["from the issue"]\n', encoding="utf-8")
    (issue.parent / "house.toml").write_text('[lines]\ndrop = ["from all"]\n', encoding="utf-8")
    found = open_issue("spring", Workspace(tmp_path))
    assert [file.name for file in found.files] == ["a.txt"]
    assert found.house.lines.drop == ("from the issue", "from all")
    alone = open_issue(str(issue / "a.txt"), Workspace(tmp_path))
    assert alone.house.lines.drop == ("from all",)


def test_the_rules_are_part_of_the_key(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("T\n\nWords.\n", encoding="utf-8")
    house = House.model_validate({"lines": {"drop": ["some words"]}})
    assert read_task(path, tmp_path).key != read_task(path, tmp_path, house=house).key


def test_the_starter_file_is_sound():
    house = read_house(SOURCES / "house.toml")
    assert drops_line(house)("THE LANTERN, PAGE 12")
    assert house.keep[0].role == "helpline"


@given(st.text(max_size=60), st.text(max_size=400))
def test_no_pattern_runs_long_or_matches_everything(pattern, line):
    try:
        house = House.model_validate({"lines": {"drop": [pattern]}})
    except ValueError:
        return
    assert drops_line(house)(line) in {True, False}
    assert not drops_line(house)("zebra crossing on the hill " * 20)


def test_a_hostile_line_is_matched_at_once():
    house = House.model_validate({"lines": {"drop": ["a*a*a*b"]}})
    assert not drops_line(house)("a " * 150)


def test_the_starter_file_is_valid_and_drops_nothing(tmp_path):
    from everyread.commands.new import HOUSE_TOML

    path = tmp_path / "house.toml"
    path.write_text(HOUSE_TOML, encoding="utf-8")
    assert read_house(path) == House()
    used = "".join(
        line.removeprefix("# ") if re.match(r"# (?:[a-z]+ = |\[)", line) else line
        for line in HOUSE_TOML.splitlines(keepends=True)
    )
    path.write_text(used, encoding="utf-8")
    house = read_house(path)
    assert house.disclaimer.required
    assert house.lines.drop
    assert house.html.take
    assert [keep.role for keep in house.keep] == ["helpline"]


def test_a_new_issue_gets_the_starter_file_once(tmp_path):
    from everyread.commands import new

    workspace = Workspace(tmp_path)
    new.run("spring", workspace)
    own = workspace.sources / "house.toml"
    assert own.read_text(encoding="utf-8") == new.HOUSE_TOML
    own.write_text("# mine\n", encoding="utf-8")
    new.run("summer", workspace)
    assert own.read_text(encoding="utf-8") == "# mine\n"
