"""Bodies: what of a page is its article, run by run; around it stand rails, counters, notices and other articles."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from trafilatura import load_html

from bot.core.article import read_article
from bot.core.article.asides import is_aside
from bot.core.article.runs import runs
from bot.core.records import Article, Published

FIRST = "The regulator closed 67,000 accounts between March and May for spreading false rumours, it said on Monday."
SECOND = "Platforms removed 1.4 million posts in the course of the campaign, which was announced early in the spring."
THIRD = "Nearly 8,000 of the accounts were closed for good, among them some that had posed as news organisations."
FOURTH = "Complaints can be sent to the office in writing until the end of June, its spokesman added in the evening."
TEXT = (FIRST, SECOND, THIRD, FOURTH)
CHINESE = (
    "国家网信办通报称，自3月以来共处置账号6.7万个，清理违法和不良信息140余万条，有关平台已经全面自查整改。",
    "其中，永久关闭仿冒新闻单位的账号近8000个，约谈网站平台12家，并责令其限期整改，切实履行主体责任。",
)


def paragraphs(*texts: str) -> str:
    """Paragraphs of HTML."""
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, *, head: str = "", title: str = "Accounts closed | Example News", lang: str = "en") -> str:
    """A page."""
    return (
        f'<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'
    )


def read(text: str, *, url: str = "https://n.example/a") -> Article:
    """A page read."""
    return read_article(text.encode(), url=url, content_type="text/html")


def lines(text: str) -> list[str]:
    """The lines of a page's article."""
    return read(text).text.split("\n")


def test_the_title_is_no_line_of_the_text() -> None:
    """It has a field of its own."""
    assert lines(page(f"<article><h1>Accounts closed</h1>{paragraphs(*TEXT)}</article>")) == list(TEXT)


def test_a_rail_of_other_stories_is_left_out_with_its_dates_and_counts() -> None:
    """Every figure in it would become a statistic of this article."""
    rail = "".join(
        f'<li><h4><a href="/{n}">某某平台处置账号通报第{n}期发布会在京举行</a></h4><div>2026-11-2{n} 18:0{n} 评论 68{n}</div></li>'
        for n in range(1, 8)
    )
    text = page(
        f"<div class=main><h1>处置账号</h1><div class=text>{paragraphs(*CHINESE)}</div><ul>{rail}</ul></div>",
        title="处置账号 - 某网",
        lang="zh",
    )
    assert lines(text) == list(CHINESE)


def test_a_rail_between_paragraphs_is_left_out_and_links_within_them_stay() -> None:
    """A link is a word of its sentence, unless it is all there is."""
    linked = '<a href="/r">The regulator</a> closed 67,000 accounts between March and May for spreading <a href="/x">false rumours</a>, it said.'
    rail = '<div class="box"><a href="/1">Ten apps taken down by the ministry</a><a href="/2">Sixty people were fined last week</a></div>'
    lone = '<p><a href="/3">How the campaign of last year went, and what came of it</a></p>'
    text = "\n".join(
        lines(page(f"<article><h1>Accounts closed</h1><p>{linked}</p>{rail}{paragraphs(*TEXT[1:])}{lone}</article>"))
    )
    assert "The regulator closed 67,000 accounts" in text
    assert "false rumours, it said." in text
    for other in ("Ten apps", "Sixty people", "last year"):
        assert other not in text


def test_an_article_that_is_a_list_of_links_keeps_them() -> None:
    """Then they are what it says."""
    decisions = [f"Decision number {n} of the board of the authority" for n in range(1, 9)]
    items = "".join(f'<p><a href="/{n}">{text}</a></p>' for n, text in enumerate(decisions))
    text = "\n".join(lines(page(f"<article><h1>Accounts closed</h1>{paragraphs(FIRST)}{items}</article>")))
    assert FIRST in text
    assert decisions[3] in text


@pytest.mark.parametrize(
    "aside",
    [
        "Read more: How the campaign of last year went",
        "» Lesen Sie auch: Was im vergangenen Jahr geschah",
        "责任编辑：某某",
        "【免责声明】本文仅代表作者本人观点。",
        "Sign up for our newsletter",
        "Advertisement",
        "Tags: accounts, rumours",
    ],
)
def test_lines_that_are_none_of_its_sentences_are_told_by_how_they_begin(aside: str) -> None:
    """Pointers, calls, credits, notices."""
    assert is_aside(aside)
    assert lines(page(f"<article><h1>Accounts closed</h1>{paragraphs(*TEXT, aside)}</article>")) == list(TEXT)


@pytest.mark.parametrize(
    "counter", ["683 comments", "评论 683", "阅读量：1.2万", "12,345 views", "3 min read", "1.4K shares"]
)
def test_counters_are_no_figures_of_the_article(counter: str) -> None:
    """They would be statistics of it."""
    assert is_aside(counter)
    assert lines(page(f"<article><h1>Accounts closed</h1><p>{counter}</p>{paragraphs(*TEXT)}</article>")) == list(TEXT)


@pytest.mark.parametrize(
    "figure", ["1.4 million posts", "Comments: 683 were answered", "评论683条违法信息", "댓글 1만 건을 삭제했다"]
)
def test_a_figure_of_something_else_is_no_counter(figure: str) -> None:
    """Only a number and its word."""
    assert not is_aside(figure)


@pytest.mark.parametrize(
    "sentence",
    [
        "Comments on the draft are welcome.",
        "Popularity of the service fell by 12% in May.",
        "Subscribers numbered 3 million.",
        "Read more: " + "long " * 60,
    ],
)
def test_a_sentence_that_only_begins_alike_is_kept(sentence: str) -> None:
    """A whole word, and a short line."""
    assert not is_aside(sentence)


def test_all_rows_of_a_table_are_kept_as_rows() -> None:
    """Figures stand in them, and what they are figures of in the cell before."""
    rows = "".join(
        f"<tr><td>{name}</td><td>{count}</td></tr>" for name, count in (("Weibo", "12,345"), ("Douyin", "9"))
    )
    head = "<thead><tr><th>Platform</th><th>Accounts</th></tr></thead>"
    text = lines(
        page(
            f"<article><h1>Accounts closed</h1>{paragraphs(*TEXT)}<table>{head}<tbody>{rows}</tbody></table></article>"
        )
    )
    assert text[-3:] == ["Platform | Accounts", "Weibo | 12,345", "Douyin | 9"]


def test_cells_that_hold_paragraphs_are_cells_all_the_same() -> None:
    """As word processors write tables; one that lays the page out is none of data."""
    row = "<tr><td><p>Weibo</p></td><td><div>12,345<br>accounts</div></td></tr>"
    body = f"<table><tr><td><h1>Accounts closed</h1>{paragraphs(*TEXT)}<table>{row * 2}</table></td></tr></table>"
    assert lines(page(body))[-2:] == ["Weibo | 12,345 accounts"] * 2


def test_lines_of_dates_and_counts_before_the_text_are_no_part_of_it() -> None:
    """A count of views in the row of the date would be a figure; a date below the text is its signature, and stays."""
    rows = "<tr><th>Title</th><td>Accounts closed</td></tr><tr><th>Date</th><td>2026-11-20</td><th>Views</th><td>1234</td></tr>"
    text = f'<tr><td colspan="4">{paragraphs(*TEXT)}</td></tr>'
    body = f"<table>{rows}{text}</table>"
    assert lines(page(body))[-len(TEXT) :] == list(TEXT)
    assert "1234" not in read(page(body)).text
    chinese = f"<div class=info>2026年11月20日 17:00 来源：某网站</div><div>{paragraphs(*CHINESE, '某办公室', '2026年11月20日')}</div>"
    told = lines(page(f"<div><div>处置账号</div>{chinese}</div>", title="处置账号", lang="zh"))
    assert told == [*CHINESE, "某办公室", "2026年11月20日"]


def test_a_notice_of_every_frame_is_left_out() -> None:
    """However long it is; a figure that is said again and again stays."""
    notice = "Your privacy settings keep external content such as maps, tables and films from being loaded and shown to you here."
    again = "Another 500 accounts were restricted in that week, according to the statement that the office published on Friday."
    body = "".join(f"<p>{text}</p><p>{notice}</p><p>{again}</p>" for text in TEXT)
    text = lines(page(f"<article><h1>Accounts closed</h1>{body}</article>"))
    assert notice not in text
    assert text.count(again) == len(TEXT)


def test_a_text_in_several_containers_is_read_in_full() -> None:
    """With advertisements between them, and whichever of them the first reader took."""
    blocks = [
        f'<div class="chunk"><div class="text">{paragraphs(*(f"{part}: {text}" for text in TEXT))}</div></div>'
        for part in ("Once", "Twice", "Thrice")
    ]
    advert = '<div class="ad"><a href="/a">Buy one now</a> <a href="/b">Buy two now</a></div>'
    text = read(page("<h1>Accounts closed</h1>" + advert.join(blocks))).text
    for part in ("Once", "Twice", "Thrice"):
        assert f"{part}: {THIRD}" in text
    assert "Buy" not in text


def test_of_pages_that_scroll_on_only_the_first_article_is_read() -> None:
    """The one below the title."""
    first = f"<article><h1>Accounts closed</h1>{paragraphs(*TEXT)}</article>"
    others = [text.replace("accounts", "shops").replace("67,000", "91,000") for text in TEXT]
    second = f"<article><h1>Shops shut</h1>{paragraphs(*others)}</article>"
    assert lines(page(f"<main>{first}{second}</main>")) == list(TEXT)


def test_a_short_chinese_notice_is_read_whole() -> None:
    """A few dozen characters say what takes hundreds of letters in English."""
    note = f'<div class="head"><h1>处置账号</h1><p>发布时间：2026-11-23 浏览次数：128</p></div><div class="TRS_Editor">{paragraphs(*CHINESE)}</div>'
    text = page(
        f'<div>{note}</div><div class="foot">版权所有 某某办公室 备案号：00000001号</div>', title="处置账号", lang="zh"
    )
    article = read(text)
    assert article.text.split("\n") == list(CHINESE)
    assert article.published == Published(date(2026, 11, 23))


def test_the_standfirst_is_read_where_the_page_gives_it_as_its_description() -> None:
    """It stands outside the text on many pages, and holds the main figure."""
    lead = "In three months 67,000 accounts were closed, more than ever before, and the campaign goes on."
    head = f'<meta property="og:description" content="{lead}">'
    body = f'<header><h1>Accounts closed</h1><div class="kicker">{lead}</div></header><div class="body">{paragraphs(*TEXT)}</div>'
    assert lines(page(body, head=head))[0] == lead


def test_what_is_hidden_is_not_read_unless_it_is_nearly_everything() -> None:
    """A second copy for printing; or a page that shows itself by script."""
    hidden = '<div style="display: none">Internal note: 99 accounts are still open, do not publish this line.</div>'
    assert "99" not in read(page(f"<article><h1>Accounts closed</h1>{paragraphs(*TEXT)}{hidden}</article>")).text
    shown_late = page(
        f'<div style="visibility:hidden"><article><h1>Accounts closed</h1>{paragraphs(*TEXT * 3)}</article></div>'
    )
    assert THIRD in read(shown_late).text


@pytest.mark.parametrize("tag", ["nav", "button", "noscript"])
def test_an_article_within_what_is_usually_none_is_found(tag: str) -> None:
    """As parsers mend pages whose tags are not closed, or as pages that work by script keep it."""
    inner = f"<main><article><h1>Accounts closed</h1>{paragraphs(*TEXT)}</article></main>"
    tree = load_html(page(f"<div><{tag}>{inner}</{tag}></div>"))
    assert [run.text for run in runs(tree)][-4:] == list(TEXT)


def test_soft_hyphens_part_no_numbers() -> None:
    """They are typography."""
    parted = FIRST.replace("67,000", "67,\u00ad000").replace("regulator", "regu\u00adlator")
    assert lines(page(f"<article><h1>Accounts closed</h1>{paragraphs(parted, *TEXT[1:])}</article>"))[0] == FIRST


@pytest.mark.parametrize(
    ("title", "body", "wanted"),
    [
        ("Accounts closed | Example News", "<h1>Example News</h1><h1>Accounts closed</h1>", "Accounts closed"),
        ("Accounts closed | Example News", "<h1>Example News</h1><h2>Accounts closed</h2>", "Accounts closed"),
        ("Accounts closed today | Example News", "<h1>Example News</h1>", "Accounts closed today"),
        ("处置账号六万个_某某新闻网", "", "处置账号六万个"),
        ("通报有关情况-新网", "", "通报有关情况"),
        ("Accounts closed for good", "<h1>Rumours <b>Accounts closed for good</b></h1>", "Accounts closed for good"),
        ("Office&#8217;s accounts closed", "", "Office’s accounts closed"),
        ("Accounts closed", "<h1><style>.a{b:c}</style>Accounts closed</h1>", "Accounts closed"),
        ("Accounts", "<h1>Accounts</h1>", "Accounts"),
    ],
)
def test_a_site_name_is_no_title(title: str, body: str, wanted: str) -> None:
    """Nor is the label before it, nor a style sheet within it."""
    assert read(page(f"{body}<article>{paragraphs(*TEXT)}</article>", title=title)).title == wanted


@pytest.mark.parametrize(
    ("head", "lang", "url", "wanted"),
    [
        # Midnight at home, stated in UTC.
        ('<meta property="article:published_time" content="2022-11-06T23:00:00Z">', "de", "/a", "2022-11-07T00:00:00+01:00"),
        # Another statement of the same instant keeps the publisher's clock.
        (
            '<meta property="article:published_time" content="2023-11-09T02:11:03+00:00"><meta name="pubdate" content="2023-11-08T21:11:03-05:00">',
            "en", "/a", "2023-11-08T21:11:03-05:00",
        ),
        # The address gives the publisher's day.
        ('<meta property="article:published_time" content="2023-11-09T01:09:55+00:00">', "en", "/2023/11/08/a", "2023-11-08"),
        ('<meta property="article:published_time" content="2023-11-09T01:09:55+00:00">', "en", "/2019/11/08/a", "2023-11-09T01:09:55+00:00"),
        ('<meta name="date" content="20200316T13:00:00Z">', "en", "/a", "2020-03-16T13:00:00+00:00"),
        ('<meta name="date" content="soon">', "en", "/a", None),
    ],
)  # fmt: skip
def test_a_stated_moment_is_the_publishers_own_day(head: str, lang: str, url: str, wanted: str | None) -> None:
    """Not the one it happened to be in Greenwich."""
    words = {
        "en": "Accounts were closed, the office said, and no more was to be learnt from its short statement on this matter.",
        "de": "Konten wurden geschlossen, so das Amt, und mehr war aus der kurzen Mitteilung darüber nicht zu erfahren.",
    }[lang]
    article = read(
        page(f"<article>{paragraphs(*[words] * 4)}</article>", head=head, lang=lang), url=f"https://n.example{url}"
    )
    assert (article.published and article.published.iso) == wanted


def test_a_date_near_the_title_is_taken_where_none_is_stated() -> None:
    """Below it before above it; the time of a <time> of that day is kept."""
    body = f"<p>1 May 2020</p><h1>Accounts closed</h1><p>Published: 23 November 2026</p><article>{paragraphs(*TEXT)}</article>"
    assert read(page(body)).published == Published(date(2026, 11, 23))
    timed = body + '<time datetime="2026-11-23T10:00:00+01:00">today</time>'
    assert read(page(timed)).published == Published(
        date(2026, 11, 23), datetime.fromisoformat("2026-11-23T10:00:00+01:00")
    )
    above = f"<p>1 May 2020</p><h1>Accounts closed</h1><article>{paragraphs(*TEXT)}</article>"
    assert read(page(above)).published == Published(date(2020, 5, 1))


def test_a_page_that_shows_little_of_what_it_states_is_read_by_that() -> None:
    """A shell that a script fills, or a wall before the text; markup in the statement is read as such."""
    body = paragraphs(*TEXT)
    linked = json.dumps({"@type": "NewsArticle", "headline": "Accounts closed", "articleBody": body})
    head = f'<script type="application/ld+json">{linked}</script>'
    assert lines(page("<div id=app><p>Please wait for a moment.</p></div>", head=head)) == list(TEXT)
    wall = f"<article><h1>Accounts closed</h1>{paragraphs(FIRST)}<p>Subscribe now to read the rest of it.</p></article>"
    assert lines(page(wall, head=head)) == list(TEXT)
    shown = f"<article><h1>Accounts closed</h1>{paragraphs(*TEXT, 'And more than that.')}</article>"
    assert lines(page(shown, head=head))[-1] == "And more than that."


def test_a_short_text_beside_a_long_notice_is_found_by_where_prose_is_densest() -> None:
    """The first reader takes a disclaimer for the text where the text is a single paragraph."""
    notice = "【声明】" + "本网刊登此文仅为传递信息之目的" * 4
    text = f'<div class="art"><div class="ctx"><p>{CHINESE[0]}</p></div></div><div class="st"><p>{notice}</p></div>'
    assert CHINESE[0] in read(page(f"<h1>处置账号</h1>{text}", title="处置账号", lang="zh")).text
