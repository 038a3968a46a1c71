"""What the members' pages show: one page of the issue, and a page for each article."""

from __future__ import annotations

from dataclasses import dataclass

from everyread import paths
from everyread.delivery.files import Finished
from everyread.store import Digest


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One article on the pages."""

    number: int
    """Place in the running order, from 1."""
    slug: str
    article: Digest
    files: tuple[Finished, ...]
    """What members may hear and download; an easy read is refused here, see `signed`."""
    cues: Digest = ""
    """The narration's sentence times; empty when there is no narration."""
    easy_read_coming: bool = False
    """Whether an easy-read draft waits for people to check it."""
    signed: tuple[Finished, ...] = ()
    """The files of an easy read that people have checked and signed; nothing else may stand here."""

    def __post_init__(self) -> None:
        if any(file.kind == "easy-read" for file in self.files):
            raise ValueError("an easy-read draft is not for members")
        if any(file.kind != "easy-read" for file in self.signed):
            raise ValueError("only easy reads are signed")

    @property
    def stem(self) -> str:
        """How its files are named: "03-flu"."""
        return f"{self.number:02d}-{self.slug}"

    @property
    def path(self) -> str:
        """Where its page is, in the output folder."""
        return paths.page(self.stem)

    @property
    def audio(self) -> Finished | None:
        """Its recording, at the ordinary speed."""
        return next((file for file in self.files if file.kind == "audio"), None)

    @property
    def downloads(self) -> tuple[Finished, ...]:
        """Its files as its page lists them: what is heard, then what is read, then the captions."""
        captions = tuple(file for file in self.files if file.kind == "captions")
        return (*(file for file in self.files if file not in captions), *self.signed, *captions)


@dataclass(frozen=True, slots=True)
class PageOrder:
    """What the pages show, and where their templates are."""

    title: str
    """The issue's name as readers see it."""
    publisher: str
    contact: str
    """How members reach the publisher."""
    entries: tuple[PageEntry, ...]
    whole_issue: tuple[Finished, ...]
    """Files that hold all articles; recording and large print are not shown where there is only one."""
    template_folders: tuple[str, ...]
    templates: Digest
    """See `workspace.templates_digest`, of "pages" and "shared"."""

    @property
    def downloads(self) -> tuple[Finished, ...]:
        """The whole issue's files that its page lists, most wanted first."""
        wanted = ("audio", "large-print", "epub", "daisy", "usb", "braille", "feed")
        alone = ("audio", "large-print") if len(self.entries) == 1 else ()
        shown = [file for file in self.whole_issue if file.kind in wanted and file.kind not in alone]
        return tuple(sorted(shown, key=lambda file: wanted.index(file.kind)))

    @property
    def audio(self) -> Finished | None:
        """The whole issue in one recording."""
        return next((file for file in self.downloads if file.kind == "audio"), None)


def page_paths(order: PageOrder) -> dict[str, str]:
    """Role of each page in the receipt to its path in the output folder."""
    return {"page": paths.FRONT_PAGE, **{f"page-{entry.stem}": entry.path for entry in order.entries}}
