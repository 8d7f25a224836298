"""Acts that somebody else did than the body whose acts a document tells: a record it is ranked against, another place."""

from __future__ import annotations

from extractors.binding.candidate import Candidate, Reading
from extractors.binding.protagonists import Cast
from extractors.records import Action, NameKind, Sentence, Span, Token

# So many tokens before a sum say that another is ranked against it ("the largest after Amazon's").
RANKED = 3


def done_elsewhere(reading: Reading, candidate: Candidate, cast: Cast) -> bool:
    """Whether a figure whose doer nobody names is none of the main body's."""
    if cast.main is None or cast.kinds.get(cast.main) is not NameKind.REGULATOR:
        return False
    return _ranked(reading, candidate) or _placed(reading, candidate, cast)


def _ranked(reading: Reading, candidate: Candidate) -> bool:
    """As in "the third-largest penalty, behind 1.2 billion for Meta and €746 million for Amazon"."""
    if candidate.action is not Action.FINE:
        return False
    role = reading.language.grammar.role
    before = [t.lower for t in reading.sentences[candidate.sentence].tokens if t.end <= candidate.quote.start]
    marks = [i for i, word in enumerate(before) if word in role("ranked_against")]
    if not marks:
        return False
    superlative = any(w.rsplit("-", 1)[-1] in role("superlatives") for w in before[: marks[-1]])
    near = (
        len(before) - marks[-1] <= RANKED
        or candidate.inherits is not None
        or _listed(before[marks[-1] :], role("list_words"))
    )
    return superlative and near


def _listed(words: list[str], joints: frozenset[str]) -> bool:
    """Whether a conjunction stands right before the figure: it goes on with the list of what is ranked."""
    return bool(words) and words[-1] in joints


def _placed(reading: Reading, candidate: Candidate, cast: Cast) -> bool:
    """As in "In Nigeria, by comparison, 47 apps went", "was fined 19 million rubles in Moscow": a place nobody spoke of."""
    sentence = reading.sentences[candidate.sentence]
    subject = cast.subjects[candidate.sentence]
    if subject is not None and subject.kind is NameKind.REGULATOR:
        return False
    opens = _place(reading, sentence, 0)
    after = [i for i, t in enumerate(sentence.tokens) if t.start >= candidate.quote.end]
    fined = candidate.action is Action.FINE and any(_place(reading, sentence, i) for i in after)
    return (opens or fined) and sentence.span.field == "text"


def _place(reading: Reading, sentence: Sentence, at: int) -> bool:
    """Whether "in" and a name in capitals stand at a token, which is neither a date, a known name nor in the opening."""
    tokens = sentence.tokens
    if at + 1 >= len(tokens) or tokens[at].lower not in reading.language.grammar.role("place_words"):
        return False
    token = tokens[at + 1]
    if token.lower in reading.language.grammar.role("back_articles") and at + 2 < len(tokens):
        token = tokens[at + 2]
    if not token.text[0].isupper() or not token.text[1:].islower() or _taken(reading, token, sentence):
        return False
    return token.text not in _opening(reading)


def _taken(reading: Reading, token: Token, sentence: Sentence) -> bool:
    span = Span(sentence.span.field, token.start, token.end)
    return any(d.span.overlaps(span) for d in reading.dates) or any(n.span.overlaps(span) for n in reading.names)


def _opening(reading: Reading) -> str:
    first = next((s.span for s in reading.sentences if s.span.field == "text"), None)
    return f"{reading.source.title}\n{'' if first is None else reading.text(first)}"
