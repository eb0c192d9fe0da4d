"""Addresses made from content, never from the order of reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from urllib.parse import quote

from kg.model.entities import EntityId

SLUG_LENGTH = 64  # characters: an address that a person can still read
DIGEST_LENGTH = 8  # hexadecimal digits: one clash in 65,000 nodes of the same class and name

_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
)
_WORDS = re.compile(r"[^\W_]+")
_DETERMINERS = re.compile(r"^(?:l['’]|d['’]|les? |la |une? |des |the |an? |this |cette |cet |ce )+", re.IGNORECASE)


def without_determiner(name: str) -> str:
    """A name without an article or demonstrative in front."""
    return _DETERMINERS.sub("", name.strip())


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """A name without case, accents, punctuation or a determiner in front: what two spellings of it have in common."""
    plain = without_determiner(text)
    if not plain.isascii():
        marked = unicodedata.normalize("NFKD", plain.translate(_LIGATURES))
        plain = "".join([c for c in marked if not unicodedata.combining(c)])
    return " ".join(_WORDS.findall(plain.casefold()))


def slug(text: str) -> str:
    """A name as a part of an address: "Égalité & Droits" -> "egalite-droits"; letters of other scripts are kept."""
    words = fold(text).replace(" ", "-")
    if len(words) > SLUG_LENGTH:
        words = words[: SLUG_LENGTH + 1].rsplit("-", 1)[0][:SLUG_LENGTH]
    return words or "x"


def digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]


@dataclass(frozen=True)
class Addresses:
    """The IRIs of one document's nodes."""

    base: str
    identifier: str
    paths: Mapping[EntityId, str]

    @cached_property
    def document(self) -> str:
        return f"{self.base}doc/{quote(self.identifier)}"

    @property
    def graph(self) -> str:
        return f"{self.base}graph/doc/{quote(self.identifier)}"

    def entity(self, entity: EntityId) -> str:
        return f"{self.base}id/{quote(self.paths[entity])}"

    def stretch(self, begin: int, end: int) -> str:
        """A stretch of the document, as a fragment of RFC 5147."""
        return f"{self.document}#char={begin},{end}"

    def role(self, holder: EntityId, *facts: str) -> str:
        return f"{self.base}id/role/{quote(self.paths[holder].split('/', 1)[1])}-{digest(self.paths[holder], *facts)}"

    def statement(self, content: str, number: int) -> str:
        """`number` counts statements of the same content in the same document."""
        return f"{self.base}id/statement/{quote(slug(content)[:32].rstrip('-'))}-{digest(self.identifier, content, str(number))}"

    def amount(self, value: str, currency: str) -> str:
        return f"{self.base}id/amount/{currency.lower()}-{value}"

    def fact(self, *parts: str) -> str:
        return f"{self.document}#fact={digest(*parts)}{digest('fact', *parts)[:4]}"
