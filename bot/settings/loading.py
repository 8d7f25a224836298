"""The whole of config/: read, checked, and told what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.core.config import BotConfig, Digest, Source
from bot.core.records import ConfigError, Mistake
from bot.settings import assembly
from bot.settings.keys import BOT, DIGEST, NAMES, SOURCE
from bot.settings.reading import Reading
from extractors import NO_NAMES, ExtraNames

DEFAULTS = BotConfig()
Record = TypeVar("Record", Source, Digest)

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")  # cac-notices, ofcom_2


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A source or digest whose file has mistakes: the others go on without it."""

    id: str
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything config/ says. `exists` is False when there is no such folder: then all is default."""

    config_dir: Path
    exists: bool
    bot: BotConfig = DEFAULTS
    sources: tuple[Source, ...] = ()
    broken: tuple[BrokenFile, ...] = ()
    digests: tuple[Digest, ...] = ()
    broken_digests: tuple[BrokenFile, ...] = ()
    names: ExtraNames = NO_NAMES
    secrets: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """What is wrong with sources and digests (a broken bot.toml or names.toml makes no Settings)."""
        return tuple(m for broken in (*self.broken, *self.broken_digests) for m in broken.mistakes)


def load(config_dir: Path, *, environ: Mapping[str, str]) -> Settings:
    """Read config_dir whole. A broken source or digest costs itself only and is listed in `broken`.

    Raises ConfigError, with every mistake of every file, when bot.toml or names.toml is broken.
    """
    settings, fatal = _read(config_dir, environ=environ)
    if fatal:
        raise ConfigError((*fatal, *settings.mistakes))
    return settings


def load_bot(config_dir: Path, *, environ: Mapping[str, str]) -> Settings:
    """Only bot.toml and names.toml, for commands that need no sources. Raises ConfigError."""
    bot, names, secrets, fatal = _read_bot(config_dir, environ=environ)
    if fatal:
        raise ConfigError(fatal)
    return Settings(config_dir, config_dir.is_dir(), bot, names=names, secrets=secrets)


def own_names(config_dir: Path, *, environ: Mapping[str, str]) -> ExtraNames:
    """Only names.toml, for queries: the spellings a user has added. Raises ConfigError."""
    spelled = Reading(config_dir / "names.toml", environ)
    names = _spellings(spelled)
    if spelled.mistakes:
        raise ConfigError(_sorted(spelled))
    return names


def check(config_dir: Path, *, environ: Mapping[str, str]) -> tuple[Mistake, ...]:
    """Every mistake of every file, in the order of files and lines; empty when all is well."""
    settings, fatal = _read(config_dir, environ=environ)
    return (*fatal, *settings.mistakes)


def _read(config_dir: Path, *, environ: Mapping[str, str]) -> tuple[Settings, tuple[Mistake, ...]]:
    bot, names, secrets, fatal = _read_bot(config_dir, environ=environ)
    known = tuple(path.stem for path in _files(config_dir / "sources"))
    given = assembly.Given(sources=known, mail=bot.smtp is not None, names=names)

    def read_source(reading: Reading) -> Source | None:
        values = reading.document(SOURCE)
        return None if values is None else assembly.source(reading, values, names=names)

    def read_digest(reading: Reading) -> Digest | None:
        values = reading.document(DIGEST)
        return None if values is None else assembly.digest(reading, values, given=given)

    sources, broken, kept = _each(config_dir / "sources", read_source, environ=environ)
    digests, broken_digests, more = _each(config_dir / "digests", read_digest, environ=environ)
    settings = Settings(
        config_dir=config_dir,
        exists=config_dir.is_dir(),
        bot=bot,
        sources=sources,
        broken=broken,
        digests=digests,
        broken_digests=broken_digests,
        names=names,
        secrets=secrets | kept | more,
    )
    return settings, fatal


def _read_bot(
    config_dir: Path, *, environ: Mapping[str, str]
) -> tuple[BotConfig, ExtraNames, frozenset[str], tuple[Mistake, ...]]:
    reading = Reading(config_dir / "bot.toml", environ)
    values = reading.document(BOT) if reading.file.is_file() else {}
    spelled = Reading(config_dir / "names.toml", environ)
    names = _spellings(spelled)
    bot = BotConfig() if values is None else assembly.bot(values, folder=config_dir)
    return bot, names, frozenset(reading.secrets), (*_sorted(reading), *_sorted(spelled))


def _spellings(reading: Reading) -> ExtraNames:
    """The names of a names.toml; none where there is no such file or it is broken."""
    names = reading.document(NAMES) if reading.file.is_file() else NO_NAMES
    return NO_NAMES if reading.mistakes else names


def _each(
    folder: Path, read: Callable[[Reading], Record | None], *, environ: Mapping[str, str]
) -> tuple[tuple[Record, ...], tuple[BrokenFile, ...], frozenset[str]]:
    """Read every file of a folder: the records, the broken files, and the secrets used."""
    made: list[Record] = []
    broken: list[BrokenFile] = []
    secrets: set[str] = set()
    seen: dict[str, Path] = {}
    for path in _files(folder):
        reading = Reading(path, environ)
        record = read(reading)
        _check_id(reading, seen)
        secrets |= reading.secrets
        if record is None or reading.mistakes:
            broken.append(BrokenFile(path.stem, _sorted(reading)))
        else:
            made.append(record)
    return tuple(made), tuple(broken), frozenset(secrets)


def _files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.toml"))) if folder.is_dir() else ()


def _check_id(reading: Reading, seen: dict[str, Path]) -> None:
    path = reading.file
    if not _ID.fullmatch(path.stem):
        reading.mistake((), f'"{path.stem}" is no id: letters, digits, - and _ only, 64 at most; rename the file')
    twin = seen.setdefault(path.stem.lower(), path)
    if twin != path:
        reading.mistake((), f'the id "{path.stem}" is taken by {twin}; rename one of them')


def _sorted(reading: Reading) -> tuple[Mistake, ...]:
    return tuple(sorted(reading.mistakes, key=lambda m: m.line or 0))
