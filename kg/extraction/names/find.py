"""Persons, organisations and places by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.candidates import COMPONENT, Candidate
from kg.extraction.names.acronyms import find_headed, find_other_acronyms, find_speaking
from kg.extraction.names.agencies import find_agencies
from kg.extraction.names.appositions import find_apposed
from kg.extraction.names.bearers import with_bearers
from kg.extraction.names.camps import find_camps
from kg.extraction.names.contacts import find_contacts
from kg.extraction.names.employers import find_employers
from kg.extraction.names.enumerations import find_listed
from kg.extraction.names.explained import find_explained, find_things
from kg.extraction.names.fields import certain, in_portfolio, is_field
from kg.extraction.names.foreign import find_foreign
from kg.extraction.names.gazetteer import gazetteer
from kg.extraction.names.governments import find_governments
from kg.extraction.names.heads import find_bodies, find_portfolios, held_office
from kg.extraction.names.holders import is_held
from kg.extraction.names.known import find_bare, find_closing, find_joined, find_known
from kg.extraction.names.mastheads import find_masthead
from kg.extraction.names.parties import find_parties
from kg.extraction.names.partners import find_in_lists
from kg.extraction.names.platforms import find_platforms
from kg.extraction.names.recognised import find_recognised
from kg.extraction.names.regions import find_regions, inner_place
from kg.extraction.names.repetitions import find_again
from kg.extraction.names.sayers import find_hearers, find_sayers, find_signatures
from kg.extraction.names.titles import find_after, find_envoys, find_given_names, find_titled
from kg.extraction.names.websites import find_sites
from kg.extraction.names.words import folded, name_words
from kg.extraction.text.blocks import Block, blocks
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.furniture import is_pointed_to
from kg.extraction.text.reading import Parsed, Part
from kg.model.entities import EntityClass

PERSON, ORGANISATION, PLACE = EntityClass.PERSON, EntityClass.ORGANISATION, EntityClass.PLACE

_UNMISTAKABLE = 25  # characters of a body's name from which a line that is no sentence shows it as well
_DESCRIBING = frozenset({"organisation-head", "spacy-ner"})  # rules that go by the look of words
_TOLD = frozenset({COMPONENT, "party"})  # rules that no noun before a bracket speaks against
_SURE = 0.75  # confidence of a rule from which it decides on the class of all that is written alike


def find_names(reading: Parsed, given: Sequence[Candidate] = ()) -> list[Candidate]:
    """The names that stand in a text, in its order; those of `given` are known for certain.

    No two overlap, but for the place or body that closes the name of a body, "Government of Australia", "Conseil de sécurité de l'ONU",
    and the person whose name a camp bears, "the Lambert campaign".
    """
    regions = list(blocks(reading))
    found: list[Candidate] = []
    for part in reading.parts:
        found.extend(_in_part(part, regions))
    found = [*given, *_outermost(one for one in found if not any(one.overlaps(other) for other in given))]
    speaking = find_speaking(reading)
    others = {short for part in reading.parts for short in find_other_acronyms(part, found)} | find_things(reading, found)
    others -= speaking
    found = [one for one in with_bearers(reading.text, found) if one.extractor in _TOLD or reading.text[one.begin : one.end] not in others]
    found = _outermost([*_agreed(reading, found), *find_explained(reading, found, others, speaking)])
    found = _outermost([*found, *find_again(reading, found)])
    found = _with_offices_abroad(reading, found)
    return sorted([*found, *_camps(reading, found), *_nested(reading, found)])


def _camps(reading: Parsed, found: Sequence[Candidate]) -> list[Candidate]:
    """Camps whose names overlap no other name than that of a person inside them."""
    camps = [camp for part in reading.parts for camp in find_camps(part, found)]
    return [camp for camp in camps if not any(camp.overlaps(other) and not camp.contains(other) for other in found)]


def known_elsewhere(reading: Parsed, found: Sequence[Candidate]) -> list[Candidate]:
    """The names of a document whose parts were read apart, with those that one part explains and another has too."""
    return sorted([*found, *(one for one in find_again(reading, found) if not any(one.overlaps(other) for other in found))])


def _with_offices_abroad(reading: Parsed, found: Sequence[Candidate]) -> list[Candidate]:
    """Bodies whose acronym stands before the name of a place are their offices there: "UNODC Pakistan"."""
    kept: list[Candidate] = []
    for candidate in sorted(found):
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.cls is ORGANISATION
            and candidate.cls is PLACE
            and last.extractor != "agency-signature"
            and candidate.begin == last.end + 1
            and reading.text[last.end] == " "
            and (reading.text[last.begin : last.end].isupper() or (last.extractor == "gazetteer" and candidate.country is not None))
        ):
            kept[-1] = replace(last, end=candidate.end, extractor="office-abroad", country=candidate.country)
        else:
            kept.append(candidate)
    return kept


def _in_part(part: Part, regions: Sequence[Block]) -> list[Candidate]:
    titled, known = [*find_titled(part), *find_envoys(part)], [*find_known(part), *find_bare(part), *find_joined(part)]
    recognised = find_recognised(part, regions)
    persons = [*titled, *(c for c in recognised if c.cls is PERSON and " " in part.text[c.begin - part.offset : c.end - part.offset])]
    places = [c for c in known if c.cls is PLACE and not any(c.overlaps(person) for person in persons)]
    bodies = [
        body
        for body in (*find_bodies(part, places, persons), *find_foreign(part))
        if _in_text(body, regions) and not any(p.contains(body) for p in places)
    ]
    known, bodies = _not_held(part, known, persons), _not_held(part, bodies, persons)
    known = [c for c in known if not _is_surname(c, persons)]
    portfolios = find_portfolios(part, places, certain(part, persons))
    recognised = [c for c in recognised if c.extractor != "spacy-ner" or not in_portfolio(part, c, portfolios)]
    known = [c for c in known if not (is_field(part, c) and in_portfolio(part, c, portfolios))]
    held = [c for c in known if c.cls is ORGANISATION and is_held(part.language, part.text, c.begin - part.offset)]
    found = [*find_given_names(part), *find_contacts(part), *find_after(part, [*bodies, *held]), *find_apposed(part)]
    sequences = [c for c in found if not any(c.overlaps(body) for body in bodies)]
    sites = [site for site in find_sites(part) if _in_text(site, regions)]
    regional = [*find_regions(part, places, [*persons, *sequences]), *find_listed(part)]
    actors = [*find_sayers(part), *find_hearers(part), *find_platforms(part), *find_signatures(part)]
    actors += [*find_governments(part), *find_headed(part), *find_agencies(part), *find_masthead(part)]
    known_persons = [c for c in (*titled, *recognised, *found) if c.cls is PERSON]
    parties = list(find_parties(part, known_persons))
    employers = [*find_employers(part, known_persons), *find_in_lists(part, known_persons)]
    longer = [c for c in (*known, *recognised, *bodies) if c.cls is ORGANISATION]
    actors += [c for c in employers if not any(other.contains(c) for other in longer)]
    beside = find_after(part, [*parties, *employers])
    found = [*sites, *parties, *beside, *titled, *known, *recognised, *bodies, *sequences, *regional, *actors]
    found = [one for one in found if not _begins_a_thing(part, one)]
    return [one for one in found if one.cls is not ORGANISATION or not is_pointed_to(part.text, one.begin - part.offset, part.language)]


def _not_held(part: Part, found: Sequence[Candidate], persons: Sequence[Candidate]) -> list[Candidate]:
    """The names without offices of world bodies beside the person who holds them, of which the body remains: "*UN* High …"."""
    kept = []
    for one in found:
        office = held_office(part, one, persons) if one.cls is ORGANISATION else None
        if office is None:
            kept.append(one)
        elif office > one.begin:
            kept.append(replace(one, end=office))
    return kept


def _is_surname(place: Candidate, persons: Sequence[Candidate]) -> bool:
    """Whether what would be a town is a part of a longer name of a person: "Ada Morden", "José Pemba"."""
    return place.cls is PLACE and place.country is None and any(p.contains(place) and len(p) > len(place) for p in persons)


def _begins_a_thing(part: Part, candidate: Candidate) -> bool:
    """Whether what looks like a body is the beginning of the name of something else: "the Digital Government *Policy*"."""
    words = name_words(part.language)
    if candidate.cls is not ORGANISATION or candidate.extractor not in _DESCRIBING or not words.modifiers_before or candidate.country:
        return False
    behind = re.match(r" ([A-Z][a-z]+)(?! [a-z]*['’])", part.text[candidate.end - part.offset :])
    return behind is not None and fold_letters(behind.group(1)) in folded(words.not_bodies)


def _in_text(candidate: Candidate, regions: Sequence[Block]) -> bool:
    """Whether a body stands in running text; in a menu, a heading or a form its head may be any word."""
    block = next((block for block in regions if block.begin <= candidate.begin < block.end), None)
    return block is None or (not block.headline and (block.prose or len(candidate) >= _UNMISTAKABLE))


def _outermost(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One candidate a stretch: the longer of bodies inside one another, else the surer one."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=_weight, reverse=True):
        if not any(candidate.overlaps(other) for other in kept):
            kept.append(candidate)
    return sorted(kept)


def _agreed(reading: Parsed, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Candidates of which the guesses have the class that a rule gives to the same name elsewhere in the text."""
    sure = {reading.text[one.begin : one.end]: one.cls for one in found if not one.guessed and one.confidence >= _SURE}
    for one in found:
        cls = sure.get(reading.text[one.begin : one.end], one.cls) if one.guessed else one.cls
        yield one if cls is one.cls else replace(one, cls=cls)


def _weight(candidate: Candidate) -> tuple[bool, int, float, int]:
    long_body = (
        candidate.cls is ORGANISATION and candidate.extractor in {"organisation-head", "gazetteer", "acronym"} and len(candidate) > 12
    )
    return (
        candidate.extractor in ("title", COMPONENT) or long_body,
        len(candidate) if long_body else 0,
        candidate.confidence,
        len(candidate),
    )


def _nested(reading: Parsed, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The place or body at the end of a name, which the text names as well: "Government of Australia"."""
    for part in reading.parts:
        for outer in found:
            if not part.offset <= outer.begin < part.offset + len(part.text):
                continue
            if outer.cls is PLACE:
                inner = inner_place(part, outer)
                if inner is not None:
                    yield inner
                continue
            if outer.extractor == "gazetteer" and not _is_public(reading, outer, part.language):
                continue
            inner = find_closing(part, outer)
            if (
                inner is not None
                and inner.cls is ORGANISATION
                and not _is_public(reading, outer, part.language)
                and _is_known(reading, outer)
            ):
                continue
            if inner is not None and _after_genitive(reading, part, inner):
                yield inner


def _is_known(reading: Parsed, body: Candidate) -> bool:
    """Whether everybody knows a body by the whole of its name, of which the end then names no other."""
    return gazetteer().get(reading.text[body.begin : body.end]) is not None


def _is_public(reading: Parsed, body: Candidate, language: str) -> bool:
    """Whether a body's name begins with what every country has: a government, a ministry."""
    words = name_words(language)
    return fold_letters(reading.text[body.begin : body.end].split()[0]) in folded(words.public_bodies, words.governments)


def _after_genitive(reading: Parsed, part: Part, candidate: Candidate) -> bool:
    before = reading.text[: candidate.begin].rstrip().rsplit(" ", 2)[-2:]
    names = name_words(part.language)
    words = re.findall(r"\w+'?", " ".join(before).lower())
    last = [word for word in words if word not in names.determiners][-1:]
    return any(word in names.genitives for word in words[-2:]) or names.purposes.issuperset(last)  # "Embassy in Ghana"
