"""Of what a participle tells: of an event, or of another thing that the sentence names."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.events.words import event_pattern, event_words
from kg.extraction.relations.occasions import Scene
from kg.extraction.relations.words import relation_words
from kg.extraction.text.grammar import ADJUNCT_CLAUSES, PASSIVE_SUBJECTS, children
from kg.extraction.text.reading import Sentence

DETERMINERS = ("det", "poss", "nummod")


def is_of_another(scene: Scene, sentence: Sentence, begin: int) -> bool:
    """Whether a participle tells of something that is no event: "a statement signed by X"."""
    tokens = sentence.part.tokens(begin, begin + 1)
    verb = tokens[0] if tokens is not None else None
    if verb is None or verb.pos_ != "VERB":
        return False
    noun = next(children(verb, PASSIVE_SUBJECTS), verb.head if verb.dep_ in ADJUNCT_CLAUSES else None)
    if noun is None or noun.pos_ != "NOUN":
        return False
    offset, words = sentence.part.offset, relation_words(sentence.language)
    about = words.delegations | words.delegates | words.audiences | words.speeches | event_words(sentence.language).phases
    told = any(o.begin <= offset + noun.idx < o.end or o.head.i == noun.i for o in scene.in_sentence(sentence))
    if told:
        return False
    if _is_bare(noun):
        return True  # "a question with debate initiated by X"
    if noun.lemma_.casefold() in about:
        return False
    return not event_pattern(sentence.language).fullmatch(noun.text)


def _is_bare(noun: Token) -> bool:
    """Whether a noun in the singular stands behind a preposition without an article."""
    led = noun.dep_ == "pobj" or any(children(noun, ("case",)))
    return led and "Sing" in noun.morph.get("Number", []) and not any(children(noun, DETERMINERS))
