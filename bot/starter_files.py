"""The starter configuration as it is shipped: `config/` of the project, in the package as `bot/starter`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.core.errors import ConfigError, Mistake


def starter_files() -> Mapping[str, bytes]:
    """Every file of the starter configuration by its path below the config folder, in order of names."""
    return dict(sorted(_walk(files("bot") / "starter", "")))


def write_starter(directory: Path) -> tuple[Path, ...]:
    """Copy the starter configuration into a directory, which may exist; gives the paths written.

    Raises ConfigError, with nothing written, when one of its files stands there already or the directory cannot be
    written to.
    """
    wanted = {directory / name: content for name, content in starter_files().items()}
    taken = [path for path in wanted if path.exists()]
    if taken:
        more = f", and so are {len(taken) - 1} more" if taken[1:] else ""
        raise ConfigError((Mistake(str(taken[0]), None, f"is there already{more}; nothing was written"),))
    for path, content in wanted.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            raise ConfigError((Mistake(str(path), None, f"could not be written: {error.strerror}"),)) from error
    return tuple(wanted)


def _walk(folder: Traversable, below: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _walk(entry, f"{below}{entry.name}/")
        elif entry.name.endswith(".toml"):
            found.append((below + entry.name, entry.read_bytes()))
    return found
