"""The title of a page: a rule over its headings, <title> and what it states, better than any library measured."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from lxml.html import HtmlElement

from bot.core.article.stated import Stated
from bot.core.markup import one_line

SHORTEST_PART = 2  # words
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W_]+")
# "Accounts closed | Example News", "山西品牌丝路行 - 山西省人民政府", "午间公告_证券时报网"
_MARK = re.compile(r"\s+[-–—|»·:•/]+\s+|\s*[|»_]\s*|(?<=[\u3400-\u9fff”！？])-(?=[\u3400-\u9fff])")


def title(tree: HtmlElement, *, said: Stated) -> str:
    """The heading that <title> repeats, else JSON-LD's headline, else another heading, og:title, or what <title> begins with.

    A site's name is no title: neither the one in its banner's <h1>, nor the one at the end of <title>.
    """
    named = tree.find(".//title")
    whole = one_line(unescape("".join(named.itertext()))) if named is not None else ""
    linked = [one_line(unescape(text)) for text in said.headlines if text.strip()]
    headings = _headings(tree, "h1")
    sites = _site_names(whole, said=said)
    first = _repeated([heading for heading in headings if _key(heading) not in sites], whole)
    if first:
        return _without_kicker(first, [*linked, whole])
    choices = [*(linked[:1] if len(linked) > 1 else []), *headings[-1:], *linked[-1:]]
    better = [choice for choice in choices if _key(choice) and _key(choice) not in sites]
    second = _repeated([heading for heading in _headings(tree, "h2") if _key(heading) not in sites], whole)
    if second and not (better and set(_words(better[0])) <= set(_words(whole))):
        return second
    return _without_kicker(better[0], [*linked, whole]) if better else _first_part(whole, sites)


def _headings(tree: HtmlElement, tag: str) -> list[str]:
    texts = []
    for heading in tree.iter(tag):
        parts = heading.xpath(".//text()[not(ancestor::style or ancestor::script)]")
        texts.append(one_line(" ".join(parts).replace("\xad", "")))
    return [text for text in texts if _words(text)]


def _repeated(headings: Sequence[str], whole: str) -> str | None:
    """The first heading whose words all stand in <title>; one of a single word has to be how <title> begins."""
    in_title = set(_words(whole))
    for heading in headings:
        words = _words(heading)
        if set(words) <= in_title and (len(words) >= SHORTEST_PART or _words(whole)[: len(words)] == words):
            return heading
    return None


def _site_names(whole: str, *, said: Stated) -> set[str]:
    """The keys of what names the site: og:site_name, and the last part of <title> where a longer one stands before it."""
    parts = [part for part in _MARK.split(whole) if part and part.strip()]
    names = {_key(said.site)} if said.site else set()
    if len(parts) > 1 and len(parts[0]) > len(parts[-1]):
        names.add(_key(parts[-1]))
    return names - {""}


def _without_kicker(heading: str, others: Sequence[str]) -> str:
    """A heading without the label before it ("Cyber attacks A fifth of the budget"), where the page elsewhere leaves it out."""
    words = _words(heading)
    for other in others:
        shorter = _words(other)
        if SHORTEST_PART < len(shorter) < len(words) and words[-len(shorter) :] == shorter:
            return other
    return heading


def _first_part(whole: str, sites: set[str]) -> str:
    """<title> without the site's name at its end."""
    marks = list(_MARK.finditer(whole))
    if marks and _key(whole[marks[-1].end() :]) in sites:
        return whole[: marks[-1].start()].strip()
    return whole


def _key(text: str) -> str:
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.casefold())
