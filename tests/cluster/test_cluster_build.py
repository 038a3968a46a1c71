"""A build on a cluster that is stopped and loses a worker; its store and outputs are on an object store."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from subprocess import Popen
from typing import Any

import pytest

from everyread.addresses import open_place
from tests.cluster.conftest import Newsroom

pytestmark = pytest.mark.xdist_group("cluster")
ONLY = ("--only", "audio,large-print,page")


def while_making(process: Popen[str], strike: Callable[[], None]) -> tuple[int, str]:
    """Strikes when the first file has been made; how the build ended, and what it told."""
    stage, told = "", []
    assert process.stderr is not None
    for line in process.stderr:
        told.append(line)
        said = json.loads(line) if line.startswith("{") else {}
        stage = said.get("stage", stage)
        if stage == "Making" and said.get("done") == 1:
            strike()
    assert process.stdout is not None
    process.stdout.read()
    return process.wait(), "".join(told)


def test_a_build_on_a_cluster_into_an_object_store_is_that_of_one_machine(
    cluster: Any, bucket: str, newsroom: Newsroom
) -> None:
    (newsroom.issue / "01-welcome.md").unlink()
    out = f"{bucket}/issue"
    far = ("--scheduler", cluster.scheduler_address, "--store", f"{bucket}/store", "-o", out)
    command = ("build", "spring", "--voice", "tone", *ONLY, "--json", *far)
    killed: list[int] = []

    def kill_a_worker() -> None:
        killed.append(cluster.workers[0].pid)
        os.kill(killed[0], signal.SIGKILL)

    stopped = newsroom.start(*command)
    code, told = while_making(stopped, lambda: stopped.send_signal(signal.SIGINT))
    assert code == 130, told
    place = open_place(out)
    assert place.names() == []  # nothing is published, and nobody has the address any more

    code, told = while_making(newsroom.start(*command), kill_a_worker)
    assert (code, len(killed)) == (0, 1), told
    assert newsroom.build(*ONLY, "--store", "home").code == 0
    here = newsroom.files()
    assert {"index.html", "audio/01-how-to-rest.mp3", "large-print/spring.pdf"} <= set(here)
    assert place.names() == sorted(here)
    assert [name for name, data in here.items() if place.read(name) != data] == []

    proved = newsroom.run("proof", out, "--store", "home", "--jobs", "1")
    assert proved.code == 0, proved.out
    assert f"in {out}" in proved.out
    assert "Everything was proved" in proved.out
