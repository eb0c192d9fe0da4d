"""The finders as components of a spaCy pipeline: what stands in a stretch of text is put on its Doc.

    kg_sentence_starts   before the parser: where a sentence begins for certain, and where none does
    kg_names             persons, organisations and places
    kg_programmes        programmes
    kg_events            events

Each writes its candidates to `doc._.kg_names`, `doc._.kg_programmes`, `doc._.kg_events`, with the offsets of the Doc, and can be left out,
replaced or preceded by others. What any other component found is taken over as it is if it stands in the span group `doc.spans["kg"]`,
or among the entities, under the name of a class: Person, Organisation, Place, Programme, Event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction.candidates import COMPONENT, Candidate, without_overlaps
from kg.extraction.events.find import find_events
from kg.extraction.events.words import type_of
from kg.extraction.names.find import find_names
from kg.extraction.names.words import abbreviated_titles
from kg.extraction.programmes.find import bodies_proper, find_programmes
from kg.extraction.text.cleaning import BLOCK
from kg.extraction.text.reading import Parsed, Part
from kg.model.entities import EntityClass

OURS = ("kg_names", "kg_programmes", "kg_events")  # in their order: each needs what those before it found
GROUP = "kg"  # the span group in which other components leave what they found
CONFIDENCE = 0.9  # of what a component of the user's found and gave no confidence for

_OPENING = frozenset("«“‹([{")
_SENTENCE_FINAL = frozenset(".!?…:;»”\"')]}\n")
_STARTS = "SENT_START"
_NO_START = 2**64 - 1  # -1, as arrays of spaCy hold it
_NAMED = (EntityClass.PERSON, EntityClass.ORGANISATION, EntityClass.PLACE)

Doc.set_extension("kg_issued", default=None)  # PartialDate of the publication, if it is known
for _component in OURS:
    Doc.set_extension(_component, default=())
Span.set_extension("kg_confidence", default=CONFIDENCE)


@Language.component("kg_sentence_starts")
def sentence_starts(doc: Doc) -> Doc:
    """Settles what the parser need not guess: a block begins a sentence; a word that no sentence ends before begins none."""
    starts: Any = doc.to_array([_STARTS])  # all at once: before it sets one, spaCy looks through the Doc for a parse
    titles, before = abbreviated_titles(doc.lang_), ""
    for number, text in enumerate([token.text for token in doc[:-1]], 1):
        if BLOCK in text:
            starts[number] = 1
        elif _goes_on(text) or text in titles or (text == "." and f"{before}." in titles):
            starts[number] = _NO_START
        before = text
    return doc.from_array([_STARTS], starts)


def _goes_on(text: str) -> bool:
    """Whether a sentence can't end with a word."""
    return text in _OPENING or text[-1] not in _SENTENCE_FINAL or (len(text) == 2 and text[0].isupper())


@Language.component("kg_names", assigns=["doc._.kg_names"], requires=["doc.ents", "token.dep", "token.pos", "token.lemma"])
def names(doc: Doc) -> Doc:
    """The persons, organisations and places of a text."""
    doc._.kg_names = find_names(_parsed(doc), _given(doc, _NAMED))
    return doc


@Language.component("kg_programmes", assigns=["doc._.kg_programmes"], requires=["token.dep", "token.pos", "token.lemma"])
def programmes(doc: Doc) -> Doc:
    """The programmes of a text."""
    doc._.kg_programmes = _with(_given(doc, [EntityClass.PROGRAMME]), find_programmes(_parsed(doc), doc._.kg_names))
    doc._.kg_names = bodies_proper(_parsed(doc), doc._.kg_names, doc._.kg_programmes)
    return doc


@Language.component("kg_events", assigns=["doc._.kg_events"], requires=["token.dep", "token.pos", "token.lemma"])
def events(doc: Doc) -> Doc:
    """The events of a text."""
    found = find_events(_parsed(doc), [*doc._.kg_names, *doc._.kg_programmes])
    doc._.kg_events = _with(_given(doc, [EntityClass.EVENT]), found)
    return doc


@lru_cache(maxsize=2)
def _parsed(doc: Doc) -> Parsed:
    """A Doc as the finders take it; they come to the same one in turn."""
    part = Part(doc, 0, doc.lang_)
    return Parsed(part.text, (part,), doc._.kg_issued)


def _given(doc: Doc, classes: Iterable[EntityClass]) -> list[Candidate]:
    """What other components found of some classes."""
    labels = {str(cls): cls for cls in classes}
    return without_overlaps(_candidate(span, labels[span.label_]) for span in _spans(doc) if span.label_ in labels)


def _spans(doc: Doc) -> Iterator[Span]:
    if GROUP in doc.spans:
        yield from doc.spans[GROUP]
    yield from doc.ents


def _candidate(span: Span, cls: EntityClass) -> Candidate:
    return Candidate(
        begin=span.start_char,
        end=span.end_char,
        cls=cls,
        extractor=COMPONENT,
        confidence=float(span._.kg_confidence),
        event_type=type_of(span.text, span.doc.lang_) if cls is EntityClass.EVENT else None,
    )


def _with(given: list[Candidate], found: Iterable[Candidate]) -> list[Candidate]:
    """What was given, and of what was found all that does not stand in its way."""
    return sorted([*given, *(one for one in found if not any(one.overlaps(other) for other in given))])
