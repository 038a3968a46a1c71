"""The editor's report as a file."""

from __future__ import annotations

from dataclasses import replace

from conftest import Magazine
from lxml import html

from everyread.delivery.report import ReportOrder, render_report
from everyread.delivery.task import make_report, report_task
from everyread.findings import Finding


def report_of(order: ReportOrder):  # type: ignore[no-untyped-def]
    return html.document_fromstring(render_report(order).decode())


def words(element) -> str:  # type: ignore[no-untyped-def]
    return " ".join(element.text_content().split())


def test_it_begins_with_what_needs_the_editor(magazine: Magazine) -> None:
    top = words(report_of(magazine.report).xpath("//header")[0])
    assert "1 of 2 articles is ready for members. 2 things need you first." in top
    assert "could not be used: old.pages" in top
    assert "Kept off the members’ page until mended: A short notice" in top
    assert "1 easy-read draft waits for people to check" in top


def test_a_clean_issue_says_so(magazine: Magazine) -> None:
    articles = tuple(replace(article, held=False) for article in magazine.report.articles)
    top = words(report_of(replace(magazine.report, articles=articles, findings=())).xpath("//header")[0])
    assert "All 2 articles are ready for members." in top
    single = words(
        report_of(replace(magazine.report, articles=articles[:1], findings=())).xpath("//header")[0]
    )
    assert "The article is ready for members." in single


def test_an_issue_that_could_not_be_read_has_a_report(magazine: Magazine) -> None:
    top = words(report_of(replace(magazine.report, articles=())).xpath("//header")[0])
    assert "No article could be read." in top


def test_findings_come_worst_first_with_place_and_remedy(magazine: Magazine) -> None:
    shown = [words(item) for item in report_of(magazine.report).xpath("//li[@class='finding']")]
    assert [line.split()[0] for line in shown] == ["Error", "Error", "Warning", "Note"]
    assert "PRF-001 A sentence is missing. What to do: Build again. Where: notice.txt, s0002" in shown[0]


def test_the_same_finding_in_many_places_is_said_once(magazine: Magazine) -> None:
    findings = tuple(Finding("EZR-001", "A draft.", "Check it.", file=f"{name}.md") for name in "abc")
    (shown,) = report_of(replace(magazine.report, findings=findings)).xpath("//li[@class='finding']")
    assert words(shown) == "Note EZR-001 A draft. What to do: Check it. Where, in 3 places: a.md b.md c.md"


def test_the_table_has_a_row_an_article(magazine: Magazine) -> None:
    rows = [words(row) for row in report_of(magazine.report).xpath("//tbody/tr")]
    assert len(rows) == 2
    assert "1,234 6 minutes 14.2 Above target 1 warning and 1 note Draft to check: PDF" in rows[0]
    assert "Held back 20 No recording Not scored 1 error None" in rows[1]


def test_each_article_lists_hard_parts_and_removed_lines(magazine: Magazine) -> None:
    first = words(report_of(magazine.report).get_element_by_id("01-pacing"))
    assert "A <hard> sentence. Grade 15.1: it has 31 words. (s0003)" in first
    assert "cytokine" in first
    assert "Shopping Basket It is part of the website's menu. (menu-line)" in first
    second = words(report_of(magazine.report).get_element_by_id("02-notice"))
    assert "every line of the file is in the article" in second


def test_it_runs_no_script(magazine: Magazine) -> None:
    tree = report_of(magazine.report)
    assert not tree.xpath("//script")
    assert "script-src 'none'" in tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_whatever_a_finding_holds_is_text(magazine: Magazine) -> None:
    hostile = Finding("WRK-001", "<script>alert(1)</script>", "<b>", file="</title><img src=x>")
    tree = report_of(replace(magazine.report, findings=(hostile,)))
    assert not tree.xpath("//script | //img | //b")
    assert "<script>alert(1)</script>" in words(tree)


def test_the_same_order_gives_the_same_bytes_and_key(magazine: Magazine) -> None:
    assert make_report(magazine.report, magazine.store) == make_report(magazine.report, magazine.store)
    elsewhere = replace(magazine.report, template_folders=("/somewhere/else",))
    assert report_task(elsewhere).key == report_task(magazine.report).key
    assert report_task(replace(magazine.report, findings=())).key != report_task(magazine.report).key
