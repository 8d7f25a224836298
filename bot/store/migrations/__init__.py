"""Alembic steps: run by bot.store.schema when a store is opened."""
