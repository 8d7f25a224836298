"""The tables of keys as text for people, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import timedelta
from pathlib import Path

from bot.core.config import BotConfig, Digest, Source
from bot.settings.forms import SECONDS, SIZE, SIZES, UNITS, Entries, Form, Key, Many, Rows, Table
from bot.settings.keys import BOT, DIGEST, FILES, SOURCE

# Tables whose keys fill the fields of a record that is assembled later.
_RECORDS = {id(SOURCE): Source, id(DIGEST): Digest, id(BOT): BotConfig}
_LATER = {"pages": "keep_pages", "after": "revisit_after", "user_agent": "user_agent"}


def reference_of(file: str | None = None) -> str:
    """Every key of one kind of file, or of all: a Markdown table a TOML table. Raises KeyError for another name."""
    tables = FILES if file is None else {file: FILES[file]}
    told: set[int] = set()
    sections = (_section(table, heading=f"### {table.about}", told=told) for table in tables.values())
    return "\n".join(line for section in sections for line in section)


def default_of(key: Key, table: Table) -> str | None:
    """A key's default as it would be written in the file, or None where absence means nothing in particular."""
    if key.default is not None or key.required or isinstance(key.form, Table | Rows | Entries):
        return key.default
    record = _RECORDS.get(id(table), table.build)
    if record is dict:
        record = BotConfig
    if not is_dataclass(record):
        return None
    found: Field[object] | None = next((f for f in fields(record) if f.name == _LATER.get(key.name, key.target)), None)
    if found is None or found.default is MISSING or found.default is None or found.default == ():
        return None
    return _written(found.default, key.form)


def _section(table: Table, *, heading: str, told: set[int]) -> Iterator[str]:
    """A table's keys and then those of the tables in it, each told once."""
    if id(table) in told or not table.keys:
        return
    told.add(id(table))
    yield from (heading, "", "| key | is | default | for |", "|---|---|---|---|")
    yield from (_line(key, table) for key in table.keys)
    yield ""
    for key in table.keys:
        if isinstance(key.form, Table):
            yield from _section(key.form, heading=f"#### [{key.name}]: {key.form.about}", told=told)
        if isinstance(key.form, Rows):
            for name, row in key.form.tables.items():
                tag = f' with {key.form.tag} = "{name}"' if key.form.tag else ""
                yield from _section(row, heading=f"#### [[{key.name}]]{tag}: {row.about}", told=told)


def _line(key: Key, table: Table) -> str:
    default = "required" if key.required else default_of(key, table) or ""
    cells = (f"`{key.name}`", _says(key.form), default, key.about)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _says(form: Form | Many | Entries | Table | Rows) -> str:
    match form:
        case Form(says):
            return says
        case Many(item):
            return f"a list; each {item.says}"
        case Entries(_, example):
            return f"a table such as {example}"
        case Table():
            return "a table"
        case Rows():
            return "a list of tables"


def _written(value: object, form: Form | Many) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, timedelta):
        return _duration(value.total_seconds())
    if form is SECONDS and isinstance(value, int | float):
        return _duration(value)
    if form is SIZE and isinstance(value, int):
        unit = next(u for u in ("GiB", "MiB", "KiB", "") if value % SIZES[u] == 0)
        return f"{value // SIZES[unit]}{unit}"
    if isinstance(value, tuple):
        return "[" + ", ".join(_written(one, form) for one in value) + "]"
    return f'"{value}"' if isinstance(value, str | Path) else f"{value:g}" if isinstance(value, float) else str(value)


def _duration(seconds: float) -> str:
    unit = next((u for u in ("d", "h", "m") if seconds >= UNITS[u] and seconds % UNITS[u] == 0), "s")
    return f"{seconds / UNITS[unit]:g}{unit}"
