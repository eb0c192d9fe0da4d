"""What is asked of an index, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MOST_HITS = 100  # of one page
DEEPEST = 10_000  # hits that can be paged through


class Kind(StrEnum):
    """What can be found."""

    PERSON = "person"
    ORGANISATION = "organisation"
    EVENT = "event"
    PROGRAMME = "programme"
    PLACE = "place"
    STATEMENT = "statement"
    DOCUMENT = "document"


NAMED = (Kind.PERSON, Kind.ORGANISATION, Kind.EVENT, Kind.PROGRAMME, Kind.PLACE)  # found by their names, the others by their texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which things are looked at; empty ones leave nothing out. With a date, things that have none are left out."""

    kinds: tuple[Kind, ...] = ()
    language: str | None = None  # of the name or text that is found
    since: str = ""  # 2023, 2023-03 or 2023-03-14: of an event or programme its start, of a statement or document the day of issue
    until: str = ""
    publisher: str | None = None  # of a document, or of the one that a statement stands in


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Words, "phrases", -without, begin*; all of the words have to be there, or, where nothing has them all, any."""

    text: str
    filters: Filters = field(default_factory=Filters)
    limit: int = 20
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """The words around what was found."""

    text: str
    marks: tuple[tuple[int, int], ...]  # what was found: begin and end in `text`, in code points, in order
    begin: int  # where `text` begins in the whole; of a document: in the text that its offsets count in
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that was found."""

    iri: str
    kind: Kind
    labels: Mapping[str, str]  # by language, "" for none; of a document its title, of a statement nothing
    score: float  # comparable within one answer; from 1 on the name has all of the words, from 2 it begins with them, from 3 it is them
    snippet: Snippet | None  # of a thing with a name: the name that was found, where it is none of the labels
    language: str | None  # of a statement or document
    date: str | None
    publisher: str | None
    documents: int  # that name it
    document: str | None  # the IRI of the document that a statement stands in
    speaker: str | None  # the IRI of a statement's speaker
    speaker_labels: Mapping[str, str]

    def label(self, language: str) -> str:
        """What it is called in a language, else in another; "" where it has no name."""
        return chosen(self.labels, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of hits, the best first."""

    hits: tuple[Hit, ...]
    total: int  # of the kinds that were asked for
    counts: Mapping[Kind, int]  # of each kind, whether it was asked for or not
    any_word: bool  # nothing has all of the words, these have some
    cut: bool  # there were too many to look at all; the numbers are lower bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A thing with a name that goes on as was typed."""

    iri: str
    kind: Kind
    labels: Mapping[str, str]
    name: str  # that goes on so: a label or another name
    marks: tuple[tuple[int, int], ...]  # of `name`, what was typed
    documents: int

    def label(self, language: str) -> str:
        return chosen(self.labels, language)


def chosen(labels: Mapping[str, str], language: str) -> str:
    """The label in a language, else in another; "" where there is none."""
    return labels.get(language) or next((labels[other] for other in sorted(labels)), "")
