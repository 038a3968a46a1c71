"""The answer is read strictly: the JSON that was asked for, the ids that were asked about, nothing else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.rewriter.answer import AnswerError, read_answer
from everyread.rewriter.prompt import SCHEMA
from tests.rewriter.model_server import entries

IDS = ["s0002", "s0003"]
GOOD = entries({"s0002": ["One."], "s0003": ["Two.", "Three."]})


def entry(**changes: object) -> str:
    good = {"source_ids": ["s0002"], "sentences": ["One."]} | changes
    return json.dumps({"rewritten": [good, {"source_ids": ["s0003"], "sentences": ["Two."]}]})


def test_the_sentences_by_their_id() -> None:
    assert read_answer(GOOD, IDS) == {"s0002": ("One.",), "s0003": ("Two.", "Three.")}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Here is the easy read you asked for.",
        f"```json\n{GOOD}\n```",
        f"{GOOD} I hope this helps!",
        GOOD[:-20],
        "[" * 100_000,
        "null",
        GOOD.replace('"rewritten"', '"answer"'),
        GOOD[:-1] + ', "tool_calls": [{"name": "send"}]}',
        GOOD[:-1] + ', "rewritten": []}',
        GOOD[:-1] + ', "rewritten": NaN}',
        entry(note="extra"),
        entry(sentences=[]),
        entry(sentences="One."),
        entry(sentences=[1]),
        entry(sentences=[""]),
        entry(sentences=["x" * 401]),
        entry(sentences=["One."] * 13),
        entry(source_ids=[]),
        entry(source_ids=["s0009"]),
        entry(source_ids=["s0003"]),
        entry(source_ids=["s0002", "s0003"]),
        entries({"s0002": ["One."]}),
        entries({"s0003": ["Two."], "s0002": ["One."]}),
        entries({"s0002": ["One."], "s0003": ["Two."], "s0004": ["Three."]}),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(AnswerError):
        read_answer(text, IDS)


@given(
    st.text()
    | st.recursive(st.none() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)).map(
        json.dumps
    )
)
def test_no_answer_is_a_crash(text: str) -> None:
    with pytest.raises(AnswerError):
        read_answer(text, IDS)


def test_the_schema_in_the_prompt_asks_for_what_is_read() -> None:
    [rows] = SCHEMA["properties"].values()

    assert SCHEMA["required"] == ["rewritten"]
    assert sorted(rows["items"]["properties"]) == sorted(json.loads(GOOD)["rewritten"][0])
