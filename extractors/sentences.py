"""Text to sentences and tokens: the one door to spaCy, opened at the first text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import spacy
from spacy.attrs import IDX, LENGTH  # type: ignore[import-not-found]  # compiled, ships no stub
from spacy.language import Language as Pipeline
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, ships no stub

from extractors.lexicon.language import Language
from extractors.records import Field, Line, Sentence, SourceText, Span, Token

# spaCy refuses more than 1,000,000 characters at once; a longer paragraph than this is cut at a blank.
LONGEST = 100_000
HEADING_WORDS = 14
MOST_TOKENS = 200
RUN = 200
# Halves of characters that a broken decoder left; spaCy cannot hash them.
SURROGATES = re.compile("[\ud800-\udfff]")
UNBROKEN = re.compile(rf"\S{{{RUN},}}")
# A dash or dot before a blank; else a number or letter with its mark, as in: 3. X / (a) fines / 2) bans
BULLET = re.compile(r"\s*(?:[-–—*•·‣▪◦●○■□►➢✓]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+(?=\S))")
CELL = re.compile(r"\s\|\s|\t|^\||\|$")
CLOSERS = frozenset("\"'”’»)]」』）")
OPENERS = frozenset("\"'“‘«([「『（")
ENDS = frozenset(".!?…。！？；")
# 。 and its like end a sentence with the quotes behind them; a full stop only where no figure or letter follows.
UNSPACED_END = re.compile(r"(?:[。！？!?…]+|\.(?![\w./]))[”’」』\"）)]*")
# As in: 一、 （二） (3) 4. ● -
UNSPACED_BULLET = re.compile(r"\s*(?:[-–—*•·‣▪◦●○■□►➢✓]\s*|[（(]?[0-9０-９一二三四五六七八九十]{1,3}[、.．)）])")
UNSPACED_HEADING = 40
# The headline that news in brief begins with: 【国家网信办：…关停违法网站3.4万家】.
UNSPACED_LEAD = re.compile(r"【[^】\n]{8,80}】\s*(?=\S)")
BLANKS = re.compile(r"\s*")
# The marks that spaCy's tokenizer takes off a run of characters between blanks.
PREFIXES = re.compile(r"""^(?:["'“”‘’«»<>(\[{*#|…]|[-–—]+(?=[^\d\s]))""")
SUFFIXES = re.compile(r"""(?:["“”«»<>)\]}*|…,;:!?.]|'s|’s|['’‘]|(?<=\w)[-–—]+)$""")
INFIXES = re.compile(
    r"""[—|…\[\]]|(?<=\w)\.(?=\[)|--+|(?<=[^\W\d])[–/](?=[^\W\d])|(?<=[^\W\d])[,:;(](?=[^\W\d])|(?<=[^\W\d])[.?!]["”](?=\w)"""
)


def sentences(source: SourceText, field: Field, language: Language) -> tuple[Sentence, ...]:
    """The sentences of one field in order, with tokens, paragraph number and kind of line.

    The title is one heading, whatever its punctuation. A line of the text is a paragraph (a line broken within a sentence
    is put together again): a list item if it begins with a bullet or number, a table row if it has cells, a heading if it
    is short and ends without a full stop.
    """
    text = source.title if field == "title" else source.text
    found: list[Sentence] = []
    if not language.spaced:
        return tuple(_unspaced(text, field))
    for number, (start, end) in enumerate(_paragraphs(text)):
        line = Line.HEADING if field == "title" else _line(text[start:end])
        tokens = _tokens(text[start:end], language, offset=start)
        runs = _runs(tokens, language) if line in (Line.PROSE, Line.ITEM) else (tokens,)
        found.extend(
            Sentence(Span(field, run[0].start, run[-1].end), tuple(run), number, line)
            for whole in runs
            for run in _pieces(whole)
        )
    return tuple(found)


def _unspaced(text: str, field: Field) -> Iterator[Sentence]:
    """The sentences of a script without word spaces, without tokens: its rooms read characters."""
    for number, (start, end) in enumerate(_paragraphs(text)):
        line = Line.HEADING if field == "title" else _unspaced_line(text[start:end])
        place = start
        lead = UNSPACED_LEAD.match(text, start, end)
        if lead is not None:
            yield Sentence(Span(field, start, start + len(lead.group().rstrip())), (), number, Line.HEADING)
            place = lead.end()
        for mark in UNSPACED_END.finditer(text, place, end):
            yield Sentence(Span(field, place, mark.end()), (), number, line)
            place = BLANKS.match(text, mark.end(), end).end()  # type: ignore[union-attr]  # matches everywhere
        if place < end:
            yield Sentence(Span(field, place, end), (), number, line)


def _unspaced_line(text: str) -> Line:
    if CELL.search(text):
        return Line.ROW
    if UNSPACED_BULLET.match(text):
        return Line.ITEM
    return Line.HEADING if len(text) <= UNSPACED_HEADING and not UNSPACED_END.search(text) else Line.PROSE


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph without the white space around it, cut where one is too long for spaCy."""
    for first, end in _joined(text):
        start = first
        while end - start > LONGEST:
            blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            cut = blank if blank > 0 else start + LONGEST
            yield start, cut
            start = cut
        yield start, end


def _joined(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text; a line that goes on in lower case after a line without an end belongs to it."""
    held: tuple[int, int] | None = None
    place = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        start = place + len(raw) - len(raw.lstrip())
        end = start + len(stripped)
        follows = held is not None and place == held[1] + 1
        place += len(raw) + 1
        if not stripped:
            continue
        if held and follows and stripped[0].islower() and text[held[1] - 1] not in ".!?:;|" and not CELL.search(raw):
            held = (held[0], end)
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held


def _line(text: str) -> Line:
    if CELL.search(text):
        return Line.ROW
    if BULLET.match(text):
        return Line.ITEM
    if text.startswith("#") or (text[-1] not in '.!?。！？;；:：,，”"' and len(text.split()) <= HEADING_WORDS):
        return Line.HEADING
    return Line.PROSE


@cache
def _pipeline(code: str) -> Pipeline:
    """A blank spaCy pipeline whose tokens are words with their hyphens, numbers with their signs, and single marks."""
    pipeline = spacy.blank(code)
    if code != "zh":
        pipeline.tokenizer = Tokenizer(
            pipeline.vocab,
            prefix_search=PREFIXES.search,
            suffix_search=SUFFIXES.search,
            infix_finditer=INFIXES.finditer,
        )
    return pipeline


def _tokens(text: str, language: Language, *, offset: int) -> tuple[Token, ...]:
    """The tokens of one paragraph; none in a script without word spaces, whose rooms read characters."""
    found = []
    for begin, end in _stretches(text):
        doc = _pipeline(language.code).make_doc(SURROGATES.sub("\ufffd", text[begin:end]))
        for start, length in doc.to_array([IDX, LENGTH]).tolist():
            word = text[begin + start : begin + start + length]
            if not word.isspace():
                place = offset + begin + start
                found.append(Token(word, word.lower(), place, place + length))
    return tuple(found)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The text in stretches none of which has a longer run without a blank: spaCy peels marks off one by one."""
    start = 0
    for run in UNBROKEN.finditer(text):
        for cut in range(run.start() + RUN, run.end(), RUN):
            yield start, cut
            start = cut
    yield start, len(text)


def _runs(tokens: Sequence[Token], language: Language) -> Iterator[Sequence[Token]]:
    """The tokens of each sentence of a paragraph."""
    start = place = 0
    while place < len(tokens):
        end = place + 1
        if tokens[place].text[-1] in ENDS:
            while end < len(tokens) and (tokens[end].text in CLOSERS or tokens[end].text[-1] in ENDS):
                end += 1
            if _ends(tokens, place, end, language):
                yield tokens[start:end]
                start = end
        place = end
    yield tokens[start:]


def _pieces(run: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """A run without an end in pieces: nothing beyond so many words is one sentence, and rules look back within one."""
    for start in range(0, len(run), MOST_TOKENS):
        yield run[start : start + MOST_TOKENS]


def _ends(tokens: Sequence[Token], place: int, after: int, language: Language) -> bool:
    """Whether the mark at `place` ends a sentence, given the token `after` it and its closing quotes."""
    if after >= len(tokens):
        return True
    follower = tokens[after].text
    if tokens[place].text == "." and place:
        before = tokens[place - 1]
        glued = before.end == tokens[place].start
        role = language.grammar.role
        initial = len(before.text) == 1 and before.text.isupper() and before.lower not in role("letter_names")
        short = before.lower in role("abbreviations") or "." in before.text or initial
        if glued and short and not (before.lower in ("m", "u.s", "u.k", "a.m", "p.m") and follower[0].isupper()):
            return False
    return not follower[0].islower() and follower[0] not in ",;:"
