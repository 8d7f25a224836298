"""What a document, a paragraph or a label says once for all figures under it."""

from __future__ import annotations

from extractors.binding.candidate import Candidate, Reading
from extractors.records import Name, NameKind, Sentence, Span

# A label is a sentence of no more characters beyond its names ("3. X.", "TikTok:").
LABEL = 14
# A list has no more lines than this.
LIST = 20
# The subject of a sentence begins within so many characters.
TOPIC = 2


def label_of(reading: Reading, candidate: Candidate) -> str | None:
    """The name that labels the paragraph of a figure ("3. X. The outlier ...", "TikTok: 3.6 million")."""
    names = labels(reading, reading.sentences[candidate.sentence])
    return names[0].canonical if len(names) == 1 else None


def labels(reading: Reading, sentence: Sentence) -> tuple[Name, ...]:
    """The names that open a paragraph as its label, all of one kind."""
    first = next(
        (
            s
            for s in reading.sentences
            if s.span.field == sentence.span.field
            and s.paragraph == sentence.paragraph
            and any(t.text[0].isalpha() for t in s.tokens)
        ),
        sentence,
    )
    here = [n for n in reading.names if first.span.holds(n.span)]
    if not here or sentence.span.field == "title":
        return ()
    text = reading.text(first.span)
    ends = [at for at in (text.find(":"), text.find(". ", here[0].span.end - first.span.start)) if at >= 0]
    end = first.span.start + min(ends, default=len(text))
    names = [n for n in here if n.span.end <= end and not _towards(reading, first, n)]
    length = sum(n.span.end - n.span.start for n in names)
    if not names or end - first.span.start - length > LABEL:
        return ()
    after = reading.text(Span(first.span.field, names[-1].span.end, end))
    return () if any(c.isalpha() for c in after) else tuple(names)  # "Weibo led the way." is no label


def _towards(reading: Reading, sentence: Sentence, name: Name) -> bool:
    """As in "Referred to Trading Standards: 4": a name that a preposition leads is where something went."""
    ahead = reading.text(Span(name.span.field, sentence.span.start, name.span.start)).lower().split()
    return bool(ahead) and ahead[-1] in reading.language.grammar.role("receiving_words")


def heading_of(reading: Reading, candidate: Candidate) -> str | None:
    """The regulator in the line with a colon that opens a list ("Requests sent by the MCMC and items removed:")."""
    here = reading.sentences[candidate.sentence]
    for index in range(candidate.sentence - 1, max(-1, candidate.sentence - 1 - LIST), -1):
        sentence = reading.sentences[index]
        if sentence.span.field != here.span.field:
            return None
        if sentence.tokens and sentence.tokens[-1].text == ":":
            found = [n for n in reading.names if n.kind is NameKind.REGULATOR and sentence.span.holds(n.span)]
            return found[0].canonical if len(found) == 1 else None
        if sentence.tokens and sentence.tokens[-1].text in ".!?":
            return None
    return None


def topic_of(reading: Reading, candidate: Candidate) -> str | None:
    """The platform that opens the figure's own sentence as its subject ("Google complied even more readily: ...")."""
    sentence = reading.sentences[candidate.sentence]
    for name in reading.names:
        if name.span.field == sentence.span.field and 0 <= name.span.start - sentence.span.start <= TOPIC:
            after = reading.text(Span(name.span.field, name.span.end, min(sentence.span.end, name.span.end + 2)))
            if name.kind is NameKind.PLATFORM and after[:1] == " " and after != " (":
                return name.canonical
    return None


def accounts_for(reading: Reading, candidate: Candidate) -> bool:
    """Whether a figure is what somebody accounted for."""
    words = [t.lower for t in reading.sentences[candidate.sentence].tokens if t.end <= candidate.quote.start]
    return any(word in reading.language.grammar.role("accounting_words") for word in words)


def separate(reading: Reading, candidate: Candidate) -> bool:
    """Whether a figure belongs to another effort than the document's ("in a separate campaign")."""
    sentence = reading.sentences[candidate.sentence]
    text = reading.text(sentence.span).lower()
    return any(word in text for word in reading.language.grammar.role("new_frames"))


def source_of(reading: Reading) -> str | None:
    """The name whose report or statement the document tells: "X's report", "X said", near its beginning."""
    role = reading.language.grammar.role
    early = [s for s in reading.sentences if s.span.field == "title" or s.paragraph <= 1]
    for sentence in early:
        for name in reading.names:
            if not sentence.span.holds(name.span):
                continue
            after = reading.text(
                Span(name.span.field, name.span.end, min(sentence.span.end, name.span.end + 40))
            ).lower()
            words = after.replace(",", " ").split()
            if after[:2] in ("'s", "’s") and any(w in role("report_words") for w in words[:5]):
                return name.canonical
            if words and words[0] in role("say_verbs"):
                return name.canonical
    return None
