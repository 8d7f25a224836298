"""An edition as HTML, Markdown, text and JSON: one page, laid out once, written in four forms."""

from bot.core.render.writing import FORMS, render

__all__ = ["FORMS", "render"]
