"""Money that somebody gives for a programme: the giver funds it, and who receives money for it carries it out."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.cast import Appearance, Member
from kg.extraction.relations.attachment import subjects
from kg.extraction.relations.cues import CUED, PROGRAMME, names_after, related, target
from kg.extraction.relations.enumerations import listed_after
from kg.extraction.relations.facts import relation
from kg.extraction.relations.occasions import Scene
from kg.extraction.relations.programme_words import assured_cue, giver_cue, phrase_cue, programme_relation_words, purpose_gap, through_gap
from kg.extraction.text.money import amounts_in
from kg.extraction.text.reading import Sentence
from kg.model.entities import EntityClass
from kg.model.relations import Predicate, Relation

GRAMMATICAL = 0.85


def givers(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    """ "A received $2 million from B for the project": B funds it."""
    for cue, rows, member in _gifts(scene, sentence):
        yield from related(scene, member, Predicate.FUNDER, rows, cue, "amount-from")


def receivers(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    """ "A received $2 million from B to run the project": A carries it out."""
    verbs = programme_relation_words(sentence.language).receive_verbs
    for cue, rows, member in _gifts(scene, sentence):
        mentions = [m for m in member.mentions if rows[-1].mention.end <= m.begin < sentence.end]
        if not mentions or not purpose_gap(sentence.language).fullmatch(scene.reading.text, rows[-1].mention.end, mentions[0].begin):
            continue
        tokens = sentence.part.tokens(*cue)
        verb = next((a for a in tokens.root.ancestors if a.lemma_ in verbs), None) if tokens is not None else None
        for actor in subjects(scene.reading, scene.cast, sentence, verb, {EntityClass.ORGANISATION}) if verb is not None else []:
            yield relation(scene.reading, member, Predicate.IMPLEMENTER, actor.member, cue, "amount-received", GRAMMATICAL)


def _gifts(scene: Scene, sentence: Sentence) -> Iterator[tuple[tuple[int, int], list[Appearance], Member]]:
    """The amounts that come from somebody: where, from whom, for which programme."""
    for amount in amounts_in(sentence.text, sentence.language):
        match = giver_cue(sentence.language).match(sentence.text, amount.end)
        rows = names_after(scene, sentence, sentence.begin + match.end()) if match is not None else []
        begin = sentence.begin + amount.begin
        member = target(scene, sentence, begin, rows[-1].mention.end, {PROGRAMME}) if rows else None
        if member is not None:
            yield (begin, sentence.begin + amount.end), rows, member


def funding_through(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    """ "funding from A through the project and the scheme": A pays for what its money comes through."""
    programmes = scene.cast.within(sentence.begin, sentence.end, {PROGRAMME})
    for match in phrase_cue(sentence.language, "funded_with").finditer(sentence.text) if programmes else ():
        cue = sentence.begin + match.start(), sentence.begin + match.end()
        rows = names_after(scene, sentence, cue[1])
        after = [row for row in programmes if rows and row.mention.begin >= rows[-1].mention.end]
        if after and through_gap(sentence.language).fullmatch(scene.reading.text, rows[-1].mention.end, after[0].mention.begin):
            for row in listed_after(scene.reading, scene.cast, after[0].mention.begin, sentence.end, {PROGRAMME}):
                yield from related(scene, row.member, Predicate.FUNDER, rows, cue, "funded-with-by")


def assured(scene: Scene, sentence: Sentence, field: str, predicate: Predicate) -> Iterator[Relation]:
    """ "Funding for the project comes from A", "la mise en œuvre du projet est assurée par A"."""
    noun, cue = assured_cue(sentence.language, field)
    for match in cue.finditer(sentence.text):
        begin, end = sentence.begin + match.start(), sentence.begin + match.end()
        rows = scene.cast.within(sentence.begin, begin, {PROGRAMME})
        if rows and noun.search(scene.reading.text[sentence.begin : rows[-1].mention.begin]) is not None:
            for body in names_after(scene, sentence, end):
                yield relation(scene.reading, rows[-1].member, predicate, body.member, (begin, end), "assured-by", CUED)
