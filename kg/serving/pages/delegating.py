"""Pages that worker processes make of the graph: they can be stopped, and keep nobody else waiting."""

from __future__ import annotations

from zlib import crc32

from starlette.requests import Request
from starlette.responses import Response

from kg import __version__
from kg.serving.endpoint import Endpoint, response_of, run
from kg.serving.http.compression import choose_coding
from kg.serving.http.conditional import is_unchanged
from kg.serving.pages.choices import keep_choices, view_of
from kg.serving.pages.making import PageRequest
from kg.serving.pages.responding import PAGE_HEADERS


async def worker_page(request: Request, endpoint: Endpoint, maker: str, subject: str = "") -> Response:
    """A page that a worker makes of the graph. `maker` is one of kg.serving.pages.making.MAKERS, `subject` the IRI that it is about.

    Raises:
        Problem: as Executor.query.
    """
    source = endpoint.source
    asked = PageRequest(
        maker=maker,
        subject=subject,
        view=view_of(request, endpoint),
        home=str(source.home),
        merged=source.merged,
        coding=choose_coding(request.headers.get("accept-encoding")),
    )
    tag = f'W/"{source.version}-{crc32(asked.as_json() + __version__.encode()):08x}"'
    headers = {**PAGE_HEADERS, "ETag": tag, "Data-Version": source.version}
    if is_unchanged(tag, request.headers.get("if-none-match")):
        response = Response(status_code=304, headers=headers)
    else:
        response = await _made(request, endpoint, asked, headers)
    keep_choices(request, response)
    return response


async def _made(request: Request, endpoint: Endpoint, asked: PageRequest, headers: dict[str, str]) -> Response:
    return response_of(request, await run(request, endpoint, asked), headers)
