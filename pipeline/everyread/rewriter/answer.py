"""The model's answer, read as strictly as can be: this JSON and nothing else, these ids and no others."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

LONGEST = 400
"""Characters of one sentence; 15 words have about 100."""
MOST_LINES = 12
"""Sentences that stand for one."""


class AnswerError(Exception):
    """The answer is not in the form that was asked for; the message says why."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    source_ids: Annotated[list[str], Field(min_length=1, max_length=1)]
    """One: each easy sentence stands for one sentence, so that a person can check them side by side."""
    sentences: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=LONGEST)]],
        Field(min_length=1, max_length=MOST_LINES),
    ]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    rewritten: list[_Entry]


def read_answer(text: str, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The sentences for each id.  Raises AnswerError unless each id is there once, in order."""
    try:
        value = json.loads(text, object_pairs_hook=_no_name_twice, parse_constant=_no_such_number)
        answer = _Answer.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise AnswerError(
            f"the JSON is not in the form asked for ({place[:60]}: {first['msg'][:80]})"
        ) from error
    except (ValueError, RecursionError) as error:
        raise AnswerError("it is not JSON alone") from error
    given = [entry.source_ids[0] for entry in answer.rewritten]
    if given != list(ids):
        raise AnswerError(f"the ids must be these, once each and in this order: {', '.join(ids)}")
    return {entry.source_ids[0]: tuple(entry.sentences) for entry in answer.rewritten}


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two readers may each see another one of two values, so neither counts."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _no_such_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
