"""/health: whether the server answers, and from which data."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from kg.serving.endpoint import endpoint_of
from kg.serving.routes import route

router = APIRouter()


@route(router, "/health", summary="Whether the server answers, and from which data")
async def health(request: Request) -> JSONResponse:
    """200 with status, version of the data and number of quads."""
    source = (await endpoint_of(request)).source
    quads = await run_in_threadpool(len, source.store)
    told = {"status": "ok", "version": source.version, "quads": quads, "base": source.base, "writable": source.writable}
    return JSONResponse(told, headers={"Cache-Control": "no-store"})
