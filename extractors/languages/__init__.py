"""The languages that have a room: one module a language, found by its file name, holding data only."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from extractors.lexicon.language import Language


@cache
def known() -> tuple[str, ...]:
    """The codes of all languages with a room, in order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg))


@cache
def language(code: str) -> Language | None:
    """The room of a language by its code or a longer tag ("zh-Hant", "en_GB"), or None if it has none."""
    name = code.replace("_", "-").partition("-")[0].lower()
    if name not in known():
        return None
    found = import_module(f"{__name__}.{name}").LANGUAGE
    return found if isinstance(found, Language) else None
