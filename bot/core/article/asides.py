"""Asides: lines among an article's paragraphs that are none of its sentences, told by how they begin (asides.toml)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from bot.core.article.runs import reach

LONGEST = 250  # in Latin letters
_BULLET = r"[\s>»•·|▶►→*\-–—]{0,6}"


def is_aside(text: str) -> bool:
    """Whether a run is such a line."""
    return reach(text) <= LONGEST and _beginnings().match(text) is not None


@cache
def _beginnings() -> re.Pattern[str]:
    table = tomllib.loads(files(__package__).joinpath("asides.toml").read_text(encoding="utf-8"))
    words = sorted({word for words in table.values() for word in words}, key=len, reverse=True)
    return re.compile(_BULLET + "(?:" + "|".join(map(_beginning, words)) + ")", re.IGNORECASE)


def _beginning(word: str) -> str:
    """A word has to end where it ends: "popular" begins no "popularity"."""
    return re.escape(word) + (r"(?![a-zà-žа-я])" if word[-1].isalpha() and word[-1].islower() else "")
