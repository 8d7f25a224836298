"""Tables for people: readable on a wide and on a narrow terminal, in English and Chinese."""

from __future__ import annotations

from bot.cli.tables import Column, table, width

COLUMNS = (
    Column("ID", lambda row: row[0]),
    Column("FIGURE", lambda row: row[1], right=True),
    Column("ACTOR", lambda row: row[2]),
    Column("QUOTE", lambda row: row[3], wide=True),
)
ROWS = (
    ("a1", "at least 927,600", "Cyberspace Administration of China", "处置账号92.76万余个"),
    ("b2", "8", None, "eight of them\nwere closed, the agency said in a statement on its site"),
)


def test_without_a_terminal_every_row_is_one_line() -> None:
    """Scripts cut such tables by columns."""
    heading, first, second = table(ROWS, columns=COLUMNS, room=None)
    assert heading == ["ID            FIGURE  ACTOR                               QUOTE"]
    assert first == ["a1  at least 927,600  Cyberspace Administration of China  处置账号92.76万余个"]
    assert second[0].startswith(
        "b2                 8                                      eight of them were closed, the"
    )


def test_on_a_narrow_terminal_a_row_goes_on_in_further_lines() -> None:
    """Nothing is cut, and every column but a long text fits."""
    heading, first, second = table(ROWS, columns=COLUMNS, room=60)
    assert heading == ["ID            FIGURE  ACTOR", "    QUOTE"]
    assert first == ["a1  at least 927,600  Cyberspace Administration of China", "    处置账号92.76万余个"]
    assert second[1] == "    eight of them were closed, the agency said in a statement on its site"


def test_columns_that_fit_stay_beside_each_other() -> None:
    """A wide column wants only a readable part of its length there."""
    lines = table(ROWS, columns=COLUMNS, room=84)
    assert [len(row) for row in lines] == [1, 1, 1]
    assert [len(row) for row in table(ROWS, columns=COLUMNS, room=10)] == [4, 4, 4]
    for row in table(ROWS[:1], columns=COLUMNS, room=40):
        assert all(width(line) <= 40 for line in row)


def test_control_characters_do_not_reach_the_terminal() -> None:
    """A page's text could move the cursor."""
    assert table((("a\x1b[2J", "", "", ""),), columns=COLUMNS[:1], room=None)[1] == ["a [2J"]


def test_chinese_characters_take_two_columns() -> None:
    """And combining marks none."""
    assert (width("账号"), width("ab"), width("e\u0301")) == (4, 2, 1)
