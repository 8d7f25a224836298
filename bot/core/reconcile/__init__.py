"""Which claims speak of one fact, and how they agree with the primary text."""

from bot.core.reconcile.lineage import lineage
from bot.core.reconcile.reconciling import reconcile, story_form
from bot.core.reconcile.surroundings import group_name
from bot.core.stories import Told, told, told_rows

__all__ = ["Told", "group_name", "lineage", "reconcile", "story_form", "told", "told_rows"]
