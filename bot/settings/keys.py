"""Every key of config/, once: reading, JSON Schema and the reference text all follow these tables."""

from __future__ import annotations

from bot.core.config import (
    ChatChannel,
    EmailChannel,
    Expect,
    FileChannel,
    HttpOptions,
    JsonOptions,
    Limits,
    ListOptions,
    Log,
    Network,
    PageOptions,
    Politeness,
    Smtp,
    Was,
    WebhookChannel,
)
from bot.settings import forms
from bot.settings.forms import Entries, Key, Many, Rows, Table, member, one_of, whole
from extractors import Action, ExtraNames, Unit

KINDS = ("feed", "list", "json", "sitemap", "folder")

LIST = Table(
    (
        Key("item", forms.ELEMENT, "one item of the page", required=True),
        Key("title", forms.SELECTOR, "its title", default="the text of its link"),
        Key("link", forms.SELECTOR, "its link"),
        Key("date", forms.SELECTOR, 'its date; "a@href" where its address holds it', default="a day in its address"),
        Key("date_format", forms.DATE_FORMAT, "how the date is written", default="recognised in the source's language"),
        Key("timezone", forms.ZONE, "zone of dates without one", default="the language's main one, flagged"),
        Key("next", forms.SELECTOR, "the link to the next page"),
        Key("pages", whole(1, 100), "how many pages to follow"),
        Key(
            "json", forms.PATH, 'where the answer is JSON with HTML in a field: the field\'s path, such as "data.html"'
        ),
    ),
    ListOptions,
    'kind = "list": CSS selectors; all but `item` are relative to the item, "selector@attribute" takes an attribute',
)
JSON = Table(
    (
        Key("items", forms.PATH, 'the list of items; "." where the answer is a list itself', required=True),
        Key("title", forms.PATH, "an item's title", required=True),
        Key("link", forms.PATH, 'its address, or a pattern such as "https://r.example/news/{id}"', required=True),
        Key("date", forms.PATH, "an item's date, or seconds since 1970"),
        Key("date_format", forms.DATE_FORMAT, "how the date is written", default="recognised in the source's language"),
        Key("timezone", forms.ZONE, "zone of dates without one", default="the language's main one, flagged"),
        Key("text", forms.PATH, "an item's own text"),
        Key("next", forms.PATH, "the address of the next page"),
        Key("pages", whole(1, 100), "how many pages to follow"),
        Key("script", forms.ELEMENT, "of a page: the element that holds the JSON, such as script#__NEXT_DATA__"),
    ),
    JsonOptions,
    'kind = "json": dotted paths into the answer',
)
PAGE = Table(
    (
        Key("body", forms.ELEMENT, "the article's text", default="found by trafilatura"),
        Key("title", forms.SELECTOR, "its title", default="found out"),
        Key("date", forms.SELECTOR, "its date of publication", default="found out"),
        Key("remove", Many(forms.ELEMENT), "what is no part of the text"),
    ),
    PageOptions,
    "overrides for reading the article page",
)
EXPECT = Table(
    (
        Key("items_min", whole(0, 100_000), "fewest items a visit should see"),
        Key("quiet_after", forms.DURATION, "longest time without anything new", default="no limit"),
        Key("may_be_empty", forms.FLAG, "whether an empty list is normal"),
    ),
    Expect,
    "what is normal; outside it the source is reported, never dropped",
)
HTTP = Table(
    (
        Key("method", one_of("GET", "POST"), "how the listing is asked for"),
        Key("body", forms.TEXT, "what a POST sends"),
        Key("headers", Entries(forms.TEXT, '{ Accept-Language = "en" }'), "sent to the source's own origin only"),
        Key("cookie", forms.TEXT, "sent to the source's own origin only"),
        Key("proxy", forms.WEB, "a proxy for this source"),
    ),
    HttpOptions,
    "how the source is asked",
)
LINKS = Table(
    (Key("drop", Many(forms.TEXT), "address parameters that are no part of an item's identity (utm_* matches)"),),
    dict,
    "addresses of items",
)
WAS = Table(
    (
        Key("until", forms.DAY, "the last day it looked like this", required=True),
        Key("list", LIST, "[list] as it was"),
        Key("json", JSON, "[json] as it was"),
        Key("page", PAGE, "[page] as it was"),
    ),
    Was,
    "how the source looked before a redesign, to re-read kept pages",
)
SOURCE = Table(
    (
        Key("name", forms.TEXT, "the name a reader sees", required=True),
        Key("kind", one_of(*KINDS), "what the address leads to", required=True),
        Key("url", forms.TEXT, "the address; a folder's path is relative to this file", required=True),
        Key("role", one_of("regulator", "media"), "whose words these are"),
        Key("regulator", forms.TEXT, 'canonical name of the regulator, for role = "regulator"'),
        Key("lang", forms.LANG, "language of the texts", default="detected"),
        Key("region", forms.REGION, "country whose usage decides 3/4/2023 and $", default="evidence in the text"),
        Key("encoding", forms.CHARSET, "character set of the pages", default="found out"),
        Key("every", forms.DURATION, "how often it is visited; where not set, by how often it changes, from this"),
        Key("at", forms.CLOCK, "visit once a day at this time instead; needs `timezone`"),
        Key("timezone", forms.ZONE, "zone of `at`"),
        Key(
            "include",
            Many(forms.PATTERN),
            "keep only items whose title, text in the listing or address matches one of these; where the listing "
            "gives no text, the page's decides (of a sitemap the address alone)",
        ),
        Key("exclude", Many(forms.PATTERN), "leave out items that match one of these, likewise"),
        Key("article", forms.FLAG, "follow each item's link; false: the item's own text is the document"),
        Key("enabled", forms.FLAG, "false: the source rests"),
        Key("verified", forms.VERIFIED, "when the file was last seen to work"),
        Key("list", LIST, LIST.about),
        Key("json", JSON, JSON.about),
        Key("page", PAGE, PAGE.about),
        Key("expect", EXPECT, EXPECT.about),
        Key("http", HTTP, HTTP.about),
        Key("links", LINKS, LINKS.about),
        Key("was", Rows({"": WAS}), WAS.about),
    ),
    dict,
    "config/sources/<id>.toml: one source a file, the file name is its id",
)

_CHANNELS = {
    "file": Table((), FileChannel, "output/digests/<id>/<date>.{html,md,txt,json}; every digest has it"),
    "email": Table(
        (Key("to", Many(forms.MAIL), "recipients, one message each", required=True),), EmailChannel, "needs [smtp]"
    ),
    "webhook": Table(
        (
            Key("url", forms.WEB, "where the edition's JSON is posted", required=True),
            Key("secret", forms.TEXT, "signs the body (HMAC-SHA256)"),
        ),
        WebhookChannel,
        "POST of the edition's JSON",
    ),
    "chat": Table((Key("url", forms.ADDRESS, "an Apprise address", required=True),), ChatChannel, "a short form"),
}
DIGEST = Table(
    (
        Key("name", forms.TEXT, "the name a reader sees", required=True),
        Key("at", forms.CLOCK, "when it is made", default="07:00"),
        Key("days", Many(forms.WEEKDAY), "on which days", default="every day"),
        Key("timezone", forms.ZONE, "zone of `at` and of the edition's date", default="UTC"),
        Key("regulators", Many(forms.TEXT), "only these regulators; empty means all"),
        Key("platforms", Many(forms.TEXT), "only these platforms"),
        Key("actions", Many(member(Action)), "only these actions"),
        Key("units", Many(member(Unit)), "only these units"),
        Key("langs", Many(forms.LANG), "only these languages"),
        Key("sources", Many(forms.TEXT), "only these sources, by id"),
        Key("min", forms.NUMBER, "only figures of at least this"),
        Key("q", forms.TEXT, "only documents with these words"),
        Key("send_empty", forms.FLAG, "send an edition although nothing is new"),
        Key("send_outages", forms.FLAG, "send an edition although nothing is new but that a source broke or came back"),
        Key("first_window", forms.DURATION, "what the first edition looks back on"),
        Key("min_confidence", forms.NUMBER, "figures surer than this (0 to 1; default 0.4)"),
        Key("channels", Rows(_CHANNELS, tag="kind"), "where editions go, beside the file"),
    ),
    dict,
    "config/digests/<id>.toml: one digest a file, the file name is its id",
)

_BOT = Table(
    (
        Key("user_agent", forms.TEXT, "how the bot names itself to sites"),
        Key("contact", forms.TEXT, "a mail or web address, sent along so that a site's owner can write to you"),
    ),
    dict,
    "who the bot is",
)
_LIMITS = Table(
    (
        Key("fetch_seconds", whole(1, 600), "longest time for one page"),
        Key("parse_seconds", whole(1, 600), "longest time for reading one page"),
        Key("body_bytes", forms.SIZE, "largest page, unpacked"),
        Key("header_bytes", forms.SIZE, "largest answer header"),
        Key("redirects", whole(0, 20), "redirects that are followed"),
        Key("entries", whole(1, 1_000_000), "items of one listing"),
        Key("links", whole(1, 1_000_000), "links of one page"),
        Key("depth", whole(10, 100_000), "nested tags"),
        Key("claims", whole(1, 1_000_000), "claims of one document"),
        Key("worker_memory_bytes", forms.SIZE, "memory of one reading process"),
        Key("worker_documents", whole(1, 1_000_000), "documents until a reading process is replaced"),
        Key("backoff", forms.DURATION, "longest pause after failures"),
        Key("poll_fastest", forms.DURATION, "shortest pause between visits to a source without `every` or `at`"),
        Key("poll_slowest", forms.DURATION, "longest pause between them, while it is well"),
        Key("concurrency", whole(1, 256), "sources visited at once"),
        Key("workers", whole(0, 64), "reading processes; 0 reads in the main one, where one page may cost the rest"),
    ),
    Limits,
    "every bound the bot keeps",
)
_POLITENESS = Table(
    (
        Key("delay", forms.SECONDS, "pause between two requests to a host"),
        Key("per_host", whole(1, 16), "requests to a host at once; a host is host:port"),
    ),
    Politeness,
    "how gently a host is asked",
)
_NETWORK = Table(
    (Key("allow_private", forms.PRIVATE, "loopback and private addresses that may be dialled"),),
    Network,
    "what may be dialled",
)
_STORE = Table(
    (Key("url", forms.DATABASE, "the database", default="an SQLite file in the output folder"),),
    dict,
    "where documents and claims are kept",
)
_SMTP = Table(
    (
        Key("host", forms.TEXT, "the mail server", required=True),
        Key("port", whole(1, 65535), "its port"),
        Key("from", forms.MAIL, "the sender", required=True, field="sender"),
        Key("user", forms.TEXT, "to log in with"),
        Key("password", forms.TEXT, "to log in with; better as ${NAME}"),
        Key("tls", one_of("starttls", "implicit", "none"), "how the connection is encrypted"),
    ),
    Smtp,
    "mail",
)
_RETENTION = Table(
    (Key("pages", forms.DURATION, "how long raw pages are kept", default="for ever"),),
    dict,
    "what is thrown away",
)
_REVISIT = Table(
    (Key("after", Many(forms.DURATION), "when a document is read again, counted from its first reading"),),
    dict,
    "reading documents again, for silent edits",
)
_LOG = Table(
    (
        Key("level", one_of("debug", "info", "warning", "error"), "how much is logged"),
        Key("file", forms.TEXT, "a file for the log beside stderr, relative to this one"),
    ),
    Log,
    "what is logged",
)
BOT = Table(
    (
        Key("bot", _BOT, _BOT.about),
        Key("limits", _LIMITS, _LIMITS.about),
        Key("politeness", _POLITENESS, _POLITENESS.about),
        Key("network", _NETWORK, _NETWORK.about),
        Key("store", _STORE, _STORE.about),
        Key("smtp", _SMTP, _SMTP.about),
        Key("retention", _RETENTION, _RETENTION.about),
        Key("revisit", _REVISIT, _REVISIT.about),
        Key("log", _LOG, _LOG.about),
    ),
    dict,
    "config/bot.toml: the bot itself; optional",
)

NAMES = Table(
    (
        Key("platforms", Entries(Many(forms.TEXT), '{ Threads = ["Threads app"] }'), "platforms and their spellings"),
        Key("regulators", Entries(Many(forms.TEXT), '{ Ofcom = ["OFCOM"] }'), "regulators and their spellings"),
    ),
    ExtraNames,
    "config/names.toml: names beside the built-in ones; optional",
)

FILES = {"bot": BOT, "source": SOURCE, "digest": DIGEST, "names": NAMES}
