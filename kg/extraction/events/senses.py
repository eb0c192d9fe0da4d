"""What an event noun means where it stands: the proper name of an event, or something else than an event."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.events.nouns import EventNoun, bears_a_year, dated, has_begun, located, located_inside, takes_place, tells_office
from kg.extraction.events.words import PUBLICATION, SIGNING, EventWords, is_named_day, something_else
from kg.extraction.relations.words import relation_words
from kg.extraction.text.grammar import (
    APPOSITIONS,
    AUXILIARIES,
    CLAUSES,
    COORDINATIONS,
    DIRECT_OBJECTS,
    PASSIVE_SUBJECTS,
    RELATIVE_CLAUSES,
    SUBJECTS,
    children,
    is_passive,
)
from kg.extraction.text.phrases import Determiner, phrase_words

MEETING = "meeting"  # the kind of verbs for meeting somebody
MEMBERS_WITHIN = 4  # words behind a conference among which those are named whom it is of
CLAUSE_WITHIN = 12  # words behind a name in which the clause that tells of it begins


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
    if other_times and not (located(noun) or tells_office(noun)) and (other_times & words.announcing or not has_begun(noun)):
        return True
    if _is_figure(noun) or _is_autograph(noun):
        return True
    if text[end : end + 1] in ("-", "/") and text[end + 1 : end + 2].isalnum():
        return True
    other = (
        noun.kind != PUBLICATION and something_else(noun.sentence.language).match(after) is not None
    )  # "of the report": read, or published
    return other or _is_of_figures(noun)


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
    """Whether a name is that of a body: it says something or meets, it does what is told, or somebody holds an office in it.

    A time or place in the sentence is then that of what it does; a year in its name shows that it is held.
    """
    if _is_of_members(noun):
        return True
    if noun.noun not in noun.words.bodies or bears_a_year(noun):
        return False
    if _is_called_a_group(noun):
        return True
    doc, over = noun.sentence.part.doc, noun.head.head
    first = noun.phrase.with_determiner(doc, noun.sentence.language)
    if noun.head.dep_ in SUBJECTS:
        return _is_done_by_a_body(over, noun.words) or not (_is_held(noun) or next(children(over, CLAUSES), None) is None)
    if takes_place(noun) or located_inside(noun):
        return False
    if first > noun.sentence.tokens.start and doc[first - 1].lower_ in phrase_words(noun.sentence.language).agents:
        return True
    post = over.head if over.pos_ == "ADP" else over
    return post.i < first and post.lower_ in relation_words(noun.sentence.language).roles and not dated(noun)


def _is_of_members(noun: EventNoun) -> bool:
    """Whether a standing conference is called after its members, and nothing tells of a day or place: "the Conference of Bishops"."""
    doc, at = noun.sentence.part.doc, noun.phrase.head_end
    if (
        noun.noun not in noun.words.standing
        or noun.phrase.determiner is not Determiner.DEFINITE
        or at + 1 >= len(doc)
        or doc[at].lower_ not in relation_words(doc[at].lang_).owners
    ):
        return False
    first = next((token for token in doc[at + 1 : at + MEMBERS_WITHIN] if token.pos_ != "DET"), doc[at])
    members = first.text[0].isupper() and (first.lower_ in noun.words.members or first.lower_ in relation_words(first.lang_).delegates)
    own = dated(noun) and noun.head.dep_ not in SUBJECTS  # a date is that of what the conference does
    return members and not (bears_a_year(noun) or takes_place(noun) or own or _is_counted(noun))


def _is_counted(noun: EventNoun) -> bool:
    before = noun.sentence.part.doc[noun.phrase.first : noun.phrase.head]
    return any("Ord" in token.morph.get("NumType", []) or token.text[0].isdigit() for token in before)


def _is_called_a_group(noun: EventNoun) -> bool:
    """Whether an apposition calls what is named a group or the like: "the umbrella body, Silver Forum", "Silver Forum, a lobby"."""
    doc, head = noun.sentence.part.doc, noun.head
    first = noun.phrase.with_determiner(doc, noun.sentence.language)
    behind_comma = first > noun.sentence.tokens.start and doc[first - 1].text == ","
    calls = [head.head] if head.dep_ in APPOSITIONS | COORDINATIONS and behind_comma else []
    calls += [child for child in children(head, APPOSITIONS) if child.i > head.i and child.pos_ == "NOUN"]
    return any(call.lemma_.casefold() in noun.words.groups for call in calls) and not takes_place(noun)


def _is_done_by_a_body(verb: Token, words: EventWords) -> bool:
    """Whether a verb tells what bodies and people do, and no gathering: "said", "met"; one that meets a need has an object."""
    if verb.lemma_ in relation_words(verb.lang_).speech_verbs:
        return True
    meets = verb.lemma_ in words.verbs.get(MEETING, ()) and verb.lemma_ not in words.occur
    return meets and next(children(verb, DIRECT_OBJECTS), None) is None


def _is_held(noun: EventNoun) -> bool:
    return located(noun) or takes_place(noun)


def is_called_like_a_body(noun: EventNoun) -> bool:
    """Whether a clause tells that what a body is called after takes place: "the World Economic Forum (WEF), which is held in Davos"."""
    if noun.noun not in noun.words.bodies:
        return False
    doc, words = noun.sentence.part.doc, noun.words
    behind = doc[noun.phrase.head_end : min(noun.phrase.head_end + CLAUSE_WITHIN, noun.sentence.tokens.end)]
    verb = next((token for token in behind if token.pos_ in ("VERB", "AUX") and token.dep_ not in AUXILIARIES), None)
    if verb is None or next(children(verb, DIRECT_OBJECTS), None) is not None:
        return False
    subjects = list(children(verb, SUBJECTS | PASSIVE_SUBJECTS))
    if any(subject.pos_ != "PRON" for subject in subjects):
        return False  # "the congress, where they oppose it"
    if verb.dep_ not in {*RELATIVE_CLAUSES, "acl"} and not any("Rel" in subject.morph.get("PronType", []) for subject in subjects):
        return False
    return verb.lemma_ in (words.occur | words.hold if is_passive(verb) or verb.dep_ == "acl" else words.occur)


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
