"""A TOML file read by its table: the record it makes, and every mistake in it with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bot.core.records import Mistake
from bot.settings.forms import Entries, Form, Many, Rows, Table
from bot.settings.lines import Path as KeyPath
from bot.settings.lines import key_lines
from bot.settings.secrets import expand

_NOTHING = object()  # what a value that could not be read leaves behind


@dataclass(slots=True)
class Reading:
    """One file being read: its table of lines, the mistakes found so far, and the secrets filled in."""

    file: Path
    environ: Mapping[str, str]
    lines: dict[KeyPath, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)

    def mistake(self, path: KeyPath, why: str) -> None:
        """Note a mistake at a key; a missing one stands at its table's line."""
        place: KeyPath = path
        while place and place not in self.lines:
            place = place[:-1]
        name = _name(path)
        self.mistakes.append(
            Mistake(str(self.file), self.lines.get(place, 1), f"{name}: {why}" if name else why),
        )

    def document(self, table: Table) -> Any:  # Any: what the table builds
        """Read the whole file. None when it is missing or no TOML; with mistakes, the fields that could be read."""
        try:
            text = self.file.read_bytes().decode("utf-8")
            values = tomllib.loads(text)
        except OSError as error:
            self.mistakes.append(Mistake(str(self.file), None, f"could not be read: {error.strerror}"))
            return None
        except UnicodeDecodeError as error:
            line = self.file.read_bytes()[: error.start].count(b"\n") + 1
            self.mistakes.append(Mistake(str(self.file), line, "this is no UTF-8 text; save the file as UTF-8"))
            return None
        except tomllib.TOMLDecodeError as error:
            self.mistakes.append(_broken_toml(self.file, error, text))
            return None
        self.lines = key_lines(text)
        read = {name: one for name, one in self.fields(table, values, ()).items() if one is not _NOTHING}
        return read if self.mistakes else table.build(**read)

    def table(self, table: Table, value: object, path: KeyPath) -> Any:  # Any: what the table builds
        """Read a table's keys; unknown ones, missing ones and wrong ones are mistakes."""
        if not isinstance(value, dict):
            self.mistake(path, f"{_shown(value)} is not a table ([{_name(path)}])")
            return _NOTHING
        before = len(self.mistakes)
        fields = self.fields(table, value, path)
        return _NOTHING if len(self.mistakes) > before else table.build(**fields)

    def fields(self, table: Table, value: Mapping[str, object], path: KeyPath) -> dict[str, Any]:  # Any: as above
        """The fields a table's keys fill; those that could not be read hold nothing."""
        known = {key.name: key for key in table.keys}
        for name in value:
            if name not in known:
                self.mistake((*path, name), _unknown(str(name), table))
        fields: dict[str, Any] = {}  # Any: each key has its own type
        for key in table.keys:
            if key.name in value:
                fields[key.target] = self.value(key.form, value[key.name], (*path, key.name))
            elif key.required:
                self.mistake((*path, key.name), f"missing; {key.about}{_allowed(key.form)}")
        return fields

    def value(self, form: Form | Many | Entries | Table | Rows, value: object, path: KeyPath) -> object:
        """Read one value by its form."""
        match form:
            case Form():
                return self.single(form, value, path)
            case Many(item):
                return self.many(item, value, path)
            case Entries(item, example):
                return self.entries(item, value, path, example=example)
            case Table():
                return self.table(form, value, path)
            case Rows():
                return self.rows(form, value, path)

    def single(self, form: Form, value: object, path: KeyPath) -> object:
        """Read one plain value, its secrets filled in."""
        try:
            filled = self.filled(form, value)
        except ValueError as error:
            self.mistake(path, str(error))
            return _NOTHING
        try:
            return form.read(filled)
        except ValueError as error:
            self.mistake(path, _wrong(form, value, str(error)))
            return _NOTHING

    def filled(self, form: Form, value: object) -> object:
        """The value with `${NAME}` replaced, where its form allows that."""
        if not form.secrets or not isinstance(value, str):
            return value
        return expand(value, environ=self.environ, folder=self.file.parent, kept=self.secrets)

    def many(self, item: Form, value: object, path: KeyPath) -> object:
        """Read an array of plain values."""
        if not isinstance(value, list):
            self.mistake(path, f"{_shown(value)} is not a list, such as [{_shown(value)}]")
            return _NOTHING
        return self.whole(self.single(item, one, (*path, number)) for number, one in enumerate(value))

    def entries(self, item: Form | Many, value: object, path: KeyPath, *, example: str) -> object:
        """Read a table with free keys as pairs."""
        if not isinstance(value, dict):
            self.mistake(path, f"{_shown(value)} is not a table such as {example}")
            return _NOTHING
        read = {name: self.value(item, one, (*path, name)) for name, one in value.items()}
        return _NOTHING if _NOTHING in read.values() else tuple(read.items())

    def rows(self, form: Rows, value: object, path: KeyPath) -> object:
        """Read an array of tables; a tagged one by the table its tag names."""
        if not isinstance(value, list):
            self.mistake(path, f"{_shown(value)} is not a list of tables ([[{_name(path)}]])")
            return _NOTHING
        return self.whole(self.row(form, one, (*path, number)) for number, one in enumerate(value))

    def whole(self, parts: Iterable[object]) -> object:
        """The parts as a tuple, or nothing when one of them could not be read."""
        read = tuple(parts)
        return _NOTHING if _NOTHING in read else read

    def row(self, form: Rows, value: object, path: KeyPath) -> object:
        """Read one table of an array."""
        if form.tag is None or not isinstance(value, dict):
            return self.table(next(iter(form.tables.values())), value, path)
        tag = value.get(form.tag, "")
        choices = ", ".join(form.tables)
        if form.tag not in value:
            self.mistake((*path, form.tag), f"missing; one of {choices}")
            return _NOTHING
        if not isinstance(tag, str) or tag not in form.tables:
            close = _guess(tag, tuple(form.tables))
            self.mistake((*path, form.tag), f"{_shown(tag)} is not one of {choices}.{close}".rstrip("."))
            return _NOTHING
        rest = {name: one for name, one in value.items() if name != form.tag}
        return self.table(form.tables[tag], rest, path)


def _name(path: KeyPath) -> str:
    """A path as a reader of the file says it: `list.item`, `channels[2].to` (counted from 1)."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name


def _shown(value: object) -> str:
    """A value as it stands in the file, cut short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        text = "[" + ", ".join(map(_shown, value)) + "]"
    else:
        text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:56]}...{text[-1]}"


def _wrong(form: Form, value: object, why: str) -> str:
    told = f"{_shown(value)} is not {form.says}"
    if form.choices:
        return f"{told}.{_guess(value, form.choices)}".rstrip(".")
    return f"{told}: {why}" if why else told


def _allowed(form: object) -> str:
    """The words a missing key may hold, where they are few."""
    return f": {form.says}" if isinstance(form, Form) and form.choices else ""


def _guess(value: object, choices: tuple[str, ...]) -> str:
    close = get_close_matches(str(value).lower(), [c.lower() for c in choices], n=1)
    found = next((c for c in choices if close and c.lower() == close[0]), None)
    return f" Did you mean '{found}'?" if found else ""


def _unknown(name: str, table: Table) -> str:
    keys = {key.name: key.name for key in table.keys}
    for key in table.keys:
        if isinstance(key.form, Table):
            keys |= {f"{inner.name}": f"{key.name}.{inner.name}" for inner in key.form.keys if inner.name not in keys}
    close = get_close_matches(name, keys, n=1, cutoff=0.6)
    if close:
        return f"unknown key. Did you mean '{keys[close[0]]}'?"
    known = ", ".join(key.name for key in table.keys)
    return f"unknown key. Known here: {known}" if known else "unknown key; no other key belongs here"


def _broken_toml(file: Path, error: tomllib.TOMLDecodeError, text: str) -> Mistake:
    """Tomllib's message names the place in words only: "Invalid value (at line 3, column 8)"."""
    message, _, place = str(error).rpartition(" (at ")
    if place.startswith("line "):
        line = int(place.removeprefix("line ").split(",")[0])
    else:  # "(at end of document)"
        line = text.rstrip("\n").count("\n") + 1
    return Mistake(str(file), line, f"this is no TOML: {message[:1].lower()}{message[1:]}")
