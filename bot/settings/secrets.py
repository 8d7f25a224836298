"""`${NAME}` and `${file:PATH}` in config values: filled in at load, masked wherever they are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

MASK = "•••"

_PLACE = re.compile(r"\$\{([^{}]*)\}")  # "Bearer ${API_TOKEN}", "${file:/run/secrets/smtp}"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Secret(str):
    """A text made from a secret: used like any other, shown only as a mask."""

    __slots__ = ()

    def __repr__(self) -> str:
        return repr(MASK)


def expand(text: str, *, environ: Mapping[str, str], folder: Path, kept: set[str]) -> str:
    """The text with its secrets filled in; what was filled in is added to `kept`, for logs to mask.

    A file's path is relative to `folder`. Raises ValueError naming the variable or file that is missing.
    """
    if not _PLACE.search(text):
        return text

    def fill(place: re.Match[str]) -> str:
        value = _lookup(place[1], environ=environ, folder=folder)
        if value:
            kept.add(value)
        return value

    return Secret(_PLACE.sub(fill, text))


def _lookup(name: str, *, environ: Mapping[str, str], folder: Path) -> str:
    if name.startswith("file:"):
        path = folder / name.removeprefix("file:")
        try:
            return path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
            raise ValueError(f"the secret file {path} could not be read: {why}") from error
    if not _NAME.fullmatch(name):
        raise ValueError(f"${{{name}}} is no secret: write ${{NAME}} for an environment variable or ${{file:PATH}}")
    if name not in environ:
        raise ValueError(f"the environment has no variable {name}, which this secret asks for")
    return environ[name]
