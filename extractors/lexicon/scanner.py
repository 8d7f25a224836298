"""Finds the words of a word list in a text, longest first, in one linear pass."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.lexicon.spelling import by_first

Tags = Mapping[str, object]
_SPACE = r"(?: {1,3}|\r?\n)"
_BLANKS = r" {0,3}"
_LETTER = r"[a-z\u00c0-\u024f]"


class Token(NamedTuple):
    """A word of a list where it stands in the folded text, with what the list says of it by tag.

    A tuple, because a text has thousands and a tuple is made several times as fast as a frozen dataclass.
    """

    start: int
    end: int
    tags: Tags


@dataclass(frozen=True, slots=True)
class Scanner:
    """A compiled word list: `phrases` maps each folded phrase to its tags; `literals` are further patterns by name.

    A Latin word counts only as a whole word; other scripts need no boundary. Literals come before phrases. `loose`
    lets blanks stand between the characters of a word, as some pages of unspaced scripts have them (百 分之). The `guarded` phrases come first, but not right behind a character of `guard` (三方 is a
    word, 二十三方面 is not two).
    """

    phrases: Mapping[str, Tags]
    literals: Mapping[str, str] = field(default_factory=dict)
    loose: bool = False
    guarded: frozenset[str] = frozenset()
    guard: str = ""
    pattern: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Builds the one regular expression: literals, then the phrases as a trie."""
        parts = [f"(?P<{name}>{pattern})" for name, pattern in self.literals.items()]
        if self.guarded and self.guard:
            held = {phrase: tags for phrase, tags in self.phrases.items() if phrase in self.guarded}
            parts.append(f"(?<![{re.escape(self.guard)}])(?:{_trie(held, loose=self.loose)})")
        free = {phrase: tags for phrase, tags in self.phrases.items() if not self.guard or phrase not in self.guarded}
        parts.append(_trie(free, loose=self.loose))
        first = "".join(sorted({re.escape(phrase[0]) for phrase in self.phrases})) + ("0-9.hw" if self.literals else "")
        object.__setattr__(self, "pattern", re.compile(f"(?=[{first}])(?:{'|'.join(parts)})" if first else "(?!)"))

    def scan(self, text: str) -> Iterator[Token | re.Match[str]]:
        """The tokens of a folded text in order; a literal comes as its match."""
        phrases = self.phrases
        for match in self.pattern.finditer(text):
            if match.lastgroup is not None:
                yield match
            else:
                word = match.group()
                tags = phrases.get(word)
                if tags is None:
                    tags = phrases.get(" ".join(word.split())) or phrases["".join(word.split())]
                yield Token(match.start(), match.end(), tags)


_END = ""


def _trie(phrases: Mapping[str, Tags], *, loose: bool) -> str:
    """One pattern for all phrases, as a tree of their characters, so that a miss costs one step."""
    latin: dict[str, object] = {}
    other: dict[str, object] = {}
    for phrase in phrases:
        node = latin if re.match(_LETTER, phrase) else other
        for mark in phrase:
            node = node.setdefault(mark, {})  # type: ignore[assignment]  # a tree of dicts has no finite type
        node[_END] = None
    sides = []
    if other:
        gap = _BLANKS if loose else ""
        rests = {mark: _branch(node, gap=gap, last=mark) for mark, node in other.items() if isinstance(node, dict)}
        sides.append(by_first(rests))
    if latin:
        sides.append(f"(?<!{_LETTER}){_branch(latin, gap='')}")
    return "|".join(sides) or r"(?!)"


def _branch(node: Mapping[str, object], *, gap: str, last: str = "") -> str:
    """The pattern of a tree's node; longer phrases are tried before the one that ends here."""
    between = gap if last and not re.match(_LETTER, last) else ""
    arms = []
    for mark, child in sorted(node.items()):
        if mark != _END and isinstance(child, dict):
            own = _SPACE if mark == " " else between + re.escape(mark)
            arms.append(own + _branch(child, gap=gap, last=mark))
    if _END in node:
        arms.append(f"(?!{_LETTER})" if re.match(_LETTER, last) else "")
    return arms[0] if len(arms) == 1 else "(?:" + "|".join(arms) + ")"
