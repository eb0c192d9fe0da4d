"""Who funds programmes and events, and who carries programmes out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.extraction.cast import Appearance, Member
from kg.extraction.programmes.words import programme_nouns, programme_words
from kg.extraction.relations.attachment import doers, subject_of, subjects
from kg.extraction.relations.cues import CUED, ORGANISATION, PROGRAMME, names_after, related, target
from kg.extraction.relations.enumerations import listed_after, outermost
from kg.extraction.relations.facts import relation
from kg.extraction.relations.grants import assured, funding_through, givers, receivers
from kg.extraction.relations.occasions import Scene
from kg.extraction.relations.programme_words import (
    agent_cue,
    carrier_gap,
    company_gap,
    frame_cue,
    means_cue,
    phrase_cue,
    programme_relation_words,
    purpose_gap,
    suffix_cue,
    through_gap,
)
from kg.extraction.relations.words import phrases, relation_words
from kg.extraction.text.grammar import (
    ADJUNCT_CLAUSES,
    APPOSITIONS,
    COORDINATIONS,
    DIRECT_OBJECTS,
    RELATIVE_CLAUSES,
    SUBJECTS,
    is_infinitive,
    is_passive,
)
from kg.extraction.text.money import amounts_in
from kg.extraction.text.reading import Sentence
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass, Form
from kg.model.relations import Predicate, Relation

EVENT = EntityClass.EVENT
GRAMMATICAL, OWNED, BESIDE = 0.85, 0.78, 0.75
REACH = 120  # characters from a programme to its owner
TO_LED = 120  # characters from the names behind a cue to the programme that it opens a clause on
TO_PARTIES = 40  # characters from an agreement to the "between" that tells whose it is
_PAIR = re.compile(r"(?<![\w-])([A-ZÀ-Þ][\w'’]+(?: [A-ZÀ-Þ][\w'’]+)?)\s?[-–]\s?([A-ZÀ-Þ][\w'’]+)(?![\w-])")
_SAME_THING = APPOSITIONS | {"attr", "ROOT", "nsubj", "nsubj:pass", "nsubjpass"}  # labels of nouns that a programme is called by as well
_ARTICLE = re.compile(r"\W*(?:\w{1,3}\W+)?")


def find_funders(scene: Scene) -> Iterator[Relation]:
    """Who pays for programmes and events."""
    for sentence in _mentioning(scene, {EVENT, PROGRAMME}):
        words = programme_relation_words(sentence.language)
        yield from _cued(scene, sentence, "funded", Predicate.FUNDER, {EVENT, PROGRAMME})
        yield from _cued(scene, sentence, "funded_with", Predicate.FUNDER, {EVENT, PROGRAMME})
        yield from _cued(scene, sentence, "supported_with", Predicate.FUNDER, {PROGRAMME})
        verbs = words.fund_verbs | (words.gift_verbs if _tells_of_money(sentence) else frozenset())
        yield from _active(scene, sentence, Predicate.FUNDER, verbs)
        yield from _relative(scene, sentence, Predicate.FUNDER, words.fund_verbs)
        yield from _suffixed(scene, sentence, "funding_suffixes", Predicate.FUNDER)
        yield from givers(scene, sentence)
        yield from funding_through(scene, sentence)
        yield from assured(scene, sentence, "funding_nouns", Predicate.FUNDER)


def find_implementers(scene: Scene) -> Iterator[Relation]:
    """Who leads programmes, carries them out or is a partner in that."""
    for sentence in _mentioning(scene, {PROGRAMME}):
        yield from _cued(scene, sentence, "implemented", Predicate.IMPLEMENTER, {PROGRAMME})
        yield from _cued(scene, sentence, "implemented_with", Predicate.IMPLEMENTER, {PROGRAMME})
        verbs = programme_relation_words(sentence.language).implement_verbs | programme_words(sentence.language).signing_verbs
        yield from _active(scene, sentence, Predicate.IMPLEMENTER, verbs)
        yield from _relative(scene, sentence, Predicate.IMPLEMENTER, verbs)
        yield from _suffixed(scene, sentence, "leading_suffixes", Predicate.IMPLEMENTER)
        yield from _owners(scene, sentence)
        yield from _its_own(scene, sentence)
        yield from _at_bodies(scene, sentence)
        yield from _between(scene, sentence)
        yield from _carriers(scene, sentence)
        yield from receivers(scene, sentence)
        yield from assured(scene, sentence, "carrying_nouns", Predicate.IMPLEMENTER)


def _between(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    """ "The agreement between X and Y", "a partnership was signed between X and Y": both carry it out."""
    signing = programme_words(sentence.language).signing_verbs
    for row in scene.cast.within(sentence.begin, sentence.end, {PROGRAMME}):
        cue = phrases(sentence.language, "parties").search(sentence.text, row.mention.begin - sentence.begin)
        if cue is None or cue.start() + sentence.begin - row.mention.end > TO_PARTIES:
            continue
        gap = sentence.part.tokens(row.mention.end, max(row.mention.end, sentence.begin + cue.start())) or ()
        if any(token.pos_ not in ("AUX", "ADV", "SPACE") and token.lemma_ not in signing for token in gap):
            continue
        rows = listed_after(scene.reading, scene.cast, sentence.begin + cue.end(), sentence.end, {ORGANISATION, EntityClass.PLACE})
        for party in (party for party in rows if len(rows) > 1 and party.member.cls is ORGANISATION):
            at = (row.mention.begin, party.mention.end)
            yield relation(scene.reading, row.member, Predicate.IMPLEMENTER, party.member, at, "programme-parties", GRAMMATICAL)


def _mentioning(scene: Scene, classes: set[EntityClass]) -> Iterator[Sentence]:
    """The sentences that mention something of some classes: no rule here looks beyond its sentence."""
    return (sentence for sentence in scene.reading.sentences if scene.cast.within(sentence.begin, sentence.end, classes))


def _tells_of_money(sentence: Sentence) -> bool:
    nouns = programme_relation_words(sentence.language).money_nouns
    return bool(amounts_in(sentence.text, sentence.language)) or not nouns.isdisjoint(sentence.words)


def _cued(scene: Scene, sentence: Sentence, field: str, predicate: Predicate, classes: set[EntityClass]) -> Iterator[Relation]:
    pattern = phrase_cue(sentence.language, field) if field.endswith("_with") else agent_cue(sentence.language, field)
    for match in pattern.finditer(sentence.text):
        begin, end = sentence.begin + match.start(), sentence.begin + match.end()
        rows = names_after(scene, sentence, end)
        member = target(scene, sentence, begin, rows[-1].mention.end, classes) if rows else None
        if member is None or _is_of_other_thing(scene, sentence, begin, classes) or _tells_of_other(scene, sentence, begin, member):
            continue
        if _leads(scene, sentence, begin, rows[-1].mention.end, member):
            yield from related(scene, member, predicate, rows, (begin, end), f"{field.replace('_', '-')}-by")


def _leads(scene: Scene, sentence: Sentence, begin: int, end: int, member: Member) -> bool:
    """Whether a cue before its programme opens a clause, "Funded by X, the project …": else it tells of what stands before it."""
    text = scene.reading.text
    rows = scene.cast.within(sentence.begin, sentence.end, {EVENT, PROGRAMME})
    if any(row.member.id == member.id and row.mention.begin < begin for row in rows):
        return True
    after = next((row.mention.begin for row in rows if row.member.id == member.id and row.mention.begin >= end), end)
    opened = re.search(r"(?:^|[,;:.»”)–-]\s*)(?:\w+\s){0,2}$", text[sentence.begin : begin]) is not None
    return (opened and after - end <= TO_LED) or purpose_gap(sentence.language).fullmatch(text, end, after) is not None


def _is_of_other_thing(scene: Scene, sentence: Sentence, begin: int, classes: set[EntityClass]) -> bool:
    """Whether a cue right behind a noun tells of what that is, where nothing before is the programme: "les routes | financées par X"."""
    tokens = sentence.part.tokens(sentence.begin, begin)
    behind_noun = tokens is not None and len(tokens) > 1 and tokens[-1].pos_ == "NOUN"
    return behind_noun and not scene.cast.within(sentence.begin, begin, classes)


def _tells_of_other(scene: Scene, sentence: Sentence, begin: int, member: Member) -> bool:
    """Whether by the parse a participle tells of something that the clause of a programme mentions: "X builds on a [survey] run by"."""
    tokens = sentence.part.tokens(begin, begin + 1)
    noun = tokens[0].head if tokens is not None and tokens[0].dep_ in ADJUNCT_CLAUSES else None
    if noun is None or noun.pos_ != "NOUN" or noun.dep_ in _SAME_THING:
        return False
    at = sentence.part.offset + noun.idx
    return any(row.mention.end <= at for row in scene.cast.within(sentence.begin, begin, {PROGRAMME}) if row.member.id == member.id) and (
        not scene.cast.within(at, at + 1, {EVENT, PROGRAMME})
    )


def _active(scene: Scene, sentence: Sentence, predicate: Predicate, verbs: frozenset[str]) -> Iterator[Relation]:
    """ "X funds the project": the subject of the verb that the programme is the object of."""
    for row in scene.cast.within(sentence.begin, sentence.end, {PROGRAMME}):
        tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
        head = tokens.root if tokens is not None else None
        verb = _paid_for(sentence, next((a for a in head.ancestors if a.pos_ == "VERB"), None)) if head is not None else None
        if head is None or verb is None or verb.lemma_ not in verbs or (head.i < verb.i and not _is_frame(scene, sentence, row)):
            continue
        if predicate is Predicate.IMPLEMENTER and head.i > verb.i and not _is_object(head, verb):
            continue
        for actor in subjects(scene.reading, scene.cast, sentence, verb, {ORGANISATION}):
            if not _same_stretch(actor, row) and not _is_partner(scene, sentence, actor, row):
                at = (row.mention.begin, row.mention.end)
                yield relation(scene.reading, row.member, predicate, actor.member, at, "programme-subject", GRAMMATICAL)


def _is_object(programme: Token, verb: Token) -> bool:
    """Whether a programme, or what is done with it, is the object of a verb: "runs X", "began carrying out X", not "recruits into X"."""
    carrying = programme_relation_words(verb.lang_).carrying_nouns
    token = programme
    while token.head.i != token.i and token.i != verb.i:
        if token.dep_ not in DIRECT_OBJECTS | COORDINATIONS and token.lemma_ not in carrying and token.head.lemma_ not in carrying:
            return token.pos_ == "VERB" and token.i != programme.i
        token = token.head
    return True


def _paid_for(sentence: Sentence, verb: Token | None) -> Token | None:
    """A verb, or the one of giving money that it is the purpose of: "[approved] a loan of $2 million to carry out the project"."""
    if verb is None or (not is_infinitive(verb) and verb.tag_ != "VB") or not _tells_of_money(sentence):
        return verb
    gifts = programme_relation_words(sentence.language).gift_verbs
    return next((above for above in [*verb.ancestors][:2] if above.pos_ == "VERB" and above.lemma_ in gifts), verb)


def _relative(scene: Scene, sentence: Sentence, predicate: Predicate, verbs: frozenset[str]) -> Iterator[Relation]:
    """ "The project that X runs", "le projet que finance X": the subject of a clause behind the programme that it is the object of."""
    for row in scene.cast.within(sentence.begin, sentence.end, {PROGRAMME}):
        tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
        clauses = tokens.root.children if tokens is not None else ()
        for verb in (v for v in clauses if v.dep_ in RELATIVE_CLAUSES and v.lemma_ in verbs and not is_passive(v)):
            subject = next((child for child in verb.children if child.dep_ in SUBJECTS and child.pos_ != "PRON"), None)
            actors = doers(scene.reading, scene.cast, sentence, subject, verb, {ORGANISATION}) if subject is not None else []
            for actor in (actor for actor in actors if actor.mention.begin >= row.mention.end):
                at = (row.mention.begin, actor.mention.end)
                yield relation(scene.reading, row.member, predicate, actor.member, at, "programme-subject", GRAMMATICAL)


def _is_frame(scene: Scene, sentence: Sentence, row: Appearance) -> bool:
    """ "As part of the programme, X will provide …": whether a programme before a verb is what its subject acts in."""
    before = scene.reading.text[sentence.begin : row.mention.begin]
    return frame_cue(sentence.language).search(before) is not None


def _is_partner(scene: Scene, sentence: Sentence, actor: Appearance, row: Appearance) -> bool:
    """ "The government signed an arrangement with the government of X": the body named behind is not the one that does it."""
    later = scene.cast.within(row.mention.end, sentence.end, {ORGANISATION})
    return actor.mention.form is not Form.NAME and any(
        other.member.id == actor.member.id and other.mention.form is Form.NAME for other in later
    )


def _same_stretch(left: Appearance, right: Appearance) -> bool:
    return left.mention.overlaps(right.mention)


def _suffixed(scene: Scene, sentence: Sentence, field: str, predicate: Predicate) -> Iterator[Relation]:
    """ "the EU-funded programme": a body that a participle ties to the programme after it."""
    pattern = suffix_cue(sentence.language, field)
    if pattern.search(sentence.text) is None:
        return
    programmes = scene.cast.within(sentence.begin, sentence.end, {PROGRAMME})
    for body in scene.cast.within(sentence.begin, sentence.end, {ORGANISATION}):
        match = pattern.match(scene.reading.text, body.mention.end)
        row = next((r for r in programmes if match is not None and r.mention.end > match.end()), None)
        if match is not None and row is not None and not re.search(r"[.;:,]", scene.reading.text[match.end() : row.mention.begin]):
            at = (body.mention.begin, row.mention.end)
            yield relation(scene.reading, row.member, predicate, body.member, at, "programme-suffix", CUED)


def _owners(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    """ "l'initiative mondiale de l'ONUDC", "the FIA's Strategic Framework", "the FAO-WHO programme": the body that a programme is of."""
    text = scene.reading.text
    for row in scene.cast.within(sentence.begin, sentence.end, {PROGRAMME}):
        at = (row.mention.begin, row.mention.end)
        owned = any(body.mention.end == row.mention.end for body in scene.cast.within(*at, {ORGANISATION}))
        for member in _acronyms_before(scene, text[row.mention.begin : row.mention.end], sentence.language):
            yield relation(scene.reading, row.member, Predicate.IMPLEMENTER, member, at, "programme-owner", OWNED)
        for body in outermost(scene.cast, max(sentence.begin, row.mention.begin - REACH), sentence.end, {ORGANISATION}):
            if _owns(text, body, row, sentence.language) and not (owned and body.mention.begin >= row.mention.end):
                yield relation(scene.reading, row.member, Predicate.IMPLEMENTER, body.member, at, "programme-owner", OWNED)


def _acronyms_before(scene: Scene, name: str, language: str) -> Iterator[Member]:
    """The bodies whose acronyms stand before the noun of a programme, or in a pair: "FAO-WHO food programme", "programme Niger-FAO"."""
    noun = programme_nouns(language).search(name)
    words = re.findall(r"[^\W\d_]{3,}", name[: noun.start()]) if noun is not None else []
    capitals = {word for word in words if word.isupper()} | {*pair_in(name)}
    return (member for member in scene.cast.of(ORGANISATION) if capitals & {*member.names}) if capitals else iter(())


def pair_in(name: str) -> tuple[str, ...]:
    """The two parties in the name of a programme that a hyphen joins: "Niger-FAO"."""
    match = _PAIR.search(name)
    return match.groups() if match is not None else ()


def _owns(text: str, body: Appearance, row: Appearance, language: str) -> bool:
    mine, theirs = row.mention, body.mention
    if theirs.end <= mine.begin:
        return re.fullmatch(r"['’]s?\s+['\"“‘]?(?:[\w-]+\s)?|\s|\s?[-–/]\s?", text[theirs.end : mine.begin]) is not None
    if theirs.begin >= mine.end:
        after = text[mine.end : theirs.begin]
        company = any_of(programme_relation_words(language).company)
        return _is_owner_gap(after, language) or re.fullmatch(rf"\s+(?:{company})\s+{_ARTICLE.pattern}", after) is not None
    if not mine.contains(theirs) or len(theirs) == len(mine):
        return False
    leads = theirs.begin == mine.begin and text[theirs.end : theirs.end + 2] != " ("  # with an acronym, it is the name of the programme
    return _is_owner(text[mine.begin : theirs.begin], language) or (
        leads and programme_nouns(language).search(text, theirs.end, mine.end) is not None
    )


def _is_owner(lead: str, language: str) -> bool:
    """Whether only the noun of the programme, with its adjectives, and an "of" stand before the body."""
    return re.fullmatch(rf"[\w'-]+(?: [\w-]+|(?: [A-Z][\w-]+)*) {any_of(relation_words(language).owners)}\s?", lead) is not None


def _is_owner_gap(gap: str, language: str) -> bool:
    return gap.strip() in relation_words(language).owners and len(gap.strip()) > 0


def _its_own(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    """ "UNICEF helps farmers through its seed programme": what is the subject's own, or what it works by."""
    for row in scene.cast.within(sentence.begin, sentence.end, {PROGRAMME}):
        tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
        verb = next((a for a in tokens.root.ancestors if a.pos_ == "VERB"), None) if tokens is not None else None
        means = verb is not None and _is_means(scene, sentence, row, verb)
        if verb is None or not (means or _is_possessed(scene, sentence, row)):
            continue
        for actor in subjects(scene.reading, scene.cast, sentence, verb, {ORGANISATION}):
            if means or actor.mention.end <= row.mention.begin:
                at = min(actor.mention.begin, row.mention.begin), max(actor.mention.end, row.mention.end)
                yield relation(scene.reading, row.member, Predicate.IMPLEMENTER, actor.member, at, "programme-its-own", BESIDE)


def _at_bodies(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    """ "Chez X, la direction a confirmé un plan", "jobs at X with its savings plan": the body where it is told of."""
    text, words = scene.reading.text, programme_relation_words(sentence.language)
    lead = re.compile(rf"(?:^|\W){any_of(words.at_body)} (?:\w+ ){{0,2}}$", re.IGNORECASE)
    bodies = [row for row in scene.cast.within(sentence.begin, sentence.end, {ORGANISATION}) if row.mention.form is Form.NAME]
    at = [body for body in bodies if lead.search(text[sentence.begin : body.mention.begin])]
    for row in scene.cast.within(sentence.begin, sentence.end, {PROGRAMME}) if at else ():
        body = next((body for body in reversed(at) if body.mention.end <= row.mention.begin), None)
        tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
        verb = next((a for a in tokens.root.ancestors if a.pos_ == "VERB"), None) if tokens is not None else None
        subject = subject_of(verb) if verb is not None else None
        managed = subject is not None and subject.lower_ in words.managements and not is_passive(subject.head)
        if body is not None and (managed or company_gap(sentence.language).fullmatch(text, body.mention.end, row.mention.begin)):
            span = body.mention.begin, row.mention.end
            yield relation(scene.reading, row.member, Predicate.IMPLEMENTER, body.member, span, "programme-its-own", BESIDE)


def _carriers(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    """ "X is the implementing agency of the project", "X, through its project, helps": what ties a body to the programme behind it."""
    text = scene.reading.text
    bodies = scene.cast.within(sentence.begin, sentence.end, {ORGANISATION})
    is_paid = phrase_cue(sentence.language, "funded_with").search(sentence.text) is not None  # "funding from X through the project"
    for row in scene.cast.within(sentence.begin, sentence.end, {PROGRAMME}):
        before = [body for body in bodies if body.mention.end <= row.mention.begin]
        for body in before[-1:]:
            between = body.mention.end, row.mention.begin
            works_by = not is_paid and text[body.mention.end] == "," and through_gap(sentence.language).fullmatch(text, *between)
            if works_by or carrier_gap(sentence.language).fullmatch(text, *between):
                at = body.mention.begin, row.mention.end
                yield relation(
                    scene.reading, row.member, Predicate.IMPLEMENTER, _first_beside(text, before).member, at, "programme-carrier", CUED
                )


def _first_beside(text: str, bodies: list[Appearance]) -> Appearance:
    """The last of some bodies, or what is a part of it: of "Centre for Fisheries, University of Y", the centre."""
    *before, last = bodies
    part = before[-1] if before else last
    return part if re.fullmatch(r"(?:\s?\([^)]*\))?,?\s", text[part.mention.end : last.mention.begin]) else last


def _is_possessed(scene: Scene, sentence: Sentence, row: Appearance) -> bool:
    before = scene.reading.text[sentence.begin : row.mention.begin].casefold().split()[-2:]
    own = before + scene.reading.text[row.mention.begin : row.mention.end].casefold().split()[:1]
    return not programme_relation_words(sentence.language).possessives.isdisjoint(own)


def _is_means(scene: Scene, sentence: Sentence, row: Appearance, verb: Token) -> bool:
    """Whether a programme is what the subject of a verb works by. Who receives something through it is helped by it."""
    receives = verb.lemma_ in programme_relation_words(sentence.language).receive_verbs
    return not receives and means_cue(sentence.language).search(scene.reading.text[sentence.begin : row.mention.begin]) is not None
