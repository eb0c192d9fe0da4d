"""Offices of persons: what the words around a name tell of them, and who is meant by "le gouverneur du Kasaï"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.extraction.coreference.clusters import Cluster, CoreferenceWords, coreference_words, words_of
from kg.extraction.names.gazetteer import is_country
from kg.extraction.names.words import folded, gender_of, name_words, nationalities
from kg.extraction.roles.words import role_words
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part, Reading, Sentence
from kg.languages import languages

_WIDE = 20  # tokens between a person's name and the office before it
_MODIFIERS = 4  # words before an office that belong to it: "the former Republican presidential nominee"
_COMPLEMENT = 3  # words after an office that must agree with the holder's
_STEM = 4  # letters in which an adjective of nationality and the name of its country agree
_FULL = 2  # words that an office told in full has at least
_LONGEST = 9  # tokens of an office and its complement


@dataclass(frozen=True, slots=True)
class Office:
    """An office by which a text calls its holder; all words folded."""

    noun: str
    text: str  # the noun and its complement
    names: frozenset[str]  # modifiers with a capital: "the Republican nominee"
    fields: frozenset[str]  # nouns before the noun that tell its field: "the health minister"
    modifiers: frozenset[str]  # all words between the determiner and the noun
    nations: frozenset[str]  # the adjectives of nationality among its words
    gender: str | None  # of its determiner or noun
    gendered: bool  # whether nobody of another gender can be called so

    @property
    def is_bare(self) -> bool:
        return self.text == self.noun and not self.modifiers

    def told_in_full(self, words: CoreferenceWords) -> bool:
        return len(set(words_of(self.text)) - folded(words.small_words)) >= _FULL

    def is_within(self, known: str) -> bool:
        return set(words_of(self.text)) <= set(words_of(known))


def read_office(part: Part, first: int, noun: int, end: int) -> Office:
    """The office of the noun at a token, from its determiner up to its end."""
    doc, words = part.doc, coreference_words(part.language)
    between = [token for token in doc[first + 1 : noun] if token.is_alpha]
    folded_noun, told = fold_letters(doc[noun].text), nationalities(part.language)
    own = "f" if folded_noun in folded(words.female_offices) else "m" if folded_noun in folded(words.male_offices) else None
    told_by_article = {"Fem": "f", "Masc": "m"}.get(next(iter(doc[first].morph.get("Gender", [])), ""))
    nations = frozenset(fold_letters(token.text) for token in doc[first + 1 : end]) & told.keys()
    holds_field = folded_noun in role_words(part.language).portfolio_holders  # "the Health Minister"
    return Office(
        noun=folded_noun,
        text=fold_letters(doc[noun:end].text),
        names=frozenset(fold_letters(token.text) for token in between if token.text[0].isupper()) - nations,
        fields=frozenset(fold_letters(token.text) for token in between if _is_field(token, holds_field)) - nations,
        modifiers=frozenset(fold_letters(token.text) for token in between),
        nations=nations,
        gender=own or told_by_article,
        gendered=own is not None or told_by_article == "f",
    )


def _is_field(token: Token, holds_field: bool) -> bool:
    """Whether a word before an office tells what it is for: a noun in small letters, or in any before "minister"."""
    return (token.pos_ == "NOUN" and token.text[0].islower()) or (holds_field and token.pos_ in ("NOUN", "PROPN"))


def best_holder(office: Office, persons: Sequence[Cluster], words: CoreferenceWords) -> Cluster | None:
    """Of the persons, the last mentioned first, the one who holds an office: first one of whom all its words were told."""
    rows = [
        (cluster, set(words_of(known)))
        for cluster in persons
        if not (office.gendered and cluster.gender and cluster.gender != office.gender)
        for known in cluster.offices
        if may_hold(office, known, words)
    ]
    full = [row for row in rows if office.modifiers <= row[1]] or [row for row in rows if office.names <= row[1]] or rows
    same = [cluster for cluster, _ in full if not office.gender or cluster.gender in (None, office.gender)]
    return same[0] if same else full[0][0] if full else None


def may_hold(office: Office, known: str, words: CoreferenceWords) -> bool:
    """Whether an office may be one that is known of a person: the same noun or another word for it, and nothing that differs."""
    many, mine = set(words_of(known)), office.modifiers | set(words_of(office.text))
    ranks, earlier = folded(words.ranks), folded(words.earlier)
    if not earlier & mine <= many or not office.fields - ranks <= many:
        return False
    if not all(_tells_nation(nation, many) for nation in office.nations) and not _is_alone(office, known, words):
        return False
    few = words_of(office.text)
    name = _other_name(office, known, words)
    if name is None and (few[0] not in many or ranks & mine != ranks & many):
        return False
    rest = few[len(words_of(name)) if name else 1 :]
    telling = [word for word in rest if word not in folded(words.small_words) and word not in office.nations]
    return all(word in many or (is_country(word.title()) and _tells_nation(word, many)) for word in telling[:_COMPLEMENT])


def _other_name(office: Office, known: str, words: CoreferenceWords) -> str | None:
    """What an office is called, if a known one may be called so too: "chef de l'État" for a president of the republic."""
    groups = words.office_groups
    for name, group in groups.items():
        if office.text.startswith(name) and any(number == group and _is_named(known, other) for other, number in groups.items()):
            return name
    return None


def _tells_nation(nation: str, known: set[str]) -> bool:
    """Whether words name a nation or its country; the two mostly begin alike: "kényan", "Kenya"."""
    return any(word.startswith(nation[:_STEM]) for word in known)


def _is_alone(office: Office, known: str, words: CoreferenceWords) -> bool:
    """Whether nothing is known of an office but its noun, or what an office is called: "président de la République"."""
    groups = words.office_groups
    name = max((name for name in groups if _is_named(known, name)), key=len, default=office.noun)
    told = {*words_of(name), *words_of(office.text)}
    return not set(words_of(known)) - told - folded(words.small_words, words.ranks, words.earlier)


def _is_named(known: str, name: str) -> bool:
    """Whether a known office has a name; one that begins with "=" is the whole of it, but for a nation: "président kényan"."""
    if not name.startswith("="):
        return name in known
    return [word for word in words_of(known) if word not in _nations()] == words_of(name)


@cache
def _nations() -> frozenset[str]:
    """The words of all adjectives of nationality."""
    return frozenset(word for language in languages() for form in nationalities(language) for word in words_of(form))


def office_end(part: Part, token: Token) -> int:
    """The token after an office and its first complement: "Commissaire aux droits", "directeur pays de Path"."""
    doc, words = part.doc, name_words(part.language)
    index = token.i + 1
    while index < len(doc) and index - token.i < _LONGEST and not doc[index].is_punct and "\n" not in doc[index - 1].text_with_ws:
        current = doc[index]
        if current.lower_ in words.determiners and doc[index - 1].pos_ in {"ADJ", "NOUN", "PROPN"}:
            break  # another phrase: "selon le maire de Roca une enquête …"
        joins = current.lower_ in words.genitives | words.purposes | words.determiners or current.text == "-"
        if not joins and current.pos_ not in {"ADJ", "NOUN", "PROPN"}:
            break
        index += 1
    while index - 1 > token.i and (doc[index - 1].lower_ in words.function_words or doc[index - 1].is_punct):
        index -= 1
    return index


def name_end(noun: Token, words: CoreferenceWords) -> Token:
    """The last word of what an office is called: "chef de l'État", an adjective of nationality behind it included."""
    doc, last = noun.doc, noun
    for end in range(noun.i + 2, min(noun.i + 1 + _MODIFIERS, len(doc)) + 1):
        if fold_letters(doc[noun.i : end].text) in words.office_groups:
            last = doc[end - 1]
    after = last.nbor() if last.i + 1 < len(doc) else last
    return after if fold_letters(after.text) in nationalities(noun.lang_) else last


def with_other_names(offices: set[str], bodies: Sequence[Sequence[str]]) -> set[str]:
    """The offices of a person with the other names of the body that they name: "secrétaire général des Nations unies", "… de l'ONU"."""
    found: set[str] = set()
    for office in offices:
        told = f" {' '.join(words_of(office))} "
        for surfaces in bodies:
            names = {" ".join(words_of(surface)) for surface in surfaces}
            named = max((name for name in names if name and f" {name} " in told), key=len, default=None) if len(names) > 1 else None
            if named is not None:
                found |= {told.replace(f" {named} ", f" {name} ").strip() for name in names}
    return found


def learn_person(reading: Reading, cluster: Cluster) -> None:
    """What the words around a person's names tell: offices, gender."""
    for mention in cluster.mentions:
        sentence = reading.sentence_at(mention.begin)
        tokens = sentence.part.tokens(mention.begin, mention.end)
        if tokens is None:
            continue
        for office in _offices_around(sentence, tokens.start, tokens.end):
            cluster.offices.add(office)
    words = coreference_words(cluster.language)
    cluster.gender = cluster.gender or _gender(cluster, words)


def _gender(cluster: Cluster, words: CoreferenceWords) -> str | None:
    offices = " ".join(cluster.offices)
    heads = set(words_of(offices))
    if heads & folded(words.female_offices):
        return "f"
    given = cluster.surfaces[0].split()[0].split("-")[0].title() if " " in cluster.surfaces[0] else ""
    return gender_of(given) or ("m" if heads & folded(words.male_offices) else None)


def _offices_around(sentence: Sentence, start: int, end: int) -> Iterator[str]:
    """Offices in front of a name, and in apposition behind it."""
    words = coreference_words(sentence.language)
    doc, titles = sentence.part.doc, words.titles_in_full
    offices, described = folded(name_words(sentence.language).offices), folded(words.described)
    for index in range(start - 1, max(sentence.tokens.start, start - _WIDE) - 1, -1):
        token = doc[index]
        if token.pos_ in {"VERB", "AUX"} and not token.lower_.endswith(("é", "ée")):
            break
        if token.pos_ == "CCONJ" and doc[index + 1].pos_ == "DET":  # "the governor and the mayor Ada Kay"
            break
        full = titles.get(token.lower_)
        if full is not None:
            yield fold_letters(full)
        elif _is_office_of(doc[index], start, offices, described):
            first = index
            while first > max(sentence.tokens.start, index - _MODIFIERS) and doc[first - 1].pos_ in {"ADJ", "NOUN", "PROPN", "NUM"}:
                first -= 1
            yield fold_letters(doc[first:start].text)
    first = end + 1 if end < len(doc) and doc[end].text in {",", "("} else end
    for index in range(first, min(first + 4, sentence.tokens.end)):
        if doc[index].pos_ == "CCONJ" or (doc[index].pos_ in {"VERB", "AUX"} and doc[index].lemma_ not in words.being):
            break  # "X and the mayor of Y", "X met the mayor": somebody else
        if fold_letters(doc[index].text) in offices | described and (first > end or not doc[index].is_sent_start):
            yield fold_letters(doc[index : office_end(sentence.part, doc[index])].text)
            break


def _is_office_of(token: Token, start: int, offices: frozenset[str], described: frozenset[str]) -> bool:
    """Whether a word before a name at `start` is an office, or right before it a noun that describes a person."""
    word = fold_letters(token.text)
    if token.nbor().text in ("'s", "’s"):
        return False
    return word in offices or (token.i == start - 1 and word in described)
