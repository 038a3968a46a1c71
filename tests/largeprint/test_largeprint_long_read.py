"""The longest article: twenty thousand words, proved as a finished PDF.

At 18 point here; `python -m benchmarks.hard_documents` does it, and all hard documents, at each size.
"""

from __future__ import annotations

import re

from everyread.largeprint.task import set_large_print
from everyread.proof.pdf import PdfProofOrder, prove_pdf
from everyread.store import Store
from tests.largeprint.hard_documents import keep
from tests.largeprint.long_read import WORDS, long_read
from tests.largeprint.test_largeprint_task import bookmarks, lines, order


def test_twenty_thousand_words_are_proved(store: Store) -> None:
    one = long_read()
    assert WORDS <= one.word_count() < WORDS + 1000
    texts = [sentence.text for sentence in one.sentences() if len(sentence.text.split()) > 6]
    assert len(texts) == len(set(texts)) > 900
    data = store.get(set_large_print(order([one], store), store).files["pdf"])
    proof = prove_pdf(PdfProofOrder(store.put(data), (keep(one, store),), 18.0), store)
    assert proof.findings == ()
    passport = proof.facts["passport"]
    assert passport["sentences_in_place"] == passport["sentences"] > 1000
    assert proof.facts["pdf_ua"]["failed"] == 0
    assert passport["pages"] > 80
    pages = lines(data)
    assert [page[-1] for page in pages] == [str(number) for number in range(1, len(pages) + 1)]
    parts = [title for _, title in bookmarks(data) if title.startswith("Part ")]
    assert [int(number) for title in parts for number in re.findall(r"\d+", title)] == list(
        range(1, len(parts) + 1)
    )
