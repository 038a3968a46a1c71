"""Settings of an issue: `issue.toml`, checked, with the file and line of a mistake.

Every setting has a default, so an issue folder needs no issue.toml at all.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from everyread.readability.lint_rules import RuleName
from everyread.tomlfile import checked, read_toml


class Section(BaseModel):
    """A table of issue.toml: frozen, and no unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


Seconds = Annotated[float, Field(ge=0.0, le=10.0)]
"""A silence."""


class Pauses(Section):
    """Silences in seconds; where two meet, the longer one counts.

    They are at the long end of what is usual, since listeners with brain fog need time to take things in.
    """

    title: Seconds = 1.2
    """After the title and what is said about the article, where the listener decides to stay."""
    before_heading: Seconds = 1.5
    """Before a heading: longer than after it, so that it belongs to what follows."""
    heading: Seconds = 0.8
    """After a heading."""
    paragraph: Seconds = 0.8
    """Between paragraphs."""
    sentence: Seconds = 0.4
    """Between the sentences of one paragraph."""
    item: Seconds = 0.5
    """Between the points of a list."""
    cell: Seconds = 0.4
    """Between the cells of a table."""
    quotation: Seconds = 1.0
    """Before and after a quotation, and where a reader's question meets its answer."""
    picture: Seconds = 0.8
    """Before and after a picture's description."""
    notice: Seconds = 1.2
    """Before a disclaimer, a warning or a helpline."""
    section: Seconds = 2.0
    """For a sign between sections, such as three stars, and before the closing line."""


class RoleVoice(Section):
    """The voice of a part; what is left out is the narrator's."""

    voice: str = ""
    """Name of an installed voice."""
    speed: float | None = Field(default=None, ge=0.5, le=2.0)
    """Its speed."""


class Roles(Section):
    """Parts that may have voices of their own."""

    question: RoleVoice = RoleVoice()
    """Readers' questions."""
    quotation: RoleVoice = RoleVoice()
    """Quotations that stand by themselves."""


class VoiceCommand(Section):
    """The program behind the voice "command": text comes in, and a WAV file goes out."""

    arguments: tuple[str, ...] = ()
    """The program and its arguments; there is no shell. `{speed}` stands for the speed."""
    version: str = ""
    """Say something new here when the program's voice has changed, and everything is spoken again."""
    seconds: float = Field(default=120.0, gt=0.0, le=900.0)
    """Longest that it may take over one sentence."""


class Narration(Section):
    """How the audio sounds."""

    voice: str = "hibari"
    """Name of an installed voice (see `everyread doctor`)."""
    fallback: str = ""
    """Voice for an article that the first voice cannot speak; the whole article is then in this one."""
    speed: float = Field(default=1.0, ge=0.5, le=2.0)
    """1.0 is the voice's own speed, about 150 words a minute; the pitch stays."""
    slower: float | None = Field(default=None, ge=0.5, lt=1.0)
    """Make a second, slower MP3 of each article: 0.8 is four fifths of the speed."""
    retries: int = Field(default=1, ge=0, le=5)
    """How often a sentence that came out wrong is spoken again before its article is held back."""
    loudness: float = Field(default=-19.0, ge=-30.0, le=-14.0)
    """Integrated loudness in LUFS; -19 mono is the podcast custom (notes of AES TD1008)."""
    announce_length: bool = True
    """Whether an article begins with about how long it lasts."""
    closing: str = Field(default="That was {title}, from {issue}.", max_length=200)
    """Said at the end of each article, if anything; it may hold {title}, {section}, {author} and {issue}."""
    pauses: Pauses = Pauses()
    """The silences."""
    roles: Roles = Roles()
    """Parts with voices of their own."""
    command: VoiceCommand = VoiceCommand()
    """The program behind the voice "command"."""
    references: Literal["skip", "say"] = "skip"
    """Marks of notes, and references in brackets, such as [12]."""
    notes: Literal["skip", "short", "say"] = "short"
    """Lists of notes: "short" leaves out references to look up, and reads what explains something."""
    pictures: bool = True
    """Whether the descriptions of pictures are read."""
    credits: bool = False
    """Whether it is read who made a picture."""
    tables: Literal["full", "summary"] = "full"
    """Whether tables are read row by row, or only named."""


class LargePrint(Section):
    """How the large print looks."""

    size: int = Field(default=18, ge=16, le=36)
    """Base size in points; UKAAF: at least 16, ideally 18; giant print 24."""
    paper: Literal["white", "cream"] = "white"
    """The colour of the page on a screen."""


class EasyReadModel(Section):
    """A language model that proposes easier words for the draft; the guard judges each of them."""

    address: str = Field(default="", max_length=300)
    """Where it answers ("http://127.0.0.1:8080/v1"): any OpenAI-compatible server; else none is asked."""
    name: str = Field(default="", max_length=200)
    """The model's name, as its server knows it."""
    remote: bool = False
    """Whether the articles may go to a machine that is neither this one nor in your private network."""
    key_variable: str = Field(default="", max_length=100)
    """The environment variable that holds its key, if it needs one; the key itself is never written down."""
    seed: int = Field(default=1, ge=0, le=2**31 - 1)
    """The same seed gives the same words, on most servers; another one is another try."""
    form: Literal["schema", "text"] = "schema"
    """Use "text" for a server that refuses to be told the form of its answer as a JSON schema."""
    seconds: float = Field(default=120.0, ge=1.0, le=600.0)
    """Longest that it may take over one paragraph, with its second try."""
    article_seconds: float = Field(default=480.0, ge=1.0, le=600.0)
    """Longest that it may take over one article; the next build goes on from there."""

    @field_validator("key_variable")
    @classmethod
    def _is_a_name(cls, name: str) -> str:
        if not re.fullmatch(r"([A-Z_][A-Z0-9_]*)?", name):
            raise ValueError("write the variable's name, such as EASY_READ_KEY, and never the key itself")
        return name

    @field_validator("address")
    @classmethod
    def _is_an_endpoint(cls, address: str) -> str:
        try:
            parts = urlsplit(address)
            whole = bool(parts.hostname and parts.hostname.encode("idna")) and parts.port != 0
        except ValueError:  # as are UnicodeErrors
            whole = False
        if address and not (whole and re.fullmatch(r"https?://[^\s/?#@\"<>]+(/[^\s?#\"<>]*)?", address)):
            raise ValueError("write it as in “http://127.0.0.1:8080/v1”, and nothing after it")
        return address


class EasyRead(Section):
    """How the easy read looks and sounds."""

    size: int = Field(default=16, ge=16, le=36)
    """Base size in points; UK government: at least 14, and 16 is what many readers ask for."""
    pictures: Literal["all", "own", "none"] = "all"
    """Whose pictures are used: your own and symbols, only your own, or none."""
    symbols: str = Field(default="", pattern=r"^$|^[\w -]+(/[\w -]+)*$", max_length=200)
    """A folder in `sources` with another set of symbols and its pictures.toml; else Health Icons."""
    audio: Literal["always", "signed", "never"] = "always"
    """Which easy reads are read out: people who check a draft may want to hear it too."""
    speed: float = Field(default=0.85, ge=0.5, le=2.0)
    """Of the narrator, times its own speed."""
    pause: float = Field(default=1.5, ge=1.0, le=4.0)
    """How much longer its silences are than those of the articles."""
    model: EasyReadModel = EasyReadModel()
    """A language model that helps with the draft, if any."""

    def is_heard(self, *, signed: bool) -> bool:
        """Whether an easy read is read out."""
        return self.audio == "always" or (self.audio == "signed" and signed)


Age = Annotated[float, Field(ge=5, le=25)]
"""A reading age in years: the age at which most people read such a text with ease."""


class SectionGate(Section):
    """A section of the issue with a target of its own."""

    name: str
    """The section, as its articles say it."""
    reading_age: Age | None = None
    """Instead of the issue's target."""
    when_harder: Literal["warn", "block"] | None = None
    """Instead of what the issue does."""


class Gates(Section):
    """What an article must meet."""

    reading_age: Age = 14.0
    """The hardest that an article may read; 12 to 14 suits a magazine (NHS: 11 to 14 for hard subjects)."""
    easy_read_age: Age = 11.0
    """The same for easy read; the NHS asks for 9 to 11."""
    issue_age: Age | None = None
    """The same for the average of the whole issue, each word counted once; left out, it is not judged."""
    when_harder: Literal["warn", "block"] = "warn"
    """What to do above a target: say so, or keep the article off the members' page too."""
    ratchet: Literal["off", "warn", "block"] = "warn"
    """What to do when something reads harder than all earlier issues, and no editor has said why."""
    section: tuple[SectionGate, ...] = ()
    """Targets of single sections."""
    disclaimer: bool = False
    """Whether every article must carry a disclaimer."""


class Readability(Section):
    """The rules of plain writing; `everyread check` and the report show what they find."""

    off: tuple[RuleName, ...] = ()
    """Names of rules not to apply; the report names the rule beside each thing it found."""
    sentence_words: int = Field(default=20, ge=8, le=60)
    """More words make a sentence long; the NHS asks for up to 20, easy read for 15."""
    paragraph_sentences: int = Field(default=5, ge=1, le=30)
    """More sentences make a paragraph long; the NHS asks for 3, on web pages."""
    clauses: int = Field(default=4, ge=1, le=10)
    """More clauses make a sentence one of many ideas; easy read asks for 1."""
    list_points: int = Field(default=8, ge=3, le=50)
    """More points make a list long; the NHS asks for 6."""
    word_frequency: float = Field(default=3.1, ge=1.0, le=5.0)
    """A long word below this is hard. On the Zipf scale "people" is 6, "muscle" 4; 3 is 1 in a million."""
    known: tuple[str, ...] = ()
    """Words and abbreviations that all your readers know."""


class ArticleSettings(Section):
    """What an editor says of one article; overrides what was read from its file."""

    file: str
    """File name inside the issue folder."""
    slug: str = Field(default="", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$|^$", max_length=80)
    """The name in file names and web addresses; else made from the title."""
    title: str = ""
    """Instead of the title in the file; so too for the next five."""
    standfirst: str = ""
    section: str = ""
    issue: str = ""
    author: str = ""
    date: str = ""
    split: bool | None = None
    """Whether the file is a whole issue, to be split at its top headings; else everyread judges."""
    reading_age: Age | None = None
    """Instead of the issue's target; so too for the next two."""
    easy_read_age: Age | None = None
    when_harder: Literal["warn", "block"] | None = None


class Pictures(Section):
    """Where pictures may come from, besides the issue's folder."""

    hosts: tuple[Annotated[str, Field(pattern=r"^[a-z0-9.:-]+$", max_length=253)], ...] = ()
    """Sites of yours ("pictures.example.org") that `--fetch` may fetch from besides the article's own."""


class Limits(Section):
    """The most that a file may hold; more is refused in words, before the work that it would make.

    All lie far above an honest issue: an article has about 60 paragraphs, a book of 100,000 words 3,000.
    """

    file_mb: int = Field(default=20, ge=1, le=500)
    """Megabytes of one article or picture; a Word file with a dozen photographs has about 10."""
    text_mb: int = Field(default=2, ge=1, le=50)
    """Megabytes of text in one file; 2 are about 350,000 words."""
    unpacked_mb: int = Field(default=100, ge=1, le=2000)
    """Megabytes that a Word, OpenDocument or EPUB file unpacks to."""
    lines: int = Field(default=40_000, ge=1, le=1_000_000)
    """Lines with text in them; 100,000 words wrapped at 45 characters have 12,000."""
    tags: int = Field(default=200_000, ge=1, le=5_000_000)
    """Tags of a web page; a long saved one has 30,000."""
    paragraphs: int = Field(default=20_000, ge=1, le=1_000_000)
    """Headings, paragraphs, lists and their entries."""
    cells: int = Field(default=50_000, ge=1, le=1_000_000)
    """Cells of all tables; a timetable of a year has 5,000."""
    articles: int = Field(default=300, ge=1, le=10_000)
    """Articles in one file."""
    pictures: int = Field(default=200, ge=1, le=2000)
    """Pictures of one article."""
    megapixels: int = Field(default=60, ge=1, le=200)
    """Million pixels of one picture; each takes four bytes of memory, and a good camera makes 24."""
    reading_seconds: int = Field(default=120, ge=1, le=3600)
    """Longest that reading one file may take; an article takes about two."""
    making_seconds: int = Field(default=900, ge=1, le=7200)
    """Longest that one piece of work after that may take, and that a cluster may be without workers.

    A PDF of 350 pages takes about 60.
    """


Percent = Annotated[int, Field(ge=0, le=100)]
"""How much of an ink."""


class PrintShop(Section):
    """The files for the print shop."""

    binding: Literal["stapled", "wire", "perfect"] = "stapled"
    """Stapled through the fold, bound with wire (which lies flat), or glued to a square spine ("perfect")."""
    paper_gsm: int | None = Field(default=None, ge=50, le=200)
    """Weight of the paper, in grams a square metre; left out, it is the house style's."""
    cover_gsm: int = Field(default=250, ge=80, le=400)
    """Weight of the card of a cover apart."""
    cover_apart: bool | None = None
    """Whether the cover is card, in a file of its own; left out, it is unless the issue is stapled."""
    imposition: Literal["none", "saddle"] = "none"
    """Whether there is also a file of A3 sheets, ready to print, fold and staple; most printers make it."""
    bleed: float = Field(default=3.0, ge=0.0, le=10.0)
    """Millimetres that colour at the edge runs on, to be cut off."""
    marks: bool = True
    """Whether marks show where to cut."""
    profile: str = Field(default="", max_length=500)
    """The printer's ICC profile: a file in the issue folder, or a whole path (see `print-profile`)."""
    colour: Literal["black", "colour"] = "black"
    """Black ink alone, pictures too; or pictures, rules and labels in four inks."""
    ink_limit: int = Field(default=300, ge=200, le=400)
    """The most ink in one place, all four added up, in percent; uncoated paper takes 300."""
    accent: tuple[Percent, Percent, Percent, Percent] = (0, 0, 0, 100)
    """With `colour = "colour"`, the inks of rules and labels: percentages of cyan, magenta, yellow, black."""
    volume_grams: float | None = Field(default=None, ge=100, le=5000)
    """An edition that is heavier becomes several volumes; left out, it is the house style's."""
    volume_pages: int | None = Field(default=None, ge=8, le=2000)
    """So too with more pages; left out, it is the house style's for a stapled issue, else any number."""
    volume_mm: float = Field(default=25.0, ge=2.0, le=60.0)
    """So too if it is thicker."""
    copies: int | None = Field(default=None, ge=1, le=1_000_000)
    """How many to print; left out, the job ticket has a line to write it on."""
    note: str = Field(default="", max_length=400)
    """What else the printer should know; it is on the job ticket."""

    @property
    def has_cover(self) -> bool:
        """Whether there is a cover apart."""
        return self.binding != "stapled" if self.cover_apart is None else self.cover_apart

    @field_validator("imposition")
    @classmethod
    def _folds(cls, imposition: str, info: ValidationInfo) -> str:
        if imposition == "saddle" and info.data.get("binding", "stapled") != "stapled":
            raise ValueError('only an issue with binding = "stapled" is folded')
        return imposition

    @field_validator("cover_apart")
    @classmethod
    def _glued_to_something(cls, apart: bool | None, info: ValidationInfo) -> bool | None:
        if apart is False and info.data.get("binding") == "perfect":
            raise ValueError("a glued issue needs a cover apart")
        return apart

    @field_validator("accent")
    @classmethod
    def _dries(cls, accent: tuple[int, ...], info: ValidationInfo) -> tuple[int, ...]:
        if sum(accent) > (limit := info.data.get("ink_limit", 400)):
            raise ValueError(f"together they are {sum(accent)} % of ink, and {limit} % is the most")
        return accent


Category = Literal[
    "Arts",
    "Business",
    "Comedy",
    "Education",
    "Fiction",
    "Government",
    "Health & Fitness",
    "History",
    "Kids & Family",
    "Leisure",
    "Music",
    "News",
    "Religion & Spirituality",
    "Science",
    "Society & Culture",
    "Sports",
    "TV & Film",
    "Technology",
    "True Crime",
]
"""Apple Podcasts' categories."""


class Delivery(Section):
    """How the issue reaches members: feed, e-book, talking book and USB stick."""

    base_address: str = Field(default="", max_length=300)
    """Where the finished folder will stand on the web ("https://www.example.org/winter-2026")."""
    private: bool = True
    """Whether directories such as Apple Podcasts are asked to leave the feed out."""
    author: str = Field(default="", max_length=200)
    """Who the podcast is by; else the publisher."""
    owner_email: str = Field(default="", pattern=r"^$|^[^\s@<>\"]+@[^\s@<>\"]+$", max_length=200)
    """Who may move the podcast to another host; directories ask for it, and show it to nobody."""
    category: Category = "Health & Fitness"
    """The shelf in a podcast directory; these are Apple's names."""
    guid: str = Field(default="", pattern=r"^$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
    """The feed's podcast:guid, from feed.xml, once it moves to another address: it keeps its listeners."""

    @field_validator("base_address")
    @classmethod
    def _is_an_address(cls, address: str) -> str:
        try:
            host = urlsplit(address).netloc.encode("idna")
        except (UnicodeError, ValueError):
            host = b""
        if address and not (host and re.fullmatch(r"https?://[^\s/?#@\"<>]+(/[^\s?#\"<>]*)?", address)):
            raise ValueError("write it as in “https://www.example.org/winter-2026”, and nothing after it")
        return address


class Settings(Section):
    """One issue's settings."""

    title: str = ""
    """Name of the issue as readers see it; else what the articles say, else the folder's name."""
    publisher: str = ""
    """The name of your charity."""
    contact: str = ""
    """How members reach you: printed in every output."""
    published: date | None = None
    """The day the issue comes out (2026-12-01), without quotation marks: for the feed and the e-book."""
    language: Literal["en-GB"] = "en-GB"
    """British English is the only language so far."""
    narration: Narration = Narration()
    large_print: LargePrint = Field(default=LargePrint(), alias="large-print")
    easy_read: EasyRead = Field(default=EasyRead(), alias="easy-read")
    print_shop: PrintShop = Field(default=PrintShop(), alias="print-shop")
    delivery: Delivery = Delivery()
    gates: Gates = Gates()
    readability: Readability = Readability()
    pictures: Pictures = Pictures()
    limits: Limits = Limits()
    order: tuple[str, ...] = ()
    """File names in running order; files not named here follow, by name."""
    article: tuple[ArticleSettings, ...] = ()


def read_settings(path: Path) -> Settings:
    """The settings in a TOML file; the defaults when there is no such file.

    Raises InputError with file, line and the nearest valid name.
    """
    if not path.exists():
        return Settings()
    text, values = read_toml(path, 'text needs "double quotes", and each setting its own line.')
    return checked(Settings, values, path, text)
