"""What one edition says, in what order, and the proof of every number in it."""

from bot.core.digest.composing import Material, compose, is_empty
from bot.core.digest.layout import lay_out
from bot.core.digest.proof import check, head
from bot.core.digest.said import PageView, Said
from bot.core.digest.selection import document_passes
from bot.core.digest.windows import Window, is_backlog, oldest, window_since
from bot.core.phrasing.numbers import figure_text

__all__ = [
    "Material",
    "PageView",
    "Said",
    "Window",
    "check",
    "compose",
    "document_passes",
    "figure_text",
    "head",
    "is_backlog",
    "is_empty",
    "lay_out",
    "oldest",
    "window_since",
]
