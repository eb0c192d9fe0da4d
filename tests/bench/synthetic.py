"""Press documents that never were: what each would tell of whom, and who is really meant.

A world of persons, bodies, programmes, events and places is made from the names of the packaged Wikidata items: a third of the persons
and half of the bodies are items, the others combine given names and surnames, or heads, topics and places. A few are in thousands of
documents and most in one or two (Zipf). A document names each of its entities in one of many ways: inverted, by an initial, misspelt,
by an acronym, in English or French, by a surname alone; with its country or without. Everything follows from the seed and the number of
a document, so that the first thousand documents of a million are those of a thousand.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random

import kg.wikidata
from kg.model.dates import PartialDate
from kg.model.entities import Entity, EntityClass, EventType, Form, Mention, Name
from kg.model.extraction import Extraction
from kg.model.relations import Bound, Dating, Evidence, Predicate, Relation, Role
from kg.model.text import Document, Span

ITEMS = Path(kg.wikidata.__file__).with_name("items.sqlite").absolute()
LANGUAGES = ("en", "fr")
PERSONS, BODIES, PROGRAMMES, EVENTS = 300_000, 60_000, 20_000, 150_000  # that documents choose from
MENTIONS = 2  # of an entity in a document
FIRST_DAY = date(2005, 1, 1)
DAYS = 6_000

_HEADS = {
    "Institute": "Institut", "Agency": "Agence", "Council": "Conseil", "Network": "Réseau", "Federation": "Fédération", "Centre": "Centre",
    "Observatory": "Observatoire", "Union": "Union", "Association": "Association", "Commission": "Commission",
}  # fmt: skip
_TOPICS = {
    "Water": "l'eau", "Fisheries": "la pêche", "Energy": "l'énergie", "Forests": "les forêts", "Public Health": "la santé publique",
    "Trade": "le commerce", "Migration": "la migration", "Transport": "les transports", "Education": "l'éducation", "Youth": "la jeunesse",
    "Housing": "le logement", "Justice": "la justice", "Agriculture": "l'agriculture", "Tourism": "le tourisme", "Security": "la sécurité",
    "Human Rights": "les droits de l'homme", "Research": "la recherche", "Employment": "l'emploi", "Nutrition": "la nutrition",
    "Statistics": "la statistique", "Women": "les femmes", "Children": "les enfants", "Climate": "le climat", "Culture": "la culture",
}  # fmt: skip
_PLANS = {"Programme": "Programme", "Project": "Projet", "Initiative": "Initiative", "Strategy": "Stratégie", "Campaign": "Campagne"}
_MINISTRIES = {
    "Ministry of Health": "ministère de la Santé", "Ministry of the Interior": "ministère de l'Intérieur",
    "Ministry of Justice": "ministère de la Justice", "Ministry of Education": "ministère de l'Éducation", "Parliament": "Parlement",
    "Ministry of Finance": "ministère des Finances", "Ministry of Foreign Affairs": "ministère des Affaires étrangères",
}  # fmt: skip
_POSTS = {"director": "directeur", "president": "président", "spokesperson": "porte-parole", "secretary general": "secrétaire général"}
_KINDS = {
    EventType.CONFERENCE: ("conference", "conférence"), EventType.MEETING: ("meeting", "réunion"),
    EventType.WORKSHOP: ("workshop", "atelier"), EventType.TRAINING: ("training", "formation"),
    EventType.LAUNCH: ("launch", "lancement"), EventType.VISIT: ("visit", "visite"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """Someone or something that is, however documents call it."""

    id: str
    cls: EntityClass
    names: tuple[tuple[str, ...], ...]  # one tuple a language, the fullest name first
    country: str | None = None
    kind: EventType | None = None
    day: date | None = None
    related: tuple[int, ...] = ()  # numbers: of a person its body; of an event its place, organiser, programme and two participants


@dataclass(frozen=True, slots=True)
class Known:
    """An item of Wikidata, as far as it is needed here."""

    names: tuple[str, str]  # one a language
    acronym: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What would be read in a document, and the things that its entities are, in the same order."""

    document: Document
    extraction: Extraction
    truth: tuple[str, ...]


def rank(chance: Random, count: int) -> int:
    """The number of one of many things: the tenth is chosen a tenth as often as the first (Zipf's law)."""
    return min(int(count ** chance.random()), count) - 1


class World:
    """All things, each made when it is asked for."""

    def __init__(self, seed: int = 1, events: int = EVENTS) -> None:
        """`events`: how many documents choose from; of fewer, more documents tell of each."""
        self.seed, self.events = seed, events
        self.known_persons, self.known_bodies = known_things(EntityClass.PERSON), known_things(EntityClass.ORGANISATION)
        self.known_places = [known for known in known_things(EntityClass.PLACE) if known.country]
        names = [known.names[0].split() for known in self.known_persons]
        self.given = [words[0] for words in names if len(words) > 1]
        self.surnames = [words[-1] for words in names if len(words) > 1]
        self.person, self.body, self.programme, self.event, self.place = (
            lru_cache(maxsize=1 << 15)(make) for make in (self._person, self._body, self._programme, self._event, self._place)
        )

    def chance(self, *what: object) -> Random:
        return Random(f"{self.seed} {what}")

    def _person(self, number: int) -> Thing:
        chance = self.chance("person", number)
        post = rank(chance, BODIES)
        if number % 3 == 0 and number // 3 < len(self.known_persons):
            known = self.known_persons[number // 3]
            return Thing(f"person {number}", EntityClass.PERSON, ((known.names[0],),) * 2, known.country, related=(post,))
        name = f"{self.given[rank(chance, len(self.given))]} {self.surnames[rank(chance, len(self.surnames))]}"
        return Thing(f"person {number}", EntityClass.PERSON, ((name,),) * 2, self._somewhere(chance).country, related=(post,))

    def _somewhere(self, chance: Random) -> Known:
        return self.known_places[rank(chance, len(self.known_places))]

    def _place(self, number: int) -> Thing:
        known = self.known_places[number]
        return Thing(f"place {number}", EntityClass.PLACE, tuple((name,) for name in known.names), known.country)

    def _body(self, number: int) -> Thing:
        chance = self.chance("body", number)
        if number % 2 == 0 and number // 2 < len(self.known_bodies):
            known = self.known_bodies[number // 2]
            short = (known.acronym,) if known.acronym else ()
            return Thing(f"body {number}", EntityClass.ORGANISATION, tuple((name, *short) for name in known.names), known.country)
        place = self._somewhere(chance)
        names = tuple(_with_acronym(name) for name in _named(chance, _HEADS, place))
        return Thing(f"body {number}", EntityClass.ORGANISATION, names, place.country)

    def ministry(self, number: int, country: str) -> Thing:
        """A body that every country has, called alike everywhere."""
        names = list(_MINISTRIES.items())[number % len(_MINISTRIES)]
        return Thing(f"ministry {number % len(_MINISTRIES)} {country}", EntityClass.ORGANISATION, tuple((name,) for name in names), country)

    def _programme(self, number: int) -> Thing:
        chance = self.chance("programme", number)
        place = self._somewhere(chance)
        names = tuple(_with_acronym(name) if number % 2 else (name,) for name in _named(chance, _PLANS, place))
        return Thing(f"programme {number}", EntityClass.PROGRAMME, names, related=(rank(chance, BODIES),))

    def _event(self, number: int) -> Thing:
        chance = self.chance("event", number)
        kind = chance.choice(list(_KINDS))
        topic = chance.choice(list(_TOPICS.items()))
        names = tuple((f"{word} {link} {told}",) for word, link, told in zip(_KINDS[kind], ("on", "sur"), topic, strict=True))
        related = (
            rank(chance, len(self.known_places)),
            rank(chance, BODIES),
            rank(chance, PROGRAMMES),
            *(rank(chance, PERSONS) for _ in "ab"),
        )
        day = FIRST_DAY + timedelta(chance.randrange(DAYS))
        return Thing(f"event {number}", EntityClass.EVENT, names, kind=kind, day=day, related=related)


def known_things(cls: EntityClass) -> list[Known]:
    """The packaged items of a class, the most prominent first."""
    query = "SELECT labels, aliases, country FROM items WHERE class = ? ORDER BY prominence DESC, qid"
    with closing(sqlite3.connect(f"{ITEMS.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        found = [_known(*row) for row in connection.execute(query, (cls,))]
    return [known for known in found if 0 < len(known.names[0]) < 80]


def _known(labels: str, aliases: str, country: str | None) -> Known:
    told = json.loads(labels)
    english, french = told.get("en") or told.get("fr") or "", told.get("fr") or told.get("en") or ""
    return Known((english, french), next((name for name in json.loads(aliases) if name.isupper() and " " not in name), None), country)


def _named(chance: Random, heads: dict[str, str], place: Known) -> tuple[str, str]:
    """A name in English and French: "Institute of Water and Trade of Dakar"."""
    head = chance.choice(list(heads))
    one, other = chance.sample(list(_TOPICS), 2)
    return (
        f"{head} for {one} and {other} of {place.names[0]}",
        f"{heads[head]} pour {_TOPICS[one]} et {_TOPICS[other]} de {place.names[1]}",
    )


def _with_acronym(name: str) -> tuple[str, ...]:
    short = "".join(word.rpartition("'")[2][:1] for word in name.split() if len(word) > 3).upper()
    return (name, short)


class Press:
    """The documents."""

    def __init__(self, world: World) -> None:
        self.world = world

    def document(self, number: int) -> Told:
        return _Writer(self.world, number).told()


class _Writer:
    """One document in the making."""

    def __init__(self, world: World, number: int) -> None:
        self.world, self.chance, self.identifier = world, world.chance("document", number), f"{number:07}.txt"
        self.language = self.chance.randrange(len(LANGUAGES))
        self.entities: dict[str, Entity] = {}
        self.relations: list[Relation] = []
        self.datings: list[Dating] = []
        self.roles: list[Role] = []
        self.evidence = Evidence(sentence=Span(0, 1), extractor="synthetic", confidence=0.9)

    def told(self) -> Told:
        event = self.world.event(int(self.world.events * self.chance.random() ** 2))
        self._event(event)
        for _ in range(2):
            self._person(self.world.person(rank(self.chance, PERSONS)))
            self._body(self.world.body(rank(self.chance, BODIES)))
        self._add(self.world.place(rank(self.chance, len(self.world.known_places))))
        if self.chance.random() < 0.4:
            home = self.world.place(event.related[0]).country or "FR"
            self._body(self.world.ministry(rank(self.chance, len(_MINISTRIES)), home))
        extraction = Extraction(
            entities=tuple(self.entities.values()),
            relations=tuple(self.relations),
            datings=tuple(self.datings),
            roles=tuple(self.roles),
        )
        issued = PartialDate.of(event.day) if event.day else None
        document = Document(identifier=self.identifier, text="", language=LANGUAGES[self.language], passages=(), issued=issued)
        return Told(document, extraction, tuple(self.entities))

    def _event(self, event: Thing) -> None:
        place, organiser, programme, *participants = event.related
        self._add(event)
        if event.day and self.chance.random() < 0.85:
            started = PartialDate.of(event.day) if self.chance.random() < 0.85 else PartialDate(event.day.year, event.day.month)
            self.datings.append(Dating(subject=event.id, bound=Bound.START, date=started, evidence=self.evidence))
        if self.chance.random() < 0.85:
            self._relate(event, Predicate.PLACE, self._add(self.world.place(place)))
        if self.chance.random() < 0.7:
            self._relate(event, Predicate.ORGANISER, self._body(self.world.body(organiser)))
        if self.chance.random() < 0.4:
            self._relate(event, Predicate.CONCERNS, self._programme(self.world.programme(programme)))
        for person in participants:
            if self.chance.random() < 0.7:
                self._relate(event, Predicate.PARTICIPANT, self._person(self.world.person(person)))

    def _programme(self, thing: Thing) -> Thing:
        self._add(thing, *self._spelt(thing))
        if self.chance.random() < 0.3:
            self._relate(thing, Predicate.FUNDER, self._body(self.world.body(thing.related[0])))
        return thing

    def _person(self, thing: Thing) -> Thing:
        if thing.id not in self.entities:
            self._add(thing, *person_forms(thing.names[0][0], self.chance))
            self._post(thing)
        return thing

    def _post(self, person: Thing) -> None:
        if self.chance.random() < 0.5:
            number = person.related[0]
            body = self._body(self.world.body(number)) if self.chance.random() < 0.5 else None
            title = list(_POSTS.items())[number % len(_POSTS)][self.language]
            where, language = body.id if body else None, LANGUAGES[self.language]
            self.roles.append(Role(holder=person.id, title=title, language=language, organisation=where, evidence=self.evidence))

    def _body(self, thing: Thing) -> Thing:
        return self._add(thing, *self._spelt(thing))

    def _spelt(self, thing: Thing) -> Sequence[str]:
        """The full name, more often than not alone; its acronym alone now and then; a letter wrong now and then."""
        full, *short = thing.names[self.language]
        chance = self.chance.random()
        if short and chance < 0.08:
            return short
        if chance > 0.99:
            return (misspelt(full, self.chance),)
        return (full, *short) if chance < 0.4 else (full,)

    def _relate(self, subject: Thing, predicate: Predicate, other: Thing) -> None:
        self.relations.append(Relation(subject=subject.id, predicate=predicate, object=other.id, evidence=self.evidence))

    def _add(self, thing: Thing, *names: str) -> Thing:
        if thing.id not in self.entities:
            place = 100 * len(self.entities)
            self.entities[thing.id] = Entity(
                id=thing.id,
                cls=thing.cls,
                names=tuple(Name(text=name, language=LANGUAGES[self.language]) for name in names or thing.names[self.language]),
                mentions=tuple(
                    Mention(span=Span(at, at + 9), form=Form.NAME, extractor="", confidence=0.9) for at in range(place, place + MENTIONS)
                ),
                country=thing.country if self._tells_country(thing) else None,
                event_type=thing.kind,
            )
        return thing

    def _tells_country(self, thing: Thing) -> bool:
        """Of a place nearly always, of a body half of the time, of others never."""
        return self.chance.random() < {EntityClass.PLACE: 0.95, EntityClass.ORGANISATION: 0.5}.get(thing.cls, 0.0)


def person_forms(name: str, chance: Random) -> Sequence[str]:
    """How a document calls a person: in full, with the surname later on; or in one of the ways that make it harder."""
    first, _, last = name.rpartition(" ")
    draw = chance.random()
    if not first or draw < 0.82:
        return (name, last) if first and draw < 0.5 else (name,)
    forms = (
        f"{last.upper()} {first}",
        f"{first[0]}. {last}",
        misspelt(name, chance),
        last,
        f"{first} {chance.choice('ABCDEFGHJKLM')}. {last}",
    )
    return (chance.choices(forms, weights=(4, 4, 2, 5, 3))[0],)


def misspelt(name: str, chance: Random) -> str:
    """A name with one letter missing, doubled or exchanged with the next, not at the beginning."""
    if len(name) < 8:
        return name
    at = chance.randrange(3, len(name) - 1)
    return chance.choice(
        (name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:], name[:at] + name[at + 1] + name[at] + name[at + 2 :])
    )


def documents(world: World, begin: int, end: int) -> Iterator[Told]:
    """Some of the documents, by their numbers."""
    press = Press(world)
    return (press.document(number) for number in range(begin, end))
