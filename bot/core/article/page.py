"""An HTML page as an Article: by the source's own selectors first, else by trafilatura."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document

from bot.core.article.stated import Stated, stated
from bot.core.article.titles import title
from bot.core.config import Limits, PageOptions
from bot.core.markup import css_of, one_line, picked, plain, select, soup, tidy, without
from bot.core.moments import moment
from bot.core.records import Article, Published, ReadError
from bot.core.tongue import detect

# "2019-01-01", "1.1.2019", "January 1, 2019", "1er janvier 2019", "2019年1月1日"
_NEW_YEAR = re.compile(
    r"\d{4}\W{1,2}0?1\W{1,2}0?1(?!\d)|(?<!\d)0?1\W{1,2}0?1\W{1,2}\d{4}|\d{4}年\s?0?1月\s?0?1日|\d{4}0101"
    r"|jan\w*\W{1,2}0?1(?!\d)|(?<!\d)0?1(?:st|er|\W)?\W?\s?(?:de\s)?(?:jan|ene|янв|gen|oca|sty)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What the source's own selectors found on a page."""

    title: str | None = None
    body: str | None = None
    date: str | None = None


def page_article(
    text: str, *, url: str | None, page: PageOptions, lang: str | None, timezone: str | None, region: str | None
) -> Article:
    """Read a decoded page. Raises ReadError when no text is found."""
    tree = trafilatura.load_html(text)
    if tree is None:
        raise ReadError("the page holds no HTML that can be read")
    _check_depth(tree, limit=Limits().depth)
    said = stated(tree)
    named = title(tree, said=said)
    chosen = _chosen(text, page) if page != PageOptions() else _Chosen()
    body, day = chosen.body, None
    if not (chosen.body and chosen.date):
        found, day = _generic(tree, url=url)
        body = body or found
    if not body:
        raise ReadError("the page holds no text that reads like an article")
    if day is not None and _is_mere_year(day, text):
        day = None
    tongue = lang or detect(body, declared=said.lang)
    published = _published(chosen.date, day, said, lang=tongue, timezone=timezone, region=region)
    return Article(one_line(chosen.title or "") or named, body, published, tongue)


def _is_mere_year(day: date, text: str) -> bool:
    """Whether a first of January is only a year that stands somewhere ("© 2019"), as htmldate fills one up."""
    return (day.month, day.day) == (1, 1) and not _NEW_YEAR.search(text)


def _check_depth(tree: HtmlElement, *, limit: int) -> None:
    waiting = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > limit:
            raise ReadError(f"the page is nested deeper than {limit} levels")
        waiting.extend((child, depth + 1) for child in node)


def _chosen(text: str, page: PageOptions) -> _Chosen:
    tree = without(soup(text), page.remove)
    title = picked(tree, page.title) if page.title else None
    day = picked(tree, page.date) if page.date else None
    bodies = select(tree, page.body) if page.body else []
    for selector in filter(None, (page.title, page.date)):
        for body in bodies:  # a dateline inside the body is no sentence of it
            without(body, (css_of(selector),))
    return _Chosen(title=title, body="\n".join(filter(None, map(plain, bodies))) or None, date=day)


def _generic(tree: HtmlElement, *, url: str | None) -> tuple[str | None, date | None]:
    """Body and day of publication as trafilatura sees them (its tables kept: figures stand in them)."""
    found = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": True, "original_date": True, "url": url},
    )
    if not isinstance(found, Document):
        return None, None
    body = tidy(found.text or "")
    try:
        return body or None, date.fromisoformat(found.date) if found.date else None
    except ValueError:
        return body or None, None


def _published(
    chosen: str | None, day: date | None, said: Stated, *, lang: str | None, timezone: str | None, region: str | None
) -> Published | None:
    """The selector's date; else the generic day, with the time of a statement that agrees; else the first statement."""
    if chosen:
        given = moment(chosen, timezone=timezone, lang=lang, region=region)
        if given is not None:
            return given
    read = (moment(text, timezone=timezone, lang=lang, region=region) for text in said.dates)
    stated_moments = [given for given in read if given is not None]
    if day is None:
        return stated_moments[0] if stated_moments else None
    return next((given for given in stated_moments if given.day == day), Published(day))
