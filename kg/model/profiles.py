"""What is told of an entity, as far as it helps to tell whether two documents mean the same one: by a document, and by all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kg.model.entities import EntityClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One entity as one document has it. Others are told by their item or folded name."""

    document: str
    path: str  # the entity's path below {base}id/ if nothing else were known
    cls: EntityClass
    label: str
    names: tuple[str, ...]  # as written, the fullest first
    items: tuple[str, ...] = ()  # QIDs that one of the names may stand for
    country: str | None = None  # ISO 3166-1 alpha-2
    kind: str = ""  # of an event
    start: str = ""  # ISO 8601, as precise as the text
    titles: tuple[str, ...] = ()  # of a person's posts
    stage: str = ""  # "sport" or "arts" of a person who is known for that alone
    bodies: tuple[str, ...] = ()  # organisations that it is related to
    places: tuple[str, ...] = ()
    others: tuple[str, ...] = ()  # persons, programmes and events that it is related to
    issued: str = ""  # when the document was published, ISO 8601
    home: str | None = None  # the country that the document is about
    around: tuple[str, ...] = ()  # the countries that the document names


KINDS = ("labels", "names", "items", "kinds", "starts", "titles", "bodies", "places", "others", "years", "homes", "around")


def told(profile: Profile) -> Iterator[tuple[int, str]]:
    """What a profile tells: the number of a kind, and a value."""
    rows = (
        (profile.label,),
        profile.names,
        profile.items,
        (profile.kind,) if profile.kind else (),
        (profile.start,) if profile.start else (),
        profile.titles,
        profile.bodies,
        profile.places,
        profile.others,
        (profile.issued[:4],) if profile.issued else (),
        (profile.home,) if profile.home else (),
        profile.around,
    )
    return ((number, value) for number, values in enumerate(rows) for value in values)


def counted(values: Mapping[str, int] = MappingProxyType({})) -> Counter[str]:
    """A counter of what is counted already, in a third of the time that its own constructor takes: nodes are read by the million."""
    counter: Counter[str] = Counter.__new__(Counter)
    dict.update(counter, values)
    return counter


@dataclass(slots=True)
class Node:
    """The profiles that need no comparing, those of one path, country and stage, together, but for those whom a person tells apart by
    their documents. Every count is one of documents.

    Two nodes are compared by what is told of them, never by how often.
    """

    key: str
    cls: EntityClass
    path: str
    country: str | None
    documents: int = 0
    labels: Counter[str] = field(default_factory=counted)
    names: Counter[str] = field(default_factory=counted)
    items: Counter[str] = field(default_factory=counted)
    kinds: Counter[str] = field(default_factory=counted)
    starts: Counter[str] = field(default_factory=counted)
    titles: Counter[str] = field(default_factory=counted)
    bodies: Counter[str] = field(default_factory=counted)
    places: Counter[str] = field(default_factory=counted)
    others: Counter[str] = field(default_factory=counted)
    years: Counter[str] = field(default_factory=counted)  # in which the documents were published
    homes: Counter[str] = field(default_factory=counted)
    around: Counter[str] = field(default_factory=counted)

    @property
    def stage(self) -> str:
        """The field of sportspeople and artists."""
        return self.key.split("@", 2)[1].partition(".")[2]


def facts(node: Node) -> dict[str, list[str]]:
    """What is told of a node for people to read, by kind; of the names those of most documents first. What is not told is left out."""
    values = {
        "names": sorted(node.names, key=lambda name: (-node.names[name], name)),
        "posts": sorted(node.titles),
        "country": [node.country] if node.country else [],
        "kind": sorted(node.kinds),
        "dates": sorted(node.starts),
        "places": sorted(node.places),
        "bodies": sorted(node.bodies),
    }
    return {kind: found for kind, found in values.items() if found}


def main_label(node: Node) -> str:
    """What most documents call it."""
    return max(node.labels, key=lambda name: (node.labels[name], name), default=node.path)


def node_key(profile: Profile) -> str:
    """Where a profile belongs: bodies or persons of one name may be of two countries, and a footballer may be called like a minister;
    they are told apart until they are compared."""
    return f"{profile.path}@{profile.country or ''}" + (f".{profile.stage}" if profile.stage else "")
