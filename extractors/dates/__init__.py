"""Calendar expressions, resolved or left open, in any language with a room."""

from extractors.dates.engine import dates

__all__ = ["dates"]
