"""What can go wrong in a way a person can mend, and the exit code each gives."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell is told; part of the contract."""

    OK = 0
    """Built and proved."""
    NEEDS_EDITOR = 1
    """Built, but an article failed, or a gate or proof is red."""
    BAD_INPUT = 2
    """A bad command, setting or input; nothing was built."""
    MACHINE = 3
    """Something is missing on the machine: a program, a library, space on the disc."""
    INTERRUPTED = 130
    """Stopped with Ctrl-C; finished work is kept."""


class EveryreadError(Exception):
    """A failure in words for an editor: what is wrong, then what to do next."""

    exit_code = ExitCode.NEEDS_EDITOR

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message, fix)
        self.message = message
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.message} {self.fix}"


class InputError(EveryreadError):
    """The command, a setting or the source cannot be used at all."""

    exit_code = ExitCode.BAD_INPUT


class MachineError(EveryreadError):
    """A program, library, voice or font is missing, or the disc is full."""

    exit_code = ExitCode.MACHINE


class ArticleError(EveryreadError):
    """One article, or one of its outputs, cannot be made; the rest of the issue goes on."""

    def __init__(self, rule: str, message: str, fix: str, paragraph: str = "") -> None:
        super().__init__(message, fix)
        self.args = (rule, message, fix, paragraph)  # so that it survives the way back from a worker
        self.rule = rule
        self.paragraph = paragraph
