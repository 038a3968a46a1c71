"""The hard documents of the tests, and the article of twenty thousand words, at 16, 18 and 24 point.

    python -m benchmarks.hard_documents [--sizes 16 18 24] [--keep FOLDER]

Each is set as a build sets it, read back and proved; with `--keep` the PDFs are left for people to look at.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from everyread.article import Article
from everyread.largeprint.task import set_large_print
from everyread.proof.pdf import PdfProofOrder, prove_pdf
from everyread.settings import LargePrint
from everyread.store import Store
from tests.largeprint.hard_documents import hard_documents, keep
from tests.largeprint.long_read import long_read
from tests.largeprint.test_largeprint_task import SIZES, order


def main() -> None:
    """Set, prove and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--keep", type=Path, help="a folder for the PDFs")
    options = parser.parse_args()
    say("| documents | pt | pages | smallest | contrast | longest line | sentences | PDF/UA-1 | findings |")
    say("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |")
    with TemporaryDirectory() as scratch:
        store = Store(Path(scratch))
        for name, articles in (("hard documents", hard_documents(store)), ("20,000 words", [long_read()])):
            for size in options.sizes:
                data, row = _proved(articles, size, store)
                say(f"| {name} | {size} | {row} |")
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / f"{name.replace(' ', '-')}-{size}.pdf").write_bytes(data)


def _proved(articles: list[Article], size: int, store: Store) -> tuple[bytes, str]:
    whole = len(articles) > 1
    made = set_large_print(order(articles, store, whole=whole, settings=LargePrint(size=size)), store)
    digests = tuple(keep(one, store) for one in articles)
    proof = prove_pdf(PdfProofOrder(made.files["pdf"], digests, float(size)), store)
    told, judged = proof.facts["passport"], proof.facts["pdf_ua"]
    cells = (
        told["pages"],
        f"{told['smallest']['pt']:g}",
        f"{told['least_contrast']:g}:1",
        told["longest_line"],
        f"{told['sentences_in_place']} of {told['sentences']}",
        f"{judged['failed']} of {judged['checked']} rules failed",
        ", ".join(sorted(told["falls_short"])) or "none",
    )
    return store.get(made.files["pdf"]), " | ".join(map(str, cells))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
