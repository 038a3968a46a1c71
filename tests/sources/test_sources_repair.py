"""Characters: what is taken out, what is mended, what is left alone; and that each repair is told."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from everyread.article import Heading, Listing, Table, text_of
from everyread.sources.capitals import in_capitals
from everyread.sources.repair import clean, mend, mend_quotes

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."


@pytest.mark.parametrize(
    ("broken", "right", "kind"),
    [
        ("treat\u00adment", "treatment", "soft hyphen"),
        ("treat\u00ad\n  ment", "treatment", "soft hyphen"),
        ("zero\u200bwidth\ufeff", "zerowidth", "invisible character"),
        ("left\u202eright", "leftright", "invisible character"),
        ("a\x00b\x07", "ab", "control character"),
        ("page\x0cbreak", "page break", "control character"),
        ("ﬁve oﬀers, ﬂu, eﬃcient", "five offers, flu, efficient", "ligature"),
        ("don\x92t \x93say\x94 \x85", "don’t “say” …", "Windows-1252 character"),
        ("cafe\u0301", "café", "accent apart from its letter"),
        ("no\u00a0break and\u202fthin", "no break and thin", "no-break space"),
    ],
)
def test_each_repair(broken, right, kind):
    mended = mend(broken)
    assert mended.text == right
    assert set(mended.counts) == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "5\u00a0mg",
        "37.5\u00a0°C",
        "10\u00a0a.m.",
        "3\u00a0weeks",
        "👩\u200d🔬",
        "نمی\u200cخواهم",
        "x² – “y” ‘z’ 'w' \"v\"",
        "1st",
    ],
)
def test_what_belongs_stays(text):
    assert mend(text) == (text, {})
    assert mend_quotes(text) == (text, {})


def test_a_thin_space_before_a_unit_is_a_no_break_space():
    assert mend("5\u202fmg").text == "5\u00a0mg"
    assert clean("take  5\u00a0mg \u00a0 now") == "take 5\u00a0mg now"


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("``Rest,'' she said.", "“Rest,” she said."),
        ("I don´t know, we`ll see.", "I don’t know, we’ll see."),
        ("It is `safe' to try.", "It is ‘safe' to try."),
        ("the patients´ own", "the patients’ own"),
        ("5'' wide and '' empty", "5” wide and '' empty"),
    ],
)
def test_quotation_marks_that_are_plainly_wrong(broken, right):
    assert mend_quotes(broken).text == right


@given(st.text(max_size=120))
def test_mending_twice_changes_nothing_more(text):
    once = mend(text).text
    assert mend(once).text == once
    assert clean(clean(text)) == clean(text)


@pytest.mark.fires("SRC-040")
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_repairs_are_counted_in_every_format(reading, name):
    before = "<h1>T</h1><p>" if name == "a.html" else "# T\n\n" if name == "a.md" else "The title\n\n"
    found = reading(name, f"{before}{BODY} The ﬁrst treat\u00adment, the sec\u00adond, don´t.")
    assert dict(found.repairs) == {"soft hyphen": 2, "ligature": 1, "quotation mark": 1}
    [told] = [each for each in found.findings if each.rule == "SRC-040"]
    assert told.severity == "note"
    assert "1 × ligature, 1 × quotation mark, 2 × soft hyphen" in told.message
    assert text_of(found.articles[0].blocks[0].prose).endswith("The first treatment, the second, don’t.")


def test_entities_are_mended_like_characters(article, outline):
    found = article(
        "a.html", f"<h1>T</h1><p>{BODY} It&#146;s treat&shy;ment, 5&nbsp;mg&nbsp;a day, &#xFB01;ve.</p>"
    )
    assert outline(found) == [f"{BODY} It’s treatment, 5\u00a0mg a day, five."]


def test_nothing_repaired_is_nothing_told(reading):
    found = reading("a.txt", f"The title\n\n{BODY} “Curly” and 'straight' – 5\u00a0mg.")
    assert found.repairs == ()
    assert found.findings == ()


@pytest.mark.fires("SRC-041")
def test_lost_characters_are_told(reading):
    found = reading("a.txt", f"The title\n\n{BODY} It costs \ufffd5.")
    [told] = [each for each in found.findings if each.rule == "SRC-041"]
    assert "It costs \ufffd5." in told.message


@pytest.mark.fires("SRC-042")
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_template_marks_in_running_text_stay(reading, outline, name):
    before = "<h1>T</h1><p>" if name == "a.html" else "# T\n\n" if name == "a.md" else "The title\n\n"
    found = reading(name, f"{before}{BODY} Dear {{{{ name }}}}, {{% if x %}}{{{{ 7*7 }}}}.")
    assert outline(found.articles[0]) == [f"{BODY} Dear {{{{ name }}}}, {{% if x %}}{{{{ 7*7 }}}}."]
    [told] = [each for each in found.findings if each.rule == "SRC-042"]
    assert "“{{ name }}”" in told.message


def test_template_marks_that_are_no_text_go(article, outline):
    main = f"<main><h1>T</h1><p>{BODY * 3}</p><div>{{{{ menu() }}}}</div></main>"
    page = f"<html><body>{{% import 'x' %}}{main}</body></html>"
    found = article("a.html", page)
    assert outline(found) == [BODY * 3]
    assert {each.text for each in found.removed} == {"{% import 'x' %}", "{{ menu() }}"}
    found = article("a.md", f"# T\n\n{BODY} [Find]({{{{ base }}}}/find)\n\n- one\n{{.lead}}\n")
    assert outline(found) == [f"{BODY} Find", "- one"]
    assert [each.text for each in found.removed] == ["{.lead}", "{{ base }}"]


@pytest.mark.fires("SRC-043")
@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JAVA\tSCRIPT:x", "file:///etc/passwd", "data:text/html,x", "vbscript:x"],
)
def test_unsafe_links_lose_their_target_and_keep_their_words(reading, target):
    found = reading("a.html", f"<h1>T</h1><p>{BODY} <a href='{target}'>Press here</a> now.</p>")
    sentences = [run for sentence in found.articles[0].sentences() for run in sentence.runs]
    assert all(run.href == "" for run in sentences)
    assert "Press here" in "".join(run.text for run in sentences)
    assert [each.rule for each in found.findings] == ["SRC-043"]


# -- headings in capitals -------------------------------------------------------------------------------


@pytest.mark.fires("SRC-044")
def test_headings_in_capitals(reading, outline):
    text = (
        "LIVING WITH ME/CFS: WHAT DR PATEL SAYS\n\nThe NHS asked Dr Patel of Leeds about ME/CFS and Covid, "
        f"which I have.\n\nWHAT THE NHS AND PATEL DO IN LEEDS\n\n{BODY}\n\nFAQ\n\n{BODY} It is NOT a cure."
    )
    found = reading("a.txt", text)
    assert found.articles[0].title.text == "Living with ME/CFS: What Dr Patel says"
    assert outline(found.articles[0])[1:] == [
        "## What the NHS and Patel do in Leeds",
        BODY,
        "## FAQ",
        f"{BODY} It is NOT a cure.",
    ]
    told = [each.message for each in found.findings if each.rule == "SRC-044"]
    assert len(told) == 2
    assert "“WHAT THE NHS AND PATEL DO IN LEEDS” was in capitals" in told[0] + told[1]


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_headings_in_capitals_in_other_formats(article, outline, name):
    heading = (
        "<h1>T</h1><h2>HOW I <em>REST</em> ON MONDAY</h2><p>"
        if name == "a.html"
        else "# T\n\n## HOW I *REST* ON MONDAY\n\n"
    )
    assert outline(article(name, heading + BODY)) == ["## How I rest on Monday", BODY]


@pytest.mark.parametrize(
    ("text", "shouted"),
    [
        ("ME/CFS", False),
        ("NHS", False),
        ("REST", False),
        ("RESTING", True),
        ("RESTING and me", False),
        ("ÉTÉ À LA MER", False),
        ("1 2 3", False),
        ("", False),
    ],
)
def test_what_is_in_capitals(text, shouted):
    assert in_capitals(text) is shouted


@given(st.text(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_capitals_never_break_a_heading(article, text):
    import contextlib

    from everyread.errors import ArticleError

    with contextlib.suppress(ArticleError):
        found = article("a.md", f"# T\n\n{BODY}\n\n## {text.upper()} CAPITALS\n\n{BODY}")
        assert any(isinstance(block, Heading | Listing | Table) for block in found.walk()) or found.blocks
