"""The braille-ready file: the issue in contracted Unified English Braille, for an embosser or a display."""

from everyread.delivery.braille.task import BrailleOrder, braille_task

__all__ = ["BrailleOrder", "braille_task"]
