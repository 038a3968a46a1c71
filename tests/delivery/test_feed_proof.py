"""The proof of the feed: silent on a true one, and each planted fault is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from recorded import DISCLAIMER, files_of, make_pack

from everyread import paths
from everyread.delivery.feed import FeedOrder, make_feed
from everyread.proof.feed import FeedProofOrder, feed_proof_task, prove_feed
from everyread.settings import Delivery
from everyread.store import Store

HOME = "https://www.example.org/winter"
Finished = tuple[FeedProofOrder, str]


@pytest.fixture
def finished(store: Store, template_folders: tuple[str, ...]) -> Finished:
    """The order for a proof, and the feed as text."""
    pack = make_pack(store)
    order = FeedOrder(pack, Delivery(base_address=HOME), store.put(b"picture"), template_folders, "t")
    made = make_feed(order, store)
    folder = {
        **files_of(pack),
        "feed.xml": made.files["feed"],
        paths.chapters(order.pack.name): made.files["chapters"],
        "cover.jpg": made.files["artwork"],
        "index.html": store.put(b"page"),
    }
    assert pack.whole is not None
    proof = FeedProofOrder(
        feed=made.files["feed"],
        chapters=made.files["chapters"],
        private=True,
        files=tuple(folder.items()),
        recordings=tuple((piece.article, piece.mp3) for piece in pack.pieces),
        whole=pack.whole.mp3,
    )
    return proof, store.get(made.files["feed"]).decode()


def messages(order: FeedProofOrder, store: Store) -> list[str]:
    return [f"{each.rule} {each.message}" for each in prove_feed(order, store).findings]


def test_a_true_feed_has_no_findings(finished: Finished, store: Store) -> None:
    receipt = prove_feed(finished[0], store)
    assert receipt.findings == ()
    assert receipt.facts == {"episodes_proved": 4, "chapters_proved": 3}


FAULTS: dict[str, tuple[str, str, str]] = {
    "broken xml": ("</channel>", "", "cannot be read"),
    "another version": ('version="2.0"', 'version="0.91"', "cannot be read"),
    "no category": ('<itunes:category text="Health &amp; Fitness"/>', "", "has no itunes:category"),
    "no language": ("<language>en-GB</language>", "", "has no language"),
    "no address of its own": ('rel="self"', 'rel="next"', "does not say where it is"),
    "a broken guid": ("<podcast:guid>", "<podcast:guid>x", "podcast:guid that is none"),
    "not blocked": ("<itunes:block>Yes</itunes:block>", "", "is private, and does not say so"),
    "not locked": (">yes</podcast:locked>", ">no</podcast:locked>", "may be taken over"),
    "no word of the voice": ("It is read aloud by a computer voice", "It is read", "voice is a computer's"),
    "a file that is not there": ("captions/01-flu.vtt", "captions/01-gone.vtt", "there is no such file"),
    "an address elsewhere": (f"{HOME}/cover.jpg", "https://else.example/cover.jpg", "no such file"),
    "an address not encoded": ("/audio/01-flu.mp3", "/audio/01 flu.mp3", "may not understand"),
    "another type": ('type="audio/mpeg"', 'type="audio/wav"', "has no recording for"),
    "another length": ("<itunes:duration>5<", "<itunes:duration>9<", "another length than its recording"),
    "no number as a length": ("<itunes:duration>5<", "<itunes:duration>0:05<", "another length"),
    "captions of another type": ('type="text/vtt"', 'type="text/plain"', "that is not text/vtt"),
    "a permalink": ('isPermaLink="false"', 'isPermaLink="true"', "pretends to be an address"),
    "other numbers": ("<itunes:episode>2<", "<itunes:episode>3<", "number its articles from 1 to 2"),
    "dates out of order": ("00:01:00 +0000", "00:03:30 +0000", "dates that are not in the order"),
    "a date that is none": ("Tue, 01 Dec 2026 00:01:00 +0000", "soon", "dates that are not in the order"),
    "another title": ("<title>A short notice<", "<title>A short nonsense<", "has no episode in its place"),
    "a recording twice": ("audio/02-notice.mp3", "audio/01-flu.mp3", "has one recording twice"),
}


@pytest.mark.fires("PRF-501")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, finished: Finished, store: Store) -> None:
    order, feed = finished
    true, false, complaint = FAULTS[fault]
    assert true in feed
    planted = replace(order, feed=store.put(feed.replace(true, false).encode()))
    assert any(each.startswith("PRF-501") and complaint in each for each in messages(planted, store))


def test_a_wrong_size_and_one_identity_for_two_are_found(finished: Finished, store: Store) -> None:
    order, feed = finished
    size = feed.partition('length="')[2].partition('"')[0]
    planted = replace(order, feed=store.put(feed.replace(f'length="{size}"', 'length="1"').encode()))
    assert "another size than its file" in messages(planted, store)[0]
    first, second = (part.partition("<")[0] for part in feed.split('isPermaLink="false">')[1:3])
    planted = replace(order, feed=store.put(feed.replace(first, second).encode()))
    assert "an identity of their own" in messages(planted, store)[0]


def test_the_recordings_of_two_articles_swapped_are_found(finished: Finished, store: Store) -> None:
    order, feed = finished
    swapped = feed.replace("audio/01-flu", "audio/x").replace("audio/02-notice", "audio/01-flu")
    planted = replace(order, feed=store.put(swapped.replace("audio/x", "audio/02-notice").encode()))
    assert sum("another article's recording" in each for each in messages(planted, store)) == 2


@pytest.mark.fires("PRF-005")
def test_a_lost_disclaimer_is_found(finished: Finished, store: Store) -> None:
    order, feed = finished
    said = DISCLAIMER.replace("&", "&amp;amp;").partition(". ")[0]
    assert said in feed
    planted = replace(order, feed=store.put(feed.replace(said, "All is well").encode()))
    assert [each.rule for each in prove_feed(planted, store).findings] == ["PRF-005"] * 2


Change = Callable[[list[dict[str, object]]], object]


@pytest.mark.fires("PRF-502")
@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda chapters: chapters.pop(), "other chapters than the recording"),
        (lambda chapters: chapters.reverse(), "not in the order of time"),
        (lambda chapters: chapters[1].update(startTime=9.5), "not begin where it does"),
        (lambda chapters: chapters[1].update(title="Other"), "other chapters than the recording"),
        (lambda chapters: chapters[1].pop("startTime"), "cannot be read"),
    ],
)
def test_chapters_that_are_not_true_are_found(
    change: Change, complaint: str, finished: Finished, store: Store
) -> None:
    order, _ = finished
    listed = json.loads(store.get(order.chapters))
    change(listed["chapters"])
    planted = replace(order, chapters=store.put(json.dumps(listed).encode()))
    assert any(complaint in each for each in messages(planted, store))
    assert {each.rule for each in prove_feed(planted, store).findings} == {"PRF-502"}


@pytest.mark.parametrize("chapters", [b"no json", b'{"version": "1.0.0", "chapters": []}', b"[]"])
def test_what_is_no_list_of_chapters_is_found(chapters: bytes, finished: Finished, store: Store) -> None:
    planted = replace(finished[0], chapters=store.put(chapters))
    assert messages(planted, store) == ["PRF-502 The list of chapters cannot be read."]


def test_chapters_are_proved_without_a_feed(finished: Finished, store: Store) -> None:
    alone = replace(finished[0], feed="")
    assert prove_feed(alone, store).facts == {"episodes_proved": 0, "chapters_proved": 3}
    assert feed_proof_task(alone).key != feed_proof_task(finished[0]).key
