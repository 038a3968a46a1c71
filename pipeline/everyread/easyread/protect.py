"""What is copied whole: advice, doses, contacts, speech, references.

A wrong guess here only leaves a sentence as it was written, so the nets are wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from everyread.article import Article, Block, Heading, Listing, Paragraph, text_of

_ADVICE = re.compile(
    r"\b(?:999|111|112|A&E|emergency|urgent(?:ly)?|ambulance|as soon as possible|straight away|immediately|"
    r"overdose|medical advice|medical help|construed|unless|warning|suicid\w+|pregnan\w+|"
    r"your (?:own )?(?:GP|doctor|pharmacist|consultant|nurse|health\w* \w+)|"
    r"(?:do not|don['’]t|never) (?:take|stop|start|use|give|drink|drive|exceed|assume)|"
    r"(?:stop|start|stopping|starting|stopped) taking|tablets?|capsules?|allerg(?:y|ic) to)\b|"
    r"\d\s?(?:mg|mcg|µg|μg|ml|g|IU|micrograms?|milligrams?)\b",
    re.I,
)
_CONTACT = re.compile(
    r"(?:https?://|www\.)\S|\S@\S+\.\S|\b[\w-]+\.(?:org|com|co|ac|gov|nhs|net|edu)\b|"
    r"(?<!\d)(?:\+44\s?|0)\d[\d\s]{7,}\d"
)
_REFERENCE = re.compile(
    r"\bet al\b|\bdoi\b|\bISBN\b|\bPMID\b|\b(?:19|20)\d\d;\s?\d+|\bVol(?:ume)?\.? \d", re.I
)
_REFERENCES = re.compile(
    r"\b(?:references?|further reading|bibliography|citations)\b|^(?:(?:key|main|our|research)\s)?sources:?$",
    re.I,
)
_SPEECH = re.compile(r"[“”\"«»‘]|(?:^|\s)'|'(?:\s|$)|(?<=[,.!?])’")

SPEECH = "It has somebody's own words, so it is copied whole."
ADVICE = "It may be medical advice, a dose or a warning, so it is copied whole."


def reason_to_copy(text: str) -> str:
    """Why a sentence stays as it is, in plain English; empty when it may be simplified."""
    if _REFERENCE.search(text):
        return "It is a reference, so it is copied whole."
    if _CONTACT.search(text):
        return "It has an address or a telephone number, so it is copied whole."
    if is_speech(text):
        return SPEECH
    if _ADVICE.search(text):
        return ADVICE
    return ""


_FUNCTION_WORDS = frozenset(
    "a about and are as at be because but by can could do does for from had has have he her his how "
    "if in is it "
    "may more most my not of on or our she so some than that the their them then there these they "
    "this to was "
    "we were what when which who will with would you your".split()
)
_ENGLISH = 0.2
"""Share of such words; English articles have 0.35 to 0.5, other languages written like it at most 0.15."""
_ENOUGH = 20
"""Words from which the share says something."""


def is_english(article: Article) -> bool:
    """Whether an article may be simplified by rules made for English."""
    if not article.language.casefold().startswith("en"):
        return False
    words = [
        word for sentence in article.sentences() for word in re.findall(r"[^\W\d_]+", sentence.text.lower())
    ]
    return len(words) < _ENOUGH or sum(word in _FUNCTION_WORDS for word in words) / len(words) >= _ENGLISH


def is_speech(text: str) -> bool:
    """Whether somebody's words are quoted."""
    return bool(_SPEECH.search(text))


def with_references(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether it belongs to a list of references, which is copied whole.

    References stand under their heading, or in the list after a lead such as "Useful references:".
    """
    level = 0
    led = False
    for block in blocks:
        if isinstance(block, Heading):
            announces = bool(_REFERENCES.search(text_of(block.prose)))
            level = block.level if announces else 0 if block.level <= level else level
            yield block, False
        else:
            yield block, level > 0 or (led and isinstance(block, Listing))
        led = isinstance(block, Paragraph) and _is_lead(text_of(block.prose))


def _is_lead(text: str) -> bool:
    return text.rstrip().endswith(":") and bool(_REFERENCES.search(text))


_RUNS_ON = re.compile(r"[,;]\n|[^\W\d_]\n[a-z]")
_VERSE = 3
"""Lines that make a verse; of so many, one at least runs on into the next."""
LONGEST_VERSE = 70
"""Characters; a longer line is a paragraph."""


def verses(blocks: Sequence[Block]) -> Iterator[str]:
    """The ids of what is set in lines of their own, as in a poem, a song or an address."""
    for short, stretch in groupby(blocks, key=_is_short):
        lines = [block.prose for block in stretch if isinstance(block, Paragraph)]
        run_on = len(_RUNS_ON.findall("\n".join(map(text_of, lines))))
        if short and len(lines) >= _VERSE and run_on * _VERSE >= len(lines):
            yield from (sentence.id for line in lines for sentence in line)


def _is_short(block: Block) -> bool:
    return isinstance(block, Paragraph) and len(text_of(block.prose)) <= LONGEST_VERSE
