"""The package's word lists, read once: languages/<code>/<name>.toml as plain mappings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(code: str, name: str) -> Mapping[str, object]:
    """The word list `name` of the language `code`; raises FileNotFoundError where the language has none."""
    return tomllib.loads(files("extractors.languages").joinpath(code, f"{name}.toml").read_text(encoding="utf-8"))


def section(source: Mapping[str, object], name: str) -> Mapping[str, object]:
    """A table inside a table, empty where it is missing; raises TypeError where the name holds something else."""
    inner = source.get(name, {})
    if not isinstance(inner, Mapping):
        raise TypeError(f"{name}: a table is wanted, not {inner!r}")
    return inner


def words(source: Mapping[str, object], name: str) -> tuple[str, ...]:
    """A list of words inside a table, empty where it is missing; raises TypeError where it is no list of strings."""
    inner = source.get(name, [])
    if not isinstance(inner, list) or not all(isinstance(word, str) for word in inner):
        raise TypeError(f"{name}: a list of strings is wanted, not {inner!r}")
    return tuple(inner)


@cache
def package_table(name: str) -> Mapping[str, Any]:  # Any: TOML values; each reader checks its own
    """The table `extractors/<name>` ("folding.toml"), which belongs to no single language."""
    return tomllib.loads(files("extractors").joinpath(name).read_text(encoding="utf-8"))


def shared_table(name: str) -> Mapping[str, Any]:  # Any: TOML values; each reader checks its own
    """The table extractors/<name>.toml, which belongs to no single language."""
    return package_table(f"{name}.toml")
