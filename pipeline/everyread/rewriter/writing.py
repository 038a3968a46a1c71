"""One passage: a question, at most one repair, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from everyread.easyread.glossary import Glossary
from everyread.easyread.marks import Runs, text_in
from everyread.rewriter.endpoint import Reply
from everyread.rewriter.passages import Passage
from everyread.rewriter.prompt import Messages, question, second_question
from everyread.rewriter.terms import put_back
from everyread.rewriter.verdict import Lines, Verdict, judge


@dataclass(frozen=True, slots=True)
class Written:
    """What the model made of a passage."""

    passage: Passage
    lines: Mapping[str, tuple[Runs, ...]]
    """By sentence, where they are not just what the rules made; empty when the passage was refused."""
    faults: Mapping[str, tuple[str, ...]]
    """What was wrong in both answers, by sentence; for even one the rules have the whole passage."""
    form: str = ""
    """Why neither answer could be judged; empty when one could."""

    @property
    def was_refused(self) -> bool:
        return bool(self.faults or self.form)

    def reasons(self) -> Mapping[str, str]:
        """Its first fault by sentence, for people: with the words themselves, and not what stood for them."""
        words = {name: f"“{text}”" for asked in self.passage for name, text in asked.shielded.terms.items()}
        return {sentence: put_back(faults[0], words) for sentence, faults in self.faults.items()}


def write(passage: Passage, rules: Lines, glossary: Glossary, ask: Callable[[Messages], Reply]) -> Written:
    """Ask about a passage, and once more where the answer will not do.

    Raises EndpointError when there is no answer.
    """
    messages = question(passage)
    reply = ask(messages)
    first = judge(reply, passage, rules, glossary)
    if not first.complaints:
        return Written(passage, _new(first.lines, rules), {})
    second = judge(ask(second_question(messages, reply.text, first.complaints)), passage, rules, glossary)
    return _better(passage, first, second, rules)


def _better(passage: Passage, first: Verdict, second: Verdict, rules: Lines) -> Written:
    """Each sentence from the answer in which it was right, the second before the first."""
    lines = {**first.lines, **second.lines}
    if all(asked.id in lines for asked in passage):
        return Written(passage, _new(lines, rules), {})
    judged = first if second.form else second
    wrong = {name: faults for name, faults in judged.faults.items() if name not in lines}
    return Written(passage, {}, wrong, judged.form)


def _new(lines: Mapping[str, tuple[Runs, ...]], rules: Lines) -> dict[str, tuple[Runs, ...]]:
    return {name: each for name, each in lines.items() if tuple(map(text_in, each)) != rules.get(name)}
