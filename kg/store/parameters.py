"""The typed parameters of a saved query: a word of the user becomes RDF terms, or a message that says what was expected.

| type | takes |
|---|---|
| string | any text, as it is |
| words | text that is looked for without case, accents and punctuation; it is bound folded, see `kg.store.names.fold` |
| integer | -9223372036854775808 to 9223372036854775807 |
| decimal | 0.8 |
| boolean | true or false |
| year | 2017 |
| date | 2017, 2017-07 or 2017-07-19: as precise as it is written |
| language | fr, en or another code of ISO 639 |
| iri | a full IRI, or one with a known prefix: wd:Q148 |
| concept | a term of the ontology, by its local name or IRI: launch |
| entity | the name of an entity, or its IRI: Anna Meyer, <https://…/id/person/anna-meyer>, id:person/anna-meyer |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from kg.errors import ParameterError
from kg.graph.vocabulary import DATE, DECIMAL, GYEAR, GYEAR_MONTH, KG, PREFIXES, XSD
from kg.store.names import Graph, current, entities_named, fold

Term = NamedNode | Literal
Reader = Callable[[str, Graph], list[Term]]

_INTEGER = NamedNode(XSD + "integer")
_BOOLEAN = NamedNode(XSD + "boolean")
SHOWN = 100  # characters of a value in a message
_INTEGER_BITS = 63  # Oxigraph computes with 64-bit integers
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_CURIE = re.compile(r"([A-Za-z][\w.-]*):(\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a saved query. Without default and not required, its variable stays unbound when no value is given."""

    name: str
    type: str
    default: str | None = None
    required: bool = False
    descriptions: Mapping[str, str] = field(default_factory=dict)  # by language
    values: tuple[str, ...] = ()  # those that are taken; none: all of its type
    least: Decimal | None = None  # of a number
    most: Decimal | None = None
    own_examples: tuple[str, ...] = ()

    @property
    def examples(self) -> tuple[str, ...]:
        """Its own, or one of its type."""
        return self.own_examples or self.values[:1] or (TYPES[self.type].example,)

    @property
    def expected(self) -> str:
        """What it takes, as it stands in messages."""
        if self.values:
            return f"one of {', '.join(self.values)}"
        between = f" from {self.least} to {self.most}" if self.least is not None else ""
        return TYPES[self.type].expected + between

    def terms(self, value: str, graph: Graph) -> list[Term]:
        """The RDF terms that a value stands for; several where an entity's name is borne by several.

        Raises:
            ParameterError: the value is not of the parameter's type, or not one of those that it takes.
        """
        given = value.strip() if self.type != "string" else value
        try:
            if not self._takes(given):
                raise ValueError
            return TYPES[self.type].read(given, graph)
        except ParameterError as error:
            raise ParameterError(f"parameter {self.name!r}: {error}") from None
        except ValueError:
            raise ParameterError(f"parameter {self.name!r}: expected {self.expected}, got {shortened(value)}") from None

    def _takes(self, value: str) -> bool:
        if self.values:
            return value in self.values
        try:
            return self.least is None or self.most is None or self.least <= Decimal(value) <= self.most
        except InvalidOperation:
            return False


@dataclass(frozen=True, slots=True)
class ParameterType:
    """How values of a type are read. `read` raises ValueError for what is not of the type."""

    expected: str  # as it stands in messages: "expected …"
    read: Reader
    example: str


def shortened(value: str) -> str:
    """A value as a message shows it."""
    return repr(value if len(value) <= SHOWN else value[:SHOWN] + "…")


def _string(value: str, _: Graph) -> list[Term]:
    return [Literal(value)]


def _words(value: str, _: Graph) -> list[Term]:
    folded = fold(value)
    if value and not folded:
        raise ValueError
    return [Literal(folded)]


def _integer(value: str, _: Graph) -> list[Term]:
    if not re.fullmatch(r"[+-]?\d{1,19}", value, re.ASCII) or not -(2**_INTEGER_BITS) <= int(value) < 2**_INTEGER_BITS:
        raise ValueError
    return [Literal(str(int(value)), datatype=_INTEGER)]


def _decimal(value: str, _: Graph) -> list[Term]:
    if not re.fullmatch(r"[+-]?\d{1,18}(\.\d{1,18})?", value, re.ASCII):
        raise ValueError
    return [Literal(value, datatype=DECIMAL)]


def _boolean(value: str, _: Graph) -> list[Term]:
    if value.lower() not in {"true", "false"}:
        raise ValueError
    return [Literal(value.lower(), datatype=_BOOLEAN)]


def _year(value: str, _: Graph) -> list[Term]:
    if not re.fullmatch(r"\d{4}", value, re.ASCII):
        raise ValueError
    return [Literal(value, datatype=GYEAR)]


def _date(value: str, _: Graph) -> list[Term]:
    match = _DATE.fullmatch(value)
    if not match:
        raise ValueError
    year, month, day = match.groups()
    date(int(year), int(month or 1), int(day or 1))  # refuses 2017-02-30
    return [Literal(value, datatype=DATE if day else GYEAR_MONTH if month else GYEAR)]


def _language(value: str, _: Graph) -> list[Term]:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError
    return [Literal(value)]


def _iri(value: str, graph: Graph) -> list[Term]:
    iri = as_iri(value, graph)
    if iri is None:
        raise ValueError
    return [iri]


def _concept(value: str, graph: Graph) -> list[Term]:
    return [NamedNode(KG + value)] if re.fullmatch(r"\w+", value) else _iri(value, graph)


def _entity(value: str, graph: Graph) -> list[Term]:
    if not value:
        raise ValueError
    iri = as_iri(value, graph)
    return [current(graph, iri)] if iri else list(entities_named(graph, value))


def as_iri(value: str, graph: Graph) -> NamedNode | None:
    """The IRI that a word writes in full, in angle brackets or with a known prefix; None where it writes none.

    Raises:
        ValueError: it begins as an IRI and has a character that no IRI has.
    """
    if value.startswith("<") and value.endswith(">"):
        return NamedNode(value[1:-1])
    match = _CURIE.fullmatch(value)
    if not match:
        return None
    prefix, local = match.groups()
    if local.startswith("//") or prefix == "urn":
        return NamedNode(value)
    namespace = (PREFIXES | own_prefixes(graph.base)).get(prefix)
    return NamedNode(namespace + local) if namespace else None


def own_prefixes(base: str) -> dict[str, str]:
    """Prefixes of the instances of a store, for reading and for tables."""
    return {"id": f"{base}id/", "doc": f"{base}doc/", "graph": f"{base}graph/"}


TYPES: Mapping[str, ParameterType] = {
    "string": ParameterType("text", _string, "public safety"),
    "words": ParameterType("one or more words", _words, "public safety"),
    "integer": ParameterType("an integer like 3", _integer, "3"),
    "decimal": ParameterType("a decimal like 0.8", _decimal, "0.8"),
    "boolean": ParameterType("true or false", _boolean, "true"),
    "year": ParameterType("a year like 2017", _year, "2017"),
    "date": ParameterType("a date like 2017, 2017-07 or 2017-07-19", _date, "2017-07"),
    "language": ParameterType("the code of a language like en or fr", _language, "fr"),
    "iri": ParameterType("an IRI like https://… or wd:Q148", _iri, "wd:Q148"),
    "concept": ParameterType("a term of the ontology like launch, or an IRI", _concept, "launch"),
    "entity": ParameterType("the name of an entity, or its IRI", _entity, "Anna Meyer"),
}
