"""Plain text in lines of a readable width, also where words have no spaces between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

WIDTH = 76
# A line's mark that is repeated where it is folded (a quotation, a remark), or makes room for it (a list).
PREFIX = re.compile(r"(?P<mark>>\ (?:—\ )?|!\ |-\ |\ +)?", re.VERBOSE)
# What may not begin a line, and what may not end one, in East Asian typesetting.
CLOSERS = frozenset("，。、；：？！）》」』】”’…%％")
OPENERS = frozenset("（《「『【“‘")


def folded(text: str, *, width: int = WIDTH) -> str:
    """The text with long lines folded. Numbers and addresses are never broken; wide characters count as two."""
    return "\n".join(line for given in text.split("\n") for line in _lines(given, width=width))


def columns(text: str) -> int:
    """How wide a text is on a terminal: an East Asian wide character takes two columns."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _lines(line: str, *, width: int) -> Iterator[str]:
    if columns(line) <= width:
        yield line
        return
    found = PREFIX.match(line)
    mark = (found["mark"] if found else "") or ""
    repeated = mark if mark[:1] in {">", "!"} else " " * len(mark)
    current, room = mark, width
    for atom in _atoms(line[len(mark) :]):
        if columns(current + atom.rstrip()) > room and current.strip() not in {"", mark.strip()}:
            yield current.rstrip()
            current = repeated.replace("—", " ") + atom.lstrip()
        else:
            current += atom
    yield current.rstrip()


def _atoms(text: str) -> Iterator[str]:
    """The smallest pieces a line may be folded between, each with the space that follows it."""
    atom = ""
    for n, character in enumerate(text):
        atom += character
        following = text[n + 1] if n + 1 < len(text) else ""
        if not following or _may_fold(character, following):
            yield atom
            atom = ""


def _may_fold(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if before == " ":
        return after != " "
    if after == " " or after in CLOSERS or before in OPENERS:
        return False
    wide = unicodedata.east_asian_width(before) in "WF" or unicodedata.east_asian_width(after) in "WF"
    return wide and not (before.isdigit() or after.isdigit())
