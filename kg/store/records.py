"""What a saved query tells programs: the same from the command line and over HTTP."""

from __future__ import annotations

from typing import Any

from kg.store.parameters import Parameter
from kg.store.queries import SavedQuery


def as_record(query: SavedQuery) -> dict[str, Any]:
    """A saved query for programs; the names of its keys stay."""
    return {
        "name": query.name,
        "form": query.form,
        "summary": dict(query.summaries),
        "description": dict(query.descriptions),
        "tags": list(query.tags),
        **({"services": list(query.services)} if query.services else {}),
        "parameters": [_parameter(parameter) for parameter in query.parameters],
        "query": query.text,
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    more: dict[str, Any] = {"values": list(parameter.values)} if parameter.values else {}
    if parameter.least is not None and parameter.most is not None:
        more |= {"minimum": float(parameter.least), "maximum": float(parameter.most)}
    return {
        "name": parameter.name,
        "type": parameter.type,
        "required": parameter.required,
        "default": parameter.default,
        "description": dict(parameter.descriptions),
        "expected": parameter.expected,
        "examples": list(parameter.examples),
        **more,
    }
