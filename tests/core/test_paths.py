"""Paths proposed for an API's answer."""

from __future__ import annotations

import pytest

from bot.core.config import JsonOptions
from bot.core.sources.paths import proposed_paths

TITLES = ("Sixty accounts were closed", "Ten apps were removed", "A fine was imposed today")


def rows(**form: str) -> list[dict[str, object]]:
    """An item for each title: "{n}" is its number, "{t}" its title."""
    return [
        {name: value.format(n=n + 1, t=title) for name, value in form.items()} | {"id": n, "seen": True}
        for n, title in enumerate(TITLES)
    ]


@pytest.mark.parametrize(
    ("answer", "paths"),
    [
        ({"data": {"list": rows(title="{t}", url="/n/{n}", publishTime="2026-11-2{n} 10:00:00")}, "tags": [{"a": 1}, {"a": 2}]},
         JsonOptions("data.list", "title", "url", date="publishTime")),
        (rows(name="{t}", summary="{t}, said the office, which gave no further details of what was done then and there, for a long while",
              to="https://r.example/{n}"), JsonOptions(".", "name", "to")),
        ({"results": rows(title="{t}", html_url="https://r.example/d/{n}", pdf="https://r.example/{n}.png",
                          modified="2026-11-2{n}", publication_date="2026-11-1{n}")},
         JsonOptions("results", "title", "html_url", date="publication_date")),
        ({"items": [{"meta": {"title": title, "at": 1795428000 + n}, "@id": f"https://r.example/{n}"} for n, title in enumerate(TITLES)]},
         JsonOptions("items", "meta.title", "@id", date="meta.at")),
    ],
)  # fmt: skip
def test_fields_are_told_by_what_they_hold(answer: object, paths: JsonOptions) -> None:
    """Their names decide between several."""
    assert proposed_paths(answer) == paths


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {"a": 1},
        [],
        [1, 2, 3],
        rows(title="{t}", url="/n/{n}")[:1],
        rows(title="{t}"),
        rows(url="/n/{n}"),
        rows(title="The same for all", url="/n/{n}"),
        rows(title="{t}", url="/the/same"),
        [{"title": "Only one of them", "url": "/n/1"}, {"x": 1}, {"y": 2}],
        {"a": {"b": {"c": {"d": {"e": {"f": rows(title="{t}", url="/n/{n}")}}}}}},
    ],
)
def test_an_answer_without_such_a_list_gives_none(answer: object) -> None:
    """Nothing is invented."""
    assert proposed_paths(answer) is None
