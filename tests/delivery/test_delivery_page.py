"""The members' page as a file: what is in it, what must never be, and what its key depends on."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from magazine import Magazine
from PIL import Image

from everyread.article import Article, Figure, Run, Source, article_adapter, unsplit
from everyread.delivery.files import Finished
from everyread.delivery.page import PageEntry
from everyread.delivery.pictures import LARGEST, embedded
from everyread.delivery.task import make_page, page_task
from everyread.store import Store


def page_of(magazine: Magazine) -> str:
    return magazine.store.get(make_page(magazine.page, magazine.store).files["page"]).decode()


def tree_of(magazine: Magazine):  # type: ignore[no-untyped-def]
    return html.document_fromstring(page_of(magazine))


def test_it_is_one_file_that_loads_nothing_but_the_recordings(magazine: Magazine) -> None:
    tree = tree_of(magazine)
    assert not tree.xpath("//link | //iframe | //script[@src] | //*[@onclick]")
    assert [audio.get("src") for audio in tree.xpath("//audio")] == [
        "audio/01-pacing.wav",
        "audio/02-notice.wav",
    ]
    assert all(image.get("src").startswith("data:image/png;base64,") for image in tree.xpath("//img"))
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_downloads_say_kind_length_and_size(magazine: Magazine) -> None:
    links = [" ".join(link.text_content().split()) for link in tree_of(magazine).xpath("//a[@download]")]
    assert links[:3] == [
        "Large print of the whole issue PDF, 64 pages, 2.4 MB",
        "Sound file of “Pacing: “rest” & <b>less</b>” WAV, 6 minutes, 3 MB",
        "Large print of “Pacing: “rest” & <b>less</b>” PDF, 7 pages, 120 KB",
    ]


def test_headings_go_down_one_at_a_time(magazine: Magazine) -> None:
    levels = [int(heading.tag[1]) for heading in tree_of(magazine).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert 4 in levels  # the article's own sub-sub-heading


def test_every_sentence_has_its_own_id_and_its_times(magazine: Magazine) -> None:
    tree = tree_of(magazine)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    times = json.loads(tree.get_element_by_id("Times").text)
    for entry, article in zip(magazine.page.entries, magazine.articles, strict=True):
        sentences = [sentence.id for sentence in article.sentences()]
        assert [line[0] for line in times[entry.stem]] == sentences
        assert {f"{entry.stem}-{sentence}" for sentence in sentences} <= set(ids)


def test_an_unsigned_easy_read_is_announced_and_never_linked(magazine: Magazine) -> None:
    tree = tree_of(magazine)
    assert "Being prepared" in tree.get_element_by_id("01-pacing").text_content()
    assert "Being prepared" not in tree.get_element_by_id("02-notice").text_content()
    assert not tree.xpath("//a[contains(@href, 'easy-read')]")


def test_a_draft_is_refused_as_a_download() -> None:
    with pytest.raises(ValueError, match="draft"):
        PageEntry(1, "flu", "0" * 64, (Finished("easy-read", "easy-read/01-flu.pdf", 1),))


def test_an_article_without_sound_has_no_player(magazine: Magazine) -> None:
    silent = replace(magazine.page.entries[0], files=magazine.page.entries[0].files[1:], cues="")
    order = replace(magazine.page, entries=(silent,))
    page = magazine.store.get(make_page(order, magazine.store).files["page"]).decode()
    assert "<audio" not in page
    assert "computer voice" not in page
    assert "Rest before you are tired." in page


def test_an_issue_without_articles_is_still_a_page(magazine: Magazine) -> None:
    order = replace(magazine.page, entries=())
    assert b"Winter 2026" in magazine.store.get(make_page(order, magazine.store).files["page"])


@pytest.mark.parametrize(
    "words", ["</script><script>alert(1)</script>", "]]>", "\"' onload=alert(1) x='", "😀" * 300, "&amp;"]
)
def test_whatever_a_title_holds_is_text(magazine: Magazine, words: str) -> None:
    article = replace(magazine.articles[1], title=replace(magazine.articles[1].title, runs=(Run(words),)))
    digest = magazine.store.put(article_adapter().dump_json(article))
    order = replace(
        magazine.page,
        title=words,
        contact=words,
        entries=(replace(magazine.page.entries[1], article=digest),),
    )
    tree = html.document_fromstring(
        magazine.store.get(make_page(order, magazine.store).files["page"]).decode()
    )
    assert tree.xpath("//h1")[0].text_content() == words
    assert tree.xpath("//article//h2")[0].text_content() == words
    assert len(tree.xpath("//script")) == 2
    assert not tree.xpath("//@onload")


def test_the_same_order_gives_the_same_bytes_and_key(magazine: Magazine) -> None:
    assert page_of(magazine) == page_of(magazine)
    elsewhere = replace(magazine.page, template_folders=("/somewhere/else",))
    assert page_task(elsewhere).key == page_task(magazine.page).key


@pytest.mark.parametrize(
    "change", [{"title": "x"}, {"contact": "x"}, {"templates": "0"}, {"entries": ()}, {"whole_issue": ()}]
)
def test_whatever_shows_on_the_page_is_in_its_key(magazine: Magazine, change: dict[str, object]) -> None:
    assert page_task(replace(magazine.page, **change)).key != page_task(magazine.page).key  # type: ignore[arg-type]


def test_making_a_task_loads_no_engine() -> None:
    program = (
        "import sys; import everyread.delivery.task; "
        "assert not {'jinja2', 'lxml', 'PIL', 'fontTools', 'weasyprint'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_heavy_picture_is_made_lighter(store: Store) -> None:
    stream = BytesIO()
    Image.effect_noise((1600, 1200), 80).convert("RGB").save(stream, "PNG")
    assert len(stream.getvalue()) > LARGEST
    figure = Figure(store.put(stream.getvalue()), "image/png", "noise")
    article = Article(unsplit(Run("A"))[0], (figure,), Source("a.md", "0" * 64, "markdown"))
    (address,) = embedded([article], store).values()
    assert address.startswith("data:image/jpeg;base64,")
    assert len(address) < len(stream.getvalue()) / 3
    assert embedded([article], store) == {figure.picture: address}


def test_a_local_template_wins(magazine: Magazine, tmp_path: Path) -> None:
    own = tmp_path / "templates" / "pages"
    own.mkdir(parents=True)
    (own / "members.css").write_text("h1 { color: rebeccapurple; }")
    order = replace(magazine.page, template_folders=(str(own.parent), *magazine.page.template_folders))
    assert b"rebeccapurple" in magazine.store.get(make_page(order, magazine.store).files["page"])
