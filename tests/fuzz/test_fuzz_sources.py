"""Every reader, with damaged copies of real files and with texts made of what means something to it."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from everyread.sources.reader import readable_suffixes
from everyread.store import Store
from tests.fuzz.sources import WORDS, damaged, read, whole_files

FILES = whole_files()
ROUNDS = 2
"""Damaged copies of each file; `make fuzz` does more."""


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("store"))


def test_there_is_a_whole_file_of_every_kind():
    kinds = {Path(name).suffix for name, _ in FILES}
    twins = {".htm", ".xhtml", ".markdown", ".text", ".wxr"}
    assert set(readable_suffixes()) - twins - kinds == set()


@pytest.mark.parametrize(("name", "data"), FILES, ids=[name for name, _ in FILES])
def test_whole_and_damaged(name, data, shared_store):
    assert not isinstance(read(name, data, shared_store), str)
    for seed in range(ROUNDS):
        chance = random.Random(f"{name} {seed}")
        outcome = read(name, damaged(data, chance), shared_store)
        assert not isinstance(outcome, str) or outcome.startswith("SRC-")


@pytest.mark.parametrize("suffix", readable_suffixes())
@given(pieces=st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=20)), max_size=25))
@settings(max_examples=15)
def test_pieces_that_mean_something(suffix, pieces):
    with tempfile.TemporaryDirectory() as folder:
        outcome = read(f"a{suffix}", "".join(pieces).encode("utf-8", "surrogatepass"), Store(Path(folder)))
    assert not isinstance(outcome, str) or outcome.startswith("SRC-")
