"""What speaks for and against two nodes being one: reasons with weights, added up.

The weights are in steps that a person can reckon with: a full name in common is worth 3, which is enough to merge; a contradiction costs
more than any one reason is worth. They are set by hand, and measured on tables of pairs that must and must not merge.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from rapidfuzz import fuzz

from kg.model.entities import EntityClass
from kg.model.identity import fold
from kg.model.profiles import Node
from kg.model.reasons import CONTRADICTION, Comparison, Reason
from kg.resolution.acronyms import is_acronym
from kg.resolution.common_names import common_names
from kg.resolution.concept_words import without_meaning
from kg.resolution.concepts import Meaning, Meanings
from kg.resolution.identity import is_common, is_everywhere
from kg.resolution.occupations import OFFICES, STAGES, fields
from kg.resolution.persons import NOTHING, SURNAME, PersonName, likeness, person_name
from kg.resolution.sounds import sounds

ACCEPTED = 3.0  # from which two nodes are one
DOUBTFUL = 1.5  # from which a person should look

_SPELLING = 0.9  # share of letters in common of two spellings of a name
ALMOST = 0.75  # and of two spellings of a word, or forms of it
OTHER_COUNTRY = "other country"
SPECIFIC = 4  # concepts of a name from which no two bodies of different countries are likely to share it


Rule = Callable[[Node, Node, Meanings], Iterator[Reason]]


def compare(one: Node, other: Node, meanings: Meanings) -> Comparison:
    """All that speaks for and against two nodes of one class being one."""
    return Comparison(tuple(reason for rule in RULES[one.cls] for reason in rule(one, other, meanings)))


def contradictions(one: Node, other: Node, meanings: Meanings) -> frozenset[str]:
    """The reasons of `compare` that can't be true of one thing, in less time: clusters are asked for those of each pair."""
    rules = _CONTRADICTING[one.cls]
    return Comparison(tuple(reason for rule in rules for reason in rule(one, other, meanings))).contradictions


def contradicted_by(node: Node) -> Hashable:
    """What alone of a node may contradict others: of an event its days and types, which very many nodes have in common."""
    return (tuple(sorted(node.starts)), tuple(sorted(node.kinds))) if node.cls is EntityClass.EVENT else node.key


def items(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:  # noqa: ARG001 - rules are called alike
    """Wikidata knows the names of both."""
    shared = set(one.items) & set(other.items)
    if shared:
        yield Reason("item", _item_weight(one, other, shared), ", ".join(sorted(shared)[:3]))
    elif one.items and other.items and not shared:
        yield Reason("other item", CONTRADICTION, f"{min(one.items)}, {min(other.items)}")


def _item_weight(one: Node, other: Node, shared: set[str]) -> float:
    """Names that differ and have one item alone in common tell as much as a name; a name of several things tells little."""
    if len(one.items) == len(other.items) == 1:
        return 4.0
    names = [{fold(name) for name in node.names} for node in (one, other)]
    are_known = min(len(one.items), len(other.items)) > 1  # else one is an acronym that may stand for others
    return 3.0 if len(shared) == 1 and are_known and one.cls is EntityClass.ORGANISATION and not names[0] & names[1] else 1.5


def stateless(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:
    """A body that every country has, and nobody knows which one's it is."""
    if _is_stateless(one, meanings) or _is_stateless(other, meanings):
        yield Reason("no country", -2.0, min(one.names or other.names, default=""))


def countries(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:
    """The countries that they live in, or that their names tell."""
    left, right = _countries(one, meanings), _countries(other, meanings)
    if _are_apart(one, other, left & right):
        yield Reason(OTHER_COUNTRY, CONTRADICTION, f"{one.country}; {other.country}")
    elif left <= right or right <= left:
        if left & right:
            yield Reason("country", 1.5, ", ".join(sorted(left & right)))
    else:
        yield Reason(OTHER_COUNTRY, CONTRADICTION, f"{', '.join(sorted(left))}; {', '.join(sorted(right))}")


def _are_apart(one: Node, other: Node, shared: set[str]) -> bool:
    """Whether both have a country, which differ; of a body between two countries either may be told."""
    return bool(one.country and other.country) and one.country != other.country and not {one.country, other.country} <= shared


def same_name(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:
    """A name in common; one that many bodies bear tells little without a country."""
    written = {fold(name): name for name in one.names}
    shared = written.keys() & {fold(name) for name in other.names}
    telling = sorted(name for name in shared if not is_common(name) and not is_acronym(written[name]))
    if telling:
        yield Reason("name", 1.5 if _is_generic(telling[-1], one.cls, meanings) else 3.0, telling[-1])
    elif shared and any(is_common(name) for name in shared):
        yield Reason("common name", 1.5, sorted(shared)[-1])


def acronym(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:
    """An acronym in common: bodies of different names can share one."""
    shared = _acronyms(one) & _acronyms(other)
    if not shared:
        return
    left, right = _long_names(one), _long_names(other)
    if not left or not right:
        yield Reason("acronym", 3.0, min(shared))
    elif _closest(left, right, meanings) >= 0.3:
        yield Reason("acronym", 2.0, min(shared))


def other_acronym(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:  # noqa: ARG001
    """Acronyms that differ though the names are in the same words, so that the language can't be why."""
    left, right = _acronyms(one), _acronyms(other)
    if left and right and not left & right and any(_same_words(a, b) for a in _long_names(one) for b in _long_names(other)):
        yield Reason("other acronym", -2.0, f"{min(left)}, {min(right)}")


def translation(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:
    """Names that say the same in other words or another language; the more they say, the more that tells."""
    left, right = _long_names(one), _long_names(other)
    if {fold(name) for name in left} & {fold(name) for name in right}:
        return
    share, a, b = max(((_said(a, b, one, other, meanings), a, b) for a in left for b in right), default=(0.0, "", ""))
    size = len(meanings.of(a).concepts | meanings.of(b).concepts)
    if _is_generic(a, one.cls, meanings) or (one.cls is EntityClass.PROGRAMME and meanings.of(a).countries != meanings.of(b).countries):
        share = min(share, 0.9)
    if share >= 0.99 and (size > 1 or _countries(one, meanings) & _countries(other, meanings) or _is_known_place(a, one.cls, meanings)):
        yield Reason("translation", 1.5 if size < SPECIFIC and (is_common(a) or is_common(b)) else 3.0, f"{a} = {b}")
    elif share >= 0.7:
        yield Reason("like translation", 2.0 if size > SPECIFIC else 1.5, f"{a} ~ {b}")


def _said(a: str, b: str, one: Node, other: Node, meanings: Meanings) -> float:
    """The share of what two names say that both say; a country that one leaves out must be known of its bearer otherwise, or go
    without saying, as with a ministry or a name that says much."""
    left, right = meanings.of(a), meanings.of(b)
    both = left.concepts & right.concepts
    goes_without_saying = both & common_names().stately or (len(both) >= SPECIFIC and not both & common_names().supranational)
    added = left.countries - right.countries - {other.country} or right.countries - left.countries - {one.country}
    if (added and not goes_without_saying) or (left.order != right.order and both & common_names().posted):
        return 0.0
    return 0.0 if _is_contrast(a, b, left, right) else left.overlap(right)


def _is_contrast(a: str, b: str, left: Meaning, right: Meaning) -> bool:
    """Whether two names put one thing in the place of another: "References Committee", "Legislation Committee"."""
    replaced = left.concepts - right.concepts, right.concepts - left.concepts
    return all(replaced) and _are_in_same_words(set(fold(a).split()), set(fold(b).split())) and not _are_spellings(*replaced)


def _are_in_same_words(words: set[str], others: set[str]) -> bool:
    """Whether two names differ in a word, or in several between the same small words, so that both are in one language."""
    replaced = max(len(words - others), len(others - words))
    small = words & without_meaning()
    return len((words & others) - small) >= replaced and (replaced == 1 or (bool(small) and small == others & without_meaning()))


def _are_spellings(left: frozenset[str], right: frozenset[str]) -> bool:
    return fuzz.ratio(" ".join(sorted(left)), " ".join(sorted(right))) >= 100 * ALMOST


def _is_known_place(name: str, cls: EntityClass, meanings: Meanings) -> bool:
    """Whether a place is called by words that all languages have: "Africa"."""
    concepts = meanings.of(name).concepts
    return cls is EntityClass.PLACE and bool(concepts) and all(map(meanings.is_known, concepts))


def spelling(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:  # noqa: ARG001
    """Long names that sound alike, or differ in a letter or two."""
    left, right = ({fold(name) for name in _long_names(node)} for node in (one, other))
    if left & right:
        return
    if heard := {sounds(name) for name in left} & {sounds(name) for name in right}:
        yield Reason("spelling", 3.0, max(heard))
        return
    share, a, b = max(((fuzz.ratio(a, b) / 100, a, b) for a in left for b in right), default=(0.0, "", ""))
    if share >= _SPELLING and " " in a and a.split()[-1][:3] == b.split()[-1][:3] and not _digits(a) ^ _digits(b):
        yield Reason("spelling", 3.0 if share >= 0.95 and _are_slips(a, b) else 1.5, f"{a} ~ {b}")


def _are_slips(one: str, other: str) -> bool:
    """Whether no word of two names stands for another word: a slip leaves more than half of a word's letters, and its first."""
    left, right = one.split(), other.split()
    return len(left) == len(right) and all(
        a == b or (a[0] == b[0] and fuzz.ratio(a, b) >= 100 * ALMOST) for a, b in zip(left, right, strict=True)
    )


def family(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:  # noqa: ARG001
    """Bodies that both are parts of, or are related to otherwise."""
    if shared := set(one.bodies) & set(other.bodies):
        yield Reason("body", 1.0, min(shared))


def person_names(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:  # noqa: ARG001
    """The parts of two persons' names. A surname alone counts only where there is no more: brothers share it, and colleagues may."""
    left, right = _fullest(one), _fullest(other)
    pairs = [likeness(a, b) for a in left for b in right]
    best = max(pairs, key=lambda found: (found.weight, found.feature), default=NOTHING)
    least = min(pairs, key=lambda found: found.weight, default=NOTHING)
    found = least if least.weight < 0 and best.weight <= SURNAME else best
    told = f"{one.labels.most_common(1)[0][0]}, {other.labels.most_common(1)[0][0]}"
    if found.weight:
        yield Reason(found.feature, found.weight, told)
    elif not set(one.items) & set(other.items):
        are_full = all(len(name.words) > 1 for name in (*left, *right))
        yield Reason("other name", CONTRADICTION if are_full else -2.0, told)


def _fullest(node: Node) -> list[PersonName]:
    """The names of a person with more than one part, else all."""
    names = [person_name(name) for name in sorted(node.names)]
    return [name for name in names if len(name.words) > 1] or names


def posts(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:
    """The posts that two persons hold, and where."""
    left, right = ([meanings.of(title).concepts for title in node.titles] for node in (one, other))
    shared = [title for title in left if title in right]
    if shared:
        yield Reason("title", 1.5, " ".join(sorted(shared[0])))
    bodies = set(one.bodies) & set(other.bodies)
    if bodies:
        yield Reason("body", 1.0, min(bodies))


def stages(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:  # noqa: ARG001
    """A player or singer, and somebody in an office, who have only the name in common."""
    if set(one.items) & set(other.items):
        return
    left, right = ({field for title in node.titles for field in fields(title)} for node in (one, other))
    for field, offices in ((one.stage, right), (other.stage, left)):
        if field and offices & OFFICES and not offices & STAGES:
            yield Reason("other field", CONTRADICTION, f"{field}; {', '.join(sorted(offices))}")


def company(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:  # noqa: ARG001
    """Persons, programmes and events that both are related to."""
    shared = set(one.others) & set(other.others)
    if shared:
        yield Reason("company", min(2.0, float(len(shared))), ", ".join(sorted(shared)[:3]))
    elif one.cls is EntityClass.EVENT and one.others and other.others:
        yield Reason("other company", -1.0, f"{min(one.others)}; {min(other.others)}")


def dates(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:  # noqa: ARG001
    """When two events begin, as far as both are known."""
    pairs = [(a, b) for a in one.starts for b in other.starts]
    if not pairs:
        return
    if any(a == b and len(a) == len("2017-07-21") for a, b in pairs):
        yield Reason("day", 2.0, sorted(set(one.starts) & set(other.starts))[0])
    elif any(a.startswith(b) or b.startswith(a) for a, b in pairs):
        yield Reason("period", 0.5, min(one.starts))
    else:
        yield Reason("other day", CONTRADICTION, f"{min(one.starts)}, {min(other.starts)}")


def kinds(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:  # noqa: ARG001
    """What sort of event it is: an event has one type, which documents that mean the same one agree on."""
    if shared := set(one.kinds) & set(other.kinds):
        yield Reason("type", 0.5, min(shared))
    elif one.kinds and other.kinds:
        yield Reason("other type", CONTRADICTION, f"{min(one.kinds)}, {min(other.kinds)}")


def event_places(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:  # noqa: ARG001
    """Where two events are."""
    if shared := set(one.places) & set(other.places):
        yield Reason("place", 1.0, min(shared))
    elif one.places and other.places:
        yield Reason("other place", -2.0, f"{min(one.places)}, {min(other.places)}")


def event_names(one: Node, other: Node, meanings: Meanings) -> Iterator[Reason]:
    """What two events are called: descriptions more often than names."""
    pairs = ((_event_overlap(a, b, meanings), a, b) for a in one.names for b in other.names)
    share, a, b = max(pairs, default=(0.0, "", ""))
    if share >= 0.5 and (meanings.of(a).concepts | meanings.of(b).concepts) - common_names().gatherings:
        yield Reason("description", 2.0 * share, f"{a} ~ {b}")
    elif share < 0 or (one.names and other.names and _have_other_subjects(one, other, meanings)):
        yield Reason("other subject", -2.0, f"{min(one.names)}, {min(other.names)}")


def _event_overlap(a: str, b: str, meanings: Meanings) -> float:
    left, right = meanings.of(a), meanings.of(b)
    return -1.0 if _is_contrast(a, b, left, right) else _overlap(left, right)


def _have_other_subjects(one: Node, other: Node, meanings: Meanings) -> bool:
    """Whether both tell what they are about, in words that all languages have, and have none of them in common."""
    left, right = (_subjects(node, meanings) for node in (one, other))
    return bool(left and right) and not left & right


def _subjects(node: Node, meanings: Meanings) -> set[str]:
    said = {concept for name in node.names for concept in meanings.of(name).concepts} - common_names().gatherings
    return said if all(map(meanings.is_known, said)) else set()


RULES: dict[EntityClass, tuple[Rule, ...]] = {
    EntityClass.PERSON: (person_names, items, countries, posts, stages, company),
    EntityClass.ORGANISATION: (same_name, acronym, other_acronym, translation, spelling, family, items, countries, stateless),
    EntityClass.PROGRAMME: (same_name, acronym, other_acronym, translation, spelling, items, countries, company),
    EntityClass.PLACE: (same_name, translation, items, countries),
    EntityClass.EVENT: (event_names, dates, kinds, event_places, company),
}
_CAN_CONTRADICT = (person_names, items, countries, stages, dates, kinds)
_CONTRADICTING = {cls: tuple(rule for rule in rules if rule in _CAN_CONTRADICT) for cls, rules in RULES.items()}


def _same_words(one: str, other: str) -> bool:
    left, right = set(fold(one).split()), set(fold(other).split())
    return len(left & right) >= 0.4 * len(left | right)


def _is_generic(name: str, cls: EntityClass, meanings: Meanings) -> bool:
    """Whether a programme's name is made of words that any country's may have: "National Health Programme"."""
    meaning = meanings.of(name)
    if cls is not EntityClass.PROGRAMME or meaning.countries or meaning.concepts & common_names().supranational:
        return False
    return is_everywhere(name, cls) or (len(meaning.concepts) <= 3 and all(map(meanings.is_known, meaning.concepts)))


def _is_stateless(node: Node, meanings: Meanings) -> bool:
    """Whether it is called by what every country has, and nobody knows which one's it is."""
    return node.cls is EntityClass.ORGANISATION and not _countries(node, meanings) and all(is_common(name) for name in node.names)


def _acronyms(node: Node) -> set[str]:
    return {fold(name) for name in node.names if is_acronym(name)}


def _long_names(node: Node) -> list[str]:
    return sorted(name for name in node.names if not is_acronym(name))


def _countries(node: Node, meanings: Meanings) -> set[str]:
    return ({node.country} if node.country else set()) | {code for name in node.names for code in meanings.of(name).countries}


def _digits(name: str) -> set[str]:
    return {word for word in name.split() if any(letter.isdigit() for letter in word)}


def _closest(left: list[str], right: list[str], meanings: Meanings) -> float:
    return max((_overlap(meanings.of(a), meanings.of(b)) for a in left for b in right), default=0.0)


def _overlap(one: Meaning, other: Meaning) -> float:
    return one.overlap(other) if one.countries <= other.countries or other.countries <= one.countries else 0.0
