"""Where the store is, for queries: bot.toml is read only if it says anything at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_SILENT = re.compile(r"\s*(#.*|\[\w+\]\s*(#.*)?)?")  # "", "  # delay = '1s'", "[politeness]"


def store_address(config_dir: Path, *, environ: Mapping[str, str]) -> str | None:
    """The address that bot.toml gives the store, None for the file in the output folder. Raises ConfigError.

    The starter's bot.toml is comments and headings: then reading it, and all the keys there are, is left out.
    """
    file = config_dir / "bot.toml"
    if not file.is_file() or _is_silent(file):
        return None
    from bot.settings.loading import load_bot

    return load_bot(config_dir, environ=environ).bot.store_url


def _is_silent(file: Path) -> bool:
    """Whether a file is nothing but comments and headings; what cannot be read is not."""
    try:
        return all(_SILENT.fullmatch(line) for line in file.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return False
