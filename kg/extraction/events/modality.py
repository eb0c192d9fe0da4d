"""Whether what a text tells of took place: wishes, proposals, conditions and denials do not; the future is yet to come."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.events.words import EventWords
from kg.extraction.text.grammar import is_finite_verb, is_passive, is_present_participle

NEAREST = 3  # verbs above a token that may speak for it


def hypothetical(token: Token, words: EventWords) -> bool:
    """Whether the words over a token tell of a wish, a proposal, a condition or what did not happen."""
    return wished_for(token, words) or any(_is_unreal(verb, words) for verb in _verbs_over(token))


def wished_for(token: Token, words: EventWords) -> bool:
    """Whether an adjective or the noun above says that an event is none yet: "a possible summit", "calls for a summit"."""
    if any(child.lower_ in words.unreal for child in token.children):
        return True
    over = token.head.head if token.head.pos_ == "ADP" else token.head
    return any(
        noun.i < token.i and noun.pos_ == "NOUN" and noun.lemma_.casefold() in words.wishes for noun in (over, _noun_before(token, words))
    )


def _noun_before(token: Token, words: EventWords) -> Token:
    """What stands right before the preposition of a noun, whatever the parser hangs the noun on; the noun itself where there is none.

    A preposition that tells when something was done hangs on a verb: "made the call [during] a visit".
    """
    doc, first = token.doc, token.left_edge.i
    link = first if doc[first].pos_ == "ADP" else first - 1
    if link > 0 and doc[link].lower_ in words.during:
        return token
    return doc[link - 1] if link > 0 and doc[link].pos_ == "ADP" else token


def conditional(token: Token) -> bool:
    """Whether the verb over a token, or its copula, is in the conditional: "the election of X would be a hope"."""
    return any(_is_conditional(word) for word in (token.head, *token.head.children) if word.pos_ in ("VERB", "AUX"))


def regulated(token: Token, words: EventWords) -> bool:
    """Whether an event is what a decree or law lays down: "a decree on the holding of the examination", "décret organisant l'examen"."""
    verb = next((a for a in token.ancestors if a.pos_ == "VERB"), None)
    if verb is None or not is_present_participle(verb):
        return False
    before = token.doc[token.sent.start : verb.i]  # a parser may hang the participle on the date of the decree
    return any(over.lemma_.casefold() in words.regulations for over in before) and not any(is_finite_verb(over) for over in before)


def denied(verb: Token, words: EventWords) -> bool:
    """Whether a verb is negated, stands under a modal, or in a clause that begins with "if"."""
    before = (child for child in verb.children if child.i < verb.i)
    return any(_turns_unreal(child, words) or (child.dep_ == "mark" and child.lower_ in words.conditions) for child in before)


def is_negated(verb: Token, words: EventWords) -> bool:
    """Whether "not" stands before a verb."""
    return any(child.i < verb.i and child.lower_ in words.negations for child in verb.children)


def still_to_come(token: Token, words: EventWords) -> bool:
    """Whether the verb over a token is in the future."""
    return any(comes(verb, words) for verb in _verbs_over(token))


def comes(verb: Token, words: EventWords) -> bool:
    """Whether a verb is in the future."""
    return "Fut" in verb.morph.get("Tense", []) or any(child.lemma_ in words.future for child in verb.children)


def announced(token: Token, words: EventWords) -> bool:
    """Whether the words that an event hangs on, or that stand beside it, tell that it is still to come."""
    near = [*list(token.ancestors)[:2], *token.children]
    return any(word.lemma_.casefold() in words.announcing or word.lower_ in words.announcing for word in near)


def _is_unreal(verb: Token, words: EventWords) -> bool:
    struck = verb.lemma_ in words.attend and is_passive(verb)  # "visé par un attentat"
    return _is_conditional(verb) or (verb.lemma_ in words.modal_verbs and not struck) or denied(verb, words)


def _turns_unreal(child: Token, words: EventWords) -> bool:
    if child.lower_ in words.negations:
        return True
    return child.pos_ in ("VERB", "AUX") and (child.lemma_ in words.modal_verbs or _is_conditional(child))


def _is_conditional(verb: Token) -> bool:
    return "Cnd" in verb.morph.get("Mood", [])


def _verbs_over(token: Token) -> list[Token]:
    return [ancestor for ancestor in token.ancestors if ancestor.pos_ in ("VERB", "AUX")][:NEAREST]
