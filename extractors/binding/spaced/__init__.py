"""Figures bound within sentences of a script with spaces between words (English, Indonesian ...)."""
