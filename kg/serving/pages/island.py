"""What the scripts of a page are told: an island of JSON in its HTML, which no policy has to let run."""

from __future__ import annotations

from typing import Any

from kg.graph.vocabulary import PREFIXES
from kg.serving.pages.view import View

_SHARED = ("format.", "class.", "scripts.")  # the texts that scripts of all pages may need


def island(view: View, *heads: str, **more: Any) -> dict[str, Any]:
    """Where the page is and in which words it speaks; `heads` are the beginnings of the keys of its texts."""
    texts = {key: text for key, text in view.t.texts.items() if key.startswith((*_SHARED, *heads))}
    return {
        "root": view.root,
        "language": view.language,
        "base": view.base,
        "version": view.version,
        "newest": view.newest,
        "prefixes": PREFIXES,
        "texts": texts,
        **more,
    }
