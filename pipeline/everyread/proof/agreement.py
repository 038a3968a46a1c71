"""Numbers, units and denials: the words that may not differ in any format.  Says which one does, and where.

A dropped "not" or a wrong dose is the worst that can happen to medical words.  Each file's words are held
against the articles' sentences in order; where a sentence does not stand there as it is, it is laid beside
what stands in its place, word by word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from everyread.article import Article, Sentence, Table, article_adapter
from everyread.findings import Finding
from everyread.proof.wording import quoted, spaced
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

Form = Literal["page", "index", "feed", "captions", "spoken", "pdf", "epub", "daisy", "braille"]
NAMES: dict[Form, str] = {
    "page": "members’ page",
    "index": "first members’ page",
    "feed": "podcast feed",
    "captions": "captions",
    "spoken": "list of what is spoken",
    "pdf": "PDF",
    "epub": "e-book",
    "daisy": "talking book",
    "braille": "braille",
}
EXCERPTS: frozenset[Form] = frozenset({"index", "feed"})
"""These have the first sentences of each article only."""
_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[%°£$€<>≤≥±]")
_DENIALS = frozenset(
    "no not nor never none nobody nothing nowhere neither cannot without unless except avoid stop don "
    "dont".split()
)
_AMOUNTS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million half quarter third double once twice thrice".split()
)
_UNITS = frozenset(
    "mg mcg µg μg g kg ml l cl dl mmol iu units unit microgram micrograms milligram milligrams gram grams "
    "millilitre millilitres litre litres tablet tablets capsule capsules drop drops dose doses spoonful "
    "spoonfuls teaspoon teaspoons second seconds minute minutes hour hours day days week weeks month months "
    "year years times % ° °c am pm mmhg bpm".split()
)
"""Units count only behind a number: else they are ordinary words."""
NEAR = 150
"""Words after the last one found, in which a short sentence must begin; else it is found by chance."""
TELLING = 5
"""Words of a sentence that is not found in a wrong place by chance."""
SAME = 0.6
"""Share of a sentence's words that must stand in its place for it to be that sentence, changed."""
STRAY = 2
"""Words that are put into a sentence; more in a row are a page's foot and head, or a link's address."""
MOST = 20
_QUOTED = 160
"""Characters of a sentence that is shown here: the word that differs may stand late in it."""
_AGAIN = "Do not give this file to anybody. Build again; if it stays, report it with the file."


@dataclass(frozen=True, slots=True)
class AgreementOrder:
    """A finished file, and the articles that it holds, in order."""

    path: str
    file: Digest
    form: Form
    articles: tuple[Digest, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its words in one spelling."""

    id: str
    text: str
    source: str
    words: tuple[str, ...]
    label: bool = False
    """A column header: where a table is read out or set row by row, it stands in each row instead."""


def agreement_task(order: AgreementOrder) -> Task:
    """Compare one file.  Facts of its receipt: sentences, agreeing."""
    code = code_digest("proof.agreement", "proof.agreement_words", "proof.wording", "article", "findings")
    engines = [version_of("lxml"), version_of("pypdfium2")]
    return Task(
        f"numbers and denials of {order.path}",
        prove_agreement,
        order,
        key_of("agreement", code, order, engines),
    )


def prove_agreement(order: AgreementOrder, store: Store) -> Receipt:
    """Which number, unit or denial of which sentence differs in the file.  Runs in a worker."""
    from everyread.proof.agreement_words import UNREADABLE, shown

    articles = [article_adapter().validate_json(store.get(digest)) for digest in order.articles]
    try:
        text = shown(store.get(order.file), order.form)
    except UNREADABLE as error:
        message = f"The {NAMES[order.form]} cannot be read: {error}."
        return Receipt(findings=(Finding("PRF-620", message, _AGAIN),))
    if text is None:
        return Receipt(facts={"sentences": 0, "agreeing": 0})
    wanted = [
        Told(
            each.id,
            each.text,
            article.source.name,
            tuple(tokens(_words(each, order.form))),
            each.id in labels,
        )
        for article in articles
        for labels in [_labels(article)]
        for each in article.sentences()
    ]
    found = tokens(text)
    changed = list(differing(wanted, found))
    if order.form in EXCERPTS:  # other words stand where sentences are left out, and are none of theirs
        changed = [(told, there) for told, there in changed if len(there) <= len(told.words) + STRAY]
    findings = (finding for told, there in changed for finding in _findings(told, there, order.form))
    facts = {"sentences": len(wanted), "agreeing": len(wanted) - len(changed)}
    return Receipt(facts=facts, findings=tuple(findings)[:MOST])


def _words(sentence: Sentence, form: Form) -> str:
    """What is to stand there: an excerpt has no notes, so their marks would be numbers of nothing."""
    kept = (run.text for run in sentence.runs if not (run.note and form in EXCERPTS))
    return "".join(kept)


def tokens(text: str) -> list[str]:
    """Words in small letters without accents, numbers whole, signs of amounts; "don’t" is one word."""
    plain = unicodedata.normalize("NFKD", re.sub("[\xad\u200b\u2060]", "", text).replace("’", "'"))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _TOKEN.findall(bare.casefold())


def differing(wanted: Sequence[Told], found: Sequence[str]) -> Iterator[tuple[Told, list[str]]]:
    """Sentences that do not stand in the file as they are, each with what stands in their place."""
    places = _index(found)
    cursor = 0
    waiting: list[Told] = []
    for told in wanted:
        if not told.words or (told.label and _place(told, found, places, 0, len(found)) is not None):
            continue
        near = len(found) if len(told.words) >= TELLING else cursor + NEAR
        place = _place(told, found, places, cursor, near)
        if place is None:
            waiting.append(told)
            continue
        yield from _beside(waiting, list(found[cursor:place]))
        waiting = []
        cursor = place + len(told.words)
    yield from _beside(waiting, list(found[cursor:]))


def _labels(article: Article) -> frozenset[str]:
    tables = (block for block in article.walk() if isinstance(block, Table))
    return frozenset(each.id for table in tables for cell in table.head for each in cell.prose)


def _index(found: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, word in enumerate(found):
        places.setdefault(word, []).append(place)
    return places


def _place(
    told: Told, found: Sequence[str], places: dict[str, list[int]], cursor: int, last: int
) -> int | None:
    """Where the sentence stands, whole, soonest after the cursor."""
    for place in places.get(told.words[0], ()):
        if place > last:
            return None
        if place >= cursor and tuple(found[place : place + len(told.words)]) == told.words:
            return place
    return None


def _beside(waiting: Sequence[Told], between: list[str]) -> Iterator[tuple[Told, list[str]]]:
    """Each sentence that is not there, beside its own part of what stands between its neighbours."""
    for told in waiting:
        matcher = SequenceMatcher(None, told.words, between, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        if sum(block.size for block in blocks) >= SAME * len(told.words):
            start = max(blocks[0].b - blocks[0].a, 0)
            end = blocks[-1].b + len(told.words) - blocks[-1].a
            yield told, between[start:end]
            between = between[blocks[-1].b + blocks[-1].size :]


def _findings(told: Told, there: list[str], form: Form) -> Iterator[Finding]:
    """One for each number, unit or denial that differs."""
    matcher = SequenceMatcher(None, told.words, there, autojunk=False)
    said, shows = critical(told.words), critical(there)
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if tag == "equal":
            continue
        lost = [told.words[at] for at in range(start, end) if at in said]
        new = [there[at] for at in range(begin, stop) if at in shows]
        strange = tag == "insert" and (stop - begin > STRAY or not any(is_denial(word) for word in new))
        if sorted(lost) == sorted(new) or (not lost and strange):
            continue
        rule = "PRF-621" if any(is_denial(word) for word in (*lost, *new)) else "PRF-620"
        here, instead = " ".join(told.words[start:end]), " ".join(there[begin:stop])
        what = (
            f"has lost “{here}”"
            if not instead
            else f"says “{instead}”, which the article does not"
            if not here
            else f"says “{instead}” where the article says “{here}”"
        )
        message = f"In the {NAMES[form]} a sentence {what}: {quoted(spaced(told.text), _QUOTED)}"
        yield Finding(rule, message, _AGAIN, file=told.source, sentence=told.id)


def critical(words: Sequence[str]) -> frozenset[int]:
    """The places of numbers, of the units behind them, and of denials."""
    amounts = {at for at, word in enumerate(words) if word[0].isdigit() or word in _AMOUNTS}
    units = {at + 1 for at in amounts if at + 1 < len(words) and words[at + 1] in _UNITS}
    denials = {at for at, word in enumerate(words) if is_denial(word)}
    return frozenset(amounts | units | denials)


def is_denial(word: str) -> bool:
    """Whether the word says no: "not", "never", "can't"."""
    return word in _DENIALS or word.endswith("n't")
