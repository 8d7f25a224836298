"""On which line each key of a TOML file stands; tomllib reads values but gives no places.

The text is known to be valid TOML (tomllib has read it), so this only has to find its way, not to judge.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")  # spaces, newlines and comments:  "  # note\n  "
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")  # zone_name-2
_BASIC = re.compile(r'"(?:[^"\\]|\\.)*"')  # "a \" b"
_LITERAL = re.compile(r"'[^'\n]*'")  # 'C:\dir'
_LONG_BASIC = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL)  # """two\nlines"""
_LONG_LITERAL = re.compile(r"'''.*?'{3,5}", re.DOTALL)  # '''two\nlines'''
_SCALAR = re.compile(r"[^\s,#\]}]+(?: \d\d:[^\s,#\]}]+)?")  # 12, true, 2024-08-01 07:00:00


def key_lines(text: str) -> dict[Path, int]:
    """Every key's path to its line, counted from 1: ("list", "item") -> 12, ("was", 0, "until") -> 30.

    Tables stand at their header's line, entries of arrays under their number.
    """
    return dict(_Walk(text).document())


class _Walk:
    """One pass over the text; `at` is the place reached."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.rows: dict[Path, int] = {}

    def document(self) -> Iterator[tuple[Path, int]]:
        table: Path = ()
        self.skip(_BLANK)
        while self.at < len(self.text):
            line = self.line()
            if self.text[self.at] == "[":
                table = self.header()
                yield table, line
            else:
                yield from self.pair(table)
            self.skip(_BLANK)

    def header(self) -> Path:
        rows = self.text.startswith("[[", self.at)
        self.at += 2 if rows else 1
        path = self.within(self.key())
        self.skip(_SPACE)
        self.at += 2 if rows else 1
        if rows:
            number = self.rows.get(path, -1) + 1
            self.rows[path] = number
            return (*path, number)
        return path

    def within(self, names: tuple[str, ...]) -> Path:
        """A header names rows of an array without their number: the last one is meant."""
        path: Path = ()
        for name in names:
            path = (*path, name)
            if path in self.rows and len(path) < len(names):
                path = (*path, self.rows[path])
        return path

    def pair(self, table: Path) -> Iterator[tuple[Path, int]]:
        line = self.line()
        names = self.key()
        for end in range(1, len(names) + 1):
            yield (*table, *names[:end]), line
        self.skip(_SPACE)
        self.at += 1  # the equals sign
        self.skip(_SPACE)
        yield from self.value((*table, *names))

    def value(self, path: Path) -> Iterator[tuple[Path, int]]:
        match self.text[self.at]:
            case "[":
                yield from self.array(path)
            case "{":
                yield from self.inline(path)
            case '"':
                self.skip(_LONG_BASIC if self.text.startswith('"""', self.at) else _BASIC)
            case "'":
                self.skip(_LONG_LITERAL if self.text.startswith("'''", self.at) else _LITERAL)
            case _:
                self.skip(_SCALAR)

    def array(self, path: Path) -> Iterator[tuple[Path, int]]:
        self.at += 1
        number = 0
        self.skip(_BLANK)
        while self.text[self.at] != "]":
            yield (*path, number), self.line()
            yield from self.value((*path, number))
            number += 1
            self.separator()
        self.at += 1

    def inline(self, path: Path) -> Iterator[tuple[Path, int]]:
        self.at += 1
        self.skip(_BLANK)
        while self.text[self.at] != "}":
            yield from self.pair(path)
            self.separator()
        self.at += 1

    def separator(self) -> None:
        self.skip(_BLANK)
        if self.text[self.at] == ",":
            self.at += 1
            self.skip(_BLANK)

    def key(self) -> tuple[str, ...]:
        names = [self.name()]
        self.skip(_SPACE)
        while self.text[self.at] == ".":
            self.at += 1
            names.append(self.name())
            self.skip(_SPACE)
        return tuple(names)

    def name(self) -> str:
        self.skip(_SPACE)
        start = self.at
        mark = self.text[start]
        self.skip({'"': _BASIC, "'": _LITERAL}.get(mark, _BARE))
        word = self.text[start : self.at]
        return next(iter(tomllib.loads(f"{word} = 0"))) if mark in "\"'" else word

    def skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def line(self) -> int:
        return self.text.count("\n", 0, self.at) + 1
