"""What people signed in other issues, to be offered again: their words, never their signatures."""

from __future__ import annotations

from pathlib import Path

from everyread.errors import InputError
from everyread.review.document import ROLES, Block, Review
from everyread.review.grammar import FOLDER, read_review
from everyread.review.writing import Memory, Offer


def approved_elsewhere(sources: Path, issue: Path) -> Memory:
    """The signed words of all issues under `sources` but this one; the latest, where several have them.

    A review file that cannot be read is left out: the build of its own issue says so.
    """
    offers: dict[str, tuple[tuple[str, str], Offer]] = {}
    for path in sorted(sources.glob(f"*/{FOLDER}/*.txt")):
        if path.parent.parent.resolve() == issue.resolve():
            continue
        try:
            review = read_review(path)
        except (InputError, OSError):
            continue
        for block in review.blocks:
            if (day := _signed_on(block, review)) and (block.words or block.decision == "keep"):
                name = path.parent.parent.name
                offer = Offer(() if block.decision else block.words, block.decision == "keep", name)
                known = offers.get(block.source)
                if block.decision != "drop" and (known is None or known[0] < (day, name)):
                    offers[block.source] = ((day, name), offer)
    return {source: offer for source, (_, offer) in offers.items()}


def _signed_on(block: Block, review: Review) -> str:
    """The day of its last signature, when both hold; else empty."""
    signatures = [block.signature_of(role, review.signatures) for role in ROLES]
    days = [each.date for each in signatures if each]
    return max(days) if len(days) == len(ROLES) else ""
