"""A page as an Article: title, body, date and language of what a reader of it would call the text."""

from __future__ import annotations

from bot.core.article.index import IndexItem, index_items
from bot.core.article.page import page_article
from bot.core.article.papers import pdf_article, text_article
from bot.core.config import PageOptions
from bot.core.decoding import decode
from bot.core.markup import looks_like_markup
from bot.core.records import Article, ReadError

__all__ = ["IndexItem", "index_items", "read_article"]


def read_article(
    body: bytes,
    *,
    url: str | None = None,
    content_type: str | None = None,
    encoding: str | None = None,
    page: PageOptions | None = None,
    lang: str | None = None,
    timezone: str | None = None,
    region: str | None = None,
) -> Article:
    """Read a page (HTML, PDF or plain text) as it was served.

    `encoding`, `lang`, `timezone` and `region` are the source's own words and win over what the page says; `page`
    names selectors of the source's pages. Raises ReadError when there is no text to be had.
    """
    if not body.strip():
        raise ReadError("the page is empty: not one byte of it")
    kind = (content_type or "").partition(";")[0].strip().lower()
    if body.lstrip()[:5] == b"%PDF-":
        return pdf_article(body, lang=lang)
    if kind.startswith(("image/", "audio/", "video/", "font/")) or kind in {"application/zip", "application/pdf"}:
        raise ReadError(f"the page is no text ({kind})")
    text = decode(body, content_type=content_type, encoding=encoding)
    if kind in {"text/plain", "text/markdown"} or not looks_like_markup(text[:20_000]):
        return text_article(text, lang=lang)
    return page_article(text, url=url, page=page or PageOptions(), lang=lang, timezone=timezone, region=region)
