"""A cluster of two worker processes, and an S3 service, both on this machine."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.whole.conftest import PLUGINS
from tests.whole.conftest import Newsroom as Newsroom
from tests.whole.conftest import newsroom as newsroom

ROOT = Path(__file__).parent.parent.parent


def missing(what: str) -> None:
    """Skipped where somebody has not installed the extra, an error in CI."""
    explain: Callable[[str], object] = pytest.fail if os.environ.get("CI") else pytest.skip
    explain(what)


def keys_of(moto: str) -> dict[str, str]:
    """What the environment says of the S3 service."""
    return {
        "AWS_ENDPOINT_URL": moto,
        "AWS_ACCESS_KEY_ID": "key-of-the-test",
        "AWS_SECRET_ACCESS_KEY": "secret-of-the-test",
        "AWS_REGION": "us-east-1",
    }


@pytest.fixture(scope="session")
def cluster(moto: str) -> Iterator[Any]:
    """A scheduler with two workers, each a process; a test may kill one, since it is started anew.

    They have the keys of the object store and the tests' voice from the start, as real ones would.
    """
    if importlib.util.find_spec("distributed") is None:
        missing("no cluster was tried: install it with: pip install 'everyread[cluster]'")
    import dask
    from distributed import LocalCluster

    settings = {
        "distributed.worker.daemon": False,
        "distributed.worker.preload": [f"import sys; sys.path.append({str(PLUGINS)!r})"],
        "distributed.nanny.environ": keys_of(moto),
        "distributed.admin.low-level-log-length": 0,
        "logging.distributed": "error",
    }
    with (
        dask.config.set(settings),
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, memory_limit=0
        ) as opened,
    ):
        yield opened


@pytest.fixture(scope="session")
def moto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an S3 service: moto's server, in a process of its own."""
    places = os.pathsep.join([str(ROOT / ".venv" / "object-store" / "bin"), os.environ.get("PATH", "")])
    program = shutil.which("moto_server", path=places)
    if program is None or importlib.util.find_spec("obstore") is None:
        missing("no object store was tried: moto_server or obstore is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (tmp_path_factory.mktemp("moto") / "log").open("wb") as log:
        server = subprocess.Popen(
            [str(program), "-H", "127.0.0.1", "-p", str(port)], stdout=log, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(6000):  # ten minutes, for a machine that does much else
            try:
                urllib.request.urlopen(address, timeout=5).close()
                break
            except urllib.error.URLError:
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def bucket(moto: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """The address of an empty bucket, with its keys in the environment."""
    for name, value in {**keys_of(moto), "XDG_CACHE_HOME": str(tmp_path / "cache")}.items():
        monkeypatch.setenv(name, value)
    from everyread import addresses

    addresses._opened.cache_clear()
    name = f"bucket-{abs(hash(str(tmp_path))):x}"
    urllib.request.urlopen(urllib.request.Request(f"{moto}/{name}", method="PUT")).close()
    return f"s3://{name}"
