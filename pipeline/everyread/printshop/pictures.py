"""Pictures for the press: grey in black ink alone, or in four inks; and how fine they come out.

Imported inside a worker only, since it loads WeasyPrint and Pillow.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast
from xml.etree.ElementTree import Element

import numpy as np
from PIL import Image, ImageCms
from weasyprint.urls import URLFetcherResponse  # type: ignore[import-untyped]

from everyread.errors import ArticleError
from everyread.store import Store
from everyread.typeset.fetcher import StoreFetcher

MOST_SIDE = 3200
"""Pixels: on the widest column that is 430 dots an inch, and finer than that no press prints."""
LEAST_DPI = 300
PIXELS_AN_INCH = 96
"""Of CSS."""
_JPEG_QUALITY = 95


@dataclass(frozen=True, slots=True)
class Inks:
    """How colours become ink."""

    profile: bytes
    """ICC, of the press; empty for none."""
    colour: bool
    """Four inks, for which there must be a profile; else black alone."""
    limit: int = 300
    """The most ink in one place, in percent."""


class PressFetcher(StoreFetcher):
    """Serves pictures of the store as the press wants them; all else as its parent does."""

    def __init__(self, store: Store, inks: Inks) -> None:
        """Raises ArticleError PRS-004 for a profile that does not work."""
        super().__init__(store)
        self._inked = _four_inks(inks) if inks.colour and inks.profile else _one_ink(inks.profile)

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        response = super().fetch(url, headers)
        if not url.startswith("blob:"):
            return response
        with Image.open(io.BytesIO(response.read()), formats=("PNG", "JPEG")) as picture:
            return URLFetcherResponse(url, self._inked(_opaque(picture)))


def _opaque(picture: Image.Image) -> Image.Image:
    """In RGB, on white where it was clear, and no finer than can be printed."""
    if picture.mode in {"LA", "PA", "RGBA"} or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        picture = Image.new("RGBA", clear.size, "white")
        picture.alpha_composite(clear)
    picture = picture.convert("RGB")
    picture.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS)
    return picture


def _one_ink(profile: bytes) -> Any:
    """A function from a picture to a PNG in grey, which a press prints with black ink.

    With a profile, greys are as light on the paper as they are on a screen, in proportion.
    """
    curve = _grey_curve(profile) if profile else list(range(256))

    def inked(picture: Image.Image) -> bytes:
        return _encoded(picture.convert("L").point(curve), "PNG")

    return inked


def _grey_curve(profile: bytes) -> list[int]:
    """For each grey of a screen, the grey whose amount of black ink is as light.

    Both run from their white to their black: lightness is CIE L*, scaled to the paper and to full ink.
    """
    ramp = np.zeros((1, 256, 4), np.uint8)
    ramp[0, :, 3] = np.arange(256)
    press = _converted(Image.fromarray(ramp, "CMYK"), profile, ImageCms.createProfile("LAB"), "LAB")
    light = np.asarray(press)[0, :, 0].astype(float)
    light = np.minimum.accumulate(light)  # more ink is never lighter
    share = (light - light[-1]) / max(light[0] - light[-1], 1.0)
    screen = np.arange(256)[np.newaxis].astype(np.uint8)
    grey = Image.fromarray(np.repeat(screen[..., np.newaxis], 3, axis=2), "RGB")
    lab = _converted(grey, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "LAB")
    wanted = np.asarray(lab)[0, :, 0].astype(float) / 255
    ink = np.interp(wanted, share[::-1], np.arange(255, -1, -1))
    return [int(value) for value in np.rint(255 - ink)]


def _four_inks(inks: Inks) -> Any:
    """A function from a picture to a JPEG in four inks, through the profile."""

    def inked(picture: Image.Image) -> bytes:
        press = _converted(picture, ImageCms.createProfile("sRGB"), inks.profile, "CMYK")
        return _within(press, inks.limit)

    return inked


def _within(picture: Image.Image, limit: int) -> bytes:
    """A JPEG without too much ink, though compression adds a little at sharp edges."""
    allowed = limit
    while True:
        data = _encoded(limited(picture, allowed), "JPEG")
        with Image.open(io.BytesIO(data)) as made:
            over = most_ink(made) - limit
        if over <= 0:
            return data
        allowed -= over


def most_ink(picture: Image.Image) -> int:
    """The most ink in one place of a picture in CMYK, all four added up, in percent, rounded up."""
    return int(-(-np.asarray(picture).sum(axis=2, dtype=np.uint16).max().astype(int) * 100 // 255))


def limited(picture: Image.Image, limit: int) -> Image.Image:
    """A picture in CMYK with no more ink anywhere than so many percent: the coloured inks give way."""
    values = np.asarray(picture).astype(np.uint16)
    black = values[..., 3]
    colours = values[..., :3].sum(axis=2)
    room = np.maximum(limit * 255 // 100 - black, 0)
    share = np.minimum(1.0, room / np.maximum(colours, 1))
    values[..., :3] = np.floor(values[..., :3] * share[..., np.newaxis])
    return Image.fromarray(values.astype(np.uint8), "CMYK")


def _converted(picture: Image.Image, source: Any, target: Any, mode: str) -> Image.Image:
    def opened(profile: Any) -> Any:
        return ImageCms.ImageCmsProfile(io.BytesIO(profile)) if isinstance(profile, bytes) else profile

    try:
        made = ImageCms.profileToProfile(
            picture,
            opened(source),
            opened(target),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode=mode,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError) as error:
        raise ArticleError(
            "PRS-004",
            "The colour profile for the press does not work, so the files for the print shop were not made.",
            "Ask the printer for their profile again; or delete it and run: everyread print-profile",
        ) from error
    return cast(Image.Image, made)  # it is None only for a picture that is changed in place


def _encoded(picture: Image.Image, kind: str) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, quality=_JPEG_QUALITY, subsampling=0)
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class Coarse:
    """A picture that is printed with fewer than 300 dots an inch."""

    article: int
    """Which article of the volume it is in, from 0."""
    alt: str
    dpi: int
    wanted: int
    """Pixels on its width that would do."""


def coarse_pictures(pages: list[Any], root: Element) -> Iterator[Coarse]:
    """The pictures that are too coarse at the size at which they stand on WeasyPrint's `pages`."""
    articles = {
        id(image): number
        for number, article in enumerate(root.iter("article"))
        for image in article.iter("img")
    }
    if not articles:
        return
    for page in pages:
        for box in page._page_box.descendants():
            picture = getattr(box, "replacement", None)  # of WeasyPrint; only a picture's box has one
            if picture and id(box.element) in articles:
                dpi = PIXELS_AN_INCH * min(picture.width / box.width, picture.height / box.height)
                if round(dpi) < LEAST_DPI:
                    wanted = -(-round(box.width * LEAST_DPI / PIXELS_AN_INCH) // 10) * 10
                    yield Coarse(articles[id(box.element)], box.element.get("alt", ""), round(dpi), wanted)
