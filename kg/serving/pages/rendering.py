"""Templates become pages. Everything that templates may call is named here."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from kg.serving.pages.files import FOLDER, asset
from kg.serving.pages.navigation import AREAS
from kg.serving.pages.view import View

# What no HTML document may have (HTML Living Standard, section 13.2.3.5), and halves of characters, which no UTF-8 has.
_NOT_IN_HTML = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


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
    shared = {
        "view": view,
        "t": view.t,
        "root": view.root,
        "asset": partial(asset, view.root),
        "areas": AREAS,
        "reason_word": view.t.reason,
    }
    return _NOT_IN_HTML.sub("\ufffd", environment().get_template(template).render(**shared, **context))
