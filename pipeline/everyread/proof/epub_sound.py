"""What is judged of the sound of an e-book: every spoken sentence has its stretch of the proven recording."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from everyread.article import Article
from everyread.proof.epub_book import Book, Page

CLIP_TOLERANCE = 0.05
"""Seconds that a clip may end after its recording: one MP3 frame is 26 ms, and players are one frame late."""
STEP_TOLERANCE = 0.002
"""Seconds that a clip may cut from its sentence: times are rounded to the millisecond, and both may be."""
LENGTH_TOLERANCE = 0.1
"""Seconds that a stated length may be off."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What is known of an article's recording."""

    cues: Mapping[str, tuple[float, float]]
    """Begin and end of each sentence, in seconds, as its own proof has found them true."""
    seconds: float
    """Its length, as its own proof has decoded it."""
    genuine: bool
    """Whether the file in the book is the one that was proved, byte for byte."""


def judge_sound(article: Article, page: Page, recording: Recording | None) -> Iterator[tuple[str, str]]:
    """Clips of one article against its recording, in the order of reading."""
    if recording is None:
        if page.clips:
            yield "PRF-301", "has sound that does not belong to it"
        return
    if not recording.genuine:
        yield "PRF-302", "does not have the recording that was proved"
        return
    if len({clip.sound for clip in page.clips}) > 1:
        yield "PRF-301", "plays several recordings"
    spoken = [sentence.id for sentence in article.sentences() if sentence.id in recording.cues]
    heard = [clip.fragment for clip in page.clips]
    if heard != spoken:
        yield "PRF-301", _difference(spoken, heard)
    yield from (("PRF-301", complaint) for complaint in _judge_times(page, recording))


def _difference(spoken: Sequence[str], heard: Sequence[str]) -> str:
    silent = [name for name in spoken if name not in heard]
    if silent:
        return f"has no sound for {len(silent)} of its sentences, {silent[0]} first"
    return "plays its sentences in another order, or one of them twice"


def _judge_times(page: Page, recording: Recording) -> Iterator[str]:
    previous = 0.0
    for clip in page.clips:
        if clip.end <= clip.begin:
            yield f"has no time for sentence {clip.fragment}"
        if clip.begin < previous:
            yield f"has sentence {clip.fragment} begin before the one in front of it has ended"
        if clip.end > recording.seconds + CLIP_TOLERANCE:
            yield f"has sentence {clip.fragment} end after its recording"
        begin, end = recording.cues.get(clip.fragment, (clip.begin, clip.end))
        if clip.begin > begin + STEP_TOLERANCE or clip.end < end - STEP_TOLERANCE:
            yield f"does not play the whole of sentence {clip.fragment}"
        previous = clip.end


def judge_lengths(book: Book, recordings: Sequence[Recording | None]) -> Iterator[str]:
    """The lengths that e-readers show beside a chapter and the book."""
    total = 0.0
    for page, recording in zip(book.articles, recordings, strict=False):
        seconds = recording.seconds if recording and page.clips else 0.0
        total += seconds
        if abs((page.stated or 0.0) - seconds) > LENGTH_TOLERANCE:
            yield f"says that {page.name} has {page.stated or 0:.1f} s of sound, and it has {seconds:.1f} s"
    if abs((book.stated or 0.0) - total) > LENGTH_TOLERANCE:
        yield f"says that it has {book.stated or 0:.1f} s of sound, and it has {total:.1f} s"
