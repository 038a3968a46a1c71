"""The pronunciation sheet: the words of an issue that the voice has to guess, and every short form.

An editor who hears these few has heard what is likely to be wrong, without listening to the whole issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from pydantic import TypeAdapter

from everyread.article import article_adapter
from everyread.errors import ArticleError
from everyread.findings import Finding
from everyread.narration.announcements import marked, unread
from everyread.narration.dictionary import is_known
from everyread.narration.lexicon import Lexicon
from everyread.narration.sounds import readable, without_sounds
from everyread.narration.voice import Voice, voice_named
from everyread.settings import Narration
from everyread.store import Digest, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from everyread.narration.spoken import Spoken

MOST = 60
"""Clips of a sheet: as many as somebody will listen to."""
FRAME = 0.2
"""Seconds of silence around a clip."""
FOLDER = "pronunciations"
_ANSWERS_FOR = ("lexicon", "acronym", "letters-inside", "code", "illness", "okay")
"""Rules that say short forms."""
_SHORT_FORM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z][\w&/.'-]*")
_PLURAL = re.compile(r"[A-Z]{2,}s")
"""Letters that the voices make a plural of by themselves: "GPs"."""
_SHOWN = 5
"""Words named in the finding."""

Reason = Literal["unknown", "short form", "in the lexicon"]


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """One word to hear."""

    word: str
    """As printed where it first occurs."""
    said: str
    """In plain words."""
    phonemes: str
    """In the International Phonetic Alphabet; empty when the voice does not tell."""
    reason: Reason
    """Why it is here: no dictionary knows it; it is a short form; it is one that an editor has listed."""
    count: int
    """How often it occurs in the issue."""
    article: Digest
    """Where it first occurs; so too for the next four."""
    title: str
    file: str
    sentence_id: str
    sentence: str
    clip: str = ""
    """The role of its recording in the receipt; empty when there is none."""

    @property
    def path(self) -> str:
        """Where its recording is in the output folder; empty when there is none."""
        return clip_paths()[self.clip] if self.clip else ""


@dataclass(frozen=True, slots=True)
class PronunciationOrder:
    """Everything that decides the sheet of an issue."""

    articles: tuple[Digest, ...]
    lexicon: Lexicon
    settings: Narration


def clip_paths() -> dict[str, str]:
    """The roles that clips may have, each with its place in the output folder."""
    return {f"clip-{number:03d}": f"{FOLDER}/{number:03d}.mp3" for number in range(1, MOST + 1)}


def pronunciation_task(order: PronunciationOrder, *, name: str = "pronunciation sheet") -> Task:
    """The task for the sheet.  Raises InputError or MachineError as `voice_named` does."""
    key = key_of(
        "pronunciations",
        code_digest("narration", "readability.pronunciation", "article", "findings"),
        version_of("hibari-tts"),
        voice_named(order.settings.voice).identity,
        order.articles,
        order.lexicon,
        order.settings.model_dump(),
    )
    return Task(name, make_sheet, order, key)


def make_sheet(order: PronunciationOrder, store: Store) -> Receipt:
    """Runs in a worker: files sheet (see `read_sheet`) and clip-001…; facts unknown, short_forms, clips.

    An online voice makes no clips, since each would be a request.  Raises MachineError when the voice or
    ffmpeg is missing.
    """
    voice = voice_named(order.settings.voice)
    rows = [replace(row, phonemes=_phonemes(voice, row)) for row in listed(order, store)]
    clips = {} if voice.online else _clips(voice, rows, order.settings, store)
    roles = [role if role in clips else "" for role in _roles(rows)]
    rows = [replace(row, clip=role) for row, role in zip(rows, roles, strict=True)]
    sheet = _adapter().dump_json(tuple(rows))
    unknown = [row.word for row in rows if row.reason == "unknown"]
    return Receipt(
        files={"sheet": store.put(sheet), **clips},
        facts={"unknown": len(unknown), "short_forms": len(rows) - len(unknown), "clips": len(clips)},
        findings=_findings(unknown),
    )


def read_sheet(store: Store, sheet: Digest) -> tuple[Pronunciation, ...]:
    """The rows of a sheet, those that most need hearing first."""
    return _adapter().validate_json(store.get(sheet))


def _adapter() -> TypeAdapter[tuple[Pronunciation, ...]]:
    return TypeAdapter(tuple[Pronunciation, ...])


def listed(order: PronunciationOrder, store: Store) -> list[Pronunciation]:
    """Every word to hear, still without phonemes: unknown ones first, then short forms that nobody listed."""
    found: dict[tuple[str, str], Pronunciation] = {}
    for row in _occurrences(order, store):
        key = (row.word.casefold() if row.reason == "unknown" else row.word, row.said.casefold())
        first = found.get(key)
        found[key] = replace(first, count=first.count + 1) if first else row
    rank = {"unknown": 0, "short form": 1, "in the lexicon": 2}
    return sorted(found.values(), key=lambda row: rank[row.reason])


def _occurrences(order: PronunciationOrder, store: Store) -> Iterator[Pronunciation]:
    from everyread.narration.spoken import (
        spoken,
    )  # hundreds of patterns, which a warm build need not wait for

    for digest in order.articles:
        article = article_adapter().validate_json(store.get(digest))
        left_out = unread(article, order.settings)
        for sentence in article.sentences():
            if sentence.id in left_out:
                continue
            said = spoken(marked(sentence, order.settings), order.lexicon)
            for word, as_said, reason in (*_unknown(said), *_short_forms(said)):
                yield Pronunciation(
                    word,
                    as_said,
                    "",
                    reason,
                    1,
                    digest,
                    article.title.text,
                    article.source.name,
                    sentence.id,
                    " ".join(sentence.text.split()),
                )


def _unknown(said: Spoken) -> Iterator[tuple[str, str, Reason]]:
    for word in said.as_written:
        if _PLURAL.fullmatch(word):
            yield word, word, "short form"
        elif not is_known(word):
            plain = word.removesuffix("'s")
            yield plain, plain, "unknown"


def _short_forms(said: Spoken) -> Iterator[tuple[str, str, Reason]]:
    for change in said.fired:
        if change.rule in _ANSWERS_FOR and _SHORT_FORM.fullmatch(change.before):
            plain = without_sounds(change.after)
            if plain.casefold() != change.before.casefold() or plain.isupper():
                reason: Reason = "in the lexicon" if change.rule == "lexicon" else "short form"
                yield change.before, change.after, reason


def _phonemes(voice: Voice, row: Pronunciation) -> str:
    return readable(voice.phonemes(row.said))


def _roles(rows: Iterable[Pronunciation]) -> list[str]:
    roles = list(clip_paths())
    return [roles[place] if place < len(roles) else "" for place, _ in enumerate(rows)]


def _clips(voice: Voice, rows: list[Pronunciation], settings: Narration, store: Store) -> dict[str, Digest]:
    """The recordings of the words, by role; a word that the voice cannot say alone has none."""
    from everyread.narration.assembly import encode_each
    from everyread.narration.recording import sentence_key

    code = code_digest("narration.assembly")
    texts = {role: _alone(row.said) for role, row in zip(_roles(rows), rows, strict=True) if role}
    keys = {
        role: key_of("clip", code, sentence_key(voice, text, settings.speed)) for role, text in texts.items()
    }
    clips: dict[str, Digest] = {}
    missing: dict[str, NDArray[np.float32]] = {}
    for role, key in keys.items():
        known = store.recall(key)
        if isinstance(known, str) and store.is_sound(known):
            clips[role] = known
        elif len(sound := _sound(voice, texts[role], settings, store)):
            missing[role] = _framed(sound, voice.sample_rate)
    mp3s = encode_each(list(missing.values()), voice.sample_rate)
    for role, mp3 in zip(missing, mp3s, strict=True):
        clips[role] = store.put(mp3)
        store.remember(keys[role], clips[role])
    return dict(sorted(clips.items()))


def _alone(said: str) -> str:
    return said if said.endswith(".") else f"{said}."


def _sound(voice: Voice, text: str, settings: Narration, store: Store) -> NDArray[np.int16]:
    """One word; empty when the voice cannot say it alone."""
    import numpy as np

    from everyread.narration.recording import record

    try:
        return record(voice, text, settings.speed, store, settings.retries)
    except ArticleError:
        return np.zeros(0, np.int16)


def _framed(sound: NDArray[np.int16], rate: int) -> NDArray[np.float32]:
    """With silence before and after, since some players swallow the beginning of a file."""
    import numpy as np

    silence = np.zeros(round(FRAME * rate), np.float32)
    return np.concatenate([silence, sound.astype(np.float32) / 32768, silence])


def _findings(unknown: list[str]) -> tuple[Finding, ...]:
    if not unknown:
        return ()
    named = ", ".join(f"“{word}”" for word in unknown[:_SHOWN])
    more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
    return (
        Finding(
            "NAR-024",
            f"No dictionary knows {named}{more}, so the voice guesses how to say them.",
            "Hear them in the report, under pronunciations. List those that are wrong in lexicon.toml.",
        ),
    )
