"""The podcast feed: what apps need, true to the files, whatever stands in a title."""

from __future__ import annotations

from dataclasses import replace
from email.utils import parsedate_to_datetime
from itertools import pairwise

import pytest
from lxml import etree
from recorded import DISCLAIMER, HARD, article_of, make_pack, piece_of

from everyread.article import Block, Item, Listing, Paragraph, Run, article_adapter, unsplit
from everyread.delivery.chapters import chapters_json
from everyread.delivery.feed import FeedOrder, feed_task, make_feed
from everyread.delivery.feed_address import address_of, guid_of
from everyread.delivery.pack import Pack
from everyread.settings import Delivery
from everyread.store import Store

SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
HOME = "https://www.example.org/winter"


@pytest.fixture
def order(store: Store, template_folders: tuple[str, ...]) -> FeedOrder:
    return FeedOrder(
        make_pack(store), Delivery(base_address=HOME), store.put(b"picture"), template_folders, "t"
    )


def channel_of(order: FeedOrder, store: Store) -> etree._Element:
    root = etree.fromstring(store.get(make_feed(order, store).files["feed"]))
    (channel,) = root.findall("channel")
    return channel


def text(element: etree._Element, tag: str) -> str:
    return element.findtext(tag, "", SPACES)


def with_pieces(order: FeedOrder, **changes: object) -> FeedOrder:
    return replace(order, pack=replace(order.pack, **changes))


def test_it_has_an_episode_for_the_contents_each_article_and_the_whole(
    order: FeedOrder, store: Store
) -> None:
    items = channel_of(order, store).findall("item")
    assert [text(item, "title") for item in items] == [
        "What is in Winter “2026” & all",
        HARD,
        "A short notice",
        "Winter “2026” & all: the whole issue",
    ]
    assert [text(item, "itunes:episodeType") for item in items] == ["trailer", "full", "full", "bonus"]
    assert [text(item, "itunes:episode") for item in items] == ["", "1", "2", ""]


def test_sizes_and_lengths_are_those_of_the_files(order: FeedOrder, store: Store) -> None:
    item = channel_of(order, store).findall("item")[1]
    piece = order.pack.pieces[0]
    enclosure = item.find("enclosure")
    assert enclosure is not None
    assert dict(enclosure.attrib) == {
        "url": f"{HOME}/audio/01-flu.mp3",
        "length": str(len(store.get(piece.mp3))),
        "type": "audio/mpeg",
    }
    assert text(item, "itunes:duration") == str(round(piece.seconds))


def test_dates_follow_the_running_order_from_midnight(order: FeedOrder, store: Store) -> None:
    dates = [text(item, "pubDate") for item in channel_of(order, store).findall("item")]
    assert dates[0] == "Tue, 01 Dec 2026 00:00:00 +0000"
    when = [parsedate_to_datetime(each) for each in dates]
    assert all((two - one).seconds == 60 for one, two in pairwise(when))


@pytest.mark.fires("DEL-502")
def test_without_a_date_it_says_so_and_has_none(order: FeedOrder, store: Store) -> None:
    undated = with_pieces(order, published="")
    assert channel_of(undated, store).findall(".//pubDate") == []
    assert [each.rule for each in make_feed(undated, store).findings] == ["DEL-502"]


@pytest.mark.fires("DEL-501")
def test_without_an_address_there_is_no_feed_but_there_are_chapters(order: FeedOrder, store: Store) -> None:
    made = make_feed(replace(order, settings=Delivery()), store)
    assert set(made.files) == {"chapters"}
    (finding,) = made.findings
    assert (finding.rule, finding.severity) == ("DEL-501", "note")
    assert "base_address =" in finding.fix


@pytest.mark.fires("DEL-504")
def test_an_address_that_is_not_secure_is_pointed_out(order: FeedOrder, store: Store) -> None:
    made = make_feed(replace(order, settings=Delivery(base_address="http://example.org")), store)
    assert [each.rule for each in made.findings] == ["DEL-504"]


@pytest.mark.fires("DEL-503")
def test_an_article_without_audio_is_left_out_and_named(order: FeedOrder, store: Store) -> None:
    silent = replace(order.pack.pieces[0], mp3="", vtt="", cues="", seconds=0.0)
    order = with_pieces(order, pieces=(silent, order.pack.pieces[1]))
    items = channel_of(order, store).findall("item")
    assert [text(item, "itunes:episode") for item in items] == ["", "1", ""]
    (finding,) = make_feed(order, store).findings
    assert finding.rule == "DEL-503"
    assert HARD in finding.message


def test_without_any_audio_there_is_no_feed_and_one_finding(order: FeedOrder, store: Store) -> None:
    silent = tuple(replace(piece, mp3="", vtt="", cues="") for piece in order.pack.pieces)
    made = make_feed(with_pieces(order, pieces=silent, contents=None, whole=None), store)
    assert made.files == {}
    assert [each.message for each in made.findings] == [
        "No article has a recording, so there is no podcast feed."
    ]


def test_markup_in_an_article_stays_text(order: FeedOrder, store: Store) -> None:
    article = article_of(HARD, standfirst="<script>alert(1)</script> & ]]>")
    piece = replace(order.pack.pieces[0], article=store.put(article_adapter().dump_json(article)))
    item = channel_of(with_pieces(order, pieces=(piece,)), store).findall("item")[1]
    assert text(item, "description").startswith("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; ]]&gt;</p>")


def test_characters_that_no_xml_can_hold_are_left_out(order: FeedOrder, store: Store) -> None:
    odd = replace(order.pack.pieces[0], title="A\x0b\ufffe\x00 bell\u2028 rings")
    item = channel_of(with_pieces(order, pieces=(odd,)), store).findall("item")[1]
    assert text(item, "title") == "A bell rings"


def test_the_disclaimer_is_whole_however_long_the_article_begins(order: FeedOrder, store: Store) -> None:
    article = article_of("Long", standfirst="word " * 300)
    piece = replace(order.pack.pieces[0], article=store.put(article_adapter().dump_json(article)))
    item = channel_of(with_pieces(order, pieces=(piece,)), store).findall("item")[1]
    first, notice, voice, help_ = text(item, "description").removeprefix("<p>").split("<p>")
    assert len(first) < 310
    assert first.endswith("word…</p>")
    assert notice == f"{DISCLAIMER.replace('&', '&amp;')}</p>"
    assert "computer voice" in voice
    assert order.pack.contact in help_


def test_a_summary_is_of_whole_sentences(order: FeedOrder, store: Store) -> None:
    article = article_of("Long")
    sentences = unsplit(Run("A short one.")) + unsplit(Run("Much longer " * 40))
    long = replace(article, standfirst=sentences)
    piece = replace(order.pack.pieces[0], article=store.put(article_adapter().dump_json(long)))
    item = channel_of(with_pieces(order, pieces=(piece,)), store).findall("item")[1]
    assert text(item, "description").startswith("<p>A short one.</p>")


def test_a_summary_ends_before_a_list_and_what_leads_to_it(order: FeedOrder, store: Store) -> None:
    article = article_of("Flu", disclaimer="")
    points = Listing((Item((Paragraph(unsplit(Run("a cough"))),)),))
    lead = Paragraph(unsplit(Run("Flu is no cold.")) + unsplit(Run("You may have:")))
    mark = Run("1", position="super", note="n1")
    after = Paragraph(unsplit(Run("Stay in bed."), mark))
    piece = order.pack.pieces[0]

    def shown(*blocks: Block) -> str:
        digest = store.put(article_adapter().dump_json(replace(article, blocks=blocks)))
        changed = with_pieces(order, pieces=(replace(piece, article=digest),))
        return text(channel_of(changed, store).findall("item")[1], "description").partition("</p>")[0]

    assert shown(lead, points, after) == "<p>Flu is no cold."
    assert shown(after, points) == "<p>Stay in bed."
    assert shown(points, after) == "<p>It is read aloud by a computer voice."


def test_each_disclaimer_is_said_once_for_the_whole(order: FeedOrder, store: Store) -> None:
    item = channel_of(order, store).findall("item")[-1]
    assert text(item, "description").count("This is not medical advice.") == 1


def test_a_private_feed_asks_directories_to_leave_it_out(order: FeedOrder, store: Store) -> None:
    channel = channel_of(order, store)
    assert (text(channel, "itunes:block"), text(channel, "podcast:block")) == ("Yes", "yes")
    public = replace(order, settings=Delivery(base_address=HOME, private=False, owner_email="a@b.org"))
    channel = channel_of(public, store)
    assert channel.find("itunes:block", SPACES) is None
    assert text(channel, "itunes:owner/itunes:email") == "a@b.org"
    locked = channel.find("podcast:locked", SPACES)
    assert locked is not None
    assert (locked.text, locked.get("owner")) == ("yes", "a@b.org")


def test_a_slash_at_the_end_of_the_address_changes_nothing(order: FeedOrder, store: Store) -> None:
    slashed = replace(order, settings=Delivery(base_address=f"{HOME}/"))
    assert make_feed(slashed, store).files == make_feed(order, store).files


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("https://example.org", "https://example.org/feed.xml"),
        ("https://example.org:8443/a/", "https://example.org:8443/a/feed.xml"),
        (
            "https://www.exämple.org/żółw & co",
            "https://www.xn--exmple-cua.org/%C5%BC%C3%B3%C5%82w%20&%20co/feed.xml",
        ),
        ("https://example.org/100%25/it's", "https://example.org/100%25/it%27s/feed.xml"),
    ],
)
def test_addresses_are_in_plain_ascii(base: str, address: str) -> None:
    assert address_of(base, "feed.xml") == address


@pytest.mark.parametrize(
    ("feed", "guid"),
    [
        ("https://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
        ("https://podnews.net/rss/", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
    ],
)
def test_the_guid_is_that_of_the_specifications_own_examples(feed: str, guid: str) -> None:
    assert str(guid_of(feed)) == guid


def guids(order: FeedOrder, store: Store) -> list[str]:
    return [text(item, "guid") for item in channel_of(order, store).findall("item")]


def test_identities_outlive_a_new_running_order_and_a_new_title(order: FeedOrder, store: Store) -> None:
    one, two = order.pack.pieces
    moved = (replace(two, stem="01-notice", title="New"), replace(one, stem="02-flu"))
    contents, flu, notice, whole = guids(order, store)
    assert guids(with_pieces(order, pieces=moved), store) == [contents, notice, flu, whole]


def test_articles_of_one_name_have_identities_of_their_own(order: FeedOrder, store: Store) -> None:
    twins = tuple(piece_of(f"0{number}-flu", "Flu", store, 50 + number) for number in (1, 2, 3))
    assert len(set(guids(with_pieces(order, pieces=twins), store))) == 5


def test_a_feed_that_moves_keeps_its_identity(order: FeedOrder, store: Store) -> None:
    own = text(channel_of(order, store), "podcast:guid")
    moved = replace(order, settings=Delivery(base_address="https://new.example.org", guid=own))
    assert text(channel_of(moved, store), "podcast:guid") == own
    assert guids(moved, store) == guids(order, store)


def test_an_article_is_linked_to_its_own_page(order: FeedOrder, store: Store) -> None:
    named = replace(order, pages=(("01-flu", "articles/01-flu.html"),))
    links = [text(item, "link") for item in channel_of(named, store).findall("item")]
    assert links == [f"{HOME}/{path}" for path in ("index.html", "articles/01-flu.html", *["index.html"] * 2)]


def test_the_chapters_begin_where_the_articles_do(order: FeedOrder, store: Store) -> None:
    import json

    pack = order.pack
    assert pack.whole is not None
    made = json.loads(chapters_json(pack, pack.whole, store))
    assert made["version"] == "1.2.0"
    starts = [
        0.0,
        round(pack.all_pieces[0].seconds, 3),
        round(sum(p.seconds for p in pack.all_pieces[:2]), 3),
    ]
    assert [each["startTime"] for each in made["chapters"]] == starts
    assert [each["title"] for each in made["chapters"]] == ["Contents", HARD, "A short notice"]


def test_an_issue_without_words_about_itself_still_says_how_to_get_help(
    order: FeedOrder, store: Store
) -> None:
    bare = with_pieces(order, publisher="", contact="", contents=None, whole=None)
    channel = channel_of(replace(bare, artwork=""), store)
    assert "ask whoever sent it to you." in text(channel, "description")
    assert channel.find("itunes:author", SPACES) is None
    assert channel.find("itunes:image", SPACES) is None


def test_a_title_of_300_characters_is_kept(order: FeedOrder, store: Store) -> None:
    long = replace(order.pack.pieces[0], title="Längere Wörter " * 20)
    item = channel_of(with_pieces(order, pieces=(long,)), store).findall("item")[1]
    assert text(item, "title") == ("Längere Wörter " * 20).strip()


def test_the_key_depends_on_words_and_settings_and_not_on_folders(order: FeedOrder) -> None:
    key = feed_task(order).key
    assert feed_task(replace(order, template_folders=("/else",))).key == key
    assert feed_task(replace(order, settings=Delivery())).key != key
    assert feed_task(with_pieces(order, title="Spring")).key != key
    assert isinstance(order.pack, Pack)


def test_an_address_that_is_none_is_refused_with_an_example() -> None:
    for bad in ("example.org", "ftp://example.org", "https://", "https://a/?b", f"https://{'a' * 70}.org"):
        with pytest.raises(ValueError, match="write it as in"):
            Delivery(base_address=bad)
    assert Delivery(base_address="https://example.org/a/").private


def test_an_independent_reader_reads_it(order: FeedOrder, store: Store) -> None:
    feedparser = pytest.importorskip(
        "feedparser", reason="feedparser is not installed: the feed was read by lxml only"
    )
    read = feedparser.parse(store.get(make_feed(order, store).files["feed"]))
    assert not read.bozo
    assert [entry.title for entry in read.entries][1] == HARD
    assert [int(entry.enclosures[0].length) > 0 for entry in read.entries] == [True] * 4
