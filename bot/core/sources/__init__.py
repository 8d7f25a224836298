"""Source kinds: how each kind of source is walked. PLUG-IN room: a file here that holds SOURCE_KIND is a kind.

A file whose name a module of Python has (json) carries an underscore at its end, which is no part of the kind's name.

A kind never fetches. Its `visit` is a generator that yields Requests and is sent Snapshots, as an httpx auth flow is,
so that pagination stays pure and a test drives it with saved pages.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from bot.core.errors import ReadError
from bot.core.sources.kinds import LISTING_TYPE, SourceKind, step

__all__ = ["LISTING_TYPE", "SourceKind", "kind", "known", "step"]


@cache
def kind(name: str) -> SourceKind:
    """The kind of that name. Raises ReadError for one that no file here is."""
    for module in pkgutil.iter_modules(__path__):
        if module.name.removesuffix("_") == name:
            found = getattr(import_module(f"{__name__}.{module.name}"), "SOURCE_KIND", None)
            if isinstance(found, SourceKind):
                return found
    raise ReadError(f"there is no kind of source called {name!r}; {', '.join(known())} are there")


def known() -> tuple[str, ...]:
    """The names of all kinds there are."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(
        sorted(name.removesuffix("_") for name in names if hasattr(import_module(f"{__name__}.{name}"), "SOURCE_KIND"))
    )
