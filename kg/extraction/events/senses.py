"""What an event noun means where it stands: the proper name of an event, or something else than an event."""

from __future__ import annotations

from kg.extraction.events.nouns import EventNoun, dated, has_begun, located, takes_place
from kg.extraction.events.words import is_named_day, something_else
from kg.extraction.relations.words import relation_words
from kg.extraction.text.grammar import CLAUSES, SUBJECTS
from kg.extraction.text.phrases import Determiner

SIGNING = "signing"  # the kind of what is signed


def means_something_else(noun: EventNoun) -> bool:
    words = noun.words
    whole = noun.head.head
    if noun.head.dep_ == "compound" and whole.i >= noun.phrase.head_end and not (whole.lower_ in words.phases and is_proper(noun)):
        return True
    text, offset = noun.sentence.text, noun.sentence.begin
    begin, end = noun.head_begin - offset, noun.head_end - offset
    before, after = text[: noun.begin - offset].casefold().rstrip(), text[end:].casefold().lstrip(" \n'’”»\"")
    inside = text[noun.begin - offset : begin].casefold().split()
    several = noun.noun in words.of_many and noun.phrase.first < noun.phrase.head  # "de violentes manifestations": no preposition
    if words.not_before & set(inside):
        return True
    openings = (word.removesuffix(f" {noun.noun}") for word in words.not_before)  # "dans un entretien" is no meeting
    led = (before == word or before.endswith((" " + word, "'" + word)) for word in (*words.not_before, *openings))
    if not (several or has_begun(noun)) and any(led):
        return True
    other_times = words.elsewhen & {*inside, *before.split()[-1:]}
    if other_times and not located(noun) and (other_times & words.announcing or not has_begun(noun)):
        return True
    if _is_figure(noun) or _is_autograph(noun):
        return True
    if text[end : end + 1] in ("-", "/") and text[end + 1 : end + 2].isalnum():
        return True
    return something_else(noun.sentence.language).match(after) is not None or _is_of_figures(noun)


def _is_of_figures(noun: EventNoun) -> bool:
    """Whether the noun only tells more of figures behind it, which are no date: "an opening 74"."""
    doc, at = noun.sentence.part.doc, noun.phrase.head_end
    if noun.phrase.determiner is not Determiner.INDEFINITE or at >= len(doc) or noun.head.text[0].isupper():
        return False
    offset = noun.sentence.part.offset + int(doc[at].idx)
    return doc[at].text.isdigit() and not any(begin <= offset < end for begin, end in noun.times)


def _is_figure(noun: EventNoun) -> bool:
    """Whether the noun counts or colours what a bare "of" leads to: "une tempête de critiques", "a flood of letters"."""
    doc, first = noun.sentence.part.doc, noun.phrase.head_end
    if noun.noun not in noun.words.figurative or first + 1 >= len(doc) or noun.head.text[0].isupper():
        return False
    return doc[first].lower_ in relation_words(noun.sentence.language).owners and doc[first + 1].text[0].islower()


def _is_autograph(noun: EventNoun) -> bool:
    """Whether a signature or a signing is somebody's own: "his signature on books", "beaten to his signing"."""
    if noun.kind != SIGNING or noun.phrase.determiner is not Determiner.POSSESSIVE or noun.is_plural:
        return False
    behind = noun.complement.split()[:1]
    return not dated(noun) or (bool(behind) and behind[0] not in relation_words(noun.sentence.language).owners)


def names_a_body(noun: EventNoun) -> bool:
    """Whether a name with no time or place is that of a body: it says something, or somebody holds an office in it."""
    if noun.noun not in noun.words.bodies or located(noun) or takes_place(noun):
        return False
    words, over = relation_words(noun.sentence.language), noun.head.head
    if noun.head.dep_ in SUBJECTS:
        return over.lemma_ in words.speech_verbs or any(child.dep_ in CLAUSES for child in over.children)
    post = over.head if over.pos_ == "ADP" else over
    return post.i < noun.phrase.first and post.lower_ in words.roles


def is_proper(noun: EventNoun) -> bool:
    """Whether capitals show the phrase to be a name: "Regional Conference on Border Control", "COP27"."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    if is_named_day(noun.noun, noun.sentence.language) or any(c.isdigit() for c in noun.head.text):
        return True
    at_start = phrase.first == noun.sentence.tokens.start
    content = [t for t in doc[phrase.first : phrase.end] if t.is_alpha and len(t) > 3]
    capitals = [t for t in content if t.text[0].isupper()]
    if noun.head.text[0].isupper() and not at_start and not noun.head.text.isupper():
        return len(capitals) >= 2
    return at_start and len(capitals) >= 3 and len(capitals) > len(content) / 2 and not noun.head.text.isupper()
