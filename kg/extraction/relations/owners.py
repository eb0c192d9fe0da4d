"""Who is named only to tell whose somebody or something is: "the lawyer of X", "X's lawyer"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.cast import Appearance
from kg.extraction.names.words import name_words
from kg.extraction.relations.words import owner_words, relation_words
from kg.extraction.roles.words import is_post, role_words
from kg.extraction.text.phrases import phrase_words
from kg.extraction.text.reading import Reading
from kg.model.entities import EntityClass

GENITIVES = ("'s", "’s")
TITLES = 3  # words of a title or post between "of" and a name


def is_owner(reading: Reading, row: Appearance) -> bool:
    """Whether a name only tells whose something is, or with whom a person has to do: "the wife of [X]", "[X]'s aides"."""
    sentence = reading.sentence_at(row.mention.begin)
    behind = reading.text[row.mention.end : row.mention.end + 2]
    if behind in GENITIVES and phrase_words(sentence.language).nouns_before:
        return True
    if row.member.cls is not EntityClass.PERSON:
        return False
    tokens = sentence.part.tokens(row.mention.begin, row.mention.end)
    return tokens is not None and tokens.start > 1 and _follows_its_own(tokens[0])


def _follows_its_own(name: Token) -> bool:
    """Whether "of" stands before a name or its title, behind the noun of a post or a relation between people."""
    lead = name.nbor(-1)
    words, titles = role_words(name.lang_), name_words(name.lang_)
    known = {title.casefold() for title in (*titles.titles, *titles.male_titles, *titles.female_titles)}
    for _ in range(TITLES):
        if lead.i == 0 or not (is_post(lead, words) or lead.lower_ in known):
            break
        lead = lead.nbor(-1)
    if lead.i == 0 or lead.lower_ not in owner_words(name.lang_):
        return False
    noun = lead.nbor(-1)
    return is_post(noun, words) or noun.lemma_.casefold() in relation_words(name.lang_).relatives
