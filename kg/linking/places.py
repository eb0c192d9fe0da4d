"""What tells places of one name apart: states, what is no more, and what another is called."""

from __future__ import annotations

from collections.abc import Iterator

from kg.linking.descriptions import FORMER_STATE, folded, is_division, is_historical, names_division
from kg.linking.known import Field
from kg.linking.names import is_label
from kg.model.entities import EntityClass
from kg.model.profiles import Node
from kg.model.reasons import Reason
from kg.resolution.acronyms import is_acronym
from kg.wikidata.items import STATES, Item

TOWN_OR_PART = "town or part"
KNOWN = 4  # sources that name a place which needs no country beside it


def states(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """A state that there still is is meant rather than what is called like it; less so by a name that it no longer has."""
    if subject.cls is not EntityClass.PLACE or not STATES & set(item.types) or is_historical(item):
        return
    is_half_named = _has_part_of_name(item, field) and not _is_near(item, field)
    if not is_called_otherwise(item, field) and not has_division_at_home(item, field) and not is_half_named:
        yield Reason("state", 1.0, item.qid)
    former = [name for name in field.shared(item)[:1] if not is_label(name, item) and _is_of_former_state(name, item, field)]
    if former:
        yield Reason("former name", -3.5, former[0])


def has_division_at_home(item: Item, field: Field) -> bool:
    """Whether a part of the country that most documents are about is called so: "Géorgie" where the texts are of the United States."""
    home = field.home
    if field.subject.cls is not EntityClass.PLACE or home is None or home in field.countries(item):
        return False
    return any(home in field.countries(other) and is_division(other) for other in field.namesakes(item))


def _is_of_former_state(name: str, item: Item, field: Field) -> bool:
    return any(FORMER_STATE in other.types and is_label(name, other) for other in field.namesakes(item))


def part_of_name(subject: Node, item: Item, field: Field) -> Iterator[Reason]:  # noqa: ARG001 - rules are called alike
    """A place by a word of its name alone, which is seldom called so, where nothing speaks for its country: much else has that word."""
    if _has_part_of_name(item, field) and not _is_near(item, field):
        yield Reason("part of the name", -1.5, field.shared(item)[0])


def _has_part_of_name(item: Item, field: Field) -> bool:
    shared = field.shared(item)
    if field.subject.cls is not EntityClass.PLACE or not shared or is_acronym(shared[0]):
        return False
    return all(set(folded(shared[0]).split()) < set(folded(label.text).split()) for label in item.labels)


def _is_near(item: Item, field: Field) -> bool:
    """Whether the documents name the country of an item, if it has one."""
    subject, known = field.subject, field.countries(item)
    return not known or bool({subject.country, *subject.homes, *subject.around} & known)


def is_called_otherwise(item: Item, field: Field) -> bool:
    """Whether in one language the name is that of another place of the country: "Mexico" is the state in English, its capital in French."""
    shared = field.shared(item)
    if field.subject.cls is not EntityClass.PLACE or len(shared) != 1:
        return False
    own, name = {label.language: folded(label.text) for label in item.labels}, folded(shared[0])
    others = (label for other in field.rivals(item) if other.country == item.country for label in other.labels)
    return any(folded(label.text) == name != own.get(label.language, name) for label in others)


def longer_name(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """A name that says more than the item's: a canton is not the town that it is called after. A name that few prefer says little."""
    if subject.cls is not EntityClass.PLACE or not field.shared(item):
        return
    known = {folded(name) for name in item.names}
    for name in field.telling:
        is_longer = any(f" {folded(part)} " in f" {folded(name)} " for part in field.shared(item) if part != name)
        if is_longer and folded(name) not in known:
            is_main = 2 * subject.labels[name] >= subject.labels.total()
            if names_division(name) and is_division(item):
                yield Reason("part of a state", 0.5 if is_main else 0.0, name)
            else:
                yield Reason("missing name", -2.0 if is_main else -0.5, name)
            return


def town_or_part(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """Both a town and the part of a state that is called after it, where the texts name both: which is meant is for a person to tell."""
    if subject.cls is not EntityClass.PLACE or not any(map(names_division, field.telling)) or all(map(names_division, field.telling)):
        return
    kinds = {
        is_division(other) for other in field.items if field.shared(other) and not field.is_elsewhere(other) and not is_historical(other)
    }
    if len(kinds) > 1 and field.shared(item):
        yield Reason(TOWN_OR_PART, 0.0, item.qid)


def acronyms(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """Towns and rivers are seldom called by letters, as states and their parts are; those are rather of something else."""
    shared = field.shared(item)
    if subject.cls is not EntityClass.PLACE or not shared or not is_acronym(shared[0]) or is_label(shared[0], item):
        return
    if not STATES & set(item.types) and not is_division(item):
        yield Reason("acronym", -2.0, shared[0])


def support(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """A little known town of which the documents tell no country: much that is no place is called like one."""
    is_told = bool(subject.country or subject.homes or subject.around)
    if subject.cls is EntityClass.PLACE and field.countries(item) and not is_told and item.prominence < KNOWN:
        yield Reason("no country told", -0.5, item.qid)


def historical(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """What is no more is seldom meant where it is called like something that is; of bodies, that is seldom known."""
    if subject.cls is EntityClass.PERSON or not is_historical(item):
        return
    has_heirs = subject.cls is EntityClass.ORGANISATION or any(not is_historical(other) for other in field.namesakes(item))
    yield Reason("historical", -1.5 if has_heirs else -0.5, item.description)
