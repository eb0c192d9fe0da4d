"""What the texts around an entity say about its being an item: countries, posts, dates, neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from kg.linking.descriptions import are_of_other_fields, fields, is_historical
from kg.linking.known import Field, terms
from kg.model.entities import EntityClass
from kg.model.profiles import Node
from kg.model.reasons import CONTRADICTION, Reason
from kg.wikidata.items import STATES, Item

GONE = 15  # years after its end in which something is still spoken of
FIRST_POST = 16  # years of age before which nobody holds a post
PROMINENT = 4  # sources or more that name an item which is known all over the world
AHEAD = 1.5  # times as prominent as any other that has the name

_DIFFERS = {EntityClass.PLACE: CONTRADICTION, EntityClass.ORGANISATION: -3.0}  # of others the country may be that of a post
_AGREES = {EntityClass.PERSON: 1.0}


def countries(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """Where an entity lives, or else which countries the documents are about."""
    known = field.countries(item)
    if subject.country and known:
        told = f"{subject.country}; {', '.join(sorted(known))}"
        if subject.country in known:
            yield Reason("country", _AGREES.get(subject.cls, 1.5), subject.country)
        else:
            yield Reason("other country", _DIFFERS.get(subject.cls, -2.0), told)
    elif known & set(subject.homes):
        yield Reason("home", 1.0, min(known & set(subject.homes)))
    elif known & set(subject.around):
        yield Reason("around", 0.5, min(known & set(subject.around)))
    elif known and subject.around:
        yield Reason("elsewhere", -0.5 if subject.cls is EntityClass.ORGANISATION else -1.0, min(known))


def place_kinds(subject: Node, item: Item, field: Field) -> Iterator[Reason]:  # noqa: ARG001 - rules are called alike
    """A state that there still is is meant rather than what is called like it."""
    if subject.cls is EntityClass.PLACE and STATES & set(item.types) and not is_historical(item.description):
        yield Reason("state", 1.0, item.qid)


def posts(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """The posts that a person holds, against the description of the item."""
    if subject.cls is not EntityClass.PERSON or not subject.titles or not item.description:
        return
    described = field.described(item).concepts
    share, title = max((_share(field, title, described), title) for title in subject.titles)
    told = f"{title}; {item.description}"
    if share >= 0.99:
        yield Reason("post", 2.0 if len(field.meanings.of(title).concepts) > 1 else 1.5, told)
    elif share >= 0.5:
        yield Reason("like post", 1.0, told)
    else:
        yield from _fields(subject, item)


def _share(field: Field, title: str, described: frozenset[str]) -> float:
    concepts = field.meanings.of(title).concepts
    return len(concepts & described) / len(concepts) if concepts else 0.0


def _fields(subject: Node, item: Item) -> Iterator[Reason]:
    held = frozenset(field for title in subject.titles for field in fields(title))
    known = fields(item.description)
    if held & known:
        yield Reason("field", 1.0, ", ".join(sorted(held & known)))
    elif held and known:
        weight = -1.5 if are_of_other_fields(held, known) else -0.5
        yield Reason("other field", weight, f"{', '.join(sorted(held))}; {', '.join(sorted(known))}")


def dates(subject: Node, item: Item, field: Field) -> Iterator[Reason]:  # noqa: ARG001
    """Whether the item was there, or in office, when the documents were written."""
    years = sorted(map(int, subject.years))
    if not years:
        return
    if item.begin is not None and years[-1] < item.begin + (FIRST_POST if subject.cls is EntityClass.PERSON else 0):
        yield Reason("not yet", CONTRADICTION, f"{item.begin}; {years[-1]}")
    elif item.end is not None and years[0] > item.end + GONE:
        yield Reason("no more", -1.5, f"{item.end}; {years[0]}")
    held = terms(item)
    if any((begin or 0) - 1 <= year <= (end or years[-1]) + 1 for year in years for begin, end in held):
        yield Reason("in office", 0.5, item.description)
    elif held and all(year < (begin or 0) - GONE or year > (end or years[-1]) + GONE for year in years for begin, end in held):
        yield Reason("not in office", -1.0, item.description)


def neighbours(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """What the entity is related to, where the description of the item names it."""
    described = field.described(item)
    for key in sorted({*subject.bodies, *subject.places, *subject.others}):
        for name in field.called(key):
            meaning = field.meanings.of(name)
            if len(meaning.concepts) > 1 and meaning.concepts <= described.concepts and meaning.countries <= described.countries:
                yield Reason("neighbour", 1.0, name)
                return


def historical(subject: Node, item: Item, field: Field) -> Iterator[Reason]:  # noqa: ARG001
    """What is no more is seldom meant, where it is called like something that is."""
    if subject.cls is not EntityClass.PERSON and is_historical(item.description):
        yield Reason("historical", -1.5, item.description)


def prominence(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """How well known the item is, beside the others that have the name."""
    rivals = [other.prominence for other in field.rivals(item)]
    if rivals and item.prominence >= AHEAD * max(rivals):
        yield Reason("most prominent", 1.0, f"{item.prominence}; {max(rivals)}")
    if item.prominence >= PROMINENT and subject.cls is not EntityClass.PERSON:
        yield Reason("prominent", 0.5, str(item.prominence))
