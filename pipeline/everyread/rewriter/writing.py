"""One passage: a question, at most one repair, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from everyread.easyread.glossary import Glossary
from everyread.easyread.marks import Runs
from everyread.rewriter.endpoint import Reply
from everyread.rewriter.passages import Passage
from everyread.rewriter.prompt import Messages, question, second_question
from everyread.rewriter.verdict import Lines, Verdict, judge


@dataclass(frozen=True, slots=True)
class Written:
    """What the model made of a passage."""

    passage: Passage
    lines: Mapping[str, tuple[Runs, ...]]
    """By sentence; empty when one of them was wrong in both answers, for then the rules have the paragraph."""
    faults: Mapping[str, tuple[str, ...]]
    """What was wrong, by sentence."""
    form: str
    """Why neither answer could be judged; empty when one could."""

    @property
    def was_refused(self) -> bool:
        return not self.lines


def write(passage: Passage, rules: Lines, glossary: Glossary, ask: Callable[[Messages], Reply]) -> Written:
    """Ask about a passage, and once more where the answer will not do.

    Raises EndpointError when there is no answer.
    """
    first = question(passage)
    reply = ask(first)
    verdict = judge(reply, passage, rules, glossary)
    if not verdict.complaints:
        return Written(passage, verdict.lines, {}, "")
    second = judge(ask(second_question(first, reply.text, verdict.complaints)), passage, rules, glossary)
    return _better(passage, verdict, second)


def _better(passage: Passage, first: Verdict, second: Verdict) -> Written:
    """Each sentence from the answer in which it was right, the second before the first."""
    lines = {**first.lines, **second.lines}
    if all(asked.id in lines for asked in passage):
        return Written(passage, lines, {}, "")
    judged = first if second.form else second
    wrong = {name: faults for name, faults in judged.faults.items() if name not in lines}
    return Written(passage, {}, wrong, judged.form)
