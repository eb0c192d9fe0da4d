"""/static: style sheets, scripts and pictures of the pages, under addresses that change when they do."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from kg.serving.problems import Problem
from kg.serving.routes import route

router = APIRouter()

FOLDER = Path(__file__).parents[1] / "static"
DIGITS = 10  # of the digest in an address
FOREVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=300"


@route(router, "/static/{path:path}")
async def static(request: Request) -> Response:
    """A file of the pages; one asked for by its digest is kept by browsers."""
    name = request.path_params["path"]
    path = FOLDER / name
    if ".." in Path(name).parts or Path(name).is_absolute() or not path.is_file():
        raise Problem(404, f"There is no file {name!r} here.")
    media_type = "text/javascript" if path.suffix in (".js", ".mjs") else guess_type(path.name)[0]
    lasting = request.query_params.get("v") == digest(name)
    return FileResponse(path, media_type=media_type, headers={"Cache-Control": FOREVER if lasting else SHORT})


def asset(root: str, name: str) -> str:
    """The address of a file, with its digest."""
    return f"{root}/static/{name}?v={digest(name)}"


@cache
def digest(name: str) -> str:
    """The beginning of the SHA-256 digest of a file that is there for as long as the server runs."""
    return sha256((FOLDER / name).read_bytes()).hexdigest()[:DIGITS]
