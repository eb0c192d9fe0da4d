"""The words that complete the head of a body's name: "ministère | fédéral | de l'Intérieur | et de la Sécurité"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extraction.names.gazetteer import is_given_name
from kg.extraction.names.surroundings import BodyName, Surroundings
from kg.extraction.names.words import NameWords, folded, nationalities
from kg.extraction.text import grammar
from kg.extraction.text.folding import fold_letters

HYPHENS = frozenset({"-", "/"})
POSSESSIVES = frozenset({"'", "’", "'s", "’s"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_LONGEST = 24  # tokens of a body's name
_ENUMERATED = 9  # tokens after a comma within which the enumeration comes to its "and"
_ENUMERATED_PUBLIC = 14  # the same in the long names of ministries


def complete(around: Surroundings, name: BodyName) -> None:
    """Takes into a name what completes its head: adjectives, complements, coordinations."""
    _modifiers(around, name)
    while name.end - name.start < _LONGEST and _piece(around, name):
        pass
    _trim(around, name)


def _modifiers(around: Surroundings, name: BodyName) -> None:
    """Adjectives right after the head: "Office fédéral", "armée burkinabè", "Direction Générale"."""
    doc = around.doc
    while name.end < len(doc) and not _breaks(around, name.end):
        token = doc[name.end]
        code = nationalities(around.language).get(fold_letters(token.text))
        if code and not around.words.modifiers_before:
            name.country = name.country or code
            name.complements += 1
            name.definite = name.adjective = True
            if token.text.islower() and name.end > name.start + 1 and doc[name.end - 1].text.islower():
                name.end += 1
                return
        elif token.text in HYPHENS and not doc[name.end - 1].whitespace_:
            name.end += 1
            if name.end < len(doc):
                name.end += 1
            continue
        elif not _is_adjective(around, name, token):
            return
        name.end += 1


def _is_adjective(around: Surroundings, name: BodyName, token: Token) -> bool:
    if around.words.modifiers_before:
        return False
    if token.text[0].isupper():
        free = token.i not in around.persons or name.after_person
        return token.is_alpha and free and token.i not in around.places and not _is_title(around, token)
    participle = token.lower_.endswith(("é", "ée", "és", "ées"))
    explained = token.i + 1 < len(around.doc) and around.doc[token.i + 1].text == "("  # "Forces unies (FU)"
    return token.pos_ == "ADJ" and token.i > 0 and (not participle or explained)


def _breaks(around: Surroundings, index: int) -> bool:
    """Whether no name goes on at a token: another block, a verb, a title, a number with no name."""
    token = around.doc[index]
    return "\n" in around.doc[index - 1].text_with_ws or token.is_space or _is_title(around, token)


def _is_title(around: Surroundings, token: Token) -> bool:
    words = around.words
    return (
        token.text in words.male_titles
        or token.text in words.female_titles
        or token.text in words.titles
        or fold_letters(token.text) in folded(words.offices)
    )


def _piece(around: Surroundings, name: BodyName) -> bool:
    """Reads one more complement, or one more part of a coordination; tells whether there was one."""
    if name.end >= len(around.doc):
        return False
    if _is_charge(around, name):
        return _complement(around, name, name.end + 1)
    if _breaks(around, name.end):
        return False
    lower = around.doc[name.end].lower_
    words = around.words
    if (
        lower in words.genitives
        or lower in words.purposes
        or (name.purpose and around.doc[name.end : name.end + 2].text.lower() in words.long_reach)
    ):
        return _complement(around, name, name.end)
    if lower in words.conjunctions or lower == ",":
        return _adjectives(around, name) or _coordination(around, name)
    return False


def _adjectives(around: Surroundings, name: BodyName) -> bool:
    """Goes on with adjectives beside the one that a name ends with: "Conseil économique | , social et environnemental"."""
    doc, index = around.doc, name.end - 1
    while index + 1 < len(doc) and _is_small_adjective(around, index) and doc[index + 1].text == ",":
        index += 2
    following = doc[index + 1].lower_ if index + 1 < len(doc) else ""
    last = index + 2
    if following not in around.words.conjunctions or not _is_small_adjective(around, index) or last >= len(doc):
        return False
    if not _is_small_adjective(around, last):
        return False
    name.end = last + 1
    return True


def _is_small_adjective(around: Surroundings, index: int) -> bool:
    """Whether a token is an adjective behind its noun, and tells no nationality, which would begin another body."""
    token = around.doc[index]
    behind = not around.words.modifiers_before and token.pos_ == "ADJ" and token.is_lower
    return behind and fold_letters(token.text) not in nationalities(around.language) and not _breaks(around, index)


def _is_charge(around: Surroundings, name: BodyName) -> bool:
    """Whether a participle tells what a body with a capital is for: "Groupe de travail chargé de la révision"."""
    doc, words = around.doc, around.words
    following = doc[name.end + 1].lower_ if name.end + 1 < len(doc) else ""
    return doc[name.end].lower_ in words.charges and following in words.genitives and doc[name.start].text[0].isupper()


def _complement(around: Surroundings, name: BodyName, index: int) -> bool:
    """A preposition at `index` and its noun phrase: "de la Santé", "for Home Affairs"."""
    doc, words = around.doc, around.words
    preposition = doc[index].lower_
    begin = index + 1
    while begin < len(doc) and doc[begin].lower_ in words.determiners and begin not in around.places:
        begin += 1
    if begin >= len(doc) or _breaks(around, begin):
        return False
    purpose = preposition not in words.genitives
    recognised = _is_recognised(around, name, begin)
    if _is_foreign(around, name, preposition, begin) and not recognised:
        return False
    if purpose and not (_is_posted(around, name, preposition) if begin in around.places else _purposeful(around, name, preposition, begin)):
        return False
    if name.complements and _is_head(around, begin) and preposition in words.genitives and not (recognised and _is_last_word(doc, begin)):
        return False
    end = _phrase(around, begin, held=name.held)
    person = begin in around.persons
    if end == begin or (person and (name.complements or not name.after_person)):
        return False
    if name.called and preposition in words.genitives and (person or is_given_name(doc[begin].text)):  # "le parti Essor | de Awa"
        return False
    if purpose and (preposition in name.prepositions or (begin > index + 1 and doc[index + 1].lower_ in words.indefinite)):
        return False
    name.prepositions += (preposition,) if purpose else ()
    name.definite = name.definite or begin > index + 1 or preposition in words.contracted or begin in around.places
    name.purpose = name.purpose or purpose
    if begin in around.places:
        name.country = name.country or around.places[begin][1]
    name.complements += 1
    name.last, name.end = begin, end
    return True


def _is_recognised(around: Surroundings, name: BodyName, begin: int) -> bool:
    """Whether the model has the name as far as read and the word that may go on with it in one body, in a language that writes it small."""
    tokens = around.doc[name.start : begin + 1]
    return around.words.lowercase_complements and all(t.ent_type_ == "ORG" and (t.i == name.start or t.ent_iob_ == "I") for t in tokens)


def _is_last_word(doc: Doc, index: int) -> bool:
    """Whether a word ends its entity, which names a body of one word: "du Congrès", but not "du Ministère de la Santé"."""
    following = index + 1 < len(doc) and (doc[index + 1].ent_iob_ == "I" or doc[index + 1].pos_ in {"ADJ", "ADP", "PROPN"})
    return not following


def _is_foreign(around: Surroundings, name: BodyName, preposition: str, begin: int) -> bool:
    """Whether a complement belongs to something else: "propose au Parlement | des réformes", "le retrait de l'armée | de la ville"."""
    token, words = around.doc[begin], around.words
    if preposition in words.contracted and token.dep_ in grammar.DIRECT_OBJECTS:
        return True
    if name.national and not name.public and preposition not in words.genitives and token.text[0].islower():
        return True
    if name.country is None:
        return False
    lower = token.text[0].islower() and fold_letters(token.text) not in folded(words.domains)
    return (lower and not name.raised) or (name.national and name.adjective and begin in around.places)


def _is_posted(around: Surroundings, name: BodyName, preposition: str) -> bool:
    """Whether a place belongs to a name: what it is for, "Office for Africa", or where it represents another, "EU Delegation to Ghana"."""
    if preposition in around.words.purposes_in_name and not name.complements:
        return around.doc[name.start].text[0].isupper()
    return _is_mission(around, name) and not name.purpose


def _is_mission(around: Surroundings, name: BodyName) -> bool:
    """Whether a name has the head of a body that represents another one: "the Mission to the United Nations"."""
    return any(fold_letters(token.text) in folded(around.words.missions) for token in around.doc[name.start : name.end])


def _purposeful(around: Surroundings, name: BodyName, preposition: str, begin: int) -> bool:
    """Whether a purpose belongs to the name; "à" and "on" rather begin something else once the name is whole."""
    token = around.doc[begin]
    words, raised = around.words, token.text[0].isupper()
    if not words.lowercase_complements:
        if preposition in words.destinations and around.doc[begin - 1].lower_ in words.articles:  # "the Force | to the Rule of Law"
            return raised and _is_mission(around, name)
        return raised and (preposition in words.purposes_in_name or (name.purpose and _is_group(around, token)))
    if preposition in words.purposes_in_name:
        lower = name.last >= 0 and not raised and around.doc[name.start].text[0].islower()
        if lower and fold_letters(around.doc[name.last].text) not in folded(words.bodies):
            return False
        return token.pos_ in {"NOUN", "PROPN", "ADJ"}
    if preposition in words.destinations:
        if fold_letters(token.text).removesuffix("s") in folded(words.offices):  # "la Primature | aux Ministres"
            return False
        return fold_letters(token.text) in folded(words.domains) or (raised and token.pos_ != "PROPN" and not _is_head(around, begin))
    return name.world or around.doc[name.end : name.end + 2].text.lower() in words.long_reach or (raised and token.pos_ == "NOUN")


def _is_group(around: Surroundings, token: Token) -> bool:
    """Whether people are meant, and no place: "Trafficking in Persons"."""
    return token.lower_ in around.words.owners or token.morph.get("Number", []) == ["Plur"]


def _is_head(around: Surroundings, index: int) -> bool:
    """Whether a body of its own begins at a token."""
    token = around.doc[index]
    phrase = fold_letters(around.doc[index : index + 2].text)  # "Service public" is no body
    return (
        token.text[0].isupper()
        and fold_letters(token.text) in folded(around.words.bodies)
        and token.i not in around.places
        and phrase not in folded(around.words.idioms)
    )


def _phrase(around: Surroundings, begin: int, *, held: bool = False) -> int:
    """The end of a noun phrase without complements: nouns, adjectives, acronyms, a place."""
    if begin in around.places:
        return around.places[begin][0]
    index = begin
    while index in around.persons:
        index += 1
    if index > begin:
        return index
    doc = around.doc
    index = _end_of_world_body(around, begin)
    while index < len(doc) and (index == begin or not _breaks(around, index)):
        token = doc[index]
        joined = index > begin and token.text in HYPHENS and not doc[index - 1].whitespace_ and not token.whitespace_
        if joined and index + 1 < len(doc):
            index += 2
            continue
        if index > begin and (_begins_person(around, index) or _begins_holder(around, index, held)):
            break
        if not _in_phrase(around, token, begin) or (index > begin and (index in around.places or index in around.persons)):
            break
        index += 1
    return index


def _end_of_world_body(around: Surroundings, begin: int) -> int:
    """The token behind a world body whose name begins here, whatever its capitals: "Fonds des | Nations unies"."""
    bodies = {body.casefold() for body in around.words.world_bodies}
    pair = around.doc[begin : begin + 2]
    return pair.end if pair.text[0].isupper() and pair.text.casefold() in bodies else begin


def _begins_holder(around: Surroundings, index: int, held: bool) -> bool:
    """Whether a name follows the body that somebody's office is in: "Secretary of the Council of Europe | Ben Low"."""
    pair = around.doc[index : index + 2]
    written = len(pair) == 2 and all(token.is_title and token.is_alpha for token in pair)
    return held and written and is_given_name(pair[0].text) and not _is_head(around, index + 1)


def _begins_person(around: Surroundings, index: int) -> bool:
    """Whether a name without a title follows a whole complement: "ministre de l'Intérieur Ali Sow"."""
    doc, words = around.doc, around.words
    if not words.lowercase_complements or fold_letters(doc[index - 1].text) not in folded(words.domains):
        return False
    pair = doc[index : index + 2]
    return len(pair) == 2 and all(token.text[0].isupper() and token.pos_ != "ADJ" and token.is_alpha for token in pair)


def _in_phrase(around: Surroundings, token: Token, begin: int) -> bool:
    words = around.words
    if not (token.is_alpha or token.text[0].isalpha()) or token.lower_ in words.function_words:
        return False
    if fold_letters(token.text) in folded(words.dates):
        return False
    if token.text[0].isupper():
        return token.i == begin or not words.lowercase_complements or not is_given_name(token.text)
    if not words.lowercase_complements:
        return False
    if token.i == begin:
        return token.pos_ in _NOMINAL
    united = token.pos_ == "VERB" and token.ent_type_ == "ORG" and token.nbor(-1).text[0].isupper() and grammar.is_participle(token)
    return united or (token.pos_ in _NOMINAL and (token.pos_ != "NOUN" or token.dep_ in {"amod", "nmod", "compound", "flat:name"}))


def _coordination(around: Surroundings, name: BodyName) -> bool:
    """ "… et de la Recherche", "… and Border Protection", ", de la Culture et …"."""
    doc, words = around.doc, around.words
    index = name.end + 1
    closing = doc[name.end].text == "," and index < len(doc) and doc[index].lower_ in words.conjunctions  # ", and Development"
    if closing and not name.enumerated:
        return False
    index += closing
    if not name.complements or index >= len(doc) or _breaks(around, index):
        return False
    comma = doc[name.end].text == "," and not closing
    if doc[index].lower_ in words.genitives or doc[index].lower_ in words.purposes:
        return _coordinated_complement(around, name, index, comma)
    if doc[index].lower_ in words.determiners and words.modifiers_before:
        return False
    while index < len(doc) and doc[index].lower_ in words.determiners:
        index += 1
    if index >= len(doc) or _breaks(around, index) or _is_head(around, index) or index in around.places or index in around.persons:
        return False
    if not _belongs(around, name, index) or (comma and not _closes(around, name, index)):
        return False
    end = _phrase(around, index)
    last = end + 2 if doc[end : end + 1].text in POSSESSIVES else end  # "… and Northern Traders' Union"
    inside = range(index, min(last, len(doc)))
    other = words.modifiers_before and any(_is_head(around, i) and not _is_explained(words, doc[i]) for i in inside)
    if end == index or other:
        return False
    name.last, name.end, name.enumerated = index, end, name.enumerated or comma
    return True


def _is_explained(words: NameWords, token: Token) -> bool:
    """Whether a head is a field of public business as well: "Ministry of Health and Social Services"."""
    return fold_letters(token.text) in folded(words.explained_heads)


def _coordinated_complement(around: Surroundings, name: BodyName, index: int, comma: bool) -> bool:
    if _is_taken(around, index):
        return False
    if comma and not _closes(around, name, index):
        return False
    saved = name.complements
    done = _complement(around, name, index) if not around.words.modifiers_before else False
    name.complements = max(saved, name.complements)
    return done


def _is_taken(around: Surroundings, index: int) -> bool:
    """Whether what follows a preposition is a place or another body, which no coordination takes into a name."""
    begin = index + 1
    while begin < len(around.doc) and around.doc[begin].lower_ in around.words.determiners:
        begin += 1
    return begin >= len(around.doc) or begin in around.places or begin in around.persons or _is_head(around, begin)


def _belongs(around: Surroundings, name: BodyName, index: int) -> bool:
    """Whether a word after "and" goes on with the complement: as capitalised as it, or its conjunct for the parser."""
    token = around.doc[index]
    before = around.doc[name.last] if name.last >= 0 else around.doc[name.start]
    if token.text[0].isupper():
        acronym = token.text.isupper() and len(token) > 1 and not before.text.isupper()
        behind_comma = around.doc[index - 1].text == ","  # "Office on Drugs and Crime, | ODC"
        return before.text[0].isupper() and (not acronym or (name.purpose and not behind_comma))
    if not around.words.lowercase_complements or before.text[0].isupper():
        return False
    return token.dep_ == "conj" and name.start < token.head.i < name.end


def _closes(around: Surroundings, name: BodyName, index: int) -> bool:
    """Whether an enumeration that goes on after a comma comes to its "and" inside the same few words."""
    public = fold_letters(around.doc[name.start].text) in folded(around.words.public_bodies)
    for token in around.doc[index : index + (_ENUMERATED_PUBLIC if public else _ENUMERATED)]:
        if token.lower_ in around.words.conjunctions:
            return True
        if token.is_punct and token.text not in {",", "-", "'"}:
            return False
    return False


def _trim(around: Surroundings, name: BodyName) -> None:
    """A name ends with a word, not with a preposition, an article or a hyphen."""
    words = around.words
    while name.end > name.start + 1:
        last = around.doc[name.end - 1]
        if last.is_punct or last.lower_ in words.function_words or last.lower_ in words.genitives or last.lower_ in words.conjunctions:
            name.end -= 1
        else:
            return
