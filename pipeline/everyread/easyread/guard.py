"""The guard: is an easy version still saying what its source sentence says?

It knows nothing of how the easy version was made: it only compares words, so that it can judge the rules,
a person or any other writer alike.  It is strict on purpose.  A false alarm costs one sentence that stays
as it was; a lost "not" may cost somebody their health.

What it cannot see is a swapped meaning in the same words.  That is why a person must read every draft.
The classes follow Devaraj et al., "Evaluating Factuality in Text Simplification" (ACL 2022).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

# Spellings that mean exactly the same, so either may stand for the other.
_SAME = (
    (re.compile(r"\be\.\s?g\.,?", re.I), "for example"),
    (re.compile(r"\bi\.\s?e\.,?", re.I), "that is"),
    (re.compile(r"\betc\b\.?", re.I), "and so on"),
    (re.compile(r"\bapprox\b\.?", re.I), "about"),
    (re.compile(r"[’ʼ]"), "'"),
    (re.compile(r"\bcan(?:'t|not)\b", re.I), "can not"),
    (re.compile(r"\bwon't\b", re.I), "will not"),
    (re.compile(r"n't\b", re.I), " not"),
    (re.compile(r"\bI'm\b"), "I am"),
    (re.compile(r"'re\b", re.I), " are"),
    (re.compile(r"'ve\b", re.I), " have"),
    (re.compile(r"'ll\b", re.I), " will"),
    (re.compile(r"\bper cent\b|\bpercent\b", re.I), "%"),
)
_NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
}
_OTHER_NUMBERS = frozenset(
    "once twice thrice double triple half halves third thirds quarter quarters dozen dozens hundred hundreds "
    "thousand thousands million millions billion billions first second fourth fifth sixth daily weekly "
    "monthly hourly yearly nightly".split()
)
_CLASSES: dict[str, frozenset[str]] = {
    "how sure it is": frozenset(
        "may might could can would will shall possible possibly probable probably likely unlikely perhaps "
        "maybe appear appears appeared seem seems seemed suggest suggests suggested certain certainly "
        "potential potentially think thought believe believed claim claims estimated expected proven".split()
    ),
    "what must be done": frozenset(
        "must should ought need needs needed have has had required require requires let".split()
    ),
    "how many or how often": frozenset(
        "some most many much few several all every each any both either always often usually sometimes "
        "rarely frequently occasionally seldom ever only just almost nearly majority minority mainly mostly "
        "about around approximately up least over under between enough too very again still yet "
        "already".split()
    ),
    "cause and link": frozenset(
        "because since due cause causes caused causing link links linked associated association correlated "
        "lead leads leading led result results resulted therefore so reason reasons related trigger triggers "
        "triggered".split()
    ),
    "a condition or a contrast": frozenset(
        "if unless until when whenever while whilst although though but however whereas before after during "
        "except instead otherwise despite or nor then than as whether provided even".split()
    ),
    "a comparison": frozenset(
        "more less fewer better worse best worst higher lower greater smaller larger bigger longer shorter "
        "same equal equally similar similarly different increase increases increased decrease decreases "
        "decreased reduce reduces reduced rather".split()
    ),
}
_NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor without hardly barely scarcely unless except avoid "
    "avoids avoided fail fails failed lack lacks lacked stop stops stopped".split()
)
# Words that may come or go at a join, since they carry no fact of their own.
_JOINERS = frozenset("a an the and which who that this these is are means short for".split())
_SYMBOLS = frozenset("%£$€<>≤≥=±°+×")
# Verbs that make a sentence an order when they stand first.
_ORDERS = frozenset(
    "take stop start try avoid ask talk see call ring phone use rest do drink eat keep make go get give "
    "tell visit contact check read follow increase reduce double skip seek discuss speak consider remember "
    "don't never always".split()
)
_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[%£$€<>≤≥=±°+×]|[^\w\s]")


@dataclass(frozen=True)
class _Words:
    """One sentence as words, in one spelling where several mean the same."""

    text: str

    @cached_property
    def plain(self) -> str:
        text = self.text
        for pattern, plain in _SAME:
            text = pattern.sub(plain, text)
        return text

    @cached_property
    def tokens(self) -> list[str]:
        return _TOKEN.findall(self.plain)

    @cached_property
    def folded(self) -> list[str]:
        return [_fold(token) for token in self.tokens]

    @cached_property
    def words(self) -> list[str]:
        return [token for token in self.folded if token[0].isalnum() or token in _SYMBOLS]

    def with_next(self, wanted: frozenset[str]) -> Iterator[str]:
        """Each wanted word with the word it belongs to: "not take", "200 mg"; alone at a stop."""
        for place, word in enumerate(self.folded):
            if word in wanted or (wanted is _OTHER_NUMBERS and word[0].isdigit()):
                following = self.folded[place + 1 : place + 2]
                joined = following and following[0] not in _JOINERS and _says_something(following[0])
                yield f"{word} {following[0]}" if joined else word

    def names(self) -> set[str]:
        """Capitalised words that do not stand first, and acronyms anywhere."""
        words = [token for token in self.tokens if token[0].isalpha()]
        inner = {word for word in words[1:] if word != word.lower() and word != "I"}
        return inner | {word for word in words[:1] if sum(letter.isupper() for letter in word) > 1}


def _fold(token: str) -> str:
    lower = token.casefold()
    return _NUMBER_WORDS.get(lower, re.sub(r"(?<=\d),(?=\d{3})", "", lower))


def _says_something(token: str) -> bool:
    return token[0].isalnum() or token in {"%", "°"}


def problems(source: str, easy: Sequence[str], *, recall: float = 1.0) -> tuple[str, ...]:
    """What may have gone wrong between a source sentence and its easy version, in plain English.

    `easy` is the lines that stand for the sentence.  `recall` is the share of the source's words with
    content that must be there: all of them when rules wrote the lines.  No problems is an empty tuple.
    """
    before = _Words(source)
    after = [_Words(line) for line in easy]
    found = [
        *_changes("a number", _counted(before, _OTHER_NUMBERS), _sum_counted(after, _OTHER_NUMBERS)),
        *_changes("a “no” or “not”", _counted(before, _NEGATIONS), _sum_counted(after, _NEGATIONS)),
        *_changes("a symbol", _symbols(before), sum((_symbols(line) for line in after), Counter())),
        *_classes(before, after),
        *_names(before, after),
        *_content(before, after, recall),
        *_reach(before, after),
        *_order(before, after, recall),
        *_advice(before, after),
    ]
    return tuple(dict.fromkeys(found))


def _counted(words: _Words, wanted: frozenset[str]) -> Counter[str]:
    return Counter(words.with_next(wanted))


def _sum_counted(lines: list[_Words], wanted: frozenset[str]) -> Counter[str]:
    return sum((_counted(line, wanted) for line in lines), Counter())


def _symbols(words: _Words) -> Counter[str]:
    return Counter(token for token in words.tokens if token in _SYMBOLS)


def _changes(what: str, before: Counter[str], after: Counter[str]) -> Iterator[str]:
    for word in (before - after).elements():
        yield f"{what} is lost: “{word}”"
    for word in (after - before).elements():
        yield f"{what} is added: “{word}”"


def _classes(before: _Words, after: list[_Words]) -> Iterator[str]:
    for what, members in _CLASSES.items():
        said = Counter(word for word in before.words if word in members)
        says = Counter(word for line in after for word in line.words if word in members)
        yield from _changes(f"a word for {what}", said, says)


def _names(before: _Words, after: list[_Words]) -> Iterator[str]:
    here = {token for line in after for token in line.tokens}
    for name in sorted(before.names() - here):
        yield f"a name is lost: “{name}”"
    for name in sorted({name for line in after for name in line.names()} - set(before.tokens)):
        yield f"a name is added: “{name}”"


def _content(before: _Words, after: list[_Words], recall: float) -> Iterator[str]:
    said = Counter(word for word in before.words if word not in _JOINERS)
    says = Counter(word for line in after for word in line.words if word not in _JOINERS)
    lost = said - says
    if said.total() and 1 - lost.total() / said.total() < recall:
        yield "words are lost: " + ", ".join(f"“{word}”" for word in lost)
    if new := [word for word in says if word not in said]:
        yield "words are added: " + ", ".join(f"“{word}”" for word in new)


def _reach(before: _Words, after: list[_Words]) -> Iterator[str]:
    """A "may" or "not" that no longer covers its "because".

    "They may rest because it helps" does not say that it helps, so the two must stay in one line.
    """
    weighing = _CLASSES["how sure it is"] | _NEGATIONS
    for clause in re.split(r"[,;:.()–—]", before.plain):
        words = _Words(clause).words
        if "because" not in words:
            continue
        for word in words[: words.index("because")]:
            if word in weighing and not any({word, "because"} <= set(line.words) for line in after):
                yield f"“{word}” no longer covers “because”"


def _order(before: _Words, after: list[_Words], recall: float) -> Iterator[str]:
    """The same words in another order may say the opposite ("A is better than B").

    One line with every word must keep them all as they were.  Each further line allows for one join,
    where a clause was taken out.
    """
    if recall == 1.0 and len(after) == 1:
        if before.words != after[0].words:
            yield "words are in another order"
        return
    content = [word for word in before.words if word not in _JOINERS]
    known = {*pairwise(before.words), *pairwise(content)}
    new = [pair for line in after for pair in _pairs(line) if pair not in known]
    if len(new) > max(len(after) - 1, 0):
        yield "words are in another order: " + ", ".join(f"“{one} {two}”" for one, two in new)


def _pairs(line: _Words) -> Iterator[tuple[str, str]]:
    """Words that stand side by side, without the joiners."""
    for one, two in pairwise(line.words):
        if one not in _JOINERS and two not in _JOINERS:
            yield one, two


def _advice(before: _Words, after: list[_Words]) -> Iterator[str]:
    """An order to the reader that the source does not give."""
    starts = {
        word
        for previous, word in zip([".", *before.folded], before.folded, strict=False)
        if previous in ".;:!?–—"
    }
    starts.update(before.words[:1])
    for line in after:
        first = line.words[0] if line.words else ""
        if first in _ORDERS and first not in starts:
            yield f"advice is added: “{line.text}”"
    if sum(line.words.count("you") for line in after) > before.words.count("you"):
        yield "advice is added: the easy version speaks to the reader more often"
