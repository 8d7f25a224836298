"""Which figure belongs to which object, act, actor, platform, period and whole: ordered, named rules.

Two local rooms read a sentence, by how its language is written: `spaced` (words with blanks between them) and
`unspaced` (Chinese). Each offers `bind(reading) -> Local`: the candidates in order of appearance, and the vague figures.
The shared rooms then look across sentences, each one function from `(reading, candidates)` to one value a candidate:

- `periods.assign_periods` -> Period | None: the clause's own date, else the frame's (campaign, report, reporting period);
- `actors.assign_actors` -> canonical name | None;
- `platforms.assign_platforms` -> tuple of canonical names;
- `parts.assign_parts` -> index of the whole it is part of | None;
- `repeats.assign_repeats` -> index of the candidate it says again | None (its own fields then fall away, its span goes to `also`);
- `reasons.assign_reasons` -> Span | None;
- `confidence.assign_confidences` -> share of claims like this one that are right.

`assembly.claims` asks them all.
"""
