"""What belongs to the noun behind a number, where that is what is counted: 60万个网络赌博内容的链接."""

from __future__ import annotations

from itertools import takewhile

from extractors.binding.unspaced.words import MARKS, Page, Word
from extractors.records import Unit

# Who or what has accounts and links, and those.
_OWNERS = frozenset({Unit.PERSON, Unit.CONTENT, Unit.WEBSITE, Unit.ORGANISATION})
_BELONGINGS = frozenset({Unit.ACCOUNT, Unit.CONTENT, Unit.WEBSITE, Unit.GROUP})
# No noun of a belonging is longer, the service it is on included.
_REACH = 10


def belonging(page: Page, head: Word, end: int, stop: int) -> Word | None:
    """What belongs to the first noun, where it is what is counted: 60万个网络赌博内容的«链接», but not 120个账号的权限."""
    if head.meaning.unit not in _OWNERS or not page.text.startswith("的", end):
        return None
    words = page.between(end + 1, min(stop, end + 1 + _REACH))
    nouns = list(takewhile(lambda word: (word.noun and not word.act) or word.end in page.name_ends, words))
    last = nouns[-1] if nouns else None
    if last is None or last.meaning.unit not in _BELONGINGS:
        return None
    closed = last.end == stop or page.text[last.end] in MARKS or _undergoes(page, last.end)
    return last if closed else None


def _undergoes(page: Page, place: int) -> bool:
    """Whether the words behind the nouns tell what was done to them: 账号«进行»处置."""
    words = page.between(place, place + _REACH)
    return bool(words) and words[0].start == place and words[0].plays("passive", "undergo", "light")
