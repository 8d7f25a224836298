"""The demo's own folder: emptied at the start, with settings that lead to the demo's site; never the user's."""

from __future__ import annotations

import shutil
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.core.errors import BotError
from bot.demo.site import Site

SETTINGS = files("bot.demo") / "config"
MARK = ".made-by-tallywire-demo"


def prepared(folder: Path, *, site: Site) -> Path:
    """Empty the demo's folder and write its configuration; gives the config folder.

    Raises BotError when something lies there that no demo has made, or nothing can be written.
    """
    try:
        if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
            raise BotError(f"{folder}/ holds files that no demo has made; move them away or give another --output.")
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "config").mkdir(parents=True)
        (folder / MARK).write_text("`tallywire demo` empties this folder.\n", encoding="utf-8")
        _fill(SETTINGS, folder / "config", site=site)
    except OSError as error:
        raise BotError(f"{error.filename or folder} cannot be written: {error.strerror}.") from error
    return folder / "config"


def readdressed(folder: Path, *, site: Site) -> bool:
    """Lead the settings of an earlier demo's folder to where the site is served now; False where there are none.

    A port that is taken gives the site another one, and settings for the old one would be refused as private.
    """
    if not (folder / MARK).exists():
        return False
    _fill(SETTINGS, folder / "config", site=site)
    return True


def _fill(template: Traversable, folder: Path, *, site: Site) -> None:
    """Copy settings with the hosts' stand-in names replaced by their addresses."""
    for entry in template.iterdir():
        if entry.is_dir():
            (folder / entry.name).mkdir(exist_ok=True)
            _fill(entry, folder / entry.name, site=site)
        elif entry.name.endswith(".toml"):
            (folder / entry.name).write_text(site.filled(entry.read_text(encoding="utf-8")), encoding="utf-8")
