"""The pictures of one article: each is checked and put in the store, or refused with a reason."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from everyread.article import Figure, Prose, Removed
from everyread.findings import Finding
from everyread.sources.limits import limits
from everyread.sources.pictures import (
    PRINTABLE_SIDE,
    SVG,
    SVG_FIX,
    Picture,
    PictureError,
    local_name,
    printable_picture,
    target_key,
)
from everyread.store import Digest, Store

_EMBEDDED = re.compile(r"data:image/[\w.+-]+;base64,", re.IGNORECASE)
_SAVE_BESIDE = "Save the picture beside the article as PNG or JPEG, and name that file in the article."


class Album:
    """Takes the pictures an article shows, and remembers what the editor should know of them."""

    def __init__(self, name: str, store: Store, beside: Mapping[str, bytes]) -> None:
        self.digests: list[Digest] = []
        self.findings: list[Finding] = []
        self.removed: list[Removed] = []
        self._name = name
        self._store = store
        self._beside = beside
        self._taken = 0

    def figure(self, target: str, alt: str, caption: Prose) -> Figure | None:
        """The figure for a picture; None, with a finding, when it cannot be used."""
        label = _label(target)
        try:
            picture = printable_picture(self._bytes(target))
        except PictureError as error:
            self._find("SRC-008", f"The picture {label} was left out: it {error.reason}.", error.fix, label)
            if alt:
                self.removed.append(Removed(alt, "picture", "It describes a picture that could not be used."))
            return None
        digest = self._store.put(picture.data)
        if digest not in self.digests:
            self.digests.append(digest)
        self._judge(picture, label)
        if not alt:
            self._find(
                "SRC-007",
                f"The picture {label} has no description, so people who cannot see it are told nothing.",
                "Write one or two sentences that say what the picture shows, as its alt text.",
                label,
            )
        return Figure(digest, picture.media_type, alt, caption)

    def _bytes(self, target: str) -> bytes:
        self._taken += 1
        if self._taken > limits().pictures:
            raise PictureError(f"comes after {limits().pictures} others", "Split the article.")
        if match := _EMBEDDED.match(target):
            try:
                return base64.b64decode(target[match.end() :], validate=False)
            except binascii.Error as error:
                raise PictureError("is damaged", _SAVE_BESIDE) from error
        if (fetched := self._beside.get(target_key(target))) is not None:
            return fetched
        name = local_name(target)
        if not name:
            raise PictureError(
                "is not in the article's folder, and was not fetched",
                f"{_SAVE_BESIDE} Or build with --fetch, if it is on the article's own site.",
            )
        if name not in self._beside:
            suffix = PurePosixPath(name).suffix.lower()
            if suffix in {".svg", ".svgz"}:
                raise PictureError(SVG, SVG_FIX)
            raise PictureError("could not be found beside the article", _SAVE_BESIDE)
        return self._beside[name]

    def _judge(self, picture: Picture, label: str) -> None:
        """Tell the editor what was changed in a picture, and when it is too small."""
        if picture.changes:
            self._find(
                "SRC-046",
                f"The picture {label} was made fit for print: {'; '.join(picture.changes)}.",
                "Nothing need be done. Look at it in the result.",
                label,
            )
        if picture.is_small:
            self._find(
                "SRC-045",
                f"The picture {label} has {picture.width} by {picture.height} pixels, so it prints coarse.",
                f"Ask for the original, at least {PRINTABLE_SIDE} pixels on its long side; 2000 are better.",
                label,
            )

    def _find(self, rule: str, message: str, fix: str, label: str) -> None:
        self.findings.append(Finding(rule, message, fix, file=self._name, paragraph=f"picture {label}"))


def _label(target: str) -> str:
    if target.startswith("data:"):
        return "inside the file"
    name = PurePosixPath(target.split("?")[0]).name or "without a name"
    return f"“{name[:60]}”"
