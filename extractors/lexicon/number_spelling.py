"""A text in one plain spelling, character for character, so that spans in it are spans in the original."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_SPACES = "\u00a0\u1680\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_DASHES = "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_LONG_DASHES = "\u2014\u2015\u30fc\u2500"

# The full-width comma parts clauses, but between full-width digits it groups them: １２，３４５.
_WIDE_GROUP = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")

PLAIN: Mapping[int, str] = MappingProxyType(
    {
        **{code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F) if code != 0xFF0C},  # full-width forms
        **dict.fromkeys(map(ord, _SPACES), " "),
        **dict.fromkeys(map(ord, _LONG_DASHES), "\u2014"),
        **dict.fromkeys(map(ord, _DASHES), "-"),
        ord("\u2018"): "'",
        ord("\u2019"): "'",
        ord("\ufe6a"): "%",
        ord("\uffe5"): "\u00a5",
        ord("\uffe1"): "\u00a3",
        ord("\u301c"): "~",
        ord("\uff5e"): "~",
    }
)


def spelled(text: str, *, variants: Mapping[int, str] = PLAIN) -> str:
    """The text in lower case, half width and plain dashes and spaces, of the same length as the text.

    `variants` is the translation table to use: `PLAIN`, or a language's own that extends it (Traditional script).
    """
    text = _WIDE_GROUP.sub(",", text)
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" lowers to two characters
        lowered = "".join(low if len(low := mark.lower()) == 1 else mark for mark in text)
    return lowered.translate(variants)
