"""What a page states about itself for machines: JSON-LD, meta tags, <time>."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

LINKED_DATA = './/script[contains(@type, "ld+json")]'
LONGEST_LINKED_DATA = 300_000
MOST_TIMES = 20
DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date",
)
_ARTICLES = re.compile(r"Article|Posting|Report|WebPage")


@dataclass(frozen=True, slots=True)
class Stated:
    """Titles and dates in the order in which they are to be believed; `times` are dates of which any may be meant."""

    headlines: tuple[str, ...]
    dates: tuple[str, ...]
    lang: str | None
    times: tuple[str, ...] = ()
    site: str | None = None
    description: str | None = None
    body: str = ""


def stated(tree: HtmlElement) -> Stated:
    """What the tree of a page states."""
    linked = list(_linked_data(tree))
    metas = {
        (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): meta.get("content") or ""
        for meta in reversed(tree.findall(".//meta"))
    }
    dates = [str(thing["datePublished"]) for thing in linked if isinstance(thing.get("datePublished"), str)]
    dates += [metas[name] for name in DATE_NAMES if metas.get(name)]
    times = [(time, time.get("datetime") or "") for time in tree.findall(".//time[@datetime]")[:MOST_TIMES]]
    dates += [
        text for time, text in times if time.get("pubdate") is not None or time.get("itemprop") == "datePublished"
    ]
    headlines = [str(thing["headline"]) for thing in linked if isinstance(thing.get("headline"), str)]
    root = tree.getroottree().getroot()
    lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or metas.get("og:locale")
    return Stated(
        headlines=tuple(headlines) + tuple(metas[name] for name in ("og:title",) if metas.get(name)),
        dates=tuple(date for date in dates if date.strip()),
        times=tuple(text for _, text in times[:3] if text.strip()),
        lang=re.split(r"[-_]", lang.strip())[0].lower() if lang and lang.strip() else None,
        site=metas.get("og:site_name"),
        description=metas.get("og:description") or metas.get("description"),
        body=max(
            (str(thing["articleBody"]) for thing in linked if isinstance(thing.get("articleBody"), str)),
            key=len,
            default="",
        ),
    )


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """The objects of JSON-LD that speak of an article."""
    for script in tree.xpath(LINKED_DATA)[:10]:
        text = script.text or ""
        if len(text) > LONGEST_LINKED_DATA:
            continue
        try:
            found = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(found)


def _articles(found: object) -> Iterator[dict[str, object]]:
    things = found if isinstance(found, list) else [found]
    for thing in things:
        if not isinstance(thing, dict):
            continue
        if _ARTICLES.search(str(thing.get("@type", ""))):
            yield thing
        graph = thing.get("@graph")
        if isinstance(graph, list):
            yield from (
                part for part in graph if isinstance(part, dict) and _ARTICLES.search(str(part.get("@type", "")))
            )
