"""Numbers that agree: what an excerpt of an article may leave out."""

from __future__ import annotations

import pytest

from everyread.article import Article, Paragraph, Run, Source, article_adapter, unsplit
from everyread.proof.agreement import AgreementOrder, Form, agreement_task
from everyread.sentences import segment
from everyread.store import Store
from everyread.work import perform


@pytest.mark.parametrize(("form", "found"), [("index", []), ("page", ["PRF-620"])])
def test_only_an_excerpt_does_without_the_marks_of_notes(form: Form, found: list[str], store: Store) -> None:
    said = Run("Rest for 10 minutes"), Run("3", position="super", note="n3"), Run(" after each walk.")
    article = segment(
        Article(unsplit(Run("Rest"))[0], (Paragraph(unsplit(*said)),), Source("a.md", "0" * 64, "markdown"))
    )
    html = b"<main><article><h1>Rest</h1><p>Rest for 10 minutes after each walk.</p></article></main>"
    order = AgreementOrder(
        "index.html", store.put(html), form, (store.put(article_adapter().dump_json(article)),)
    )
    assert [each.rule for each in perform(agreement_task(order), store).findings] == found
