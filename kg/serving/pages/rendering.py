"""Templates become pages. Everything that templates may call is named here."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from kg.serving.pages.files import FOLDER, asset
from kg.serving.pages.navigation import AREAS
from kg.serving.pages.view import View


@cache
def environment() -> Environment:
    """Templates escape whatever they are given, and fail at what they are not given."""
    return Environment(
        loader=FileSystemLoader(FOLDER.parent / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )


def render(template: str, view: View, **context: Any) -> str:
    """A page as text. A template has the view, its texts as `t`, and what it is given."""
    shared = {"view": view, "t": view.t, "root": view.root, "asset": partial(asset, view.root), "areas": AREAS}
    return environment().get_template(template).render(**shared, **context)
