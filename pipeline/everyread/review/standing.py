"""How each unit of a draft stands in its review: decided, signed, void or wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from everyread.review.document import ROLES, Block, Review, Role, Signature, fold
from everyread.review.units import Unit


def paired(review: Review, units: Sequence[Unit]) -> list[tuple[Unit, Block | None]]:
    """Each unit with its block, told by the article's words, wherever the block stands.

    Where the article says the same thing twice, the blocks go by their ids, then by their order.
    """
    waiting: dict[str, list[Block]] = defaultdict(list)
    for block in review.blocks:
        waiting[block.source].append(block)
    pairs: list[tuple[Unit, Block | None]] = []
    for unit in units:
        blocks = waiting[unit.source]
        found = next((each for each in blocks if each.id == unit.id), blocks[0] if blocks else None)
        if found:
            blocks.remove(found)
        pairs.append((unit, found))
    return pairs


@dataclass(frozen=True)
class Standing:
    """One unit and what the review says of it."""

    unit: Unit
    block: Block | None
    signatures: tuple[Signature, ...]

    @property
    def line(self) -> int:
        """Where it begins in the file; 0 when it is not there."""
        return self.block.line if self.block else 0

    @cached_property
    def slip(self) -> str:
        """Why what the person wrote cannot be used; empty when it can."""
        block, kind = self.block, self.unit.kind
        if block is None:
            return ""
        if fold(" ".join(block.quoted)) != fold(self.unit.text):
            return f"the article's own words were changed here; put them back: > {self.unit.text}"
        if {each.text for each in block.words} & set(self.unit.notes):
            return "a note has lost the # in front of it"
        if kind == "locked" and (block.words or block.decision or block.picture):
            return "this is printed word for word, so take out what you wrote here"
        if kind == "title" and block.decision == "drop":
            return "the title cannot be dropped"
        if block.decision == "drop" and not block.reason:
            return "say why it is dropped: DROP: your reason"
        if not block.words and not block.decision and kind in ("title", "sentence"):
            return "it has no words: write some, or KEEP, or DROP: your reason"
        if not block.decision and block.words and block.words[0].mark == "+":
            return "an explanation with + needs a line above it"
        return ""

    def signature(self, role: Role) -> Signature | None:
        """The signature of a role that holds for it."""
        if self.block is None or self.slip:
            return None
        return self.block.signature_of(role, self.signatures)

    def void(self, role: Role) -> str:
        """Why a signature holds no more; empty when one holds, or when there never was one."""
        sealed = [name for name, _ in self.block.seals if name.startswith(f"{role}-")] if self.block else []
        known = {each.id: each for each in self.signatures if each.role == role}
        if self.signature(role) or not (sealed or known):
            return ""
        if self.block is None:
            return "the article is new or changed here"
        if not sealed:
            return "it came after the signature"
        if sealed[-1] not in known:
            return "its signature is no longer at the head of the file"
        signature = known[sealed[-1]]
        return f"the words or the signature were changed after {signature.name} signed on {signature.date}"

    @property
    def is_signed(self) -> bool:
        """Whether both signatures hold."""
        return all(self.signature(role) for role in ROLES)

    @property
    def is_decided(self) -> bool:
        """Whether a person changed or signed it, so that its flags have done their work."""
        changed = self.block is not None and self.block.touched and not self.slip
        return changed or any(self.signature(role) for role in ROLES)


def standings(review: Review, units: Sequence[Unit]) -> tuple[Standing, ...]:
    """How each unit stands, in reading order."""
    return tuple(Standing(unit, block, review.signatures) for unit, block in paired(review, units))
