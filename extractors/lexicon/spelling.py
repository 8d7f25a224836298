"""Many spellings as one regular expression: a tree of their characters, the longest that fits wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

# Letters and digits of alphabets whose words stand apart; Han, kana and hangul need no room around a name.
LETTER = r"[0-9A-Za-z_\u00c0-\u024f\u0400-\u04ff]"
_LETTER = re.compile(LETTER)
_END = ""
_GROUP = 16  # measured: 8 and 32 are slower

Tree = dict[str, Any]  # Any: a tree of dicts has no finite type


def spelling_pattern(spellings: Iterable[str], *, letter: str = LETTER) -> str:
    """A pattern for the spellings, case sensitive.

    Where a spelling begins or ends with a letter of an alphabet, no such letter may stand before or after it
    ("Meta" is not in "Metal"); `letter` is the class of them. The check stands behind the first letter, so that the engine can still skip to it.
    """
    root: Tree = {}
    for spelling in spellings:
        node = root
        for mark in spelling:
            node = node.setdefault(mark, {})
        node[_END] = None
    if not root:
        return r"(?!)"
    apart = {mark: f"(?<!{letter}{re.escape(mark)})" if _LETTER.match(mark) else "" for mark in root}
    rests = {mark: apart[mark] + _branch(child, mark, letter) for mark, child in root.items()}
    return f"(?={one_of(root)}){by_first(rests)}"


def one_of(marks: Iterable[str]) -> str:
    """A pattern for one of some characters."""
    return "[" + "".join(re.escape(mark) for mark in sorted(marks)) + "]"


def by_first(rests: Mapping[str, str]) -> str:
    """A pattern for a first character and the pattern of what may follow it, one of many.

    The characters come in groups, because the engine passes over a whole group in one step, but tries branches one by one:
    with the hundreds of characters that Chinese words begin with that is three times as fast.
    """
    marks = sorted(rests)
    groups = [marks[start : start + _GROUP] for start in range(0, len(marks), _GROUP)]
    arms = [f"{one_of(g)}(?:{'|'.join(f'(?<={re.escape(mark)}){rests[mark]}' for mark in g)})" for g in groups]
    return "(?:" + "|".join(arms) + ")"


def _branch(node: Mapping[str, Any], last: str, letter: str) -> str:  # Any: see Tree
    """What may follow; a longer spelling is tried before the one that ends here."""
    arms = [re.escape(mark) + _branch(child, mark, letter) for mark, child in sorted(node.items()) if mark != _END]
    if _END in node:
        arms.append(f"(?!{letter})" if _LETTER.match(last) else "")
    return arms[0] if len(arms) == 1 else "(?:" + "|".join(arms) + ")"
