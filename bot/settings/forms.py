"""The forms a config value can have: how it is read, how it is told, and its JSON Schema, in one place each."""

from __future__ import annotations

import codecs
import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}
SIZES = {"": 1, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s?([smhdw])")  # 30m, 2h, 1.5h, 1d
_SIZE = re.compile(r"(\d+)\s?(|KiB|MiB|GiB)")  # 10MiB
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")  # 07:00
_ATTRIBUTE = re.compile(r"@[A-Za-z_][\w:.-]*$")  # the end of "h5 a@title"
_HOST_PORT = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):(\d{1,5})")  # 127.0.0.1:18910
_MAIL = re.compile(r"(?:[^<>@\r\n]*<)?[^\s<>@,;]+@[^\s<>@,;]+\.[^\s<>@,;.]+>?")  # a@example.org, A B <a@example.org>


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of value.

    `says` completes "is not ..."; `read` turns the TOML value into ours or raises ValueError, whose text (if any)
    is the reason; `secrets` tells whether `${NAME}` is filled in first.
    """

    says: str
    schema: Mapping[str, object]
    read: Callable[[object], object]
    secrets: bool = True
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Many:
    """An array of values of one form."""

    item: Form


@dataclass(frozen=True, slots=True)
class Entries:
    """A table with free keys and values of one form, read as a tuple of pairs."""

    item: Form | Many
    example: str


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its name in the file, its form, what it is for, and the record's field where that is named otherwise."""

    name: str
    form: Form | Many | Entries | Table | Rows
    about: str
    required: bool = False
    field: str | None = None
    default: str | None = None

    @property
    def target(self) -> str:
        """The field of the record this key fills."""
        return self.field or self.name


@dataclass(frozen=True, slots=True)
class Table:
    """A table of named keys, made into a record by `build` (given the fields of the keys that were there)."""

    keys: tuple[Key, ...]
    build: Callable[..., Any]  # Any: each table builds its own record
    about: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """An array of tables. With `tag`, the value of that key tells which of the tables a row is."""

    tables: Mapping[str, Table]
    tag: str | None = None


def duration(value: object) -> timedelta:
    """`30m`, `2h`, `1d` as a timedelta. Raises ValueError."""
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        raise ValueError
    seconds = float(found[1]) * UNITS[found[2]]
    if seconds > 100 * 366 * 86400:
        raise ValueError("longer than a hundred years")
    return timedelta(seconds=seconds)


def _positive(value: object) -> timedelta:
    span = duration(value)
    if span < timedelta(seconds=1):
        raise ValueError("at least 1s")
    return span


def _seconds(value: object) -> float:
    return duration(value).total_seconds()


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError  # noqa: TRY004 - a reading mistake, not a caller's
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError  # noqa: TRY004 - a reading mistake, not a caller's
    return value


def _size(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    found = _SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found or not int(found[1]):
        raise ValueError
    return int(found[1]) * SIZES[found[2]]


def _clock(value: object) -> tuple[int, int]:
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ValueError
    return int(found[1]), int(found[2])


def _zone(value: object) -> str:
    name = _text(value)
    try:
        ZoneInfo(name)
    except (LookupError, OSError, ValueError) as error:
        raise ValueError from error
    return name


def _weekday(value: object) -> int:
    word = _text(value).lower()[:3]
    if word not in DAYS:
        raise ValueError
    return DAYS.index(word)


def _pattern(value: object) -> str:
    text = _text(value)
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(str(error)) from error
    return text


def _selector(value: object) -> str:
    text = _text(value)
    css = _ATTRIBUTE.sub("", text)
    if css:
        _compile_css(css)
    return text


def _element(value: object) -> str:
    text = _text(value)
    if _ATTRIBUTE.search(text):
        raise ValueError("an element is wanted here, not an attribute of it")
    _compile_css(text)
    return text


def _compile_css(css: str) -> None:
    import soupsieve  # late: a query reads bot.toml only and has no selectors to check

    try:
        soupsieve.compile(css)
    except (soupsieve.SelectorSyntaxError, ValueError, NotImplementedError) as error:
        raise ValueError(str(error).splitlines()[0].rstrip(".").lower()) from error


def _web_address(value: object) -> str:
    text = _text(value)
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or re.search(r"\s", text):
        raise ValueError
    if parts.port == 0:  # reading it raises where it is no port at all
        raise ValueError("port 0 cannot be dialled")
    return text


def _any_address(value: object) -> str:
    text = _text(value)
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", text):
        raise ValueError
    return text


def _charset(value: object) -> str:
    text = _text(value)
    try:
        codecs.lookup(text)
    except LookupError as error:
        raise ValueError from error
    return text


def _date_format(value: object) -> str:
    text = _text(value)
    if "%" not in text:
        raise ValueError
    try:
        datetime.strptime("", text)  # noqa: DTZ007 - only the format is looked at, no moment is made
    except ValueError as error:
        if "directive" in str(error) or "stray" in str(error) or "redefinition" in str(error):
            raise ValueError(str(error)) from error
    return text


def _day(value: object) -> date:
    if isinstance(value, datetime):
        raise ValueError  # noqa: TRY004 - a reading mistake, not a caller's
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        raise ValueError from None


def _host_port(value: object) -> str:
    found = _HOST_PORT.fullmatch(value) if isinstance(value, str) else None
    if not found or not 0 < int(found[2]) < 65536:
        raise ValueError
    if found[1].startswith("["):
        ipaddress.IPv6Address(found[1][1:-1])
    return found[0]


def _private(value: object) -> bool | tuple[str, ...]:
    if isinstance(value, list):
        return tuple(_host_port(one) for one in value)
    return _flag(value)


def _verified(value: object) -> str | None:
    return None if value is False else (value.isoformat() if isinstance(value, date) else _text(value))


def _matching(pattern: str) -> Callable[[object], str]:
    compiled = re.compile(pattern)

    def read(value: object) -> str:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            raise ValueError
        return value

    return read


def one_of(*choices: str) -> Form:
    """A word out of a list."""

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise ValueError
        return value

    return Form(f"one of {', '.join(choices)}", {"enum": list(choices)}, read, choices=choices)


def member(words: type[StrEnum]) -> Form:
    """A word out of an enumeration."""
    return one_of(*(word.value for word in words))


def whole(least: int, most: int) -> Form:
    """A whole number between two bounds."""

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError
        return value

    schema = {"type": "integer", "minimum": least, "maximum": most}
    return Form(f"a whole number from {least} to {most}", schema, read)


_STRING = {"type": "string", "minLength": 1}
_SPAN = {"type": "string", "pattern": r"^\s*\d+(\.\d+)?\s?[smhdw]\s*$"}
TEXT = Form("a text", _STRING, _text)
FLAG = Form("true or false", {"type": "boolean"}, _flag)
NUMBER = Form("a number", {"type": "number"}, _number)
DURATION = Form("a duration such as 30m, 2h, 1d", _SPAN, _positive)
SECONDS = Form("a duration such as 0s, 1s, 1m", _SPAN, _seconds)
SIZE = Form("a size such as 10MiB", {"type": ["integer", "string"], "pattern": r"^\d+\s?(KiB|MiB|GiB)?$"}, _size)
CLOCK = Form("a time of day such as 07:00", {"type": "string", "pattern": r"^([01]?\d|2[0-3]):[0-5]\d$"}, _clock)
ZONE = Form("a time zone such as Europe/Berlin", _STRING, _zone)
WEEKDAY = Form(f"a day of the week ({', '.join(DAYS)})", {"enum": list(DAYS)}, _weekday, choices=DAYS)
PATTERN = Form("a regular expression", {"type": "string", "format": "regex"}, _pattern, secrets=False)
SELECTOR = Form("a CSS selector", _STRING, _selector)
ELEMENT = Form("a CSS selector", _STRING, _element)
PATH = Form("a dotted path such as data.list", _STRING, _text)
WEB = Form("a web address (http:// or https://)", {"type": "string", "format": "uri"}, _web_address)
ADDRESS = Form("an address such as slack://...", {"type": "string", "pattern": "://"}, _any_address)
DATABASE = Form(
    "a database address such as postgresql://user@host/name or sqlite:///file.sqlite3",
    {"type": "string", "pattern": "^(sqlite|postgresql)(\\+[a-z0-9]+)?://"},
    _matching(r"(sqlite|postgresql)(\+[a-z0-9]+)?://\S+"),
)
CHARSET = Form("a character set such as utf-8, gb18030", _STRING, _charset)
DATE_FORMAT = Form("a date format such as %Y-%m-%d", {"type": "string", "pattern": "%"}, _date_format)
DAY = Form("a day such as 2024-08-01", {"type": "string", "format": "date"}, _day)
MAIL = Form("a mail address", {"type": "string", "format": "email"}, _matching(_MAIL.pattern))
LANG = Form(
    "a language code such as en, zh, id",
    {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"},
    _matching(r"[a-z]{2,3}(-[A-Za-z0-9]+)*"),
)
REGION = Form(
    "a country as two capital letters, such as DE, CN",
    {"type": "string", "pattern": "^[A-Z]{2}$"},
    _matching("[A-Z]{2}"),
)
PRIVATE = Form(
    'true, false, or a list of host:port such as ["127.0.0.1:18910"]',
    {"anyOf": [{"type": "boolean"}, {"type": "array", "items": {"type": "string", "pattern": r"^\S+:\d+$"}}]},
    _private,
)
VERIFIED = Form(
    "false, or when and how it was last seen to work",
    {"anyOf": [{"const": False}, {"type": "string", "minLength": 1}]},
    _verified,
)
