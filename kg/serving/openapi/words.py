"""The words in which routes tell the OpenAPI document what they take and answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.serving.http.formats import HTML, JSON, JSON_LD
from kg.serving.http.negotiation import Format

Told = dict[str, Any]
TEXT: Told = {"type": "string"}
OBJECT: Told = {"type": "object"}


def parameter(
    name: str,
    description: str,
    schema: Told | None = None,
    *,
    where: str = "query",
    required: bool = False,
    examples: Told | None = None,
) -> Told:
    """A parameter of a URL or a header."""
    told: Told = {"name": name, "in": where, "required": required, "description": description, "schema": schema or TEXT}
    return {**told, "examples": examples} if examples else told


@dataclass(frozen=True, slots=True)
class FormatParameter:
    """The parameter `format`, which names one of the formats on offer."""

    name: str = "format"

    def of(self, formats: Iterable[Format]) -> Told:
        """The parameter with the names of some formats."""
        names = [name for each in formats for name in (each.name, *each.synonyms)]
        told = "Format of the answer; goes before the Accept header."
        return parameter(self.name, told, {"type": "string", "enum": list(dict.fromkeys(names))})


FORMAT = FormatParameter()
VERSION = parameter("version", "Version of the data; the newest if it is not given.", {"type": "string", "minLength": 1})


def of_formats(formats: Iterable[Format]) -> Told:
    """The content of an answer that comes in one of some formats."""
    return {each.media_type: {"schema": OBJECT if each is JSON else {} if each is JSON_LD else TEXT} for each in formats}


def answer(description: str, content: Told | None = None, headers: Mapping[str, str] | None = None) -> Told:
    """A response with its content by media type, and its headers with what they tell."""
    told: Told = {"description": description}
    if content:
        told["content"] = content
    if headers:
        told["headers"] = {name: {"description": meaning, "schema": TEXT} for name, meaning in headers.items()}
    return told


ANSWER_HEADERS = {
    "Data-Version": "Version of the data that the answer is from.",
    "ETag": "To be sent back as If-None-Match; 304 as long as nothing has changed.",
    "Link": "RFC 8288: cite-as leads to this very answer later too; first, prev, next and last to other pages.",
    "Total-Count": "Rows of all pages.",
}
_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_TOLD = {"application/problem+json": {"schema": _PROBLEM}, "text/plain": {"schema": TEXT}, "text/html": {"schema": TEXT}}
RETRY = {"Retry-After": "Seconds to wait."}


def problem(description: str, headers: Mapping[str, str] | None = None) -> Told:
    """A response that tells why a request is not answered as asked."""
    return answer(description, _TOLD, headers)


UNCHANGED = {"304": {"description": "The client has it: If-None-Match names this answer."}}
LIMITED: Told = {"429": problem("The client asks too often.", RETRY), "431": problem("The request's head is too long.")}
REFUSED: Told = {**LIMITED, "400": problem("The request is at fault."), "404": problem("There is no such thing, or no such version.")}
QUERY_LIMITS: Told = {
    "403": problem("The query does what is not allowed here."),
    "406": problem("The answer does not come in a format that the client accepts."),
    "413": problem("The query is too long."),
    "422": problem("The query is nested too deeply, or its result is too large."),
    "500": problem("The server failed; its log says why."),
    "502": problem("A server that the query asks can't be reached."),
    "503": problem("All places are taken.", RETRY),
    "504": problem("The query takes too long."),
    "507": problem("The query takes too much memory."),
}
PROBLEMS: Told = {**UNCHANGED, **REFUSED, **QUERY_LIMITS}
PAGE: Told = {HTML.media_type: {"schema": TEXT}}
