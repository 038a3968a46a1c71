"""`everyread say`: hear one phrase as the narration would say it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path

from everyread.commands.bench import say
from everyread.errors import ExitCode, MachineError
from everyread.issue import open_issue
from everyread.narration.lexicon import Lexicon
from everyread.narration.lexicon_file import LEXICON_FILE, lexicon_for
from everyread.plaintext import printable
from everyread.settings import Narration
from everyread.workspace import Workspace

LEFT_OUT = "left out"
# The first that is there plays the sound; ffplay comes with ffmpeg.
PLAYERS = (
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for."""

    voice: str = "hibari"
    out: Path | None = None
    phonemes: bool = False
    explain: bool = False
    issue: str = ""
    """Whose lexicon is used beside the shared one."""


def run(text: str, options: Options, workspace: Workspace) -> ExitCode:
    """Show what is said; explain it, play it, or keep it as a WAV file."""
    folder = open_issue(options.issue, workspace).folder if options.issue else None
    lexicon = lexicon_for(workspace.word_list(LEXICON_FILE), folder)
    if options.explain:
        explain(text, lexicon)
        if not options.phonemes and options.out is None:
            return ExitCode.OK
    return _speak(text, options, lexicon)


def explain(text: str, lexicon: Lexicon) -> None:
    """Each change in the order it was made: the rule's name, what stood there, and what is said."""
    from everyread.narration.spoken import spoken

    said = spoken(text, lexicon)
    width = max([len(LEFT_OUT), *(len(each.rule) for each in said.fired)])
    for each in said.fired:
        say(f"{each.rule:{width}}  {_shown(each.before)} → {_shown(each.after)}")
    if said.dropped:
        say(f"{LEFT_OUT:{width}}  {printable(said.dropped)}: no voice can say it")
    say(f"{'said':{width}}  {printable(said.text) or '(nothing)'}")


def _shown(text: str) -> str:
    return f"“{printable(text)}”"


def _speak(text: str, options: Options, lexicon: Lexicon) -> ExitCode:
    import numpy as np

    from everyread.narration.task import say as speak

    said = speak(text, lexicon, Narration(voice=options.voice))
    if not options.explain:
        say(said.spoken)
    if options.phonemes:
        say(said.phonemes)
    sound = (np.clip(said.samples, -1.0, 1.0) * 32767).astype("<i2").tobytes()
    if options.out is not None:
        _write(options.out, sound, said.rate)
        say(f"The sound is in {options.out}.")
    elif not (options.phonemes or options.explain):
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
