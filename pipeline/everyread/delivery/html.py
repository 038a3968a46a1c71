"""Renders a page of ours to one self-contained HTML file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from everyread.delivery import words

FILTERS = (
    ("minutes", words.minutes),
    ("size", words.size),
    ("count", words.count),
    ("listed", words.listed),
    ("clock", words.clock),
    ("reached", words.reached),
)


def render(
    folders: Sequence[str], template: str, sheets: Sequence[str], scripts: Sequence[str], **values: Any
) -> bytes:
    """The bytes of a page, its style sheets and scripts inside it.

    The page may run and load nothing but what is written in it: its security policy names the hash of
    its own style and script, so that a mark-up trick in an article has no effect.
    """
    from markupsafe import Markup

    from everyread.delivery.web_fonts import font_faces
    from everyread.typeset.templates import environment

    jinja = environment(tuple(folders), FILTERS)
    # Our own files, not an article's text: a `</style>` in them would be an editor's own doing.
    style = "\n".join((font_faces(), *(jinja.get_template(name).render() for name in sheets)))
    script = "\n".join(jinja.get_template(name).render() for name in scripts)
    return (
        jinja.get_template(template)
        .render(style=Markup(style), script=Markup(script), policy=_policy(style, script), **values)  # noqa: S704
        .encode()
    )


def _policy(style: str, script: str) -> str:
    rules = [
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        f"script-src '{_hash(script)}'" if script else "script-src 'none'",
        "font-src data:",
        "img-src data:",
        "media-src 'self' file:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(rules)


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
