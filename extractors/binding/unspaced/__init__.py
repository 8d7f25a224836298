"""Figures bound within sentences of a script without word spaces (Chinese)."""

from extractors.binding.unspaced.binder import bind

__all__ = ["bind"]
