"""Whole web pages with known articles: four articles, each in fourteen kinds of site.

All words were written for everyread; the people, places and sites are invented.  Each page has a text that
must be kept where extractors lose it: bare in a div, in an aside, in a footer.
"""
# ruff: noqa: E501 - a page's HTML is easier to follow unbroken

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["p", "h2", "li", "quote"]


@dataclass(frozen=True)
class Told:
    """An article as its writer meant it."""

    slug: str
    title: str
    author: str
    date: str
    body: tuple[tuple[Kind, str], ...]
    must_keep: str


@dataclass(frozen=True)
class Page:
    """A saved page, and what a perfect reader would make of it."""

    name: str
    source: str
    told: Told

    @property
    def truth(self) -> str:
        return "\n".join([*(text for _, text in self.told.body), self.told.must_keep])


LIBRARY = Told(
    "library",
    "The library bus is back in the valley",
    "Marit Oldcastle",
    "4 March 2025",
    (
        (
            "p",
            "After four years in a garage, the blue library bus drove up Tarn Valley again on Monday. About "
            "sixty people were waiting for it at the first stop, some of them since seven in the morning.",
        ),
        (
            "p",
            "The county had taken the bus off the road in 2021 to save money. Since then the nearest library "
            "was a journey of fifty minutes, with one change, for anybody without a car.",
        ),
        ("h2", "Fifteen villages, every fortnight"),
        (
            "p",
            "The bus now calls at fifteen villages every second week. It carries three thousand books, a "
            "shelf of large print, and two hundred talking books that can be borrowed with a player.",
        ),
        (
            "quote",
            "I had read everything in the house twice, the cookery books included. I would have started on the "
            "telephone directory next.",
        ),
        (
            "p",
            "That was Edna Fairweather, who is ninety-one and was first up the steps. She took home four "
            "thrillers and a book about bees.",
        ),
        (
            "p",
            "The driver, Tomasz Wren, has fitted a lift for wheelchairs and a bench for people who cannot stand "
            "for long. He says that he will also bring books to the door, if somebody rings the day before.",
        ),
        ("h2", "Who pays for it"),
        (
            "p",
            "The county gives half of the money, and a trust of local shops gives the other half. The trust has "
            "promised to pay for three years. After that, it says, the figures will have to speak for themselves.",
        ),
        (
            "p",
            "On the first day 214 books were borrowed and one was brought back. It had been due in October 2020, "
            "and nobody asked for a fine.",
        ),
    ),
    "This article first appeared in the Tarn Valley Messenger, and is printed here with kind permission.",
)
WASH_DAY = Told(
    "wash-day",
    "Wash day without wearing yourself out",
    "The occupational therapy team",
    "12 November 2024",
    (
        (
            "p",
            "Washing clothes is one of the heaviest jobs in a home. Wet cotton weighs about twice as much as dry "
            "cotton, and most of it has to be lifted from below the knee to above the shoulder.",
        ),
        (
            "p",
            "You do not have to do it all on one day. Most people with little energy find that several small "
            "loads in a week are easier to bear than one large one.",
        ),
        ("h2", "Before you begin"),
        ("li", "Sort the clothes while you are sitting down, with two baskets at the height of your lap."),
        ("li", "Choose a short, cool wash, which creases less and so needs less ironing."),
        ("li", "Fill the machine half full, so that nothing in it is too heavy to lift with one hand."),
        ("h2", "Hanging it up"),
        (
            "p",
            "Put the airer at the height of your elbows and hang small things first. Reaching above the head makes "
            "the heart work harder, and some people feel faint when they do it for longer than a minute.",
        ),
        (
            "p",
            "Shirts can go straight onto hangers while they are wet. They dry with fewer creases, and the hanger can "
            "go into the wardrobe as it is.",
        ),
        ("h2", "Afterwards"),
        (
            "p",
            "Rest before you feel that you need to. Twenty minutes lying flat after each stage is a good beginning, "
            "and you can change it when you know what it does for you.",
        ),
        ("li", "Leave the folding for another day."),
        ("li", "Ask whoever visits to carry the basket upstairs."),
        (
            "p",
            "If you live alone, ask your council whether it offers a laundry service. Several do, and the price of a "
            "bag is often less than that of a taxi.",
        ),
    ),
    "This leaflet is for general information only and is not a substitute for medical advice from your own doctor.",
)
STORY = Told(
    "kettle",
    "What the kettle taught me about patience",
    "Odile Brannigan",
    "21 June 2023",
    (
        (
            "p",
            "I used to walk away from the kettle. Everybody does. You press the switch, you go and look for the post, "
            "you answer a message, and you come back to water that has boiled and gone quiet.",
        ),
        (
            "p",
            "Then I fell ill, and I could no longer walk away, because I could not be sure of walking back. So I pulled "
            "up the tall stool that we had kept for painting ceilings, and I sat and watched the thing.",
        ),
        (
            "p",
            "It takes three minutes and ten seconds for two cups. For the first minute nothing happens at all. Then there "
            "is a sound like a far-off motorway, and then, for a moment before the end, it stops.",
        ),
        (
            "p",
            "My doctor had told me to rest for ten minutes in every hour. I had nodded and not done it. Ten minutes with "
            "nothing to do seemed a punishment, and I felt punished enough.",
        ),
        (
            "p",
            "But three minutes and ten seconds was a length of time I could trust. I rested for one kettle. After a month I "
            "rested for two, one after the other, and drank neither.",
        ),
        ("quote", "You have become very fond of tea, my sister said, looking at the row of full cold cups."),
        (
            "p",
            "I have been ill for six years now. I am not patient by nature, and I do not think that illness has made me so. "
            "What it gave me was a unit of measurement.",
        ),
        (
            "p",
            "The old kettle broke in the spring. The new one boils in under two minutes, and it was the most expensive in "
            "the shop. I took it back the next day and asked for a slow one.",
        ),
    ),
    "If you need somebody to talk to, call our helpline on 01632 960123, every day from 10am to 4pm.",
)
STUDY = Told(
    "study",
    "Short walks helped some patients, and tired others",
    "Dr Anselm Quill",
    "30 September 2025",
    (
        (
            "p",
            "A small trial of gentle walking has given mixed results, researchers at Harrowmere University said this week. "
            "Of the 84 people who finished it, 31 could do more in a day than before, and 22 could do less.",
        ),
        (
            "p",
            "All of them had been ill for more than two years after an infection. Half were asked to walk for five minutes on "
            "three days of the week, and the others were asked to change nothing.",
        ),
        ("h2", "What was measured"),
        (
            "p",
            "Everybody wore a small device that counts steps and measures the pulse. They also wrote down each evening how they "
            "felt, on a scale from 0 to 10, and how long they had slept.",
        ),
        (
            "p",
            "The difference between the two groups was 410 steps a day, with a margin of error of 390. That means it may well be "
            "chance, as the authors say themselves in the second paragraph of their report.",
        ),
        ("h2", "Who did worse"),
        (
            "p",
            "Those who grew more tired had one thing in common. Their pulse rose by more than 30 beats a minute when they stood "
            "up, which the trial had not asked about at the start.",
        ),
        (
            "quote",
            "We should have looked at that first. It would be wrong to tell everybody to walk more on the strength of this study.",
        ),
        (
            "p",
            "Professor Ilse Tamarind, who led the work, plans a second trial with 300 people. It will leave out those whose pulse "
            "rises on standing, and it will last for a year and not for twelve weeks.",
        ),
        (
            "p",
            "The report has been put online before other scientists have checked it. The money came from a foundation that "
            "does not sell anything.",
        ),
    ),
    "Do not stop taking any prescribed medicine without first speaking to your GP or pharmacist.",
)
TOLD = (LIBRARY, WASH_DAY, STORY, STUDY)

_MENU = ("Home", "News", "Health", "Our services", "Get involved", "Shop", "About us", "Contact us")
_TEASERS = (
    ("Ten winters on the allotment", "Why the leeks came first, and what the pigeons left of them."),
    ("A new roof for the day centre", "The work begins in May and should take eleven weeks."),
    ("Letters from our readers", "You wrote to us about buses, benches and the price of stamps."),
)
_COMMENTS = (
    (
        "gardener52",
        "Lovely piece, thank you. I had no idea. My cousin in Norwich says it is just the same over there.",
    ),
    (
        "Pat",
        "I disagree with most of this but it made me laugh, which is more than the news has done all week.",
    ),
    (
        "anon",
        "First time commenting here. Does anybody know whether there will be a second part of this one?",
    ),
    (
        "Hilde K.",
        "We tried this in our village hall in 2019 and it worked for a while, until the roof came down on it.",
    ),
)


def saved_pages() -> Iterator[Page]:
    """Every article in every kind of site."""
    for style in STYLES:
        for told in TOLD:
            yield Page(f"{style.__name__.strip('_')}-{told.slug}", style(told), told)


def f1(truth: str, found: str, size: int = 4) -> float:
    """Balanced F-score of the pieces of four words, as in the article extraction benchmark of Scrapinghub."""
    wanted, given = (Counter(_pieces(text, size)) for text in (truth, found))
    both = sum((wanted & given).values())
    return 2 * both / (sum(wanted.values()) + sum(given.values())) if both else 0.0


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _pieces(text: str, size: int) -> Iterator[tuple[str, ...]]:
    found = words(text)
    return (tuple(found[at : at + size]) for at in range(max(len(found) - size + 1, 0)))


def _e(text: str) -> str:
    return html.escape(text)


def _links(entries: tuple[str, ...] = _MENU, before: str = "<li>", after: str = "</li>") -> str:
    return "".join(f'{before}<a href="/{_slug(entry)}">{_e(entry)}</a>{after}' for entry in entries)


def _slug(text: str) -> str:
    return re.sub(r"\W+", "-", text.lower())


def _body(
    told: Told, paragraph: str = "<p>{}</p>", quote: str = "<blockquote><p>{}</p></blockquote>"
) -> list[str]:
    """The pieces of the article in HTML; a list is one piece."""
    pieces: list[str] = []
    entries: list[str] = []
    for kind, text in (*told.body, ("p", "")):
        if kind == "li":
            entries.append(f"<li>{_e(text)}</li>")
            continue
        if entries:
            pieces.append(f"<ul>{''.join(entries)}</ul>")
            entries = []
        if kind == "h2":
            pieces.append(f"<h2>{_e(text)}</h2>")
        elif text:
            pieces.append((quote if kind == "quote" else paragraph).format(_e(text)))
    return pieces


def _teasers(tag: str = "div", name: str = "teaser") -> str:
    return "".join(
        f'<{tag} class="{name}"><h3><a href="/{_slug(head)}">{_e(head)}</a></h3><p>{_e(text)}</p></{tag}>'
        for head, text in _TEASERS
    )


def _comments(tag: str = "li", name: str = "comment") -> str:
    return "".join(
        f'<{tag} class="{name}"><cite>{_e(who)}</cite> <span>says:</span><p>{_e(text)}</p>'
        f'<a href="#respond">Reply</a></{tag}>'
        for who, text in _COMMENTS
    )


def _page(head: str, body: str, told: Told, site: str) -> str:
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{_e(told.title)} | {_e(site)}</title>"
        f"<style>body{{margin:0}}</style><script>var ready = true;</script>{head}</head><body>{body}</body></html>"
    )


def news_site(told: Told) -> str:
    pieces = _body(told)
    more = '<p class="read-more">Read more: <a href="/roof">A new roof for the day centre</a></p>'
    advert = '<div class="advert"><span>Advertisement</span><p>Stairlifts from £999. Ring today!</p></div>'
    return _page(
        "",
        f'<header class="masthead"><a href="/">The Courier</a><nav><ul>{_links()}</ul></nav>'
        '<form action="/search"><input name=q><button>Search</button></form></header>'
        f'<div class="breadcrumbs"><a href="/">Home</a> &gt; <a href="/news">News</a></div>'
        f'<main><article><h1>{_e(told.title)}</h1><p class="byline">By {_e(told.author)}</p>'
        f"<time>{told.date}</time>"
        '<ul class="share-buttons"><li><a href="#">Facebook</a></li><li><a href="#">WhatsApp</a></li></ul>'
        f"{pieces[0]}{pieces[1]}{advert}{''.join(pieces[2:5])}{more}{''.join(pieces[5:])}"
        f"<aside>{_e(told.must_keep)}</aside>"
        f'<div class="author-bio"><h3>About the author</h3><p>{_e(told.author)} has written for the Courier since 2011, '
        "and lives with two dogs.</p></div></article>"
        f'<section class="related-articles"><h2>More on this story</h2>{_teasers("article")}</section></main>'
        f"<footer><ul>{_links(('Privacy', 'Terms', 'Cookies', 'Jobs'))}</ul><p>© 2025 The Courier Ltd</p></footer>",
        told,
        "The Courier",
    )


def wordpress_old(told: Told) -> str:
    return _page(
        "",
        f'<div id="page"><div id="header"><h1><a href="/">Hill and Dale</a></h1><div class="description">Just another '
        f'weblog</div></div><ul id="nav">{_links()}</ul><div id="content" class="narrowcolumn">'
        f'<div class="navigation"><a href="/p">&laquo; Ten winters on the allotment</a></div>'
        f'<div class="post" id="post-214"><h2>{_e(told.title)}</h2><small>{told.date} by {_e(told.author)}</small>'
        f'<div class="entry">{"".join(_body(told))}{_e(told.must_keep)}</div>'
        '<p class="postmetadata">Posted in <a href="/c">Diary</a> | <a href="#c">4 Comments &#187;</a></p></div>'
        f'<h3 id="comments">4 Responses</h3><ol class="commentlist">{_comments()}</ol>'
        '<h3 id="respond">Leave a Reply</h3><form><p><input> Name (required)</p><p><textarea></textarea></p>'
        "<input type=submit></form></div>"
        f'<div id="sidebar"><ul><li><h2>Pages</h2><ul>{_links()}</ul></li><li><h2>Archives</h2><ul>'
        f"{_links(('May 2023', 'April 2023', 'March 2023'))}</ul></li></ul></div>"
        '<div id="footer"><p>Hill and Dale is proudly powered by WordPress</p></div></div>',
        told,
        "Hill and Dale",
    )


def wordpress_blocks(told: Told) -> str:
    pieces = _body(told, quote='<blockquote class="wp-block-quote"><p>{}</p></blockquote>')
    return _page(
        f'<meta name="author" content="{_e(told.author)}">',
        '<a class="skip-link screen-reader-text" href="#wp--skip-link--target">Skip to content</a>'
        '<div class="wp-site-blocks"><header class="wp-block-template-part"><div class="wp-block-group">'
        f'<p class="wp-block-site-title"><a href="/">Open Window</a></p><nav class="wp-block-navigation"><ul>{_links()}</ul>'
        '</nav></div></header><main class="wp-block-group" id="wp--skip-link--target">'
        f'<h1 class="wp-block-post-title">{_e(told.title)}</h1>'
        f'<div class="wp-block-template-part"><div class="wp-block-post-date"><time>{told.date}</time></div></div>'
        f'<div class="entry-content wp-block-post-content">{"".join(pieces)}'
        f'<div class="wp-block-group has-background"><div class="wp-block-group__inner-container">{_e(told.must_keep)}</div></div>'
        '<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a>Twitter</a></li>'
        "<li><a>Facebook</a></li></ul></div>"
        f'<div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3>{_teasers(name="jp-relatedposts-post")}</div></div>'
        '<nav class="post-navigation"><a href="/a">Previous: Ten winters on the allotment</a></nav>'
        f'<div class="wp-block-comments"><h2>4 responses</h2><ol class="wp-block-comment-template">{_comments()}</ol></div></main>'
        '<footer class="wp-block-template-part"><p>Designed with WordPress</p></footer></div>',
        told,
        "Open Window",
    )


def health_service(told: Told) -> str:
    return _page(
        "",
        '<a class="nhsuk-skip-link" href="#maincontent">Skip to main content</a>'
        '<div id="cookiebanner" role="region"><h2>Cookies on our website</h2><p>We have put some small files called cookies on '
        "your device to make our site work.</p><button>I am OK with cookies</button></div>"
        f'<header class="nhsuk-header" role="banner"><a href="/">Health Service</a><nav><ul>{_links()}</ul></nav></header>'
        '<nav class="nhsuk-breadcrumb" aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/h">Health A to Z'
        f'</a></li></ol></nav><div class="nhsuk-width-container"><main id="maincontent" role="main"><h1>{_e(told.title)}</h1>'
        f"<section>{''.join(_body(told))}</section>"
        '<div class="nhsuk-care-card nhsuk-care-card--urgent"><div class="nhsuk-care-card__heading-container"><h3>Important</h3>'
        f'</div><div class="nhsuk-care-card__content">{_e(told.must_keep)}</div></div>'
        '<div class="nhsuk-review-date"><p>Page last reviewed: 12 May 2024<br>Next review due: 12 May 2027</p></div></main></div>'
        f"<footer role=contentinfo><ul>{_links(('Accessibility statement', 'Our policies', 'Sitemap'))}</ul>"
        "<p>© Crown copyright</p></footer>",
        told,
        "Health Service",
    )


def drupal(told: Told) -> str:
    return _page(
        "",
        '<div class="dialog-off-canvas-main-canvas"><div class="layout-container"><header role="banner">'
        f'<div class="region region-header"><a href="/">Carers Together</a></div></header>'
        f'<div class="region region-primary-menu"><nav role="navigation"><ul>{_links()}</ul></nav></div>'
        '<div class="region region-breadcrumb"><ol class="breadcrumb"><li><a href="/">Home</a></li><li>Blog</li></ol></div>'
        '<main role="main"><div class="layout-content"><div class="region region-content">'
        f'<div id="block-page-title"><h1>{_e(told.title)}</h1></div>'
        '<article class="node node--type-article"><footer class="node__meta"><div class="node__submitted">Submitted by '
        f"{_e(told.author)} on {told.date}</div></footer>"
        f'<div class="node__content"><div class="field field--name-body">{"".join(_body(told))}</div>'
        '<div class="field field--name-field-tags"><div class="field__label">Tags</div><div class="field__items">'
        '<a href="/t1">caring</a> <a href="/t2">rest</a></div></div>'
        f"</div><footer>{_e(told.must_keep)}</footer></article></div></div>"
        f'<aside class="layout-sidebar-second"><div class="block-views"><h2>Recent posts</h2>{_teasers()}</div></aside></main>'
        '<footer role="contentinfo"><p>Registered charity 1234567</p></footer></div></div>',
        told,
        "Carers Together",
    )


def div_soup(told: Told) -> str:
    paragraph = '<div class="_1Z_nJ" data-testid="richTextElement"><p class="font_8"><span style="font-size:18px">{}</span></p></div>'
    return _page(
        "",
        '<div id="SITE_CONTAINER"><div id="main_MF"><div class="_3XxDr"><div class="_2UdPt"><div class="_1hhTF"><a href="/">'
        "Riverside</a></div>" + _links(before='<div class="_2wYm8">', after="</div>") + "</div></div>"
        f'<div class="_1KV2M"><div class="_3SQN-"><div class="_1ncY2"><h1 class="font_2">{_e(told.title)}</h1></div>'
        f'{"".join(_body(told, paragraph, paragraph))}<div class="_1lRal">{_e(told.must_keep)}</div></div></div>'
        '<div class="_1DEc4"><div class="_2Hij5">Subscribe Form</div><div><input placeholder="Email"></div><div class="_1fbEI">'
        "<button>Submit</button></div><div>Thanks for submitting!</div></div>"
        '<div class="_3Fgqs"><div>Riverside Centre, 4 Mill Lane</div><div>©2021 by Riverside. Proudly created with a site '
        "builder</div></div></div></div>",
        told,
        "Riverside",
    )


def blog_comments(told: Told) -> str:
    text = "<br><br>".join(re.sub(r"</?(?:p|h2|blockquote)>", "", piece) for piece in _body(told))
    return _page(
        "",
        f'<div class="header-outer"><div class="titlewrapper"><h1 class="title"><a href="/">Slow Mornings</a></h1></div></div>'
        f'<div class="tabs-outer"><ul>{_links()}</ul></div><div class="main-outer"><div class="date-posts">'
        f'<h2 class="date-header"><span>{told.date}</span></h2><div class="post hentry"><h3 class="post-title entry-title">'
        f'{_e(told.title)}</h3><div class="post-body entry-content">{text}<br><br>{_e(told.must_keep)}</div>'
        f'<div class="post-footer">Posted by <span class="fn">{_e(told.author)}</span> at 09:14 <a href="#">Email This</a> '
        '<a href="#">BlogThis!</a></div></div></div>'
        f'<div class="comments" id="comments"><h4>4 comments:</h4><div id="Blog1_comments-block-wrapper">{_comments("div")}</div></div>'
        '<div class="blog-pager"><a href="/newer">Newer Post</a> <a href="/older">Older Post</a></div></div>'
        f'<div class="sidebar"><h2>Blog Archive</h2><ul>{_links(("2023 (12)", "2022 (31)", "2021 (8)"))}</ul></div>'
        '<div class="footer-outer">Powered by Blogger.</div>',
        told,
        "Slow Mornings",
    )


def paywall(told: Told) -> str:
    pieces = _body(told)
    return _page(
        "",
        '<div class="cookie-consent-modal"><h2>Your privacy</h2><p>We and our 814 partners store information on a device. You may '
        "accept or manage your choices at any time.</p><button>Accept all</button><button>Reject all</button></div>"
        f'<div class="navbar"><a href="/">Daily Ledger</a>{_links(before="<span>", after="</span>")}<a href="/in">Sign in</a></div>'
        f'<section class="story"><div class="story-head"><h1>{_e(told.title)}</h1><div>{_e(told.author)}, {told.date}</div></div>'
        f'<div class="story-body">{"".join(pieces[:3])}'
        '<div class="newsletter-signup"><h4>Get the Ledger in your inbox</h4><p>Sign up to our free morning briefing, and never '
        "miss a story again.</p><form><input><button>Sign up</button></form></div>"
        f'{"".join(pieces[3:])}<div class="note">{_e(told.must_keep)}</div></div>'
        '<div class="paywall-remains"><h3>Enjoyed this story?</h3><p>You have 2 free articles left this month. Subscribe now from '
        "£1 a week.</p><a href=/sub>See all offers</a></div></section>"
        f'<div class="most-read"><h2>Most read</h2><ol>{_links(tuple(head for head, _ in _TEASERS))}</ol></div>'
        "<footer><p>Daily Ledger Media Group</p></footer>",
        told,
        "Daily Ledger",
    )


def table_layout(told: Told) -> str:
    return _page(
        "",
        '<table width="760" align=center><tr><td colspan=2 bgcolor="#003366"><font color=white size=5>The Parish Pages</font></td></tr>'
        f"<tr><td width=140 valign=top>{_links(before='', after='<br>')}<p><font size=1>Visitors: 10,482</font></p></td>"
        f"<td valign=top><h1>{_e(told.title)}</h1><p><i>by {_e(told.author)}, {told.date}</i></p>"
        f"{''.join(_body(told))}<hr><font size=2>{_e(told.must_keep)}</font></td></tr>"
        "<tr><td colspan=2 align=center><font size=1>Best viewed in 800 x 600. Last updated by the webmaster.</font></td></tr></table>",
        told,
        "The Parish Pages",
    )


def nav_in_main(told: Told) -> str:
    pieces = _body(told)
    quote = next(text for kind, text in reversed(told.body) if kind == "p").split(". ")[0]
    return _page(
        "",
        f'<header><a href="/">Action for Rest</a></header><main><nav aria-label="Section"><ul>{_links()}</ul></nav>'
        '<p class="breadcrumb"><a href="/">Home</a> / <a href="/g">Guides</a></p>'
        f'<div class="content"><h1>{_e(told.title)}</h1><div class="toc"><h2>On this page</h2><ul>'
        f"{''.join(f'<li><a href=#x>{_e(text)}</a></li>' for kind, text in told.body if kind == 'h2')}</ul></div>"
        f'{"".join(pieces[:2])}<aside class="pull-quote"><p>{_e(quote)}</p></aside>{"".join(pieces[2:])}'
        f'<aside class="callout">{_e(told.must_keep)}</aside></div>'
        '<form class="feedback"><fieldset><legend>Was this page helpful?</legend><label>Yes</label><label>No</label></fieldset></form>'
        f'<ul class="pager"><li><a href="/p">Previous: Letters</a></li><li><a href="/n">Next: A new roof</a></li></ul></main>'
        "<footer>Action for Rest, a registered charity</footer>",
        told,
        "Action for Rest",
    )


def magazine_cards(told: Told) -> str:
    pieces = _body(told)
    card = (
        '<div class="c-card"><a href="/al"><span class="c-card__kicker">Also in this issue</span>'
        "<h3>Ten winters on the allotment</h3></a></div>"
    )
    return _page(
        "",
        f'<div class="c-top"><a href="/">Verge</a><ul class="c-menu">{_links()}</ul></div><article class="c-story">'
        f'<header class="c-story__head"><p class="c-kicker">Features</p><h1>{_e(told.title)}</h1>'
        f"<p>Words by {_e(told.author)}</p></header>"
        f'<figure><img src="lead.jpg" alt="A quiet street"><figcaption>Photograph: Lark Agency</figcaption></figure>'
        f'<div class="c-story__body">{pieces[0]}{pieces[1]}{card}{"".join(pieces[2:4])}{card}{"".join(pieces[4:])}'
        f'<small class="c-endnote">{_e(told.must_keep)}</small></div>'
        '<ul class="c-tags"><li><a href="/t/1">Living</a></li><li><a href="/t/2">People</a></li></ul></article>'
        f'<section class="c-river"><h2>Keep reading</h2>{_teasers("div", "c-teaser")}</section>'
        "<footer><p>Verge is published four times a year.</p></footer>",
        told,
        "Verge",
    )


def writing_platform(told: Told) -> str:
    return _page(
        f'<meta property="article:author" content="{_e(told.author)}">',
        '<div id="root"><div class="a b c"><div class="d"><a href="/">Ink</a><a href="/w">Write</a><a href="/s">Sign up</a></div>'
        f'<article><div class="l"><section><div><h1>{_e(told.title)}</h1><div class="ab"><div><a href="/@x">{_e(told.author)}</a>'
        f"<span>Follow</span></div><div><span>6 min read</span><span>{told.date}</span></div></div>"
        '<div class="pw"><span>128</span><span>4</span><button>Listen</button><button>Share</button></div>'
        f'{"".join(_body(told))}<div class="cq"><div>{_e(told.must_keep)}</div></div></div></section></div></article>'
        f'<div class="meta-box"><h2>Written by {_e(told.author)}</h2><span>1.2K followers</span><p>Writes about small things.</p>'
        f'<button>Follow</button></div><div class="recommendations"><h2>Recommended from Ink</h2>{_teasers()}</div>'
        "<div><a>Help</a><a>Status</a><a>Careers</a><a>Privacy</a></div></div></div>",
        told,
        "Ink",
    )


def charity(told: Told) -> str:
    pieces = _body(told)
    return _page(
        "",
        '<div class="top-bar"><a href="/donate">Donate</a><a href="/basket">Basket (0)</a></div>'
        f'<header><a href="/">Stillwater Trust</a><ul class="main-nav">{_links()}</ul></header>'
        '<ul class="breadcrumbs"><li><a href="/">Home</a></li><li><a href="/m">Medical matters</a></li></ul>'
        f'<div id="main" role="main"><h1>{_e(told.title)}</h1><div class="rte">{"".join(pieces[:4])}'
        '<div class="donate-box"><h3>Can you help?</h3><p>A gift of £10 pays for an hour of our time.</p>'
        '<a class="btn" href="/donate">Give now</a></div>'
        f'{"".join(pieces[4:])}</div><div class="disclaimer-box">{_e(told.must_keep)}</div>'
        f'<div class="resources"><h2>Related resources</h2><ul>{_links(tuple(head for head, _ in _TEASERS))}</ul></div></div>'
        '<aside class="side"><h2>Latest tweets</h2><p>@stillwater: our office is closed on Friday.</p></aside>'
        "<footer><p>Stillwater Trust, 9 Canal Street</p><p>Website by Fern</p></footer>",
        told,
        "Stillwater Trust",
    )


def government(told: Told) -> str:
    contents = "".join(f'<li><a href="#x">{_e(text)}</a></li>' for kind, text in told.body if kind == "h2")
    return _page(
        "",
        '<div class="gem-c-cookie-banner"><p>We use some essential cookies to make this website work.</p><button>Accept</button></div>'
        f'<header role="banner"><a href="/">GOV</a><ul>{_links()}</ul></header><div class="govuk-width-container">'
        '<div class="govuk-breadcrumbs"><ol><li><a href="/">Home</a></li><li><a href="/d">Disability</a></li></ol></div>'
        f'<main class="govuk-main-wrapper" id="content"><h1 class="govuk-heading-xl">{_e(told.title)}</h1>'
        f'<div class="gem-c-metadata"><dl><dt>From:</dt><dd><a href="/x">{_e(told.author)}</a></dd><dt>Published</dt>'
        f"<dd>{told.date}</dd></dl></div>"
        f'<div class="gem-c-contents-list"><h2>Contents</h2><ol>{contents}</ol></div>'
        f'<div class="govspeak">{"".join(_body(told))}<div class="call-to-action">{_e(told.must_keep)}</div></div>'
        '<div class="responsive-bottom-margin"><div class="gem-c-share-links"><h2>Share this page</h2><ul><li><a>Facebook</a></li>'
        "</ul></div></div></main>"
        f'<aside class="gem-c-contextual-sidebar"><h2>Related content</h2><ul>{_links(tuple(h for h, _ in _TEASERS))}</ul></aside>'
        '<div class="gem-c-feedback"><h2>Is this page useful?</h2><button>Yes</button><button>No</button></div></div>'
        "<footer role=contentinfo><h2>Support links</h2><ul><li>Help</li></ul></footer>",
        told,
        "GOV",
    )


STYLES: tuple[Callable[[Told], str], ...] = (
    news_site,
    wordpress_old,
    wordpress_blocks,
    health_service,
    drupal,
    div_soup,
    blog_comments,
    paywall,
    table_layout,
    nav_in_main,
    magazine_cards,
    writing_platform,
    charity,
    government,
)
