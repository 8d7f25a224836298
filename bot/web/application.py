"""The API's application: /v1/claims and /healthz; what is not built yet says so."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from bot.core.query import ClaimQuery, limit, selection
from bot.core.records import QueryError, StoreError
from bot.core.rows import claim_row, envelope
from bot.web.problems import problem
from extractors import NO_NAMES, ExtraNames

if TYPE_CHECKING:
    from bot.store import Store

FILTERS = (
    *("regulator", "platform", "action", "unit", "kind", "role", "lang", "source", "since", "until", "min", "max"),
    *("agreement", "q"),
)
PAGING = ("limit", "cursor", "versions")
LATER = ("documents", "stories", "events", "series", "sources", "digests")
Asking = Callable[[], AbstractContextManager["Store"]]


def api(
    *, asking: Asking, now: Callable[[], datetime], token: str | None = None, names: ExtraNames = NO_NAMES
) -> FastAPI:
    """The application. `asking` opens the store for one request; with `token` every request must bear it.

    `names` are the user's spellings of regulators and platforms.
    """
    app = FastAPI(title="Tallywire", version="1", docs_url=None, redoc_url=None)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(QueryError, _unreadable)
    app.add_exception_handler(StoreError, _unavailable)

    @app.middleware("http")
    async def _guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        if token and not _bears(request, token):
            answer = problem(HTTPStatus.UNAUTHORIZED, "This needs a bearer token.")
            answer.headers["WWW-Authenticate"] = "Bearer"
            return answer
        return await call_next(request)

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        """Whether the store answers."""
        with asking() as store:
            store.health()
        return {"status": "ok"}

    @app.get("/v1/claims")
    def claims(request: Request) -> JSONResponse:
        """Figures, with the filters of `tallywire claims`."""
        return _claims(request, asking=asking, now=now, names=names)

    for name in LATER:
        app.add_api_route(f"/v1/{name}", _later, methods=["GET"], name=name)
    for path in ("/v1/stories/{story_id}", "/v1/claims.csv", "/v1/claims.ndjson", "/v1/claims.rss", "/metrics"):
        app.add_api_route(path, _later, methods=["GET"], name=path)
    return app


def _claims(request: Request, *, asking: Asking, now: Callable[[], datetime], names: ExtraNames) -> JSONResponse:
    given = request.query_params
    if "facet" in given:
        return problem(HTTPStatus.NOT_IMPLEMENTED, "Facets are not built yet.")
    unknown = [name for name in given if name not in (*FILTERS, *PAGING)]
    if unknown:
        allowed = ", ".join((*FILTERS, *PAGING))
        raise QueryError(tuple(f"{name}: unknown parameter. Allowed: {allowed}." for name in unknown))
    where = selection({name: given.getlist(name) for name in FILTERS if name in given}, now=now(), names=names)
    versions = given.get("versions", "newest")
    if versions not in {"newest", "all"}:
        raise QueryError((f"versions: {versions!r} is unknown. Allowed: newest, all.",))
    query = ClaimQuery(
        where=where,
        limit=limit(given.get("limit", "100")),
        cursor=given.get("cursor"),
        versions="all" if versions == "all" else "newest",
    )
    with asking() as store:
        page = store.claims(query)
    return JSONResponse(envelope([claim_row(row) for row in page], following=page.next))


def _bears(request: Request, token: str) -> bool:
    given = request.headers.get("authorization", "")
    return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())


def _later(request: Request) -> JSONResponse:
    return problem(HTTPStatus.NOT_IMPLEMENTED, f"{request.url.path} is not built yet; /v1/claims is.")


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    return problem(HTTPStatus(status), str(getattr(error, "detail", "")))


async def _unreadable(_request: Request, error: Exception) -> JSONResponse:
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))


async def _unavailable(_request: Request, error: Exception) -> JSONResponse:
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
