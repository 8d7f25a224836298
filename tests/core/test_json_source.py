"""Source kind "json": an API's answers, driven as saved pages."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.config import HttpOptions, JsonOptions, Limits, Source
from bot.core.records import Entry, ReadError, Request, Snapshot
from bot.core.sources import kind, step
from bot.core.sources.json_ import found_at

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://r.example/api/list?page=1"
PATHS = JsonOptions("data.list", "title", "url", date="publishTime", text="body", next="data.nextUrl", pages=3)
API = Source("s", "S", "json", URL, lang="zh", json=PATHS)


def answer(value: object, *, url: str = URL, kind: str = "application/json") -> Snapshot:
    """An answer of an API; a string or bytes as they are, anything else as JSON."""
    body = value if isinstance(value, bytes) else (value if isinstance(value, str) else json.dumps(value)).encode()
    return Snapshot(url, url, 200, (("Content-Type", kind),), body, NOW, "0" * 64)


def walked(*answers: Snapshot, source: Source = API, limits: Limits | None = None) -> Request | tuple[Entry, ...]:
    """What the walk wants after these answers, or its entries."""
    return step(kind("json"), source, limits=limits or Limits(), seen=answers)


def entries(value: object, source: Source = API) -> tuple[Entry, ...]:
    """The entries of one answer."""
    found = walked(answer(value), source=source)
    assert isinstance(found, tuple)
    return found


def listed(*items: object, more: str | None = None) -> dict[str, object]:
    """An answer as PATHS has it."""
    return {"data": {"list": list(items), "nextUrl": more}}


def test_an_item_is_read_by_its_paths() -> None:
    """Title without markup, address made absolute, date in the source's zone, which is flagged as inferred."""
    item = {"title": "<em>公告</em> A", "url": "/a?sid=1", "publishTime": "2026-11-23 10:00", "body": "x"}
    (entry,) = entries(listed(item), replace(API, drop_parameters=("sid",)))
    assert (entry.title, entry.url, entry.text) == ("公告 A", "https://r.example/a", None)
    assert entry.published is not None
    assert entry.published.iso == "2026-11-23T10:00:00+08:00"
    assert entry.note == "zone inferred"


def test_the_items_own_text_is_kept_where_it_is_wanted() -> None:
    """As the document where links are not followed, and for filters."""
    item = {"title": "A", "url": "/a", "body": "<p>67,000 accounts</p><p>closed</p>"}
    for source in (replace(API, article=False), replace(API, include=("accounts",))):
        assert entries(listed(item), source)[0].text == "67,000 accounts\nclosed"


@pytest.mark.parametrize(
    ("date", "options", "iso", "told"),
    [
        (1795428000, {}, "2026-11-23T10:00:00+00:00", None),
        (1795428000000, {}, "2026-11-23T10:00:00+00:00", None),
        ("2026-11-23T10:00:00Z", {}, "2026-11-23T10:00:00+00:00", None),
        ("23|11|2026", {"date_format": "%d|%m|%Y"}, "2026-11-23", None),
        ("2026-11-23 10:00", {"timezone": "Asia/Tokyo"}, "2026-11-23T10:00:00+09:00", None),
        (["2026-11-23"], {}, "2026-11-23", None),
        (True, {}, None, None),
        ({"at": 1}, {}, None, None),
        (9e300, {}, None, None),
    ],
)
def test_dates_come_as_text_or_as_seconds(
    date: object, options: dict[str, str], iso: str | None, told: str | None
) -> None:
    """What is neither leaves the item undated."""
    source = replace(API, json=replace(PATHS, **options))  # type: ignore[arg-type]  # each is a text
    (entry,) = entries(listed({"title": "A", "url": "/a", "publishTime": date}), source)
    assert (entry.published.iso if entry.published else None) == iso
    assert entry.note == told


def test_pages_are_followed_as_often_as_allowed_by_the_same_method() -> None:
    """A next address that was asked already, or none, ends the walk."""
    source = replace(API, http=HttpOptions(method="POST", body='{"q": 1}'))
    first = Request(URL, method="POST", body=b'{"q": 1}')
    assert walked(source=source) == first
    one = answer(listed({"title": "A", "url": "/a"}, more="?page=2"))
    assert walked(one, source=source) == replace(first, url="https://r.example/api/list?page=2")
    two = answer(listed({"title": "B", "url": "/b"}, more=URL), url="https://r.example/api/list?page=2")
    found = walked(one, two, source=source)
    assert isinstance(found, tuple)
    assert [entry.title for entry in found] == ["A", "B"]
    assert isinstance(walked(one, source=replace(source, json=replace(PATHS, pages=1))), tuple)
    assert isinstance(walked(one, limits=Limits(entries=1)), tuple)


def test_paths_lead_through_objects_lists_and_dotted_keys() -> None:
    """And "." is the whole answer."""
    value = {"a": [{"b": 1}, {"c.d": 2}], "@id": 3}
    assert [found_at(value, path) for path in ("a.0.b", "a.1.c.d", "@id", "a.7.b", "a.x", "@id.z")] == [
        1, 2, 3, None, None, None,
    ]  # fmt: skip
    assert found_at(value, ".") is value
    source = replace(API, json=JsonOptions(".", "t", "https://r.example/news/{meta.id}/{t}"))
    found = entries([{"t": "A b", "meta": {"id": 7}}, {"t": "no id"}], source)
    assert [entry.url for entry in found] == ["https://r.example/news/7/A%20b", None]


@pytest.mark.parametrize("wrapped", [")]}'\n{}", "for(;;);{}", "cb_1({});", "window.cb({})", "\ufeff{}"])
def test_what_wraps_json_for_scripts_is_taken_off(wrapped: str) -> None:
    """Guards against inclusion, and callbacks."""
    body = json.dumps(listed({"title": "A", "url": "/a"}))
    assert [entry.title for entry in entries(wrapped.replace("{}", body, 1))] == ["A"]


def test_json_within_a_page_is_read_by_its_element() -> None:
    """As frameworks leave it there for their scripts."""
    data = json.dumps(listed({"title": "A &amp; B", "url": "/a"}))
    page = f'<html><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{data}</script></body></html>'
    source = replace(API, json=replace(PATHS, script="script#__NEXT_DATA__"))
    assert [entry.title for entry in entries(page, source)] == ["A & B"]
    with pytest.raises(ReadError, match="finds nothing on the page"):
        entries("<html></html>", source)


def test_the_sources_encoding_wins() -> None:
    """Over what the server says."""
    body = json.dumps(listed({"title": "公告", "url": "/a"}), ensure_ascii=False).encode("gb18030")
    assert entries(body, replace(API, encoding="gb18030"))[0].title == "公告"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("  ", "empty"),
        ("<html><body>login</body></html>", "not JSON"),
        ('{"data": {"list": [', "no JSON"),
        ("[" * 200_000, "nested deeper"),
        ('{"data": {"list": [{"title": ' + "9" * 5000 + "}]}}", "no JSON"),
        ({"data": {"items": [1]}}, "'data.list' leads to nothing, not to a list; the answer has the keys data"),
        ({"data": {"list": {"a": 1}}}, "an object with the keys a"),
        ({"data": {"list": "x"}}, "a text"),
        ({"data": {"list": 4}}, "a number"),
        ({"data": {"list": True}}, "true or false"),
        ({"data": {"list": {}}}, "an empty object"),
        ([1], 'json.items = "."'),
        ("7", "leads to nothing, not to a list"),
        (listed(1, 2), "whose items are no objects"),
        (listed({"headline": "A", "href": "/a"}), "its keys are headline, href"),
    ],
)
def test_what_is_no_such_answer_is_named(value: object, why: str) -> None:
    """With what stands there instead, so that the path can be mended."""
    with pytest.raises(ReadError) as caught:
        entries(value)
    assert why in str(caught.value)


def test_an_empty_list_is_no_error_and_too_many_items_are_cut() -> None:
    """The expectation says what an empty list means."""
    assert entries(listed()) == ()
    many = answer(listed(*({"title": str(n), "url": f"/{n}"} for n in range(50))))
    found = walked(many, limits=Limits(entries=10))
    assert isinstance(found, tuple)
    assert len(found) == 10


def test_a_source_without_paths_cannot_be_walked() -> None:
    """The configuration says so before; a program may build one."""
    with pytest.raises(ReadError, match=r"needs \[json\]"):
        walked(source=replace(API, json=None))
