"""From keys to records: what several keys mean together, and the mistakes only seen together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.core.config import At, BotConfig, Digest, FileChannel, Filters, Source
from bot.core.query import canonical
from bot.settings import forms
from bot.settings.reading import Reading
from bot.settings.secrets import MASK, Secret
from extractors import NO_NAMES, ExtraNames, NameKind, meanings

Values = Mapping[str, Any]  # Any: each key has a type of its own, checked when it was read

_EVERY_DAY = frozenset(range(7))
_FILTERS = ("regulators", "platforms", "actions", "units", "langs", "sources", "min", "q")
_AS_THEY_ARE = ("name", "send_empty", "send_outages", "first_window", "min_confidence")
_OPTIONS = ("list", "json")  # kinds that cannot do without a table of their own name


@dataclass(frozen=True, slots=True)
class Given:
    """What a digest is checked against: the ids of sources, whether [smtp] is set, a user's spellings of names."""

    sources: tuple[str, ...] = ()
    mail: bool = False
    names: ExtraNames = NO_NAMES


def source(reading: Reading, values: Values, *, names: ExtraNames = NO_NAMES) -> Source | None:
    """A source from its keys, or None when they do not go together. Its regulator gets its canonical name."""
    fields = {key: value for key, value in values.items() if key not in {"at", "timezone", "links", "url"}}
    fields["url"] = _place(reading, values)
    fields["at"] = _daily(reading, values)
    fields["adaptive"] = "every" not in values and "at" not in values
    fields["drop_parameters"] = values.get("links", {}).get("drop", ())
    _options_of_kind(reading, values)
    if values.get("role") == "regulator" and "regulator" not in values:
        reading.mistake(("regulator",), 'missing; role = "regulator" needs the regulator\'s canonical name')
    if "regulator" in values:
        fields["regulator"] = _regulator(reading, values["regulator"], names=names)
    if reading.mistakes:
        return None
    return Source(id=reading.file.stem, file=reading.file, **fields)


def digest(reading: Reading, values: Values, *, given: Given) -> Digest | None:
    """A digest from its keys, or None. Regulators and platforms get their canonical names."""
    for number, name in enumerate(values.get("sources", ())):
        if name not in given.sources:
            reading.mistake(("sources", number), f'there is no source "{name}" (config/sources/{name}.toml)')
    channels = values.get("channels", ())
    for number, channel in enumerate(channels):
        if channel.kind == "email" and not given.mail:
            reading.mistake(("channels", number), "mail needs [smtp] in bot.toml")
    confidence = values.get("min_confidence", 0.4)
    if not 0 <= confidence <= 1:
        reading.mistake(("min_confidence",), f"{confidence} is not a number from 0 to 1")
    if reading.mistakes:
        return None
    hour, minute = values.get("at", (7, 0))
    rest = {key: values[key] for key in _AS_THEY_ARE if key in values}
    return Digest(
        id=reading.file.stem,
        at=At(hour, minute, values.get("timezone", "UTC"), frozenset(values.get("days", ())) or _EVERY_DAY),
        filters=_filters(values, names=given.names),
        channels=channels or (FileChannel(),),
        **rest,
    )


def bot(values: Values, *, folder: Path) -> BotConfig:
    """The bot's own settings; the log's path is relative to `folder`."""
    fields: dict[str, Any] = dict(values.get("bot", {}))  # Any: as above
    fields |= {key: values[key] for key in ("limits", "politeness", "network", "smtp", "log") if key in values}
    for section, key, field in (
        ("store", "url", "store_url"),
        ("retention", "pages", "keep_pages"),
        ("revisit", "after", "revisit_after"),
    ):
        if key in values.get(section, {}):
            fields[field] = values[section][key]
    log = fields.get("log")
    if log is not None and log.file is not None:
        fields["log"] = replace(log, file=folder / log.file)
    return BotConfig(**fields)


def _filters(values: Values, *, names: ExtraNames) -> Filters:
    found = Filters(**{key: values[key] for key in _FILTERS if key in values})
    return replace(
        found,
        regulators=canonical(found.regulators, kind=NameKind.REGULATOR, names=names),
        platforms=canonical(found.platforms, kind=NameKind.PLATFORM, names=names),
    )


def _regulator(reading: Reading, text: str, *, names: ExtraNames) -> str:
    """The one regulator a source names; a name that is known by no spelling stands as it is."""
    found = meanings(text, kind=NameKind.REGULATOR, extra=names)
    if len(found) > 1:
        reading.mistake(("regulator",), f'"{text}" stands for several; write one of: {", ".join(found)}')
    return found[0] if found else text


def _place(reading: Reading, values: Values) -> str:
    url = str(values.get("url", ""))
    if values.get("kind") == "folder":
        if "://" in url:
            reading.mistake(("url",), f'"{url}" is not a path; kind = "folder" reads files of this machine')
        return str((reading.file.parent / Path(url).expanduser()).resolve())
    try:
        forms.WEB.read(url or "http://missing")
    except ValueError:
        reading.mistake(("url",), f'"{MASK if isinstance(values["url"], Secret) else url}" is not {forms.WEB.says}')
    return values["url"] if isinstance(values.get("url"), str) else ""


def _daily(reading: Reading, values: Values) -> At | None:
    if "at" not in values:
        if "timezone" in values and ("at",) not in reading.lines:
            reading.mistake(("timezone",), "without `at` this has no meaning; the zone of dates is list.timezone")
        return None
    if "every" in values:
        reading.mistake(("at",), "a source has `every` or `at`, not both")
    if "timezone" not in values:
        reading.mistake(("at",), 'needs `timezone`, such as timezone = "Europe/Berlin"')
    hour, minute = values["at"]
    return At(hour, minute, values.get("timezone", "UTC"))


def _options_of_kind(reading: Reading, values: Values) -> None:
    kind = values.get("kind")
    for name in _OPTIONS:
        if name == kind and name not in values and (name,) not in reading.lines:
            reading.mistake((name,), f'missing; kind = "{kind}" needs a [{name}] table')
        if kind is not None and name != kind and name in values:
            reading.mistake((name,), f'kind = "{kind}" has no use for a [{name}] table')
