"""Notes every look at the network, in whatever process Python starts: put this folder on PYTHONPATH.

An audit hook (PEP 578) cannot be taken off, and hears of sockets whoever uses them from Python.
"""

from __future__ import annotations

import os
import sys

_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg")
"""What leaves the process.  Opening and binding are not among it: urllib3 does that when it is imported, to
see whether the machine knows IPv6."""


def _note(event: str, _: tuple[object, ...]) -> None:
    if event in _NETWORK:
        handle = os.open(os.environ["EVERYREAD_TEST_SOCKETS"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(handle, f"{os.getpid()} {event}\n".encode())
        os.close(handle)


if os.environ.get("EVERYREAD_TEST_SOCKETS"):
    sys.addaudithook(_note)
