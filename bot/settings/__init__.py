"""config/ and the environment to frozen values, or every mistake with file and line."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings.loading import BrokenFile, Settings, check, load, load_bot, own_names
    from bot.settings.secrets import Secret
    from bot.settings.stores import store_address

# Each comes when it is first asked for: a query needs to know where the store is, not every key there is.
_ROOMS = {
    "BrokenFile": "loading",
    "Secret": "secrets",
    "Settings": "loading",
    "check": "loading",
    "load": "loading",
    "load_bot": "loading",
    "own_names": "loading",
    "store_address": "stores",
}

__all__ = ["BrokenFile", "Secret", "Settings", "check", "load", "load_bot", "own_names", "store_address"]


def __getattr__(name: str) -> object:
    """The names of `_ROOMS`, from their modules."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
    return found
