"""A script performed: spoken, assembled, mastered and encoded, with its captions; not yet labelled."""

from __future__ import annotations

from everyread.narration.assembly import assemble, captions, cue_list
from everyread.narration.casting import read_aloud, slowed
from everyread.narration.ffmpeg import require_ffmpeg
from everyread.narration.finishing import finish
from everyread.narration.script import Script
from everyread.settings import Narration
from everyread.store import Store
from everyread.work import Receipt


def perform(script: Script, title: str, settings: Narration, store: Store) -> Receipt:
    """Runs in a worker: files mp3, vtt, cues, spoken; facts seconds, lufs, peak_dbtp, words, voice, skipped.

    A slower edition, where one is wanted: files mp3-slow, vtt-slow, cues-slow; fact seconds-slow.

    Raises ArticleError when a sentence cannot be spoken, MachineError when ffmpeg or the voice is missing.
    """
    require_ffmpeg()  # before the voice has worked for minutes
    receipt = _perform(script, title, settings, store)
    if settings.slower is None:
        return receipt
    slow = _perform(script, title, slowed(settings, settings.slower), store)
    return Receipt(
        files={**receipt.files, **{f"{role}-slow": slow.files[role] for role in ("mp3", "vtt", "cues")}},
        facts={**receipt.facts, "seconds-slow": slow.facts["seconds"]},
        findings=tuple(dict.fromkeys((*receipt.findings, *slow.findings))),
    )


def _perform(script: Script, title: str, settings: Narration, store: Store) -> Receipt:
    reading = read_aloud(script, settings, store)
    recording = assemble(reading.script, reading.sounds, reading.rate)
    finished = finish(recording.samples, recording.rate, settings.loudness, title, store)
    return Receipt(
        files={
            "mp3": store.put(finished.mp3),
            "vtt": store.put(captions(recording.cues).encode()),
            "cues": store.put(cue_list(recording.cues).encode()),
            "spoken": store.put(reading.script.text().encode()),
        },
        facts={
            "seconds": round(recording.seconds, 3),
            "lufs": finished.lufs,
            "peak_dbtp": finished.peak_dbtp,
            "words": sum(len(each.spoken.split()) for each in reading.script.utterances),
            "voice": "; ".join(reading.voices),
            "skipped": len(script.skipped),
        },
        findings=(*script.findings, *reading.findings),
    )
