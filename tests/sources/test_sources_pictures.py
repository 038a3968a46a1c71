"""Pictures beside the article: found, checked, kept in the store; never from elsewhere."""

from __future__ import annotations

import base64
import contextlib
import io
import resource
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageFile, PngImagePlugin

from everyread.article import Figure, text_of
from everyread.sources.pictures import Picture, PictureError, local_name, named_in, printable_picture

BODY = "This is a paragraph of the body, which is long enough to be one and ends in a full stop."


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 7))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


def opened(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.data))
    image.load()
    assert (f"image/{image.format.lower()}", image.size) == (
        picture.media_type,
        (picture.width, picture.height),
    )
    return image


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("PNG", "RGB"),
        ("PNG", "RGBA"),
        ("PNG", "L"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("JPEG", "RGB"),
        ("JPEG", "L"),
    ],
)
def test_a_plain_picture_is_kept_byte_for_byte(picture_of, form, mode):
    data = picture_of((700, 500), form, mode, color=0)
    picture = printable_picture(data)
    assert (picture.data, picture.changes, picture.is_small) == (data, (), False)


@pytest.mark.parametrize(
    ("form", "mode", "kind", "result", "told"),
    [
        ("GIF", "P", "PNG", "P", "from GIF"),
        ("WEBP", "RGBA", "PNG", "RGBA", "from WEBP"),
        ("TIFF", "RGB", "PNG", "RGB", "from TIFF"),
        ("TIFF", "CMYK", "PNG", "RGB", "the inks of a printer"),
        ("BMP", "RGB", "PNG", "RGB", "from BMP"),
        ("JPEG", "CMYK", "JPEG", "RGB", "the inks of a printer"),
        ("PNG", "I;16", "PNG", "L", "16 bits"),
    ],
)
def test_other_kinds_are_converted(picture_of, form, mode, kind, result, told):
    picture = printable_picture(picture_of((700, 500), form, mode, color=0))
    image = opened(picture)
    assert (image.format, image.mode) == (kind, result)
    assert told in "; ".join(picture.changes)
    assert picture == printable_picture(picture_of((700, 500), form, mode, color=0))


def test_sixteen_bits_keep_their_brightness(picture_of):
    image = opened(printable_picture(picture_of((8, 8), "PNG", "I;16", color=32_768)))
    assert abs(image.getpixel((0, 0)) - 128) <= 1


def test_an_animation_shows_its_first_picture(picture_of):
    more = [Image.new("RGB", (8, 8), "blue"), Image.new("RGB", (8, 8), "green")]
    for form in ("GIF", "PNG", "WEBP"):
        data = picture_of((8, 8), form, color="red", save_all=True, append_images=more)
        picture = printable_picture(data)
        image = opened(picture)
        assert getattr(image, "n_frames", 1) == 1
        assert image.convert("RGB").getpixel((0, 0))[0] > 200
        assert "only the first of its 3 pictures" in picture.changes[0]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_taken_sideways_is_turned_and_forgets_where(picture_of, form):
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    picture = printable_picture(picture_of((800, 600), form, exif=exif))
    image = opened(picture)
    assert image.size == (600, 800)
    assert dict(image.getexif()) == {}
    assert b"SecretCamera" not in picture.data
    assert "it was turned upright" in picture.changes


def test_notes_in_a_picture_are_removed_without_encoding_it_again(picture_of):
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "SecretCamera", zip=False)
    plain = {"JPEG": picture_of((700, 600), "JPEG"), "PNG": picture_of((700, 600), "PNG")}
    noted = {
        "JPEG": picture_of((700, 600), "JPEG", exif=exif, comment=b"SecretCamera") + b"SecretCamera film",
        "PNG": picture_of((700, 600), "PNG", exif=exif, pnginfo=text) + b"SecretCamera",
    }
    for form, data in noted.items():
        picture = printable_picture(data)
        assert b"SecretCamera" not in picture.data
        assert picture.data == plain[form]
        assert picture.changes == ("notes in the file, such as where it was taken, were removed",)


def test_a_colour_profile_stays(picture_of):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for form in ("JPEG", "PNG"):
        assert (
            opened(printable_picture(picture_of((9, 9), form, icc_profile=profile))).info["icc_profile"]
            == profile
        )
    turned = Image.Exif()
    turned[0x0112] = 3
    picture = printable_picture(picture_of((9, 9), "JPEG", icc_profile=profile, exif=turned))
    assert opened(picture).info["icc_profile"] == profile


SVG = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a picture"),
        (b"<html>", "not a picture"),
        (SVG, "SVG drawing"),
        (b"\xef\xbb\xbf  <svg onload='x'/>", "SVG drawing"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "not a picture"),
        (bomb(10_000, 10_000), "10,000 by 10,000 pixels"),
        (bomb(60_000, 60_000), "too many pixels"),
        (bomb(30_000, 10), "30,000 by 10 pixels"),
        (bomb(500, 500), "damaged"),
    ],
)
def test_what_cannot_be_printed(data, reason):
    with pytest.raises(PictureError) as caught:
        printable_picture(data)
    assert reason in caught.value.reason


def test_half_a_picture_is_refused_after_weasyprint_has_told_pillow_to_take_it(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(PictureError, match="damaged"):
        printable_picture(bomb(500, 500))
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


def test_a_hundred_megapixels_are_refused_before_they_are_unpacked():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(PictureError):
        printable_picture(bomb(10_000, 10_000))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB; unpacked it has 300 MB


@given(st.data())
def test_damaged_pictures(data):
    form = data.draw(st.sampled_from(["PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP"]))
    stream = io.BytesIO()
    Image.linear_gradient("L").resize((20, 20)).save(stream, form)
    whole = bytearray(stream.getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    damaged = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    with contextlib.suppress(PictureError):
        opened(printable_picture(damaged))


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("a.png", "a.png"),
        ("./sub/my%20cat.jpg?x=1", "sub/my cat.jpg"),
        ("a&amp;b.png", "a&b.png"),
        ("../a.png", ""),
        ("sub/../../a.png", ""),
        ("%2e%2e/a.png", ""),
        ("/etc/a.png", ""),
        ("//host/a.png", ""),
        ("https://host/a.png", ""),
        ("file:a.png", ""),
        ("C:\\a.png", ""),
        ("sub\\a.png", ""),
        ("~/a.png", ""),
        ("a%00.png", ""),
        ("", ""),
        (".", ""),
    ],
)
def test_names_of_files_beside_the_article(target, name):
    assert local_name(target) == name


def test_pictures_that_an_article_names():
    text = (
        "![a](one.png) ![b](<two words.jpg> 'title') ![c][ref] ![d](../no.png) "
        "![e](https://x.org/no.png) [f](no.pdf)\n"
        "[ref]: three.jpeg\n<img alt=x src='four.PNG'><img src=five.png><script src=no.js></script>"
    )
    assert named_in(text.encode()) == ("one.png", "two words.jpg", "three.jpeg", "four.PNG", "five.png")


@pytest.mark.fires("SRC-007")
def test_figures_in_markdown(reading, store, outline, picture_of):
    png, jpeg = picture_of((640, 480)), picture_of((640, 480), "JPEG")
    text = f"# T\n\n{BODY}\n\n![A white square](one.png)\n\nText with ![](two.jpg) inside.\n"
    found = reading("a.md", text, {"one.png": png, "two.jpg": jpeg})
    assert outline(found.articles[0]) == [
        BODY,
        "[image/png A white square]",
        "Text with inside.",
        "[image/jpeg ]",
    ]
    assert [store.get(digest) for digest in found.pictures] == [png, jpeg]
    assert [finding.rule for finding in found.findings] == ["SRC-007"]


@pytest.mark.fires("SRC-045")
@pytest.mark.fires("SRC-046")
def test_small_and_changed_pictures_are_told(reading, picture_of):
    html = f"<h1>T</h1><p>{BODY}</p><img src=one.gif alt=Square>"
    found = reading("a.html", html, {"one.gif": picture_of((320, 200), "GIF", "P")})
    told = {finding.rule: finding.message for finding in found.findings}
    assert set(told) == {"SRC-045", "SRC-046"}
    assert "320 by 200 pixels" in told["SRC-045"]
    assert "converted from GIF" in told["SRC-046"]


def test_captions(article, outline, picture_of):
    figure = "<figure><img src=one.png alt=Square><figcaption>Our <b>square</b>.</figcaption></figure>"
    html = f"<h1>T</h1><p>{BODY}</p>{figure}"
    found = article("a.html", html, {"one.png": picture_of((9, 9))})
    assert outline(found)[1:] == ["[image/png Square] Our square."]
    [figure] = [block for block in found.blocks if isinstance(block, Figure)]
    assert text_of(figure.caption) == "Our square."


@pytest.mark.fires("SRC-008")
@pytest.mark.parametrize(
    "target",
    ["https://x.org/a.png", "../a.png", "missing.png", "vector.svg", "not.png", "data:image/png;base64,AAAA"],
)
def test_a_picture_that_cannot_be_used_leaves_its_caption(reading, outline, target):
    figure = f"<figure><img src='{target}' alt=Square><figcaption>Ours.</figcaption></figure>"
    html = f"<h1>T</h1><p>{BODY}</p>{figure}"
    found = reading("a.html", html, {"not.png": SVG})
    assert outline(found.articles[0]) == [BODY, "Ours."]
    assert [(each.rule, each.text) for each in found.articles[0].removed] == [("picture", "Square")]
    assert "SRC-008" in {finding.rule for finding in found.findings}


def test_a_picture_inside_the_page(article, outline, picture_of):
    target = "data:image/png;base64," + base64.b64encode(picture_of((9, 9))).decode()
    assert outline(article("a.html", f"<h1>T</h1><p>{BODY}</p><img src='{target}' alt=Square>"))[1:] == [
        "[image/png Square]"
    ]
