"""`everyread review`: the easy reads that wait for people, and their signatures."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from everyread.article import Article
from everyread.commands.bench import Bench, say, say_findings
from everyread.delivery.words import count
from everyread.easyread.document import Draft, draft_adapter
from everyread.easyread.glossary import Glossary, read_glossary
from everyread.edition import Edition, Entry
from everyread.errors import ExitCode, InputError
from everyread.issue import Issue, open_issue
from everyread.plaintext import printable
from everyread.reading import read
from everyread.review import lineage
from everyread.review.document import ROLES, Review, Role, Signature
from everyread.review.folder import Reviews, read_reviews, save
from everyread.review.grammar import codec_of, decode, name_of, parse, read_bytes
from everyread.review.memory import approved_elsewhere
from everyread.review.reviewed import reviewed, standing_of
from everyread.review.signed import day
from everyread.review.signing import Person, signature_for, to_sign
from everyread.review.standing import Standing
from everyread.review.task import DraftOrder, draft_task
from everyread.review.units import short, units_of
from everyread.review.writing import Memory, merged_text, new_text, signed_text
from everyread.rewriter.rewriting import unfinished
from everyread.work import Receipt
from everyread.workshop import Workshop

_ROLES: dict[Role, str] = {"medical": "Medical editor", "readers": "Readers"}


@dataclass(frozen=True, slots=True)
class Options:
    """What to do besides listing."""

    write: bool = False
    """Whether to make the review files that are missing, and to bring the others up to date."""
    sign: str = ""
    """The role that signs: "medical" or "readers"; empty for nobody."""
    article: str = ""
    """Whose file is signed or listed, all others left out: the name of the review file or of the article."""
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """An issue's drafts, and where people work on them."""

    issue: Issue
    edition: Edition
    drafts: tuple[Draft | None, ...]
    """One an article, in running order; None for one that could not be made."""
    glossary: Glossary
    bench: Bench

    def reviews(self) -> Reviews:
        """What the review files say now."""
        return read_reviews(self.issue.folder, self.edition.entries, alone=self.issue.is_single_file)

    def articles(self) -> Iterator[tuple[int, Entry, Draft]]:
        """Each article with a draft, and its place."""
        for place, (entry, draft) in enumerate(zip(self.edition.entries, self.drafts, strict=True)):
            if draft:
                yield place, entry, draft

    def write(self, path: Path, before: bytes | None, after: bytes) -> None:
        """Write a review file, and remember it; what an older copy had replaced is put beside it first."""
        if before is not None:
            review = parse(decode(before, name_of(path)), name_of(path))
            if found := lineage.lost(self.bench.store, self.issue.name, review):
                beside = lineage.put_beside(found, path, self.bench.store)
                say(f"Put the copy that was saved over beside it: {beside.name}")
        save(path, before, after)
        states = parse(decode(after, name_of(path)), name_of(path)).written
        lineage.note(self.bench.store, self.issue.name, name_of(path), after, states)


def run(source: str, options: Options, bench: Bench) -> ExitCode:
    """List the easy reads of an issue on standard output, after writing or signing if asked to.

    Raises InputError for a file or signature that will not do, and DoubtError when the guard has doubts.
    """
    if options.sign and options.sign not in ROLES:
        raise InputError(f"“{options.sign}” does not sign easy reads.", f"Choose {' or '.join(ROLES)}.")
    issue = open_issue(source, bench.workspace)
    glossary = read_glossary(bench.workspace.word_list("glossary.toml"))
    with bench.workshop() as workshop:
        edition = read(issue, workshop)
        receipts = _drafted(edition, glossary, workshop)
    drafts = tuple(
        draft_adapter().validate_json(bench.store.get(each.files["draft"])) if "draft" in each.files else None
        for each in receipts
    )
    failed = [finding for receipt in receipts for finding in receipt.findings]
    desk = Desk(issue, edition.told(*failed), drafts, glossary, bench)
    if options.write:
        _write(desk)
    if options.sign:
        _sign(desk, "medical" if options.sign == "medical" else "readers", options)
    return _list(desk, source, options.article)


def _drafted(edition: Edition, glossary: Glossary, workshop: Workshop) -> list[Receipt]:
    easy, store = edition.issue.settings.easy_read, workshop.store
    tasks = [
        draft_task(
            DraftOrder(entry.digest, glossary, easy, unfinished(entry.article, easy.model, store)),
            name=f"draft of {entry.article.title.text}",
            file=entry.article.source.name,
            words=entry.words,
        )
        for entry in edition.entries
    ]
    return workshop.run("Drafting", tasks)


def _write(desk: Desk) -> None:
    """Make what is missing, and add what the articles have got since; people's words stay."""
    reviews = desk.reviews()
    memory = approved_elsewhere(desk.bench.workspace.sources, desk.issue.folder)
    for place, entry, draft in desk.articles():
        path, review = reviews.paths[place], reviews.found[place]
        article = entry.article
        if reviews.broken[place]:
            continue  # the listing says so
        if review is None:
            units = units_of(draft, article, desk.glossary)
            text = new_text(article.title.text, article.source.name, units, memory)
            desk.write(path, None, text.encode())
            say(f"Made {name_of(path)}")
            continue
        before = read_bytes(path)
        text = decode(before, name_of(path))
        merged = _brought_up_to_date(text, name_of(path), article, draft, desk.glossary, memory)
        if merged != text:
            desk.write(path, before, merged.encode(codec_of(before)))
            say(f"Brought up to date: {name_of(path)}")


def _brought_up_to_date(
    text: str, name: str, article: Article, draft: Draft, glossary: Glossary, memory: Memory
) -> str:
    review = parse(text, name)
    units = tuple(each.unit for each in standing_of(draft, article, review, glossary))
    return merged_text(text, review, units, memory)


def _sign(desk: Desk, role: Role, options: Options) -> None:
    """Sign one review file: everything in it that has no signature of this role that holds."""
    reviews = desk.reviews()
    place = _chosen(options.article, desk, reviews)
    path, entry, draft = reviews.paths[place], desk.edition.entries[place], desk.drafts[place]
    try:
        before = read_bytes(path)
    except FileNotFoundError as error:
        raise InputError(
            f"{name_of(path)} is not there yet, so there is nothing to sign.",
            "Make it first, with --write. Read it, then sign.",
        ) from error
    if draft is None:
        raise InputError(
            f"“{entry.article.title.text}” has no draft.", "Look at what the listing says of it."
        )
    text = decode(before, name_of(path))
    review = parse(text, name_of(path))
    standings = standing_of(draft, entry.article, review, desk.glossary)
    signature = signature_for(role, options.person or Person(""), review, date.today())
    unsigned = to_sign(role, standings, review, signature.although, desk.glossary)
    if not unsigned:
        say(f"{name_of(path)} is signed already, every part of it. Nothing was written.")
        return
    signed = signed_text(text, review, signature, {each.line for each in unsigned})
    desk.write(path, before, signed.encode(codec_of(before)))
    say(printable(f"{signature.name} signed {count(len(unsigned), 'part')} of {name_of(path)}."))


def _chosen(wanted: str, desk: Desk, reviews: Reviews) -> int:
    """Which article is meant; the only one, when it is not said.

    Raises InputError with the nearest name.
    """
    if not wanted and len(reviews.paths) == 1:
        return 0
    known: dict[str, int] = {}
    for place, (path, entry) in enumerate(zip(reviews.paths, desk.edition.entries, strict=True)):
        for name in (path.name, path.stem, name_of(path), entry.slug, entry.stem, entry.article.source.name):
            known.setdefault(name, place)
    name = wanted if wanted in known else Path(wanted).name
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=1)
    names = ", ".join(path.stem for path in reviews.paths)
    fix = f"Did you mean “{near[0]}”?" if near else f"Choose one of these with --article: {names}."
    missing = f"There is no article “{printable(wanted)}” in {desk.issue.name}."
    raise InputError(missing if wanted else "Say which article is signed.", fix)


def _list(desk: Desk, source: str, article: str) -> ExitCode:
    """How each easy read stands, or the one that is named, and what to do next."""
    reviews = desk.reviews()
    only = _chosen(article, desk, reviews) if article else None
    listed = [each for each in desk.articles() if only in (None, each[0])]
    memory = approved_elsewhere(desk.bench.workspace.sources, desk.issue.folder)
    findings = [
        *(each for each in desk.edition.findings if each.rule.startswith(("EZR", "WRK"))),
        *reviews.findings,
    ]
    for place, entry, draft in listed:
        path, review = reviews.paths[place], reviews.found[place]
        say(printable(f"{entry.number}. {entry.article.title.text}"))
        if review is None:
            state = (
                "cannot be read; see below"
                if reviews.broken[place]
                else "is not there yet: make it with --write"
            )
            say(f"   {name_of(path)} {state}")
            continue
        made = reviewed(draft, entry.article, review, desk.glossary)
        findings += made.findings
        if found := lineage.lost(desk.bench.store, desk.issue.name, review):
            findings.append(lineage.finding_of(found, review, entry.article.source.name))
        standings = standing_of(draft, entry.article, review, desk.glossary)
        for line in _told(standings, review, signed=made.signed is not None):
            say(printable(line))
        text = decode(read_bytes(path), name_of(path))
        if text != _brought_up_to_date(text, name_of(path), entry.article, draft, desk.glossary, memory):
            say("   Not up to date with the article or the draft: bring it there with --write")
    _say_next(source)
    say_findings(findings)
    return ExitCode.NEEDS_EDITOR if any(each.severity != "note" for each in findings) else ExitCode.OK


def _told(standings: Sequence[Standing], review: Review, *, signed: bool) -> Iterator[str]:
    """One easy read in a few lines."""
    blocks = [each.block for each in standings if each.block]
    changed = sum(block.touched for block in blocks)
    dropped = sum(block.decision == "drop" for block in blocks)
    gone = sum(block.gone for block in review.blocks)
    counts = {"changed by people": changed, "dropped": dropped, "gone from the article": gone}
    parts = [count(len(standings), "part"), *(f"{many} {what}" for what, many in counts.items() if many)]
    yield f"   {review.file}: {', '.join(parts)}"
    for role in ROLES:
        yield f"   {_ROLES[role]}: {_by(role, standings)}"
        for each in standings:
            if why := each.void(role):
                where = f"line {each.line}" if each.line else "not in the file"
                yield f"      sign again: {where}: “{short(each.unit.text)}”: {why}"
    yield f"   {'Signed: members get it.' if signed else 'A draft: members do not get it.'}"


def _by(role: Role, standings: Sequence[Standing]) -> str:
    """Who signed how much."""
    signatures: dict[Signature, int] = {}
    for each in standings:
        if signature := each.signature(role):
            signatures[signature] = signatures.get(signature, 0) + 1
    if not signatures:
        return "not signed"
    return "; ".join(
        f"{each.name} on {day(each.date)}, {number} of {len(standings)}"
        for each, number in sorted(signatures.items(), key=lambda pair: pair[0].number)
    )


def _say_next(source: str) -> None:
    say()
    say("Edit the files in the folder easy-read, beside the articles. Then sign:")
    said = '--name "Who" --said "What"'
    say(f"  everyread review {source} --sign medical --article NAME {said}")
    say(f"  everyread review {source} --sign readers --article NAME --people 3 {said}")
