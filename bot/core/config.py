"""What the configuration says, as frozen values; bot.settings makes them from files, the core only reads them.

Keys, defaults and meanings are those of the README's reference and of `tallywire config schema`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

DEFAULT_EVERY = timedelta(hours=1)
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ListOptions:
    """CSS selectors of an index page; all but `item` are relative to the item, "selector@attribute" takes an attribute.

    With `json` the answer is JSON, and the page stands in the field that this dotted path leads to.
    """

    item: str
    title: str | None = None
    link: str = "a"
    date: str | None = None
    date_format: str | None = None
    timezone: str | None = None
    next: str | None = None
    pages: int = 1
    json: str | None = None


@dataclass(frozen=True, slots=True)
class JsonOptions:
    """Dotted paths into an API's answer; `link` may be a pattern such as "https://r.example/news/{id}".

    With `script` the answer is a page, and the JSON stands in that element of it.
    """

    items: str
    title: str
    link: str
    date: str | None = None
    date_format: str | None = None
    timezone: str | None = None
    text: str | None = None
    next: str | None = None
    pages: int = 1
    script: str | None = None


@dataclass(frozen=True, slots=True)
class PageOptions:
    """Overrides for reading the article page."""

    body: str | None = None
    title: str | None = None
    date: str | None = None
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expect:
    """What is normal for a source; outside it the source is reported, never dropped."""

    items_min: int = 0
    quiet_after: timedelta | None = None
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class HttpOptions:
    """How a source is asked. `headers` and `cookie` go to the source's own origin only."""

    method: Literal["GET", "POST"] = "GET"
    body: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    cookie: str | None = None
    proxy: str | None = None


@dataclass(frozen=True, slots=True)
class Was:
    """How the source looked until a day, to re-read pages kept from before a redesign."""

    until: date
    list: ListOptions | None = None
    json: JsonOptions | None = None
    page: PageOptions | None = None


@dataclass(frozen=True, slots=True)
class At:
    """A wall-clock time of day in a zone, on some days of the week (0 is Monday)."""

    hour: int
    minute: int
    timezone: str
    days: frozenset[int] = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Source:
    """One source, from `config/sources/<id>.toml`.

    `adaptive`: the file says neither `every` nor `at`, so its pace follows how often it changes.
    """

    id: str
    name: str
    kind: Literal["feed", "list", "json", "sitemap", "folder"]
    url: str
    role: Literal["regulator", "media"] = "media"
    regulator: str | None = None
    lang: str | None = None
    region: str | None = None
    encoding: str | None = None
    every: timedelta = DEFAULT_EVERY
    adaptive: bool = False
    at: At | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    article: bool = True
    enabled: bool = True
    verified: str | None = None
    list: ListOptions | None = None
    json: JsonOptions | None = None
    page: PageOptions = PageOptions()
    expect: Expect = Expect()
    http: HttpOptions = HttpOptions()
    drop_parameters: tuple[str, ...] = ()
    was: tuple[Was, ...] = ()
    file: Path | None = None

    @property
    def zone(self) -> str | None:
        """The zone of dates that name none, where the source says it."""
        options = self.list or self.json
        return options.timezone if options is not None else None

    def as_of(self, day: date) -> Source:
        """The source as it looked on a day: with the selectors and paths of `[[was]]` where one reaches that far."""
        past = min((was for was in self.was if day <= was.until), key=lambda was: was.until, default=None)
        if past is None:
            return self
        return replace(self, list=past.list or self.list, json=past.json or self.json, page=past.page or self.page)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims are meant; an empty list means all. Options of one list: or; different lists: and."""

    regulators: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    min: float | None = None
    q: str | None = None


@dataclass(frozen=True, slots=True)
class FileChannel:
    """Write the edition to output/digests; every digest has this one."""

    kind: Literal["file"] = "file"


@dataclass(frozen=True, slots=True)
class EmailChannel:
    """Mail the edition, one message a recipient."""

    to: tuple[str, ...]
    kind: Literal["email"] = "email"


@dataclass(frozen=True, slots=True)
class WebhookChannel:
    """POST the edition's JSON, signed with the secret."""

    url: str
    secret: str | None = field(default=None, repr=False)
    kind: Literal["webhook"] = "webhook"


@dataclass(frozen=True, slots=True)
class ChatChannel:
    """Post a short form to a chat by an Apprise URL."""

    url: str = field(repr=False)
    kind: Literal["chat"] = "chat"


Channel = FileChannel | EmailChannel | WebhookChannel | ChatChannel


@dataclass(frozen=True, slots=True)
class Digest:
    """One digest, from `config/digests/<id>.toml`."""

    id: str
    name: str
    at: At
    filters: Filters = Filters()
    send_empty: bool = False
    send_outages: bool = False
    first_window: timedelta = timedelta(days=7)
    min_confidence: float = 0.4  # a departure that rests on a less sure reading is still worth a look
    channels: tuple[Channel, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """Every bound the bot keeps, in one table (`doctor` prints it)."""

    fetch_seconds: float = 30
    parse_seconds: float = 10
    body_bytes: int = 10 * MEBIBYTE
    header_bytes: int = 64 * 1024
    redirects: int = 5
    entries: int = 2000
    links: int = 50_000
    depth: int = 2000
    claims: int = 10_000
    worker_memory_bytes: int = 1024 * MEBIBYTE
    worker_documents: int = 500
    backoff: timedelta = timedelta(hours=24)
    poll_fastest: timedelta = timedelta(minutes=30)
    poll_slowest: timedelta = timedelta(hours=6)
    concurrency: int = 16
    workers: int = 2


@dataclass(frozen=True, slots=True)
class Politeness:
    """How gently a host is asked; a host is host:port."""

    delay: float = 1.0
    per_host: int = 1


@dataclass(frozen=True, slots=True)
class Network:
    """Which private addresses may be dialled: none, all, or those host:port pairs."""

    allow_private: bool | tuple[str, ...] = False


@dataclass(frozen=True, slots=True)
class Smtp:
    """The mail server."""

    host: str
    port: int = 587
    sender: str = ""
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    tls: Literal["starttls", "implicit", "none"] = "starttls"


@dataclass(frozen=True, slots=True)
class Log:
    """How much is logged, and where beside stderr."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class BotConfig:
    """`config/bot.toml`, with its defaults."""

    user_agent: str = "Tallywire/0.1"
    contact: str | None = None
    limits: Limits = Limits()
    politeness: Politeness = Politeness()
    network: Network = Network()
    store_url: str | None = None
    smtp: Smtp | None = None
    log: Log = Log()
    keep_pages: timedelta | None = None
    revisit_after: tuple[timedelta, ...] = (
        timedelta(hours=6),
        timedelta(days=1),
        timedelta(days=3),
        timedelta(days=7),
        timedelta(days=30),
    )
