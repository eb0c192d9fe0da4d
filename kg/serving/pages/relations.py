"""What the page of a thing tells, by its class: in which order, and from which properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import NamedNode

from kg.graph import vocabulary as v


@dataclass(frozen=True, slots=True)
class Relation:
    """A property read from the thing, or towards it; the text `relation.<name>` says what its values are."""

    name: str
    predicate: NamedNode
    incoming: bool = False


def _out(name: str, predicate: str | None = None) -> Relation:
    return Relation(name, v.kg(predicate or name))


def _in(name: str, predicate: str) -> Relation:
    return Relation(name, v.kg(predicate), incoming=True)


_FUNDING = (_out("funder"), _out("implementer"))
_DATES = (_out("start"), _out("end"))

FACTS: Mapping[str, tuple[Relation, ...]] = MappingProxyType(
    {
        "Person": (_out("holdsRole"), _out("affiliation"), _in("organises", "organiser"), _in("takesPart", "participant")),
        "Organisation": (
            _out("partOf"),
            _in("parts", "partOf"),
            _in("posts", "roleIn"),
            _in("members", "affiliation"),
            _in("organises", "organiser"),
            _in("takesPart", "participant"),
            _in("funds", "funder"),
            _in("implements", "implementer"),
        ),
        "Event": (
            *_DATES,
            _out("place"),
            _out("organiser"),
            _out("participant"),
            _out("concerns"),
            _out("funder"),
            _in("within", "subEvent"),
            _out("subEvent"),
        ),
        "Programme": (*_DATES, *_FUNDING, _out("budget"), _out("country"), _in("events", "concerns")),
        "Place": (
            _in("eventsHere", "place"),
            _in("programmesHere", "country"),
            _in("takesPart", "participant"),
            _in("postsHere", "rolePlace"),
        ),
        "Role": (_in("holders", "holdsRole"), _out("roleIn"), _out("rolePlace")),
        "Statement": (_out("speaker"), _out("onBehalfOf"), _out("madeAt")),
    }
)

STATEMENTS: Mapping[str, tuple[Relation, ...]] = MappingProxyType(
    {
        "Person": (_in("says", "speaker"), _in("spokenFor", "onBehalfOf"), _in("about", "about")),
        "Organisation": (_in("says", "speaker"), _in("spokenFor", "onBehalfOf"), _in("about", "about")),
        "Event": (_in("saidHere", "madeAt"), _in("about", "about")),
        "Programme": (_in("about", "about"),),
        "Place": (_in("about", "about"),),
    }
)

# Told in other parts of a page, or of no use to a reader; all else that the graph says of a thing stands at the end of its page.
ELSEWHERE = frozenset(
    {
        v.TYPE,
        v.LABEL,
        v.ALT_LABEL,
        v.SAME_AS,
        v.CLOSE_MATCH,
        v.IDENT_REF,
        v.RDF_SUBJECT,
        v.RDF_OBJECT,
        v.IS_REPLACED_BY,
        *(v.kg(name) for name in ("eventType", "text", "statementKind", "cue", "speakerMention", "about", "restates", "roleTitle")),
        *(relation.predicate for group in (*FACTS.values(), *STATEMENTS.values()) for relation in group),
    }
)
