"""Articles of our own that are hard to set: each has something that has gone wrong in large print before."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from everyread.article import (
    Article,
    Block,
    Cell,
    Figure,
    Heading,
    Item,
    Listing,
    Notice,
    Paragraph,
    Prose,
    Quotation,
    Run,
    Sentence,
    Source,
    Table,
    article_adapter,
    unsplit,
)
from everyread.sentences import segment
from everyread.store import Digest, Store

DISCLAIMER = (
    "This article is for information only. It is not medical advice. Please talk to your GP before you "
    "change any treatment."
)
LONG_ADDRESS = (
    "https://www.example.org/information-and-support/living-with-the-condition/managing-energy/"
    "pacing-guide-for-members?edition=winter-2026&format=large-print&page=17#resting"
)
LONG_WORD = "pneumonoultramicroscopicsilicovolcanoconiosis"


def said(*parts: str | Run) -> Prose:
    return unsplit(*(Run(part) if isinstance(part, str) else part for part in parts))


def para(*parts: str | Run) -> Paragraph:
    return Paragraph(said(*parts))


def bullets(*texts: str) -> Listing:
    return Listing(tuple(Item((para(text),)) for text in texts))


def numbered(first: int, *texts: str) -> Listing:
    return Listing(tuple(Item((para(text),), first + i) for i, text in enumerate(texts)), ordered=True)


def table(caption: str, head: str, *rows: str) -> Table:
    """A table from lines with bars; the first cell of each row is its header."""

    def cells(line: str, header: bool) -> tuple[Cell, ...]:
        parts = [part.strip() for part in line.split("|")]
        return tuple(Cell(said(part), header or (i == 0)) for i, part in enumerate(parts))

    return Table(cells(head, True), tuple(cells(row, False) for row in rows), said(caption))


def notice() -> Notice:
    return Notice((para(DISCLAIMER),))


def article(title: str, *blocks: Block, **more: object) -> Article:
    return segment(
        Article(
            title=Sentence("", (Run(title),)),
            blocks=blocks,
            source=Source("hard.md", "0" * 64, "markdown"),
            **more,  # type: ignore[arg-type]
        )
    )


def keep(one: Article, store: Store) -> Digest:
    return store.put(article_adapter().dump_json(one))


def picture(store: Store, width: int = 900, height: int = 500) -> Digest:
    image = Image.new("RGB", (width, height), "#dfe9f3")
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * 0.1, height * 0.2, width * 0.4, height * 0.8), fill="#15355e")
    draw.rectangle((width * 0.5, height * 0.3, width * 0.9, height * 0.8), fill="#b5651d")
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return store.put(buffer.getvalue())


def everyday(store: Store) -> Article:
    """What an ordinary feature of the newsletter has in it."""
    return article(
        "Pacing through the winter: how members plan a week",
        para(
            "Short days and cold rooms make winter the hardest season for many of us. We asked forty members "
            "how they plan a week between November and February. Their answers had one thing in common: they "
            "all rest before they need to, not after."
        ),
        para(
            "“I used to wait until I was worn out,” says Bethan Llŷr, who lives in Llanŵr. “Now I set a "
            "timer for 20 minutes, and I stop when it rings. It felt silly at first. It is the one thing "
            "that has made a difference.”"
        ),
        Heading(said("Start with what cannot move"), 2),
        para(
            "Put the fixed things into the week first: a clinic at 9.30 am on 14 January 2026, a carer's "
            "visit, a delivery. Leave the day before and the day after as empty as you can. If you take ",
            Run("low-dose naltrexone", emphasis=True),
            ", note when you take it: most members in our survey took 1.5 mg to 4.5 mg at night.",
        ),
        Quotation(
            (para("My diary has more white paper in it than ink. That is how I know it is a good week."),),
            "Marjorie, a member since 1998",
        ),
        Heading(said("Four rules that members gave us"), 2),
        numbered(
            1,
            "Halve it. Whatever you think you can do today, do half of it, and keep the rest in hand.",
            "Sit down. If a job can be done sitting, sit: peeling, ironing, even a shower.",
            "Warm first. Cold muscles tire sooner, so warm the room for half an hour before you get up.",
            "Say no early. It is kinder to cancel on Monday than on the doorstep.",
        ),
        Heading(said("What the week looked like"), 2),
        table(
            "Rest in an average week, in hours a day",
            "Day | Lying down | Sitting | On your feet",
            "Monday | 14 | 8 | 2",
            "Tuesday | 16 | 7 | 1",
            "Wednesday | 13 | 9 | 2",
            "Thursday | 17 | 6 | 1",
        ),
        Figure(
            picture(store),
            "image/png",
            "A blue circle for rest beside a smaller orange block for activity",
            said("Rest should be the bigger share of every day, even of a good one."),
        ),
        Heading(said("If you need to talk"), 3),
        para(
            "Our helpline is open from 10 am to 12 noon on weekdays: 0344 576 5326. You will find the whole ",
            Run("survey of members", href="https://www.example.org/surveys/winter-pacing"),
            " on our website, or write to ",
            Run("helpline@example.org", href="mailto:helpline@example.org"),
            ".",
        ),
        Notice(
            (para("If you feel that you cannot keep yourself safe, ring 999 or the Samaritans on 116 123."),),
            "warning",
        ),
        notice(),
        standfirst=said(
            "Is there a way of getting through the dark months without paying for it in March? Forty members "
            "tell us what works for them."
        ),
        section="Medical Matters",
        issue="Our Newsletter Winter 2026",
        author="Jo Fielding",
        date="December 2025",
    )


def lists() -> Article:
    """Numbers that are content: from nine, with a gap, nested, and text after the nested list."""
    inner = Listing((Item((para("Ask for the letter."),)), Item((para("Keep a copy."),))))
    deeper = numbered(3, "Third of the inner list", "Fourth of the inner list")
    return article(
        "Lists that must keep their numbers",
        numbered(9, "The ninth question", "The tenth question"),
        Listing(
            (Item((para("One hundred"),), 100), Item((para("One hundred and five"),), 105)), ordered=True
        ),
        Listing(
            (
                Item((para("Before the inner list"), inner, para("After the inner list")), 1),
                Item((para("With numbers inside"), deeper), 2),
            ),
            ordered=True,
        ),
        bullets("A bullet", "Another bullet"),
        notice(),
    )


def tables() -> Article:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    rows = [
        f"{day}, week {week} | {week} mg | {week + 1} mg | yes | slept well"
        for week in range(1, 6)
        for day in days
    ]
    return article(
        "Tables long and wide",
        para("A table of five columns that needs more than one page."),
        table("Doses and sleep", "Day | Morning | Evening | Rested | Notes", *rows),
        para("And one that no page can hold side by side."),
        table(
            "Clinics",
            "Clinic | Telephone | Consultant | Opening | Referral | Accessibility",
            "Southampton General | 023 8077 7222 | Dr Featherstonehaugh | Wednesdays | GP letter | Yes",
            "Aberystwyth Bronglais | 01970 623131 | Dr Llewellyn-Jones | Thursdays | Self-referral | Yes",
        ),
        notice(),
    )


def letters() -> Article:
    """Letters beyond English, powers and formulas, and words that do not fit."""
    return article(
        "Names, powers & <b>angles</b> — “letters” from everywhere",
        para("Llanŵr, Ysbyty Tŷ Gwyn, Łukasz Żółć, Zoë, Núñez, Ελευθερία, Жуков and Đặng met in Gdańsk."),
        para(
            "CO",
            Run("2", position="sub"),
            " is a gas; 10",
            Run("−3", position="super"),
            " is a thousandth; see note",
            Run("12", position="super"),
            ". Half is ½, a microgram µg, ±2, ≥3, ≤4, 21 °C, 5 × 3.",
        ),
        para("A long word is ", Run(LONG_WORD, emphasis=True), ", which has 45 letters."),
        para(
            "A long address is ",
            Run("the pacing guide", href=LONG_ADDRESS),
            " and again ",
            Run(LONG_ADDRESS, href=LONG_ADDRESS),
            ".",
        ),
        para("A soft\u00adhyphen, an ef\u00adfi\u00adcient office, and a ﬁne ligature."),
        para("He said ", Run("bonjour à tous", language="fr"), " and left."),
        para(
            "<script>alert(1)</script> <img src=file:///etc/passwd> url(http://example.org/x) {{ 7 * 7 }} "
            "</p></body><style>p { font-size: 2pt; position: fixed }</style>"
        ),
        notice(),
        section="Section & <i>more</i>",
        author="A. N. Other <script>",
    )


def headings_at_page_ends() -> Article:
    """Many short sections, so that some heading falls at the end of a page whatever the size."""
    blocks: list[Block] = []
    for number in range(1, 25):
        blocks.append(
            Heading(said(f"Heading number {number}, with words enough to take up two lines of a page"), 2)
        )
        blocks.append(Heading(said(f"A smaller heading {number}"), 3))
        blocks += [para(f"Paragraph {number}. " + "Rest is not idleness. " * (3 + number % 4))]
    return article(
        "A very long title for an article that goes on, and on, over several lines of its page",
        *blocks,
        notice(),
    )


def hard_documents(store: Store) -> list[Article]:
    return [everyday(store), lists(), tables(), letters(), headings_at_page_ends()]
