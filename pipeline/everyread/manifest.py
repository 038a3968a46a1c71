"""issue.json: what was built, from what, measured how, and what an editor should know.

It holds no time of day and no path of a machine, so the same sources give the same bytes.  Its JSON Schema
travels in the package as issue.schema.json.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from everyread.findings import Finding

Kind = Literal[
    "audio",
    "captions",
    "spoken",
    "pronunciations",
    "large-print",
    "print",
    "easy-read",
    "epub",
    "daisy",
    "feed",
    "chapters",
    "artwork",
    "usb",
    "braille",
    "page",
    "report",
]

KINDS: tuple[Kind, ...] = (
    "audio",
    "large-print",
    "print",
    "easy-read",
    "page",
    "epub",
    "daisy",
    "usb",
    "feed",
    "braille",
)
"""What `--only` may ask for; the report and issue.json are always made."""

MADE_OF_SOUND: frozenset[Kind] = frozenset({"epub", "daisy", "usb", "feed"})
"""What needs the recordings, and so brings them along."""

COMES_WITH: dict[Kind, Kind] = {
    "captions": "audio",
    "spoken": "audio",
    "pronunciations": "audio",
    "chapters": "feed",
    "artwork": "feed",
}
"""The kinds that nobody asks for by themselves, and what each is made along with."""


class Part(BaseModel):
    """A piece of the manifest; unknown names are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class IssueRecord(Part):
    """The issue."""

    name: str = Field(description="Short name, as in file names.")
    title: str = Field(description="Name as readers see it.")
    publisher: str
    language: str = Field(description="BCP 47 language tag.")


class RemovedRecord(Part):
    """A line of the source that no output has."""

    text: str
    rule: str = Field(description="The cleaning rule that took it out.")
    reason: str = Field(description="Why, in plain English.")


class ArticleRecord(Part):
    """An article that was read."""

    id: str = Field(description="Number and slug, as in file names: 03-flu.")
    number: int = Field(description="Place in the running order, from 1.")
    title: str
    section: str
    issue: str = Field(description="The issue as the source names it.")
    author: str
    source: str = Field(description="Name of the source file.")
    source_sha256: str
    words: int
    sentences: int
    notices: int = Field(description="How many disclaimers, warnings and helplines it carries.")
    readability: dict[str, Any] = Field(description="Reading age, counts and scores of the cleaned text.")
    removed: tuple[RemovedRecord, ...]
    coverage: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Share of the source file's visible words that are in an article or listed as left out; "
        "null where the format is not known.",
    )
    held: bool = Field(description="Whether an error keeps it off the members' page, the feed and the packs.")
    held_because: tuple[str, ...] = Field(default=(), description="The errors that do, in plain English.")


class OutputRecord(Part):
    """A finished file."""

    path: str = Field(
        description="Relative to the folder of issue.json, with forward slashes.",
        pattern=r"^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$",  # no way out of the folder
    )
    kind: Kind
    article: str = Field(description="The article's id; empty for the whole issue.")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")  # no way out of the store
    bytes: int = Field(ge=0)
    facts: dict[str, Any] = Field(description="Measured on the finished file: seconds, pages, and so on.")


class FindingRecord(Part):
    """Something an editor should know."""

    rule: str
    severity: Literal["error", "warning", "note"]
    message: str
    fix: str = Field(description="What to do about it.")
    file: str
    paragraph: str
    sentence: str

    @classmethod
    def of(cls, finding: Finding) -> FindingRecord:
        return cls(
            rule=finding.rule,
            severity=finding.severity,
            message=finding.message,
            fix=finding.fix,
            file=finding.file,
            paragraph=finding.paragraph,
            sentence=finding.sentence,
        )


class Manifest(Part):
    """The whole of issue.json."""

    schema_version: Literal[1] = 1
    issue: IssueRecord
    articles: tuple[ArticleRecord, ...]
    outputs: tuple[OutputRecord, ...]
    findings: tuple[FindingRecord, ...]

    def to_json(self) -> bytes:
        """The bytes of issue.json."""
        return (self.model_dump_json(indent=2) + "\n").encode()


def read_manifest(out: Path) -> Manifest | None:
    """The manifest of an earlier build; None when there is none that can be used."""
    try:
        return Manifest.model_validate_json((out / "issue.json").read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def schema_text() -> str:
    """The JSON Schema of issue.json."""
    return json.dumps(Manifest.model_json_schema(), ensure_ascii=False, indent=2) + "\n"
