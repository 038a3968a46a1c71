"""Whether a review file comes from what everyread wrote last, or from an older copy saved over it.

Two people may have a file open: one of them signs, then the other saves what the editor still shows, and the
signature is gone.  The file names the states it went through; the store knows the last of them, and has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from everyread.findings import Finding
from everyread.review.document import Review
from everyread.review.folder import KEPT
from everyread.review.grammar import parse
from everyread.store import Digest, Key, Store, key_of, write_atomically


@dataclass(frozen=True, slots=True)
class Lost:
    """What everyread wrote last, and what is no more in the file."""

    state: str
    text: Digest
    signers: tuple[str, ...]


def note(store: Store, issue: str, name: str, data: bytes, states: Sequence[str]) -> None:
    """Remember the file as everyread wrote it."""
    store.remember(_key(issue, name), {"state": states[0] if states else "", "text": store.put(data)})


def lost(store: Store, issue: str, review: Review) -> Lost | None:
    """What was saved over; None when the file comes from what everyread wrote last, or nobody knows."""
    known = store.recall(_key(issue, review.file))
    if not isinstance(known, dict) or not known.get("state") or known["state"] in review.written:
        return None
    if not store.is_sound(known.get("text", "")):
        return None
    before = parse(store.get(known["text"]).decode("utf-8", "replace"), review.file)
    signers = tuple(each.name for each in before.signatures if each not in review.signatures)
    return Lost(known["state"], known["text"], signers)


def finding_of(found: Lost, review: Review, file: str) -> Finding:
    """What an editor should know of it."""
    gone = f" The signature of {' and '.join(found.signers)} is no longer in it." if found.signers else ""
    return Finding(
        "EZR-026",
        f"An older copy of {review.file} was saved over the one that everyread wrote last.{gone}",
        "Ask who else has it open. everyread review --write puts the other copy beside it, "
        f"with the ending “{KEPT}”, so that you can compare.",
        file=file,
    )


def put_beside(found: Lost, path: Path, store: Store) -> Path:
    """Write what was saved over beside the file, under a name of its own; what is there stays."""
    beside = path.with_name(f"{path.stem}-{found.state}{KEPT}")
    if not beside.exists():
        write_atomically(beside, store.get(found.text), staging=path.parent)
    return beside


def _key(issue: str, name: str) -> Key:
    return key_of("review file as written", issue, name)
