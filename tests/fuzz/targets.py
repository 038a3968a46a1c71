"""What is fuzzed: for each target, how an input is made, and what must hold of what comes of it.

A target's `run` gives a word for what became of the input ("read", "refused", …).  It raises only when the
program is wrong: an error that is none of ours, or words lost in silence.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from everyread.article import Article, Figure
from everyread.errors import InputError
from everyread.manifest import ArticleRecord, IssueRecord, Manifest, OutputRecord, read_manifest
from everyread.sources import coverage
from everyread.sources.lookup import plain
from everyread.sources.visible import visible_parts
from everyread.store import Store, key_of
from tests.fuzz.sources import ROOT, WORDS, damaged, nudged, read, whole_files

VALUES = (
    '""',
    '"x"',
    "0",
    "-1",
    "1e999",
    "nan",
    "inf",
    "true",
    "[]",
    "{}",
    "[1]",
    '["x"]',
    "[[]]",
    "[{}]",
    "9" * 400,
    "2026-12-01",
    "10:00:00",
    '"\\u0000"',
    '"\\u001b[31m"',
    '"\\u202e"',
    "'''\n\n'''",
    '"' + "x" * 300 + '"',
    "{a.b.c = 1}",
    "0x7fffffffffffffffffff",
    "1979-05-27T07:32:00Z",
    '"../../x"',
    '"/etc/passwd"',
    '"con"',
    '"="',
)
"""Values of TOML that a setting may not expect."""


@dataclass(frozen=True)
class Target:
    """One thing that reads what people or machines wrote."""

    name: str
    share: int
    """Of a hundred inputs."""
    seconds: float
    """Longest that one input may take of the processor; far more than the slowest takes."""
    make: Callable[[random.Random], tuple[str, bytes]]
    """A name and the bytes."""
    run: Callable[[str, bytes, Path], str]
    """What became of it, in a folder that may be written to."""


FEW_LETTERS, FEW_WORDS = 60, 4
"""What a repair of characters, a label ("by", "published") or a link's address may come to."""


class LossError(AssertionError):
    """Words of a file are nowhere, and nothing says so."""


# -- readers --------------------------------------------------------------------------------------------


def _a_file(files: Sequence[tuple[str, bytes]]) -> Callable[[random.Random], tuple[str, bytes]]:
    def make(chance: random.Random) -> tuple[str, bytes]:
        name, whole = chance.choice(files)
        if chance.random() < 0.15:
            return name, "".join(chance.choices(WORDS, k=chance.randint(1, 60))).encode(
                "utf-8", "surrogatepass"
            )
        return name, chance.choice((damaged, nudged))(whole, chance)

    return make


def _read(name: str, data: bytes, folder: Path) -> str:
    store = Store(folder / "store")
    outcome = read(name, data, store)
    if isinstance(outcome, str):
        return "refused"
    parts = visible_parts(data, name)
    if parts is None:
        return "read, no account"
    accounting = coverage.account(parts, outcome)
    if coverage.findings(accounting, name):
        return "read, loss told"
    if len(parts) == 1:  # of several, a reader may leave out one as a whole, which it tells
        _must_be_whole(parts, outcome)
    return "read"


def _must_be_whole(parts: Sequence[Sequence[str]], articles: Sequence[Article]) -> None:
    """Every visible word is somewhere in the articles, their fields, or the list of what was left out.

    Counted by letters and looked up by letters alone, without the lookup that the account uses.
    """
    words = [word for lines in parts for line in lines for word in plain(line).split()]
    kept = "".join("".join(plain(text).split()) for article in articles for text in _texts(article))
    if len(kept) + FEW_LETTERS < sum(map(len, words)):
        raise LossError(f"of {sum(map(len, words))} letters, {len(kept)} are kept or told")
    lost = [word for word in words if len(word) > 3 and word not in kept]
    if len(lost) > FEW_WORDS:
        raise LossError(f"words are nowhere: {', '.join(lost[:10])}")


def _texts(article: Article) -> list[str]:
    texts = [sentence.text for sentence in article.sentences()]
    texts += [article.section, article.issue, article.author, article.date]
    texts += [removed.text for removed in article.removed]
    return texts + [block.alt for block in article.walk() if isinstance(block, Figure)]


# -- what is said ---------------------------------------------------------------------------------------


def _sentence(chance: random.Random) -> tuple[str, bytes]:
    pieces = (
        "12",
        "0.5",
        "mg",
        "£",
        "$",
        "%",
        "3/4",
        "½",
        "10:30",
        "1.2.2026",
        "07700 900123",
        "ME/CFS",
        "e.g.",
        "Dr",
        "www.example.org/a?b=c",
        "a@b.org",
        "[12]",
        "(Smith et al., 2020)",
        "IV",
        "-",
        "–",
        "…",
        "°C",
        "×",
        "±",
        "²",
        "and",
        "the",
        "p < 0.05",
        "COVID-19",
        "\u200b",
        "\U0001f642",
        "é",
        "日本",
        "'",
        "”",
        ",",
        ".",
        "?",
        "!",
        "1,000,000",
        "999999999999999999999",
        "0x1F",
        "10^3",
        "α",
        "\u0301",
        "\ud7ff",
        "|",
        "\\",
    )
    count = chance.randint(1, 30)
    glue = chance.choice((" ", "", " ", "\n"))
    text = glue.join(chance.choice(pieces) if chance.random() < 0.8 else _junk(chance) for _ in range(count))
    return "sentence", (text * chance.choice((1, 1, 1, 20))).encode("utf-8", "surrogatepass")


def _junk(chance: random.Random) -> str:
    return "".join(
        chr(chance.choice((chance.randrange(32, 127), chance.randrange(160, 0xD7FF)))) for _ in range(6)
    )


def _say(_: str, data: bytes, __: Path) -> str:
    from everyread.narration.lexicon import lexicon_of
    from everyread.narration.spoken import spoken

    said = spoken(data.decode(), lexicon_of({"ME/CFS": "M.E., C.F.S.", "mg": "milligrams"}))
    assert not re.search(r"[0-9<>{}\[\]]", said.text), f"no voice can say {said.text!r}"
    return "said" if said.text else "silent"


# -- lists that people keep -----------------------------------------------------------------------------


def _toml(*places: Path) -> Callable[[random.Random], tuple[str, bytes]]:
    texts = [path.read_text(encoding="utf-8") for path in places]

    def make(chance: random.Random) -> tuple[str, bytes]:
        path, text = chance.choice(list(zip(places, texts, strict=True)))
        parts = re.split(r"\n(?=\[)", text)
        if len(parts) > 12:  # a part of a long list says as much as all of it
            parts = chance.sample(parts, 8)
        lines = "\n".join(parts).split("\n")
        if len(lines) > 60:
            start = chance.randrange(len(lines) - 40)
            lines = [*(line for line in lines[:start] if line.startswith("["))][-1:] + lines[
                start : start + 40
            ]
        for _ in range(chance.choice((0, 1, 1, 2, 4))):
            at = chance.randrange(len(lines))
            key, equals, _ = lines[at].partition("=")
            match chance.randrange(5):
                case 0 | 1 if equals:
                    lines[at] = f"{key.lstrip('# ')}= {chance.choice(VALUES)}"
                case 2:
                    lines[at] = lines[at].lstrip("# ")
                case 3:
                    lines.insert(at, lines[chance.randrange(len(lines))])
                case _:
                    lines[at] = lines[at] + chance.choice(VALUES)
        data = "\n".join(lines).encode()
        return path.name, damaged(data, chance) if chance.random() < 0.2 else data

    return make


def _kept(use: Callable[[Path], object]) -> Callable[[str, bytes, Path], str]:
    """Runs something that reads a file; our own InputError is a refusal."""

    def run(name: str, data: bytes, folder: Path) -> str:
        path = folder / name
        path.write_bytes(data)
        try:
            use(path)
        except InputError as error:
            if not (error.message.strip() and error.fix.strip()):
                raise LossError("a refusal that does not say what is wrong, or what to do") from error
            return "refused"
        return "read"

    return run


def _settings(path: Path) -> None:
    from everyread.jobs import Wanted
    from everyread.settings import read_settings

    settings = Wanted().apply(read_settings(path))
    key_of(settings.model_dump(mode="json"))


def _house(path: Path) -> None:
    from everyread.sources.house import drops_line, read_house

    drops_line(read_house(path))("Our magazine, page 12")


def _style(path: Path) -> None:
    from everyread.largeprint.style import read_house_style

    folder = path.parent / "issue"
    folder.mkdir(exist_ok=True)
    path.replace(folder / path.name)
    style = read_house_style((ROOT / "templates",), folder)
    style.margins(18)
    style.line_characters(24, turned=True)


def _lexicon(path: Path) -> None:
    from everyread.narration.lexicon_file import read_lexicon
    from everyread.narration.lexicon_lint import lint
    from everyread.narration.pls import as_toml, from_pls, to_pls
    from everyread.narration.spoken import spoken

    lexicon = read_lexicon(path)
    spoken("ME/CFS and PEM: 5 mg of naltrexone, a lead pipe, e.g. for POTS.", lexicon)
    lint(lexicon, lexicon, ["ME/CFS"], file="lexicon.toml")
    from_pls(to_pls(lexicon)[0], "a.pls")
    as_toml(lexicon)


def _pls(path: Path) -> None:
    from everyread.narration.pls import as_toml, from_pls

    exchanged = from_pls(path.read_bytes(), path.name)
    import tomllib

    tomllib.loads(as_toml(exchanged.lexicon))


def _a_pls(chance: random.Random) -> tuple[str, bytes]:
    from everyread.narration.lexicon_file import read_lexicon
    from everyread.narration.pls import to_pls

    data = to_pls(read_lexicon(ROOT / "sources" / "lexicon.toml"))[0]
    whole = data[: data.index(b"</lexeme>", 3000) + 9] + b"</lexicon>"
    return "words.pls", chance.choice((damaged, nudged))(whole, chance)


def _glossary(path: Path) -> None:
    from everyread.easyread.glossary import read_glossary

    glossary = read_glossary(path)
    glossary.find("Chronic fatigue and post-exertional malaise are symptoms of ME/CFS.")
    assert glossary.known is not None


def _accepted(path: Path) -> None:
    from everyread.readability.accepted import read_accepted

    found = read_accepted(path.parent)
    found.of("a.md")
    found.of_issue()


def _an_acceptance(chance: random.Random) -> tuple[str, bytes]:
    text = (
        '[[accepted]]\nreason = "Quoted."\nissue_age = 14.2\n[accepted.articles]\n"a.md" = 15\n"b.md" = 9.1\n'
    )
    lines = (text * chance.randint(1, 3)).split("\n")
    for _ in range(chance.choice((0, 1, 1, 2))):
        at = chance.choice([number for number, line in enumerate(lines) if "=" in line])
        lines[at] = lines[at].partition("=")[0] + "= " + chance.choice(VALUES)
    return "readability.toml", "\n".join(lines).encode()


def _pictures(path: Path) -> None:
    from everyread.easyread.pictures_folder import Shelf, read_album

    read_album([Shelf(path.parent, "pictures")], Store(path.parent / "store"))


# -- review files ---------------------------------------------------------------------------------------


def _a_review(chance: random.Random) -> tuple[str, bytes]:
    from everyread.review.document import short_hash

    blocks = [
        f"== s{number:04d} {short_hash(str(number))} {short_hash('x')} ==\n> Sentence {number}.\nEasy.\n"
        for number in range(1, chance.randint(2, 12))
    ]
    pieces = (
        "KEEP",
        "DROP: why",
        "picture: none",
        "- point",
        "+ more",
        "# note",
        "> x",
        "== s0001",
        "<<<<<<< a",
        "SIGNED medical 1: Dr X | on: 2026-11-20",
        "SIGNED readers 1: Group | on: 2026-11-20 | people: 3: A, B",
        "\\KEEP",
        "WRITTEN: 0123456789ab",
        "\x1b[31m",
        "\u2028",
        "\r",
        "\ufeff",
        "{{ x }}",
        "<b>",
    )
    head = "EASY READ: a\nARTICLE: a.md\n" + chance.choice(("", "", f"{chance.choice(pieces)}\n"))
    lines = (head + "".join(blocks)).split("\n")
    for _ in range(chance.choice((0, 1, 1, 2, 5))):
        lines.insert(chance.randrange(len(lines)), chance.choice(pieces))
    data = "\n".join(lines).encode(
        chance.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16")), "replace"
    )
    return "a.txt", damaged(data, chance) if chance.random() < 0.2 else data


def _review(path: Path) -> None:
    from everyread.review.grammar import head_line, parse, read_review, signature_line

    review = read_review(path)
    for signature in review.signatures:
        assert parse(signature_line(signature) + "\n", "a").signatures == (signature,), "a signature changed"
    for block in review.blocks:
        again = parse(head_line(block) + "\n", "a").blocks[0]
        assert (again.id, again.source, again.written, again.seals) == (
            block.id,
            block.source,
            block.written,
            block.seals,
        ), "a line with == changed"


# -- what a machine wrote -------------------------------------------------------------------------------


def _a_manifest(chance: random.Random) -> tuple[str, bytes]:
    record: dict[str, Any] = {
        "id": "01-flu",
        "number": 1,
        "title": "Flu",
        "section": "",
        "issue": "",
        "author": "",
        "source": "flu.md",
        "source_sha256": "0" * 64,
        "words": 300,
        "sentences": 20,
        "notices": 1,
        "held": False,
        "readability": {"reading_age": 12.0},
        "removed": [{"text": "Menu", "rule": "menu", "reason": "It is one."}],
    }
    made = {
        "path": "audio/01-flu.mp3",
        "kind": "audio",
        "article": "01-flu",
        "sha256": "a" * 64,
        "bytes": 10,
        "facts": {"seconds": 10.0},
    }
    whole = Manifest(
        issue=IssueRecord(name="a", title="A", publisher="", language="en-GB"),
        articles=(ArticleRecord(**record),),
        outputs=(OutputRecord(**made),),
        findings=(),
    )
    text = whole.to_json().decode()
    values = (
        '"../../x"',
        '"/x"',
        '"x\\u0000"',
        "null",
        "-1",
        "1e999",
        "[]",
        "{}",
        '"\\ud800"',
        "true",
        "[" * 500,
        "NaN",
    )
    for _ in range(chance.randint(0, 3)):
        text = re.sub(
            r": [^\n,{\[]+",
            lambda match: match[0] if chance.random() < 0.9 else f": {chance.choice(values)}",
            text,
        )
    data = text.encode("utf-8", "surrogatepass")
    return "issue.json", damaged(data, chance) if chance.random() < 0.4 else data


def _manifest(_: str, data: bytes, folder: Path) -> str:
    from everyread.ledger import carried_over
    from everyread.readability.history import read_history

    out = folder / "outputs" / "spring"
    out.mkdir(parents=True, exist_ok=True)
    (out / "issue.json").write_bytes(data)
    read_history(folder / "outputs", folder / "sources", "autumn")
    found = read_manifest(out)
    if found is None:
        return "refused"
    for output in found.outputs:
        assert (out / output.path).resolve().is_relative_to(out.resolve()), "a way out of the folder"
        assert re.fullmatch("[0-9a-f]{64}", output.sha256), "a way out of the store"
    carried_over(found, found, frozenset({"page"}), frozenset())
    key_of(json.loads(found.to_json()))
    return "read"


def _a_caption_file(chance: random.Random) -> tuple[str, bytes]:
    cues = "".join(
        f"s{number:04d}\n00:00:{number:02d}.000 --> 00:00:{number + 1:02d}.000\nWords &amp; {number}.\n\n"
        for number in range(1, chance.randint(2, 20))
    )
    text = f"WEBVTT\n\nNOTE made\n\n{cues}"
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(text))
        text = (
            text[:at]
            + chance.choice(("-->", "\n\n", "\r", "&#x110000;", "9" * 30, "::", "\x00", "<v x>"))
            + text[at:]
        )
    return "a.vtt", damaged(text.encode(), chance) if chance.random() < 0.5 else text.encode()


def _captions(_: str, data: bytes, __: Path) -> str:
    from everyread.proof.audio import parse

    found = list(parse(data.decode("utf-8", "replace")))
    assert all(cue.start >= 0 and cue.end >= 0 for cue in found)
    return "read" if found else "refused"


def all_targets() -> tuple[Target, ...]:
    """Every target; the shares are of a hundred."""
    sources, templates = ROOT / "sources", ROOT / "templates"
    files: dict[str, list[tuple[str, bytes]]] = {}
    for name, data in whole_files():
        if len(data) < 200_000:
            files.setdefault(Path(name).suffix, []).append((name, data))
    readers = tuple(
        Target(f"reader of {suffix}", 5, 20.0, _a_file(own), _read) for suffix, own in sorted(files.items())
    )
    issue = _toml(sources / "winter-2026" / "issue.toml", ROOT / "tests" / "fuzz" / "issue.toml")
    return (
        *readers,
        Target("normaliser", 10, 5.0, _sentence, _say),
        Target("lexicon", 7, 5.0, _toml(sources / "lexicon.toml"), _kept(_lexicon)),
        Target("lexicon as PLS", 3, 5.0, _a_pls, _kept(_pls)),
        Target("glossary", 7, 5.0, _toml(sources / "glossary.toml"), _kept(_glossary)),
        Target("review files", 8, 5.0, _a_review, _kept(_review)),
        Target("issue.toml", 8, 5.0, issue, _kept(_settings)),
        Target("house.toml", 4, 5.0, _toml(sources / "house.toml"), _kept(_house)),
        Target(
            "house-style.toml", 4, 5.0, _toml(templates / "large-print" / "house-style.toml"), _kept(_style)
        ),
        Target("readability.toml", 3, 5.0, _an_acceptance, _kept(_accepted)),
        Target(
            "pictures.toml",
            3,
            5.0,
            _toml(templates / "easy-read" / "symbols" / "pictures.toml"),
            _kept(_pictures),
        ),
        Target("issue.json", 6, 5.0, _a_manifest, _manifest),
        Target("captions", 3, 5.0, _a_caption_file, _captions),
    )
