"""A picture file made fit for a page: a drawing that can only draw, or a photograph of a sensible size.

Runs in a worker.
"""

from __future__ import annotations

import io
import re

from everyread.sources.pictures import PictureError, printable_picture

SIDE = 600
"""Pixels: a picture is printed 4 cm wide, which 600 pixels do at 380 dots an inch."""
LARGEST_DRAWING = 200_000
"""Bytes; the largest of Mulberry's 3,400 symbols has half of that."""
_SVG = "http://www.w3.org/2000/svg"
_DRAWS = frozenset(
    "svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop clipPath "
    "title desc".split()
)
_LOOKS = frozenset(
    "id d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height viewBox points transform fill fill-rule "
    "fill-opacity stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray "
    "stroke-opacity clip-rule clip-path opacity offset stop-color stop-opacity gradientUnits "
    "gradientTransform version preserveAspectRatio style".split()
)
_STYLE = re.compile(r"[\w\s:;.,#%()-]*")
_FIX = "Export it as PNG, 1000 pixels wide."


def safe_picture(data: bytes) -> tuple[bytes, str]:
    """The picture as it may stand on a page, and its media type.

    Raises PictureError when it is none, is damaged, or could do more than be looked at.
    """
    if b"<svg" in data[:4096].lower():
        return _drawing(data), "image/svg+xml"
    picture = printable_picture(data)
    return _smaller(picture.data, picture.media_type), picture.media_type


def _smaller(data: bytes, media_type: str) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        if max(image.size) <= SIDE:
            return data
        made = image.convert("RGBA" if media_type == "image/png" else "RGB")
    made.thumbnail((SIDE, SIDE))
    stream = io.BytesIO()
    if media_type == "image/png":
        made.save(stream, "PNG", optimize=True)
    else:
        made.save(stream, "JPEG", quality=88, optimize=True)
    return stream.getvalue()


def _drawing(data: bytes) -> bytes:
    """The drawing, if all it holds is known to draw: nothing that runs, links or loads."""
    from lxml import etree

    if len(data) > LARGEST_DRAWING:
        raise PictureError("is a drawing of more than 200 KB", _FIX)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PictureError("is a damaged drawing", _FIX) from error
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data:
        raise PictureError("is a drawing with parts that are defined elsewhere", _FIX)
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element)
        if name.namespace != _SVG or name.localname not in _DRAWS:
            raise PictureError(f"is a drawing with “{name.localname}” in it, which may not be safe", _FIX)
        for key in list(element.attrib):
            _check(element, key)
    if root.tag != f"{{{_SVG}}}svg" or "viewBox" not in root.attrib:
        raise PictureError("is a drawing without a size of its own", _FIX)
    return etree.tostring(root, encoding="utf-8")


def _check(element: object, key: str) -> None:
    """Unknown attributes (an editor program's notes) are dropped; what is kept must be harmless."""
    attributes = element.attrib  # type: ignore[attr-defined]  # lxml has no types
    value = str(attributes[key])
    if key not in _LOOKS:
        del attributes[key]
    elif key == "style" and (not _STYLE.fullmatch(value) or "url" in value.lower()):
        raise PictureError("is a drawing with a style that may not be safe", _FIX)
    elif "url(" in value.lower() and not re.fullmatch(r"url\(#[\w-]+\)", value.strip()):
        raise PictureError("is a drawing that loads something", _FIX)
