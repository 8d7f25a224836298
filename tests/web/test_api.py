"""The API: the filters, rows and envelope of the command line, and errors as problem+json."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from bot.app import Bot
from bot.clock import fixed
from bot.core.config import BotConfig
from bot.core.records import Document, Published, ReadDocument, StoreError
from bot.settings import Settings
from bot.web import api
from extractors import Action, Claim, Extraction, Kind, Span, Unit

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = "The regulator removed 1,400 posts."


@pytest.fixture
def bot(tmp_path: Path) -> Bot:
    """A store with one claim."""
    bot = Bot(Settings(tmp_path, exists=False, bot=BotConfig()), tmp_path, fixed(NOW))
    document = Document(
        "d1", 1, "s", "regulator", "https://e.org/a", "T", TEXT, "en", Published(date(2026, 11, 23)), NOW, NOW, "0" * 64
    )
    sentence = Span("text", 0, len(TEXT))
    claim = Claim("c1", Span("text", 22, 33), Kind.COUNT, 1400, Unit.CONTENT, Action.REMOVE, sentence, "r", 0.9)
    with bot.writing("a test") as store:
        read = ReadDocument(document, Extraction("d1", "en", claims=(claim,)))
        store.remember(read, item_key="k", entry_hash="h", extractor="test", now=NOW)
    return bot


@dataclass(frozen=True)
class Client:
    """Asks an application without a network."""

    app: FastAPI

    def get(self, path: str, **headers: str) -> httpx.Response:
        """A GET."""
        return asyncio.run(self.ask("GET", path, headers))

    def post(self, path: str) -> httpx.Response:
        """A POST of nothing."""
        return asyncio.run(self.ask("POST", path, {}))

    async def ask(self, method: str, path: str, headers: dict[str, str]) -> httpx.Response:
        """One request."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as web:
            return await web.request(method, path, headers=headers)


def client(bot: Bot, *, token: str | None = None) -> Client:
    """The API of a bot."""
    return Client(api(asking=bot.asking, now=bot.now, token=token))


def test_claims_come_in_the_envelope(bot: Bot) -> None:
    """The same row as on the command line."""
    answer = client(bot).get("/v1/claims").json()
    assert (answer["next"], answer["truncated"]) == (None, False)
    [row] = answer["data"]
    assert (row["value"], row["unit"], row["document"]["url"]) == (1400, "content", "https://e.org/a")


def test_filters_are_named_as_on_the_command_line(bot: Bot) -> None:
    """Repeated: or."""
    web = client(bot)
    assert len(web.get("/v1/claims?action=remove&action=close&since=7d").json()["data"]) == 1
    assert web.get("/v1/claims?action=close").json()["data"] == []
    assert len(web.get("/v1/claims?limit=0&versions=all").json()["data"]) == 1


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("foo=1", "foo: unknown parameter"),
        ("action=delete", "'delete' is unknown"),
        ("limit=-1", "limit"),
        ("versions=old", "versions"),
        ("since=soon&min=x", "min"),
        ("cursor=nonsense", "cursor"),
    ],
)
def test_what_cannot_be_read_is_422_with_a_sentence(bot: Bot, query: str, told: str) -> None:
    """As application/problem+json."""
    answer = client(bot).get(f"/v1/claims?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert told in answer.json()["detail"]


@pytest.mark.parametrize(
    "path", ["/v1/stories", "/v1/stories/x", "/v1/claims.csv", "/metrics", "/v1/claims?facet=action"]
)
def test_what_is_not_built_says_so(bot: Bot, path: str) -> None:
    """501, never an empty answer."""
    answer = client(bot).get(path)
    assert answer.status_code == 501
    assert "not built yet" in answer.json()["detail"]


def test_health_openapi_and_unknown_paths(bot: Bot) -> None:
    """What a container asks for, what a client is made from, and a 404 in the same form."""
    web = client(bot)
    assert web.get("/healthz").json() == {"status": "ok"}
    assert "/v1/claims" in web.get("/openapi.json").json()["paths"]
    missing = web.get("/nope")
    assert (missing.status_code, missing.json()["title"]) == (404, "Not Found")
    assert web.post("/v1/claims").status_code == 405


def test_a_token_is_wanted_where_one_is_set(bot: Bot) -> None:
    """Compared in constant time; any other is 401."""
    web = client(bot, token="geheim")
    assert web.get("/v1/claims").status_code == 401
    assert web.get("/healthz", Authorization="Bearer wrong").status_code == 401
    assert web.get("/v1/claims", Authorization="Bearer geheim").status_code == 200


def test_a_store_that_does_not_answer_is_503(bot: Bot) -> None:
    """With its sentence."""

    def refusing() -> Any:  # Any: never returns
        raise StoreError("the database is newer than this program")

    web = Client(api(asking=refusing, now=bot.now))
    answer = web.get("/healthz")
    assert answer.status_code == 503
    assert "newer than this program" in answer.json()["detail"]
