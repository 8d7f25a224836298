"""An HTML page as an Article: by the source's own selectors first, else by what the page states and its readers find."""

from __future__ import annotations

from dataclasses import dataclass, replace

import trafilatura
from lxml.html import HtmlElement

from bot.core.article.bodies import body_of
from bot.core.article.days import Place, Searched, published, searched
from bot.core.article.stated import stated
from bot.core.article.titles import title
from bot.core.config import Limits, PageOptions
from bot.core.markup import css_of, one_line, picked, plain, select, soup, without
from bot.core.records import Article, ReadError
from bot.core.tongue import detect


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
    place = Place(url=url, lang=lang or said.lang, timezone=timezone, region=region)
    search = Searched() if chosen.date else searched(tree, text=text, title=named, said=said, place=place)
    body = chosen.body or body_of(tree, said=said, title=named)
    if not body:
        raise ReadError("the page holds no text that reads like an article")
    place = replace(place, lang=lang or detect(body, declared=said.lang))
    given = place.moment(chosen.date) if chosen.date else None
    return Article(
        title=one_line(chosen.title or "") or named,
        text=body,
        published=given or published(said, search, place=place),
        lang=place.lang,
    )


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
