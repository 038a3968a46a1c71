"""Running somebody else's speaking program: no shell, a time limit, and no more output than can be meant."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from typing import IO

from everyread.errors import ArticleError, MachineError

MOST = 256 * 1024 * 1024
"""Bytes of output that are taken: 20 minutes of sound at the highest rate that there is."""
_BLOCK = 1 << 20
_WORDS = 500
"""Bytes of the program's complaint that are passed on."""


def run(voice: str, arguments: Sequence[str], text: str, seconds: float) -> bytes:
    """What the program writes when it reads the text.

    Raises ArticleError (NAR-001) when it fails, takes too long or writes too much, MachineError when it is
    not there.
    """
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as complaint:
        told.write(text.encode())
        told.seek(0)
        program = _started(voice, arguments, told, complaint)
        alarm = threading.Timer(seconds, _end, (program.pid,))
        alarm.start()
        try:
            output = _output(program)
            status = program.wait()
            in_time = alarm.is_alive()
        finally:
            alarm.cancel()
            _end(program.pid)
        complaint.seek(0)
        words = complaint.read(_WORDS).decode(errors="replace").strip()
    match in_time, len(output) <= MOST, status:
        case (True, True, 0):
            return output
        case (False, _, _):
            trouble = f"took more than {seconds:g} seconds"
        case (_, False, _):
            trouble = "wrote more than can be one sentence"
        case _:
            trouble = f"ended with status {status}{f' ({words})' if words else ''}"
    raise ArticleError(
        "NAR-001",
        f"The program of the voice “{voice}” {trouble}, on “{text}”.",
        "Try the program by hand with that sentence, or use another voice.",
        paragraph=text,
    )


def _started(
    voice: str, arguments: Sequence[str], told: IO[bytes], complaint: IO[bytes]
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            arguments, stdin=told, stdout=subprocess.PIPE, stderr=complaint, start_new_session=True
        )
    except OSError as error:
        raise MachineError(
            f"The program “{arguments[0]}” of the voice “{voice}” cannot be started: {error.strerror}.",
            "Install it, or use another voice.",
        ) from error


def _output(program: subprocess.Popen[bytes]) -> bytes:
    """All it writes, or a little more than MOST of it; it is ended then."""
    output = bytearray()
    if program.stdout is not None:
        with program.stdout as stream:
            while len(output) <= MOST and (block := stream.read(_BLOCK)):
                output += block
    if len(output) > MOST:
        _end(program.pid)
    return bytes(output)


def _end(leader: int) -> None:
    """End the program and whatever it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
