"""Where the store is, for queries: all that one of them needs to know of config/."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_ADDRESS = re.compile(r"[^#]*\burl")  # "url = 'postgresql://...'", "store.url = ...", "[stor]\nurl = ..."


def store_address(config_dir: Path, *, environ: Mapping[str, str]) -> str | None:
    """The address that bot.toml gives the store, None for the file in the output folder. Raises ConfigError.

    Only an address can lead away from that file, and no other key of bot.toml is a `url`: a file without one is not
    read at all, nor are the tables of all keys loaded. With one the whole file must be right.
    """
    file = config_dir / "bot.toml"
    if not file.is_file() or not _names_an_address(file):
        return None
    from bot.settings.loading import load_bot

    return load_bot(config_dir, environ=environ).bot.store_url


def _names_an_address(file: Path) -> bool:
    """Whether an address may stand in a file; what cannot be read may hold one."""
    try:
        return any(_ADDRESS.match(line) for line in file.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return True
