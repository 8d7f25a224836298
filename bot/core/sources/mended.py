"""Feeds made well-formed where that takes no guess: what stands around the root, bare ampersands, undeclared names."""

from __future__ import annotations

import re
from html import unescape

# Prefixes that feeds use without saying what they mean.
PREFIXES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
# A warning of the program that wrote the feed stands before it; a script of the host behind it.
_ROOT = re.compile(r"<(rss|feed|rdf:RDF)(?=[\s>])")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_AMPERSAND = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)(?:([A-Za-z][A-Za-z0-9]{1,30});)?"
)
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]{0,30}):[A-Za-z_]")
_DECLARED = re.compile(r"\sxmlns:([A-Za-z_][\w.-]{0,30})\s*=")


def mended(text: str) -> str | None:
    """The feed from its root to the root's end; None where there is no whole root."""
    root = _ROOT.search(text)
    if root is None:
        return None
    close = f"</{root[1]}>"
    end = text.rfind(close)
    if end < root.start():
        return None
    parts = _CDATA.split(text[root.end() : end])
    mendable = [part if number % 2 else _AMPERSAND.sub(_escaped, part) for number, part in enumerate(parts)]
    return f"<{root[1]}{_declarations(text[root.start() : end])}{''.join(mendable)}{close}"


def _escaped(match: re.Match[str]) -> str:
    """A named character as itself, any other ampersand as one."""
    if match[1] is None:
        return "&amp;"
    character = unescape(match[0])
    return character if character != match[0] else "&amp;" + match[0][1:]


def _declarations(text: str) -> str:
    missing = set(_PREFIX.findall(text)) - set(_DECLARED.findall(text)) - {"xml"}
    return "".join(
        f' xmlns:{prefix}="{PREFIXES.get(prefix, "urn:undeclared:" + prefix)}"' for prefix in sorted(missing)
    )
