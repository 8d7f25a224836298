"""Why a claim is what it is, as JSON and as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from bot.cli.columns import agreement, figure, period
from bot.cli.storytelling import claims_of, fact_lines, note_lines
from bot.cli.telling import room
from bot.core.phrasing.acts import act
from bot.core.phrasing.numbers import figure_text
from bot.core.rows import claim_row, instant

if TYPE_CHECKING:
    from bot.core.records import ClaimRow
    from bot.store import Store

# Claims named where the beginning of an id is that of several.
SHOWN = 8


def candidates(store: Store, text: str) -> ClaimRow | str:
    """The claim that an id, or the beginning of one, means; a sentence for the reader where it means none or several."""
    known = store.claim(text)
    found = (known,) if known is not None else store.claims_like(text, most=SHOWN + 1)
    if not found:
        return f'There is no claim "{text}"; `tallywire claims --json` gives each with its id.'
    if len(found) == 1:
        return found[0]
    lines = [f"  {row.id}  {figure_text(row)} {act(row)} ({row.document.source})" for row in found[:SHOWN]]
    rest = ["  ..."] if len(found) > SHOWN else []
    return "\n".join([f'"{text}" begins the ids of several claims; write more of it:', *lines, *rest])


def explanation(store: Store, claim: ClaimRow) -> dict[str, object]:
    """A claim's row with the place of its sentence and the versions of its document."""
    versions = [
        {"version": v.version, "seen": instant(v.seen), "sha256": v.sha256, "title": v.title}
        for v in store.versions(claim.document.id)
    ]
    return claim_row(claim) | {
        "sentence": {"field": claim.sentence_field, "start": claim.sentence_start, "end": claim.sentence_end},
        "marked": _marks(claim),
        "versions": versions,
    }


def fact_of(store: Store, claim: ClaimRow) -> list[str]:
    """What every text of the story says of the claim's figure, as lines; none where it has no story yet."""
    story = store.story(claim.story) if claim.story else None
    fact = next((f for f in story.facts if claim.id in f.claims), None) if story else None
    if story is None or fact is None:
        return []
    told_by = claims_of(story.documents, store.claims_of)
    lines = ["", *fact_lines(fact, claims=told_by, primary=story.primary, room=room(), whole=True)]
    tellers = {row.document.id for row in told_by.values() if row.id in fact.claims}
    for note in story.notes:
        if note.counted and len(tellers.intersection(note.docs)) > 1:
            lines += note_lines(note, claims=told_by, room=room())
    return [*lines, ""]


def told(form: Mapping[str, Any], *, fact: Sequence[str] = ()) -> str:  # Any: the contract's JSON
    """The explanation for a reader: the figure stands between » and «, then `fact`, what the other texts say of it."""
    before, inside, after = form["marked"]
    marked = typer.style(f"»{inside}«", bold=True)
    span, sentence, document = form["span"], form["sentence"], form["document"]
    lines = [
        f"{figure(form)} {form['unit']}, {form['action']}" + (f", {form['actor']}" if form["actor"] else ""),
        "",
        f"  {before}{marked}{after}",
        *(fact or ("",)),
        f"document    {document['title']} (version {document['version']})",
        f"            {document['url'] or 'no address'}, source {document['source']}, published {document['published'] or 'undated'}",
        f"figure      {span['field']}[{span['start']}:{span['end']}]",
        f"sentence    {sentence['field']}[{sentence['start']}:{sentence['end']}]",
        f"rule        {form['rule']}, confidence {form['confidence']:.2f}, {form['extractor']}",
    ]
    lines += _facts(form)
    lines += [
        f"version {v['version']:<4}seen {v['seen']}, page {v['sha256'][:12]}" + _now(v, document)
        for v in form["versions"]
    ]
    return "\n".join(lines)


def _facts(form: Mapping[str, Any]) -> list[str]:  # Any: as above
    pairs = (
        ("period", period(form) + (" (year inferred)" if form["year_inferred"] else "")),
        ("platforms", ", ".join(form["platforms"])),
        ("reason", form["reason"]),
        ("part of", form["part_of"]),
        ("agreement", _agreed(form)),
        ("story", form["story"]),
    )
    return [f"{name:<12}{value}" for name, value in pairs if value and value.strip()]


def _agreed(form: Mapping[str, Any]) -> str:  # Any: as above
    note = (form["agreement"] or {}).get("note")
    return agreement(form) + (f". {note}" if note else "")


def _now(version: Mapping[str, Any], document: Mapping[str, Any]) -> str:  # Any: as above
    return "  <- this claim" if version["version"] == document["version"] else ""


def _marks(claim: ClaimRow) -> tuple[str, str, str]:
    """The sentence cut at the figure. A figure told outside its sentence (as in a heading) stands alone."""
    text, start = claim.sentence_text, claim.start - claim.sentence_start
    end = claim.end - claim.sentence_start
    if claim.field != claim.sentence_field or not 0 <= start < end <= len(text):
        return "", claim.quote, ""
    return text[:start], text[start:end], text[end:]
