"""Bytes to text: marks, declarations, old encodings, and text that was decoded twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.sources.encoding import decode, decode_page, mend_twice

LEGITIMATE = (
    "Mae’r tŷ ar y bryn; Ŵyn, ŷd, môr, ffŵl a llyn Llŷn. Dŵr, gŵyl, sŵn.",
    "L’été à la mer, ça va ? « Où est l’hôpital ? » Dès Noël, la Grâce d’À côté coûtera 5 €.",
    "Größe, Übung, Straße; Ærø, Århus; São Paulo, ação, coração; İstanbul, ığdır.",
    "Ελληνικά: η θεραπεία είναι καλή. Русский: Ещё раз. עברית. العربية. 日本語のテキスト。",
    "x² ± 3 ≤ √2, ∑ αβγ ≠ ∞, 5 µg/ml, 37 °C, ½ ¼ ¾, Δt → 0, 10⁻⁶, Â = B, matrix Ã and vector â",
    "It’s £5 – “cheap” … ‘yes’ — naïve café, crème brûlée, © 2024 ®, 1 × 2 ÷ 3",
    "A lone Â or Ã stands here, ÂNGELA and SÃO too.",
)


@pytest.mark.parametrize("text", LEGITIMATE)
def test_what_is_right_stays_as_it_is(text):
    decoded = decode(text.encode(), "a.txt")
    assert (decoded.text, decoded.findings) == (text, ())
    assert decoded.repairs == ()


@pytest.mark.parametrize("text", LEGITIMATE[:2] + LEGITIMATE[5:6])
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_text_decoded_twice_is_put_right(text, encoding):
    try:
        broken = text.encode().decode(encoding)
    except UnicodeDecodeError:
        broken = text.encode().decode("latin-1")
    decoded = decode(broken.encode(), "a.txt")
    assert decoded.text == text
    assert dict(decoded.repairs)["text decoded twice"] == 1


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("Itâ€™s Â£5 â€“ â€œcheapâ€\x9d", "It’s £5 – “cheap”"),
        ("â€œcheapâ€ he said", "“cheap” he said"),
        ("Ã‚Â£5", "£5"),
        ("DÃ©jÃ\xa0 vu", "Déjà vu"),
        ("20 Âµg a day", "20 µg a day"),
        ("Mae\nâ€œrâ€\x9d", "Mae\n“r”"),
    ],
)
def test_what_editors_meet(broken, right):
    assert decode(broken.encode(), "a.txt").text == right


@given(st.text(alphabet=st.characters(max_codepoint=0x7F), max_size=200))
def test_plain_text_is_never_touched(text):
    assert mend_twice(text) == (text, 0)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Café £5"),
        ("utf-8-sig", "Café £5"),
        ("utf-16", "Café £5"),
        ("utf-16-le", "Café £5, and some more"),
        ("utf-16-be", "Café £5, and some more"),
        ("utf-32", "Café £5"),
    ],
)
def test_unicode_of_every_kind(encoding, text):
    decoded = decode(text.encode(encoding), "a.txt")
    assert (decoded.text, decoded.findings) == (text, ())


@pytest.mark.fires("SRC-010")
@pytest.mark.parametrize(
    ("encoding", "said", "text"),
    [
        ("cp1252", "Windows-1252", "It’s £5 – “cheap”, said René at the café."),
        ("cp1252", "Windows-1252", "Just a pound sign: £5."),
        (
            "mac_roman",
            "Mac Roman",
            "It’s a café, and I don’t mind. We’ve been “there” – René’s favourite place.",
        ),
    ],
)
def test_old_encodings(encoding, said, text):
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert [found.rule for found in decoded.findings] == ["SRC-010"]
    assert said in decoded.findings[0].message


def test_a_few_strange_bytes_in_utf8():
    decoded = decode("“Café” costs £5 – René’s words: ".encode() + b"\xa35 \x96 it\x92s.", "a.txt")
    assert decoded.text == "“Café” costs £5 – René’s words: £5 – it’s."
    assert (decoded.findings, dict(decoded.repairs)) == ((), {"byte of another encoding": 3})


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<meta charset='iso-8859-2'><p>Ł\xf3d\x9f</p>".replace("Ł", "\xa3"), "Łód"),
        ('<?xml version="1.0" encoding="windows-1251"?><p>\xcf\xf0\xe8\xe2\xe5\xf2</p>', "Привет"),
        ("<meta charset=iso-8859-1><p>\x93cheap\x94</p>", "“cheap”"),
        ("<meta charset=nonsense><p>caf\xe9</p>", "café"),
        ("<meta charset=utf-8><p>caf\xe9</p>", "café"),
    ],
)
def test_what_a_page_declares(page, text):
    assert text in decode_page(page.encode("latin-1"), "a.html").text


@given(st.binary(max_size=400))
def test_any_bytes_become_text_that_xml_allows(data):
    for read in (decode, decode_page):
        decoded = read(data, "a.txt")
        assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in decoded.text)
        assert "\x7f" not in decoded.text
        decoded.text.encode()
