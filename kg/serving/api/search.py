"""/api/search: finds things by words; /api/suggest: names as one types; /api/similar: statements of one meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, Query
from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.search.finding import search
from kg.search.questions import LONGEST
from kg.search.records import MOST_HITS, Filters, Found, Kind, Search
from kg.search.similar import SAME, similar
from kg.search.suggesting import MOST, suggest
from kg.search.telling import found_record, hit_record, suggestion_record
from kg.serving.endpoint import Endpoint, endpoint_of
from kg.serving.http.problems import Problem
from kg.serving.openapi import searched
from kg.serving.openapi.documenting import document
from kg.serving.openapi.words import Told
from kg.serving.protocol.requests import root_of
from kg.serving.routes import GET, Operation
from kg.serving.telling import answer as tell
from kg.serving.urls import Urls

router = APIRouter()

Handler = TypeVar("Handler", bound=Callable[..., Any])
DATE = r"^\d{4}(-\d\d(-\d\d)?)?$"
FIRST_LANGUAGE = "en"

Words = Annotated[
    str,
    Query(
        max_length=LONGEST,
        description='Words, all of which have to be there; "words side by side"; -without; begin*. Case and accents make no difference. '
        "Where nothing has all of the words, what has some of them is found, and `words` is `any`.",
        examples=['"organised crime" -drugs'],
    ),
]
Typed = Annotated[str, Query(max_length=LONGEST, description="What was typed so far.", examples=["nat un"])]
Sentence = Annotated[
    str | None,
    Query(max_length=LONGEST, description="A sentence or two, in any language.", examples=["No port can clean its waters alone"]),
]
StatementIri = Annotated[str | None, Query(max_length=LONGEST, description="IRI of a statement of the graph, in place of a sentence.")]
Kinds = Annotated[list[Kind] | None, Query(description="What is looked for; may be repeated. Without it: everything.")]
Language = Annotated[
    str | None, Query(max_length=20, description="Language of the name or text that is found, and of `label`.", examples=["fr"])
]
Since = Annotated[
    str | None,
    Query(alias="from", pattern=DATE, description="First year, month or day: of the start of events and programmes, of a text's issue."),
]
Until = Annotated[str | None, Query(alias="to", pattern=DATE, description="Last year, month or day.")]
Publisher = Annotated[str | None, Query(max_length=LONGEST, description="Publisher of the document.")]
Limit = Annotated[int, Query(ge=1, le=MOST_HITS, description="Hits on a page.")]
Page = Annotated[int, Query(ge=1, le=10_000, description="Number of the page.")]
MinScore = Annotated[float, Query(ge=-1, le=1, description="What has less is left out; from 0.5 on statements say the same.")]
Suggestions = Annotated[int, Query(ge=1, le=MOST, description="Suggestions at most.")]


def application(handlers: Mapping[Any, Any]) -> FastAPI:
    """An application of these routes, which tells what is wrong by the handlers of the server."""
    app = FastAPI(openapi_url=None, redirect_slashes=False, exception_handlers={**handlers, RequestValidationError: on_invalid})
    app.include_router(router)
    return app


async def on_invalid(request: Request, error: Exception) -> Response:
    """Handler of parameters that are not as a handler declares them: told as those of saved queries are."""
    assert isinstance(error, RequestValidationError)
    faults = {str(each["loc"][-1]): f"parameter {str(each['loc'][-1])!r}: {each['msg']}" for each in error.errors()}
    return tell(request, Problem(400, "; ".join(faults.values()), members={"parameters": faults}))


def found_at(path: str, *, summary: str, told: Told) -> Callable[[Handler], Handler]:
    """Registers a handler, and what the OpenAPI document lists of it.

    FastAPI gives all methods of a route one operation id, which OpenAPI wants unique; so the route that is documented stands behind the one
    that answers.
    """

    def register(handler: Handler) -> Handler:
        router.add_api_route(path, handler, methods=list(GET), include_in_schema=False)
        document(router, Operation(path=path, method="GET", handler=handler, summary=summary, told=told["GET"]))
        return handler

    return register


@found_at(
    "/api/search",
    summary="Finds persons, bodies, events, programmes, places, statements and documents by words",
    told=searched.told(searched.FOUND, paged=True),
)
async def find(
    request: Request,
    q: Words,
    kind: Kinds = None,
    lang: Language = None,
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    limit: Limit = 20,
    page: Page = 1,
) -> JSONResponse:
    """A page of hits: names first, then statements and documents; each with its label, and the words around what was found."""
    endpoint = await endpoint_of(request)
    filters = Filters(kinds=tuple(kind or ()), language=lang, since=since or "", until=until or "", publisher=publisher)
    wanted = Search(text=q, filters=filters, limit=limit, page=page)
    found = await endpoint.service.searches.run(endpoint.source, partial(search, wanted=wanted))
    links = _links(request, found, wanted)
    told = {
        **_state(endpoint),
        "query": q,
        **found_record(found, _urls(endpoint, request).page, lang or FIRST_LANGUAGE),
        "page": page,
        "limit": limit,
        "links": links,
    }
    return JSONResponse(told, headers=_headers(endpoint, links) | {"Total-Count": str(found.total)})


@found_at("/api/suggest", summary="Names that go on as was typed, the most prominent first", told=searched.told(searched.SUGGESTED))
async def complete(request: Request, q: Typed, kind: Kinds = None, lang: Language = None, limit: Suggestions = 10) -> JSONResponse:
    """Persons, bodies, events, programmes and places with a name that has the words, the last of which may go on."""
    endpoint = await endpoint_of(request)
    found = await endpoint.service.searches.run(endpoint.source, partial(suggest, text=q, kinds=kind or (), limit=limit))
    page, language = _urls(endpoint, request).page, lang or FIRST_LANGUAGE
    told = {**_state(endpoint), "query": q, "suggestions": [suggestion_record(each, page, language) for each in found]}
    return JSONResponse(told, headers=_headers(endpoint, {}))


@found_at("/api/similar", summary="Statements that mean the same, in any language", told=searched.told(searched.SIMILAR))
async def nearest(
    request: Request,
    q: Sentence = None,
    statement: StatementIri = None,
    lang: Language = None,
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    limit: Limit = 20,
    min_score: MinScore = SAME,
) -> JSONResponse:
    """The statements nearest in meaning to a sentence, or to one of them; the score is a cosine."""
    endpoint = await endpoint_of(request)
    if (q is None) == (statement is None):
        raise Problem(400, "Give a sentence as q, or the IRI of a statement as statement: one of them.")
    filters = Filters(language=lang, since=since or "", until=until or "", publisher=publisher)
    question = partial(similar, text=q or statement or "", filters=filters, limit=limit, min_score=min_score)
    found = await endpoint.service.searches.run(endpoint.source, question)
    page, language = _urls(endpoint, request).page, lang or FIRST_LANGUAGE
    told = {**_state(endpoint), "query": q, "statement": statement, "hits": [hit_record(hit, page, language) for hit in found]}
    return JSONResponse(told, headers=_headers(endpoint, {}))


def _state(endpoint: Endpoint) -> dict[str, Any]:
    """The version of the data, and whether the index tells of just that: not where updates were made since it was made."""
    return {"version": endpoint.source.version, "current": not endpoint.source.changed}


def _urls(endpoint: Endpoint, request: Request) -> Urls:
    return Urls(endpoint.source.base, root_of(request))


def _links(request: Request, found: Found, wanted: Search) -> dict[str, str]:
    """The pages around this one, by relation (RFC 8288)."""
    pages = {"self": wanted.page, "next": wanted.page + 1, "prev": wanted.page - 1}
    last = -(-found.total // wanted.limit)
    return {name: _page(request, page) for name, page in pages.items() if name == "self" or 1 <= page <= last}


def _page(request: Request, page: int) -> str:
    others = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
    return f"{root_of(request)}/api/search?{urlencode([*others, ('page', str(page))])}"


def _headers(endpoint: Endpoint, links: dict[str, str]) -> dict[str, str]:
    told = {"Data-Version": endpoint.source.version, "Cache-Control": "no-cache"}
    around = ", ".join(f'<{url}>; rel="{name}"' for name, url in links.items() if name != "self")
    return {**told, "Link": around} if around else told
