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
from kg.resolution.common_names import common_names
from kg.resolution.concepts import Meanings
from kg.resolution.identity import entity_paths, is_common, is_everywhere, tells_who
from kg.resolution.occupations import stage
from kg.wikidata.items import Item

_HOME = 2 / 3  # share of the mentions of places in a document's own country
_GENERIC = 3  # concepts of the name of a body that every country has

ItemsOf = Callable[[str, EntityClass], tuple[Item, ...]]  # the Wikidata items with a name that are of a class


def profiles(document: Document, extraction: Extraction, items_of: ItemsOf, meanings: Meanings) -> list[Profile]:
    """The entities of a document."""
    paths = entity_paths(document.identifier, extraction)
    told = _Told(extraction, items_of, meanings)
    return [_profile(document, entity, paths[entity.id], told) for entity in extraction.entities]


def _profile(document: Document, entity: Entity, path: str, told: _Told) -> Profile:
    names = _own(entity, told.meanings) if _is_named(entity) else ()
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
        titles=(titles := told.titles(entity.id)),
        stage=stage(titles) if entity.cls is EntityClass.PERSON else "",
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


def _own(entity: Entity, meanings: Meanings) -> tuple[str, ...]:
    """The names of an entity without those that a text uses for short, and that others have in full."""
    names = tuple(dict.fromkeys(name.text for name in entity.names))
    borrowed = {EntityClass.ORGANISATION: _is_headquarters, EntityClass.PLACE: _is_town}.get(entity.cls)
    return tuple(name for name in names if not any(borrowed(name, whole, meanings) for whole in names)) if borrowed else names


def _is_headquarters(name: str, whole: str, meanings: Meanings) -> bool:
    """Whether a name is the beginning of another without its country: "BBC" of "BBC Turquie"."""
    return bool(meanings.of(whole).countries) and fold(whole).startswith(f"{fold(name)} ")


def _is_town(name: str, whole: str, meanings: Meanings) -> bool:
    """Whether a name is that of the town that a part of a country is called by: "Thiès" of "région de Thiès"."""
    town, added = meanings.of(name).concepts, meanings.of(whole).concepts - meanings.of(name).concepts
    return bool(added) and added <= common_names().named_after_towns and not any(map(meanings.is_known, town))


def _only(found: Collection[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _home(extraction: Extraction, items_of: ItemsOf) -> str | None:
    """The country of a document: that of most persons and bodies that it names, as far as it is known.

    Places tell less, for a visit or an agreement brings another country into a text more often than one's own: where no actor's country is
    known, by far most of them have to be in one country, with more than one mention.
    """
    actors, places = Counter[str](), Counter[str]()
    for entity in extraction.entities:
        known = entity.country or _known_country(entity, items_of)
        if known:
            (places if entity.cls is EntityClass.PLACE else actors)[known] += len(entity.mentions)
    if actors:
        return _leading(actors, 1 / 2)
    return _leading(places, _HOME) if places.total() > 1 else None


def _known_country(entity: Entity, items_of: ItemsOf) -> str | None:
    """The country of all that a name may stand for; of what every country has there is one of each."""
    name = entity.label.text
    is_telling = tells_who(name, entity.cls) and not is_acronym(name)  # most bodies that some letters stand for are not known
    found = {item.country or "" for item in items_of(name, entity.cls)} if is_telling else ()
    return _only(found) or None


def _leading(counts: Counter[str], share: float) -> str | None:
    """The country with more than a share of all mentions."""
    country, count = max(counts.items(), key=lambda row: (row[1], row[0]), default=("", 0))
    return country if count > share * counts.total() else None


def items_for(names: Collection[str], cls: EntityClass, country: str | None, items_of: ItemsOf) -> tuple[str, ...]:
    """The items that all of its known names can stand for, else those that one of them can; acronyms, and surnames of persons, count only
    where there is no more: "Veska" does not tell which Veska "Oru Veska" is."""
    telling = [name for name in names if not is_acronym(name)] or names
    if cls is EntityClass.PERSON:
        telling = [name for name in telling if " " in fold(name)] or telling
    known = [{item.qid for item in items_of(name, cls) if _fits(item, name, cls, country)} for name in telling]
    known = [found for found in known if found]
    return tuple(sorted(set.intersection(*known) or set[str]().union(*known))) if known else ()


def _fits(item: Item, name: str, cls: EntityClass, country: str | None) -> bool:
    """Whether an item can be meant in a country; what every country has is known only as that country's."""
    return item.country == country is not None if is_everywhere(name, cls) else not country or item.country in (None, country)


class _Told:
    """What the relations, roles and dates of a document say of each entity."""

    def __init__(self, extraction: Extraction, items_of: ItemsOf, meanings: Meanings) -> None:
        self.items_of, self.meanings = items_of, meanings
        self._told_countries = Counter(entity.country for entity in extraction.entities if entity.country)
        self.home = _home(extraction, items_of)
        self.around = tuple(sorted({told.country for told in extraction.entities if told.country and self._is_told(told)}))
        self.entities: Mapping[EntityId, Entity] = {entity.id: entity for entity in extraction.entities}
        self.extraction = extraction
        self.starts = {dating.subject: str(dating.date) for dating in extraction.datings if dating.bound is Bound.START}

    def titles(self, entity: EntityId) -> tuple[str, ...]:
        return tuple(sorted({fold(role.title) for role in self.extraction.roles if role.holder == entity}))

    def country(self, entity: Entity) -> str | None:
        """Where an entity lives: as the text tells, as its name tells, where its posts are; a body that every country has, at home."""
        if entity.country:
            return entity.country if self._is_borne_out(entity) else None
        if entity.cls is EntityClass.PERSON:
            return _only({code for other in self._posts(entity.id) if (code := self._served(self.entities[other]))})
        if entity.cls is EntityClass.PROGRAMME:
            return self.home if is_everywhere(entity.label.text, entity.cls) else None
        return self._body_country(entity) if entity.cls is EntityClass.ORGANISATION else None

    def _is_borne_out(self, entity: Entity) -> bool:
        """Whether anything beside the name of a town speaks for its country: towns of one name are in many, and only the best known is
        listed."""
        if entity.cls is not EntityClass.PLACE or self.home == entity.country or self._is_state(entity.label.text):
            return True
        return self._told_countries[entity.country or ""] > 1

    def _is_told(self, entity: Entity) -> bool:
        """Whether a document tells the country of an entity; a state by a word of its name may be something else."""
        if entity.cls is not EntityClass.PLACE or self._is_borne_out(entity):
            return True
        words = set(fold(entity.label.text).split())
        return any(not words < set(fold(label.text).split()) for state in self._states(entity.label.text) for label in state.labels)

    def _served(self, other: Entity) -> str | None:
        """The country that a post serves: a state, or a body of one. An electorate may bear another country's name, and those who
        work for an international body, a company or an embassy may come from anywhere."""
        name = other.label.text
        if other.cls is EntityClass.PLACE:
            return other.country if self._is_state(name) else None
        posted = self.meanings.of(name).concepts & common_names().posted
        return self._body_country(other) if is_common(name) and not posted else None

    def _is_state(self, name: str) -> bool:
        """Whether a place is a state by its own name, rather than by one of its lesser ones."""
        return any(is_acronym(name) or fold(name) in {fold(label.text) for label in item.labels} for item in self._states(name))

    def _states(self, name: str) -> list[Item]:
        """The states that have a name, which says nothing else."""
        meant = self.meanings.of(name)
        return [item for item in self.items_of(name, EntityClass.PLACE) if not meant.concepts and item.country in meant.countries]

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
