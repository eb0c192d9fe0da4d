"""Who organises, takes part in, funds and implements; where and when; what belongs to what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from kg.extraction.cast import Cast
from kg.extraction.relations.appearances import find_guests
from kg.extraction.relations.attendance import find_attendance
from kg.extraction.relations.budgets import budgets
from kg.extraction.relations.concerns import find_concerns
from kg.extraction.relations.countries import find_countries
from kg.extraction.relations.datings import date_events
from kg.extraction.relations.occasions import Scene
from kg.extraction.relations.organisers import find_organisers
from kg.extraction.relations.participants import find_participants
from kg.extraction.relations.places import find_places
from kg.extraction.relations.programme_datings import date_programmes
from kg.extraction.relations.programmes import find_funders, find_implementers
from kg.extraction.relations.rolls import find_listed
from kg.extraction.relations.speaking import find_speakers, find_speeches
from kg.extraction.relations.wholes import find_sub_events
from kg.extraction.text.reading import Reading
from kg.model.entities import EntityClass
from kg.model.relations import Budget, Dating, Predicate, Relation
from kg.model.statements import Statement

EVENT, PROGRAMME = EntityClass.EVENT, EntityClass.PROGRAMME
RULES: tuple[tuple[Callable[[Scene], Iterable[Relation]], frozenset[EntityClass]], ...] = (  # with the classes that they are about
    (find_organisers, frozenset({EVENT})),
    (find_participants, frozenset({EVENT})),
    (find_attendance, frozenset({EVENT})),
    (find_guests, frozenset({EVENT})),
    (find_listed, frozenset({EVENT})),
    (find_speeches, frozenset({EVENT})),
    (find_places, frozenset({EVENT})),
    (find_concerns, frozenset({EVENT})),
    (find_sub_events, frozenset({EVENT})),
    (find_funders, frozenset({EVENT, PROGRAMME})),
    (find_implementers, frozenset({PROGRAMME})),
    (find_countries, frozenset({PROGRAMME})),
)


def find_relations(reading: Reading, cast: Cast, statements: Iterable[Statement] = ()) -> list[Relation]:
    """The relations of events and programmes; each once, by the rule that is surest of it."""
    scene = Scene(reading, cast, tuple(statements))
    classes = {member.cls for member in cast.members}
    found = chain(find_speakers(scene, scene.statements), *(rule(scene) for rule, about in RULES if not about.isdisjoint(classes)))
    return _surest(_without_hosts([relation for relation in found if relation.subject != relation.object], cast))


def find_datings(reading: Reading, cast: Cast) -> list[Dating]:
    """When events and programmes begin and end."""
    scene = Scene(reading, cast)
    return [*date_events(scene), *date_programmes(scene)]


def find_budgets(reading: Reading, cast: Cast) -> list[Budget]:
    """What programmes have to spend."""
    return list(budgets(Scene(reading, cast)))


def _without_hosts(relations: list[Relation], cast: Cast) -> Iterator[Relation]:
    """Relations without the bodies that take part in what they organise: of a host that goes without saying."""
    bodies = {member.id for member in cast.of(EntityClass.ORGANISATION)}
    hosts = {(r.subject, r.object) for r in relations if r.predicate is Predicate.ORGANISER and r.object in bodies}
    yield from (r for r in relations if r.predicate is not Predicate.PARTICIPANT or (r.subject, r.object) not in hosts)


def _surest(relations: Iterable[Relation]) -> list[Relation]:
    best: dict[tuple[str, str, str], Relation] = {}
    for relation in relations:
        key = (relation.subject, relation.predicate.value, relation.object)
        if key not in best or relation.evidence.confidence > best[key].evidence.confidence:
            best[key] = relation
    return sorted(best.values())
