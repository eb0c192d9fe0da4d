"""What the texts around an entity say about its being an item: countries, posts, dates, neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from kg.linking.descriptions import headed, kin
from kg.linking.known import Field, terms
from kg.linking.names import PROMINENT
from kg.linking.places import has_division_at_home, is_called_otherwise
from kg.model.entities import EntityClass
from kg.model.profiles import Node
from kg.model.reasons import CONTRADICTION, Reason
from kg.resolution.acronyms import is_acronym
from kg.resolution.occupations import are_of_other_fields, fields
from kg.wikidata.items import STATES, Item

CAPITAL = "Q5119"
GONE = 15  # years after its end in which something is still spoken of
FIRST_POST = 16  # years of age before which nobody holds a post
MANY = 5  # documents about a country that leave little doubt
ALL = 0.99  # share of the words of a post
AHEAD = 1.5  # times as prominent as any other that has the name

_MORTAL = frozenset({EntityClass.PERSON, EntityClass.ORGANISATION})
_DIFFERS = {EntityClass.PLACE: CONTRADICTION, EntityClass.ORGANISATION: -3.0}  # of others the country may be that of a post
_AGREES = {EntityClass.PERSON: 1.0}


def countries(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """Where an entity lives, or else which countries the documents are about."""
    known = field.countries(item)
    if subject.cls is EntityClass.PLACE and _is_division_at_home(item, field):
        yield Reason("home", 1.0, min(known))
    elif subject.country and known and not has_division_at_home(item, field):
        told = f"{subject.country}; {', '.join(sorted(known))}"
        if subject.country in known:
            yield Reason("country", _AGREES.get(subject.cls, 1.5), subject.country)
        else:
            yield Reason("other country", _DIFFERS.get(subject.cls, -2.0), told)
    elif subject.country and subject.cls is EntityClass.PLACE and any(map(field.is_elsewhere, field.namesakes(item))):
        yield Reason("country not told", -1.5, subject.country)
    elif known & set(subject.homes):
        code = max(sorted(known & set(subject.homes)), key=lambda code: subject.homes[code])
        yield Reason("home", _home(code, item, field), code)
    elif known & set(subject.around) and not _has_namesake_at_home(item, field):
        if not _is_one_of_many_elsewhere(item, field):
            yield Reason("around", 0.5, min(known & set(subject.around)))
    elif known and (subject.around or subject.homes) and not _is_named_anywhere(item, field):
        yield Reason("elsewhere", _elsewhere(item, field), min(known))


def _is_named_anywhere(item: Item, field: Field) -> bool:
    """Whether texts about any country name an item: states, and capitals that nothing else is called like."""
    return bool(STATES & set(item.types)) or (CAPITAL in item.types and not field.namesakes(item))


def _is_division_at_home(item: Item, field: Field) -> bool:
    return any(has_division_at_home(other, field) for other in field.namesakes(item)) and field.home in field.countries(item)


def _home(code: str, item: Item, field: Field) -> float:
    """How much it tells that documents are about the country of an item; of a place that has namesakes, few of many documents tell less."""
    count = field.subject.homes[code]
    if field.subject.cls is EntityClass.PLACE and 2 * count < field.subject.documents and field.rivals(item):
        return 0.5
    return 1.5 if count >= MANY and field.home == code else 1.0


def _is_one_of_many_elsewhere(item: Item, field: Field) -> bool:
    """Whether a town has namesakes, and the documents are about another country than its own: a person may be called like it."""
    is_town = field.subject.cls is EntityClass.PLACE and not STATES & set(item.types)
    return is_town and bool(field.rivals(item)) and field.home is not None and field.home not in field.countries(item)


def _has_namesake_at_home(item: Item, field: Field) -> bool:
    """Whether another place with the name is in the country that most documents are about, and this one is not."""
    if field.subject.cls is not EntityClass.PLACE or field.home is None or field.home in field.countries(item):
        return False
    return any(field.home in field.countries(other) for other in field.namesakes(item))


def _elsewhere(item: Item, field: Field) -> float:
    """An item of a country that no document names; the less likely if they name that of another with the name."""
    cls, own = field.subject.cls, field.countries(item)
    namesakes = [other for other in field.namesakes(item) if cls is not EntityClass.PLACE or field.countries(other) != own]
    is_known = (
        item.prominence >= PROMINENT
        or CAPITAL in item.types
        or (cls is EntityClass.ORGANISATION and not all(map(is_acronym, field.shared(item))))
    )
    if cls is not EntityClass.PERSON and is_known and not namesakes:
        return -0.5
    about = {*field.subject.homes, *field.subject.around}
    return -1.5 if cls is EntityClass.PLACE and any(about & field.countries(other) for other in namesakes) else -1.0


def posts(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """The posts that a person holds, against the description of the item."""
    if subject.cls is not EntityClass.PERSON or not subject.titles or not item.description:
        return
    described = field.described(item).concepts
    share, title = max((_share(field, title, described), title) for title in subject.titles)
    told = f"{title}; {item.description}"
    if share >= ALL:
        yield Reason("post", 2.0 if len(field.meanings.of(title).concepts) > 1 else 1.5, told)
    elif share >= 0.5:
        yield Reason("like post", 1.0, told)
    elif houses := _houses(subject) & kin(item.description):
        yield Reason("like post", 1.0, min(houses))
    else:
        yield from _fields(subject, item)


def _houses(subject: Node) -> frozenset[str]:
    return frozenset(house for title in subject.titles for house in kin(title))


def _share(field: Field, title: str, described: frozenset[str]) -> float:
    concepts = field.meanings.of(title).concepts
    return len(concepts & described) / len(concepts) if concepts else 0.0


def _fields(subject: Node, item: Item) -> Iterator[Reason]:
    held = frozenset(field for title in subject.titles for field in fields(title))
    known = fields(item.description)
    if held & known:
        is_of_other_house = _houses(subject) and kin(item.description)
        yield Reason("field", 0.5 if is_of_other_house else 1.0, ", ".join(sorted(held & known)))
    elif held and known:
        weight = -2.0 if are_of_other_fields(held, known) else -0.5
        yield Reason("other field", weight, f"{', '.join(sorted(held))}; {', '.join(sorted(known))}")


def dates(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """Whether the item was there when the documents were written; states and events of the past are spoken of for ever."""
    years = sorted(map(int, subject.years))
    if not years:
        return
    if item.begin is not None and years[-1] < item.begin + (FIRST_POST if subject.cls is EntityClass.PERSON else 0):
        yield Reason("not yet", CONTRADICTION, f"{item.begin}; {years[-1]}")
    elif item.end is not None and years[0] > item.end + GONE and (subject.cls in _MORTAL or field.namesakes(item)):
        yield Reason("no more", -1.5, f"{item.end}; {years[0]}")


def offices(subject: Node, item: Item, field: Field) -> Iterator[Reason]:  # noqa: ARG001 - rules are called alike
    """Whether a person was in office when the documents were written."""
    years, held = sorted(map(int, subject.years)), terms(item)
    if subject.cls is not EntityClass.PERSON or not years:
        return
    if any((begin or 0) - 1 <= year <= (end or years[-1]) + 1 for year in years for begin, end in held):
        yield Reason("in office", 0.5, item.description)
    elif held and all(year < (begin or 0) - GONE or year > (end or years[-1]) + GONE for year in years for begin, end in held):
        yield Reason("not in office", -1.0, item.description)


def heads(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """The head of a state or of its government, whom texts that have to do with it name without the post."""
    if subject.cls is not EntityClass.PERSON or subject.titles:
        return
    told = map(field.meanings.of, headed(item.description))
    if any(not meaning.concepts and meaning.countries <= field.countries(item) for meaning in told):
        yield Reason("head", 0.5, item.description)


def neighbours(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """What the entity is related to, where the description of the item names it."""
    described = field.described(item)
    for key in sorted({*subject.bodies, *subject.places, *subject.others}):
        for name in field.called(key):
            meaning = field.meanings.of(name)
            if len(meaning.concepts) > 1 and meaning.concepts <= described.concepts and meaning.countries <= described.countries:
                yield Reason("neighbour", 1.0, name)
                return


def prominence(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """How well known the item is, beside the others that have the name."""
    rivals = [other.prominence for other in field.rivals(item)]
    if rivals and item.prominence >= AHEAD * max(rivals) and _counts(item, field):
        yield Reason("most prominent", 1.0, f"{item.prominence}; {max(rivals)}")
    if item.prominence >= PROMINENT and subject.cls is not EntityClass.PERSON:
        yield Reason("prominent", 0.5, str(item.prominence))
        if (
            subject.cls is EntityClass.ORGANISATION
            and not item.country
            and not field.namesakes(item)
            and any(map(is_acronym, field.shared(item)[:1]))
        ):
            yield Reason("well-known acronym", 0.5, field.shared(item)[0])


def _counts(item: Item, field: Field) -> bool:
    """Whether being the best known of its name tells anything: of a town in a country that no document names, it does not."""
    if field.subject.cls is not EntityClass.PLACE:
        return True
    near = {field.subject.country, *field.subject.homes, *field.subject.around}
    is_near = not field.countries(item) or bool(near & field.countries(item))
    is_state = bool(STATES & set(item.types))
    if not is_state and (not is_near or _has_namesake_at_home(item, field)):
        return False
    return not is_called_otherwise(item, field) and not has_division_at_home(item, field)
