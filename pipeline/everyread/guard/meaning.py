"""Small words that carry the meaning: "may", "must", "some", "because", "more", "if".

Each group below holds words of which one may stand for another.  For text in other words a group may not
lose a word, and may not come from nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from everyread.guard.problem import Kind, Problem
from everyread.guard.words import Words, clauses, has_content, stem

_GROUPS: tuple[tuple[Kind, str, str], ...] = (
    (
        Kind.CERTAINTY,
        "may",
        r"may|might|could(?! not)|(?<!as soon as )possibl[ey]|possibility|perhaps|maybe|potential(?:ly)?",
    ),
    (Kind.CERTAINTY, "can", r"can|able|could(?= not)"),
    (Kind.CERTAINTY, "likely", r"likely|probabl[ey]"),
    (Kind.CERTAINTY, "seems", r"seem(?:s|ed)?|appear(?:s|ed)?|suggest(?:s|ed|ing)?"),
    (Kind.CERTAINTY, "think", r"thinks?|thought|believe[sd]?|estimate[sd]?|claim(?:s|ed)?|expect(?:s|ed)?"),
    (Kind.CERTAINTY, "proved", r"prove[sdn]?|proof|certain(?:ly)?|definite(?:ly)?|sure"),
    (Kind.DUTY, "must", r"must|(?:has|have|had) to|needs? to|required to"),
    (Kind.DUTY, "should", r"should|ought to|recommend(?:s|ed)?|advise[sd]?"),
    (Kind.DUTY, "stop taking", r"(?:stop|quit|come off)\w* (?:tak|us|treat|the (?:drug|med)|your med)\w*"),
    (Kind.DUTY, "start taking", r"(?:start|begin)\w* (?:to )?(?:tak|us|treat|the (?:drug|med)|your med)\w*"),
    (Kind.QUANTITY, "some", r"some(?! day)|several|a few"),
    (Kind.QUANTITY, "most", r"most(?! \w+ (?:thing|part|way)\b)|majority|mostly|mainly"),
    (Kind.QUANTITY, "many", r"many|lots? of|a lot of|numerous"),
    (Kind.QUANTITY, "few", r"(?<!a )few"),
    (Kind.QUANTITY, "all", r"(?<!at )all|every(?:one|body|thing)|every|each|whole"),
    (Kind.QUANTITY, "always", r"always|at all times"),
    (Kind.QUANTITY, "usually", r"usually|normally|generally|typically"),
    (Kind.QUANTITY, "often", r"often|frequent(?:ly)?"),
    (Kind.QUANTITY, "sometimes", r"sometimes|occasional(?:ly)?|at times|now and then"),
    (Kind.QUANTITY, "rarely", r"rare(?:ly)?|seldom"),
    (Kind.QUANTITY, "only", r"only|just(?= \d)"),
    (Kind.QUANTITY, "at least", r"at least|minimum|or more"),
    (Kind.QUANTITY, "up to", r"up to|at most|maximum"),
    (Kind.QUANTITY, "about", r"(?:about|around)(?= (?:\d|half|a |one|two|three))|approximately|roughly"),
    (Kind.QUANTITY, "nearly", r"nearly|almost"),
    (Kind.QUANTITY, "over", r"(?:more than|over|above)(?= \d)"),
    (Kind.QUANTITY, "under", r"(?:less than|fewer than|under|below)(?= \d)"),
    (Kind.CAUSE, "cause", r"cause[sd]?|causing|leads? to|led to|leading to|results? in|resulted in"),
    (
        Kind.CAUSE,
        "because",
        r"because|due to|owing to|therefore|as a result|(?:that|this) is why|reasons?|thanks to|"
        r"since(?= (?:it|they|he|she|this|that|we|you|these|there)\b)|so(?= (?:it|they|he|she|we|you|i|"
        r"there)\b)",
    ),
    (Kind.CAUSE, "link", r"link(?:s|ed)?|associat(?:ed|ion|ions)|related to|connect(?:ed|ion)|correlat\w+"),
    (Kind.CAUSE, "trigger", r"trigger\w*|set off"),
    (
        Kind.COMPARISON,
        "more",
        r"more(?! than \d)|greater|higher|bigger|larger|longer|faster|increas\w+|rais(?:es?|ed)|rises?|"
        r"rising|"
        r"rose|goes up|go(?:ing)? up|went up",
    ),
    (
        Kind.COMPARISON,
        "less",
        r"(?:less|fewer)(?! than \d)|lower(?:s|ed|ing)?|smaller|shorter|slower|decreas\w+|reduc\w+|fell|"
        r"fall(?:s|en|ing)?|drop(?:s|ped)?|goes down|go(?:ing)? down|went down",
    ),
    (Kind.COMPARISON, "better", r"better|improv\w+"),
    (Kind.COMPARISON, "worse", r"worse(?:n\w*)?|worst|deteriorat\w+"),
    (Kind.COMPARISON, "same", r"(?:the )?same|equal(?:ly)?|similar(?:ly)?"),
    (Kind.COMPARISON, "different", r"differ(?:s|ed|ent|ently|ence|ences)?|unlike"),
    (Kind.CONDITION, "if", r"if|unless|provided|as long as|in case|when(?:ever)?"),
    (Kind.CONDITION, "until", r"until|till"),
    (Kind.CONDITION, "before", r"before|prior to"),
    (Kind.CONDITION, "after", r"after(?:wards)?|following"),
    (Kind.CONDITION, "except", r"except|apart from|other than"),
)
_PATTERNS = tuple((kind, name, re.compile(rf"\b(?:{pattern})\b")) for kind, name, pattern in _GROUPS)
_CONTEXT = {
    Kind.CERTAINTY: "how sure it is",
    Kind.DUTY: "what must be done",
    Kind.QUANTITY: "how many or how often",
    Kind.CAUSE: "cause and link",
    Kind.COMPARISON: "a comparison",
    Kind.CONDITION: "a condition or a contrast",
}


def meaning_problems(before: Words, after: Words) -> Iterator[Problem]:
    """For text in other words."""
    for kind, name, pattern in _PATTERNS:
        said, says = len(pattern.findall(before.figures)), len(pattern.findall(after.figures))
        if says < said:
            yield Problem(kind, f"a word for {_CONTEXT[kind]} is lost: “{name}”, or one like it")
        elif says and not said:
            found = pattern.search(after.figures)
            yield Problem(kind, f"a word for {_CONTEXT[kind]} is added: “{found[0] if found else name}”")
    yield from _turned_round(before, after)


def _turned_round(before: Words, after: Words) -> Iterator[Problem]:
    """A comparison whose sides have changed places."""
    said, says = list(_sides(before)), list(_sides(after))
    pairs = zip(said, says, strict=True) if len(said) == len(says) else product(said, says)
    for (left, right), (first, second) in pairs:
        if (right - left) & (first - second) and not right & second:
            yield Problem(Kind.COMPARISON, "a comparison is turned round")
            return


def _sides(words: Words) -> Iterator[tuple[set[str], set[str]]]:
    """What stands before and after each "than" of a clause."""
    for clause in clauses(words.text):
        if "than" in clause:
            place = clause.index("than")
            yield (
                {stem(word) for word in clause[:place] if has_content(word)},
                {stem(word) for word in clause[place + 1 :] if has_content(word)},
            )


_CLASSES: dict[Kind, frozenset[str]] = {
    Kind.CERTAINTY: frozenset(
        "may might could can would will shall possible possibly probable probably likely unlikely perhaps "
        "maybe appear appears appeared seem seems seemed suggest suggests suggested certain certainly "
        "potential potentially think thought believe believed claim claims estimated expected proven".split()
    ),
    Kind.DUTY: frozenset(
        "must should ought need needs needed have has had required require requires let".split()
    ),
    Kind.QUANTITY: frozenset(
        "some most many much few several all every each any both either always often usually sometimes "
        "rarely frequently occasionally seldom ever only just almost nearly majority minority mainly mostly "
        "about around approximately up least over under between enough too very again still yet "
        "already".split()
    ),
    Kind.CAUSE: frozenset(
        "because since due cause causes caused causing link links linked associated association correlated "
        "lead leads leading led result results resulted therefore so reason reasons related trigger triggers "
        "triggered".split()
    ),
    Kind.CONDITION: frozenset(
        "if unless until when whenever while whilst but whereas before after during "
        "except instead otherwise despite or nor then than as whether provided even".split()
    ),
    Kind.COMPARISON: frozenset(
        "more less fewer better worse best worst higher lower greater smaller larger bigger longer shorter "
        "same equal equally similar similarly different increase increases increased decrease decreases "
        "decreased reduce reduces reduced rather".split()
    ),
}
WEIGHING = _CLASSES[Kind.CERTAINTY]


def class_of(word: str) -> tuple[Kind, str] | None:
    """The kind of a word that carries meaning, and how to speak of it; None for any other word."""
    for kind, members in _CLASSES.items():
        if word in members:
            return kind, f"a word for {_CONTEXT[kind]}"
    return None
