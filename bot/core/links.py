"""Links: made absolute, freed of what is no part of an item's identity, and refused where they are no web address."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from urllib.parse import urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

LONGEST = 4000
# Parameters that say where a reader came from, never which page it is.
TRACKING = (
    "utm_*",
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "msclkid",
    "yclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "_ga",
    "_gl",
    "wt.mc_id",
    "spm",
    "jsessionid",
    "phpsessid",
    "at_medium",
    "at_campaign",
    "at_custom*",
)
# "#xtor=RSS-3208" (French newspapers), "#ref=rss" (Danish ones)
_TRACKING_FRAGMENT = re.compile(r"^(?:xtor|ref|utm_\w+|at_\w+)=", re.IGNORECASE)
# the port that goes without saying, as in "https://r.example:443/a"
_DEFAULT_PORT = re.compile(r"^(http://[^/?#]+(?=:80(?:[/?#]|$))|https://[^/?#]+(?=:443(?:[/?#]|$))):\d+", re.IGNORECASE)
_BLANKS = re.compile(r"[\t\r\n]")


def resolved(link: str | None, *, base: str, drop: tuple[str, ...] = ()) -> str | None:
    """An absolute http(s) address (or file:, for folders), without the parameters in `drop`; None if it is none."""
    text = _BLANKS.sub("", (link or "").strip())
    if not text or len(text) > LONGEST:
        return None
    try:
        absolute = urljoin(base, text)
        parts = urlsplit(absolute)
        local = parts.scheme == "file" and base.startswith("file:")
        if not local and (parts.scheme not in {"http", "https"} or not parts.hostname):
            return None
    except ValueError:
        return None
    return dropped(absolute, drop) if drop else absolute


def dropped(url: str, names: tuple[str, ...]) -> str:
    """An address without these parameters; a name may hold "*". Everything else stays byte for byte."""
    parts = urlsplit(url)
    query = "&".join(pair for pair in parts.query.split("&") if not _named(pair, names))
    path, *parameters = parts.path.split(";")
    kept = [parameter for parameter in parameters if not _named(parameter, names)]
    return urlunsplit(parts._replace(query=query, path=";".join([path, *kept])))


def identity(url: str, *, drop: tuple[str, ...] = ()) -> str:
    """The form of an address by which two links are the same item: no tracking, query sorted, host in lower case."""
    clean = _DEFAULT_PORT.sub(r"\1", dropped(url, (*TRACKING, *drop)))
    fragment = urlsplit(clean).fragment
    return str(canonicalize_url(clean, keep_fragments=bool(fragment) and not _TRACKING_FRAGMENT.match(fragment)))


def _named(pair: str, names: tuple[str, ...]) -> bool:
    name = pair.partition("=")[0].lower()
    return bool(pair) and any(fnmatchcase(name, pattern.lower()) for pattern in names)
