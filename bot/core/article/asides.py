"""Asides: lines among an article's paragraphs that are none of its sentences, told by how they begin (asides.toml)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from bot.core.article.runs import reach

LONGEST = 250  # in Latin letters
LONGEST_LABEL = 40
_ENDED = re.compile(r"[.!?。！？]\W{0,3}$|\d")  # a sentence, or one that says how many
_COUNT = r"\d[\d.,]{0,11}\s?[km万千]?\+?"
_BULLET = r"[\s>»•·|▶►→*\-–—]{0,6}"


def is_aside(text: str) -> bool:
    """Whether a run is such a line, or a counter ("683 comments", "评论 683")."""
    length = reach(text)
    if length > LONGEST:
        return False
    if _pattern("beginnings").match(text) is not None or _counters().fullmatch(text) is not None:
        return True
    return length <= LONGEST_LABEL and _ENDED.search(text) is None and _pattern("labels").match(text) is not None


def _words(part: str) -> list[str]:
    table = tomllib.loads(files(__package__).joinpath("asides.toml").read_text(encoding="utf-8"))[part]
    return sorted({word for words in table.values() for word in words}, key=len, reverse=True)


@cache
def _pattern(part: str) -> re.Pattern[str]:
    return re.compile(_BULLET + "(?:" + "|".join(map(_beginning, _words(part))) + ")", re.IGNORECASE)


@cache
def _counters() -> re.Pattern[str]:
    words = "(?:" + "|".join(map(re.escape, _words("counters"))) + ")"
    return re.compile(rf"\W{{0,4}}(?:{_COUNT}\s?{words}|{words}\s?[:：(（]?\s?{_COUNT})\W{{0,4}}", re.IGNORECASE)


def _beginning(word: str) -> str:
    """A word has to end where it ends: "popular" begins no "popularity"."""
    return re.escape(word) + (r"(?![a-zà-žа-я])" if word[-1].isalpha() and word[-1].islower() else "")
