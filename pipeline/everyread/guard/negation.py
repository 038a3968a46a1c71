"""What is denied, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from everyread.guard.problem import Kind, Problem
from everyread.guard.words import Words, clauses, has_content, stem

NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor without hardly barely scarcely unless except avoid "
    "avoids avoided avoiding fail fails failed lack lacks lacked lacking".split()
)
_STOPPED = frozenset("stop stops stopped".split())
EXACT_NEGATIONS = NEGATIONS | _STOPPED
_REACH = 3
"""Words with content that a "not" is taken to cover: its verb, and what the verb is about."""


def negation_problems(before: Words, after: Words) -> Iterator[Problem]:
    """For text in other words: as many denials, and of the same things."""
    said, says = _denials(before), _denials(after)
    # "Cannot sleep or eat" may become two sentences, each with its own "not".
    repeats = sum(clause.count("or") for clause in clauses(before.text) if NEGATIONS & set(clause))
    if len(says) < len(said):
        yield Problem(Kind.NEGATION, f"a “no” or “not” is lost: {len(said)} in the source, {len(says)} here")
    elif len(says) > len(said) + (repeats if said else 0):
        yield Problem(Kind.NEGATION, f"a “no” or “not” is added: {len(said)} in the source, {len(says)} here")
    covered = {word for scope in said for word in scope}
    covers = {word for scope in says for word in scope}
    once = Counter(stem(word) for word in before.words if has_content(word))
    here = Counter(stem(word) for word in after.words if has_content(word))
    for scope in says:
        if scope and scope[0] not in covered and scope[0] in once:
            yield Problem(Kind.NEGATION, f"“not” now belongs to another word: “{scope[0]}”")
    for scope in said:
        if scope and scope[0] not in covers and here[scope[0]] >= max(once[scope[0]], 1) and says:
            yield Problem(Kind.NEGATION, f"“not” no longer belongs to its word: “{scope[0]}”")


def _denials(words: Words) -> list[tuple[str, ...]]:
    """For each denial the stems of the words it covers."""
    found = []
    for clause in clauses(words.text):
        for place, word in enumerate(clause):
            if word in NEGATIONS:
                covered = [stem(other) for other in clause[place + 1 :] if has_content(other)]
                found.append(tuple(covered[:_REACH]))
    return found
