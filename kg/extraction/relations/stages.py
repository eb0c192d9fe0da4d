"""The places that are the scene of an event, or are hit by it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import takewhile

from spacy.tokens import Token

from kg.extraction.cast import Appearance
from kg.extraction.relations.enumerations import outermost
from kg.extraction.relations.occasions import Occasion, Scene
from kg.extraction.relations.words import relation_words
from kg.extraction.text.grammar import AGENTS, PASSIVE_SUBJECTS, SUBJECTS, children, is_passive
from kg.model.entities import EntityClass

PLACE = EntityClass.PLACE
TOLD = 0.8


def struck(scene: Scene, occasion: Occasion) -> Iterator[tuple[Appearance, float]]:
    """The place that is the scene of an event, or is hit by it: "Suva was the scene of an attack", "Suva was struck by a storm"."""
    words, verb = relation_words(occasion.sentence.language), occasion.verb
    if occasion.act:
        return
    above = list(takewhile(lambda a: verb is None or a.i != verb.i, occasion.head.ancestors))
    stages = [token for token in above if token.lemma_.casefold() in words.stages]
    hit = verb is not None and verb.lemma_ in words.struck_verbs and _is_agent(occasion.head, above, verb)
    tops = [*stages, *([verb] if verb is not None and (stages or hit) else [])]
    for subject in (child for top in tops for child in children(top, SUBJECTS | PASSIVE_SUBJECTS)):
        begin = occasion.sentence.part.offset + subject.left_edge.idx
        end = occasion.sentence.part.offset + subject.right_edge.idx + len(subject.right_edge)
        for row in outermost(scene.cast, begin, end, {PLACE}):
            yield row, TOLD


def _is_agent(head: Token, above: Collection[Token], verb: Token) -> bool:
    """Whether an event does what a passive tells: "hit by [a storm]"."""
    agents = relation_words(verb.lang_).agents
    lead = {child.lower_ for child in head.children if child.dep_ == "case"}
    return is_passive(verb) and (any(token in above for token in children(verb, AGENTS)) or not lead.isdisjoint(agents))
