"""The terms of the graph as Python names. `ontology/` declares and explains them."""

from __future__ import annotations

from pyoxigraph import NamedNode

KG = "https://w3id.org/pressgraph/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
ITSRDF = "http://www.w3.org/2005/11/its/rdf#"
SCHEMA = "https://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
FOAF = "http://xmlns.com/foaf/0.1/"
ORG = "http://www.w3.org/ns/org#"
WD = "http://www.wikidata.org/entity/"

DEFAULT_BASE = "https://w3id.org/pressgraph/"

PREFIXES = {
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "itsrdf": ITSRDF,
    "kg": KG,
    "nif": NIF,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "wd": WD,
    "xsd": XSD,
}


def kg(name: str) -> NamedNode:
    """A term of our own ontology, by its local name."""
    return NamedNode(KG + name)


TYPE = NamedNode(RDF + "type")
RDF_STATEMENT = NamedNode(RDF + "Statement")
RDF_SUBJECT = NamedNode(RDF + "subject")
RDF_PREDICATE = NamedNode(RDF + "predicate")
RDF_OBJECT = NamedNode(RDF + "object")
LABEL = NamedNode(RDFS + "label")
ALT_LABEL = NamedNode(SKOS + "altLabel")
SAME_AS = NamedNode(OWL + "sameAs")
CLOSE_MATCH = NamedNode(SKOS + "closeMatch")
IDENTIFIER = NamedNode(DCTERMS + "identifier")
TITLE = NamedNode(DCTERMS + "title")
ISSUED = NamedNode(DCTERMS + "issued")
PUBLISHER = NamedNode(DCTERMS + "publisher")
LANGUAGE = NamedNode(DCTERMS + "language")
SOURCE = NamedNode(DCTERMS + "source")
IS_REPLACED_BY = NamedNode(DCTERMS + "isReplacedBy")
DERIVED_FROM = NamedNode(PROV + "wasDerivedFrom")
PHRASE = NamedNode(NIF + "Phrase")
SENTENCE = NamedNode(NIF + "Sentence")
BEGIN_INDEX = NamedNode(NIF + "beginIndex")
END_INDEX = NamedNode(NIF + "endIndex")
ANCHOR_OF = NamedNode(NIF + "anchorOf")
REFERENCE_CONTEXT = NamedNode(NIF + "referenceContext")
IDENT_REF = NamedNode(ITSRDF + "taIdentRef")
CONFIDENCE = NamedNode(ITSRDF + "taConfidence")
MONETARY_AMOUNT = NamedNode(SCHEMA + "MonetaryAmount")
VALUE = NamedNode(SCHEMA + "value")
CURRENCY = NamedNode(SCHEMA + "currency")
GYEAR = NamedNode(XSD + "gYear")
GYEAR_MONTH = NamedNode(XSD + "gYearMonth")
DATE = NamedNode(XSD + "date")
DATE_TIME = NamedNode(XSD + "dateTime")
DECIMAL = NamedNode(XSD + "decimal")
NON_NEGATIVE_INTEGER = NamedNode(XSD + "nonNegativeInteger")

ACTOR, PERSON, ORGANISATION = kg("Actor"), kg("Person"), kg("Organisation")
EVENT, PROGRAMME, PLACE = kg("Event"), kg("Programme"), kg("Place")
STATEMENT, ROLE, DOCUMENT, MENTION = kg("Statement"), kg("Role"), kg("Document"), kg("Mention")
ASSERTION = kg("Assertion")
EXTRACTOR, SHA256 = kg("extractor"), kg("sha256")
