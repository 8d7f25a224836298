"""The filters every query has, once: each command that takes them gets them from this table."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, Any, get_type_hints

import typer

Texts = list[str]
Options = Mapping[str, Texts]

# Name, what stands for its value in help, what it means. Values are read by bot.core.query.
FILTERS = (
    ("regulator", "NAME", "the actor, or a regulator the document names"),
    ("platform", "NAME", "the platform a figure is about"),
    ("action", "ACTION", "remove, close, suspend, fine ..."),
    ("unit", "UNIT", "account, content, website, person ..."),
    ("kind", "KIND", "count, money or percent"),
    ("role", "ROLE", "regulator or media"),
    ("lang", "CODE", "language of the document"),
    ("source", "ID", "id of the source"),
    ("since", "WHEN", "a date, a date-time or 7d"),
    ("until", "WHEN", "likewise; a day is included"),
    ("min", "NUMBER", "figures of at least this"),
    ("max", "NUMBER", "figures of at most this"),
    ("agreement", "STATUS", "agrees, rounded, looser, differs ..."),
    ("q", "WORDS", "words that title or sentence must have"),
)


def filtered(command: Callable[..., None], *, without: tuple[str, ...] = ()) -> Callable[..., None]:
    """A command with an option for every filter; it gets them together, as `filters`."""
    own = inspect.signature(command)
    hints = get_type_hints(command, include_extras=True)
    names = tuple(name for name, _, _ in FILTERS if name not in without)

    @wraps(command)
    def asked(**values: Any) -> None:  # Any: whatever the command's own options are
        filters = {name: values.pop(name) or [] for name in names}
        command(filters=filters, **values)

    kept = [p.replace(annotation=hints[p.name]) for p in own.parameters.values() if p.name != "filters"]
    added = [_option(name, metavar, about) for name, metavar, about in FILTERS if name in names]
    named = inspect.Parameter.KEYWORD_ONLY
    parameters = [p.replace(kind=named) for p in (kept[0], *added, *kept[1:])]
    asked.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # typer reads the options there
    asked.__annotations__ = {p.name: p.annotation for p in parameters} | {"return": None}
    del asked.__wrapped__
    return asked


def _option(name: str, metavar: str, about: str) -> inspect.Parameter:
    option = typer.Option(f"--{name}", metavar=metavar, help=about)
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[Texts | None, option]
    )
