"""An easy-read draft with what people decided: pure functions, for the build and for the command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from everyread.article import Article
from everyread.easyread.document import Draft
from everyread.easyread.glossary import Glossary
from everyread.findings import Finding
from everyread.guard.judge import problems
from everyread.guard.problem import Kind, Strictness
from everyread.review.document import ROLE_NAMES, ROLES, Review
from everyread.review.merging import chosen, lost_links, merged, with_hard_words
from everyread.review.signed import Signed, signed_by
from everyread.review.standing import Standing, standings
from everyread.review.units import short, units_of

SHOWN = 3
"""Void sentences that one finding names; `everyread review` lists them all."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What is to be printed, and whether people answer for it."""

    draft: Draft
    """With people's words in their places."""
    signed: Signed | None
    """Who signed, when both signatures hold for every sentence and hard word; else None."""
    findings: tuple[Finding, ...]
    pictures: tuple[tuple[str, str], ...] = ()
    """Sentence id and the picture that a person chose for it: a file or symbol name, or "none"."""


def reviewed(draft: Draft, article: Article, review: Review | None, glossary: Glossary) -> Reviewed:
    """The draft as people left it; the draft itself where there is no review."""
    if review is None:
        return Reviewed(draft, None, ())
    full = with_review_words(draft, review, glossary)
    standing = standings(review, units_of(full, article, glossary))
    decided = frozenset(each.unit.id for each in standing if each.is_decided)
    return Reviewed(
        draft=merged(full, chosen(standing, article), decided, glossary),
        signed=signed_by(standing),
        findings=tuple(_findings(standing, article, review, glossary)),
        pictures=tuple(
            (each.unit.id, each.block.picture)
            for each in standing
            if each.block and each.block.picture and not each.slip
        ),
    )


def standing_of(draft: Draft, article: Article, review: Review, glossary: Glossary) -> tuple[Standing, ...]:
    """How each unit of the article stands."""
    return standings(review, units_of(with_review_words(draft, review, glossary), article, glossary))


def with_review_words(draft: Draft, review: Review, glossary: Glossary) -> Draft:
    """The draft with the hard words in its list that only people's words use."""
    texts = (easy.text for block in review.blocks if not block.gone for easy in block.words)
    return with_hard_words(draft, texts, glossary)


def doubts(standing: Standing, glossary: Glossary) -> tuple[str, ...]:
    """What the guard says of a person's words; it warns, and a person decides.

    Nothing of what the program wrote, which it has judged already.
    """
    block, unit = standing.block, standing.unit
    if block is None or standing.slip or unit.kind == "locked" or block.decision == "keep":
        return ()
    if block.decision == "drop":
        found = problems(unit.quoted, (), strictness=Strictness.MEANING)
        return tuple(each.message for each in found if each.kind is Kind.SAFETY)
    if not block.words or not block.touched or block.words == unit.words:
        return ()
    words = [each.text for each in block.words]
    found = problems(unit.quoted, words, strictness=Strictness.MEANING, known=glossary.known)
    return tuple(sorted(each.message for each in found))


def _findings(
    standings: Sequence[Standing], article: Article, review: Review, glossary: Glossary
) -> Iterator[Finding]:
    file = article.source.name
    runs = {sentence.id: sentence.runs for sentence in article.sentences()}
    for each in standings:
        place = f"{review.file}, line {each.line}"
        about = Finding("EZR-021", "", "", file=file, paragraph=place, sentence=_sentence(each))
        if each.slip:
            yield replace(about, message=f"This cannot be used: {each.slip}.", fix=f"Mend it in {place}.")
        for link in lost_links(each, runs.get(each.unit.id, ())) if not each.slip else ():
            yield replace(
                about,
                rule="EZR-022",
                message=f"The link or raised figure “{link}” is lost in the easy words.",
                fix=f"Use just these words once in {place}, if readers need it.",
            )
        # Whoever signed for the facts has answered the guard.
        if not each.signature("medical") and (found := doubts(each, glossary)):
            yield replace(
                about,
                rule="EZR-023",
                message=f"The easy words may not say what the article says: {'; '.join(found)}.",
                fix=f"Compare the two in {place}. If yours are right, leave them.",
            )
    yield from _void(standings, article, review)


def _sentence(standing: Standing) -> str:
    return standing.unit.id if standing.unit.id.startswith("s") else ""


def _void(standings: Sequence[Standing], article: Article, review: Review) -> Iterator[Finding]:
    """Which sentences need a signature again, each role in one finding."""
    for role in ROLES:
        void = [(each, why) for each in standings if (why := each.void(role))]
        if not void:
            continue
        shown = "; ".join(f"“{short(each.unit.text)}” ({why})" for each, why in void[:SHOWN])
        more = f"; and {len(void) - SHOWN} more" if len(void) > SHOWN else ""
        yield Finding(
            "EZR-024",
            f"The signature of {ROLE_NAMES[role]} no longer covers {len(void)} of {len(standings)} parts of "
            f"{review.file}: {shown}{more}.",
            "Until they are signed again the easy read is a draft. everyread review shows them all; "
            "read them, then sign again: only they are asked for.",
            file=article.source.name,
        )
