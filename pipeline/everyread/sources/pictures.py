"""Pictures: which ones an article names, and bytes that can be printed and hold nothing but the picture.

What comes out is PNG or JPEG, upright, in 8 bits of grey or RGB, without the metadata that tells where and
when it was taken.  A picture that is like that already is not encoded again, so it loses nothing.
"""

from __future__ import annotations

import html
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from everyread.sources.limits import limits

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_SIDE = 20_000
"""Pixels: more on one side is a banner that no page can show, and formats end at 65,535."""
PRINTABLE_SIDE = 600
"""Pixels on the long side below which a picture is coarse in print: 600 are 5 cm at 300 dots an inch."""
_SUFFIXES = frozenset(".png .jpg .jpeg .jfif .gif .webp .tif .tiff .bmp".split())
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")
"""What is opened at all; Pillow knows dozens more that no newsletter needs, some of them programs."""
_PLAIN = {"PNG": frozenset({"1", "L", "LA", "P", "RGB", "RGBA"}), "JPEG": frozenset({"L", "RGB"})}
"""Modes that can be printed as they are."""
_KINDS = {"PNG": "PNG", "JPEG": "JPEG", "MPO": "JPEG"}
"""What a format of Pillow is kept as; a JPEG with a second picture behind it is "MPO".  Others become PNG."""
_MODES = {"CMYK": "the inks of a printer", "I;16": "16 bits"}
_QUALITY = 92
"""Of a JPEG that has to be encoded again; above it files grow faster than anybody can see."""
_TAKEN_UPRIGHT = {None, 0, 1}
_ORIENTATION = 0x0112
_PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP pHYs sBIT bKGD".split())
_JPEG_DROPPED = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})
"""EXIF, XMP, IPTC, comments and makers' own; JFIF (APP0), profiles (APP2) and Adobe's (APP14) stay."""
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
_END = 0xD9

# Markdown's ![alt](target), its [name]: target, and the src of an HTML element.
_NAMED = re.compile(
    r"""!\[[^\]\n]{0,1000}\]\(\s{0,9}(?:<([^>\n]{1,500})>|([^\s)]{1,500}))"""
    r"""|^[ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]{0,9}<?([^\s>]{1,500})"""
    r"""|\bsrc\s{0,9}=\s{0,9}(?:"([^"]{1,500})"|'([^']{1,500})'|([^\s>"']{1,500}))""",
    re.MULTILINE | re.IGNORECASE,
)
# What Pillow raises on damaged files; seen by damaging real ones.
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    LookupError,
    ArithmeticError,
    TypeError,
    AttributeError,
    EOFError,
    RuntimeError,
    MemoryError,
)
SVG = "is an SVG drawing, which may hold programs and links"
SVG_FIX = "Export it as PNG, 2000 pixels wide."
_SMALLER = "Make it smaller: 3000 pixels wide is plenty."
_RESAVE = "Open it in a picture program and save it again as PNG or JPEG."


class PictureError(Exception):
    """A picture cannot be used; `reason` follows the words "it", `fix` says what to do."""

    def __init__(self, reason: str, fix: str) -> None:
        super().__init__(reason, fix)
        self.reason = reason
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be printed, and what was changed to make it so."""

    data: bytes
    media_type: str
    width: int
    """Pixels; so is the height."""
    height: int
    changes: tuple[str, ...] = ()

    @property
    def is_small(self) -> bool:
        """Whether it is too small to be printed well."""
        return max(self.width, self.height) < PRINTABLE_SIDE


def local_name(target: str) -> str:
    """The file beside the article that a picture's target names; empty when it names something else.

    A sub-folder is fine; anything outside the article's folder, or on the network, is not.
    """
    path = html.unescape(unquote(target.strip()))
    if not path or re.match(r"[\w.+-]*:|[/\\~]", path) or "\0" in path or "\\" in path:
        return ""
    pure = PurePosixPath(path.split("?")[0].split("#")[0])
    return "" if ".." in pure.parts or pure == PurePosixPath(".") else pure.as_posix()


def named_in(data: bytes) -> tuple[str, ...]:
    """The pictures beside the article that its Markdown or HTML names, each once, in their order."""
    names = (local_name(target) for target in targets_in(data))
    found = dict.fromkeys(name for name in names if PurePosixPath(name).suffix.lower() in _SUFFIXES)
    return tuple(found)[: limits().pictures]


def targets_in(data: bytes) -> Iterator[str]:
    """What Markdown, HTML, or HTML inside JSON or XML, gives as the places of pictures."""
    text = data.decode("utf-8", "replace")
    if text.lstrip()[:1] in {"{", "["}:
        text = text.replace("\\/", "/").replace('\\"', '"')
    for match in _NAMED.finditer(text):
        yield next(group for group in match.groups() if group)


def target_key(target: str) -> str:
    """One spelling for the places that mean the same picture, however the article's format escapes them."""
    return html.unescape(unquote(target.strip()))


def printable_picture(data: bytes) -> Picture:
    """The picture in some bytes, as PNG or JPEG that can be printed.

    Raises PictureError when they are no picture, are damaged, or unpack to too much.
    """
    from PIL import Image, UnidentifiedImageError

    _refuse_vector(data)
    try:
        with warnings.catch_warnings(), _whole_pictures_only():
            warnings.simplefilter("ignore")  # Pillow warns of what is refused or mended below
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                _refuse_bomb(image.width, image.height)
                image.load()
                return _printable(image, data)
    except UnidentifiedImageError as error:
        raise PictureError("is not a picture of a kind that can be printed", _RESAVE) from error
    except Image.DecompressionBombError as error:  # by its header alone, before the look at its size
        raise PictureError("has too many pixels", _SMALLER) from error
    except _DAMAGE as error:
        raise PictureError("is damaged", _RESAVE) from error


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Have Pillow refuse half a picture; WeasyPrint, in the same worker, tells it to take them."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _printable(image: Image, data: bytes) -> Picture:
    kind = _KINDS.get(image.format or "", "PNG")
    changes: list[str] = []
    made = image
    if kind != "JPEG" and (frames := getattr(image, "n_frames", 1)) > 1:
        changes.append(f"only the first of its {frames} pictures is shown")
    if image.getexif().get(_ORIENTATION) not in _TAKEN_UPRIGHT:
        from PIL import ImageOps

        made = ImageOps.exif_transpose(made)
        changes.append("it was turned upright")
    if made.mode not in _PLAIN[kind]:
        made = _in_plain_colours(made)
        changes.append(f"its colours were converted from {_MODES.get(image.mode, image.mode)}")
    if image.format == "PNG" and data[24] > 8:
        changes.append("its colours were converted from 16 bits")
    if image.format not in _KINDS:
        changes.append(f"it was converted from {image.format} to {kind}")
    if changes:
        encoded = _encoded(made, kind)
    else:
        encoded = _without_metadata(data, kind) or _encoded(made, kind)
        if len(encoded) < len(data):
            changes.append("notes in the file, such as where it was taken, were removed")
    return Picture(encoded, f"image/{kind.lower()}", made.width, made.height, tuple(changes))


def _in_plain_colours(image: Image) -> Image:
    """The picture in 8 bits of grey or RGB; the colours of print ink by their profile, if they have one."""
    if image.mode in {"F", "I"} or image.mode.startswith("I;16"):
        return image.convert("F").point(lambda value: value * 255 / 65_535).convert("L")
    if image.mode == "CMYK" and (made := _by_profile(image)):
        return made
    transparent = image.mode in {"PA", "La", "RGBa"} or "transparency" in image.info
    made = image.convert("RGBA" if transparent else "RGB")
    made.info.pop("icc_profile", None)  # it describes colours that are gone
    return made


def _by_profile(image: Image) -> Image | None:
    """A picture in inks as sRGB by its own profile; None when it has none that can be used."""
    from PIL import ImageCms

    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(image.info.get("icc_profile") or b""))
        made = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return None
    if made is not None:
        made.info.pop("icc_profile", None)
    return made


def _encoded(image: Image, kind: str) -> bytes:
    """The picture's bytes without metadata but for its colour profile; the same each time."""
    stream = io.BytesIO()
    profile = image.info.get("icc_profile")
    bare = image.copy()
    bare.info = {name: value for name, value in image.info.items() if name == "transparency"}
    if kind == "JPEG":
        bare.save(stream, "JPEG", quality=_QUALITY, subsampling=0, icc_profile=profile)
    else:
        bare.save(stream, "PNG", icc_profile=profile)
    return stream.getvalue()


def _refuse_vector(data: bytes) -> None:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<svg", b"<?xml", b"<!doctype svg")) and b"<svg" in data[:65_536].lower():
        raise PictureError(SVG, SVG_FIX)


def _refuse_bomb(width: int, height: int) -> None:
    if width * height > limits().megapixels * 1_000_000 or max(width, height) > MOST_SIDE:
        raise PictureError(f"has {width:,} by {height:,} pixels", _SMALLER)


def _without_metadata(data: bytes, kind: str) -> bytes | None:
    """The same picture without its notes; None when its parts cannot be told apart."""
    return _bare_png(data) if kind == "PNG" else _bare_jpeg(data)


def _bare_png(data: bytes) -> bytes | None:
    made = [data[:8]]
    at = 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if end > len(data):
            return None
        if kind in _PNG_KEPT:
            made.append(data[at:end])
        if kind == b"IEND":
            return b"".join(made)
        at = end
    return None


def _bare_jpeg(data: bytes) -> bytes | None:
    made = [data[:2]]
    at = 2
    while match := _MARKER.search(data, at):
        # Between segments there is nothing, or padding; behind the start of a scan, the picture itself.
        made.append(data[at : match.start()])
        marker = match[0][1]
        if marker == _END:  # phones hide films behind it
            return b"".join([*made, match[0]])
        at = match.end() + int.from_bytes(data[match.end() : match.end() + 2], "big")
        if marker not in _JPEG_DROPPED:
            made.append(data[match.start() : at])
    return None
