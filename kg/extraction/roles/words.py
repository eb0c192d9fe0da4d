"""What the rules for posts know of a language, and which words name a post."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.languages.sections import section
from kg.model.entities import EntityClass

NAMED = (EntityClass.PERSON, EntityClass.ORGANISATION, EntityClass.PLACE, EntityClass.PROGRAMME)  # an event's words may hold a post

_LONGEST = 4  # tokens of a post of several words


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The section `roles` of a lexicon."""

    posts: frozenset[str]
    phrases: frozenset[str]  # "tête de liste": of several words, of which the first alone names none
    makers: frozenset[str]  # "author": posts only where nothing tells of what: not "author of the study"
    participles: frozenset[str]  # those that are a verb where a determiner or a goal follows: "représentant le ministre"
    goals: frozenset[str]  # prepositions that show such a verb: "head to"
    before: frozenset[str]  # "deputy": belongs to the post after it
    passing: frozenset[str]  # "next": says when a post is held, and belongs to no title
    honours: frozenset[str]  # "chief": no posts alone before a name, "Chief Ada Kay"
    headings: frozenset[str]  # "release": before a post in the head of a text, and no part of it
    capacities: tuple[str, ...]  # "in her capacity as": between a person and a post
    one_of: tuple[str, ...]  # "one of the": makes a post in the plural that of one person
    listing: frozenset[str]  # "are": between a post in the plural and its holders
    led: frozenset[str]  # posts that are always those of a body: of the one told of, where none is named
    nouns_before: bool  # whether a noun before a post tells its field: "Home Affairs Minister"
    numbered: frozenset[str]  # what makes "premier" a post
    determiners: frozenset[str]
    possessives: frozenset[str]  # "its": the post is in the body named before
    prepositions: frozenset[str]
    topics: frozenset[str]  # prepositions before a field: "spokesperson on immigration"
    conjunctions: frozenset[str]
    portfolio_holders: frozenset[str]  # posts whose complement is a field, not a body: "minister"
    aspirants: frozenset[str]  # "candidate": the body behind "for" is what they stand for, and not theirs
    states: frozenset[str]  # what a head of state is the head of: no body
    forces: frozenset[str]  # "de police": without an article part of a rank, and no body
    role_verbs: frozenset[str]  # lemmas of verbs that give their subject a post: "serve", "nommer"
    role_nouns: frozenset[str]  # what may stand between such a verb and the post: "as", "fonctions"
    negations: frozenset[str]
    copulas: frozenset[str]  # "is": between a person and a post
    adverbials: frozenset[str]  # "par intérim": belongs to a post although its first word would end it
    memberships: frozenset[str]  # "member": of the body that was named before
    member_bodies: frozenset[str]  # "council": bodies that have members
    relatives: frozenset[str]  # "who", "which": before a verb that tells of the name before it
    led_by: dict[str, str]  # "chaired by": between a body and who leads it, with the post that this tells
    leads: dict[str, str]  # "chairs": between who leads a body and the body
    stops: frozenset[str]  # "who": what is said of the post ends before it

    @property
    def openers(self) -> frozenset[str]:
        return _first_words(self.phrases)


@cache
def _first_words(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in phrases)


@cache
def role_words(language: str) -> RoleWords:
    return section(language, "roles", RoleWords)


def _begins_phrase(token: Token, words: RoleWords) -> bool:
    """Whether a post of several words begins with a word: "la *tête* de liste"."""
    text = token.doc[token.i : token.i + _LONGEST].text.casefold()
    return any(text.startswith(phrase) and not text[len(phrase) :][:1].isalpha() for phrase in words.phrases)


def _governs(token: Token, words: RoleWords) -> bool:
    """Whether an object or a goal follows a word, with an adverb between or not: "attaquant | directement la", "head to"."""
    doc, index = token.doc, token.i + 1
    if index < len(doc) and doc[index].pos_ == "ADV":
        index += 1
    return index < len(doc) and doc[index].lower_ in words.determiners | words.goals


def _is_modifier(token: Token, words: RoleWords) -> bool:
    """Whether a word is an adjective behind a noun that is no post: "la répression *policière*"."""
    before = token.nbor(-1) if token.i else token
    return (
        token.pos_ == "ADJ" and token.dep_ == "amod" and token.head == before and before.pos_ == "NOUN" and before.lower_ not in words.posts
    )


def is_post(token: Token, words: RoleWords) -> bool:
    """Whether a word names a post, by itself or by the last part of a compound."""
    word = token.lower_
    if word in words.openers and _begins_phrase(token, words):
        return True
    numbered = word in ("premier", "première", "numéro")
    if not (numbered or word in words.posts or ("-" in word and word.rsplit("-", 1)[1] in words.posts)):
        return False
    if token.pos_ in ("VERB", "AUX") and token.text == word:
        return False
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if word in words.participles and _governs(token, words):
        return False
    if _is_modifier(token, words):
        return False
    if following in ("'s", "’s"):  # the office of one, not who holds it
        return False
    return not numbered or following in words.numbered
