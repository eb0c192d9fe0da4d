"""A document and an extraction made by hand, with everything that an extraction can hold."""

from __future__ import annotations

from decimal import Decimal

from kg.model.dates import PartialDate
from kg.model.entities import Entity, EntityClass, EventType, Form, Mention, Name
from kg.model.extraction import Extraction
from kg.model.relations import Bound, Budget, Dating, Evidence, Predicate, Relation, Role
from kg.model.statements import Statement, StatementKind
from kg.model.text import Document, Passage, Span

TEXT = (
    "Conférence des ports, Nouakchott. « Nos côtes reculent », a déclaré Aminata Sow, ministre de la Pêche de Mauritanie, "
    "« et nous n’attendrons pas ». Le projet Rivages doté de 2,5 millions d’euros, financé par la Fondation Halvorsen, débute en mars 2024."
)


def span(words: str, after: int = 0) -> Span:
    begin = TEXT.index(words, after)
    return Span(begin, begin + len(words))


SENTENCE = Span(TEXT.index("«"), TEXT.index(" Le projet"))
LAST = Span(TEXT.index("Le projet"), len(TEXT))


def evidence(sentence: Span = SENTENCE) -> Evidence:
    return Evidence(sentence=sentence, extractor="by hand", confidence=0.75)


def entity(
    number: str,
    cls: EntityClass,
    words: str,
    *,
    event_type: EventType | None = None,
    country: str | None = None,
    others: tuple[str, ...] = (),
) -> Entity:
    names = tuple(Name(text=name, language="fr") for name in (words, *others))
    mention = Mention(span=span(words), form=Form.NAME, extractor="by hand", confidence=0.9)
    return Entity(id=number, cls=cls, names=names, mentions=(mention,), country=country, event_type=event_type)


DOCUMENT = Document(
    identifier="fr/à la côte.txt",
    text=TEXT,
    language="fr",
    passages=(Passage(span=Span(0, len(TEXT)), language="fr"),),
    title="Conférence des ports",
    issued=PartialDate(2024, 2),
    publisher="Agence des ports",
    source="https://example.org/ports",
    repairs=("decoded as windows-1252",),
)
EXTRACTION = Extraction(
    entities=(
        entity("p1", EntityClass.PERSON, "Aminata Sow"),
        entity("o1", EntityClass.ORGANISATION, "Fondation Halvorsen", others=("Halvorsen",)),
        entity("e1", EntityClass.EVENT, "Conférence des ports", event_type=EventType.CONFERENCE),
        entity("g1", EntityClass.PROGRAMME, "Rivages"),
        entity("l1", EntityClass.PLACE, "Mauritanie", country="MR"),
        entity("l2", EntityClass.PLACE, "Nouakchott", country="MR"),
    ),
    relations=(
        Relation(subject="g1", predicate=Predicate.FUNDER, object="o1", evidence=evidence(LAST)),
        Relation(subject="e1", predicate=Predicate.PLACE, object="l2", evidence=evidence()),
    ),
    datings=(Dating(subject="g1", bound=Bound.START, date=PartialDate(2024, 3), evidence=evidence(LAST)),),
    budgets=(Budget(programme="g1", value=Decimal("2500000"), currency="EUR", evidence=evidence(LAST)),),
    roles=(Role(holder="p1", title="ministre de la Pêche", language="fr", place="l1", evidence=evidence()),),
    statements=(
        Statement(
            pieces=(span("Nos côtes reculent"), span("et nous n’attendrons pas")),
            kind=StatementKind.DIRECT,
            language="fr",
            speaker="p1",
            speaker_mention=span("Aminata Sow"),
            on_behalf_of="o1",
            cue="déclarer",
            made_at="e1",
            about=("l1",),
            evidence=evidence(),
        ),
    ),
)
