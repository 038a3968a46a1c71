"""A colour profile of a press, small and made by us: black is all four inks, white is none."""

from __future__ import annotations

from itertools import product


def press_profile(
    name: str = "Test press, FOGRA29", *, space: bytes = b"CMYK", kind: bytes = b"prtr", version: int = 2
) -> bytes:
    """ICC.1:2001-04 with the least that Little CMS asks for: two look-up tables of 8 bits and a name."""
    inks = list(product((0, 1), repeat=4))
    light = bytes(
        value
        for cyan, magenta, yellow, black in inks
        for value in (int(255 * (1 - black) * (1 - (cyan + magenta + yellow) / 4)), 128, 128)
    )
    ink = bytes(
        value for lightness, _, _ in product((0, 1), repeat=3) for value in [255 * (1 - lightness)] * 4
    )
    described = name.encode() + b"\0"
    tags = {
        b"desc": b"desc" + bytes(4) + len(described).to_bytes(4, "big") + described + bytes(78),
        b"wtpt": b"XYZ " + bytes(4) + bytes.fromhex("0000f6d6 00010000 0000d32d"),
        b"A2B0": _table(4, 3, light),
        b"B2A0": _table(3, 4, ink),
    }
    header = bytearray(128)
    header[8], header[36:40] = version, b"acsp"
    header[12:16], header[16:20], header[20:24] = kind, space, b"Lab "
    header[68:80] = bytes.fromhex("0000f6d6 00010000 0000d32d")
    directory, bodies = len(tags).to_bytes(4, "big"), b""
    for tag, body in tags.items():
        padded = body + bytes(-len(body) % 4)
        place = 128 + 4 + 12 * len(tags) + len(bodies)
        directory += tag + place.to_bytes(4, "big") + len(body).to_bytes(4, "big")
        bodies += padded
    whole = header + directory + bodies
    whole[:4] = len(whole).to_bytes(4, "big")
    return bytes(whole)


def _table(channels: int, outputs: int, grid: bytes) -> bytes:
    """A lut8Type of two points an axis, with straight curves before and after."""
    straight = bytes(range(256))
    identity = b"".join((65536 * (i % 4 == 0)).to_bytes(4, "big") for i in range(9))
    head = b"mft1" + bytes(4) + bytes((channels, outputs, 2, 0)) + identity
    return head + straight * channels + grid + straight * outputs
