"""What a document tells of an entity, as far as it helps to tell whether another document means the same one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping

from kg.model.entities import Entity, EntityClass, EntityId, Form
from kg.model.extraction import Extraction
from kg.model.identity import fold
from kg.model.profiles import Profile
from kg.model.relations import Bound
from kg.model.text import Document
from kg.resolution.acronyms import is_acronym
from kg.resolution.concepts import Meanings
from kg.resolution.identity import common_names, entity_paths, is_common
from kg.wikidata.items import Item

_GENERIC = 3  # concepts of the name of a body that every country has

ItemsOf = Callable[[str, EntityClass], tuple[Item, ...]]  # the Wikidata items with a name that are of a class


def profiles(document: Document, extraction: Extraction, items_of: ItemsOf, meanings: Meanings) -> list[Profile]:
    """The entities of a document."""
    paths = entity_paths(document.identifier, extraction)
    told = _Told(extraction, items_of, meanings)
    return [_profile(document, entity, paths[entity.id], told) for entity in extraction.entities]


def _profile(document: Document, entity: Entity, path: str, told: _Told) -> Profile:
    names = tuple(dict.fromkeys(name.text for name in entity.names)) if _is_named(entity) else ()
    country = told.country(entity)
    bodies, places, others = told.neighbours(entity.id)
    return Profile(
        document=document.identifier,
        path=path,
        cls=entity.cls,
        label=entity.label.text,
        names=names,
        items=items_for(names, entity.cls, country, told.items_of),
        country=country,
        kind=entity.event_type.value if entity.event_type else "",
        start=told.starts.get(entity.id, ""),
        titles=told.titles(entity.id),
        bodies=bodies,
        places=places,
        others=others,
        issued=str(document.issued or ""),
        home=told.home,
        around=told.around,
    )


def _is_named(entity: Entity) -> bool:
    """Whether it is called by a name anywhere; an event is told by what it is called, whatever that is."""
    return entity.cls is EntityClass.EVENT or any(mention.form is Form.NAME for mention in entity.mentions)


def _only(found: Collection[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _home(extraction: Extraction) -> str | None:
    """The country that a document is about, if most of the places and bodies that it names are there."""
    counts: Counter[str] = Counter()
    for entity in extraction.entities:
        if entity.country:
            counts[entity.country] += len(entity.mentions)
    if not counts:
        return None
    country, count = min(counts.items(), key=lambda row: (-row[1], row[0]))
    return country if count > counts.total() / 2 else None


def items_for(names: Collection[str], cls: EntityClass, country: str | None, items_of: ItemsOf) -> tuple[str, ...]:
    """The items that all of its known names can stand for, else those that one of them can; acronyms count only where there is no more."""
    telling = [name for name in names if not is_acronym(name)] or names
    known = [{item.qid for item in items_of(name, cls) if not country or item.country in (None, country)} for name in telling]
    known = [found for found in known if found]
    return tuple(sorted(set.intersection(*known) or set[str]().union(*known))) if known else ()


class _Told:
    """What the relations, roles and dates of a document say of each entity."""

    def __init__(self, extraction: Extraction, items_of: ItemsOf, meanings: Meanings) -> None:
        self.items_of, self.meanings = items_of, meanings
        self.home = _home(extraction)
        self.around = tuple(sorted({entity.country for entity in extraction.entities if entity.country}))
        self.entities: Mapping[EntityId, Entity] = {entity.id: entity for entity in extraction.entities}
        self.extraction = extraction
        self.starts = {dating.subject: str(dating.date) for dating in extraction.datings if dating.bound is Bound.START}

    def titles(self, entity: EntityId) -> tuple[str, ...]:
        return tuple(sorted({fold(role.title) for role in self.extraction.roles if role.holder == entity}))

    def country(self, entity: Entity) -> str | None:
        """Where an entity lives: as the text tells, as its name tells, where its posts are; a body that every country has, at home."""
        if entity.country:
            return entity.country
        if entity.cls is EntityClass.PERSON:
            return _only({code for other in self._posts(entity.id) if (code := self._body_country(self.entities[other]))})
        return self._body_country(entity) if entity.cls is EntityClass.ORGANISATION else None

    def _body_country(self, entity: Entity) -> str | None:
        meaning = self.meanings.of(entity.label.text)
        if entity.country or meaning.countries:
            return entity.country or _only(meaning.countries)
        is_generic = entity.cls is EntityClass.ORGANISATION and is_common(entity.label.text) and len(meaning.concepts) <= _GENERIC
        return self.home if is_generic and not meaning.concepts & common_names().supranational else None

    def _posts(self, entity: EntityId) -> Iterator[EntityId]:
        for role in self.extraction.roles:
            if role.holder == entity:
                yield from filter(None, (role.place, role.organisation))

    def _key(self, entity: Entity) -> str:
        """What another entity is known by in every language, if it is known: its item; else its name."""
        items = items_for([name.text for name in entity.names], entity.cls, entity.country, self.items_of)
        return min(items) if len(items) == 1 else fold(entity.label.text)

    def neighbours(self, entity: EntityId) -> tuple[tuple[str, ...], ...]:
        """Bodies, places, and others that it is related to."""
        found = set(self._posts(entity))
        for relation in self.extraction.relations:
            if entity in (relation.subject, relation.object):
                found |= {relation.subject, relation.object}
        named: dict[str, set[str]] = {"bodies": set(), "places": set(), "others": set()}
        for other in found - {entity}:
            cls = self.entities[other].cls
            group = {EntityClass.ORGANISATION: "bodies", EntityClass.PLACE: "places"}.get(cls, "others")
            named[group].add(self._key(self.entities[other]))
        return tuple(tuple(sorted(group)) for group in named.values())
