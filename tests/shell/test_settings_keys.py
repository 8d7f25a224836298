"""Where each key stands in a config file, and that the schema and the reference name every key."""

from __future__ import annotations

import json
import random
import tomllib
from pathlib import Path

import pytest

from bot.settings.keys import FILES
from bot.settings.lines import key_lines
from bot.settings.reference import reference_of
from bot.settings.schema import schema_of

PLACES = '''# comment with [brackets] and = signs
name = """two
lines # no comment"""   # a comment
"quoted key".'inner' = 'C:\\dir # no comment'
numbers = [
  1, # one ]
  [2, 3], { a = 4, b = "}" }, # {
  "x",
]
when = 1979-05-27 07:32:00
long = \'\'\'
a = 1
\'\'\'
[table."dot.ted"]
x.y = { z = 1 }
[[rows]]
a = 1

[[rows]]
[rows.inner]
b = """x""" # y
[[rows.deep]]
[[rows.deep]]
c = true
'''


def test_every_key_is_found_on_its_line() -> None:
    """Strings, comments, arrays over lines, dotted and quoted keys, rows in rows."""
    lines = key_lines(PLACES)
    assert {
        ("name",): 2,
        ("quoted key", "inner"): 4,
        ("numbers",): 5,
        ("numbers", 0): 6,
        ("numbers", 1, 1): 7,
        ("numbers", 2, "a"): 7,
        ("numbers", 2, "b"): 7,
        ("when",): 10,
        ("long",): 11,
        ("table", "dot.ted"): 14,
        ("table", "dot.ted", "x", "y", "z"): 15,
        ("rows", 0, "a"): 17,
        ("rows", 1): 19,
        ("rows", 1, "inner", "b"): 21,
        ("rows", 1, "deep", 1, "c"): 24,
    }.items() <= lines.items()


def leaves(value: object, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """The paths of everything in a TOML value."""
    parts: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        parts = list(value.items())
    elif isinstance(value, list):
        parts = list(enumerate(value))
    return {(*path, name) for name, _ in parts} | {p for name, one in parts for p in leaves(one, (*path, name))}


def test_the_scanner_finds_every_path_that_tomllib_reads() -> None:
    """On all files of the starter config and on the worst case above."""
    texts = [p.read_text(encoding="utf-8") for p in sorted(Path("config").rglob("*.toml"))]
    assert len(texts) > 10
    for text in [PLACES, *texts]:
        found = set(key_lines(text))
        missing = {path for path in leaves(tomllib.loads(text)) if path not in found}
        # A table named only by the header of a table in it has no line of its own.
        assert all(any(other[: len(path)] == path for other in found) for path in missing)


def test_lines_stay_right_however_blank_lines_and_comments_fall() -> None:
    """Random padding between statements moves every key by just as much."""
    dice = random.Random(7)  # noqa: S311 - no secret, only padding
    keys = [f"k{number} = {number}" for number in range(40)]
    for _ in range(20):
        text, want = "", {}
        for key in keys:
            text += dice.choice(["", "\n", "# [x]\n", "\t\n\r\n"])
            want[(key.split()[0],)] = text.count("\n") + 1
            text += key + "\n"
        assert key_lines(text) == want


def test_the_schema_takes_the_starter_config_and_names_every_key() -> None:
    """One table drives both, so each key is in the schema with what it is for."""
    schema = schema_of()
    text = json.dumps(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for table in FILES.values():
        for key in table.keys:
            assert f'"{key.name}": {{' in text
    source = schema_of("source")
    assert source["required"] == ["name", "kind", "url"]
    assert source["additionalProperties"] is False
    with pytest.raises(KeyError):
        schema_of("nope")


def test_the_reference_tells_every_key_with_its_default() -> None:
    """As Markdown tables, one a TOML table, each once."""
    text = reference_of()
    assert (
        "| `every` | a duration such as 30m, 2h, 1d | 1h | how often it is visited; where not set, by how often it changes, from this |"
        in text
    )
    assert "| `body_bytes` | a size such as 10MiB | 10MiB | largest page, unpacked |" in text
    assert "| `after` | a list; each a duration such as 30m, 2h, 1d | [6h, 1d, 3d, 7d, 30d] |" in text
    assert text.count("#### [list]") == 1
    assert '#### [[channels]] with kind = "webhook"' in text
