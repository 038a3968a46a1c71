"""How good the easy-read drafts are: what they kept, what they made easier, and whether it reads well.

    python -m benchmarks.easy_read_quality [ARTICLES] [--changed FILE]

Three sets: real articles and OneStopEnglish, read where they lie beside the project (Advanced as the source,
Elementary, which teachers wrote, as the reference; the first ARTICLES, or all), and the demonstration issue.
For each: recall (share of a sentence's words with content that its lines still have, as they were written,
weighed by words), hard flags (by the guard's second, looser comparison: the strict one has refused all that
it minds), reading age by everyread's own measure on what a member reads, without hard-words page and notes
(the explanations are in it), sentences that were changed, and the share of changed lines without a fault of
`easy_read_grammar` that the source sentence did not have.

SARI (`easy_read_sari`) is by paragraph, since teachers move words between sentences: the paragraphs of both
versions are paired in order so that they share the most words (Dice at least PAIRED), and the rest is left
out.  Explanations of the glossary are not in it.  Beside it stands the SARI of changing nothing.
`--changed` writes every changed sentence with its lines, for people to read.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

from benchmarks.easy_read_grammar import faults, new_faults
from benchmarks.easy_read_sari import sari
from benchmarks.onestop import texts
from everyread.article import Article, Paragraph, Run, Source, text_of, unsplit
from everyread.commands.bench import open_bench
from everyread.easyread.document import Draft, Line, Lines, Points
from everyread.easyread.draft import make_draft
from everyread.easyread.glossary import Glossary, read_glossary
from everyread.easyread.model import parse
from everyread.easyread.reading import as_article
from everyread.easyread.substitutes import approved
from everyread.guard.judge import problems
from everyread.guard.problem import HARD, Known, Strictness
from everyread.guard.words import words_of
from everyread.issue import open_issue
from everyread.narration.lexicon_file import read_lexicon
from everyread.readability.scoring import score_article
from everyread.reading import read
from everyread.sentences import segment
from everyread.workspace import Workspace

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
PAIRED = 0.25
"""Dice of two paragraphs' stems; below it they tell of different things."""


@dataclass(slots=True)
class Tally:
    """What was measured on a set."""

    ages: list[tuple[str, float, float]] = field(default_factory=list)
    """Article, before, after."""
    words: int = 0
    kept: float = 0.0
    sentences: int = 0
    changed: int = 0
    changed_lines: int = 0
    hard: list[str] = field(default_factory=list)
    faulty: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    """Each changed sentence and its lines."""
    scores: list[tuple[float, float]] = field(default_factory=list)
    """SARI of the draft, and of the source as it is."""


def real_articles(folder: Path) -> list[Article]:
    """The articles of a folder, as the program reads them."""
    with tempfile.TemporaryDirectory() as temporary:
        workspace = Workspace(ROOT)
        bench = open_bench(workspace, Path(temporary), 1, fresh=False)
        issue = open_issue(str(folder), workspace)
        with bench.workshop(as_json=True) as workshop:
            return [entry.article for entry in read(issue, workshop).entries]


def onestop(archive: Path) -> Iterator[tuple[Article, list[str]]]:
    """Each advanced text as an article, and the paragraphs of its elementary version."""
    found: dict[str, dict[str, list[str]]] = {}
    for name, level, paragraphs in texts(archive):
        found.setdefault(name, {})[level] = paragraphs
    for name, versions in found.items():
        blocks = tuple(Paragraph(unsplit(Run(text))) for text in versions["adv"])
        yield segment(Article(unsplit(Run(name))[0], blocks, Source(name, "", "txt"))), versions["ele"]


def measure(article: Article, glossary: Glossary, said: dict[str, str], tally: Tally) -> Draft:
    """Draft an article, and count what became of its sentences."""
    draft = make_draft(article, glossary)
    before, after = (
        score_article(article, said).age,
        score_article(as_article(draft, article.source), said).age,
    )
    if before and after:
        tally.ages.append((article.source.name, before.years, after.years))
    made: dict[str, list[Line]] = {}
    for line in draft.lines():
        made.setdefault(line.source_id, []).append(line)
    points = {line.source_id for line in _points(draft)}
    same = tuple((hard, each.plain) for hard, plain in approved().items() for each in plain)
    for sentence in article.sentences():
        lines = [each for each in made.get(sentence.id, ()) if "signed" not in each.flags]
        if lines and sentence.id != article.title.id:
            _count(sentence.text, lines, glossary, same, sentence.id in points, tally)
    return draft


def _count(
    text: str,
    lines: Sequence[Line],
    glossary: Glossary,
    same: tuple[tuple[str, str], ...],
    in_points: bool,
    tally: Tally,
) -> None:
    own = [*(line.text for line in lines), *_asides(lines, text)]
    stems = words_of(text).stems
    there = words_of("\n".join(own)).stems
    size = len(text.split())
    tally.sentences += 1
    tally.words += size
    tally.kept += size * (len(stems & there) / len(stems) if stems else 1.0)
    if " ".join(" ".join(own).split()) == " ".join(text.split()):
        return
    tally.changed += 1
    tally.changed_lines += len(own)
    known = Known(glossary.known.terms, same=same)
    found = problems(text, own, strictness=Strictness.MEANING, known=known)
    tally.hard += [f"{each.message} | {text} | {' / '.join(own)}" for each in found if each.kind in HARD]
    parsed = parse([text, *own])
    was = Counter(faults(parsed[0], is_point=in_points))
    for line, doc in zip(own, parsed[1:], strict=True):
        point = in_points or (len(own) > 2 and own[0] != line and any(each.endswith(":") for each in own))
        if new := new_faults(was, Counter(faults(doc, is_point=point))):
            tally.faulty.append(f"{'; '.join(new)} | {line} | {text}")
    tally.read.append(f"< {' '.join(text.split())}\n" + "".join(f"  > {line}\n" for line in own))


def _points(draft: Draft) -> Iterator[Line]:
    """The lines of lists that the source has."""
    for block in draft.blocks:
        if isinstance(block, Points):
            for point in block.points:
                yield from (
                    line for inner in point.blocks if isinstance(inner, Lines) for line in inner.lines
                )


def _asides(lines: Sequence[Line], source: str) -> list[str]:
    """What brackets said, which is of the source, without what only the glossary says."""
    said = [sentence for line in lines for word in line.explanations for sentence in word]
    return [each for each in said if words_of(each).stems <= words_of(source).stems | _BRIDGE]


_BRIDGE = words_of("short means").stems


def paired(source: Sequence[str], reference: Sequence[str]) -> list[tuple[int, int]]:
    """Paragraphs that tell the same, in order."""
    stems = [[words_of(text).stems for text in version] for version in (source, reference)]
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]] = [
        [(0.0, ())] * (len(reference) + 1) for _ in range(len(source) + 1)
    ]
    for row, one in enumerate(stems[0], 1):
        for column, two in enumerate(stems[1], 1):
            dice = 2 * len(one & two) / max(len(one) + len(two), 1)
            total, pairs = best[row - 1][column - 1]
            with_it = (total + dice, (*pairs, (row - 1, column - 1))) if dice >= PAIRED else (-1.0, ())
            best[row][column] = max(best[row - 1][column], best[row][column - 1], with_it)
    return list(best[-1][-1][1])


def score(article: Article, draft: Draft, reference: Sequence[str], tally: Tally) -> None:
    """SARI of each paired paragraph."""
    said = {sentence.id: sentence.text for sentence in article.sentences()}
    lines: dict[str, list[str]] = {}
    for line in draft.lines():
        lines.setdefault(line.source_id, []).extend([line.text, *_asides([line], said[line.source_id])])
    prose = [block.prose for block in article.blocks if isinstance(block, Paragraph)]
    source = [text_of(each) for each in prose]
    for row, column in paired(source, reference):
        easy = " ".join(text for sentence in prose[row] for text in lines.get(sentence.id, ()))
        both = (sari(source[row], each, [reference[column]]) for each in (easy, source[row]))
        tally.scores.append((next(both), next(both)))


def report(name: str, tally: Tally) -> None:
    lower = sum(after < before for _, before, after in tally.ages)
    higher = [name for name, before, after in tally.ages if after > before]
    rows = [
        f"{name}: {tally.sentences} sentences, {tally.changed} changed into {tally.changed_lines} lines",
        f"  recall {tally.kept / max(tally.words, 1):.4f}   hard flags {len(tally.hard)}",
        f"  without a new fault {1 - len(tally.faulty) / max(tally.changed_lines, 1):.4f} of changed lines",
        f"  reading age, to a tenth, lower in {lower} of {len(tally.ages)}, higher in {len(higher)} {higher}"
        f", {fmean(b for _, b, _ in tally.ages):.2f} to {fmean(a for _, _, a in tally.ages):.2f} in the mean",
    ]
    rows += [
        f"    {n[:44]:44} {b:5.1f} {a:5.1f}{'' if a < b else '  not lower'}" for n, b, a in tally.ages[:20]
    ]
    if tally.scores:
        draft, same = (fmean(pair[place] for pair in tally.scores) for place in (0, 1))
        rows.append(f"  SARI {draft:.2f} on {len(tally.scores)} paragraphs; of changing nothing {same:.2f}")
    rows += [f"  HARD {each}" for each in tally.hard] + [f"  FAULT {each}" for each in tally.faulty]
    sys.stdout.write("\n".join(rows) + "\n")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser()
    options.add_argument("articles", type=int, nargs="?", default=1000)
    options.add_argument("--changed", type=Path)
    given = options.parse_args()
    glossary = read_glossary(ROOT / "sources" / "glossary.toml")
    lexicon = read_lexicon(ROOT / "sources" / "lexicon.toml")
    said = {entry.written: entry.readings[0].say for entry in lexicon.entries}
    tallies: dict[str, Tally] = {}
    for name, folder in (("demonstration", ROOT / "sources" / "winter-2026"), ("real", SHARED / "samples")):
        tallies[name] = Tally()
        for article in real_articles(folder):
            measure(article, glossary, said, tallies[name])
        report(name, tallies[name])
    tallies["OneStopEnglish"] = tally = Tally()
    pairs = list(onestop(SHARED / "data" / "onestop-120.tar.gz"))
    for article, reference in pairs[: given.articles]:
        score(article, measure(article, glossary, said, tally), reference, tally)
    report("OneStopEnglish", tally)
    if given.changed:
        given.changed.write_text(
            "\n".join(each for t in tallies.values() for each in t.read), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
