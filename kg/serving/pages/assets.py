"""/static: style sheets, scripts and pictures of the pages."""

from __future__ import annotations

from mimetypes import guess_type
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from kg.serving.http.problems import Problem
from kg.serving.pages.files import FOLDER, digest
from kg.serving.routes import Routes, route

routes = Routes()

FOREVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=300"


@route(routes, "/static/{path:path}")
async def static(request: Request) -> Response:
    """A file of the pages; one asked for by its digest is kept by browsers."""
    name = request.path_params["path"]
    path = FOLDER / name
    if ".." in Path(name).parts or Path(name).is_absolute() or not path.is_file():
        raise Problem(404, f"There is no file {name!r} here.")
    media_type = "text/javascript" if path.suffix in (".js", ".mjs") else guess_type(path.name)[0]
    lasting = request.query_params.get("v") == digest(name)
    return FileResponse(path, media_type=media_type, headers={"Cache-Control": FOREVER if lasting else SHORT})
