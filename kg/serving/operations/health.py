"""/health: whether the server lives; /ready: whether it answers queries now; /metrics: figures for Prometheus."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.serving.endpoint import Endpoint, Service, complete, endpoint_of
from kg.serving.openapi.words import OBJECT, TEXT, answer, problem
from kg.serving.operations.metrics import Present
from kg.serving.routes import Routes, route
from kg.serving.source import Source

routes = Routes()

NOT_KEPT = {"Cache-Control": "no-store"}
ALL = ""  # what stands for all quads among the queries that are counted
PROBE = "ASK {}"
TOLD = {
    "200": answer(
        "Status, version of the data, number of quads, whether the search knows all updates.",
        {"application/json": {"schema": OBJECT}},
    )
}


@route(routes, "/health", summary="Whether the server lives, and from which data it answers", told={"GET": {"responses": TOLD}})
async def health(request: Request) -> JSONResponse:
    """200 with status, version of the data and number of quads. No query is run for it."""
    return JSONResponse(await _told(await endpoint_of(request)), headers=NOT_KEPT)


@route(
    routes,
    "/ready",
    summary="Whether queries are answered now",
    told={"GET": {"responses": {**TOLD, "503": problem("All places are taken, or no process can be started; send queries elsewhere.")}}},
)
async def ready(request: Request) -> JSONResponse:
    """200 as /health, after a query has been answered by a worker process; 503 where none could be."""
    endpoint = await endpoint_of(request)
    await complete(request, endpoint, endpoint.query_request(request, PROBE, name="json"))
    return JSONResponse(await _told(endpoint), headers=NOT_KEPT)


@route(
    routes,
    "/metrics",
    summary="Figures for Prometheus",
    told={"GET": {"responses": {"200": answer("Text format of Prometheus.", {"text/plain": {"schema": TEXT}})}}},
)
async def metrics(request: Request) -> Response:
    """Requests, durations, queries by their outcome, processes and memory, the version of the data."""
    service: Service = request.app.state.service
    source = (await endpoint_of(request)).source
    running, waiting = service.executor.load
    quads = await quads_of(service, source)
    present = Present(version=source.version, base=source.base, quads=quads, running=running, waiting=waiting)
    content = await run_in_threadpool(service.metrics.exposed, present)
    return Response(content, headers={"Content-Type": CONTENT_TYPE_LATEST, **NOT_KEPT})


async def quads_of(service: Service, source: Source) -> int:
    """The quads of a state, which the store counts one by one; of each state once."""
    known = service.counts.get(source.version, ALL)
    if known is None:
        known = await run_in_threadpool(len, source.store)
        service.counts.put(source.version, ALL, known)
    return known


async def _told(endpoint: Endpoint) -> dict[str, object]:
    source = endpoint.source
    quads = await quads_of(endpoint.service, source)
    told = {"version": source.version, "quads": quads, "base": source.base, "writable": source.writable}
    return {"status": "ok", **told, "searchCurrent": not source.changed}
