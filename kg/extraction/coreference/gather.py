"""Which mentions of a document stand for the same entity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extraction.candidates import Candidate
from kg.extraction.cast import Cast, Member
from kg.extraction.coreference.anaphora import Anaphora
from kg.extraction.coreference.clusters import Cluster
from kg.extraction.coreference.happenings import gather_events
from kg.extraction.coreference.namesakes import by_surface, fullest, merge_organisations, merge_persons, merge_places
from kg.extraction.coreference.programmes import gather_programmes
from kg.extraction.names.acronyms import find_definitions
from kg.extraction.text.reading import Reading
from kg.model.entities import EntityClass, Form


def gather(reading: Reading, candidates: Iterable[Candidate]) -> Cast:
    """Puts the mentions of a document together, one member an entity; adds the nouns and pronouns that stand for persons and bodies."""
    mentions = without_parts(sorted(candidates), reading.text)
    of = {cls: [mention for mention in mentions if mention.cls is cls] for cls in EntityClass}
    definitions = list(find_definitions(reading.text, mentions))
    persons = merge_persons(by_surface(reading, of[EntityClass.PERSON]))
    bodies = merge_organisations(reading, by_surface(reading, of[EntityClass.ORGANISATION]), definitions)
    places = merge_places(by_surface(reading, of[EntityClass.PLACE]))
    programmes = gather_programmes(reading, of[EntityClass.PROGRAMME], definitions)
    events = gather_events(reading, of[EntityClass.EVENT], of[EntityClass.PLACE])
    Anaphora(reading, [*persons, *bodies], mentions).run()
    clusters = sorted([*persons, *bodies, *places, *programmes, *events], key=lambda cluster: (cluster.first, cluster.cls))
    return Cast(tuple(_member(reading, cluster, number) for number, cluster in enumerate(clusters, start=1)))


def without_parts(mentions: Sequence[Candidate], text: str) -> list[Candidate]:
    """Mentions, without what only the statistical model took for a name and is a part of a programme's or event's name."""
    programmes = [m for m in mentions if (m.cls is EntityClass.PROGRAMME and m.form is Form.NAME) or m.extractor == "event-name"]
    guessed = [m for m in mentions if m.guessed]
    wrong = {text[m.begin : m.end] for m in guessed if any(programme.contains(m) for programme in programmes)}
    return [m for m in mentions if m not in guessed or text[m.begin : m.end] not in wrong]


def _member(reading: Reading, cluster: Cluster, number: int) -> Member:
    mentions = sorted(cluster.mentions)
    names = [_verbatim(reading, mention) for mention in mentions if reading.text[mention.begin : mention.end] in cluster.surfaces]
    return Member(
        id=f"{cluster.cls.value.lower()}-{number}",
        cls=cluster.cls,
        names=tuple(fullest(names, cluster.cls, cluster.language)),
        mentions=tuple(mentions),
        country=cluster.country,
        event_type=cluster.event_type,
        gender=cluster.gender,
    )


def _verbatim(reading: Reading, mention: Candidate) -> str:
    """A name as the document writes it, on one line."""
    return " ".join(reading.original(mention.begin, mention.end).of(reading.document.text).split())
