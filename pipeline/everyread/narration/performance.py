"""A script performed: spoken, assembled, mastered and encoded, with its captions; not yet labelled."""

from __future__ import annotations

from everyread.narration.assembly import assemble, captions, cue_list
from everyread.narration.ffmpeg import require_ffmpeg
from everyread.narration.finishing import finish
from everyread.narration.recording import check_pace, record
from everyread.narration.script import Script
from everyread.narration.voice import voice_named
from everyread.settings import Narration
from everyread.store import Store
from everyread.work import Receipt


def perform(script: Script, title: str, settings: Narration, store: Store) -> Receipt:
    """Runs in a worker: files mp3, vtt, cues, spoken; facts seconds, lufs, peak_dbtp, words, voice, skipped.

    Raises ArticleError when a sentence cannot be spoken, MachineError when ffmpeg or the voice is missing.
    """
    require_ffmpeg()  # before the voice has worked for minutes
    voice = voice_named(settings.voice)
    sounds = [record(voice, each.spoken, settings.speed, store) for each in script.utterances]
    seconds = sum(len(sound) for sound in sounds) / voice.sample_rate
    check_pace((each.spoken for each in script.utterances), seconds, settings.speed)
    recording = assemble(script, sounds, voice.sample_rate)
    finished = finish(recording.samples, recording.rate, settings.loudness, title)
    return Receipt(
        files={
            "mp3": store.put(finished.mp3),
            "vtt": store.put(captions(recording.cues).encode()),
            "cues": store.put(cue_list(recording.cues).encode()),
            "spoken": store.put(script.text().encode()),
        },
        facts={
            "seconds": round(recording.seconds, 3),
            "lufs": finished.lufs,
            "peak_dbtp": finished.peak_dbtp,
            "words": sum(len(each.spoken.split()) for each in script.utterances),
            "voice": voice.identity,
            "skipped": len(script.skipped),
        },
        findings=script.findings,
    )
