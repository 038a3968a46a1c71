"""Reads the finished recording back: its loudness and length, its captions, and that nothing is missing.

It uses nothing of what made the recording but the ears and the meter (`hearing`): the MP3 is decoded as a
player would.  The captions are parsed here anew and compared with the article.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, floor

from everyread.article import Article, Figure, Listing, Table, article_adapter
from everyread.findings import Finding
from everyread.hearing import RATE, STEP, Heard, hear
from everyread.proof.wording import quoted, spaced
from everyread.settings import Narration
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

TOLERANCE = 0.5
"""LU that an article may be off its loudness; the ear notices about 1."""
HIGHEST_PEAK = -3.0
"""dBTP, after ACX; room for the loudspeakers of cheap players."""
LENGTH_TOLERANCE = 0.05
"""Seconds: one MP3 frame is 26 ms, and a player that ignores LAME's header is one frame late."""
STAMP_TOLERANCE = 0.0011
"""Seconds that captions and cue list may differ: captions are rounded to the millisecond."""
SILENT = 10 ** (-50 / 20)
"""A cue whose loudest sample is below -50 dBFS says nothing; pauses in speech are never so long."""
SHORTEST = 0.06
"""Seconds of the shortest cue that can be a word."""
_TIMING = re.compile(r"(\d{2,}):(\d\d):(\d\d\.\d{3}) --> (\d{2,}):(\d\d):(\d\d\.\d{3})")
LOUDEST = -16.5
"""LUFS; about as loud as speech by the embedded voice can be under HIGHEST_PEAK."""
_QUIETER = "Put loudness = -19 under [narration] in issue.toml, or leave it out."
_AGAIN = "Build again with --fresh. If it happens again, report it with the file."


@dataclass(frozen=True, slots=True)
class AudioProofOrder:
    """The finished files, by digest, and what they must agree with."""

    mp3: Digest
    vtt: Digest
    cues: Digest
    article: Digest
    settings: Narration
    slower: tuple[Digest, Digest, Digest] | None = None
    """The same three of the slower edition, where there is one."""


@dataclass(frozen=True, slots=True)
class Caption:
    """One cue of the captions, in seconds."""

    id: str
    start: float
    end: float
    text: str


def audio_proof_task(order: AudioProofOrder, *, name: str, file: str) -> Task:
    """Prove a recording.  Facts of its receipt: seconds, lufs, peak_dbtp, of the decoded MP3."""
    key = key_of(
        "audio proof",
        code_digest("proof.audio", "proof.wording", "hearing", "loudness", "article", "findings"),
        version_of("scipy"),
        [order.mp3, order.vtt, order.cues, order.slower, order.article, order.settings.model_dump()],
    )
    return Task(name, prove_audio, order, key, file=file)


def prove_audio(order: AudioProofOrder, store: Store) -> Receipt:
    """Listen to the MP3 and judge it, its captions and its cue list.

    Raises MachineError when ffmpeg is missing.
    """
    article = article_adapter().validate_json(store.get(order.article))
    made = _judge(article, (order.mp3, order.vtt, order.cues), order.settings, store)
    if order.slower is None:
        return made
    slower = _judge(article, order.slower, order.settings, store)
    findings = tuple(replace(each, message=f"Slower edition: {each.message}") for each in slower.findings)
    return Receipt(facts=made.facts, findings=made.findings + findings)


def _judge(
    article: Article, edition: tuple[Digest, Digest, Digest], settings: Narration, store: Store
) -> Receipt:
    mp3, vtt, cues = (store.get(digest) for digest in edition)
    heard = hear(mp3, store)
    captions = list(parse(vtt.decode()))
    facts = heard.facts()
    complaints = [
        *_judge_sound(facts, settings.loudness),
        *_judge_times(captions, heard),
        *_judge_cue_list(captions, json.loads(cues)),
    ]
    fix = _QUIETER if settings.loudness > LOUDEST else _AGAIN
    found = [_sound_finding(article, complaint, fix) for complaint in complaints]
    return Receipt(facts=facts, findings=(*found, *_judge_words(article, captions, settings)))


def parse(vtt: str) -> Iterator[Caption]:
    """The cues of a WebVTT file; blocks that are no cues are passed over."""
    for block in vtt.replace("\r\n", "\n").split("\n\n"):
        lines = block.strip("\n").split("\n")
        if len(lines) >= 3 and (found := _TIMING.fullmatch(lines[1].strip())):
            hours, minutes, seconds, until_hours, until_minutes, until_seconds = found.groups()
            start = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
            end = int(until_hours) * 3600 + int(until_minutes) * 60 + float(until_seconds)
            yield Caption(lines[0].strip(), start, end, html.unescape(" ".join(lines[2:])))


def _judge_sound(facts: dict[str, float], loudness: float) -> Iterator[str]:
    if facts["seconds"] == 0:
        yield "cannot be played"
        return
    if abs(facts["lufs"] - loudness) > TOLERANCE:
        yield f"has a loudness of {facts['lufs']:.1f} LUFS, and {loudness:.1f} is wanted"
    if facts["peak_dbtp"] > HIGHEST_PEAK:
        yield f"has a peak of {facts['peak_dbtp']:.1f} dBTP, and at most {HIGHEST_PEAK:.1f} is allowed"


def _judge_times(captions: list[Caption], heard: Heard) -> Iterator[str]:
    previous = 0.0
    for cue in captions:
        if cue.end - cue.start < SHORTEST:
            yield f"has no time for sentence {cue.id}"
        if cue.start < previous - STAMP_TOLERANCE:
            yield f"has sentence {cue.id} begin before the one in front of it has ended"
        if cue.end > heard.seconds + LENGTH_TOLERANCE:
            yield f"ends after {heard.seconds:.1f} seconds, before sentence {cue.id} is over"
        elif heard.loudest[_steps_within(cue)].max(initial=0.0) < SILENT:
            yield f"is silent where sentence {cue.id} should be"
        previous = cue.end


def _steps_within(cue: Caption) -> slice:
    """The steps that are the cue's alone: what it shares with its neighbours may be theirs."""
    return slice(ceil(cue.start * RATE / STEP), floor(cue.end * RATE / STEP))


def _judge_cue_list(captions: list[Caption], listed: list[dict[str, float | str]]) -> Iterator[str]:
    """The cue list times the highlighting in the pages; the captions are for players: they must agree."""
    if [(cue.id, cue.text) for cue in captions] != [(each["id"], each["text"]) for each in listed]:
        yield "has captions for other sentences than its list of times"
        return
    for cue, each in zip(captions, listed, strict=True):
        apart = max(abs(cue.start - float(each["start"])), abs(cue.end - float(each["end"])))
        if apart > STAMP_TOLERANCE:
            yield f"has two different times for sentence {cue.id}"


def _judge_words(article: Article, captions: list[Caption], settings: Narration) -> Iterator[Finding]:
    """Each sentence must be in the captions, word for word and in order; a disclaimer is named as such."""
    shown = {cue.id: spaced(cue.text) for cue in captions}
    spared = set(_spared(article, settings)) - shown.keys()
    wanted = {
        each.id: spaced(each.text)
        for each in article.sentences()
        if _has_words(each.text) and each.id not in spared
    }
    noticed = {sentence.id: notice.role for notice in article.notices() for sentence in notice.sentences()}
    for sentence, words in wanted.items():
        if shown.get(sentence) == words:
            continue
        state = "says something else in" if sentence in shown else "is missing from"
        what = f"The {noticed[sentence]}" if sentence in noticed else "A sentence"
        yield Finding(
            "PRF-005" if sentence in noticed else "PRF-001",
            f"{what} of “{article.title.text}” {state} the recording's captions: {quoted(words)}",
            _AGAIN,
            file=article.source.name,
            sentence=sentence,
        )
    common = [sentence for sentence in wanted if sentence in shown]
    if len(shown) != len(captions) or common != [cue.id for cue in captions if cue.id in wanted]:
        yield _sound_finding(article, "has its sentences in another order, or one of them twice")
    for extra in [cue for cue in captions if cue.id not in wanted]:
        yield _sound_finding(article, f"has a caption that is not in the article: {quoted(extra.text)}")


def _spared(article: Article, settings: Narration) -> Iterator[str]:
    """Sentences that the settings let a recording do without: notes, picture credits, the cells of tables."""
    for block in article.walk():
        match block:
            case Listing(role="notes") if settings.notes != "say":
                within = Article(article.title, (block,), article.source)
                yield from (sentence.id for sentence in list(within.sentences())[1:])
            case Figure(credit=credit) if not settings.credits:
                yield from (sentence.id for sentence in credit)
            case Table(head=head, rows=rows) if settings.tables == "summary":
                yield from (sentence.id for row in (head, *rows) for cell in row for sentence in cell.prose)
            case _:
                pass


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _sound_finding(article: Article, complaint: str, fix: str = _AGAIN) -> Finding:
    message = f"The recording of “{article.title.text}” {complaint}."
    return Finding("PRF-004", message, fix, file=article.source.name)
