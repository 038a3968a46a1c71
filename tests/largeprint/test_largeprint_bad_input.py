"""Bad input, from the file that an editor puts into a folder to the pages, each kind that must be borne."""

from __future__ import annotations

from pathlib import Path

import pytest

from everyread.article import Article, article_adapter
from everyread.errors import ArticleError
from everyread.largeprint.task import compose, set_large_print
from everyread.proof.pdf import PdfProofOrder, prove_pdf
from everyread.proof.pdf_text import read_pdf
from everyread.sources.task import read_source, read_task
from everyread.store import Store
from everyread.typeset.fetcher import StoreFetcher
from tests.largeprint.hard_documents import LONG_ADDRESS, LONG_WORD, keep
from tests.largeprint.test_largeprint_task import order

BODY = "Rest before you are tired, and not after, says everybody who has learned it the slow way."
HOSTILE = f"""<!doctype html><html><head><title>T</title>
<link rel="stylesheet" href="file:///etc/passwd"><base href="http://127.0.0.1:9/">
<style>@import url("http://127.0.0.1:9/x.css"); p {{ font-size: 2pt; position: fixed; color: #fff }}
@font-face {{ font-family: x; src: url(file:///etc/passwd) }} @page {{ margin: -99999mm }}</style></head>
<body style="background: url(file:///etc/passwd)"><article><h1 style="font-size: 99999999999pt">Resting</h1>
<p style="position: fixed; top: -9999999px; font-size: 1e308px">{BODY}</p>
<p style="background: url('file:///etc/shadow'); display: none !important; z-index: 2147483647">{BODY} 2.</p>
<p onclick="alert(1)">{BODY} Thrice.<script>document.write("x")</script></p>
<iframe src="file:///etc/passwd"></iframe><object data="file:///etc/passwd"></object>
<svg width="1e9" height="1e9"><style>text {{ font-size: 1px }}</style><text>tiny</text></svg>
<ol start="99999999999999999999"><li value="-99999999999999999999">A point of the list</li></ol>
<table><tr><td colspan="1000000000" rowspan="99999999">A cell</td></tr></table>
</article></body></html>"""


def read(name: str, text: str, folder: Path, store: Store) -> Article:
    path = folder / name
    path.write_text(text)
    files = read_source(read_task(path, folder).arguments, store).files
    return article_adapter().validate_json(store.get(files["article-1"]))


def pages(one: Article, store: Store, *, size: float = 18.0) -> bytes:
    """The PDF, once the proof has nothing to say against it."""
    made = set_large_print(order([one], store), store)
    proof = prove_pdf(PdfProofOrder(made.files["pdf"], (keep(one, store),), size), store)
    assert proof.findings == ()
    return store.get(made.files["pdf"])


def test_hostile_html_and_css_never_reach_the_page(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    fetch = StoreFetcher.fetch
    monkeypatch.setattr(
        StoreFetcher, "fetch", lambda self, url, headers=None: asked.append(url) or fetch(self, url, headers)
    )
    one = read("hostile.html", HOSTILE, tmp_path, store)
    clean = read("clean.md", f"# Resting\n\n{BODY}\n", tmp_path, store)
    made = order([one], store)
    assert compose(made, [one])[1] == compose(made, [clean])[1]
    pieces = read_pdf(pages(one, store)).drawn.pieces
    assert min(piece.size for piece in pieces) == 18
    assert max(piece.size for piece in pieces) < 40
    assert "Thrice." in " ".join(piece.text for piece in pieces)
    assert asked
    assert all(url.startswith("font:") for url in asked)


@pytest.mark.parametrize(
    "text",
    [
        f"The word is {LONG_WORD}, and then it goes on.",
        f"The page is {LONG_ADDRESS} and nothing else.",
        f"The page is [{LONG_ADDRESS}]({LONG_ADDRESS}), as a link.",
    ],
    ids=["45 letters", "160 characters", "a link of 160 characters"],
)
def test_long_words_and_addresses_are_whole_and_on_the_page(text: str, tmp_path: Path, store: Store) -> None:
    assert len(LONG_WORD) == 45
    assert len(LONG_ADDRESS) >= 160
    pages(read("long.md", f"# Resting\n\n{BODY}\n\n{text}\n", tmp_path, store), store)


def test_a_table_of_thirty_columns_is_whole_and_on_the_page(tmp_path: Path, store: Store) -> None:
    head = "|".join(["Member", *(f"Day {day}" for day in range(1, 30))])
    rows = [
        "|".join([f"Member {row}", *(f"{row * day} minutes" for day in range(1, 30))]) for row in range(1, 13)
    ]
    lines = "\n".join(f"|{line}|" for line in (head, "|".join(["---"] * 30), *rows))
    one = read("wide.md", f"# Resting\n\n{BODY}\n\n{lines}\n", tmp_path, store)
    words = (piece.text for piece in read_pdf(pages(one, store)).drawn.pieces)
    text = " ".join(words).replace("\xa0", " ")
    assert text.count("Day 29:") == 12
    assert "348" in text


ARABIC, HEBREW = "\u0645\u062d\u0645\u062f", "\u05e9\u05dc\u05d5\u05dd"


@pytest.mark.fires("LPR-001")
@pytest.mark.parametrize(
    ("text", "name", "quoted"),
    [
        (f"We met {ARABIC} in the hall.", "arabic letter meem", f"We met {ARABIC} in the hall."),
        (f"She wrote {HEBREW} on the card.", "hebrew letter shin", f"She wrote {HEBREW} on the card."),
        (
            "Well done \U0001f469\u200d\U0001f52c to her.",
            "woman",
            "Well done \U0001f469\u200d\U0001f52c to her.",
        ),
        ("A party \U0001f389 on Sunday.", "party popper", "A party \U0001f389 on Sunday."),
    ],
    ids=["Arabic", "Hebrew", "joined emoji", "emoji"],
)
def test_letters_and_emoji_that_no_font_has_are_named_with_their_place(
    text: str, name: str, quoted: str, tmp_path: Path, store: Store
) -> None:
    one = read("letters.md", f"# Resting\n\n{BODY}\n\n{text}\n", tmp_path, store)
    with pytest.raises(ArticleError) as caught:
        set_large_print(order([one], store), store)
    assert caught.value.rule == "LPR-001"
    assert name in caught.value.message
    assert caught.value.paragraph == quoted


def test_a_keycap_prints_its_digit(tmp_path: Path, store: Store) -> None:
    one = read("keys.md", f"# Resting\n\n{BODY}\n\nPress 1\ufe0f\u20e3 to begin.\n", tmp_path, store)
    text = "".join(piece.text for piece in read_pdf(pages(one, store)).drawn.pieces)
    assert "Press 1" in text
