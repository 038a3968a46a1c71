"""A finished issue at an address, brought to this machine to be looked at."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from everyread.addresses import LANES, open_place
from everyread.errors import InputError
from everyread.publish import MANIFEST
from everyread.publish_remote import UNDER_WAY
from everyread.remote_locks import FOLDER
from everyread.transfer import is_inside


@contextmanager
def fetched(address: str) -> Iterator[Path]:
    """Everything that is at an address, in a folder that is there as long as this is open.

    Raises InputError when no finished issue is there, MachineError when the service cannot be used.
    """
    place = open_place(address)
    names = [name for name in place.names() if is_inside(name) and not name.startswith(f"{FOLDER}/")]
    if UNDER_WAY in names:
        raise InputError(
            f"The issue at {place.address} is being published, or its publishing was cut off.",
            "If nobody is building it now, give the same build command again: it ends what was begun.",
        )
    if MANIFEST not in names:
        raise InputError(
            f"There is no finished issue at {place.address}.",
            f"Build it first: everyread build SOURCE -o {place.address}",
        )
    with TemporaryDirectory() as scratch, ThreadPoolExecutor(LANES) as lanes:

        def bring(name: str) -> None:
            path = Path(scratch, name)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(place.read(name))
            except OSError as error:
                if error.errno == errno.ENOSPC:
                    raise
                raise InputError(
                    f"{place.address}/{name} could not be brought here ({error.strerror or 'it has gone'}).",
                    "An issue has no such name, or somebody changes it just now. Look at what is there.",
                ) from error

        list(lanes.map(bring, names))
        yield Path(scratch)
