"""Where a text says it has its story from: the news agencies it names as its source, and whether it is a translation.

The words are in attribution.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

# A byline stands at a text's beginning or end, an attribution mostly in its first paragraphs.
LOOKED_AT = 6000
_NEAR = r"[\s:：“”\"'《]{0,3}(?:the\s)?"
_SPACED = re.compile(r"[a-z]", re.IGNORECASE)


def agencies(text: str) -> frozenset[str]:
    """The agencies that a text names as its source: "(Reuters)", "according to Xinhua", 据新华社."""
    names = _names()
    found = (hit["led"] or hit["line"] or hit["told"] for hit in _attributed().finditer(text[:LOOKED_AT]))
    return frozenset(names[name.casefold()] for name in found)


def is_translation(text: str) -> bool:
    """Whether a text says of itself that it was translated from another."""
    return _translated().search(text[:LOOKED_AT]) is not None or _translated().search(text[-LOOKED_AT:]) is not None


@cache
def _table(part: str) -> dict[str, list[str]]:
    table: dict[str, dict[str, list[str]]] = tomllib.loads(
        files(__package__).joinpath("attribution.toml").read_text(encoding="utf-8")
    )
    return table[part]


@cache
def _names() -> dict[str, str]:
    return {name.casefold(): agency for agency, names in _table("agencies").items() for name in names}


@cache
def _attributed() -> re.Pattern[str]:
    """A name after a cue, before one, or in brackets; each form has a group of its own name."""
    name = _any(name for names in _table("agencies").values() for name in names)
    cues = {part: _any(words) for part, words in _table("cues").items()}
    # 新华社北京11月24日电; "Xinhua news agency reported", not "accounts posing as Xinhua were reported".
    dated = r"(?:\s(?:news\s)?agency)?\s?[^\s，、。,.()（）的被等]{0,16}?"
    return re.compile(
        rf"{cues['before']}{_NEAR}(?P<led>{name})"
        rf"|{cues['open']}(?P<line>{name}){cues['close']}"
        rf"|(?P<told>{name}){dated}{cues['after']}",
        re.IGNORECASE,
    )


@cache
def _translated() -> re.Pattern[str]:
    return re.compile(_any(word for words in _table("translated").values() for word in words), re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    """One of the words, the longest first, whole words where the script has spaces."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_bounded(word) for word in ordered) + ")"


def _bounded(word: str) -> str:
    start = r"\b" if _SPACED.match(word) else ""
    end = r"\b" if _SPACED.match(word[-1]) else ""
    return start + re.escape(word) + end
