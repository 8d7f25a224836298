"""FreshRSS's way to tell a scraped source in OPML, turned into our keys and back; what cannot be told is named.

The attributes are those of its documentation (OPML in FreshRSS), in the namespace https://freshrss.org/opml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from bot.cli.drafting import quoted
from bot.cli.xpath import css_of_xpath, xpath_of_css
from bot.core.config import JsonOptions, ListOptions, Source

SPACE = "https://freshrss.org/opml"
LIST_TYPE = "HTML+XPath"
JSON_TYPE = "JSON+DotNotation"
SCRIPT_TYPE = "HTML+XPath+JSON+DotNotation"
FEED_TYPES = frozenset({"", "rss", "atom", "jsonfeed", "json feed", "link", "feed"})
# DateTime::createFromFormat of PHP to strptime; what is missing here has no counterpart.
_FORMATS = {
    "d": "%d", "j": "%d", "m": "%m", "n": "%m", "Y": "%Y", "y": "%y", "H": "%H", "G": "%H", "i": "%M", "s": "%S",
    "M": "%b", "F": "%B", "D": "%a", "l": "%A", "A": "%p", "a": "%p", "g": "%I", "h": "%I", "P": "%z", "O": "%z",
}  # fmt: skip
_PHP = {"%d": "d", "%m": "m", "%Y": "Y", "%y": "y", "%H": "H", "%M": "i", "%S": "s", "%b": "M", "%B": "F", "%a": "D",
        "%A": "l", "%p": "A", "%I": "h", "%z": "O"}  # fmt: skip


class UntoldError(ValueError):
    """A source that cannot be told in the other form, with why."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A source out of an OPML file: its name, address, kind, the lines of its tables, and what was left out."""

    name: str
    url: str
    kind: str
    tables: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


def outline_of(name: str, url: str, kind: str, told: Mapping[str, str]) -> Outline:
    """A source from its outline; `told` are FreshRSS's attributes by their bare names. Raises UntoldError."""
    lost: list[str] = []
    keys, http, page = _common(told, lost=lost)
    if kind.lower() in FEED_TYPES:
        return Outline(name, url, "feed", (*page, *http), tuple(lost), keys)
    if kind == LIST_TYPE:
        return Outline(name, url, "list", (*_list_lines(told, lost=lost), *page, *http), tuple(lost), keys)
    if kind in {JSON_TYPE, SCRIPT_TYPE}:
        return Outline(name, url, "json", (*_json_lines(told, lost=lost), *page, *http), tuple(lost), keys)
    raise UntoldError(f"its type {kind!r} has no counterpart here")


def attributes_of(source: Source) -> str:
    """The attributes that tell a source in OPML, with a leading blank. Raises UntoldError."""
    if source.kind == "feed":
        found = {"type": "rss"}
    elif source.kind == "list" and source.list is not None:
        found = {"type": LIST_TYPE} | _xpaths(source.list)
    elif source.kind == "json" and source.json is not None:
        found = {"type": SCRIPT_TYPE if source.json.script else JSON_TYPE} | _dotted(source.json)
    else:
        raise UntoldError(f"a source of kind {source.kind} cannot be told in OPML")
    if source.page.body:
        found["frss:cssFullContent"] = source.page.body
    if source.page.remove:
        found["frss:cssContentFilter"] = ", ".join(source.page.remove)
    found["frss:ttl"] = str(int(source.every.total_seconds()) * (1 if source.enabled else -1))
    return "".join(f" {name}={quoteattr(value)}" for name, value in found.items())


def _list_lines(told: Mapping[str, str], *, lost: list[str]) -> tuple[str, ...]:
    """[list] of its XPaths; without one for the item there is no list."""
    try:
        item = css_of_xpath(told.get("xPathItem", ""))
    except ValueError as error:
        raise UntoldError(f"xPathItem {told.get('xPathItem', '')!r}: {error}") from error
    if "@" in item:
        raise UntoldError(f"xPathItem {told['xPathItem']!r} names an attribute, not an element")
    fields = {"item": item}
    for key, name in (("title", "xPathItemTitle"), ("link", "xPathItemUri"), ("date", "xPathItemTimestamp")):
        try:
            fields[key] = _field(key, told.get(name, "").strip())
        except ValueError as error:
            lost.append(f"{name} {told[name]!r}: {error}")
    form = _strptime(told.get("xPathItemTimeFormat", ""), lost=lost)
    lost += [f"{name} has no counterpart" for name in ("xPathItemUid", "xPathItemAuthor") if told.get(name)]
    kept = {key: value for key, value in fields.items() if value} | ({"date_format": form} if form else {})
    return ("", "[list]", *(f"{key} = {quoted(value)}" for key, value in kept.items()))


def _field(key: str, path: str) -> str:
    """A field's selector; "." as a title or an item that is the link itself need none."""
    if not path or (key in {"title", "link"} and path in {".", "descendant-or-self::a", "descendant-or-self::a/@href"}):
        return ""
    css = css_of_xpath(path)
    return css.removesuffix("@href") or "@href" if key == "link" else css


def _json_lines(told: Mapping[str, str], *, lost: list[str]) -> tuple[str, ...]:
    names = {
        "items": "jsonItem", "title": "jsonItemTitle", "link": "jsonItemUri", "date": "jsonItemTimestamp",
        "text": "jsonItemContent",
    }  # fmt: skip
    kept: dict[str, str] = {}
    for key, name in names.items():
        path = told.get(name, "").strip()
        if "&" in path or "'" in path:
            lost.append(f"{name} {path!r} puts texts together")
        elif path or key == "items":
            kept[key] = re.sub(r"\[(\d+)\]", r".\1", path).strip(".") or "."
    for key in ("title", "link"):
        if key not in kept:
            raise UntoldError(f"it has no {names[key]} that can be told here")
    if told.get("xPathToJson"):
        try:
            kept["script"] = css_of_xpath(told["xPathToJson"])
        except ValueError as error:
            raise UntoldError(f"xPathToJson {told['xPathToJson']!r}: {error}") from error
    form = _strptime(told.get("jsonItemTimeFormat", ""), lost=lost)
    kept |= {"date_format": form} if form else {}
    return ("", "[json]", *(f"{key} = {quoted(value)}" for key, value in kept.items()))


def _common(told: Mapping[str, str], *, lost: list[str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Keys at the top, [http] and [page], which any source may have."""
    keys: list[str] = []
    ttl = told.get("ttl", "").strip()
    if re.fullmatch(r"-?\d{2,8}", ttl):
        keys.append(f'every = "{abs(int(ttl))}s"')
        keys += ["enabled = false"] if ttl.startswith("-") else []
    http = []
    if told.get("CURLOPT_POST") in {"1", "true"} or told.get("CURLOPT_POSTFIELDS"):
        http += ['method = "POST"', f"body = {quoted(told.get('CURLOPT_POSTFIELDS', '') or ' ')}"]
    headers = [line.partition(":") for line in told.get("CURLOPT_HTTPHEADER", "").splitlines() if ":" in line]
    named = {name.strip(): value.strip() for name, _, value in headers}
    named |= {"User-Agent": told["CURLOPT_USERAGENT"]} if told.get("CURLOPT_USERAGENT") else {}
    if named:
        pairs = ", ".join(f"{quoted(name)} = {quoted(value)}" for name, value in named.items())
        http.append(f"headers = {{ {pairs} }}")
    http += [f"cookie = {quoted(told['CURLOPT_COOKIE'])}"] if told.get("CURLOPT_COOKIE") else []
    proxy = told.get("CURLOPT_PROXY", "")
    if proxy.startswith(("http://", "https://")):
        http.append(f"proxy = {quoted(proxy)}")
    elif proxy:
        lost.append(f"CURLOPT_PROXY {proxy!r} is no http proxy")
    page = [f"body = {quoted(told['cssFullContent'])}"] if told.get("cssFullContent") else []
    page += [f"remove = [{quoted(told['cssContentFilter'])}]"] if told.get("cssContentFilter") else []
    return tuple(keys), ("", "[http]", *http) if http else (), ("", "[page]", *page) if page else ()


def _strptime(form: str, *, lost: list[str]) -> str:
    """A PHP date format as Python's; empty where none is given, or it cannot be told."""
    found, escaped = "", False
    for character in form.strip().strip("!|"):
        if escaped or not character.isalpha():
            escaped = character == "\\" and not escaped
            found += "" if escaped else character.replace("%", "%%")
        elif character in _FORMATS:
            found += _FORMATS[character]
        elif character == "U" and form.strip() == "U":
            return ""  # seconds since 1970 are recognised
        else:
            lost.append(f"the date format {form!r} has no counterpart: {character!r}")
            return ""
    return found


def _php(form: str) -> str | None:
    """A date format of ours as PHP's; None where it cannot be told."""
    parts = re.findall(r"%.|[^%]", form)
    if any(part.startswith("%") and part not in _PHP for part in parts):
        return None
    return "".join(_PHP.get(part) or (f"\\{part}" if part.isalpha() else part) for part in parts)


def _xpaths(options: ListOptions) -> dict[str, str]:
    fields: tuple[tuple[str, Callable[[], str]], ...] = (
        ("xPathItem", lambda: xpath_of_css(options.item, start="//")),
        ("xPathItemTitle", lambda: _own(options.title or options.link.partition("@")[0])),
        ("xPathItemUri", lambda: _own(options.link if "@" in options.link else f"{options.link}@href")),
        ("xPathItemTimestamp", lambda: _own(options.date) if options.date else ""),
    )
    found = {}
    for name, made in fields:
        try:
            found[f"frss:{name}"] = made()
        except ValueError as error:
            raise UntoldError(f"{name}: {error}") from error
    form = _php(options.date_format) if options.date_format else None
    if form:
        found["frss:xPathItemTimeFormat"] = form
    return {name: value for name, value in found.items() if value}


def _own(selector: str) -> str:
    """A path from the item; a bare "a" may be the item itself."""
    css, _, attribute = selector.partition("@")
    if css == "a":
        return "descendant-or-self::a" + (f"/@{attribute}" if attribute else "")
    return xpath_of_css(selector)


def _dotted(options: JsonOptions) -> dict[str, str]:
    if "{" in options.link:
        raise UntoldError("its link is a pattern, not a path")
    named = {
        "jsonItem": options.items, "jsonItemTitle": options.title, "jsonItemUri": options.link,
        "jsonItemTimestamp": options.date, "jsonItemContent": options.text,
    }  # fmt: skip
    if options.script:
        try:
            named["xPathToJson"] = xpath_of_css(options.script, start="//")
        except ValueError as error:
            raise UntoldError(f"json.script: {error}") from error
    form = _php(options.date_format) if options.date_format else None
    found = {
        f"frss:{name}": path if name == "xPathToJson" else re.sub(r"\.(\d+)(?=\.|$)", r"[\1]", path)
        for name, path in named.items()
        if path
    }
    return found | ({"frss:jsonItemTimeFormat": form} if form else {})
