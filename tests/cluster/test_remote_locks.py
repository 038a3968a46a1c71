"""One build at a time at an address, and issues that are proved where they are."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from everyread import remote_locks
from everyread.addresses import Place, open_place
from everyread.errors import InputError
from everyread.publish_remote import UNDER_WAY
from everyread.remote_folder import fetched
from everyread.remote_locks import FOLDER, alone_at

OTHER = f"{FOLDER}/other"


@pytest.fixture
def place(tmp_path, monkeypatch) -> Iterator[Place]:  # type: ignore[no-untyped-def]
    """An address in this process's memory, which nobody else has."""
    pytest.importorskip(
        "fsspec", reason="no address was tried: install it with: pip install 'everyread[cluster]'"
    )
    monkeypatch.setattr(remote_locks, "PAUSE", 0.001)
    opened = open_place(f"memory:/{tmp_path}")
    yield opened
    for name in opened.names():
        opened.remove(name)


def test_an_address_is_had_alone_and_let_go(place: Place) -> None:
    told: list[str] = []
    with alone_at(place, told.append):
        [own] = place.names(FOLDER)
        assert b"process" in place.read(own)
    assert place.names() == []
    assert told == []


def test_another_build_is_refused_in_words(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_locks, "PATIENCE", -1.0)
    place.write(OTHER, b"process 7 on anna")
    with pytest.raises(InputError, match="process 7 on anna"), alone_at(place, lambda _: None):
        pass
    assert place.names() == [OTHER]  # the other one's is left, and ours is not


def test_it_waits_for_the_other_to_end(place: Place) -> None:
    place.write(OTHER, b"process 7 on anna")
    told: list[str] = []

    def tell(line: str) -> None:
        told.append(line)
        place.remove(OTHER)

    with alone_at(place, tell):
        assert len(place.names(FOLDER)) == 1
    assert ["Waiting" in line for line in told] == [True]


def test_a_build_that_was_killed_holds_nobody_up(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_locks, "DEAD", -1.0)
    place.write(OTHER, b"process 7 on anna")
    with alone_at(place, pytest.fail):
        assert OTHER not in place.names(FOLDER)


def test_two_that_begin_at_once_do_not_both_go_on(place: Place) -> None:
    inside: list[int] = []
    most: list[int] = []

    def build() -> None:
        with alone_at(place, lambda _: None):
            inside.append(1)
            most.append(len(inside))
            inside.pop()

    threads = [threading.Thread(target=build) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1]


def test_a_build_that_lasts_shows_that_it_lives(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_locks, "EVERY", 0.001)
    write, seen, often = Place.write, [], threading.Event()

    def noting(self: Place, name: str, data: bytes) -> None:
        write(self, name, data)
        seen.append(name)
        if len(seen) == 3:
            often.set()

    monkeypatch.setattr(Place, "write", noting)
    with alone_at(place, pytest.fail):
        assert often.wait(60)
    assert len(set(seen)) == 1
    assert place.names() == []


def test_what_is_at_an_address_is_brought_whole(place: Place) -> None:
    for name in ("issue.json", "audio/1.mp3", OTHER):
        place.write(name, name.encode())
    with fetched(place.address) as folder:
        files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        assert files == {"issue.json", "audio/1.mp3"}
        assert (folder / "audio" / "1.mp3").read_bytes() == b"audio/1.mp3"
    assert not folder.exists()


def test_no_issue_at_an_address(place: Place) -> None:
    with pytest.raises(InputError, match="no finished issue"), fetched(place.address):
        pass
    place.write("issue.json", b"{}")
    place.write(UNDER_WAY, b"[]")
    with pytest.raises(InputError, match="being published"), fetched(place.address):
        pass


def test_names_that_no_folder_can_hold_are_told(place: Place) -> None:
    for name in ("issue.json", "audio/" + "1" * 300):
        place.write(name, b"{}")
    with pytest.raises(InputError, match="could not be brought"), fetched(place.address):
        pass
