"""Disclaimers, warnings and helplines are known for what they are, and ordinary advice is left alone."""

from __future__ import annotations

import pytest

from everyread.sources.notices import role_of

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."


@pytest.mark.parametrize(
    "text",
    [
        "Information provided by The ME Association should not be construed as medical advice.",
        "This leaflet is not a substitute for medical advice.",
        "It is not intended as a substitute for professional medical advice, diagnosis or treatment.",
        "Nothing here is a replacement for care: this is not medical advice.",
        "The information on this page is for general information only.",
        "The content does not constitute medical advice.",
        "It should not be taken as a substitute for advice from your own doctor, nor relied on.",
        "Medical disclaimer: we are not doctors and cannot answer for what you do.",
    ],
)
def test_disclaimers(text):
    assert role_of(text) == "disclaimer"


@pytest.mark.parametrize(
    "text",
    [
        "Call 999 if you have chest pain.",
        "If you feel worse, sit down. Call 999 or go to A&E.",
        "Warning: this recipe contains nuts.",
        "IMPORTANT – read this before you start.",
        "Do not stop taking your tablets without speaking to your GP.",
        "You should not suddenly stop taking beta blockers.",
        "Go to A&E if your lips turn blue.",
    ],
)
def test_warnings(text):
    assert role_of(text) == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "Call our helpline on 0844 576 5326",
        "Samaritans: call 116 123 at any hour, free.",
        "If you are not sure what to do, call NHS 111.",
        "Our help line is open from ten to four on (01280) 818 968.",
        "Text SHOUT to 85258.",
    ],
)
def test_helplines(text):
    assert role_of(text) == "helpline"


@pytest.mark.parametrize(
    "text",
    [
        "You should discuss this with your GP.",
        "Helplines can also reduce loneliness, at least in the short term.",
        "To book, call 01234 567890.",
        "In 999 cases out of a thousand nothing happened.",
        "The important thing is to rest.",
        "Not all medical advice is good advice.",
        "Disclaimer",
        "Disclaimers",
        "The tablets should not be taken with food.",
        "She did not stop.",
        "I read about Samaritans on page 111222.",
        "This drug is not a treatment for ME/CFS.",
        "There is no substitute for rest.",
    ],
)
def test_ordinary_text(text):
    assert role_of(text) is None


def test_a_long_text_about_disclaimers_is_an_article():
    assert (
        role_of("The leaflet said it was not medical advice. " + "And then we talked about that. " * 30)
        is None
    )


def test_what_a_notice_introduces_belongs_to_it(article, outline):
    text = f"# T\n\n{BODY}\n\nCall 999 if you:\n\n- have chest pain\n- cannot breathe\n\nThat is all.\n"
    assert outline(article("a.md", text)) == [
        BODY,
        "! warning: Call 999 if you:",
        "! warning: - have chest pain",
        "! warning: - cannot breathe",
        "That is all.",
    ]


def test_a_heading_of_a_notice_belongs_to_it(article, outline):
    text = f"# T\n\n{BODY}\n\n## Disclaimer\n\nWe are not doctors.\n\n## More\n\n{BODY}\n"
    assert outline(article("a.md", text)) == [
        BODY,
        "! disclaimer: ## Disclaimer",
        "! disclaimer: We are not doctors.",
        "## More",
        BODY,
    ]


def test_a_heading_with_nothing_under_it_is_no_notice(article, outline):
    text = f"# T\n\n{BODY}\n\n## Call 999 first\n\n### Then\n\n{BODY}\n"
    assert outline(article("a.md", text)) == [BODY, "## Call 999 first", "### Then", BODY]


def test_a_list_of_helplines_is_one_notice(article, outline):
    text = f"# T\n\n{BODY}\n\n- Samaritans: 116 123\n- NHS 111: ring 111\n"
    assert outline(article("a.md", text))[1:] == [
        "! helpline: - Samaritans: 116 123",
        "! helpline: - NHS 111: ring 111",
    ]


def test_neighbours_of_one_role_are_one_notice(article):
    lines = [BODY, "This is not medical advice.", "It is for information only.", "Call 999 if it hurts."]
    text = "\n\n".join(["# T", *lines])
    assert [(notice.role, len(notice.blocks)) for notice in article("a.md", text).notices()] == [
        ("disclaimer", 2),
        ("warning", 1),
    ]
