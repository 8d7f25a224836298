"""Whether words say that a figure is a part of another one: "of which", "including", 其中.

Which whole a part belongs to is read from grammar and may be read wrongly; a note that parts exceed their whole rests on
such words, for a reading that makes nonsense of the text is more often wrong than the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.stories import Figure

# "of which 300 were closed", "including 300 for spam", 其中，关闭300个; in one sentence also "900 accounts: 300 for spam".
_WORDS = (
    r"\b(?:of|among)\s+(?:them|these|those|which|whom)\b|\bincluding\b|\bcomprising\b|\bconsisting\s+of\b|\bmade\s+up\s+of\b"
    r"|其中|包括|当中|當中|\bdi\s+antaranya\b|\btermasuk\b|\bdari\s+jumlah\s+(?:itu|tersebut)\b"
)
_NEAR = r"[，,]?[^，,;；。.]{0,48}$"
CUE = re.compile(rf"(?:{_WORDS}){_NEAR}", re.IGNORECASE)
CUE_OR_COLON = re.compile(rf"(?:{_WORDS}|[:：]){_NEAR}", re.IGNORECASE)
# "300 of them", "300 of these accounts"
BEHIND = re.compile(r"^\W*(?:\w+\s+)?(?:of|among)\s+(?:them|these|those|which|whom)\b", re.IGNORECASE)
# "of the 900 accounts, 300 were closed", 在处置的900个账号中，300个被关闭
OF_THE_WHOLE = re.compile(r"\b(?:of|among|out\s+of)\s+(?:the|these|those|all)?\W*$", re.IGNORECASE)
IN_THE_WHOLE = re.compile(r"^[^，,。；]{0,16}中[，,]")


def is_told_part(part: Figure, *, whole: Figure, beside: Sequence[Figure]) -> bool:
    """Whether the words before a part, or before one listed ahead of it (`beside`), make it a part of that whole."""
    ahead = [f for f in beside if f.sentence == part.sentence and f.field == part.field and f.place <= part.place]
    return any(_says_so(one, whole=whole) for one in (part, *ahead))


def _says_so(part: Figure, *, whole: Figure) -> bool:
    behind = part.sentence[part.at + len(part.quote) :]
    if (part.sentence, part.field) != (whole.sentence, whole.field):
        return bool(CUE.search(part.sentence[: part.at]) or BEHIND.match(behind))
    if part.at < whole.at:
        return False
    end = whole.at + len(whole.quote)
    between = part.sentence[end : part.at]
    named_first = bool(OF_THE_WHOLE.search(whole.sentence[: whole.at]) or IN_THE_WHOLE.match(between))
    return named_first or bool(CUE_OR_COLON.search(between) or BEHIND.match(behind))
