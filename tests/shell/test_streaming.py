"""A stream of lines through processes: same order, one answer a line, whatever dies on the way."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import zlib
from functools import partial

import pytest

from bot.cli.documents import Defaults, refusal
from bot.cli.streaming import LONGEST_LINE, Answer, Line, answers, lines_of
from bot.cli.texts import _extracted_line
from extractors import NO_NAMES


def echoed(line: bytes, number: int) -> Answer:
    """What came, with its number."""
    return f"{number}:{line.decode().strip()}", True


def test_lines_are_numbered_and_blank_ones_left_out() -> None:
    """Numbers are those of the file; a byte order mark at its start is no part of the first line."""
    stream = io.BytesIO(b"\xef\xbb\xbfa\n\n  \nb\n\xef\xbb\xbfc")
    assert list(lines_of(stream)) == [(1, b"a\n"), (4, b"b\n"), (5, b"\xef\xbb\xbfc")]


def test_an_endless_line_is_cut_and_the_next_one_is_whole() -> None:
    """Memory stays bounded."""
    stream = io.BytesIO(b"x" * (2 * LONGEST_LINE + 10) + b"\nnext\n")
    found = list(lines_of(stream))
    assert [(number, len(line)) for number, line in found] == [(1, LONGEST_LINE), (2, 5)]


def test_one_worker_answers_as_lines_come() -> None:
    """Nothing is read ahead."""
    read: list[int] = []

    def lines() -> list[Line]:
        return [(n, f"{n}".encode()) for n in range(1, 4)]

    def coming() -> object:
        for number, line in lines():
            read.append(number)
            yield number, line

    found = answers(coming(), echoed, refuse=refusal)  # type: ignore[arg-type]  # a generator of lines
    assert next(found) == ("1:1", True)
    assert read == [1]


def test_a_line_that_kills_its_process_twice_is_refused_and_the_stream_goes_on() -> None:
    """`os.kill` raises on such arguments, which ends the worker; every line still gets its answer, in order."""
    lines = [(n, json.dumps({"id": f"d{n}"}).encode()) for n in range(1, 4)]
    found = [json.loads(text) for text, fine in answers(lines, os.kill, refuse=refusal, workers=2) if not fine]  # type: ignore[arg-type]  # made to fail
    assert [(one["id"], one["line"]) for one in found] == [("d1", 1), ("d2", 2), ("d3", 3)]
    assert "died" in found[0]["error"]


def test_a_line_that_takes_too_long_is_refused() -> None:
    """Its process is ended, twice; with no time at all even starting one takes too long."""
    [(text, fine)] = answers([(9, b'{"id": "slow"}')], zlib.compress, refuse=refusal, workers=2, seconds=0)  # type: ignore[arg-type]  # any callable of bytes and a number
    assert not fine
    assert json.loads(text) == {"id": "slow", "line": 9, "error": "reading took longer than 0 s"}


def test_a_killed_worker_costs_nothing() -> None:
    """Killed from outside in the middle: the same lines in the same order as without."""
    lines = [
        (n, json.dumps({"id": f"d{n}", "text": f"Regulators removed {n},000 posts.", "lang": "en"}).encode())
        for n in range(1, 81)
    ]
    work = partial(_extracted_line, defaults=Defaults(), names=NO_NAMES, mentions=False)
    want = [text for text, _ in answers(lines, work, refuse=refusal)]
    found = answers(lines, work, refuse=refusal, workers=2)
    got = [next(found)[0]]
    multiprocessing.active_children()[0].kill()
    got += [text for text, _ in found]
    assert got == want
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"\xff", "no UTF-8"),
        (b"{", "no JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[]", "no JSON object"),
        (b"{}", "id: missing"),
        (b'{"id": true, "text": ""}', "id: missing or no text"),
        (b'{"id": "a"}', "text: missing"),
        (b'{"id": "a", "text": 5}', "text: 5 is not a text"),
        (b'{"id": "a", "text": "", "published": "soon"}', "published: "),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line: bytes, told: str) -> None:
    """With its number, and its id where that can be read."""
    text, fine = _extracted_line(line, 7, defaults=Defaults(), names=NO_NAMES, mentions=False)
    answer = json.loads(text)
    assert not fine
    assert answer["line"] == 7
    assert told in answer["error"]


def test_guarded_work_is_never_done_here() -> None:
    """One worker too is a process of its own, so that a page that kills its reader costs one line."""
    lines = [(1, b'{"id": "d1"}')]
    ((text, fine),) = answers(lines, os.kill, refuse=refusal, guarded=True)  # type: ignore[arg-type]  # made to fail
    assert not fine
    assert "died" in json.loads(text)["error"]
    assert [number for number, _ in enumerate(answers([(1, b"a")], echoed, refuse=refusal, guarded=True))] == [0]
