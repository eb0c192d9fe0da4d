"""The heads of results: what each tells of the data and of its body, and the whole of a head that is sent without the application."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kg.serving.http.conditional import Wanted, entity_tag

OK = b"HTTP/1.1 200 OK\r\n"
REMEMBERED = 256  # heads, of which there are as many as clients and formats


def result_headers(version: str, tag: str | None) -> dict[str, str]:
    """What the head of every result tells: its version, and, if it has a tag, that a client may keep it and ask whether it holds."""
    headers = {"Vary": "Accept, Accept-Encoding", "Data-Version": version}
    return headers if tag is None else {**headers, "ETag": tag, "Cache-Control": "no-cache"}


def content_headers(content_type: str, coding: str | None) -> dict[str, str]:
    """What the head of a response tells of its body."""
    return {"Content-Type": content_type} if coding is None else {"Content-Type": content_type, "Content-Encoding": coding}


def lines(headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Headers as they are sent."""
    return b"".join(b"%b: %b\r\n" % header for header in headers)


@lru_cache(REMEMBERED)
def head_of(version: str, wanted: Wanted, repeatable: bool, content_type: str, coding: str | None) -> bytes:
    """The status line of a whole result, and its headers but for those that all responses have, and its length."""
    tag = entity_tag(version, wanted) if repeatable else None
    headers = result_headers(version, tag) | content_headers(content_type, coding)
    return OK + lines((name.lower().encode(), value.encode()) for name, value in headers.items())
