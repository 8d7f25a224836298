"""Texts in, stories out: grouped by announcement, their claims linked to facts, every departure named."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.core.reconcile.copies import copies, copy_notes
from bot.core.reconcile.departing import story_notes
from bot.core.reconcile.facts import facts
from bot.core.records import Story
from bot.core.stories import Told, announcements


def reconcile(
    texts: Sequence[Told], *, known: Mapping[str, str] | None = None, kept: Mapping[str, Story] | None = None
) -> tuple[Story, ...]:
    """The stories that texts tell. Every text is in exactly one; the order in which texts come does not matter.

    `known` names for a text the story it was published in: a story keeps its id as long as most of what an id was
    given to stays together; after a split the larger part keeps it, after a merge the larger one's id stays.
    `kept` are stories by their ids of whose texts none has changed: with the same texts in them they are as they were.
    """
    groups = announcements(texts)
    ids = _story_ids(groups, known=known or {})
    return tuple(
        _kept(group, (kept or {}).get(ids[n])) or _story(group, story_id=ids[n]) for n, group in enumerate(groups)
    )


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
    # The contract's notes are departures; how texts were counted stands beside them.
    parts = {
        "notes": [{"kind": n.kind, "docs": list(n.docs), "note": n.note} for n in story.notes if not n.counted],
        "copies": [{"docs": list(n.docs), "counted": n.counted, "note": n.note} for n in story.notes if n.counted],
    }
    return form | {key: told for key, told in parts.items() if told}


def _story_ids(groups: Sequence[Sequence[Told]], *, known: Mapping[str, str]) -> list[str]:
    """An id for each group: the published one that most of its texts carry, each given once; else a new one."""
    claims = [
        (-count, story_id, n)
        for n, group in enumerate(groups)
        for story_id, count in Counter(known[text.id] for text in group if text.id in known).items()
    ]
    ids: dict[int, str] = {}
    given: set[str] = set(known.values())
    kept: set[str] = set()
    for _, story_id, n in sorted(claims, key=lambda claim: (claim[:2], min(text.id for text in groups[claim[2]]))):
        if n not in ids and story_id not in kept:
            ids[n] = story_id
            kept.add(story_id)
    return [ids.get(n) or _new_id(group, taken=given) for n, group in enumerate(groups)]


def _new_id(group: Sequence[Told], *, taken: set[str]) -> str:
    """A hash of the group's first text; of all of them where that id was published for another story."""
    for seed in (_ordered(group)[0].id, "\0".join(("", *sorted(text.id for text in group)))):
        story_id = f"s{hashlib.sha256(seed.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
        if story_id not in taken:
            break
    return story_id


def _ordered(group: Sequence[Told]) -> list[Told]:
    """The primary text first, then as they were published."""
    primary = _primary(group)
    return sorted(group, key=lambda text: (text is not primary, text.published or date.max, text.id))


def _kept(group: Sequence[Told], story: Story | None) -> Story | None:
    """The story that is known, if it has these texts and no others."""
    same = story is not None and story.documents == tuple(text.id for text in _ordered(group))
    return story if same else None


def _story(group: Sequence[Told], *, story_id: str) -> Story:
    primary = _primary(group)
    texts = _ordered(group)
    first = texts[0]
    repeated = copies(texts, primary=primary)
    told_facts = facts(texts, primary=primary, copies=repeated.of)
    seen: list[datetime] = [text.first_seen for text in texts if text.first_seen]
    return Story(
        id=story_id,
        title=first.title,
        documents=tuple(text.id for text in texts),
        primary=primary.id if primary else None,
        facts=told_facts,
        notes=(*story_notes(texts, primary=primary, facts=told_facts), *copy_notes(repeated)),
        first_seen=min(seen, default=None),
        regulators=tuple(dict.fromkeys(name for text in texts for name in text.regulators)),
    )


def _primary(group: Sequence[Told]) -> Told | None:
    """The regulator's own text: where there are several, the one with most figures, then the earliest."""
    own = [text for text in group if text.primary]
    return min(own, key=lambda text: (-len(text.figures), text.published or date.max, text.id), default=None)
