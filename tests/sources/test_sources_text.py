"""The plain text reader: paragraphs, lists, headings, front lines, menu remains; and nothing lost."""

from __future__ import annotations

import textwrap
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from everyread.article import Article, Listing, Paragraph, Table, text_of, walk
from everyread.errors import ArticleError
from everyread.sources.encoding import decode
from everyread.sources.repair import mend_quotes

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."


def test_blank_lines_part_paragraphs(article, outline):
    assert outline(article("a.txt", f"{BODY}\n\nSecond one here.\n")) == [BODY, "Second one here."]


def test_one_line_a_paragraph(article, outline):
    first, second = BODY + " And it goes on and on for some more." * 2, BODY + " So does this one." * 4
    assert outline(article("a.txt", f"{first}\n{second}\n")) == [first, second]


def test_wrapped_lines_are_joined(article, outline):
    text = (
        "The quick brown fox jumps over the lazy dog and then goes home to its\n"
        "family, where there is tea and cake for everybody who has come along\n"
        "in the rain. It was a good day.\n"
        "\n"
        "The next one was better.\n"
    )
    assert outline(article("a.txt", text)) == [
        "The quick brown fox jumps over the lazy dog and then goes home to its family, where there is tea "
        "and cake for everybody who has come along in the rain. It was a good day.",
        "The next one was better.",
    ]


def test_a_long_line_broken_in_mid_sentence_is_joined(article, outline):
    first = f"{BODY} {BODY} “If you are connected, you are not alone,” says Rick Hughes,"
    assert outline(article("a.txt", f"{first}\nthe lead adviser.\n{BODY}\n")) == [
        f"{first} the lead adviser.",
        BODY,
    ]


def test_an_address_keeps_its_lines(article, outline):
    lines = ["The Association", "7 Apollo Office Court", "Radclive Road", "Gawcott"]
    assert outline(article("a.txt", f"{BODY}\n\n" + "\n".join(lines))) == [BODY, *lines]


def test_ingredients_keep_their_lines(article, outline):
    assert outline(article("a.txt", "You will need:\nflour\neggs\nmilk\n")) == [
        "You will need:",
        "flour",
        "eggs",
        "milk",
    ]


@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", "▪", "●"])
def test_bullets(article, outline, bullet):
    text = f"You need:\n\n  {bullet} rest\n  {bullet} water\n\nThat is all you need."
    assert outline(article("a.txt", text)) == ["You need:", "- rest", "- water", "That is all you need."]


def test_bullets_wrapped_and_nested(article, outline):
    text = "- one thing\n  that goes on\n- two\n    - inside two\n\n- three\n"
    assert outline(article("a.txt", text)) == [
        "- one thing that goes on",
        "- two",
        "  - inside two",
        "- three",
    ]


def test_numbers_stay_with_their_items(article, outline):
    found = article("a.txt", f"1. Rest.\n2) Ice.\n\n{BODY}\n\n3. Compress.\n(4) Elevate.\n")
    assert outline(found) == ["1. Rest.", "2. Ice.", BODY, "3. Compress.", "4. Elevate."]
    assert all(block.ordered for block in walk(found.blocks) if isinstance(block, Listing))


def test_a_year_or_a_lone_number_begins_no_list(article, outline):
    text = "12. That was the number of people who came on the day.\n\n2024. It was a good year."
    assert outline(article("a.txt", text)) == text.split("\n\n")


def test_a_wrapped_dash_is_no_bullet(article, outline):
    text = "It is possible to be fit with very little training each week - or so they say - most days."
    wrapped = textwrap.fill(text, 61)
    assert wrapped.split("\n")[1].startswith("- or so")
    assert outline(article("a.txt", wrapped)) == [text]


@given(
    st.lists(
        st.sampled_from("a an the article on pacing rest well-being ME/CFS 20mg and".split()), min_size=40
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_wrapped_is_joined_again(attempt, words):
    text = f"T{' '.join(words)}."
    wrapped = textwrap.fill(text, 70, break_on_hyphens=False)
    found = attempt("x.txt", wrapped.encode())
    assert [text_of(prose) for prose in found.prose()][1:] == [text]


def test_headings_are_short_lines_before_text(article, outline):
    text = f"My title\n\n{BODY}\n\nWhat helps me\n\n{BODY}\n\nWhat is pacing?\n\n{BODY}"
    found = article("a.txt", text)
    assert found.title.text == "My title"
    assert outline(found) == [BODY, "## What helps me", BODY, "## What is pacing?", BODY]


@pytest.mark.parametrize(
    "line",
    [
        "Useful reference:",
        "It ends here.",
        "Jane Smith, Leeds",
        "Dr Jane Smith",
        "Dear Editor",
        "www.example.org",
        "01234 567 890",
        "£5",
        "a small start",
        "Is it true that I have to sit here and wait for this the whole day long?",
        "one two three Four five six seven eight nine ten eleven twelve thirteen",
    ],
)
def test_other_short_lines_are_no_headings(article, outline, line):
    assert outline(article("a.txt", f"The title\n\n{BODY}\n\n{line}\n\n{BODY}"))[1] == line


def test_a_name_above_the_disclaimer_is_no_heading(article, outline):
    text = f"The title\n\n{BODY}\n\nCharles Shepherd\n\nThis leaflet is not a substitute for medical advice."
    assert outline(article("a.txt", text))[1] == "Charles Shepherd"


def test_underlined_headings(article, outline):
    found = article("a.txt", f"The Title\n=========\n\n{BODY}\n\nA part\n------\n{BODY}\n\n* * *\n\nThe end.")
    assert found.title.text == "The Title"
    assert outline(found) == [BODY, "## A part", BODY, "The end."]
    assert [each.rule for each in found.removed] == ["ruler"] * 3


def test_front_lines(article, outline):
    lines = [
        "Home > Members > Medical Matters > Pacing",
        "Pacing",
        "By Jane Smith",
        "ME Essential Winter 2024",
    ]
    text = "\n".join([*lines, "", BODY])
    found = article("a.txt", text)
    assert (found.title.text, found.section, found.author) == ("Pacing", "Medical Matters", "Jane Smith")
    assert found.issue == "ME Essential Winter 2024"
    assert outline(found) == [BODY]
    assert [(each.rule, each.text) for each in found.removed] == [
        ("breadcrumb", "Home > Members"),
        ("repeated-title", "Pacing"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Come in → sit down.",
        "Rest first → then move. It helps most people.",
        "Stop if your pulse is > 100. Rest then.",
    ],
)
def test_a_sentence_with_an_arrow_is_no_breadcrumb(article, outline, line):
    found = article("a.txt", f"The title\n\n{line}\n\n{BODY}")
    assert (found.title.text, found.section, found.removed) == ("The title", "", ())
    assert line in outline(found)


def test_a_breadcrumb_may_end_in_an_abbreviation(article):
    assert article("a.txt", f"Home > Advice > Living with M.E.\n\n{BODY}").title.text == "Living with M.E."


@pytest.mark.parametrize(
    ("line", "issue"),
    [
        ("ME Essential Winter 2024", True),
        ("Breakthrough, Issue 12, March 2025", True),
        ("The Bugle – Spring/Summer 2025", True),
        ("Members’ News May 2025", True),
        ("Plant Sale May 2026", False),
        ("We met in the Winter 2024", False),
        ("Results due in March 2025 at the latest", False),
    ],
)
def test_issue_lines(article, line, issue):
    assert article("a.txt", f"The title\n\n{line}\n\n{BODY}").issue == (line if issue else "")


@pytest.mark.parametrize("name", ["Zofia Żuk", "Łukasz Świątek", "Şule Ŵyn", "Елена Иванова", "Jane Smith"])
def test_writers_of_all_alphabets(article, outline, name):
    found = article("a.txt", f"The title\n\nBy {name}\n\n{BODY}")
    assert (found.author, outline(found)) == (name, [BODY])


@pytest.mark.parametrize(
    "date", ["15 January 2020", "3rd March 2025", "Wednesday 15 January 2020", "2026-06-02"]
)
def test_dates(article, date):
    assert article("a.txt", f"The title\n\nPublished: {date}\n\n{BODY}").date == date
    assert article("a.txt", f"The title\n\nBy Jane Smith\n{date}\n\n{BODY}").date == date


def test_dates_of_events_stay_where_they_are(article, outline):
    days = ["Saturday 14 March 2026", BODY, "Sunday 15 March 2026", BODY]
    found = article("a.md", "# What’s on\n\n" + "\n\n".join(days))
    assert (found.date, outline(found)) == ("", days)


def test_bullets_typed_in_a_word_processor(article, outline):
    html = f"<h1>T</h1><p>{BODY}</p><p>• <b>rest</b> first</p><p>•&nbsp;water</p><p>The • end.</p>"
    assert outline(article("a.html", html)) == [BODY, "- rest first", "- water", "The • end."]


def test_the_readers_question_is_the_standfirst(article, outline):
    found = article(
        "a.txt", f"Care > Sleep\n\nI wake at four every night. What can I do?\n\n{BODY}\n\n{BODY}"
    )
    assert text_of(found.standfirst) == "I wake at four every night. What can I do?"
    assert outline(found) == [BODY, BODY]


@pytest.mark.parametrize("line", ["What is sleep, and what is it for?", "I wake at four every night."])
def test_other_first_paragraphs_are_body(article, line):
    assert article("a.txt", f"Care > Sleep\n\n{line}\n\n{BODY}").standfirst == ()


@pytest.mark.fires("SRC-005")
def test_menu_remains_go_with_a_receipt(reading, outline):
    text = (
        f"Skip to main content\nMenu\n\nThe title\n\n{BODY}\n\nShare this page\n\n{BODY}\n\n"
        "Search Medical Matters\n\nWe use cookies to make this website better.\n\n"
        "Shopping Basket\n\nBack to top"
    )
    found = reading("a.txt", text)
    assert outline(found.articles[0]) == [BODY, BODY]
    assert sorted(each.text for each in found.articles[0].removed) == [
        "Back to top",
        "Menu",
        "Search Medical Matters",
        "Share this page",
        "Shopping Basket",
        "Skip to main content",
        "We use cookies to make this website better.",
    ]
    [finding] = [each for each in found.findings if each.rule == "SRC-005"]
    assert finding.message.startswith("7 pieces of text were left out (1 cookie-banner, 6 menu-line)")


def test_a_menu_word_inside_the_article_stays(article, outline):
    text = f"The title\n\n{BODY}\n\nMenu\n\nSoup, and then {BODY}\n\nI bake cookies, and we use them all."
    assert "## Menu" in outline(article("a.txt", text))
    assert outline(article("a.txt", text))[-1] == "I bake cookies, and we use them all."


def test_menu_lines_after_the_disclaimer_and_before_it(article, outline):
    notice = "This article is not a substitute for medical advice."
    text = f"The title\n\n{BODY}\n\nSearch Medical Matters\n\n{notice}\n\nContact us"
    assert outline(article("a.txt", text)) == [BODY, f"! disclaimer: {notice}"]


@pytest.mark.fires("SRC-014")
def test_without_a_title_the_file_name_serves(reading):
    found = reading("my_day-at the sea.txt", BODY)
    assert found.articles[0].title.text == "My day at the sea"
    assert [each.rule for each in found.findings] == ["SRC-014"]


@pytest.mark.fires("SRC-010")
def test_windows_1252(reading):
    found = reading("a.txt", f"The title\n\n{BODY} It’s £5 – “cheap”.".encode("cp1252"))
    assert text_of(found.articles[0].blocks[0].prose).endswith("It’s £5 – “cheap”.")
    assert [each.rule for each in found.findings] == ["SRC-010"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_unicode_with_and_without_a_mark(reading, encoding):
    found = reading("a.txt", f"The title\n\nCafé. {BODY}".encode(encoding))
    assert found.articles[0].title.text == "The title"
    assert found.findings == ()


def test_characters_nobody_sees_are_gone(article, outline):
    line = "A soft\u00adhyphen, zero\u200bwidth, no\u00a0break,\u202fthin,\u2003em, a\x07 bell, cafe\u0301."
    text = f"The title\n\n{line}\r\n"
    assert outline(article("a.txt", text)) == ["A softhyphen, zerowidth, no break, thin, em, a bell, café."]


@pytest.mark.fires("SRC-001")
@pytest.mark.parametrize("text", ["", " \n\n", "\ufeff", "\u200b\n", "Shopping Basket\n", "-----\n"])
def test_no_text(reading, text):
    with pytest.raises(ArticleError) as caught:
        reading("a.txt", text)
    assert caught.value.rule == "SRC-001"


# -- what people type -----------------------------------------------------------------------------------


@pytest.mark.parametrize("bullet", ["►", "·", "o\t", "\uf0b7\t", "➢", "✓"])
def test_more_bullets(article, outline, bullet):
    text = f"You need:\n\n{bullet} rest\n{bullet} water\n\nThat is all you need."
    assert outline(article("a.txt", text)) == ["You need:", "- rest", "- water", "That is all you need."]


def test_the_letter_o_is_a_bullet_only_among_its_like(article, outline):
    found = article("a.txt", f"{BODY}\n\n• one\n   o inside\n   o inside too\n\no dear, this is a line.\n")
    assert outline(found) == [BODY, "- one", "  - inside", "  - inside too", "o dear, this is a line."]


@pytest.mark.parametrize("mark", ["-", "–", "*", "o", "•", "·", "\uf0b7"])
def test_bullets_typed_in_other_formats(article, outline, mark):
    html = f"<h1>T</h1><p>{BODY}</p><p>{mark} rest</p><p>{mark} water</p><p>{BODY}</p>"
    assert outline(article("a.html", html)) == [BODY, "- rest", "- water", BODY]


def test_a_single_dash_in_other_formats_is_no_list(article, outline):
    assert outline(article("a.html", f"<h1>T</h1><p>{BODY}</p><p>– and so on</p>")) == [BODY, "– and so on"]


@pytest.mark.parametrize(("numbers"), [("1.", "2."), ("1)", "2)"), ("(1)", "(2)"), ("[1]", "[2]")])
def test_numbers_in_all_spellings(article, outline, numbers):
    text = f"{BODY}\n\n{numbers[0]} Rest.\n{numbers[1]} Ice.\n"
    assert outline(article("a.txt", text)) == [BODY, "1. Rest.", "2. Ice."]


def test_letters_keep_their_lines(article, outline):
    assert outline(article("a.txt", f"{BODY}\n\na) Rest.\nb) Ice.\n")) == [BODY, "a) Rest.", "b) Ice."]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("treat-", "ment of it", "treatment of it"),
        ("well-", "being of all", "well-being of all"),
        ("with-", "out it", "without it"),
        ("an-", "other one", "another one"),
        ("fibro-", "myalgia too", "fibromyalgia too"),
        ("long-", "term care", "long-term care"),
        ("self-", "esteem and", "self-esteem and"),
        ("pre-", "vent it", "prevent it"),
        ("Smith-", "Jones came", "Smith-Jones came"),
        ("zorb-", "lets grow", "zorb-lets grow"),
        ("post\u2010", "pone it", "postpone it"),
    ],
)
def test_words_divided_at_the_ends_of_lines(reading, first, second, joined):
    lines = f"This is a line of the body that is about as long as its {first}\n{second} and so it goes on."
    found = reading("a.txt", f"The title\n\n{lines}\n")
    text = text_of(found.articles[0].blocks[0].prose)
    assert f"as its {joined} and so" in text
    whole = "-" not in joined
    assert dict(found.repairs).get("word divided at the end of a line", 0) == whole


def test_the_text_itself_says_how_a_word_is_spelled(article):
    lines = "This is a line of the body that is about as long as its {}-\n{} and so it goes on, with the {}."
    spelled = [("re", "lapse", "re-lapse"), ("zorb", "lets", "zorblets")]
    for first, second, word in spelled:
        found = article("a.txt", "The title\n\n" + lines.format(first, second, word))
        assert f"as its {word} and" in text_of(found.blocks[0].prose)


def test_tables_typed_with_tabs(article, outline):
    text = f"{BODY}\n\nDrug\tDose\nAspirin\t75 mg\nLDN\t\t4.5 mg\n\n{BODY}"
    assert outline(article("a.txt", text)) == [
        BODY,
        "| | *Drug | *Dose",
        "| | Aspirin | 75 mg",
        "| | LDN | 4.5 mg",
        BODY,
    ]


def test_tables_typed_with_pipes(article, outline):
    text = f"{BODY}\n\n| Day | Task |\n|-----|:----|\n| Mon |  |\n| Tue | Walk |\n\n{BODY}"
    assert outline(article("a.txt", text)) == [BODY, "| | *Day | *Task", "| | Mon | ", "| | Tue | Walk", BODY]


@pytest.mark.parametrize("line", ["Home | News | About", "\tAn indented paragraph.", "1.\tRest", "•\tRest"])
def test_what_is_no_table(article, line):
    found = article("a.txt", f"{BODY}\n\n{line}\n\n{BODY}")
    assert not any(isinstance(block, Table) for block in found.walk())


def test_quotations(article, outline):
    marked = "> I slept for a week,\n> and more.\n> — Mary Jones, Leeds"
    text = f"{BODY}\n\n{marked}\n\n{BODY}\n\n“I rest.”\n— Jo Lee\n"
    assert outline(article("a.txt", text)) == [
        BODY,
        "> I slept for a week,",
        "> and more.",
        "> — Mary Jones, Leeds",
        BODY,
        "> “I rest.”",
        "> — Jo Lee",
    ]


def test_questions_and_answers(article):
    text = f"{BODY}\n\nQ: Is it safe for everyone?\nA: It is not known.\n\nQ: Why is it so?\nA: {BODY}"
    parts = [block.part for block in article("a.txt", text).blocks if isinstance(block, Paragraph)]
    assert parts == ["", "question", "answer", "question", "answer"]


def test_notes_under_references(article):
    text = (
        f"{BODY} It helps [1], says one,² and [2, 3] others; 5 m² is not [4].\n\nReferences\n\n"
        "1. Smith J. A study. 2020.\n2. Jones K. Another. 2021.\n3. Lee P. A third. 2022.\n"
    )
    found = article("a.txt", text)
    [notes] = [block for block in found.walk() if isinstance(block, Listing)]
    assert notes.role == "notes"
    assert [(item.number, item.anchor) for item in notes.items] == [
        (1, "note-1"),
        (2, "note-2"),
        (3, "note-3"),
    ]
    runs = [run for sentence in found.blocks[0].prose for run in sentence.runs if run.note]
    assert [(run.text, run.note, run.position) for run in runs] == [
        ("[1]", "note-1", ""),
        ("2", "note-2", "super"),
        ("2", "note-2", ""),
        ("3", "note-3", ""),
    ]
    assert "5 m² is not [4]." in text_of(found.blocks[0].prose)


def test_a_numbered_list_elsewhere_is_no_list_of_notes(article):
    found = article("a.txt", f"{BODY} See [1].\n\nWhat helps\n\n1. Rest.\n2. Ice.\n")
    assert not any(block.role for block in found.walk() if isinstance(block, Listing))


# -- nothing is lost ------------------------------------------------------------------------------------

MARKS = set("|>•‣▪▫●○◦■□·∙►➢✓✔-*–.()>»›→")
"""Bullets, stops and brackets around numbers, and what parts breadcrumbs: kept as structure, not as text."""


def all_text(found: Article) -> str:
    numbers = [
        str(item.number)
        for block in found.walk()
        if isinstance(block, Listing)
        for item in block.items
        if item.number is not None
    ]
    removed = [each.text for each in found.removed]
    return "".join(
        [text_of(prose) for prose in found.prose()]
        + [found.section, found.issue, found.author, found.date]
        + numbers
        + removed
        + ["By"] * bool(found.author)  # the label is what makes it the author
    )


LINES = st.sampled_from(
    [
        "",
        "",
        "A > B",
        "Home > News > A day",
        "ME Essential Winter 2024",
        "By Jane Smith",
        "15 January 2020",
        "2020-01-15",
        "Shopping Basket",
        "Search the site",
        "Menu",
        "• bullet",
        "  - inside",
        "1. first",
        "2) second",
        "07. seventh",
        "=====",
        "-----",
        "* * *",
        "{{ x }}",
        "A heading",
        "I wonder. Why is that?",
        BODY,
        "this line wraps, and it is long enough for that to happen, so it",
        "Warning: do not stop taking it.",
    ]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=12).map("\n".join))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_character_is_lost(attempt, text):
    found = attempt("name.txt", text.encode())
    if isinstance(found, str):
        assert found in {"SRC-001", "SRC-003"}  # nothing but spaces and furniture, or not text at all
        return
    before = Counter("".join(mend_quotes(decode(text.encode(), "name.txt").text).text.casefold().split()))
    after = Counter(
        "".join(all_text(found).casefold().split())
    )  # headings in capitals are set in small letters
    lost = {character: number for character, number in (before - after).items() if character not in MARKS}
    assert {character for character in lost if character != "0"} == set()  # "07." is the number 7
    assert lost.get("0", 0) <= text.count("07.")


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_an_article_or_a_reason(attempt, data):
    found = attempt("x.txt", data)
    assert isinstance(found, Article) or found.startswith("SRC-")
