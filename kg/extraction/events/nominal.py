"""What an event noun stands for: an event by name or description, one already named, or nothing that took place."""

from __future__ import annotations

from kg.extraction.candidates import Candidate
from kg.extraction.events.acts import (
    MEAL,
    UNCOUNTED,
    decides,
    did_something,
    goes_on,
    is_a_charge,
    is_aimed_at,
    is_of_a_cup,
    is_said_of_something,
    is_told_to_take_place,
    names_its_victim,
)
from kg.extraction.events.headlines import is_act_alone, is_headline, is_in_a_headline
from kg.extraction.events.modality import conditional, regulated, still_to_come, wished_for
from kg.extraction.events.nouns import (
    ELECTION,
    EventNoun,
    anchored,
    dated,
    dated_or_placed,
    did_not_happen,
    fixed,
    has_begun,
    is_agent,
    located,
    located_inside,
    pinned,
    sits_down,
    takes_place,
    tells_office,
    unreal,
)
from kg.extraction.events.phases import opening_ceremony, tells_of_another
from kg.extraction.events.senses import is_called_like_a_body, is_proper, means_something_else, names_a_body
from kg.extraction.events.words import (
    ADDRESS,
    DECISION,
    JUDGMENT,
    POINTED,
    PUBLICATION,
    VICTORY,
    VISIT,
    being_there,
    event_kinds,
    event_pattern,
    is_object,
    spread_out,
    time_before,
    type_of_kind,
)
from kg.extraction.relations.words import owner_words
from kg.extraction.text.phrases import Determiner, phrase_words
from kg.model.entities import EntityClass, EventType, Form

NAMED, DESCRIBED, WEAKLY_DESCRIBED, BARE = 0.93, 0.9, 0.82, 0.75
DECIDING = frozenset({DECISION, "vote"})  # kinds of what bodies decide
INQUIRY = "inquiry"  # the kind of inquiries, which are told of for a long time
PRESUMED = frozenset({INQUIRY, ELECTION})  # kinds that are told of as known: "the inquiry into the fire"
SCATTERED = 60  # characters behind a noun in which a text may tell that there were many


def nominal_event(noun: EventNoun) -> Candidate | None:
    """What a noun stands for: an event by name or description, one already named, or nothing that took place."""
    if means_something_else(noun) or _is_part_of_a_name(noun) or noun.phrase.determiner is Determiner.QUANTIFIER:
        return None
    if noun.noun in noun.words.sittings:
        return _sitting(noun)
    if wished_for(noun.head, noun.words) or regulated(noun.head, noun.words) or did_not_happen(noun):
        return None
    if noun.noun in noun.words.editions:
        return _edition(noun)
    if noun.noun in noun.words.anaphoric:
        return _anaphoric(noun)
    if tells_of_another(noun):
        opening = opening_ceremony(noun)
        return None if opening is None else _candidate(opening, "event-opening", WEAKLY_DESCRIBED, Form.NAME)
    if noun.is_plural and (noun.noun not in noun.words.plural or noun.phrase.determiner is Determiner.NONE):
        return _of_many(noun)
    if noun.is_faint:
        return _faint(noun)
    if noun.phrase.determiner is Determiner.DEMONSTRATIVE:
        return _pointing(noun)
    if is_proper(noun):
        return None if names_a_body(noun) else _candidate(noun, "event-name", NAMED, Form.NAME)
    if noun.phrase.determiner is Determiner.NONE:
        return _without_determiner(noun)
    if noun.phrase.determiner is Determiner.INDEFINITE:
        return _introduced(noun)
    return _definite(noun)


def _candidate(noun: EventNoun, rule: str, confidence: float, form: Form) -> Candidate:
    begin, part = noun.begin, noun.sentence.part
    if form is Form.NOMINAL:
        begin = part.offset + int(part.doc[noun.phrase.with_determiner(part.doc, part.language)].idx)
    return Candidate(
        begin=begin, end=noun.end, cls=EntityClass.EVENT, extractor=rule, confidence=confidence, form=form, event_type=_type(noun)
    )


def _type(noun: EventNoun) -> EventType:
    """The type of an event noun; a ceremony for something is what it is held for."""
    language = noun.sentence.language
    own = type_of_kind(noun.kind)
    inner = event_pattern(language).search(noun.complement) if own is EventType.CEREMONY else None
    purpose = type_of_kind(event_kinds(language).get(inner.group().casefold())) if inner is not None else own
    return purpose if purpose in (EventType.LAUNCH, EventType.SIGNING) else own


def _is_part_of_a_name(noun: EventNoun) -> bool:
    """Whether the noun stands inside the name of a body, person or programme, or ends a longer series of capitals."""
    doc, first = noun.sentence.part.doc, noun.phrase.first
    if first > 1 and doc[first].text[0].isupper() and doc[first - 1].pos_ == "CCONJ" and doc[first - 2].text[0].isupper():
        return True
    bodies = (EntityClass.ORGANISATION, EntityClass.PERSON, EntityClass.PROGRAMME)
    strong = not noun.words.is_weak(noun.noun) or located(noun)
    here = [n for n in noun.names if n.cls in bodies and n.begin <= noun.head_begin < n.end]
    around = [n for n in here if n.form is Form.NAME]
    if any(name.extractor == "programme-public" for name in here):
        return True
    edition = _is_edition(noun) or _is_one_of_many(noun) or is_called_like_a_body(noun)
    sits = sits_down(noun)
    return any(not (noun.begin <= name.begin and ((name.guessed and strong) or edition or sits or _is_held(name, noun))) for name in around)


def _is_one_of_many(noun: EventNoun) -> bool:
    """Whether a gathering has an indefinite article or is counted, as a body never is: "an emergency Congress in Suva"."""
    before = noun.sentence.part.doc[noun.phrase.first : noun.phrase.head]
    counted = any("Ord" in token.morph.get("NumType", []) or token.text[0].isdigit() for token in before)
    return (counted or noun.phrase.determiner is Determiner.INDEFINITE) and located(noun)


def _is_held(name: Candidate, noun: EventNoun) -> bool:
    """Whether a programme is an event here: "lors de l'examen périodique universel"."""
    return name.cls is EntityClass.PROGRAMME and has_begun(noun)


def _is_edition(noun: EventNoun) -> bool:
    """Whether a name is that of something held again and again: "la 3e édition du Forum national des droits humains"."""
    before = noun.sentence.text[: noun.begin - noun.sentence.begin].casefold().split()[-3:]
    return bool(noun.words.editions & set(before))


def _edition(noun: EventNoun) -> Candidate | None:
    """ "la 12e édition du Salon de l'agriculture": counted, and told to take place, whatever is held."""
    counted = noun.phrase.first < noun.phrase.head and noun.phrase.end > noun.phrase.head_end
    this = noun.phrase.determiner is Determiner.DEMONSTRATIVE and not _is_printed(noun)  # "this third edition of the fair will have …"
    if not counted or not (this or located(noun) or takes_place(noun)) or unreal(noun):
        return None
    return _candidate(noun, "event-edition", WEAKLY_DESCRIBED, Form.NAME)


def _is_printed(noun: EventNoun) -> bool:
    """Whether an edition is that of something to read: "this third edition of the report"."""
    inside = noun.sentence.part.doc[noun.phrase.head_end : noun.phrase.end]
    first = next((token for token in inside if token.pos_ in ("NOUN", "PROPN")), None)
    return first is not None and is_object(first.lower_, PUBLICATION, noun.words)


def _sitting(noun: EventNoun) -> Candidate | None:
    """ "À l'issue du Conseil des ministres": a body whose noun tells of its sitting here, and of no other one where it has no time."""
    if not sits_down(noun) or unreal(noun):
        return _headline(noun)
    return _candidate(noun, "event-dated", WEAKLY_DESCRIBED, Form.NAME)


def _headline(noun: EventNoun) -> Candidate | None:
    told = is_headline(noun) and noun.phrase.determiner is Determiner.NONE and bool(noun.times)
    return _candidate(noun, "event-headline", WEAKLY_DESCRIBED, Form.NAME) if told else None


def _without_determiner(noun: EventNoun) -> Candidate | None:
    """Headlines leave determiners out, as does "en visite"; elsewhere a bare noun tells of no single event."""
    if is_headline(noun) and noun.phrase.end > noun.phrase.head_end:
        return _candidate(noun, "event-headline", WEAKLY_DESCRIBED, Form.NAME)
    if is_in_a_headline(noun):
        return _candidate(noun, "event-headline", WEAKLY_DESCRIBED, Form.NAME)
    if is_act_alone(noun):
        return _candidate(noun, "event-introduced", WEAKLY_DESCRIBED, Form.NAME)
    before = noun.sentence.text[: noun.head_end - noun.sentence.begin]
    if being_there(noun.sentence.language).search(before) and (located(noun) or has_begun(noun)):
        return _candidate(noun, "event-introduced", WEAKLY_DESCRIBED, Form.NAME)
    return None


def _introduced(noun: EventNoun) -> Candidate | None:
    """ "une conférence sur …": needs a time, a place or somebody, and must not be a mere wish."""
    if not (takes_place(noun) or (anchored(noun) if noun.tells_what else fixed(noun))):
        return None
    if unreal(noun) or _is_apposed(noun) or _only_planned(noun):
        return None
    strong = not noun.words.is_weak(noun.noun)
    return _candidate(noun, "event-introduced", DESCRIBED if strong and noun.phrase.has_complement else WEAKLY_DESCRIBED, Form.NAME)


def _is_apposed(noun: EventNoun) -> bool:
    """Whether the noun explains another one: "the festival, an exhibition of books"; no event explains a time or a place before it."""
    if noun.head.dep_ != "appos" or noun.begin <= noun.sentence.part.offset + noun.head.head.idx < noun.head_begin:
        return False
    at = noun.sentence.part.offset + noun.head.head.idx
    stretches = [*noun.times, *((name.begin, name.end) for name in noun.names if name.cls is EntityClass.PLACE)]
    return not any(begin <= at < end for begin, end in stretches)


def _definite(noun: EventNoun) -> Candidate | None:
    """ "la réunion du comité", "his funeral"; without a complement or a time it points back."""
    weak = noun.words.is_weak(noun.noun)
    if _is_an_island(noun):
        return None
    if not noun.phrase.has_complement:
        planned = still_to_come(noun.head, noun.words) and not dated(noun)
        own = fixed(noun) if noun.words.is_serial(noun.noun) else located(noun)
        if own and not (unreal(noun) or planned) and not (is_agent(noun) or _has_a_capital_alone(noun)):
            return _candidate(noun, "event-dated", WEAKLY_DESCRIBED, Form.NAME)
        return _pointing(noun)
    if noun.words.is_abstract(noun.noun) and not (located(noun) or takes_place(noun) or _is_somebodys_visit(noun)):
        return None
    if weak and (not anchored(noun) or unreal(noun) or (still_to_come(noun.head, noun.words) and not dated(noun))):
        return None
    return _candidate(noun, "event-described", WEAKLY_DESCRIBED if weak else DESCRIBED, Form.NAME)


def _is_somebodys_visit(noun: EventNoun) -> bool:
    """Whether somebody makes the visit, in a sentence that tells when or where: "landing in Suva for her first overseas trip"."""
    return noun.kind == VISIT and noun.phrase.determiner is Determiner.POSSESSIVE and dated_or_placed(noun)


def _has_a_capital_alone(noun: EventNoun) -> bool:
    """Whether a noun with a capital and no complement names something else, where names of events are written otherwise: "à la Réunion"."""
    alone = noun.phrase.first == noun.phrase.head and noun.head.text[0].isupper() and not noun.head.text.isupper()
    return alone and noun.head.i > noun.sentence.tokens.start and not phrase_words(noun.sentence.language).title_case


def _is_an_island(noun: EventNoun) -> bool:
    """Whether the article has a capital too: "à La Réunion" is a place."""
    article = noun.sentence.part.doc[max(noun.phrase.first - 1, 0)]
    return _has_a_capital_alone(noun) and article.pos_ == "DET" and article.i > noun.sentence.tokens.start and article.text[0].isupper()


def _pointing(noun: EventNoun) -> Candidate:
    """ "cette rencontre", "lors de la réunion": an event already named, or one that the text presumes."""
    demonstrative = noun.phrase.determiner is Determiner.DEMONSTRATIVE
    if noun.head.text[0].isupper() and noun.words.is_weak(noun.noun):
        return _candidate(noun, "event-anaphor", BARE, Form.NOMINAL)  # "devant le Congrès" may tell of a body
    presumed = (takes_place(noun) or not noun.words.is_weak(noun.noun)) if demonstrative else (takes_place(noun) and not noun.is_plural)
    return _candidate(noun, POINTED if presumed else "event-anaphor", BARE, Form.NOMINAL)


def _faint(noun: EventNoun) -> Candidate | None:
    """An act such as a vote or an attack: told of where it has a time or place of its own; a mere noun points back."""
    determiner = noun.phrase.determiner
    if is_said_of_something(noun) or is_aimed_at(noun):
        return None
    if noun.kind == VICTORY:
        return _victory(noun)
    told = located_inside(noun) or (has_begun(noun) and located(noun))
    if is_a_charge(noun) and not told and not names_its_victim(noun):
        return None
    if noun.kind == ADDRESS and determiner is Determiner.POSSESSIVE and not told:
        return None  # "in her speech" tells whose words they are, not of an event
    if noun.kind in (DECISION, PUBLICATION) and not decides(noun):
        return None
    if noun.kind == INQUIRY and not noun.tells_what and determiner is not Determiner.DEFINITE:
        return None
    if noun.kind in DECIDING and decides(noun) and is_headline(noun):
        return _candidate(noun, "event-headline", WEAKLY_DESCRIBED, Form.NAME)
    if determiner is Determiner.NONE and not (is_headline(noun) and noun.phrase.has_complement) and not is_proper(noun):
        return None
    told = is_told_to_take_place(noun) and (noun.phrase.has_complement or goes_on(noun))
    own = dated(noun) if noun.kind == JUDGMENT else located(noun)
    if (own or told) and not unreal(noun):
        return _candidate(noun, "event-act", WEAKLY_DESCRIBED, Form.NAME)
    if (is_proper(noun) or is_of_a_cup(noun)) and determiner is not Determiner.NONE:
        return _candidate(noun, "event-name", DESCRIBED, Form.NAME)
    known = determiner is Determiner.DEFINITE or (noun.kind == INQUIRY and determiner is Determiner.POSSESSIVE)
    if (election := _of_office(noun)) is not None:
        return election
    presumed = (noun.kind in PRESUMED and noun.tells_what) or names_its_victim(noun) or did_something(noun)
    if presumed and known and not (unreal(noun) or conditional(noun.head)):
        return _candidate(noun, "event-presumed", WEAKLY_DESCRIBED, Form.NAME)
    if determiner in (Determiner.DEFINITE, Determiner.DEMONSTRATIVE) and not noun.phrase.has_complement:
        rule = POINTED if noun.kind == MEAL and has_begun(noun) else "event-anaphor"
        return _candidate(noun, rule, BARE, Form.NOMINAL)
    return None


def _victory(noun: EventNoun) -> Candidate | None:
    """ "Her victory over Paul Lambert", "la victoire d'Odile Morel": with those who won or lost; what was won is an event of its own."""
    if noun.phrase.determiner is Determiner.DEMONSTRATIVE:
        return _candidate(noun, "event-anaphor", BARE, Form.NOMINAL)
    if noun.phrase.determiner not in (Determiner.DEFINITE, Determiner.POSSESSIVE) or conditional(noun.head):
        return None
    actors = (EntityClass.PERSON, EntityClass.ORGANISATION)
    named = any(name.cls in actors and name.form is Form.NAME and noun.begin <= name.begin < noun.end for name in noun.names)
    contest = next(event_pattern(noun.sentence.language).finditer(noun.complement), None)
    if contest is not None and event_kinds(noun.sentence.language).get(contest.group().casefold()) == ELECTION:
        return None
    return _candidate(noun, "event-act", WEAKLY_DESCRIBED, Form.NAME) if named else None


def _of_many(noun: EventNoun) -> Candidate | None:
    """ "de violentes manifestations ont éclaté": plural, but told of as one."""
    if noun.noun not in noun.words.of_many | noun.words.plural:
        return None
    if unreal(noun) or is_aimed_at(noun) or _are_scattered(noun):
        return _of_office(noun)
    if any(name.cls is EntityClass.PERSON and noun.begin <= name.begin < noun.head_begin for name in noun.names):
        return None  # the parser took a verb for the noun: "Jane Otieno talks and talks"
    if noun.noun in noun.words.plural and is_headline(noun) and noun.phrase.has_complement:
        return _candidate(noun, "event-headline", WEAKLY_DESCRIBED, Form.NAME)
    if noun.phrase.determiner is Determiner.DEMONSTRATIVE:
        return _candidate(noun, "event-anaphor", BARE, Form.NOMINAL)
    definite = noun.phrase.determiner is Determiner.DEFINITE
    if definite and noun.kind == ELECTION and is_proper(noun):
        return _candidate(noun, "event-name", DESCRIBED, Form.NAME)
    if ((definite or takes_place(noun)) and dated(noun)) if noun.kind in UNCOUNTED else (pinned(noun) or takes_place(noun)):
        return _candidate(noun, "event-act", WEAKLY_DESCRIBED, Form.NAME)
    return _of_office(noun)


def _of_office(noun: EventNoun) -> Candidate | None:
    """ "Aux élections européennes": there is one election to an office that a text may mean, whatever it tells of it."""
    known = tells_office(noun) and not conditional(noun.head)
    return _candidate(noun, "event-presumed", WEAKLY_DESCRIBED, Form.NAME) if known else None


def _are_scattered(noun: EventNoun) -> bool:
    """Whether a text tells of many, or of some to come at no told time: "protests around the world", "consultations will be held"."""
    behind = noun.sentence.text[noun.head_end - noun.sentence.begin :][:SCATTERED]
    if still_to_come(noun.head, noun.words) and not noun.times:
        return True
    spread = spread_out(noun.sentence.language).search(behind) is not None and not dated(noun)
    return spread or noun.head.head.lemma_ in noun.words.growing


def _leads_to_another(noun: EventNoun) -> bool:
    """Whether a noun is a part of what tells the time of another event: "à l'[occasion] de la publication"."""
    doc, behind = noun.sentence.part.doc, noun.phrase.head_end
    of = behind < len(doc) and doc[behind].lower_ in owner_words(noun.sentence.language)
    return of and time_before(noun.sentence.language).search(noun.sentence.text[: noun.head_end - noun.sentence.begin]) is not None


def _only_planned(noun: EventNoun) -> bool:
    return still_to_come(noun.head, noun.words) and not dated_or_placed(noun)


def _anaphoric(noun: EventNoun) -> Candidate | None:
    if noun.phrase.determiner is Determiner.INDEFINITE and noun.tells_what and not noun.is_plural:
        told = takes_place(noun) and located(noun) and not _only_planned(noun)
        return _candidate(noun, "event-introduced", WEAKLY_DESCRIBED, Form.NAME) if told else None
    if noun.phrase.determiner not in (Determiner.DEFINITE, Determiner.DEMONSTRATIVE) or _leads_to_another(noun):
        return None
    if noun.is_plural and noun.noun not in noun.words.anaphoric:
        return None
    return _candidate(noun, "event-anaphor", BARE, Form.NOMINAL)
