"""What came of asking, in words for the editor and in figures for issue.json."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from everyread.article import Article
from everyread.findings import Finding
from everyread.rewriter.endpoint import EndpointError, Trouble
from everyread.rewriter.writing import Written
from everyread.settings import EasyReadModel

_RULE_OF: dict[Trouble, str] = {"silent": "EZR-041", "elsewhere": "EZR-042", "no key": "EZR-043"}
_SHOWN = 160
"""Characters of a reason that are shown; a model may write without end."""


def facts(
    settings: EasyReadModel, answers: Sequence[Written], errors: Sequence[EndpointError]
) -> dict[str, Any]:
    """For issue.json: the model's name; of how many paragraphs it was asked, and what came of them.

    rewritten have a line of the model's, refused were wrong twice, unanswered got no answer; the rest read as
    the rules' lines do.
    """
    return {
        "model": settings.name,
        "asked": len(answers) + len(errors),
        "rewritten": sum(bool(written.lines) for written in answers),
        "refused": sum(written.was_refused for written in answers),
        "unanswered": len(errors),
    }


def findings(
    article: Article, settings: EasyReadModel, answers: Sequence[Written], errors: Sequence[EndpointError]
) -> Iterator[Finding]:
    """For the editor: what the model wrote, what was refused, and what went unanswered."""
    title, file = article.title.text, article.source.name
    total = len(answers) + len(errors)
    done = sum(bool(written.lines) for written in answers)
    if settings.remote and (answers or any(error.trouble == "silent" for error in errors)):
        yield Finding(
            "EZR-044",
            f"Words of “{title}” went to an outside service, to be put into easy read.",
            "issue.toml says so. To keep them here, use a model on a machine of yours and take out "
            "remote = true.",
            file=file,
        )
    if done:
        yield Finding(
            "EZR-040",
            f"In the easy read of “{title}” a language model wrote lines of {done} of the {total} paragraphs "
            "that it was asked for.",
            "The guard found nothing wrong, but it cannot see every change of meaning. Read each of them "
            "beside the article.",
            file=file,
        )
    for error, number in Counter(map(_kind, errors)).items():
        trouble, message, fix = error
        yield Finding(
            _RULE_OF[trouble],
            f"The language model {message}, so {number} of {total} paragraphs in the easy read of “{title}” "
            "are as the rules left them.",
            fix,
            file=file,
        )
    yield from _refusals(title, file, answers, total)


def _kind(error: EndpointError) -> tuple[Trouble, str, str]:
    return error.trouble, error.message, error.fix


def _refusals(title: str, file: str, answers: Sequence[Written], total: int) -> Iterator[Finding]:
    of = f"of the {total} paragraphs that a language model was asked for in the easy read of “{title}”"
    for rule, formless, what in (
        ("EZR-045", False, "changed the meaning, or came out hard to read"),
        ("EZR-046", True, "were not in the form asked for"),
    ):
        refused = [each for each in answers if each.was_refused and bool(each.form) is formless]
        if refused:
            yield Finding(
                rule,
                f"{len(refused)} {of} {what}, and were not used. "
                f"The first: {shown(_first_fault(refused[0]))}.",
                "Those paragraphs are as the rules left them. A larger model may do better.",
                file=file,
                sentence=next(iter(refused[0].faults), refused[0].passage[0].id),
            )


def _first_fault(written: Written) -> str:
    return next(iter(written.reasons().values()), written.form)


def shown(reason: str) -> str:
    """A reason that may quote the model, fit to be shown: on one line, and not for ever."""
    clean = "".join(character if character.isprintable() else " " for character in reason)
    return f"{clean[:_SHOWN]}…" if len(clean) > _SHOWN else clean
