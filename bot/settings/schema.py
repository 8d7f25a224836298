"""The tables of keys as JSON Schema, for editors."""

from __future__ import annotations

from collections.abc import Mapping

from bot.settings.forms import Entries, Form, Key, Many, Rows, Table
from bot.settings.keys import FILES
from bot.settings.reference import default_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(file: str | None = None) -> dict[str, object]:
    """The schema of one kind of file, or of all four under `$defs`. Raises KeyError for another name."""
    if file is not None:
        return {"$schema": DIALECT, "title": FILES[file].about} | _table(FILES[file])
    return {
        "$schema": DIALECT,
        "title": "Tallywire config files",
        "$defs": {name: {"title": table.about} | _table(table) for name, table in FILES.items()},
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in FILES],
    }


def _table(table: Table, *, tag: tuple[str, str] | None = None) -> dict[str, object]:
    keys: dict[str, object] = {key.name: _key(key, table) for key in table.keys}
    required = [key.name for key in table.keys if key.required]
    if tag is not None:
        keys = {tag[0]: {"const": tag[1]}} | keys
        required = [tag[0], *required]
    schema: dict[str, object] = {"type": "object", "properties": keys, "additionalProperties": False}
    return schema | ({"required": required} if required else {})


def _key(key: Key, table: Table) -> dict[str, object]:
    default = default_of(key, table)
    told = key.about if default is None else f"{key.about}; default {default}"
    return {"description": told} | dict(_form(key.form))


def _form(form: Form | Many | Entries | Table | Rows) -> Mapping[str, object]:
    match form:
        case Form():
            return form.schema
        case Many(item):
            return {"type": "array", "items": item.schema}
        case Entries(item):
            return {"type": "object", "additionalProperties": _form(item)}
        case Table():
            return _table(form)
        case Rows(tables, tag):
            rows = [_table(table, tag=(tag, name) if tag else None) for name, table in tables.items()]
            return {"type": "array", "items": rows[0] if len(rows) == 1 else {"anyOf": rows}}
