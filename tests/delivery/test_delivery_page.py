"""The members' pages as files: what is in them, what must never be, and what their key depends on."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from magazine import Magazine, text
from PIL import Image

from everyread.article import Article, Figure, Notice, Paragraph, Run, Source, article_adapter, unsplit
from everyread.delivery.files import Finished
from everyread.delivery.page import PageEntry, PageOrder, page_paths
from everyread.delivery.page_parts import ENOUGH, house_disclaimer, opening
from everyread.delivery.pictures import LIGHT, embedded
from everyread.delivery.task import make_page, page_task
from everyread.sentences import segment
from everyread.store import Store

FIRST = "page-01-pacing"


def page_of(magazine: Magazine, role: str = "page", **change: Any) -> str:
    order = replace(magazine.page, **change)
    return magazine.store.get(make_page(order, magazine.store).files[role]).decode()


def tree_of(magazine: Magazine, role: str = "page", **change: Any) -> Any:
    return html.document_fromstring(page_of(magazine, role, **change))


def links_of(tree: Any, path: str = "//a[@download]") -> list[str]:
    return [" ".join(link.text_content().split()) for link in tree.xpath(path)]


def test_there_is_a_page_for_the_issue_and_for_each_article(magazine: Magazine) -> None:
    paths = page_paths(magazine.page)
    assert paths == {
        "page": "index.html",
        "page-01-pacing": "articles/01-pacing.html",
        "page-02-notice": "articles/02-notice.html",
    }
    assert list(make_page(magazine.page, magazine.store).files) == list(paths)


@pytest.mark.parametrize(
    ("role", "sounds"), [("page", ["audio/winter.wav"]), (FIRST, ["../audio/01-pacing.wav"])]
)
def test_a_page_is_one_file_that_loads_nothing_but_its_recording(
    magazine: Magazine, role: str, sounds: list[str]
) -> None:
    tree = tree_of(magazine, role)
    assert not tree.xpath("//link | //iframe | //script[@src] | //*[@onclick]")
    assert tree.xpath("//audio/@src") == sounds
    assert all(image.startswith("data:image/png;base64,") for image in tree.xpath("//img/@src"))
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_downloads_say_kind_length_and_size(magazine: Magazine) -> None:
    title = "Pacing: “rest” & <b>less</b>"
    assert links_of(tree_of(magazine, FIRST)) == [
        f"Sound file of “{title}” WAV, 6 minutes, 3 MB",
        f"Large print of “{title}” PDF, 7 pages, 120 KB",
        f"Captions of “{title}” VTT, 3 KB",
    ]
    index = tree_of(magazine)
    assert links_of(index, "//section[@class='whole']//a[@download]") == [
        "Sound file of “the whole issue” WAV, 12 minutes, 6 MB",
        "Large print of “the whole issue” PDF, 64 pages, 2.4 MB",
        "E-book of “the whole issue” EPUB, 12 minutes, 18 MB",
        "Memory stick pack of “the whole issue” ZIP, 12 minutes, 17 MB",
    ]
    assert len(index.xpath("//p[@class='purpose']")) == 4


def test_the_contents_name_each_article_with_its_first_words(magazine: Magazine) -> None:
    tree = tree_of(magazine)
    assert links_of(tree, "//section[@class='contents']//h3/a") == [
        article.title.text for article in magazine.articles
    ]
    assert [words.text for words in tree.xpath("//p[@class='opening']")] == [
        "How do other members manage a day?",
        "The office is closed on 1 January. We open again on 5 January.",
    ]


def test_articles_lead_to_their_neighbours(magazine: Magazine) -> None:
    def neighbours(role: str) -> list[str]:
        return tree_of(magazine, role).xpath("//nav[@class='neighbours']/a/@href")

    assert neighbours(FIRST) == ["02-notice.html", "../index.html#Contents"]
    assert neighbours("page-02-notice") == ["01-pacing.html", "../index.html#Contents"]


@pytest.mark.parametrize("role", ["page", FIRST])
def test_headings_go_down_one_at_a_time(magazine: Magazine, role: str) -> None:
    headings = tree_of(magazine, role).xpath("//h1|//h2|//h3|//h4|//h5|//h6")
    levels = [int(heading.tag[1]) for heading in headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert 3 in levels


def test_every_sentence_has_its_own_id_and_its_times(magazine: Magazine) -> None:
    for role, article in zip((FIRST, "page-02-notice"), magazine.articles, strict=True):
        tree = tree_of(magazine, role)
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        sentences = [sentence.id for sentence in article.sentences()]
        assert [line[0] for line in json.loads(tree.get_element_by_id("Times").text)] == sentences
        assert set(sentences) <= set(ids)


def test_an_unsigned_easy_read_is_announced_and_never_linked(magazine: Magazine) -> None:
    assert "Being prepared" in tree_of(magazine, FIRST).text_content()
    assert "Being prepared" not in tree_of(magazine, "page-02-notice").text_content()
    for role in page_paths(magazine.page):
        assert not tree_of(magazine, role).xpath("//a[contains(@href, 'easy-read')]")


def test_a_draft_is_refused_as_a_download() -> None:
    draft = Finished("easy-read", "easy-read/01-flu.pdf", 1)
    with pytest.raises(ValueError, match="draft"):
        PageEntry(1, "flu", "0" * 64, (draft,))
    with pytest.raises(ValueError, match="only easy reads"):
        PageEntry(1, "flu", "0" * 64, (), signed=(Finished("audio", "audio/01-flu.mp3", 1),))


def test_a_signed_easy_read_stands_beside_the_sound(magazine: Magazine) -> None:
    signed = (
        Finished("easy-read", "easy-read/01-pacing.pdf", 98_000, pages=9),
        Finished("easy-read", "easy-read/01-pacing.html", 12_000),
    )
    entry = replace(magazine.page.entries[0], signed=signed)
    order = {"entries": (entry, magazine.page.entries[1])}
    tree = tree_of(magazine, FIRST, **order)
    assert "Being prepared" not in tree.text_content()
    assert tree.xpath("//a[contains(@href, 'easy-read')]/@href") == [
        "../easy-read/01-pacing.pdf",
        "../easy-read/01-pacing.html",
    ]
    # A web page is for reading, a PDF for keeping.
    assert tree.xpath("//a[contains(@href, 'easy-read') and @download]/@href") == [
        "../easy-read/01-pacing.pdf"
    ]
    assert len(tree_of(magazine, **order).xpath("//a[contains(@href, 'easy-read')]")) == 2


def test_an_article_without_sound_has_no_player(magazine: Magazine) -> None:
    silent = replace(magazine.page.entries[0], files=magazine.page.entries[0].files[1:], cues="")
    for role in ("page", FIRST):
        page = page_of(magazine, role, entries=(silent,), whole_issue=())
        assert "<audio" not in page
        assert "computer voice" not in page
    assert "Rest before you are tired." in page_of(magazine, FIRST, entries=(silent,))


def test_an_issue_of_one_article_does_not_offer_its_files_twice(magazine: Magazine) -> None:
    index = tree_of(magazine, entries=magazine.page.entries[:1])
    assert links_of(index, "//section[@class='whole']//span[@class='kind']/text()/..") == [
        "E-book of “the whole issue”",
        "Memory stick pack of “the whole issue”",
    ]
    assert not index.xpath("//audio")


def test_an_issue_without_articles_is_still_a_page(magazine: Magazine) -> None:
    assert "Winter 2026" in page_of(magazine, entries=())


def test_a_feed_is_opened_and_its_chapters_are_not_offered(magazine: Magazine) -> None:
    feed = (Finished("feed", "feed.xml", 9_000), Finished("chapters", "chapters/winter.json", 900))
    tree = tree_of(magazine, whole_issue=feed)
    assert tree.xpath("//section[@class='whole']//a/@href") == ["feed.xml"]
    assert not tree.xpath("//a[@href='feed.xml']/@download")


@pytest.mark.parametrize(
    "words",
    [
        "</script><script>alert(1)</script>",
        "]]>",
        "\"' onload=alert(1) x='",
        "😀" * 300,
        "&amp;",
        "Long " * 60,
    ],
)
def test_whatever_a_title_holds_is_text(magazine: Magazine, words: str) -> None:
    words = words.strip()
    article = replace(magazine.articles[1], title=replace(magazine.articles[1].title, runs=(Run(words),)))
    digest = magazine.store.put(article_adapter().dump_json(article))
    order: dict[str, Any] = {
        "title": words,
        "contact": words,
        "entries": (magazine.page.entries[0], replace(magazine.page.entries[1], article=digest)),
    }
    index = tree_of(magazine, **order)
    assert index.xpath("//h1")[0].text_content() == words
    assert index.xpath("//h3/a")[1].text_content() == words
    page = tree_of(magazine, "page-02-notice", **order)
    assert page.xpath("//h1")[0].text_content() == words
    for tree, scripts in ((index, 2), (page, 3)):
        assert len(tree.xpath("//script")) == scripts
        assert not tree.xpath("//@onload")
        assert json.loads(tree.xpath("//script[@type='application/ld+json']")[0].text)["@context"]
    assert tree_of(magazine, FIRST, **order).xpath("//nav/a[@rel='next']/span[@class='kind']/text()") == [
        words
    ]


def test_machines_are_told_how_the_pages_can_be_used(magazine: Magazine) -> None:
    def metadata(role: str, **change: Any) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(
            tree_of(magazine, role, **change).xpath("//script[@type='application/ld+json']")[0].text
        )
        return found

    index = metadata("page")
    assert index["@type"] == "PublicationIssue"
    assert [part["url"] for part in index["hasPart"]] == [
        "articles/01-pacing.html",
        "articles/02-notice.html",
    ]
    article = metadata(FIRST)
    assert article["headline"] == "Pacing: “rest” & <b>less</b>"
    assert article["audio"]["duration"] == "PT360S"
    assert article["accessMode"] == ["textual", "auditory", "visual"]
    for each in (index, article):
        assert {"synchronizedAudioText", "transcript", "largePrint"} <= set(each["accessibilityFeature"])
        assert each["accessibilityHazard"] == [
            "noFlashingHazard",
            "noMotionSimulationHazard",
            "noSoundHazard",
        ]
        assert "computer voice" in each["accessibilitySummary"]
    silent = replace(magazine.page.entries[0], files=(), cues="")
    mute = metadata(FIRST, entries=(silent,), whole_issue=())
    assert "auditory" not in mute["accessMode"]
    assert "synchronizedAudioText" not in mute["accessibilityFeature"]


def test_the_disclaimer_is_on_every_page_once(magazine: Magazine) -> None:
    for role in page_paths(magazine.page):
        assert page_of(magazine, role).count("This is not medical advice.") == 1


def test_the_house_disclaimer_is_the_one_that_most_articles_carry() -> None:
    def article(*disclaimers: str) -> Article:
        notices = tuple(Notice((text(words),)) for words in disclaimers)
        return segment(Article(unsplit(Run("A"))[0], notices, Source("a.md", "0" * 64, "markdown")))

    assert house_disclaimer([]) == ()
    assert house_disclaimer([article()]) == ()
    assert house_disclaimer([article("Rare."), article("Usual. Ask."), article("Usual. Ask.")]) == (
        "Usual. Ask.",
    )
    assert house_disclaimer([article("First."), article("Second.")]) == ("First.",)


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        ((), ""),
        (
            ("Dear friends,", "The lamp outside our office has begun to flicker."),
            "The lamp outside our office has begun to flicker.",
        ),
        (("Take these:", "One of them, and never more than that, every day."), ""),
        (("Short.",), ""),
        (("One sentence. " * 30,), " ".join(["One sentence."] * (ENOUGH // 14))),
        (("word " * 100,), "word " * 43 + "word…"),
    ],
)
def test_first_words_are_whole_sentences_where_they_fit(paragraphs: tuple[str, ...], said: str) -> None:
    blocks = tuple(text(words.strip()) for words in paragraphs)
    article = segment(Article(unsplit(Run("A"))[0], blocks, Source("a.md", "0" * 64, "markdown")))
    assert opening(article) == said


def test_first_words_have_no_marks_of_notes() -> None:
    words = (
        Run("Rest before you are tired, and not after it"),
        Run("1", position="super", note="n1"),
        Run("."),
    )
    article = segment(
        Article(unsplit(Run("A"))[0], (Paragraph(unsplit(*words)),), Source("a.md", "0" * 64, "markdown"))
    )
    assert opening(article) == "Rest before you are tired, and not after it."


def test_the_same_order_gives_the_same_bytes_and_key(magazine: Magazine) -> None:
    assert page_of(magazine, FIRST) == page_of(magazine, FIRST)
    elsewhere = replace(magazine.page, template_folders=("/somewhere/else",))
    assert page_task(elsewhere).key == page_task(magazine.page).key


@pytest.mark.parametrize(
    "change", [{"title": "x"}, {"contact": "x"}, {"templates": "0"}, {"entries": ()}, {"whole_issue": ()}]
)
def test_whatever_shows_on_the_pages_is_in_their_key(magazine: Magazine, change: dict[str, Any]) -> None:
    assert page_task(replace(magazine.page, **change)).key != page_task(magazine.page).key


def test_making_a_task_loads_no_engine() -> None:
    program = (
        "import sys; import everyread.delivery.task; "
        "assert not {'jinja2', 'lxml', 'PIL', 'fontTools', 'weasyprint'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def noise(store: Store, seed: int) -> Figure:
    """A picture that no program can make small: what a photograph of grass is like."""
    stream = BytesIO()
    Image.effect_noise((900, 700 + seed), 80).convert("RGB").save(stream, "PNG")
    return Figure(store.put(stream.getvalue()), "image/png", "noise")


def test_heavy_pictures_are_made_light_enough_for_the_page(magazine: Magazine) -> None:
    figures = (noise(magazine.store, 0), noise(magazine.store, 1))
    words = tuple(text(f"This is sentence {number} of a long article about pacing.") for number in range(600))
    article = segment(Article(unsplit(Run("A"))[0], figures + words, Source("a.md", "0" * 64, "markdown")))
    for weight in (60_000, 150_000):
        addresses = embedded(article, magazine.store, weight)
        assert set(addresses) == {figure.picture for figure in figures}
        assert all(address.startswith("data:image/jpeg;base64,") for address in addresses.values())
        assert 5_000 < sum(map(len, addresses.values())) < LIGHT - weight
    entry = replace(
        magazine.page.entries[0], article=magazine.store.put(article_adapter().dump_json(article)), cues=""
    )
    order: PageOrder = replace(magazine.page, entries=(entry,))
    assert make_page(order, magazine.store).facts["heaviest_page"] < 200_000


def test_light_pictures_stay_as_they_are(store: Store) -> None:
    drawing = Figure(store.put(b"<svg/>" + b" " * LIGHT), "image/svg+xml", "a drawing")
    stream = BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "PNG")
    light = Figure(store.put(stream.getvalue()), "image/png", "a square")
    article = Article(unsplit(Run("A"))[0], (drawing, light), Source("a.md", "0" * 64, "markdown"))
    addresses = embedded(article, store, 60_000)
    assert addresses[drawing.picture].startswith("data:image/svg+xml;base64,")
    assert addresses[light.picture].startswith("data:image/png;base64,")


def test_a_local_template_wins(magazine: Magazine, tmp_path: Path) -> None:
    own = tmp_path / "templates" / "pages"
    own.mkdir(parents=True)
    (own / "members.css").write_text("h1 { color: rebeccapurple; }")
    folders = (str(own.parent), *magazine.page.template_folders)
    assert "rebeccapurple" in page_of(magazine, template_folders=folders)
