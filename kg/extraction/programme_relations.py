"""Who funds and implements programmes and events, and which countries a programme covers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from spacy.tokens import Span as Tokens

from kg.extraction.attachment import subjects
from kg.extraction.cast import Appearance, Member
from kg.extraction.enumerations import listed_after, outermost
from kg.extraction.facts import relation
from kg.extraction.grammar import PASSIVE_SUBJECTS, SUBJECTS
from kg.extraction.occasions import Occasion, Scene
from kg.extraction.reading import Sentence
from kg.extraction.relation_words import by_agent, phrases, relation_words
from kg.model.entities import EntityClass, EventType
from kg.model.relations import Predicate, Relation

EVENT, PROGRAMME, ORGANISATION, PLACE = EntityClass.EVENT, EntityClass.PROGRAMME, EntityClass.ORGANISATION, EntityClass.PLACE
CUED, GRAMMATICAL, OWNED, COVERED = 0.9, 0.85, 0.78, 0.78
OBLIQUES = frozenset({"pobj", "nmod", "obl", "obl:arg", "obl:mod", "compound"})
FAR = 180  # characters from a programme to the first of its countries
WORDS_TO_VERB = 3  # tokens between a programme and the verb of its clause
REACH = 120  # characters from a programme to its owner


def find_funders(scene: Scene) -> Iterator[Relation]:
    """Who pays for programmes and events."""
    for sentence in scene.reading.sentences:
        for field in ("funded", "funded_with"):
            yield from _cued(scene, sentence, field, Predicate.FUNDER, {EVENT, PROGRAMME})
        yield from _active(scene, sentence, Predicate.FUNDER, relation_words(sentence.language).fund_verbs)


def find_implementers(scene: Scene) -> Iterator[Relation]:
    """Who leads programmes, carries them out or is a partner in that."""
    for sentence in scene.reading.sentences:
        for field in ("implemented", "implemented_with"):
            yield from _cued(scene, sentence, field, Predicate.IMPLEMENTER, {PROGRAMME})
        yield from _active(scene, sentence, Predicate.IMPLEMENTER, relation_words(sentence.language).implement_verbs)
        yield from _owners(scene, sentence)
    yield from _signatories(scene)


def find_countries(scene: Scene) -> Iterator[Relation]:
    """The countries and regions that programmes cover."""
    for sentence in scene.reading.sentences:
        yield from _covered(scene, sentence)
        yield from _joined(scene, sentence)
    yield from _launched_in(scene)
    yield from _parties(scene)


def _cued(scene: Scene, sentence: Sentence, field: str, predicate: Predicate, classes: set[EntityClass]) -> Iterator[Relation]:
    pattern = phrases(sentence.language, field) if field.endswith("_with") else by_agent(sentence.language, field)
    for match in pattern.finditer(sentence.text):
        begin, end = sentence.begin + match.start(), sentence.begin + match.end()
        rows = listed_after(scene.reading, scene.cast, end, sentence.end, {ORGANISATION})
        target = _target(scene, sentence, begin, rows[-1].mention.end if rows else end, classes)
        if target is not None:
            for row in rows:
                yield relation(scene.reading, target, predicate, row.member, (begin, end), f"{field.replace('_', '-')}-by", CUED)


def _target(scene: Scene, sentence: Sentence, begin: int, end: int, classes: set[EntityClass]) -> Member | None:
    """What a cue speaks of: the last programme or event before it in the sentence, or else the next one after the names."""
    rows = scene.cast.within(sentence.begin, sentence.end, classes)
    before = [row for row in rows if row.mention.begin < begin]
    if before:
        return max(before, key=lambda row: (min(row.mention.end, begin), row.member.cls is PROGRAMME)).member
    after = [row for row in rows if row.mention.begin >= end]
    return after[0].member if after else None


def _active(scene: Scene, sentence: Sentence, predicate: Predicate, verbs: frozenset[str]) -> Iterator[Relation]:
    """ "X funds the project": the subject of the verb that the programme is the object of."""
    for row in scene.cast.within(sentence.begin, sentence.end, {PROGRAMME}):
        tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
        head = tokens.root if tokens is not None else None
        verb = next((a for a in head.ancestors if a.pos_ == "VERB"), None) if head is not None else None
        if head is None or verb is None or verb.lemma_ not in verbs or head.i < verb.i:
            continue
        for actor in subjects(scene.reading, scene.cast, sentence, verb, {ORGANISATION}):
            if not _same_stretch(actor, row):
                yield relation(
                    scene.reading,
                    row.member,
                    predicate,
                    actor.member,
                    (row.mention.begin, row.mention.end),
                    "programme-subject",
                    GRAMMATICAL,
                )


def _same_stretch(left: Appearance, right: Appearance) -> bool:
    return left.mention.overlaps(right.mention)


def _owners(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    """ "l'initiative mondiale de l'ONUDC", "the FIA's Strategic Framework": the body that a programme is of."""
    text = scene.reading.text
    for row in scene.cast.within(sentence.begin, sentence.end, {PROGRAMME}):
        for body in outermost(scene.cast, max(sentence.begin, row.mention.begin - REACH), sentence.end, {ORGANISATION}):
            possessive = text[body.mention.end : row.mention.begin] if body.mention.end <= row.mention.begin else ""
            inside = body.mention.begin > row.mention.begin and body.mention.end <= row.mention.end
            owned = inside and _is_owner(text[row.mention.begin : body.mention.begin], sentence.language)
            after = text[row.mention.end : body.mention.begin] if body.mention.begin >= row.mention.end else "?"
            if owned or re.fullmatch(r"['’]s?\s+", possessive) or _is_owner_gap(after, sentence.language):
                at = (row.mention.begin, row.mention.end)
                yield relation(scene.reading, row.member, Predicate.IMPLEMENTER, body.member, at, "programme-owner", OWNED)


def _is_owner(lead: str, language: str) -> bool:
    """Whether only the noun of the programme, with its adjectives, and an "of" stand before the body."""
    owner = "|".join(re.escape(word) for word in sorted(relation_words(language).owners, key=len, reverse=True))
    return re.fullmatch(rf"[\w'-]+(?: [\w-]+)? (?:{owner})\s?", lead) is not None


def _is_owner_gap(gap: str, language: str) -> bool:
    return gap.strip() in relation_words(language).owners and len(gap.strip()) > 0


def _stretch(occasion: Occasion) -> tuple[int, int]:
    return occasion.begin, occasion.sentence.end


def _signatories(scene: Scene) -> Iterator[Relation]:
    """The bodies that sign a partnership carry it out."""
    for occasion in scene.occasions:
        if not occasion.act:
            continue
        programmes = [r for r in scene.cast.within(*_stretch(occasion), {PROGRAMME}) if r.mention.begin < occasion.end]
        actors = subjects(scene.reading, scene.cast, occasion.sentence, occasion.head, {ORGANISATION}) if programmes else []
        for row in programmes:
            for actor in actors:
                at = (occasion.begin, occasion.end)
                yield relation(scene.reading, row.member, Predicate.IMPLEMENTER, actor.member, at, "signatory", OWNED)


def _covered(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    """Places after "in", "across" in a clause whose subject is a programme."""
    words = relation_words(sentence.language)
    for row in scene.cast.within(sentence.begin, sentence.end, {PROGRAMME}):
        tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
        if tokens is None or not _is_subject(tokens, words.covered_verbs):
            continue
        places = outermost(scene.cast, row.mention.end, sentence.end, {PLACE})
        if places and places[0].mention.begin - row.mention.end > FAR:
            continue
        for place in places:
            gap = scene.reading.text[row.mention.end : place.mention.begin]
            acted = any(
                o.act and row.mention.end <= o.sentence.part.offset + o.head.idx < place.mention.begin for o in scene.in_sentence(sentence)
            )
            if not acted and _covers(gap, words.covering, words.roles):
                at = (row.mention.begin, place.mention.end)
                yield relation(scene.reading, row.member, Predicate.COUNTRY, place.member, at, "programme-covers", COVERED)


def _is_subject(tokens: Tokens, verbs: frozenset[str]) -> bool:
    """Whether a programme is what a verb of a list is said of: by the parse, or by the order of the words."""
    root = tokens.root
    if root.dep_ in SUBJECTS | PASSIVE_SUBJECTS and root.head.lemma_ in verbs:
        return True
    if root.dep_ in OBLIQUES:
        return False
    following = tokens.doc[tokens.end : tokens.end + WORDS_TO_VERB]
    return any(token.lemma_ in verbs and token.pos_ in ("VERB", "AUX") for token in following)


def _covers(gap: str, covering: frozenset[str], roles: frozenset[str]) -> bool:
    found = re.findall(r"[\w-]+", gap.casefold())
    return any(word in covering for word in found) and not any(word in roles for word in found)


def _launched_in(scene: Scene) -> Iterator[Relation]:
    """ "the launch of project X in Y"."""
    for occasion in scene.occasions:
        for row in scene.cast.within(occasion.begin, occasion.end, {PROGRAMME}):
            for place in outermost(scene.cast, row.mention.end, occasion.end, {PLACE}):
                if _covers(
                    scene.reading.text[row.mention.end : place.mention.begin],
                    relation_words(occasion.sentence.language).covering,
                    frozenset(),
                ):
                    at = (occasion.begin, occasion.end)
                    yield relation(scene.reading, row.member, Predicate.COUNTRY, place.member, at, "programme-launched-in", COVERED)


def _parties(scene: Scene) -> Iterator[Relation]:
    """ "the signing of arrangements between A and B": the countries of what is signed there."""
    signings = [o for o in scene.occasions if o.event.event_type is EventType.SIGNING]
    for nominal in (o for o in signings if not o.act):
        text = scene.reading.text[nominal.begin : nominal.end]
        match = phrases(nominal.sentence.language, "parties").search(text)
        rows = listed_after(scene.reading, scene.cast, nominal.begin + match.end(), nominal.end, {PLACE}) if match is not None else []
        for act in (o for o in signings if o.act and o.event.id == nominal.event.id):
            signed = [row for row in scene.cast.within(act.begin, act.end, {PROGRAMME}) if len(rows) > 1]
            for programme, place in product(signed, rows):
                at = (nominal.begin, nominal.end)
                yield relation(scene.reading, programme.member, Predicate.COUNTRY, place.member, at, "party-to-signing", OWNED)


def _joined(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    """ "Pakistan joins the initiative"."""
    words = relation_words(sentence.language)
    for row in scene.cast.within(sentence.begin, sentence.end, {PROGRAMME}):
        tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
        verb = next((a for a in tokens.root.ancestors if a.pos_ == "VERB"), None) if tokens is not None else None
        if verb is not None and verb.lemma_ in words.join_verbs:
            for place in subjects(scene.reading, scene.cast, sentence, verb, {PLACE}):
                at = (row.mention.begin, row.mention.end)
                yield relation(scene.reading, row.member, Predicate.COUNTRY, place.member, at, "programme-joined", GRAMMATICAL)
