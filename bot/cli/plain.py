"""Commands whose values are read without pydantic: texts, paths and flags need none of it.

Newer typers (0.27 on) build a pydantic adapter for every option of a command, used or not: 0.1 s of a query's 0.5 s
(measured with 0.29.2). Here a value that is already what the option wants is taken as it is; all others go typer's
way. A typer without that step is left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer import Typer
from typer.core import TyperCommand, TyperGroup

Runtime = Callable[[], Any]  # Any: typer's own class, which has changed its place and name


class _AsItIs:
    """Takes texts for texts and paths; whatever else is wanted goes to typer."""

    def __init__(self, wanted: Any, typers: Runtime) -> None:  # Any: an annotation
        self._wanted = wanted
        self._typers = typers

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # Any: typer's contract
        """The value as the command wants it."""
        if isinstance(value, str) and self._wanted is Path:
            return Path(value)
        if value is None or (isinstance(self._wanted, type) and type(value) is self._wanted):
            return value
        if isinstance(value, list | tuple) and self._wanted == list[str]:
            return list(value)
        if isinstance(value, Path) and self._wanted is Path:
            return value
        return self._typers().coerce(value, param=param, ctx=ctx)


class PlainCommand(TyperCommand):
    """A command whose options, --help with them, are read as told above."""

    def get_params(self, ctx: Any) -> list[Any]:  # Any: typer's own classes
        """The command's parameters, lightened."""
        return lightened(super().get_params(ctx))


class PlainGroup(TyperGroup):
    """A group likewise."""

    def get_params(self, ctx: Any) -> list[Any]:  # Any: typer's own classes
        """The group's parameters, lightened."""
        return lightened(super().get_params(ctx))


def plain(app: Typer) -> Typer:
    """The same program, its commands and groups read plainly."""
    for command in app.registered_commands:
        command.cls = PlainCommand
    for group in app.registered_groups:
        if group.typer_instance is not None:
            group.cls = PlainGroup
            plain(group.typer_instance)
    return app


def lightened(params: list[Any]) -> list[Any]:  # Any: typer's parameters
    """The parameters with the plain reading put before typer's, once, where they have that step."""
    for param in params:
        typers = getattr(param, "get_runtime_param", None)
        kind = getattr(param, "type_descriptor", None)
        if typers is not None and kind is not None and "get_runtime_param" not in vars(param):
            param.get_runtime_param = _before(kind.annotation, typers)
    return params


def _before(wanted: Any, typers: Runtime) -> Runtime:  # Any: an annotation
    return lambda: _AsItIs(wanted, typers)
