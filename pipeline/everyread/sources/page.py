"""A whole saved web page: where its article is, and an account of all the rest.

The page's own structure (main, article) is trusted first.  Without one, trafilatura finds the article.
Neither is trusted with notices: a disclaimer or helpline anywhere on the page is put back, since
trafilatura loses one that is bare text in a div, an aside or a footer (measured: in all its modes).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from lxml.html import HtmlElement, tostring

from everyread.article import Block, Heading, Paragraph, Removed, Run, text_of
from everyread.sources.album import Album
from everyread.sources.front import crumb_section
from everyread.sources.markup import REASONS, Converter, leaves_in_fragment
from everyread.sources.notices import role_of
from everyread.sources.parts import Draft, folded, line_of, prose_in, runs_of
from everyread.sources.repair import clean
from everyread.sources.tree import HEADINGS, language_of, parse, strip_tree_templates, text_in
from everyread.store import Store

_FEWEST_WORDS = 25
"""Words that make a main element an article, and not an empty frame that a script would fill."""
_MAIN_SHARE = 0.3
"""Share of the main element's words that its one article must have; the rest is related pages."""
_RIVAL_SHARE = 0.25
"""Of two articles the smaller must have less than this, or the page is a list of articles."""
_PAGE_PARTS = frozenset({"nav", "header", "footer", "aside"})
_SHARE_BOX = re.compile(
    r"(?:^|[\s_-])(?:social|share|sharing|sharedaddy|breadcrumbs?|cookie\w*|skip-?link|screen-reader-text|related-?posts?"
    r"|related-?articles?|post-?navigation|comments-area|sidebar|newsletter-signup|sr-only)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SITE_SUFFIX = re.compile(r"(.*\S)\s+(?:[|–—·»•]|::|-)\s+\S.*")


def read_page(
    root: HtmlElement, draft: Draft, name: str, store: Store, pictures: Mapping[str, bytes]
) -> Draft:
    """The draft with the article of a whole page, and the rest of the page listed as left out."""
    body = root.find("body") if root.find("body") is not None else root
    templates = strip_tree_templates(root)
    album = Album(name, store, pictures)
    main = find_article(body)
    heading = _top_heading(root, body, main)
    draft = _with_metadata(draft, root, body, heading)
    if main is not None:
        blocks, removed = _from_structure(body, main, heading, album)
    else:
        blocks, removed = _from_extractor(root, body, album, name)
    blocks = _without_title(blocks, draft.title_text)
    return replace(
        draft,
        blocks=blocks,
        removed=(*draft.removed, *templates, *removed, *album.removed),
        findings=(*draft.findings, *album.findings),
        pictures=tuple(album.digests),
    )
