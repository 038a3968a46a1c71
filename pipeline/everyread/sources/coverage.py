"""Coverage: every visible word of a source file is in the article, or among what was left out, or lost.

The account is made from the file's own lines (`visible`) and the finished article alone, so it judges the
readers without trusting them.  Words are compared in small letters, without punctuation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from everyread.article import Article, Figure, Listing, Paragraph, Quotation
from everyread.findings import Finding
from everyread.sentences import split_text
from everyread.sources.lookup import Texts, Unit, plain
from everyread.sources.parts import short
from everyread.store import Digest, Store

_MARKER = re.compile(r"^\W*(?:(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]|o\s)\s*")
"""A bullet or number at the start of a line, which an article keeps as a list."""
_LABELS = frozenset(
    "by words written story text article published updated posted reviewed date on last from in".split()
)
"""Words beside a writer, a date or an issue that only say what it is."""
_ELSEWHERE = frozenset({"extractor", "outside-article", "share-box", "page-part"})
"""Rules by which a page is cut down to its article, and which may cut too much."""
_MOST_LEFT = 0.6
"""Share of a page's sentences that may be left out without a word to the editor."""
PART_RULE = "whole-part"
"""The rule by which a chapter or post was left out as a whole."""
_PART_SHARE = 0.2
"""Share of a part's words in the articles below which they are there by chance, as in a list of contents."""
_FEWEST_LEFT = 150
"""Words left out below which a page is only short."""
_FEWEST_PROSE = 8
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One visible sentence of a source file, and what became of it."""

    text: str
    """As the file shows it."""
    article: int = 0
    """Which article of the file it is in, from 1; 0 for none."""
    kept: tuple[str, ...] = ()
    """Ids of the sentences that say it, or names of fields: "section", "author", "alt"."""
    rules: tuple[str, ...] = ()
    """Cleaning rules by which it, or a part of it, was left out."""
    lost: str = ""
    """The words of it that nothing accounts for."""


@dataclass(frozen=True, slots=True)
class Accounting:
    """What became of every visible sentence of a file."""

    rows: tuple[Row, ...]

    @property
    def coverage(self) -> float:
        """Share of the visible words that are accounted for: 1.0 when none is lost."""
        words = sum(len(plain(row.text).split()) for row in self.rows)
        lost = sum(len(row.lost.split()) for row in self.rows)
        return 1.0 if not lost else min(round(1 - lost / words, 4), 0.9999)

    def to_json(self) -> bytes:
        """The rows, for the store."""
        return json.dumps([asdict(row) for row in self.rows], ensure_ascii=False).encode()


def read_accounting(store: Store, digest: Digest) -> Accounting:
    """The account that a reading left in the store, in its file "accounting".

    Raises KeyError when the store has lost it.
    """
    rows = json.loads(store.get(digest))
    lists = ("kept", "rules")
    return Accounting(tuple(Row(**row | {name: tuple(row[name]) for name in lists}) for row in rows))


def account(parts: Sequence[Iterable[str]], articles: Sequence[Article]) -> Accounting:
    """Look every visible line up in the finished articles, which must have their sentence ids.

    Of a file with many parts (chapters, posts), one that the articles have next to nothing of was left out
    whole, which its reader has told.
    """
    said, fields, left = Texts(_kept(articles)), Texts(_fields(articles)), Texts(_left(articles))
    rows: list[Row] = []
    for lines in parts:
        sentences = [each for line in lines for each in split_text(line) if plain(each)]
        found = [_row(sentence, said, fields, left) for sentence in sentences]
        if len(parts) > 1 and _share_kept(found) < _PART_SHARE:
            found = [Row(row.text, rules=(PART_RULE,)) for row in found]
        rows += found
    return Accounting(tuple(rows))


def findings(accounting: Accounting, name: str) -> tuple[Finding, ...]:
    """What an editor must know of the account: lost text, and a page that was cut down to little."""
    found: list[Finding] = []
    lost = [row for row in accounting.rows if row.lost]
    if lost:
        shown = ", ".join(f"“{short(row.text)}”" for row in lost[:_SHOWN])
        rest = f" and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else ""
        found.append(
            Finding(
                "SRC-030",
                f"Text of the file is neither in the article nor among what was left out: {shown}{rest}.",
                "Copy the article's text into a plain file (.txt or .md), and report this with the file.",
                file=name,
            )
        )
    prose = [row for row in accounting.rows if _is_prose(row)]
    dropped = sum(len(row.text.split()) for row in prose if _ELSEWHERE & {*row.rules})
    kept = sum(len(row.text.split()) for row in prose if row.kept)
    if dropped >= _FEWEST_LEFT and dropped > _MOST_LEFT * (dropped + kept):
        found.append(
            Finding(
                "SRC-031",
                f"{dropped:,} words of the page's sentences were left out, and {kept:,} were kept.",
                "Read the list in the report. If the article is not whole, name its place on the page under "
                "“take” in house.toml, or copy its text into a plain file.",
                file=name,
            )
        )
    return tuple(found)


def renumbered(accounting: Accounting, article: int, ids: Mapping[str, str], rule: str) -> Accounting:
    """The account after sentences of an article were dropped by `rule`; `ids` has the others' new ids."""

    def moved(row: Row) -> Row:
        if row.article != article:
            return row
        gone = [each for each in row.kept if each.startswith("s") and each[1:].isdigit() and each not in ids]
        kept = tuple(ids.get(each, each) for each in row.kept if each not in gone)
        return replace(row, kept=kept, rules=(*row.rules, rule) if gone else row.rules)

    return Accounting(tuple(moved(row) for row in accounting.rows))


def _share_kept(rows: Sequence[Row]) -> float:
    words = sum(len(row.text.split()) for row in rows)
    return sum(len(row.text.split()) for row in rows if row.kept and not row.lost) / words if words else 0.0


def _row(sentence: str, said: Texts, fields: Texts, left: Texts) -> Row:
    for text in _spellings(sentence):
        words = plain(text)
        for place in (said, left, fields):
            if unit := place.whole(words):
                return _found(sentence, [unit], left=place is left)
        for look_up in (Texts.part, Texts.letters):
            for place in (said, left):
                if units := look_up(place, words):
                    return _found(sentence, units, left=place is left)
    return _in_pieces(sentence, said, fields, left)


def _spellings(sentence: str) -> Iterator[str]:
    """The sentence, then without its bullet or number, then as a repair of its characters would have it."""
    import ftfy

    for text in dict.fromkeys((sentence, _MARKER.sub("", sentence, count=1), ftfy.fix_text(sentence))):
        if plain(text):
            yield text


def _found(sentence: str, units: Sequence[Unit], *, left: bool) -> Row:
    labels = _labels(units)
    return Row(sentence, units[0].article, () if left else labels, labels if left else ())


def _labels(units: Iterable[Unit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit.label for unit in units))


def _in_pieces(sentence: str, said: Texts, fields: Texts, left: Texts) -> Row:
    """A sentence that became several things: the longest pieces that are found, from left to right."""
    words = plain(sentence).split()
    kept: list[Unit] = []
    gone: list[Unit] = []
    lost: list[str] = []
    at, end = 0, -1
    while at < len(words):
        longest = [
            (*place.longest(words[at:], end if place is said else -1, begins=at == 0), place)
            for place in (said, fields, left)
        ]
        length, found, place = max(longest, key=lambda each: each[0])
        if found is None:
            lost.append(words[at])
            at += 1
            continue
        at += length
        (gone if place is left else kept).extend(found.units)
        end = found.after if place is said else end
    if kept and {*lost} <= _LABELS:
        lost = []
    first = next(iter((*kept, *gone)), None)
    return Row(sentence, first.article if first else 0, _labels(kept), _labels(gone), " ".join(lost))


def _kept(articles: Sequence[Article]) -> list[Unit]:
    return [
        Unit(words, number, sentence.id)
        for number, article in enumerate(articles, start=1)
        for sentence in article.sentences()
        if (words := plain(sentence.text))
    ]


def _left(articles: Sequence[Article]) -> list[Unit]:
    return [
        Unit(words, number, removed.rule)
        for number, article in enumerate(articles, start=1)
        for removed in article.removed
        if (words := plain(removed.text))
    ]


def _fields(articles: Sequence[Article]) -> list[Unit]:
    """What the article keeps beside its sentences."""
    found: list[Unit] = []
    for number, article in enumerate(articles, start=1):
        texts = [(article.section, "section"), (article.issue, "issue")]
        texts += [(article.author, "author"), (article.date, "date")]
        for block in article.walk():
            match block:
                case Figure(alt=alt):
                    texts.append((alt, "alt"))
                case Quotation(speaker=speaker) | Paragraph(speaker=speaker):
                    texts.append((speaker, "speaker"))
                case Listing(items=items):
                    texts += [(item.mark, "number") for item in items]
                case _:
                    pass
        found += [Unit(words, number, label) for text, label in texts if (words := plain(text))]
    return found


def _is_prose(row: Row) -> bool:
    return len(row.text.split()) >= _FEWEST_PROSE and row.text.rstrip("\"'”’)").endswith((".", "!", "?"))
