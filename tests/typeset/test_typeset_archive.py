from __future__ import annotations

import gc
import io
import weakref
import zlib

import page
import pydyf
import pytest
from PIL import Image

from everyread.store import Store
from everyread.typeset.engine import no_collection
from everyread.typeset.streams import our_streams
from tests.typeset.tagged import Tagged, render

BOTH = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


def failures(data: bytes) -> list[str]:
    return [
        f"{failure.rule_id}: {failure.message}"
        for profile in BOTH
        for failure in page.validate_pdf_bytes(data, profile=profile).failures
    ]


def test_the_file_says_that_it_is_both_accessible_and_archival(store: Store) -> None:
    data = render("<h1>Flu</h1><p>Rest.</p>", store, title="Flu & <b>you</b>")
    pdf = Tagged(data).pdf
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["dc:title"] == "Flu & <b>you</b>"
        assert metadata["dc:language"] == {"en-GB"}
        assert metadata["pdf:Producer"] == str(pdf.docinfo["/Producer"])
    assert failures(data) == []


def test_a_picture_in_printers_inks_is_not_called_archival(store: Store) -> None:
    buffer = io.BytesIO()
    Image.new("CMYK", (40, 20)).save(buffer, "JPEG")
    data = render(f'<p>Rest <img src="blob:{store.put(buffer.getvalue())}" alt="Ink"></p>', store)
    with Tagged(data).pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert "pdfaid:part" not in metadata


def test_hard_documents_meet_both_standards(store: Store) -> None:
    from everyread.largeprint.task import LargePrintOrder, set_large_print
    from everyread.settings import LargePrint
    from tests.largeprint.hard_documents import hard_documents, keep
    from tests.largeprint.test_largeprint_task import TEMPLATES

    order = LargePrintOrder(
        articles=tuple(keep(article, store) for article in hard_documents(store)),
        title="Our Newsletter",
        publisher="The Example Association",
        contact="hello@example.org",
        settings=LargePrint(size=18),
        template_folders=(str(TEMPLATES),),
        templates="0" * 64,
        whole_issue=True,
    )
    data = store.get(set_large_print(order, store).files["pdf"])
    assert failures(data) == []
    tagged = Tagged(data)
    assert len(tagged.all("TOC")) == 1
    assert len(tagged.all("Art")) == len(order.articles)
    assert len({article.objgen for article in tagged.all("Art")}) == len(order.articles)


def ending_in_a_line_end() -> bytes:
    """Operators whose checksum, which ends a deflated stream, has a line end as its last byte."""
    return next(
        content
        for content in (b"%d w" % number for number in range(1000))
        if zlib.compress(content).endswith((b"\r", b"\n"))
    )


@pytest.mark.parametrize("content", [b"1 w", ending_in_a_line_end()])
def test_no_stream_ends_in_a_line_end(content: bytes) -> None:
    stream = pydyf.Stream([content], compress=True)
    with our_streams():
        written = stream.data
    head, _, rest = written.partition(b"\nstream\n")
    body = rest.removesuffix(b"\nendstream")
    assert not body.endswith((b"\r", b"\n"))
    assert b"/Length %d" % len(body) in head
    for _ in range(head.count(b"/FlateDecode")):
        body = zlib.decompress(body)
    assert body == content


def test_a_stream_that_is_not_to_be_compressed_is_not() -> None:
    with our_streams():
        assert pydyf.Stream([b"q", "Q"]).data.partition(b"stream\n")[2] == b"q\nQ\nendstream"


class Ring:
    """Garbage that only the collector can find."""

    def __init__(self) -> None:
        self.itself = self


def test_the_collector_rests_only_while_pages_are_set() -> None:
    with no_collection():
        assert not gc.isenabled()
        ring = weakref.ref(Ring())
        assert ring() is not None
    assert gc.isenabled()
    assert ring() is None
    gc.disable()
    try:
        with no_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
