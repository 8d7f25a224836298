"""Texts in, stories out: grouped by announcement, their claims linked to facts, every departure named."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from bot.core.reconcile.copies import copies
from bot.core.reconcile.departing import story_notes
from bot.core.reconcile.facts import facts
from bot.core.records import Story
from bot.core.stories import Told, announcements


def reconcile(texts: Sequence[Told]) -> tuple[Story, ...]:
    """The stories that texts tell. Every text is in exactly one; the order in which texts come does not matter."""
    return tuple(_story(group) for group in announcements(texts))


def story_form(story: Story) -> dict[str, object]:
    """A story as `tallywire reconcile --jsonl` writes it (CONTRACT, section 1)."""
    form: dict[str, object] = {
        "story": story.id,
        "docs": list(story.documents),
        "primary": story.primary,
        "facts": [
            {
                "value": fact.value,
                "unit": fact.unit,
                "action": fact.action,
                "claims": list(fact.claims),
                "agreement": {
                    "status": str(fact.agreement.status),
                    **({"kind": fact.agreement.kind} if fact.agreement.kind else {}),
                    **({"note": fact.agreement.note} if fact.agreement.note else {}),
                },
            }
            for fact in story.facts
        ],
    }
    if story.notes:
        form["notes"] = [{"kind": n.kind, "docs": list(n.docs), "note": n.note} for n in story.notes]
    return form


def _story(group: Sequence[Told]) -> Story:
    primary = _primary(group)
    texts = sorted(group, key=lambda text: (text is not primary, text.published or date.max, text.id))
    first = texts[0]
    seen: list[datetime] = [text.first_seen for text in texts if text.first_seen]
    return Story(
        id=f"s{hashlib.sha256(first.id.encode()).hexdigest()[:12]}",
        title=first.title,
        documents=tuple(text.id for text in texts),
        primary=primary.id if primary else None,
        facts=facts(texts, primary=primary, copies=copies(texts)),
        notes=story_notes(texts, primary=primary),
        first_seen=min(seen, default=None),
        regulators=tuple(dict.fromkeys(name for text in texts for name in text.regulators)),
    )


def _primary(group: Sequence[Told]) -> Told | None:
    """The regulator's own text: where there are several, the one with most figures, then the earliest."""
    own = [text for text in group if text.primary]
    return min(own, key=lambda text: (-len(text.figures), text.published or date.max, text.id), default=None)
