"""Where the rooms are wired together: the store, the network, the readers, the clock, for each thing the bot does."""

from bot.app.wiring import Bot, is_there, reading_store

__all__ = ["Bot", "is_there", "reading_store"]
