"""What the OpenAPI document tells of searches: what they take beside the words, and what they answer."""

from __future__ import annotations

from kg.search.records import Kind
from kg.serving.openapi.words import REFUSED, RETRY, TEXT, VERSION, Told, answer, problem

NUMBER: Told = {"type": "integer", "minimum": 0}
NULLABLE: Told = {"type": ["string", "null"]}
KIND: Told = {"type": "string", "enum": [kind.value for kind in Kind]}
LABELS: Told = {"type": "object", "additionalProperties": TEXT, "description": "By language; an empty one for none."}
MARKS: Told = {
    "type": "array",
    "items": {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2},
    "description": "What was found: begin and end, in code points.",
}


def _object(properties: Told, *, nullable: bool = False) -> Told:
    return {"type": ["object", "null"] if nullable else "object", "required": list(properties), "properties": properties}


SNIPPET = _object(
    {
        "text": TEXT,
        "marks": MARKS,
        "begin": {**NUMBER, "description": "Where it begins in the text of a document."},
        "cutBefore": {"type": "boolean"},
        "cutAfter": {"type": "boolean"},
    },
    nullable=True,
)
THING: Told = {"iri": TEXT, "url": NULLABLE, "kind": KIND, "label": TEXT, "labels": LABELS, "documents": NUMBER}
HIT = _object(
    {
        **THING,
        "score": {"type": "number"},
        "language": NULLABLE,
        "date": NULLABLE,
        "publisher": NULLABLE,
        "document": _object({"iri": TEXT, "url": NULLABLE}, nullable=True),
        "speaker": _object({"iri": TEXT, "url": NULLABLE, "label": TEXT}, nullable=True),
        "snippet": SNIPPET,
    }
)
STATE: Told = {
    "version": TEXT,
    "current": {"type": "boolean", "description": "Whether the index tells of just this version: not where updates were made since."},
}
HITS: Told = {"type": "array", "items": HIT}
FOUND = _object(
    {
        **STATE,
        "query": TEXT,
        "words": {"type": "string", "enum": ["all", "any"]},
        "total": NUMBER,
        "complete": {"type": "boolean", "description": "Whether all was looked at; else the numbers are lower bounds."},
        "counts": {"type": "object", "additionalProperties": NUMBER, "description": "Of each kind, asked for or not."},
        "page": NUMBER,
        "limit": NUMBER,
        "links": {"type": "object", "additionalProperties": TEXT},
        "hits": HITS,
    }
)
SUGGESTED = _object({**STATE, "query": TEXT, "suggestions": {"type": "array", "items": _object({**THING, "name": TEXT, "marks": MARKS})}})
SIMILAR = _object({**STATE, "query": NULLABLE, "statement": NULLABLE, "hits": HITS})

_HEADERS = {"Data-Version": "Version of the data that the answer is from."}
_PAGED = {**_HEADERS, "Link": "RFC 8288: prev and next lead to other pages.", "Total-Count": "Hits of all pages."}
_LIMITS = {"503": problem("All places for searches are taken.", RETRY), "504": problem("The search takes too long.")}


def told(schema: Told, *, paged: bool = False) -> Told:
    """An operation that answers with JSON of a schema."""
    found = answer("What was found.", {"application/json": {"schema": schema}}, _PAGED if paged else _HEADERS)
    return {"GET": {"parameters": [VERSION], "responses": {"200": found, **REFUSED, **_LIMITS}}}
