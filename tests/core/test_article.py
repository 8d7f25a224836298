"""Pages as articles: title, body, date, language; by selectors, by the page's own word, or by a reader."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from bot.core.article import index_items, read_article
from bot.core.article.forms import feed_form, index_form, read_form
from bot.core.config import PageOptions
from bot.core.records import Article, Entry, Published, ReadError
from bot.core.tongue import detect

PARAGRAPHS = (
    "The regulator closed 67,000 accounts between 10 March and 22 May 2023 for spreading false rumours, it said on Monday.",
    "Platforms removed 1.4 million posts in the course of the campaign, which was announced at the beginning of the spring.",
    "Nearly 8,000 of the accounts were closed for good, among them some that had posed as news organisations for years.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page(head: str = "", body: str = BODY, *, lang: str = "en") -> bytes:
    """An ordinary page of a news site."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Accounts closed | Example News</title>{head}</head>'
        f'<body><nav><a href="/">Home</a></nav><article><h1>Accounts closed</h1>{body}</article><footer>Imprint 2019</footer></body></html>'
    ).encode()


def read(
    body: bytes, *, options: PageOptions | None = None, kind: str | None = "text/html", lang: str | None = None
) -> Article:
    """A page read."""
    return read_article(body, url="https://n.example/a", content_type=kind, page=options, lang=lang)


def test_a_page_gives_title_body_and_language() -> None:
    """Without navigation and footer."""
    article = read(page())
    assert article.title == "Accounts closed"
    for paragraph in PARAGRAPHS:
        assert paragraph in article.text
    assert "Imprint" not in article.text
    assert article.lang == "en"


def test_figures_in_tables_are_kept() -> None:
    """In their rows."""
    rows = "<table><tr><th>Platform</th><th>Accounts</th></tr><tr><td>Weibo</td><td>12,345</td></tr></table>"
    assert "12,345" in read(page(body=BODY + rows)).text


@pytest.mark.parametrize(
    ("head", "iso"),
    [
        ('<meta property="article:published_time" content="2023-05-29T08:30:00+08:00">', "2023-05-29T08:30:00+08:00"),
        ('<meta name="pubdate" content="2023-05-29">', "2023-05-29"),
        (
            '<script type="application/ld+json">'
            + json.dumps(
                {"@context": "x", "@graph": [{"@type": "NewsArticle", "datePublished": "2023-05-29T08:30:00Z"}]}
            )
            + "</script>",
            "2023-05-29T08:30:00+00:00",
        ),
        ('<script type="application/ld+json">{broken</script><meta name="date" content="2023-05-29">', "2023-05-29"),
    ],
)
def test_a_stated_date_is_kept_with_its_time(head: str, iso: str) -> None:
    """JSON-LD, meta tags; what is broken is passed over."""
    article = read(page(head))
    assert article.published is not None
    assert article.published.iso == iso


def test_an_undated_page_stays_undated() -> None:
    """Nothing is made up."""
    body = (
        "<p>Accounts were closed, the regulator said, and no more than that was to be learnt from its short statement today.</p>"
        * 3
    )
    assert read(page(body=body)).published is None


@pytest.mark.parametrize(
    ("title", "headings", "head", "wanted"),
    [
        ("Accounts closed - Site", ["Site news", "Accounts closed"], "", "Accounts closed"),
        ("Other words", ["First", "Last"], "", "Last"),
        ("Other words", ["First"], '<meta property="og:title" content="Open">', "First"),
        ("Other words", [], '<meta property="og:title" content="Open">', "Open"),
        ("Only the title", [], "", "Only the title"),
        ("处置账号6.7万个_某网", ["处置账号6.7万个"], "", "处置账号6.7万个"),
        (
            "Other words", ["First"],
            '<script type="application/ld+json">[{"@type":"NewsArticle","headline":"Linked"}, 5]</script><meta property="og:title" content="Open">',
            "Linked",
        ),
    ],
)  # fmt: skip
def test_the_title_follows_the_measured_rule(title: str, headings: list[str], head: str, wanted: str) -> None:
    """The heading inside <title>, else JSON-LD, else the last heading, else og:title, else <title>."""
    tops = "".join(f"<h1>{heading}</h1>" for heading in headings)
    body = f"<html><head><title>{title}</title>{head}</head><body>{tops}<article>{BODY}</article></body></html>"
    assert read(body.encode()).title == wanted


def test_selectors_of_the_source_come_first() -> None:
    """Body, title and date; a dateline inside the body is no sentence of it, removed parts are gone."""
    body = (
        '<h1>Site</h1><h2 class="t">Real title</h2><div id="x"><h3>2 июня 2026 года</h3><p>Удалено 1200 материалов.</p>'
        '<p class="share">5 shares</p></div><div id="rail">683 comments</div>'
    )
    options = PageOptions(body="#x", title="h2.t", date="#x h3", remove=(".share",))
    article = read(page(body=body), options=options, lang="ru")
    assert (article.title, article.text) == ("Real title", "Удалено 1200 материалов.")
    assert article.published == Published(date(2026, 6, 2))


def test_selectors_that_find_nothing_fall_back_to_the_reader() -> None:
    """A redesign loses no page."""
    article = read(page(), options=PageOptions(body="#gone", title=".gone", date=".gone"))
    assert article.title == "Accounts closed"
    assert PARAGRAPHS[0] in article.text


@pytest.mark.parametrize(
    ("body", "kind", "why"),
    [
        (b"", "text/html", "empty"),
        (b" \n ", "text/html", "empty"),
        (b"\x89PNG...", "image/png", "no text"),
        (b"<html><body></body></html>", "text/html", "no text|no HTML"),
        (b"<div>" * 3000 + b"x", "text/html", "nested|no text|no HTML"),
        (b"%PDF-1.4 broken", "application/pdf", "damaged"),
        (b"\x00\x00", "text/plain", "empty"),
    ],
)
def test_what_cannot_be_read_is_named(body: bytes, kind: str, why: str) -> None:
    """One sentence; never an empty article."""
    with pytest.raises(ReadError, match=why):
        read(body, kind=kind)


def test_plain_text_is_read_as_it_stands() -> None:
    """A short first line, set apart, is its title."""
    article = read(b"Notice of May\n\nThe office closed 5 accounts.\nMore.", kind="text/plain")
    assert (article.title, article.text, article.published) == (
        "Notice of May",
        "The office closed 5 accounts.\nMore.",
        None,
    )
    assert read(b"The office closed 5 accounts.", kind=None).text == "The office closed 5 accounts."


def pdf(text: str, *, title: str = "", password: str = "") -> bytes:
    """A PDF of one page with one line."""
    writer = PdfWriter()
    sheet = writer.add_blank_page(300, 300)
    font = DictionaryObject(
        {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"), NameObject("/BaseFont"): NameObject("/Helvetica")}
    )  # fmt: skip
    sheet[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
    sheet[NameObject("/Contents")] = writer._add_object(stream)
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_gives_its_text_and_title() -> None:
    """Its own title, else its first line."""
    named = read(pdf("The office closed 67,000 accounts.", title="Annual report"), kind="application/pdf")
    assert (named.title, named.text) == ("Annual report", "The office closed 67,000 accounts.")
    assert read(pdf("The office closed 67,000 accounts.")).title == "The office closed 67,000 accounts."


def test_a_pdf_without_text_or_under_lock_is_named() -> None:
    """A scan is no text."""
    with pytest.raises(ReadError, match="only images"):
        read(pdf(" "))
    with pytest.raises(ReadError, match="password"):
        read(pdf("x", password="secret"))


INDEX = """<html lang="en"><body><nav><a href="/about">About our office</a></nav><ul>
<li><a href="/n/1">Sixty accounts closed</a> <span>29 May 2023</span></li>
<li><span>28 May 2023</span> <a href="/n/2"><b>Ten apps removed</b></a> <a href="/n/2#c">short</a></li>
<li><a href="javascript:x()">Nothing at all</a> 27 May 2023</li>
<li><a href="/n/4">Two dates here</a> 26 May 2023 <i>until 27 May 2023</i></li></ul></body></html>"""


def test_the_language_is_what_the_words_look_like_unless_in_doubt() -> None:
    """A template's lang="en" over a Chinese text is no evidence."""
    assert detect("国家网信办会同有关部门处置账号六万余个，清理信息一百四十余万条。", declared="en") == "zh"
    assert detect("The regulator closed accounts for spreading rumours.", declared="en-GB") == "en"
    assert detect("67 000", declared="zh-CN") == "zh"
    assert detect("12345") == "und"
    assert detect("OK", declared="nn") == "nb"


def test_forms_are_those_of_the_contract() -> None:
    """`read --jsonl`, `--list`, `--feed`."""
    day = Published(date(2023, 5, 29))
    assert read_form("a", Article("T", "x", day, "en")) == {
        "id": "a",
        "title": "T",
        "text": "x",
        "published": "2023-05-29",
        "lang": "en",
    }
    assert read_form("a", Article("T", "x", None, None))["published"] is None
    assert feed_form("a", [Entry("u", "T", day)]) == {
        "id": "a",
        "entries": [{"title": "T", "link": "u", "published": "2023-05-29"}],
    }
    items = index_form("a", index_items(INDEX, url="https://r.example/", limit=1))["items"]
    assert items == [{"url": "https://r.example/n/1", "title": "Sixty accounts closed", "published": "2023-05-29"}]
