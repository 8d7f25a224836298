"""The memory: what was fetched, read, claimed, told and sent, in SQLite or PostgreSQL by the same code."""

from bot.store.database import store_url
from bot.store.store import Store

__all__ = ["Store", "store_url"]
