"""Source kinds: how each kind of source is walked. PLUG-IN room: a file here that holds SOURCE_KIND is a kind.

A kind never fetches. Its `visit` is a generator that yields Requests and is sent Snapshots, as an httpx auth flow is,
so that pagination stays pure and a test drives it with saved pages.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from bot.core.errors import ReadError
from bot.core.sources.kinds import LISTING_TYPE, SourceKind, step

__all__ = ["LISTING_TYPE", "SourceKind", "kind", "known", "step"]


def kind(name: str) -> SourceKind:
    """The kind of that name. Raises ReadError for one that the contract names and no file here is yet."""
    there = name in {module.name for module in pkgutil.iter_modules(__path__)}
    found = getattr(import_module(f"{__name__}.{name}"), "SOURCE_KIND", None) if there else None
    if not isinstance(found, SourceKind):
        raise ReadError(f"sources of kind {name!r} are not built yet; {', '.join(known())} are")
    return found


def known() -> tuple[str, ...]:
    """The names of all kinds there are."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(name for name in names if hasattr(import_module(f"{__name__}.{name}"), "SOURCE_KIND")))
