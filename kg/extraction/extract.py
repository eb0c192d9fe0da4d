"""The order of the rules: a document as spaCy read it -> all that it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.candidates import Candidate
from kg.extraction.cast import Member
from kg.extraction.confidence import BUDGETS, DATES, ROLE, STATEMENTS, calibrated, confidence_of
from kg.extraction.coreference.gather import gather
from kg.extraction.names.find import known_elsewhere
from kg.extraction.pipelines import Pipelines
from kg.extraction.relations.find import find_budgets, find_datings, find_relations
from kg.extraction.roles.find import find_affiliations, find_roles
from kg.extraction.statements.find import find_statements
from kg.extraction.text.parsing import read
from kg.extraction.text.reading import Reading
from kg.model.entities import Entity, EntityClass, Mention, Name
from kg.model.extraction import Extraction
from kg.model.text import Document


def extract_all(documents: Iterable[Document], pipelines: Pipelines) -> Iterator[Extraction]:
    """What each document says, in their order.

    Raises:
        PipelineError: no pipeline for a language of theirs.
    """
    return (extract(reading) for reading in read(documents, pipelines))


def extract(reading: Reading) -> Extraction:
    """What a document says."""
    cast = gather(reading, _found(reading))
    roles = find_roles(reading, cast)
    statements = find_statements(reading, cast)
    relations = {*find_relations(reading, cast, statements), *find_affiliations(reading, cast, roles)}
    return Extraction(
        entities=tuple(_entity(reading, member) for member in cast.members),
        relations=tuple(sorted({calibrated(relation, relation.predicate) for relation in relations})),
        datings=tuple(sorted({calibrated(dating, DATES) for dating in find_datings(reading, cast)})),
        budgets=tuple(sorted({calibrated(budget, BUDGETS) for budget in find_budgets(reading, cast)})),
        roles=tuple(calibrated(role, ROLE) for role in roles),
        statements=tuple(calibrated(statement, STATEMENTS) for statement in statements),
    )


def _found(reading: Reading) -> list[Candidate]:
    """What the components of the pipelines found, with the offsets of the document."""
    names, others = [], []
    for part in reading.parts:
        found = part.doc._
        names += [candidate.moved(part.offset) for candidate in found.kg_names]
        others += [candidate.moved(part.offset) for candidate in (*found.kg_programmes, *found.kg_events)]
    if len(reading.parts) > 1:
        names = known_elsewhere(reading, names)
    return [*names, *others]


def _entity(reading: Reading, member: Member) -> Entity:
    language = reading.sentence_at(member.mentions[0].begin).language
    return Entity(
        id=member.id,
        cls=member.cls,
        names=tuple(Name(text=name, language=language) for name in member.names),
        mentions=tuple(_mention(reading, candidate, member.cls) for candidate in member.mentions),
        country=member.country,
        event_type=member.event_type,
    )


def _mention(reading: Reading, candidate: Candidate, cls: EntityClass) -> Mention:
    span = reading.words(candidate.begin, candidate.end)
    confidence = confidence_of(candidate.extractor, cls, candidate.confidence)
    return Mention(span=span, form=candidate.form, extractor=candidate.extractor, confidence=confidence)
