"""Source kind "json": an API's answer, read by dotted paths. The underscore keeps the file apart from Python's json."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

from bot.core.config import JsonOptions, Limits, Source
from bot.core.decoding import decode
from bot.core.links import resolved
from bot.core.markup import looks_like_markup, one_line, select, soup, text_of
from bot.core.moments import moment, plausible
from bot.core.records import Entry, Published, ReadError, Request, Snapshot
from bot.core.sources.kinds import SourceKind, Walk

# What some servers put before their JSON so that no script can include it: ")]}'" and "for(;;);" lines.
_GUARD = re.compile(r"\s*(?:\)\]\}'?,?|(?:for|while)\s*\((?:;;|1)\)\s*;|/\*+\s*\*+/)\s*")
# "callback({...});", as APIs for scripts of other sites answer
_CALLBACK = re.compile(r"\s*[\w$.]{1,100}\s*\(\s*(?=[\[{])")
_PLACE = re.compile(r"\{([^{}]{1,200})\}")


def visit(source: Source, *, limits: Limits) -> Walk:
    """Ask for the API's answer, and for the answers after it where `next` and `pages` say so, by the same method."""
    options = source.json
    if options is None:
        raise ReadError("a source of kind 'json' needs [json] with its paths")
    body = source.http.body.encode() if source.http.body is not None else None
    url: str | None = source.url
    entries: list[Entry] = []
    asked: set[str] = set()
    while url is not None and len(entries) < limits.entries:
        asked.add(url)
        snapshot = yield Request(url=url, method=source.http.method, body=body)
        answer = parsed(snapshot, encoding=source.encoding, script=options.script)
        entries.extend(answer_entries(answer, snapshot, source=source, options=options, limit=limits.entries))
        url = _next(answer, snapshot, options, asked=asked)
    return tuple(entries[: limits.entries])


def parsed(snapshot: Snapshot, *, encoding: str | None, script: str | None = None) -> object:
    """The JSON value of an answer, or of a page's `script`. Raises ReadError that says what came instead."""
    text = decode(snapshot.body, content_type=snapshot.header("content-type"), encoding=encoding).lstrip("\ufeff")
    if not text.strip():
        raise ReadError("the answer is empty: not one character of it")
    if script is not None:
        held = select(soup(text), script, limit=1)
        if not held:
            raise ReadError(f"json.script: {script!r} finds nothing on the page")
        text = held[0].get_text()
    guard = _GUARD.match(text)
    bare = text[guard.end() :] if guard else text
    callback = _CALLBACK.match(bare)
    if callback:
        bare = bare[callback.end() :].rstrip().removesuffix(";").rstrip().removesuffix(")")
    try:
        return json.loads(bare)
    except RecursionError as error:
        raise ReadError("the answer is JSON nested deeper than any list of items") from error
    except ValueError as error:
        if bare.lstrip().startswith("<"):
            raise ReadError("this is a page or XML, not JSON") from error
        raise ReadError(f"this is no JSON: {error}") from error


def answer_entries(
    answer: object, snapshot: Snapshot, *, source: Source, options: JsonOptions, limit: int
) -> list[Entry]:
    """The entries of one answer, in its order. Raises ReadError where `items` leads to no list."""
    items = found_at(answer, options.items)
    if not isinstance(items, list):
        other = (
            _as_page(options.items)
            if isinstance(items, str) and looks_like_markup(items)
            else hint(answer, key="json.items")
        )
        raise ReadError(f"json.items: {options.items!r} leads to {told(items)}, not to a list{other}")
    entries = [
        _entry(item, snapshot, source=source, options=options) for item in items[:limit] if isinstance(item, dict)
    ]
    kept = [entry for entry in entries if entry is not None]
    if items and not kept:
        raise ReadError(_nothing(items, options))
    return kept


def found_at(value: object, path: str) -> object:
    """What a dotted path leads to: keys of objects, numbers in lists; "." is the whole; None where it leads nowhere.

    A key may hold dots itself: where an object has the rest of the path as one key, that is taken.
    """
    rest = path.strip().strip(".")
    while rest:
        if isinstance(value, dict) and rest in value:
            return value[rest]
        name, _, rest = rest.partition(".")
        if isinstance(value, list) and name.isdecimal() and int(name[:9]) < len(value):
            value = value[int(name)]
        elif isinstance(value, dict):
            value = value.get(name)
        else:
            return None
    return value


def _entry(item: dict[str, object], snapshot: Snapshot, *, source: Source, options: JsonOptions) -> Entry | None:
    title = _words(found_at(item, options.title))
    url = resolved(_address(item, options.link), base=snapshot.final_url, drop=source.drop_parameters)
    if not title and url is None:
        return None
    published = _published(item, source=source, options=options)
    inferred = published is not None and published.instant is not None and options.timezone is None
    own_text = options.text is not None and (not source.article or source.include or source.exclude or url is None)
    return Entry(
        url=url,
        title=one_line(title),
        published=plausible(published, seen=snapshot.fetched_at),
        text=(_words(found_at(item, options.text or "")) or None) if own_text else None,
        note="zone inferred" if inferred and not _zoned(item, options) else None,
    )


def _address(item: dict[str, object], link: str) -> str:
    """The item's address: what the path leads to, or a pattern as "https://r.example/news/{id}" filled in."""
    if "{" not in link:
        return _plain(found_at(item, link))
    parts = {place: _plain(found_at(item, place)) for place in _PLACE.findall(link)}
    if not all(parts.values()):
        return ""
    return _PLACE.sub(lambda match: quote(parts[match[1]], safe=""), link)


def _published(item: dict[str, object], *, source: Source, options: JsonOptions) -> Published | None:
    dated = _plain(found_at(item, options.date)) if options.date else ""
    return moment(
        dated,
        timezone=options.timezone,
        date_format=options.date_format,
        lang=source.lang,
        region=source.region,
    )


def _zoned(item: dict[str, object], options: JsonOptions) -> bool:
    """Whether the date says its zone itself: by its end, or by counting seconds."""
    dated = _plain(found_at(item, options.date or ""))
    return dated.isdecimal() or re.search(r"(?:Z|[A-Z]{2,4}T?|[+-]\d{2}:?\d{2})\s*$", dated) is not None


def _plain(value: object) -> str:
    """A text or number as text; of a list its first; anything else is nothing."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()


def _words(value: object) -> str:
    """A text that may hold markup, without it."""
    return text_of(_plain(value))


def _next(answer: object, snapshot: Snapshot, options: JsonOptions, *, asked: set[str]) -> str | None:
    if not options.next or len(asked) >= options.pages:
        return None
    url = resolved(_plain(found_at(answer, options.next)), base=snapshot.final_url)
    return url if url is not None and url not in asked else None


def told(value: object) -> str:
    """What a value of JSON is, in words."""
    names = ((bool, "true or false"), (str, "a text"), (int | float, "a number"), (list, "a list"))
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return f"an object with the keys {_keys(value)}" if value else "an empty object"
    return next(name for kind, name in names if isinstance(value, kind))


def hint(answer: object, *, key: str) -> str:
    """What a whole answer offers to a path that leads nowhere; `key` is the path's."""
    if isinstance(answer, dict):
        return f"; the answer has the keys {_keys(answer)}"
    return f'; the answer is a list itself: {key} = "."' if isinstance(answer, list) else ""


def _as_page(path: str) -> str:
    return f'; it is HTML: a source of kind "list" reads that by [list] json = "{path}"'


def _nothing(items: list[object], options: JsonOptions) -> str:
    first = items[0]
    if isinstance(first, dict):
        return (
            f"no item has {options.title!r} (json.title) or {options.link!r} (json.link); its keys are {_keys(first)}"
        )
    return f"json.items: {options.items!r} is a list whose items are no objects"


def _keys(value: dict[str, object]) -> str:
    names = [str(name)[:40] for name in value]
    return ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")


SOURCE_KIND = SourceKind(visit=visit)
