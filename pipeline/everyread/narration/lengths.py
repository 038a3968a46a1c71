"""How long something lasts, as a person would say it."""

from __future__ import annotations

from everyread.narration.numbers import number


def about(seconds: float) -> str:
    """For instance "About six minutes": whether there is time for it, not the second."""
    minutes = round(seconds / 60)
    if seconds < 45:
        return "Less than a minute"
    if minutes < 60:
        return f"About {_counted(max(minutes, 1), 'minute')}"
    hours, rest = divmod(round(minutes / 5) * 5, 60)  # nobody plans an hour to the minute
    return f"About {_counted(hours, 'hour')}{f' and {number(str(rest))} minutes' if rest else ''}"


def _counted(count: int, thing: str) -> str:
    return f"{number(str(count))} {thing}{'' if count == 1 else 's'}"
