"""Words inside and around the phrase of a post, as the tokens alone tell them."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from kg.extraction.names.words import folded, name_words
from kg.extraction.roles.words import RoleWords, role_words
from kg.extraction.text.folding import fold_letters

_DAY = re.compile(r"\d{1,2}(?:er|st|nd|rd|th)?")
_SORT = 5  # words that tell the sort of body before its name


def begins_date(doc: Doc, index: int, language: str) -> bool:
    """Whether an article and a number tell when a post was taken: "capitaine | le 1er mai", "ministre | ce 2 avril"."""
    articles = role_words(language).determiners | name_words(language).definite
    return doc[index].lower_ in articles and _DAY.fullmatch(doc[index + 1 : index + 2].text) is not None


def begins_participle(doc: Doc, index: int, words: RoleWords) -> bool:
    """Whether "and" and what the person did beside the post begin here: "analyst … | and having met the Minister"."""
    after = doc[index + 1 : index + 2]
    return doc[index].lower_ in words.conjunctions and len(after) == 1 and after[0].pos_ == "AUX"


def is_noun(doc: Doc, index: int, language: str) -> bool:
    """Whether what may be a verb is a post, or begins a noun that tells a sort of body: "think tank"."""
    return doc[index].lower_ in role_words(language).posts or doc[index : index + 2].text.lower() in name_words(language).sorts


def in_acronym(doc: Doc, index: int) -> bool:
    """Whether a token is one of "(", an acronym and ")", which interrupt no phrase."""
    window = [token.text for token in doc[max(0, index - 2) : index + 3]]
    at = min(index, 2)
    return any(
        window[start : start + 3 : 2] == ["(", ")"] and _is_acronym(window[start + 1])
        for start in range(max(0, at - 2), at + 1)
        if start + 2 < len(window)
    )


def before_sort(doc: Doc, index: int, language: str) -> int:
    """Where the words begin that tell the sort of body right before its name: "at the | international affairs think tank Orla"."""
    names = name_words(language)
    sorts = {sort.split()[-1] for sort in folded(names.sorts, names.bodies, names.dropped_heads)}
    if index == 0 or not doc[index - 1].is_lower or fold_letters(doc[index - 1].text) not in sorts:
        return index
    first = max(0, index - _SORT)
    index -= 2 if doc[index - 2 : index].text.lower() in names.sorts else 1
    while index > first and doc[index - 1].is_lower and doc[index - 1].pos_ in ("NOUN", "ADJ", "PROPN"):
        index -= 1
    return index


def _is_acronym(word: str) -> bool:
    """ "UN", "BoT": two capitals at least, the first and the last letter among them."""
    return word.isupper() or (word.isalpha() and word[0].isupper() and word[-1].isupper())
