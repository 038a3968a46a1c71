"""The talking book: DAISY 2.02, full text and audio, in one zip."""

from everyread.delivery.daisy.task import DaisyOrder, daisy_task

__all__ = ["DaisyOrder", "daisy_task"]
