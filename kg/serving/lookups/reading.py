"""Reads the requests that a process answers on a connection of a client: by GET, of one path, with usual headers.

It takes a small part of HTTP/1.1 (RFC 9112), in the one way that it is mostly written; there is but one way to read that, and the server's
own parser reads it likewise. Whatever else comes is for the server.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.serving.http.problems import Problem
from kg.serving.protocol.parameters import parse

UNDERSTOOD = frozenset({"query", "format"})  # parameters
USUAL = frozenset(  # headers that make no difference to an answer, beside those that are read
    (b"accept-language", b"cache-control", b"dnt", b"host", b"pragma", b"priority", b"referer", b"user-agent")
)
LINE = re.compile(rb"GET (/[A-Za-z0-9._~/-]*+)\?([A-Za-z0-9%&=+._~!*'(),;:@/?$-]*+) HTTP/1\.1")
HEADER = re.compile(rb"([A-Za-z-]+): ([!-~](?:[ -~]*[!-~])?)")
REMEMBERED = 64  # heads without their first lines: a client repeats its own


class Asked(NamedTuple):
    """A query as a request has it."""

    text: str
    format: str | None
    accept: str | None
    accept_encoding: str | None


def read(head: bytes, path: bytes) -> Asked | None:
    """What the head of a request asks for, which comes without the empty line at its end; None: it is not a usual query."""
    line, _, rest = head.partition(b"\r\n")
    found = LINE.fullmatch(line)
    headers = _headers(rest)
    if found is None or headers is None or found[1] != path:
        return None
    try:
        parameters = parse(found[2])
    except Problem:
        return None
    names = [name for name, _ in parameters.pairs]
    if "query" not in names or len(names) > len(set(names)) or not UNDERSTOOD.issuperset(names):
        return None
    return Asked(parameters.one("query") or "", parameters.format, *headers)


@lru_cache(REMEMBERED)
def _headers(lines: bytes) -> tuple[str | None, str | None] | None:
    """Accept and Accept-Encoding; None: there is another header, or one twice, or one that is written otherwise."""
    found: dict[bytes, bytes] = {}
    for line in lines.split(b"\r\n"):
        header = HEADER.fullmatch(line)
        if header is None or header[1].lower() in found:
            return None
        found[header[1].lower()] = header[2]
    accept, coding = (found.pop(name).decode() if name in found else None for name in (b"accept", b"accept-encoding"))
    usual = found.pop(b"connection", b"keep-alive").lower() == b"keep-alive" and USUAL.issuperset(found)
    return (accept, coding) if usual else None
