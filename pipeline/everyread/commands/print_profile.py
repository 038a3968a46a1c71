"""`everyread print-profile`: make the colour profile of white uncoated paper, once."""

from __future__ import annotations

import sys

from everyread.commands.bench import say
from everyread.errors import ExitCode
from everyread.printshop.profile import default_profile, make_profile


def run() -> ExitCode:
    """Make the profile, unless it is there already, and say where it is.

    Raises MachineError when what it is made from is missing.
    """
    path = default_profile()
    if path.is_file():
        say(f"The profile is there already: {path}")
        return ExitCode.OK
    sys.stderr.write("Making the colour profile of white uncoated paper; this takes a minute or two.\n")
    make_profile(path)
    say(f"The profile is made: {path}")
    return ExitCode.OK
