"""The members' pages and the editor's report as tasks."""

from __future__ import annotations

from dataclasses import replace

from everyread.delivery.page import PageOrder
from everyread.delivery.page_making import render_pages
from everyread.delivery.report import ReportOrder, render_report
from everyread.store import Key, Store, code_digest, key_of, version_of
from everyread.work import Receipt, Task

_SHARED = ("article", "findings", "paths", "typeset.templates", "typeset.keep_together", "typeset.fonts")
"""Modules outside this package that decide what is on a page."""


def page_task(order: PageOrder) -> Task:
    """Make index.html and a page for each article; its receipt has the roles of `page.page_paths`."""
    return Task("members' pages", make_page, order, _key("page", order))


def report_task(order: ReportOrder) -> Task:
    """Make report.html; its receipt has the file "report"."""
    key = _key("report", order, code_digest("readability", "easyread.glossary"))
    return Task("editor's report", make_report, order, key)


def make_page(order: PageOrder, store: Store) -> Receipt:
    pages = render_pages(order, store)
    facts = {
        "articles": len(order.entries),
        "bytes": len(pages["page"]),
        "heaviest_page": max(map(len, pages.values())),
    }
    return Receipt({role: store.put(data) for role, data in pages.items()}, facts)


def make_report(order: ReportOrder, store: Store) -> Receipt:
    data = render_report(order, store)
    return Receipt({"report": store.put(data)}, {"bytes": len(data)})


def _key(name: str, order: PageOrder | ReportOrder, *more: str) -> Key:
    return key_of(
        name,
        *more,
        code_digest("delivery", *_SHARED),
        replace(order, template_folders=()),  # a place on this machine; what is in it counts, by `templates`
        *(
            version_of(name)
            for name in ("jinja2", "pillow", "fonttools", "brotli", "fontpkg-atkinson-hyperlegible")
        ),
    )
