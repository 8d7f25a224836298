"""What belongs to the noun behind a number, where that is what is counted: 60万个网络赌博内容的链接."""

from __future__ import annotations

from extractors.binding.unspaced.words import MARKS, Page, Word
from extractors.records import Unit

# Who or what has accounts and links, and those.
_OWNERS = frozenset({Unit.PERSON, Unit.CONTENT, Unit.WEBSITE, Unit.ORGANISATION})
_BELONGINGS = frozenset({Unit.ACCOUNT, Unit.CONTENT, Unit.WEBSITE, Unit.GROUP})
# No noun of a belonging is longer.
_REACH = 6


def belonging(page: Page, head: Word, end: int, stop: int) -> Word | None:
    """What belongs to the first noun, where it is what is counted: 60万个网络赌博内容的«链接», but not 120个账号的权限."""
    if head.meaning.unit not in _OWNERS or not page.text.startswith("的", end):
        return None
    words = page.between(end + 1, min(stop, end + 1 + _REACH))
    last = words[-1] if words else None
    closed = last is not None and (last.end == stop or page.text[last.end] in MARKS)
    if last is None or not closed or not all(word.noun and not word.act for word in words):
        return None
    return last if last.meaning.unit in _BELONGINGS else None
