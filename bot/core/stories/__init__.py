"""Which documents speak of one announcement: by figures over languages, by words within one."""

from bot.core.records import VagueFigure
from bot.core.stories.announcements import announcements
from bot.core.stories.headlines import Grouping, Headline
from bot.core.stories.told import Figure, Told, figure_of, told, told_rows
from bot.core.stories.values import Relation, relation, significant

__all__ = [
    "Figure",
    "Grouping",
    "Headline",
    "Relation",
    "Told",
    "VagueFigure",
    "announcements",
    "figure_of",
    "relation",
    "significant",
    "told",
    "told_rows",
]
