"""Entities of Wikidata in JSON, as dumps, wbgetentities and Special:EntityData give them -> the facts that an item is made of.

Of an entity's JSON only what is needed is decoded; the rest, most of it, is passed over by the parser. Two things of the format are
unlike what one expects: an empty map may be written `[]`, and a merged item comes under the number of the one that it was merged into.
Source: Wikibase's JSON data model, https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from kg.errors import WikidataError

LANGUAGES = ("en", "fr")  # that texts are read in
ALL = "mul"  # the "language" of a label that holds for all languages: that of many persons
MOST_ALIASES = 40
LONGEST = 250  # characters; Wikidata allows no longer label
YEAR = 9  # precision from which a point in time tells its year

_TIME = re.compile(r"([+-]\d+)-")


class _Value(msgspec.Struct):
    id: str | None = None  # of an item
    time: str | None = None  # "+1960-11-28T00:00:00Z"
    precision: int = 0


class _DataValue(msgspec.Struct):
    value: _Value | str | int | float | list[object] | None = None


class _Snak(msgspec.Struct):
    snaktype: str = "value"  # or "somevalue", "novalue": then there is no datavalue
    datavalue: _DataValue | None = None


class _Qualifiers(msgspec.Struct):
    P582: list[_Snak] = []  # end time


class _Statement(msgspec.Struct):
    mainsnak: _Snak
    rank: str = "normal"
    qualifiers: _Qualifiers | list[object] | None = None


class _Claims(msgspec.Struct):
    """The properties that an item is made of."""

    P31: list[_Statement] = []  # instance of
    P279: list[_Statement] = []  # subclass of
    P17: list[_Statement] = []  # country
    P27: list[_Statement] = []  # country of citizenship
    P1001: list[_Statement] = []  # applies to jurisdiction
    P495: list[_Statement] = []  # country of origin
    P297: list[_Statement] = []  # ISO 3166-1 alpha-2 code
    P569: list[_Statement] = []  # date of birth
    P571: list[_Statement] = []  # inception
    P580: list[_Statement] = []  # start time
    P585: list[_Statement] = []  # point in time
    P570: list[_Statement] = []  # date of death
    P576: list[_Statement] = []  # dissolved, abolished or demolished
    P582: list[_Statement] = []  # end time


class _Term(msgspec.Struct):
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an entity says of itself; what its classes and countries are, others say. Numbers are those of QIDs."""

    number: int
    labels: Mapping[str, str]  # language -> text
    aliases: tuple[str, ...] = ()
    description: str = ""
    types: tuple[int, ...] = ()  # instance of
    superclasses: tuple[int, ...] = ()  # subclass of
    countries: tuple[int, ...] = ()  # items
    code: str | None = None  # ISO 3166-1 alpha-2, of a country
    begin: int | None = None
    end: int | None = None
    sitelinks: int = 0
    modified: str = ""  # ISO 8601


class Reader:
    """Reads entities, with their names in some languages."""

    def __init__(self, languages: Sequence[str] = LANGUAGES) -> None:
        self.languages = tuple(dict.fromkeys(languages))
        self.tongues = (*self.languages, ALL) if ALL not in self.languages else self.languages
        entity = msgspec.defstruct("Entity", [("type", str, "item"), ("id", str, ""), *self._fields()])
        self._one: msgspec.json.Decoder[Any] = msgspec.json.Decoder(entity)
        self._some: msgspec.json.Decoder[Any] = msgspec.json.Decoder(
            msgspec.defstruct("Answer", [("entities", dict[str, entity] | list[object], [])])  # type: ignore[valid-type]
        )

    def _fields(self) -> list[tuple[str, Any, Any]]:
        """The parts of an entity; the others of its many languages are passed over."""
        one = [(f"t{n}", _Term | None, msgspec.field(name=tongue, default=None)) for n, tongue in self._named()]
        some: list[tuple[str, Any, Any]] = [(f"t{n}", list[_Term], msgspec.field(name=tongue, default=[])) for n, tongue in self._named()]
        term, aliases = msgspec.defstruct("Terms", one), msgspec.defstruct("Aliases", some)
        return [
            ("labels", term | list[object] | None, None),
            ("descriptions", term | list[object] | None, None),
            ("aliases", aliases | list[object] | None, None),
            ("claims", _Claims | list[object] | None, None),
            ("sitelinks", dict[str, msgspec.Raw] | list[object] | None, None),
            ("modified", str, ""),
            ("missing", str | None, None),
        ]

    def _named(self) -> Iterator[tuple[int, str]]:
        return enumerate(self.tongues)

    def entity(self, text: bytes) -> Facts | None:
        """The facts of one entity; None if it is a property or lexeme, or has no QID.

        Raises:
            WikidataError: it is no JSON, or not that of an entity.
        """
        try:
            return self._facts(self._one.decode(text))
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise WikidataError(f"not the JSON of an entity: {error}") from error

    def answer(self, text: bytes) -> dict[str, Facts | None]:
        """The entities of an answer of wbgetentities or Special:EntityData, by the QIDs that were asked for.

        One that was merged into another comes as that one, under the number that was asked for; one that is missing is None.

        Raises:
            WikidataError: it is no JSON, or no such answer.
        """
        try:
            entities = self._some.decode(text).entities
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise WikidataError(f"not an answer with entities: {error}") from error
        return {qid: self._facts(entity) for qid, entity in entities.items()} if isinstance(entities, dict) else {}

    def _facts(self, entity: Any) -> Facts | None:
        if entity.missing is not None or entity.type != "item" or not is_qid(entity.id):
            return None
        labels = self._labels(entity.labels)
        claims = entity.claims if isinstance(entity.claims, _Claims) else _NONE
        return Facts(
            number=int(entity.id[1:]),
            labels=labels,
            aliases=self._aliases(entity.aliases, labels),
            description=next(iter(self._texts(entity.descriptions).values()), ""),
            types=_items(claims.P31),
            superclasses=_items(claims.P279),
            countries=_countries(claims),
            code=next((value for value in _values(claims.P297) if isinstance(value, str)), None),
            begin=_year(claims.P569, claims.P571, claims.P580, claims.P585),
            end=_year(claims.P570, claims.P576, claims.P582, claims.P585),
            sitelinks=len(entity.sitelinks) if isinstance(entity.sitelinks, dict) else 0,
            modified=entity.modified,
        )

    def _texts(self, terms: Any) -> dict[str, str]:
        """The texts by language, in the order of the languages."""
        found = ((tongue, getattr(terms, f"t{n}", None)) for n, tongue in self._named())
        return {tongue: " ".join(term.value.split())[:LONGEST] for tongue, term in found if isinstance(term, _Term) and term.value.strip()}

    def _labels(self, terms: Any) -> dict[str, str]:
        """The labels; one that holds for all languages stands for the first that has none of its own."""
        texts = self._texts(terms)
        general = texts.pop(ALL, None)
        if general and self.languages[0] not in texts:
            texts = {self.languages[0]: general} | texts
        return texts

    def _aliases(self, terms: Any, labels: Mapping[str, str]) -> tuple[str, ...]:
        found = (" ".join(term.value.split()) for n, _ in self._named() for term in getattr(terms, f"t{n}", ()))
        known = set(labels.values())
        return tuple(dict.fromkeys(text for text in found if text and text not in known and len(text) <= LONGEST))[:MOST_ALIASES]


def is_qid(text: str) -> bool:
    """Whether a text is the identifier of an item: "Q42"."""
    return text[:1] == "Q" and text[1:].isascii() and text[1:].isdigit() and text[1] != "0"


_NONE = _Claims()


def _best(statements: list[_Statement]) -> list[_Statement]:
    """The statements of the highest rank that say something; those that are deprecated never hold."""
    telling = [statement for statement in statements if statement.rank != "deprecated"]
    return [statement for statement in telling if statement.rank == "preferred"] or telling


def _values(statements: list[_Statement]) -> Iterator[Any]:
    """The values, as far as they are known: a value can be stated to be unknown, or not to exist."""
    for statement in _best(statements):
        if statement.mainsnak.snaktype == "value" and statement.mainsnak.datavalue is not None:
            yield statement.mainsnak.datavalue.value


def _items(statements: list[_Statement]) -> tuple[int, ...]:
    return tuple(int(value.id[1:]) for value in _values(statements) if isinstance(value, _Value) and value.id and is_qid(value.id))


def _countries(claims: _Claims) -> tuple[int, ...]:
    """The items of the countries that an item is of now: of citizenship, of jurisdiction, where it is, or where it is from."""
    for statements in (claims.P27, claims.P1001, claims.P17, claims.P495):
        if found := _items([statement for statement in statements if not _is_over(statement)]):
            return found
    return ()


def _is_over(statement: _Statement) -> bool:
    return isinstance(statement.qualifiers, _Qualifiers) and bool(statement.qualifiers.P582)


def _year(*properties: list[_Statement]) -> int | None:
    """The year of the first point in time that is known to the year; years before the common era are negative."""
    for statements in properties:
        for value in _values(statements):
            if isinstance(value, _Value) and value.time and value.precision >= YEAR and (match := _TIME.match(value.time)):
                return int(match.group(1))
    return None
