"""`everyread say`: hear one phrase as the narration would say it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import wave
from pathlib import Path

import numpy as np

from everyread.commands.bench import say
from everyread.errors import ExitCode, MachineError
from everyread.narration.lexicon import read_lexicon
from everyread.narration.task import say as speak
from everyread.settings import Narration
from everyread.workspace import Workspace

# The first that is there plays the sound; ffplay comes with ffmpeg.
PLAYERS = (
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
)


def run(text: str, voice: str, out: Path | None, phonemes: bool, workspace: Workspace) -> ExitCode:
    """Show what is said; play it, or keep it as a WAV file."""
    lexicon = read_lexicon(workspace.word_list("lexicon.toml"))
    said = speak(text, lexicon, Narration(voice=voice))
    say(said.spoken)
    if phonemes:
        say(said.phonemes)
    sound = (np.clip(said.samples, -1.0, 1.0) * 32767).astype("<i2").tobytes()
    if out is not None:
        _write(out, sound, said.rate)
        say(f"The sound is in {out}.")
    elif not phonemes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "phrase.wav"
            _write(path, sound, said.rate)
            _play(path)
    return ExitCode.OK


def _write(path: Path, sound: bytes, rate: int) -> None:
    with wave.open(str(path), "wb") as stream:
        stream.setnchannels(1)
        stream.setsampwidth(2)
        stream.setframerate(rate)
        stream.writeframes(sound)


def _play(path: Path) -> None:
    player = next((each for each in PLAYERS if shutil.which(each[0])), None)
    if player is None:
        raise MachineError(
            "No program that plays sound was found.",
            "Keep the sound in a file with -o phrase.wav, or: sudo apt-get install ffmpeg",
        )
    if subprocess.run([*player, str(path)], check=False).returncode != 0:
        raise MachineError(f"{player[0]} could not play the sound.", "Keep it in a file with: -o phrase.wav")
