"""Which countries and regions a programme covers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.cast import Appearance, Member
from kg.extraction.names.gazetteer import Kind, gazetteer, is_country
from kg.extraction.programmes.words import programme_words
from kg.extraction.relations.attachment import subject_of, subjects
from kg.extraction.relations.enumerations import listed_after, outermost
from kg.extraction.relations.facts import relation
from kg.extraction.relations.occasions import Scene
from kg.extraction.relations.programme_words import (
    ProgrammeRelationWords,
    agreements_between,
    area_before,
    covering_gap,
    covering_word,
    links,
    programme_relation_words,
    reasons,
    spanned_gap,
)
from kg.extraction.relations.programmes import find_implementers, pair_in
from kg.extraction.relations.words import list_gap, phrases, relation_words
from kg.extraction.text.grammar import DIRECT_OBJECTS, PASSIVE_SUBJECTS, SUBJECTS
from kg.extraction.text.reading import Sentence
from kg.model.entities import EntityClass
from kg.model.relations import Predicate, Relation

PROGRAMME, ORGANISATION, PLACE = EntityClass.PROGRAMME, EntityClass.ORGANISATION, EntityClass.PLACE
GRAMMATICAL, OWNED, COVERED, NATIONAL = 0.85, 0.78, 0.78, 0.6
PLACES = (Kind.TOWN, Kind.CAPITAL, Kind.REGION, Kind.DIVISION)
OBLIQUES = frozenset({"pobj", "nmod", "obl", "obl:arg", "obl:mod", "compound"})
FAR = 180  # characters from a programme to the first of its countries
WORDS_TO_PLACE = 7  # words from a programme to its first place, where no verb stands between them
WORDS_TO_VERB = 3  # tokens between a programme and the verb of its clause
WORDS_FROM_PREPOSITION = 6  # "across [the five provinces of] Y"
NEAR_HOME = 250  # characters around the sentence of a programme in which its country is told
AGAIN = 2  # times that a document names the region that it is about
ABOVE_ALL = 2  # times as often as any other country the country of a document is named


def find_countries(scene: Scene) -> Iterator[Relation]:
    """The countries and regions that programmes cover."""
    told = [found for sentence in scene.reading.sentences for found in _told(scene, sentence)]
    told += [*_launched_in(scene), *_parties(scene)]
    yield from told
    yield from _national(scene, {found.subject for found in told})


def _told(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    for row in scene.cast.within(sentence.begin, sentence.end, {PROGRAMME}):
        yield from _beside(scene, sentence, row)
        yield from _inside(scene, sentence, row)
        yield from _covered(scene, sentence, row)
        yield from _joined(scene, sentence, row)
        yield from _signed(scene, sentence, row)


def _country(scene: Scene, row: Appearance, place: Appearance, rule: str, confidence: float) -> Relation:
    begin, end = min(row.mention.begin, place.mention.begin), max(row.mention.end, place.mention.end)
    return relation(scene.reading, row.member, Predicate.COUNTRY, place.member, (begin, end), rule, confidence)


def _beside(scene: Scene, sentence: Sentence, row: Appearance) -> Iterator[Relation]:
    """ "the project in Ghana and Peru", "Ghana's seed programme", "le plan d'action du Bénin"."""
    words, text = programme_relation_words(sentence.language), scene.reading.text
    places = outermost(scene.cast, sentence.begin, sentence.end, {PLACE})
    for place in (p for p in places if p.mention.end <= row.mention.begin):
        if re.fullmatch(r"['’]s?\s+(?:[\w-]+\s){0,2}", text[place.mention.end : row.mention.begin]) and _is_country(place.member):
            yield _country(scene, row, place, "programme-of-country", OWNED)
    first = next((p for p in places if p.mention.begin >= row.mention.end), None)
    if first is None:
        return
    gap = text[row.mention.end : first.mention.begin]
    area = _is_area(gap, first, sentence.language)
    owned = gap.strip().casefold() in relation_words(sentence.language).owners
    if owned or (
        len(gap.split()) <= WORDS_TO_PLACE
        and "," not in gap.lstrip(", ")
        and covering_gap(sentence.language).fullmatch(gap)
        and _direct(gap, words)
    ):
        for place in listed_after(scene.reading, scene.cast, first.mention.begin, sentence.end, {PLACE}):
            if not (owned or area or _is_country(place.member) or _hangs_on(sentence, place, row)):
                break  # the town in which something was done with it
            yield _country(scene, row, place, "programme-in-country", COVERED)


def _hangs_on(sentence: Sentence, place: Appearance, row: Appearance) -> bool:
    """Whether by the parse a place belongs to the programme, and not to the verb: not in "adopted the plan in Lagos"."""
    where = sentence.part.tokens(place.mention.begin, place.mention.end)
    what = sentence.part.tokens(row.mention.begin, row.mention.end)
    if where is None or what is None or _is_acted_on(what, sentence.language):
        return False
    above = next((a for a in where.root.ancestors if a.pos_ in ("NOUN", "PROPN", "VERB", "AUX")), None)
    return above is not None and what.start <= above.i < what.end


def _is_acted_on(programme: Tokens, language: str) -> bool:
    """Whether a programme is adopted, signed or launched: then a town behind it tells where."""
    verbs = programme_words(language).signing_verbs | programme_relation_words(language).start_verbs
    return programme.root.dep_ in DIRECT_OBJECTS | PASSIVE_SUBJECTS and programme.root.head.lemma_ in verbs


def _direct(gap: str, words: ProgrammeRelationWords) -> bool:
    """Whether the preposition stands right behind the programme, or behind an "active" that does."""
    return any(gap.lstrip(", ").casefold().startswith(word) for word in (*words.covering, *words.active))


def _inside(scene: Scene, sentence: Sentence, row: Appearance) -> Iterator[Relation]:
    """Places in the name or description itself: "retrait de la force du Mali", "Ghana Water Project"; not "Bali Process"."""
    text, language = scene.reading.text, sentence.language
    pair = pair_in(text[row.mention.begin : row.mention.end])
    for member in (member for member in scene.cast.of(PLACE) if pair and _is_country(member) and {*pair} & {*member.names}):
        at = (row.mention.begin, row.mention.end)
        yield relation(scene.reading, row.member, Predicate.COUNTRY, member, at, "programme-names-country", COVERED)
    for place in outermost(scene.cast, row.mention.begin, row.mention.end, {PLACE}):
        led = links(language).search(text[row.mention.begin : place.mention.begin]) is not None
        if (led or _is_country(place.member)) and len(place.mention) < len(row.mention):
            yield _country(scene, row, place, "programme-names-country", COVERED)


def _covered(scene: Scene, sentence: Sentence, row: Appearance) -> Iterator[Relation]:
    """Places after "in", "across" in a clause whose subject is a programme, or that are the object of a verb such as "cover"."""
    words = programme_relation_words(sentence.language)
    tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
    verb = _verb_of(tokens, words.covered_verbs | words.spanned_verbs) if tokens is not None else None
    places = outermost(scene.cast, row.mention.end, sentence.end, {PLACE})
    if verb is None or not places or places[0].mention.begin - row.mention.end > FAR:
        return
    acts = [o.sentence.part.offset + o.head.idx for o in scene.in_sentence(sentence) if o.act]
    after_verb = sentence.part.offset + verb.idx + len(verb) if verb.lemma_ in words.spanned_verbs else sentence.end
    roles = relation_words(sentence.language).roles
    begin = row.mention.end
    for place in places:
        gap = scene.reading.text[begin : place.mention.begin]
        between = sentence.part.tokens(row.mention.end, place.mention.begin)
        begun = between is not None and _begins_in(verb, place, gap, between)
        acted = begun or any(row.mention.end <= act < place.mention.begin for act in acts)
        spanned = begin == row.mention.end and spanned_gap(sentence.language).fullmatch(scene.reading.text, after_verb, place.mention.begin)
        listed = begin > row.mention.end and list_gap(sentence.language).fullmatch(gap)
        owner = scene.reading.text[place.mention.end : place.mention.end + 2] in ("'s", "’s")  # "in view of Ghana's policy"
        if not acted and not owner and (spanned or listed or _covers(gap, sentence.language, roles)):
            begin = place.mention.end
            yield _country(scene, row, place, "programme-covers", COVERED)


def _begins_in(verb: Token, place: Appearance, gap: str, between: Tokens) -> bool:
    """Whether a place is the town in which a programme begins, or is signed."""
    beginning = programme_relation_words(verb.lang_).start_verbs | programme_words(verb.lang_).signing_verbs
    begun = verb.lemma_ in beginning or any(token.lemma_ in beginning for token in between)
    return begun and not _is_wide(place.member) and not _is_area(gap, place, verb.lang_)


def _verb_of(tokens: Tokens, verbs: frozenset[str]) -> Token | None:
    """The verb of a list that is said of a programme, if there is one: by the parse, or by the order of the words."""
    root = tokens.root
    if root.dep_ in SUBJECTS | PASSIVE_SUBJECTS and root.head.lemma_ in verbs:
        return root.head
    if root.dep_ in OBLIQUES:
        return None
    following = tokens.doc[tokens.end : tokens.end + WORDS_TO_VERB]
    found = (token for token in following if token.lemma_ in verbs and token.pos_ in ("VERB", "AUX"))
    return next((token for token in found if not token.dep_.startswith("aux")), None)


def _covers(gap: str, language: str, roles: frozenset[str]) -> bool:
    """Whether a gap ends with a word such as "across", no more than a few words before the place, and names no post."""
    found = re.findall(r"[\w-]+", gap.casefold())
    if reasons(language).search(gap):  # "despite the conflict in Mali"
        return False
    covering = covering_word(language).search(" ".join(found[-WORDS_FROM_PREPOSITION:]))
    return covering is not None and roles.isdisjoint(found)


def _launched_in(scene: Scene) -> Iterator[Relation]:
    """ "the launch of project X in Y"."""
    for occasion in scene.occasions:
        language = occasion.sentence.language
        for row in scene.cast.within(occasion.begin, occasion.end, {PROGRAMME}) if not occasion.act else []:
            for place in outermost(scene.cast, row.mention.end, occasion.end, {PLACE}):
                if _covers(scene.reading.text[row.mention.end : place.mention.begin], language, frozenset()):
                    yield _country(scene, row, place, "programme-launched-in", COVERED)


def _joined(scene: Scene, sentence: Sentence, row: Appearance) -> Iterator[Relation]:
    """ "Pakistan joins the initiative"."""
    yield from _subjects(scene, sentence, row, programme_relation_words(sentence.language).join_verbs, "programme-joined")


def _signed(scene: Scene, sentence: Sentence, row: Appearance) -> Iterator[Relation]:
    """The parties of an agreement: "A and B signed an agreement", "the agreement between A and B"."""
    signers = list(_subjects(scene, sentence, row, programme_words(sentence.language).signing_verbs, "programme-signed"))
    if len(signers) != 1 or not _signs_with_home(scene, signers[0]):
        yield from signers
    text = scene.reading.text
    match = phrases(sentence.language, "parties").search(text, row.mention.begin, sentence.end)
    if match is not None and match.start() - row.mention.end <= 1:
        rows = listed_after(scene.reading, scene.cast, match.end(), sentence.end, {PLACE, ORGANISATION})
        for place in (place for place in rows if len(rows) > 1 and place.member.cls is PLACE):
            yield _country(scene, row, place, "party-to-agreement", OWNED)


def _signs_with_home(scene: Scene, signer: Relation) -> bool:
    """Whether the only party that is named is another country than the one that a document speaks of, for which the agreement is."""
    home = _home(scene)
    return home is not None and signer.object != home.id and signer.subject not in {party.subject for party in _parties(scene)}


def _subjects(scene: Scene, sentence: Sentence, row: Appearance, verbs: frozenset[str], rule: str) -> Iterator[Relation]:
    tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
    verb = next((a for a in tokens.root.ancestors if a.pos_ == "VERB"), None) if tokens is not None else None
    reach = 2 if verbs is programme_relation_words(sentence.language).join_verbs else 3  # "joined the meeting of X" does not tell of X
    near = tokens is not None and verb in list(tokens.root.ancestors)[:reach]
    if verb is not None and near and verb.lemma_ in verbs:
        for place in subjects(scene.reading, scene.cast, sentence, verb, {PLACE}):
            yield _country(scene, row, place, rule, GRAMMATICAL)


def _parties(scene: Scene) -> Iterator[Relation]:
    """ "arrangements between A and B": the countries of all that is signed in a document."""
    signed = [row for sentence in scene.reading.sentences for row in _is_signed(scene, sentence)]
    for sentence in scene.reading.sentences if signed else ():
        for match in agreements_between(sentence.language).finditer(sentence.text):
            rows = listed_after(scene.reading, scene.cast, sentence.begin + match.end(), sentence.end, {PLACE})
            for row, place in product(signed, rows if len(rows) > 1 else []):
                yield relation(scene.reading, row.member, Predicate.COUNTRY, place.member, _at(place), "party-to-agreements", OWNED)


def _at(row: Appearance) -> tuple[int, int]:
    return row.mention.begin, row.mention.end


def _is_signed(scene: Scene, sentence: Sentence) -> list[Appearance]:
    """The programmes that a verb of signing is said of in a sentence."""
    verbs = programme_words(sentence.language).signing_verbs
    if verbs.isdisjoint(sentence.lemmas):
        return []
    rows = [(row, sentence.part.tokens(*_at(row))) for row in scene.cast.within(sentence.begin, sentence.end, {PROGRAMME})]
    return [
        row
        for row, tokens in rows
        if tokens is not None and any(t.lemma_ in verbs for t in [*list(tokens.root.ancestors)[:1], *tokens.root.children])
    ]


def _national(scene: Scene, told: set[str]) -> Iterator[Relation]:
    """The programmes of a government are for its country; so are those of a document about one country that say nothing else."""
    home = _home(scene)
    if home is None:
        return
    bodies = {member.id: member for member in scene.cast.of(ORGANISATION)}
    carriers: dict[str, list[Member]] = {}
    for found in find_implementers(scene):
        carriers.setdefault(found.subject, []).append(bodies[found.object])
    for member in scene.cast.of(PROGRAMME):
        if (
            member.id not in told
            and not _is_agreement(scene, member)
            and not _is_of_place(member, home)
            and not _is_of_other_body(scene, member, home)
            and all(_is_government(scene, body, home) for body in carriers.get(member.id, []))
            and not _is_worldwide(scene, member)
            and not _is_local(scene, member, carriers.get(member.id, []), home)
            and (member.id in carriers or _is_told_of_home(scene, member, home))
        ):
            mention = member.mentions[0]
            at = (mention.begin, mention.end)
            place = _only_region(scene, member, home) or home
            yield relation(scene.reading, member, Predicate.COUNTRY, place, at, "programme-of-document", NATIONAL)


def _is_local(scene: Scene, member: Member, carriers: list[Member], home: Member) -> bool:
    """Whether a body below the state carries a programme out: one named after a region, or "the council" that launches it."""
    names = (word for body in carriers for name in body.names for word in re.findall(r"[\w-]+", name))
    if any(entry is not None and entry.kind is Kind.DIVISION and entry.country == home.country for entry in map(gazetteer().get, names)):
        return True
    for mention in member.mentions:
        sentence = scene.reading.sentence_at(mention.begin)
        tokens = sentence.part.tokens(mention.begin, mention.end)
        verb = next((a for a in tokens.root.ancestors if a.pos_ == "VERB"), None) if tokens is not None else None
        subject = subject_of(verb) if verb is not None else None
        if subject is not None and subject.lower_ in programme_relation_words(sentence.language).local_bodies:
            return True
    return False


def _is_worldwide(scene: Scene, member: Member) -> bool:
    """Whether the name of a programme tells that it is for more than one country."""
    language = scene.reading.sentence_at(member.mentions[0].begin).language
    words = {word.casefold() for name in member.names for word in re.findall(r"[\w-]+", name)}
    return not words.isdisjoint(programme_relation_words(language).worldwide)


def _is_told_of_home(scene: Scene, member: Member, home: Member) -> bool:
    """Whether a place or a body of the country is named near the programme, or this is called "national" or "our"."""
    sentences = [scene.reading.sentence_at(mention.begin) for mention in member.mentions]
    language = sentences[0].language
    words = programme_relation_words(language)
    named = {word.casefold() for name in member.names for word in re.findall(r"[\w-]+", name)}
    if not named.isdisjoint(words.national):
        return True
    if any(not words.own.isdisjoint(scene.reading.text[m.begin - 30 : m.begin].casefold().split()[-3:]) for m in member.mentions):
        return True
    return any(
        row.member.country == home.country or (row.member.cls is ORGANISATION and _is_government(scene, row.member, home))
        for sentence in sentences
        for row in scene.cast.within(sentence.begin - NEAR_HOME, sentence.end + NEAR_HOME, {PLACE, ORGANISATION})
    )


def _only_region(scene: Scene, member: Member, home: Member) -> Member | None:
    """The region of a country that the sentences with a programme name, if it is the only one that the document names again and again."""
    regions = [place for place in scene.cast.of(PLACE) if _is_region(place, home)]
    if len(regions) != 1 or len(regions[0].mentions) < AGAIN:
        return None
    sentences = (scene.reading.sentence_at(mention.begin) for mention in member.mentions)
    named = any(sentence.begin <= mention.begin < sentence.end for sentence in sentences for mention in regions[0].mentions)
    return regions[0] if named else None


def _is_region(place: Member, home: Member) -> bool:
    entries = (gazetteer().get(name) for name in place.names)
    return any(entry is not None and entry.kind is Kind.DIVISION and entry.country == home.country for entry in entries)


def _is_agreement(scene: Scene, member: Member) -> bool:
    """Whether a programme is something that parties sign: it is for these, wherever else the document speaks of."""
    language = scene.reading.sentence_at(member.mentions[0].begin).language
    words = {word.casefold() for name in member.names for word in name.split()}
    return bool(words & programme_words(language).signed)


def _is_of_other_body(scene: Scene, member: Member, home: Member) -> bool:
    """Whether the name of a programme ends with that of a body which is none of the state: "projet de l'Institut africain du sol"."""
    return any(
        row.mention.end == mention.end and row.mention.begin > mention.begin and not _is_government(scene, row.member, home)
        for mention in member.mentions
        for row in scene.cast.within(mention.begin, mention.end, {ORGANISATION})
    )


def _is_of_place(member: Member, home: Member) -> bool:
    """Whether the name of a programme has a place in it that is no country, or another one: "Bali Process"."""
    words = (word for name in member.names for word in name.split() if word[0].isupper())
    entries = [entry for word in words if (entry := gazetteer().get(word)) is not None]
    return any(entry.kind in PLACES or (entry.kind is Kind.COUNTRY and entry.country != home.country) for entry in entries)


def _home(scene: Scene) -> Member | None:
    """The country that a document speaks of, if it is one above all: by its name, its regions and towns, its bodies."""
    counts = Counter[str]()
    for member in scene.cast.of(PLACE, ORGANISATION):
        if member.country is not None:
            counts[member.country] += len(member.mentions)
    if not counts:
        return None
    (best, most), *others = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    if others and most < ABOVE_ALL * others[0][1]:
        return None
    return next((member for member in scene.cast.of(PLACE) if member.country == best and _is_country(member)), None)


def _is_government(scene: Scene, body: Member, home: Member) -> bool:
    """Whether a body is one of the state of a country, as far as its name tells."""
    if body.country is not None:
        return body.country == home.country
    words = {word.casefold() for name in body.names for word in name.split()}
    language = scene.reading.sentence_at(body.mentions[0].begin).language
    return bool(words & programme_relation_words(language).governments)


def _is_area(gap: str, place: Appearance, language: str) -> bool:
    """Whether a noun shows a place to be larger than a town: "in the provinces of Y", "Y District"."""
    pattern = area_before(language)
    return pattern.search(gap) is not None or any(pattern.search(name) is not None for name in place.member.names)


def _is_wide(member: Member) -> bool:
    """Whether a place is a country or a larger region, and no town."""
    entries = [entry for name in member.names if (entry := gazetteer().get(name)) is not None]
    return any(entry.kind in (Kind.COUNTRY, Kind.REGION, Kind.DIVISION) for entry in entries)


def _is_country(member: Member) -> bool:
    return any(is_country(name) for name in member.names)
