"""Each rule of `shapes/`, and a change to the sample that breaks it."""

from __future__ import annotations

from typing import NamedTuple


class Break(NamedTuple):
    rule: str  # local name
    gone: str = ""  # what is taken out, in Turtle
    new: str = ""  # what is put in


_MENTION = "<#char=130,145>"  # of the foundation
_FACT = "<#fact=1>"  # the foundation funds the project

BREAKS = (
    # documents.ttl
    Break(
        "Document",
        new='[] a kg:Document ; dcterms:identifier "x" ; dcterms:language "fr" ; kg:sha256 "' + "0" * 64 + '" ; dcterms:title "x"@fr .',
    ),
    Break("Document-identifier", gone='<> dcterms:identifier "fr/rives.txt" .'),
    Break("Document-language", gone='<> dcterms:language "fr" .', new='<> dcterms:language "français" .'),
    Break("Document-sha256", new='<> kg:sha256 "abc" .'),
    Break("Document-title", new='<> dcterms:title "Autre titre"@fr .'),
    Break("Document-issued", new='<> dcterms:issued "2019-03-12T10:00:00"^^xsd:dateTime .'),
    Break("Document-publisher", new="<> dcterms:publisher id:agence ."),
    Break("Document-source", new='<> dcterms:source "a page" .'),
    Break("Document-repair", new="<> kg:repair id:agence ."),
    Break("Document-titled", gone='<> dcterms:title "Lancement du projet Rives Claires"@fr .'),
    Break("Graph-blankNode", new="<> dcterms:relation [] ."),
    Break("Graph-disjoint", new="id:saint-louis a kg:Event ."),
    Break("Mention-length", gone=f'{_MENTION} nif:anchorOf "Fondation Delta" .', new=f'{_MENTION} nif:anchorOf "Fondation" .'),
    Break(
        "Mention-iri",
        gone=f'{_MENTION} nif:beginIndex "130"^^xsd:nonNegativeInteger ; nif:endIndex "145"^^xsd:nonNegativeInteger .',
        new=f'{_MENTION} nif:beginIndex "131"^^xsd:nonNegativeInteger ; nif:endIndex "146"^^xsd:nonNegativeInteger .',
    ),
    Break("Statement-mention", gone="<#char=206,243> itsrdf:taIdentRef id:parole .", new="<#char=206,243> itsrdf:taIdentRef id:projet ."),
    Break("Role-holder", gone="id:awa kg:holdsRole id:poste ."),
    Break("Assertion-states", gone="id:projet kg:funder id:fondation ."),
    Break("Fact-asserted", new="id:projet kg:funder id:conseil ."),
    Break("Entity-mention", new='id:autre a kg:Place ; rdfs:label "Autre"@fr .'),
    # actors.ttl
    Break("Entity", new='[] a kg:Place ; rdfs:label "Autre"@fr .'),
    Break("Entity-label", gone='id:conseil rdfs:label "Conseil des deux rives"@fr .'),
    Break("Entity-altLabel", new='id:conseil skos:altLabel "CDR" .'),
    Break("LabelDomain", new='id:inconnu rdfs:label "Inconnu"@fr .'),
    Break("Person-actor", gone="id:awa a kg:Actor ."),
    Break("Person-affiliation", new="id:awa kg:affiliation id:projet ."),
    Break("Person-holdsRole", new="id:awa kg:holdsRole id:agence ."),
    Break("PersonDomain", new="id:saint-louis kg:affiliation id:agence ."),
    Break("Organisation-actor", gone="id:fondation a kg:Actor ."),
    Break("Organisation-partOf", new="id:agence kg:partOf id:saint-louis ."),
    Break("OrganisationDomain", new="id:awa kg:partOf id:agence ."),
    Break("Part-ofItself", new="id:agence kg:partOf id:agence ."),
    Break("Role", new='[] a kg:Role ; kg:roleTitle "adjointe"@fr .'),
    Break("Role-title", gone='id:poste kg:roleTitle "directrice"@fr .'),
    Break("Role-organisation", new="id:poste kg:roleIn id:saint-louis ."),
    Break("Role-place", new="id:poste kg:rolePlace id:agence ."),
    Break("RoleDomain", new="id:awa kg:roleIn id:agence ."),
    # events.ttl
    Break("Event-type", gone="id:reunion kg:eventType kg:meeting .", new="id:reunion kg:eventType kg:party ."),
    Break("Event-place", new="id:reunion kg:place id:agence ."),
    Break("Event-organiser", new="id:reunion kg:organiser id:projet ."),
    Break("Event-participant", new="id:reunion kg:participant id:projet ."),
    Break("Event-concerns", new="id:reunion kg:concerns id:agence ."),
    Break("Event-subEvent", new="id:reunion kg:subEvent id:projet ."),
    Break("EventDomain", new="id:projet kg:organiser id:agence ."),
    Break("Programme-implementer", new="id:projet kg:implementer id:awa ."),
    Break("Programme-country", new="id:projet kg:country id:agence ."),
    Break("Programme-budget", new="id:projet kg:budget id:agence ."),
    Break("ProgrammeDomain", new="id:reunion kg:country id:saint-louis ."),
    Break("Funded-funder", new="id:projet kg:funder id:awa ."),
    Break("EventOrProgrammeDomain", new="id:agence kg:funder id:fondation ."),
    Break("Dated-start", new='id:reunion kg:start "au printemps"@fr .'),
    Break("Dated-end", new='id:reunion kg:end "2019-04-31"^^xsd:date .'),
    Break("Dated-order", new='id:reunion kg:end "2019-02"^^xsd:gYearMonth .'),
    Break("Amount", new='[] a schema:MonetaryAmount ; schema:value 5.0 ; schema:currency "EUR" .'),
    Break("Amount-value", gone="id:somme schema:value 250000.0 .", new="id:somme schema:value 0.0 ."),
    Break("Amount-currency", gone='id:somme schema:currency "EUR" .', new='id:somme schema:currency "euros" .'),
    # statements.ttl
    Break("Statement", new='[] a kg:Statement ; kg:text "Oui"@fr ; kg:statementKind kg:direct ; kg:speaker id:awa .'),
    Break("Statement-speaker", gone="id:parole kg:speaker id:awa ."),
    Break("Statement-kind", new="id:parole kg:statementKind kg:mixed ."),
    Break("Statement-text", gone='id:parole kg:text "Ce projet change la vie des riverains"@fr .'),
    Break("Statement-onBehalfOf", new="id:parole kg:onBehalfOf id:projet ."),
    Break("Statement-speakerMention", new="id:parole kg:speakerMention id:awa ."),
    Break("Statement-cue", new='id:parole kg:cue "dire" .'),
    Break("Statement-madeAt", new="id:parole kg:madeAt id:saint-louis ."),
    Break("Statement-about", new="id:parole kg:about id:poste ."),
    Break("StatementDomain", new='id:awa kg:text "Oui"@fr .'),
    # provenance.ttl
    Break("Mention-phrase", gone=f"{_MENTION} a nif:Phrase ."),
    Break("Mention-entity", gone=f"{_MENTION} itsrdf:taIdentRef id:fondation ."),
    Break("Mention-confidence", gone=f"{_MENTION} itsrdf:taConfidence 0.9 .", new=f"{_MENTION} itsrdf:taConfidence 1.1 ."),
    Break("Mention-extractor", gone=f'{_MENTION} kg:extractor "names" .'),
    Break("MentionDomain", new="id:agence itsrdf:taIdentRef id:fondation ."),
    Break("Stretch", new='[] a nif:Sentence ; nif:beginIndex 0 ; nif:endIndex 2 ; nif:anchorOf "La" ; nif:referenceContext <> .'),
    Break("Stretch-begin", gone=f'{_MENTION} nif:beginIndex "130"^^xsd:nonNegativeInteger .', new=f"{_MENTION} nif:beginIndex -130 ."),
    Break("Stretch-end", gone=f'{_MENTION} nif:endIndex "145"^^xsd:nonNegativeInteger .', new=f"{_MENTION} nif:endIndex 145.0 ."),
    Break("Stretch-words", gone=f'{_MENTION} nif:anchorOf "Fondation Delta" .'),
    Break(
        "Stretch-document",
        gone=f"{_MENTION} nif:referenceContext <> .",
        new=f"{_MENTION} nif:referenceContext <https://example.org/other> .",
    ),
    Break(
        "Assertion",
        new="[] a kg:Assertion ; rdf:subject id:projet ; rdf:predicate kg:funder ; rdf:object id:fondation ; "
        'prov:wasDerivedFrom <#char=35,165> ; itsrdf:taConfidence 0.8 ; kg:extractor "x" .',
    ),
    Break("Assertion-subject", gone=f"{_FACT} rdf:subject id:projet ."),
    Break("Assertion-predicate", gone=f"{_FACT} rdf:predicate kg:funder ."),
    Break("Assertion-object", gone=f"{_FACT} rdf:object id:fondation ."),
    Break("Assertion-sentence", gone=f"{_FACT} prov:wasDerivedFrom <#char=35,165> .", new=f"{_FACT} prov:wasDerivedFrom {_MENTION} ."),
    Break("Assertion-confidence", gone=f"{_FACT} itsrdf:taConfidence 0.8 .", new=f"{_FACT} itsrdf:taConfidence -0.1 ."),
    Break("Assertion-extractor", gone=f'{_FACT} kg:extractor "funder-verb" .'),
    Break("AssertionDomain", new="id:projet prov:wasDerivedFrom <#char=35,165> ."),
    # entities.ttl
    Break("Linked", new="[] <http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q1> ."),
    Break("Linked-sameAs", new='id:awa <http://www.w3.org/2002/07/owl#sameAs> "Q1" .'),
    Break("Linked-closeMatch", new='id:awa skos:closeMatch "Q1" .'),
    Break("Linked-isReplacedBy", new="id:awa dcterms:isReplacedBy id:agence, id:conseil ."),
    Break("Restating", new="[] kg:restates id:parole ."),
    Break("Restating-restates", new='id:parole kg:restates "the same" .'),
    Break("Similarity", new="[] kg:similarity 0.5 ."),
    Break("Similarity-value", new="id:parole kg:similarity 1.5 ."),
)
