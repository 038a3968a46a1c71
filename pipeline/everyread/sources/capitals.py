"""Headings typed in capitals are set in sentence case: hard to read large, and spelled out by a voice.

What a word looks like otherwise is learned from the article itself: an acronym stays one, a name keeps its
capital.  Capitals in running text are emphasis, and stay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from everyread.article import Heading, Run, text_of
from everyread.findings import Finding
from everyread.sources.parts import CAPITALS, Draft, prose_in

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:][”’\"')]*(?:\[[\d, –-]+\])?\s+|[\n“‘\"(•]\s*)$")
_FEWEST_LETTERS = 5
"""Letters in the longest word that make a line one in capitals; "ME/CFS" and "NHS" alone are acronyms."""
_ACRONYMS = frozenset(
    "AGM BBC BMI BNF CBT CCG CFS CNS CPAP CT DIY DLA DNA DVLA DWP ECG EDS EEG ESA EU FAQ GP GPS HIV IBS ICB "
    "IV LDN LP MCAS MECFS MEA MHRA MP MPS MRI MS NHS NSAID OT PC PDF PEM PENE POTS PVFS QR RCT RNA SEN SSRI "
    "TENS TV UC UK UN USA VAT VIP".split()
)
"""Acronyms that are no words of English; others ("IT", "ME") count only where the article uses them so."""
_NAMES = {
    name.lower(): name
    for name in (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July August "
        "September October November December Christmas Easter Britain British England English Scotland "
        "Scottish Wales Welsh Ireland Irish London Europe European Covid I I'm I've I'll I'd I’m I’ve I’ll "
        "I’d GPs MPs"
    ).split()
}
"""Words that always have a capital: no May and March, which are verbs."""
_NEVER_NAMES = frozenset(
    "a about after all am an and are as at be but by can did do does for from get go had has have he her his "
    "how if in is its may more my new no not of off on one or our out over she so some than that the their "
    "them then there they this to too under up was we were what when where which who why will with you "
    "your".split()
)
"""Words whose capital comes from a title: "Who Cares About The Carers"."""
_SLASHED = re.compile(rf"[{CAPITALS}\d&]{{1,6}}(?:[/&][{CAPITALS}\d]{{1,6}})+")


def lower_headings(draft: Draft, name: str) -> Draft:
    """The draft with its title and headings in sentence case where they were in capitals, each told."""
    texts = [text_of(prose) for prose in prose_in(draft.blocks)]
    body = [text for text in [*texts, "".join(run.text for run in draft.standfirst)] if not in_capitals(text)]
    shouted = [text for text in texts if in_capitals(text)]
    if not shouted and not in_capitals(draft.title_text):
        return draft
    spellings = _spellings(body)
    found: list[Finding] = []

    def lowered(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        text = "".join(run.text for run in runs)
        if not in_capitals(text):
            return runs
        new = _lower(text, spellings)
        if len(new) != len(text):  # a letter whose small form is longer, as the Turkish İ
            return runs
        if new != text:
            found.append(_about(text, new, name))
        return _spread(runs, new)

    title = lowered(draft.title)
    blocks = tuple(
        Heading(tuple(replace(each, runs=lowered(each.runs)) for each in block.prose), block.level)
        if isinstance(block, Heading)
        else block
        for block in draft.blocks
    )
    return replace(draft, title=title, blocks=blocks, findings=(*draft.findings, *found))


def in_capitals(text: str) -> bool:
    """Whether a line is typed in capitals: no small letter, and a word too long for an acronym."""
    words = _WORD.findall(text)
    return text.upper() == text and max(map(len, words), default=0) >= _FEWEST_LETTERS


def _lower(text: str, spellings: dict[str, str]) -> str:
    """Sentence case: small letters but for acronyms, names and the first letter."""
    kept = [match.span() for match in _SLASHED.finditer(text)]

    def word(match: re.Match[str]) -> str:
        if any(start <= match.start() and match.end() <= end for start, end in kept):
            return match[0]
        small = match[0].lower()
        known = spellings.get(small) or _NAMES.get(small) or (match[0] if match[0] in _ACRONYMS else small)
        begins = bool(_SENTENCE_START.search(text[: match.start()]))
        return known[:1].upper() + known[1:] if begins else known

    return _WORD.sub(word, text)


def _spellings(texts: Iterable[str]) -> dict[str, str]:
    """How the article itself spells each word away from the start of a sentence, by its small letters."""
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        for match in _WORD.finditer(text):
            small = match[0].lower()
            begins = _SENTENCE_START.search(text[max(match.start() - 20, 0) : match.start()])
            if not begins and small not in _NEVER_NAMES:
                counts.setdefault(small, Counter())[match[0]] += 1
    return {small: max(sorted(forms), key=forms.__getitem__) for small, forms in counts.items()}


def _spread(runs: tuple[Run, ...], text: str) -> tuple[Run, ...]:
    """The runs with other letters of the same number."""
    made: list[Run] = []
    at = 0
    for run in runs:
        made.append(replace(run, text=text[at : at + len(run.text)]))
        at += len(run.text)
    return tuple(made)


def _about(before: str, after: str, name: str) -> Finding:
    return Finding(
        "SRC-044",
        f"The heading “{before[:80]}” was in capitals; it is set as “{after[:80]}”.",
        "Nothing need be done. If a name or an acronym lost its capitals, type the heading as it should be.",
        file=name,
        paragraph=before[:50],
    )
