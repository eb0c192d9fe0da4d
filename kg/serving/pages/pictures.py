"""/network, /timeline, /map, /speakers: pictures of the graph, each drawn by the browser from a saved query, with its rows in a table."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg.serving.endpoint import endpoint_of
from kg.serving.pages import built
from kg.serving.pages.choices import view_of
from kg.serving.pages.island import island
from kg.serving.pages.rendering import render
from kg.serving.pages.responding import PAGE_POLICY, page_response
from kg.serving.pages.view import View
from kg.serving.routes import Routes, route
from kg.store.queries import SavedQuery, find

routes = Routes()

# The layout of a network runs in a worker made from a blob; a picture that is saved is a blob too.
POLICY = PAGE_POLICY.replace("img-src 'self' data:", "img-src 'self' data: blob:") + "; worker-src blob:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture, the saved query that it draws, and what can be left out of it."""

    name: str  # of its path, its script and its texts
    query: str
    shown: tuple[str, ...]  # what is drawn or left out; a text `picture.show.<name>` each
    files: tuple[str, ...] = ()  # of static/dist/, that it needs
    scripts: tuple[str, ...] = ()  # of these, in the order of loading


TIES = ("participant", "speaker", "organiser", "funder", "implementer")
PICTURES = {
    picture.name: picture
    for picture in (
        Picture(
            name="network",
            query="ties",
            shown=("Person", "Organisation", "Event", "Programme", *TIES, "works"),
            files=built.NETWORK,
            scripts=built.NETWORK,
        ),
        Picture(name="timeline", query="timeline", shown=("Event", "Statement")),
        Picture(name="map", query="countries", shown=("Event", "Programme"), files=built.MAP, scripts=built.MAP[:3]),
        Picture(name="speakers", query="speaking", shown=("Person", "Organisation")),
    )
}


@route(routes, *(f"/{name}" for name in PICTURES))
async def picture(request: Request) -> Response:
    """The page of a picture; its filters stand in its address."""
    view = view_of(request, await endpoint_of(request))
    shown = PICTURES[view.path.removeprefix("/")]
    query = await run_in_threadpool(find, shown.query)
    return page_response(request, _page(view, shown, query), policy=POLICY)


def _page(view: View, shown: Picture, query: SavedQuery) -> str:
    hidden = {value for name, value in view.parameters if name == "hide"}
    return render(
        "picture.html",
        view,
        picture=shown,
        query=query,
        fields=[parameter for parameter in query.parameters if parameter.name != "lang"],
        hidden=hidden,
        data_url=_data_url(view, query),
        island=island(view, "picture.", "editor.", picture=shown.name, query=query.name),
        is_built=built.are_there(shown.files),
    )


def _data_url(view: View, query: SavedQuery) -> str:
    """The rows of the picture as a file, for those who can't or won't see it drawn."""
    given = {parameter.name: view.parameter(parameter.name) for parameter in query.parameters if view.parameter(parameter.name)}
    return view.url(f"/api/queries/{query.name}", **{**given, "lang": view.language, "format": "csv"})
