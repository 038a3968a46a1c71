"""The narration of one article, as a task: an MP3, its captions, its cue times, and what was said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from everyread.article import Article, article_adapter
from everyread.narration.casting import identities, online_calls, parts_of, to_come
from everyread.narration.lexicon import Lexicon
from everyread.narration.script import Script, lines_to_say, script_of
from everyread.narration.tags import Tags, tagged
from everyread.narration.voice import voice_named
from everyread.settings import Narration
from everyread.store import Digest, Key, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task, once

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SECONDS_A_WORD = 0.008
"""About what narration costs on one core: 3.7 s for 450 words."""
START_UP = 2.0
"""Seconds to load the voice."""


@dataclass(frozen=True, slots=True)
class NarrationOrder:
    """Everything that decides the narration of one article."""

    article: Digest
    """Of the article's JSON in the store."""
    lexicon: Lexicon
    settings: Narration
    album: str = ""
    """The issue's name."""
    artist: str = ""
    """The publisher."""
    track: int = 1
    tracks: int = 1
    cover: Digest = ""
    """Of the issue's cover, a JPEG in the store; empty for none."""


@dataclass(frozen=True, slots=True)
class ToCome:
    """What an order would still cost."""

    sentences: int
    """Not yet in the store."""
    online_calls: int
    """Requests to an outside service."""
    begun: bool = False
    """Whether some of it is in the store."""


class Said(NamedTuple):
    """A phrase as the narration would say it."""

    spoken: str
    phonemes: str
    samples: NDArray[np.float32]
    """Mono, full scale at ±1."""
    rate: int


def narration_task(order: NarrationOrder, *, name: str, file: str, words: int = 0) -> Task:
    """The task for an order; `name` for the progress line, `file` for findings, `words` for its weight.

    Raises InputError for an unknown voice, MachineError for one that is not installed.
    """
    labels = [order.album, order.artist, order.track, order.tracks, order.cover, version_of("mutagen")]
    key = key_of("labelled", _performance_key(order), labels)
    return Task(name, narrate, order, key, file=file, weight=seconds_of(words))


def seconds_of(words: int) -> float:
    """About how long so many words take to narrate on one core."""
    return START_UP + SECONDS_A_WORD * words


def _performance_key(order: NarrationOrder) -> Key:
    """Of all that can be heard."""
    return key_of(
        "narration",
        code_digest("narration", "hearing", "loudness", "article"),
        identities(order.settings),
        order.album,
        order.article,
        order.lexicon,
        order.settings.model_dump(),
    )


def narrate(order: NarrationOrder, store: Store) -> Receipt:
    """Runs in a worker: a receipt as of `performance.perform`, with the MP3 labelled.

    The sound and its labels are made apart, so that a new running order encodes nothing again.

    Raises ArticleError when a sentence cannot be spoken, MachineError when ffmpeg or the voice is missing.
    """
    article = _article(order, store)
    performance = once(_performance_key(order), lambda: _perform(article, order, store), store)
    tags, cover = _tags(article, order), store.get(order.cover) if order.cover else b""
    labelled = {
        role: store.put(tagged(store.get(sound), tags, cover))
        for role, sound in performance.files.items()
        if role in {"mp3", "mp3-slow"}
    }
    return replace(performance, files={**performance.files, **labelled})


def _perform(article: Article, order: NarrationOrder, store: Store) -> Receipt:
    from everyread.narration.performance import perform

    return perform(_script(article, order), article.title.text, order.settings, store)


def _script(article: Article, order: NarrationOrder) -> Script:
    return script_of(article, order.lexicon, order.settings, order.album or article.issue)


def wording_task(order: NarrationOrder, *, name: str, file: str) -> Task:
    """Put an order into words, and no more; `speech_to_come` then finds them in the store."""
    return Task(name, wording, order, key_of("wording", _performance_key(order)), file)


def wording(order: NarrationOrder, store: Store) -> Receipt:
    """Runs in a worker.  Fact: said, each thing to be spoken with the part that speaks it, once."""
    said = {(each.role, each.spoken): None for each in _script(_article(order, store), order).utterances}
    return Receipt(facts={"said": [list(each) for each in said]})


def speech_to_come(order: NarrationOrder, store: Store) -> ToCome:
    """How much of an order is still to be spoken, without loading any engine."""
    task = wording_task(order, name="", file="")
    said = once(task.key, lambda: wording(order, store), store).facts["said"]
    parts = parts_of([(role, text) for role, text in said], order.settings)
    missing = to_come(parts, store)
    return ToCome(len(missing), online_calls(missing), begun=len(missing) < len(parts))


def speech_as_written(article: Article, settings: Narration, issue: str, store: Store) -> ToCome:
    """The same for an article that is not put into words yet: near, and quick.

    What is said otherwise than it is written counts as still to come, so of an article that is `begun`
    `speech_to_come` knows better.
    """
    parts = parts_of(lines_to_say(article, settings, issue or article.issue), settings)
    missing = to_come(parts, store)
    return ToCome(len(missing), online_calls(missing), begun=len(missing) < len(parts))


def say(text: str, lexicon: Lexicon, settings: Narration) -> Said:
    """One phrase aloud.  Raises ArticleError when it cannot be said."""
    from everyread.errors import ArticleError
    from everyread.narration.recording import take
    from everyread.narration.spoken import spoken

    said = spoken(text, lexicon).text
    if not said:
        raise ArticleError(
            "NAR-001", f"There is nothing to say in “{text}”.", "Give it words.", paragraph=text
        )
    voice = voice_named(settings.voice, settings)
    samples = take(voice, said, settings.speed, settings.retries)
    return Said(said, voice.phonemes(said), samples, voice.sample_rate)


def _article(order: NarrationOrder, store: Store) -> Article:
    return article_adapter().validate_json(store.get(order.article))


def _tags(article: Article, order: NarrationOrder) -> Tags:
    return Tags(
        title=article.title.text.strip(),
        artist=article.author or order.artist,
        album=order.album or article.issue,
        album_artist=order.artist,
        track=f"{order.track}/{order.tracks}",
    )
