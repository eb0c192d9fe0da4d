"""Which other servers a query would ask. pyoxigraph evaluates SERVICE over HTTP and has no switch against it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.store.sparql_lexer import code_reached

ANYTHING = "*"  # on the list of those allowed: SERVICE may ask any server
GAP = r"(?:[ \t\r\n]|\#[^\r\n]*+)*+"
IRI = r"<[^<>\"{}|^`\x00-\x20]*+>"
NAME = r"[?$:\w][\w:.\-%\\]*+"
SERVICE = re.compile(rf"service{GAP}(?:silent{GAP})?(?P<target>{IRI}|{NAME}){GAP}\{{", re.IGNORECASE)


def asks_others(text: str, allowed: Sequence[str] = ()) -> bool:
    """Whether a query has a SERVICE, but for targets written as IRIs that are allowed."""
    if "service" not in text.casefold():
        return False
    places = {found.start() for found in SERVICE.finditer(text) if not _is_allowed(found["target"], allowed)}
    return bool(code_reached(text, places))


def asked(text: str) -> list[str]:
    """The servers that a query names by SERVICE, as IRIs, each once."""
    found = (match["target"] for match in SERVICE.finditer(text))
    return list(dict.fromkeys(target[1:-1] for target in found if target.startswith("<")))


def _is_allowed(target: str, allowed: Sequence[str]) -> bool:
    """An IRI on the list, or below one on the list that ends in a slash: a bare beginning would also let `http://host.elsewhere` in."""
    iri = target[1:-1]
    return ANYTHING in allowed or (
        "\\" not in iri and any(iri == entry or (entry.endswith("/") and iri.startswith(entry)) for entry in allowed)
    )
