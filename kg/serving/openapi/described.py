"""What the OpenAPI document tells of the SPARQL protocols and of the addresses of things."""

from __future__ import annotations

from kg.serving.http.formats import GRAPH_FORMATS, HTML, SOLUTION_FORMATS
from kg.serving.openapi.words import (
    ANSWER_HEADERS,
    FORMAT,
    OBJECT,
    PAGE,
    PROBLEMS,
    REFUSED,
    TEXT,
    UNCHANGED,
    VERSION,
    Told,
    answer,
    of_formats,
    parameter,
    problem,
)

FORM, QUERY_TYPE, UPDATE_TYPE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
IRIS: Told = {"type": "array", "items": {"type": "string", "format": "iri"}}
IRI: Told = {"type": "string", "format": "iri"}
TOKEN: Told = {"security": [{"token": []}]}
UNAUTHORISED: Told = {
    "401": problem("There is no token in the request, or one that the server does not know.", {"WWW-Authenticate": "Bearer."}),
    "403": problem("The server is read-only, or the request does what is not allowed here."),
}
TOO_LARGE: Told = {"413": problem("The body is too large."), "415": problem("The body is of a type that is not read here.")}
EXAMPLE = "SELECT ?person ?name { ?person a kg:Person ; rdfs:label ?name } LIMIT 10"
DATASET = (
    parameter("default-graph-uri", "Graphs that are the default graph of the query.", IRIS),
    parameter("named-graph-uri", "Graphs that GRAPH finds.", IRIS),
)
ALL_FORMATS = (*SOLUTION_FORMATS, *GRAPH_FORMATS)
RESULT = answer("The result; or, where there is no query, the service description.", of_formats(ALL_FORMATS), ANSWER_HEADERS)


def form(*fields: str) -> Told:
    """The schema of a form with these fields, the first of which it must have."""
    return {"type": "object", "required": list(fields[:1]), "properties": dict.fromkeys(fields, TEXT)}


QUERY: dict[str, Told] = {
    "GET": {
        "parameters": [
            parameter("query", "A query of SPARQL 1.1.", examples={"persons": {"value": EXAMPLE}}),
            *DATASET,
            FORMAT.of(ALL_FORMATS),
            VERSION,
        ],
        "responses": {"200": RESULT, **PROBLEMS},
    },
    "POST": {
        "parameters": [*DATASET, VERSION],
        "requestBody": {
            "required": True,
            "content": {FORM: {"schema": form("query", "format", "version")}, QUERY_TYPE: {"schema": TEXT, "example": EXAMPLE}},
        },
        "responses": {"200": RESULT, **PROBLEMS, **TOO_LARGE, "408": problem("The body does not come in time.")},
    },
}
UPDATE: dict[str, Told] = {
    "POST": {
        **TOKEN,
        "parameters": [
            parameter("using-graph-uri", "Graphs that WHERE sees as the default graph.", IRIS),
            parameter("using-named-graph-uri", "Graphs that GRAPH finds.", IRIS),
        ],
        "requestBody": {"required": True, "content": {FORM: {"schema": form("update")}, UPDATE_TYPE: {"schema": TEXT}}},
        "responses": {"204": {"description": "It was applied."}, **PROBLEMS, **UNAUTHORISED, **TOO_LARGE},
    }
}
NAMED = (parameter("graph", "The IRI of a graph.", IRI), parameter("default", "The default graph; takes no value."))
RDF_BODY: Told = {"required": True, "content": of_formats(GRAPH_FORMATS)}
WRITTEN: Told = {"204": {"description": "It was done."}, **PROBLEMS, **UNAUTHORISED, **TOO_LARGE}
MADE = answer("A graph was made.", headers={"Location": "The IRI of a graph that the request did not name."})
STORE: dict[str, Told] = {
    "GET": {
        "parameters": [*NAMED, FORMAT.of(GRAPH_FORMATS), VERSION],
        "responses": {"200": answer("The graph.", of_formats(GRAPH_FORMATS), ANSWER_HEADERS), **PROBLEMS},
    },
    "PUT": {**TOKEN, "parameters": [*NAMED], "requestBody": RDF_BODY, "responses": {**WRITTEN, "201": MADE}},
    "POST": {**TOKEN, "parameters": [*NAMED], "requestBody": RDF_BODY, "responses": {**WRITTEN, "201": MADE}},
    "DELETE": {**TOKEN, "parameters": [*NAMED], "responses": WRITTEN},
}
ENTITY: dict[str, Told] = {
    "GET": {
        "parameters": [
            parameter("path", "What stands behind /id/ in the IRI; an ending such as .ttl asks for a format.", where="path", required=True),
            FORMAT.of((*GRAPH_FORMATS, HTML)),
            VERSION,
        ],
        "responses": {
            "200": answer("RDF, or a page for browsers.", of_formats((*GRAPH_FORMATS, HTML)), ANSWER_HEADERS),
            "301": {"description": "It is one with another entity now.", "headers": {"Location": {"schema": TEXT}}},
            **PROBLEMS,
        },
    }
}
OTHERS: Told = {"200": answer("A page, RDF or JSON.", {**PAGE, **of_formats(GRAPH_FORMATS), "application/json": {"schema": OBJECT}})}
OTHERS |= {**UNCHANGED, **REFUSED, **PROBLEMS}
