"""A source's file, drafted: what was found, with a remark at each key, and the keys one may want next as comments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from bot.core.config import JsonOptions, ListOptions, Source
from bot.core.records import Entry

if TYPE_CHECKING:  # what it comes with takes a second to load, and belongs to the workers
    from bot.core.article.proposal import Proposal

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
DEFAULT_LINK = "a"


def quoted(text: str) -> str:
    """A text as TOML has it: JSON's escapes are TOML's."""
    return json.dumps(_CONTROL.sub(" ", text).strip(), ensure_ascii=False)


def drafted(source: Source, entries: Sequence[Entry], *, how: str, day: date, proposal: Proposal | None = None) -> str:
    """The file of a source that was found, with its items of that day as the evidence."""
    return "\n".join(
        [
            *_head(source, entries, how=how, day=day),
            *_list(source.list, proposal),
            *_json(source.json),
            *_expect(entries),
            "",
        ]
    )


def _head(source: Source, entries: Sequence[Entry], *, how: str, day: date) -> Iterator[str]:
    dated = sum(entry.published is not None for entry in entries)
    seen = f"{day.isoformat()}: {len(entries)} items, {dated} of them dated ({how})"
    yield f"# Found by `tallywire sources add` on {seen}."
    yield "# `tallywire config keys source` explains every key; `tallywire sources test` shows what it brings today."
    yield f"name = {quoted(source.name)}"
    yield f'kind = "{source.kind}"'
    yield f"url = {quoted(source.url)}"
    if source.regulator:
        yield 'role = "regulator"'
        yield f"regulator = {quoted(source.regulator)}"
    else:
        yield '# role = "regulator"              # whose words these are; without it: media'
        yield '# regulator = "..."               # its name, with role = "regulator"'
    if source.lang:
        yield f"lang = {quoted(source.lang)}                        # its dates are read in this language"
    yield '# every = "1h"'
    if source.include:
        yield f"include = [{', '.join(map(quoted, source.include))}]     # a sitemap names every page: only these"
    else:
        yield '# include = ["accounts?"]         # only items whose title, text or address matches'
    yield f"verified = {quoted(seen)}"


def _list(options: ListOptions | None, proposal: Proposal | None) -> Iterator[str]:
    if options is None:
        return
    yield ""
    yield "[list]                            # CSS selectors; all but item are relative to the item"
    yield f"item = {quoted(options.item)}"
    if options.title:
        yield f"title = {quoted(options.title)}"
    if options.link != DEFAULT_LINK:
        yield f"link = {quoted(options.link)}"
    if options.date:
        yield f"date = {quoted(options.date)}"
    elif proposal is not None and proposal.by in {"beside", "heading"}:
        yield "# date = ...                      # the dates stand outside the items: the articles' own are taken"
    else:
        yield "# date = ...                      # no date was found in the items: the articles' own are taken"
    if options.date_format:
        yield f"date_format = {quoted(options.date_format)}"
    yield '# timezone = "Asia/Shanghai"      # of times without one'
    yield '# next = "a.next"                  # the link to the next page, with pages = 2'


def _json(options: JsonOptions | None) -> Iterator[str]:
    if options is None:
        return
    yield ""
    yield "[json]                            # dotted paths into the answer; all but items start at the item"
    for key in ("items", "title", "link", "date"):
        value = getattr(options, key)
        yield f"{key} = {quoted(value)}" if value else f"# {key} = ..."
    yield '# text = "summary"                # an item\'s own text, the document with article = false'
    yield '# timezone = "Asia/Shanghai"      # of times without one'
    yield '# next = "next"                   # the address of the next page, with pages = 2'


def _expect(entries: Sequence[Entry]) -> Iterator[str]:
    yield ""
    yield "[expect]                          # outside it the source is reported as broken, never dropped"
    yield f"items_min = {max(1, len(entries) // 2)}" if entries else "may_be_empty = true               # it was, today"
    yield '# quiet_after = "14d"             # longest time without anything new'
