"""RDF sent by a browser's form, as multipart/form-data (Graph Store Protocol, section 5.5)."""

from __future__ import annotations

from dataclasses import dataclass
from email import policy
from email.message import Message
from email.parser import BytesParser

from kg.serving.http.problems import Problem


@dataclass(frozen=True, slots=True)
class Part:
    """A body, or a part of one."""

    content_type: str | None
    content: bytes


def is_multipart(content_type: str | None) -> bool:
    return (content_type or "").partition(";")[0].strip().lower() == "multipart/form-data"


def split_parts(body: bytes, content_type: str | None) -> list[Part]:
    """The parts of a multipart/form-data body.

    Raises:
        Problem: 400, it is not well-formed.
    """
    header = f"Content-Type: {content_type}\r\nMIME-Version: 1.0\r\n\r\n".encode("latin-1", "replace")
    message: Message = BytesParser(policy=policy.compat32).parsebytes(header + body)
    parts = message.get_payload()
    if not isinstance(parts, list) or message.defects:
        raise Problem(400, "The multipart/form-data body is not well-formed: its boundary is missing or its end is.")
    return [_part(part) for part in parts if isinstance(part, Message)]


def _part(part: Message) -> Part:
    content = part.get_payload(decode=True)
    return Part(part.get("Content-Type"), content if isinstance(content, bytes) else b"")
