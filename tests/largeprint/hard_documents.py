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

LONG_PLACE = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


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
    ] + [f"{day}, at home | none | 2 mg | no | read until late" for day in days[:5]]
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
            ". Half is ½ and 1¾ cups, 10⁻¹² g, m², H₂O; a microgram µg, ±2, ≥3, ≤4, 21 °C, 5 × 3.",
        ),
        para("A long word is ", Run(LONG_WORD, emphasis=True), ", which has 45 letters."),
        para(f"A place of 58 letters is {LONG_PLACE}, on the island of Ynys Môn."),
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


def labelled() -> Article:
    """Labels that no counter can make, a list in a list in a list, and one that counts down."""
    deepest = Listing(
        (Item((para("Deepest of all"),), label="(i)"), Item((para("Next to it"),), label="(ii)")), True
    )
    by_letter = Listing(
        (Item((para("By letter"),), label="a)"), Item((para("And on"), deepest), label="b)")), ordered=True
    )
    down = Listing(tuple(Item((para(f"Counting down, {n}"),), n) for n in (3, 2, 1)), ordered=True)
    strange = Listing((Item((para("A label that is hostile"),), label="'; } p {\n} \\"),), ordered=True)
    sections = Listing(
        tuple(Item((para(f"Section {n} of ten"),), label=f"1.{n}") for n in (9, 10)), ordered=True
    )
    return article("Labels, down to the third level", by_letter, down, sections, strange, notice())


def noted() -> Article:
    """Marks and notes; one note with two marks, one that nobody marks, and a mark whose note is not there."""

    def mark(number: int) -> Run:
        return Run(str(number), position="super", note=f"note-{number}")

    notes = ("A study of 40 people, 2024.", "The same study, page 12.", "A note that nothing points to.")
    return article(
        "Notes at the end, with links both ways",
        para("Rest helps most people", mark(1), ", and sleep does too", mark(2), "."),
        para("It was said before", mark(1), ", but not by everybody", mark(9), "."),
        Listing(
            tuple(Item((para(text),), n, f"note-{n}") for n, text in enumerate(notes, start=1)), True, "notes"
        ),
        notice(),
    )


def wide_tables() -> Article:
    """A table for a page on its side, the same inside a quotation, and one of thirty columns."""
    head = "Clinic | Telephone number | Consultant | Opening days | Letter wanted | Parking"
    rows = [
        f"Clinic {n} | 01632 9601{n:02} | Dr Featherstone | Wednesdays | GP letter | Yes" for n in range(1, 9)
    ]
    days = " | ".join(["Member", *(f"Day {n}" for n in range(1, 30))])
    hours = " | ".join(["Rest", *(f"{n} hours" for n in range(1, 30))])
    return article(
        "Tables for a page on its side",
        para("This table is wider than the page."),
        table("Clinics of the region", head, *rows),
        para("After the table the page stands upright again."),
        Quotation((para("And in a quotation:"), table("Clinics once more", head, *rows[:2]))),
        table("Thirty columns", days, hours),
        notice(),
    )


def pictures(store: Store) -> Article:
    """Pictures small, tall, transparent, grey, and without a word about them."""
    see_through = Image.new("RGBA", (600, 300), (0, 0, 0, 0))
    ImageDraw.Draw(see_through).rectangle((100, 50, 500, 250), fill=(21, 53, 94, 255))
    return article(
        "Pictures of every kind",
        Figure(picture(store, 240, 160), "image/png", "A small picture", said("A small picture.")),
        Figure(picture(store, 500, 1600), "image/png", "A tall picture", said("A tall picture.")),
        Figure(
            _saved(see_through, "PNG", store), "image/png", "A block on nothing", credit=said("Photo: B.")
        ),
        Figure(_saved(Image.new("L", (600, 400), 120), "JPEG", store), "image/jpeg", "Grey"),
        Figure(picture(store, 300, 200), "image/png", ""),
        notice(),
    )


def _saved(image: Image.Image, kind: str, store: Store) -> Digest:
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return store.put(buffer.getvalue())


def quoted() -> Article:
    """A quotation over a page's end, a heading of ten lines, and notices of every role."""
    long = "I rest before I need to, and I write down what it cost me when I did not. "
    heading = "A heading that does not know when to stop, " * 9 + "and then stops"
    return article(
        "Quotations and notices",
        Quotation(tuple(para(f"Part {n}. " + long * 4) for n in range(1, 6)), "A member"),
        Heading(said(heading), 2),
        para("After the long heading."),
        Notice((para("Ring 999 at once."),), "warning"),
        Notice((para("Helpline: 0344 576 5326."),), "helpline"),
        Notice((para("First printed in another newsletter."),), "credit"),
        Notice(
            (
                Heading(said("A notice with a heading"), 2),
                para("And a word more."),
            )
        ),
    )


def empty() -> Article:
    return article("An article that nobody wrote")


def hard_documents(store: Store) -> list[Article]:
    return [
        everyday(store),
        lists(),
        tables(),
        letters(),
        headings_at_page_ends(),
        labelled(),
        noted(),
        wide_tables(),
        pictures(store),
        quoted(),
        empty(),
    ]
