"""Conditional requests (RFC 9110, section 13): a client that has the result of this version of the data is not sent it again."""

from __future__ import annotations

import re
from zlib import crc32

Wanted = tuple[str | None, str | None, str | None]  # Accept, the format by name, the coding

CHANGING = ("now", "rand", "uuid", "bnode", "service")  # what may give another result each time; struuid has uuid in it
CHANGES = re.compile(rf"(?:{'|'.join(CHANGING)})\s*(?:[(<?$]|\w*:)", re.IGNORECASE)


def entity_tag(version: str, wanted: Wanted) -> str:
    """Names the result of the query of a URL: by the version of the data and the way the client wants it.

    It is weak, since the order of rows may be another each time.
    """
    return f'W/"{version}-{crc32(repr(wanted).encode()):08x}"'


def is_repeatable(text: str) -> bool:
    """Whether a query has the same result as long as the data is the same. In doubt it has not."""
    lowered = text.lower()
    return not any(word in lowered for word in CHANGING) or CHANGES.search(text) is None


def is_unchanged(tag: str, if_none_match: str | None) -> bool:
    """Whether the client has what the tag names; weak comparison."""
    if if_none_match is None:
        return False
    known = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return "*" in known or tag.removeprefix("W/") in known
