"""The editor's report as a file."""

from __future__ import annotations

import tomllib
from dataclasses import replace

from lxml import html
from magazine import Magazine

from everyread.delivery.report import ReportOrder, render_report
from everyread.delivery.report_plot import Line, plot
from everyread.delivery.report_text import HardWord
from everyread.delivery.report_top import toml_lines
from everyread.delivery.task import make_report, report_task
from everyread.findings import Finding
from everyread.sources.coverage import Accounting, Row


def report_of(magazine: Magazine, order: ReportOrder | None = None):  # type: ignore[no-untyped-def]
    return html.document_fromstring(render_report(order or magazine.report, magazine.store).decode())


def words(element) -> str:  # type: ignore[no-untyped-def]
    return " ".join(element.text_content().split())


def cells(row) -> str:  # type: ignore[no-untyped-def]
    return " ".join(words(cell) for cell in row)


def test_it_begins_with_what_needs_the_editor(magazine: Magazine) -> None:
    page = report_of(magazine)
    top = words(page.xpath("//header")[0])
    assert "1 of 2 articles is ready for members. 2 things need you first." in top
    assert "The issue reads at age 16 on average. Its target is 14 or younger." in top
    ready, held, following = (words(panel) for panel in page.xpath("//div[contains(@class, 'panel')]"))
    assert ready.startswith("Ready for members")
    assert "are in no file of the whole issue" in ready
    assert "could not be used: old.pages" in held
    assert "A short notice: kept off the members’ page until mended. A sentence is missing." in held
    assert following.split(". ")[:3] == [
        "What to do next Mend 2 errors: each says how",
        "See them",
        "1 article reads harder than its target",
    ]
    assert "Have 1 easy-read draft checked by people." in following
    assert "1 hard word has no explanation yet." in following


def test_a_clean_issue_says_so(magazine: Magazine) -> None:
    articles = tuple(replace(article, held=False) for article in magazine.report.articles)
    top = words(
        report_of(magazine, replace(magazine.report, articles=articles, findings=())).xpath("//header")[0]
    )
    assert "All 2 articles are ready for members." in top
    single = words(
        report_of(magazine, replace(magazine.report, articles=articles[:1], findings=())).xpath("//header")[0]
    )
    assert "The article is ready for members." in single


def test_when_nothing_waits_it_says_so(magazine: Magazine) -> None:
    (article,) = magazine.report.articles[1:]
    alone = replace(magazine.report, articles=(replace(article, held=False),), findings=())
    assert "Nothing waits for you." in words(report_of(magazine, alone).xpath("//main/section")[0])


def test_an_issue_that_could_not_be_read_has_a_report(magazine: Magazine) -> None:
    top = words(report_of(magazine, replace(magazine.report, articles=())).xpath("//header")[0])
    assert "No article could be read." in top


def test_findings_come_worst_first_with_place_and_remedy(magazine: Magazine) -> None:
    shown = [words(item) for item in report_of(magazine).xpath("//li[@class='finding']")]
    assert [line.split()[0] for line in shown] == ["Error", "Error", "Warning", "Note"]
    assert "PRF-001 A sentence is missing. What to do: Build again. Where: notice.txt, s0002" in shown[0]


def test_the_same_finding_in_many_places_is_said_once(magazine: Magazine) -> None:
    findings = tuple(Finding("EZR-001", "A draft.", "Check it.", file=f"{name}.md") for name in "abc")
    (shown,) = report_of(magazine, replace(magazine.report, findings=findings)).xpath(
        "//li[@class='finding']"
    )
    assert words(shown) == "Note EZR-001 A draft. What to do: Check it. Where, in 3 places: a.md b.md c.md"


def test_the_table_has_a_row_an_article(magazine: Magazine) -> None:
    rows = [words(row) for row in report_of(magazine).xpath("//table[@class='glance']/tbody/tr")]
    assert len(rows) == 2
    assert (
        "Living with ME 16.2 Too hard 1,234 6 minutes 7 1 warning and 1 note Draft to check: PDF" in rows[0]
    )
    assert "Held back Not scored 20 No recording – 1 error None" in rows[1]


def test_an_article_without_scores_has_no_empty_table_of_them(magazine: Magazine) -> None:
    first = magazine.report.articles[0]
    bare = replace(first, scores={**first.scores, "flesch_reading_ease": None})
    orders = (replace(magazine.report, articles=(each,)) for each in (first, bare))
    assert [words(report_of(magazine, order)).count("All its scores") for order in orders] == [1, 0]


def test_the_hardest_sentences_come_first_with_reasons_and_remedies(magazine: Magazine) -> None:
    first = report_of(magazine).get_element_by_id("01-pacing")
    hardest = [words(item) for item in first.xpath(".//ol[@class='hardest']/li")]
    assert [line.split(" (")[0] for line in hardest] == [
        "It does not help you.",
        "Read our guide to pacing, which has all you need.",
        "Do not push on.",
        "Rest before you are tired.",
    ]
    assert "(very hard) Long sentence: 31 words. Make two sentences of it." in hardest[0]
    assert "Passive: was <given>. Say who does it" in hardest[0]
    assert "More words than are needed: in order to. Write “to”. wordy" in hardest[0]
    assert "Rare words: kettle. Use an everyday word" in hardest[0]
    assert "Many longer words close together." in hardest[1]


def test_each_sentence_says_how_hard_it_is_in_words_too(magazine: Magazine) -> None:
    first = report_of(magazine).get_element_by_id("01-pacing")
    pieces = [words(piece) for piece in first.xpath(".//div[@class='text']/p")]
    assert "Rest before you are tired. (a little hard) Do not push on. (hard)" in pieces[1]
    assert "It does not help you. (very hard)" in pieces[1]
    assert pieces[-1] == "This is not medical advice. Please talk to your own GP."
    assert "A little hard 1 sentence · Hard 2 sentences · Very hard 1 sentence" in words(first)


def test_hard_words_have_an_explanation_or_a_way_to_add_one(magazine: Magazine) -> None:
    page = report_of(magazine)
    first = cells(page.get_element_by_id("01-pacing").xpath(".//dl[@class='glossary']/div")[0])
    assert first == "cytokine No explanation yet: add one to the glossary"
    (lines,) = page.xpath("//pre")
    assert tomllib.loads(lines.text_content()) == {
        "word": [{"word": "cytokine", "means": "", "approved_by": ""}]
    }


def test_a_word_of_an_article_cannot_break_the_lines_to_copy() -> None:
    hostile = HardWord('a"\\\n[[word]]\u2028', "", 1)
    assert tomllib.loads(toml_lines((hostile, hostile)))["word"][1]["means"] == ""


def test_the_plots_say_the_same_in_words(magazine: Magazine) -> None:
    told = [words(desc) for desc in report_of(magazine).xpath("//desc")]
    assert told == [
        "1. Pacing: “rest” & <b>less</b>: 16.2, harder than it should be.",
        "Spring 2026: 12.9. Summer 2026: 14.4. Winter 2026: 16.2, harder than it should be.",
    ]
    table = report_of(magazine).xpath("//table[contains(@class, 'small')]/tbody/tr")
    assert [cells(row) for row in table][::2] == ["Spring 2026 2 12.9", "Winter 2026 (this issue) 1 16.2"]


def test_every_mark_of_a_plot_is_inside_it() -> None:
    made = plot([Line("x" * 60, age, 14.0, age - 2, age + 2) for age in (5.0, 11.3, 24.0)])
    assert made is not None
    places = [place for row in made.rows for place in (row.x, row.low, row.high, row.target)]
    assert 0 < min(places) < max(places) < 100
    assert [row.x for row in made.rows] == sorted(row.x for row in made.rows)
    assert all(len(row.label) <= 34 for row in made.rows)
    assert plot([]) is None


def test_removed_lines_are_listed_and_an_article_without_any_says_so(magazine: Magazine) -> None:
    page = report_of(magazine)
    first, second = (words(page.get_element_by_id(stem)) for stem in ("01-pacing", "02-notice"))
    assert "1 line left out" in first
    assert "Shopping Basket It is part of the website's menu. (menu-line)" in first
    assert "every line of the file is in the article" in second


def test_the_file_stands_beside_the_article(magazine: Magazine) -> None:
    rows = (
        Row("Rest before you are tired.", 1, ("s0003",)),
        Row("• Do not push on", 1, ("s0004",)),
        Row("Shopping Basket", 0, (), ("menu-line",)),
        Row("Lost words", 1, (), (), "lost words"),
    )
    digest = magazine.store.put(Accounting(rows).to_json())
    first = replace(magazine.report.articles[0], accounting=digest)
    page = report_of(magazine, replace(magazine.report, articles=(first, *magazine.report.articles[1:])))
    shown = [cells(row) for row in page.xpath("//table[@class='coverage']/tbody/tr")]
    assert shown == [
        "Rest before you are tired. The same",
        "• Do not push on Do not push on.",
        "Shopping Basket Left out. It is part of the website's menu.",
        "Lost words Lost. Nothing accounts for “lost words”.",
    ]
    assert "84.6%" in words(page.xpath("//table[contains(@class, 'glance')]//tr")[1])


def test_what_the_linter_found_is_not_said_twice(magazine: Magazine) -> None:
    assert "RDB-054" not in words(report_of(magazine))


def test_a_large_issue_is_folded_up_and_light(magazine: Magazine) -> None:
    first = magazine.report.articles[0]
    many = tuple(replace(first, number=number, stem=f"{number:02d}-a") for number in range(1, 41))
    small, large = (
        render_report(replace(magazine.report, articles=articles), magazine.store)
        for articles in ((first,), many)
    )
    assert b"<details open>" in small
    assert b"<details open>" not in large
    assert len(large) < 2_000_000


def test_it_runs_no_script(magazine: Magazine) -> None:
    tree = report_of(magazine)
    assert not tree.xpath("//script")
    assert "script-src 'none'" in tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_whatever_a_finding_holds_is_text(magazine: Magazine) -> None:
    hostile = Finding("WRK-001", "<script>alert(1)</script>", "<b>", file="</title><img src=x>")
    tree = report_of(magazine, replace(magazine.report, findings=(hostile,)))
    assert not tree.xpath("//script | //img | //b")
    assert "<script>alert(1)</script>" in words(tree)


def test_the_same_order_gives_the_same_bytes_and_key(magazine: Magazine) -> None:
    assert make_report(magazine.report, magazine.store) == make_report(magazine.report, magazine.store)
    elsewhere = replace(magazine.report, template_folders=("/somewhere/else",))
    assert report_task(elsewhere).key == report_task(magazine.report).key
    assert report_task(replace(magazine.report, findings=())).key != report_task(magazine.report).key
