"""Names of one person, body or place in a document: full and short, long form and acronym, spelling variants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kg.extraction.candidates import Candidate
from kg.extraction.coreference.clusters import Cluster, coreference_words, telling_words, words_of
from kg.extraction.names.acronyms import Definition
from kg.extraction.names.gazetteer import Kind, gazetteer
from kg.extraction.names.titles import gender_before
from kg.extraction.names.words import folded, name_words, nationalities
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Reading
from kg.model.entities import EntityClass
from kg.model.identity import fold

_ALIKE = 0.75  # share of telling words that two spellings of a body's long name have in common
_SHORTEST_ACRONYM = 3  # letters
_LONG = 4  # telling words from which two names are compared word by word


def by_surface(reading: Reading, mentions: Iterable[Candidate]) -> list[Cluster]:
    """Clusters of mentions that are written alike."""
    clusters: dict[tuple[EntityClass, str], Cluster] = {}
    for mention in sorted(mentions):
        surface = reading.text[mention.begin : mention.end]
        language = reading.sentence_at(mention.begin).language
        key = mention.cls, fold(surface) or surface
        cluster = clusters.setdefault(key, Cluster(mention.cls, language))
        cluster.add(mention, surface)
        if mention.cls is EntityClass.PERSON:
            cluster.gender = cluster.gender or gender_before(language, reading.text, mention.begin)
    return list(clusters.values())


def merge_persons(clusters: list[Cluster]) -> list[Cluster]:
    """A shorter name goes to the fullest one that has all its words; a surname of two persons goes to the nearest before it."""
    kept: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda c: (-len(words_of(c.surfaces[0])), c.first)):
        words = words_of(cluster.surfaces[0])
        fuller = [other for other in kept if _is_short_for(words, words_of(other.surfaces[0])) and _agree(cluster, other)]
        if fuller:
            before = [other for other in fuller if other.first < cluster.first]
            max(before or fuller, key=lambda other: other.first if before else -other.first).absorb(cluster)
        else:
            kept.append(cluster)
    return kept


def _agree(one: Cluster, other: Cluster) -> bool:
    return not (one.gender and other.gender and one.gender != other.gender)


def _is_short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    """ "Smith" for "Anna Smith", "Jean Mbala" for "Jean Mbala Kasongo", "A. Smith" with an initial."""
    if len(short) >= len(full):
        return sorted(short) == sorted(full)
    if len(short) == 1:
        return short[0] in full[1:] or (short[0] == full[0] and len(short[0]) > 2)
    rest = iter(full)
    return all(any(word == other or (len(word) == 1 and other.startswith(word)) for other in rest) for word in short)


def merge_organisations(reading: Reading, clusters: list[Cluster], definitions: Sequence[Definition]) -> list[Cluster]:
    """Acronyms go to the long forms that the text, the gazetteer or their initials give; short names to longer ones."""
    pairs = [(fold(reading.text[d.begin : d.end]), fold(reading.text[d.short_begin : d.short_end])) for d in definitions]
    pairs += _in_brackets(reading, clusters)
    kept: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda c: (-len(c.surfaces[0]), c.first)):
        same = next((other for other in kept if _same_body(cluster, other, pairs)), None) or _government_meant(cluster, kept)
        if same is None:
            kept.append(cluster)
        else:
            same.absorb(cluster)
    return kept


def _in_brackets(reading: Reading, clusters: Sequence[Cluster]) -> list[tuple[str, str]]:
    """Names of which one stands in brackets right behind the other: "Service fédéral d'enquête (Federal Investigation Agency)"."""
    text = reading.text
    mentions = sorted(mention for cluster in clusters for mention in cluster.mentions)
    return [
        (fold(text[one.begin : one.end]), fold(text[other.begin : other.end]))
        for one, other in pairwise(mentions)
        if re.fullmatch(r"\s*\((?:\w+ |\w')?", text[one.end : other.begin]) and text[other.end : other.end + 1] == ")"
    ]


def _same_body(short: Cluster, long: Cluster, pairs: Sequence[tuple[str, str]]) -> bool:
    if _defined(short, long, pairs) or _same_item(short, long) or _same_government(short, long):
        return True
    one = short.surfaces[0]
    if any(_initials(one, other, long.language) or _alike(one, other, long.language) for other in dict.fromkeys(long.surfaces)):
        return True
    if any(_headed(one, other, long.language) for other in dict.fromkeys(long.surfaces)):
        return True
    if long.country is not None and any(_begins(one, other, long.language, guessed=True) for other in dict.fromkeys(long.surfaces)):
        return True
    return not _items(short) and any(
        _begins(one, other, long.language, guessed=not one.isupper() and all(mention.guessed for mention in short.mentions))
        for other in dict.fromkeys(long.surfaces)
    )


def _defined(short: Cluster, long: Cluster, pairs: Sequence[tuple[str, str]]) -> bool:
    mine, theirs = short.folded_names(), long.folded_names()
    return any((one in theirs and other in mine) or (one in mine and other in theirs) for one, other in pairs)


def _same_item(one: Cluster, other: Cluster) -> bool:
    return bool(_items(one) & _items(other))


def _items(cluster: Cluster) -> set[str]:
    """The items that the gazetteer has for the names of a body or place."""
    entries = (gazetteer().get(surface) for surface in dict.fromkeys(cluster.surfaces))
    return {entry.qid for entry in entries if entry is not None and entry.qid is not None}


def _same_government(one: Cluster, other: Cluster) -> bool:
    heads = folded(name_words(one.language).governments)
    both = all(any(word in heads for word in words_of(cluster.surfaces[0])) for cluster in (one, other))
    if both and _without_kind(one) == _without_kind(other):
        return True
    return both and one.country is not None and one.country == other.country


def _without_kind(cluster: Cluster) -> list[str]:
    """The words of a name without those that tell the kind of a place: "Lagos State government", "Lagos government"."""
    kinds = folded(name_words(cluster.language).place_heads)
    return [word for word in words_of(cluster.surfaces[0]) if word not in kinds]


def _government_meant(cluster: Cluster, others: Sequence[Cluster]) -> Cluster | None:
    """What "the Government" stands for: the first of a country that the text names, else the only one it names, written in the same way."""
    head = cluster.surfaces[0]
    if fold_letters(head) not in folded(name_words(cluster.language).governments):
        return None
    named = [other for other in others if fold_letters(head) in words_of(other.surfaces[0])]
    national = [other for other in named if other.country is not None or _items(other)]
    return national[0] if national else named[0] if len(named) == 1 and head[0].isupper() and head in named[0].surfaces[0] else None


def _initials(short: str, long: str, language: str) -> bool:
    """ "HRW" for "Human Rights Watch", "ITIE" for "Initiative pour la transparence dans les industries extractives de …"."""
    if not short.isupper() or len(short) < _SHORTEST_ACRONYM:
        return False
    raised = "".join(fold_letters(word[0]) for word in long.replace("-", " ").split() if word[0].isupper())
    telling = "".join(word[0] for word in telling_words(long, language))
    return fold_letters(short) in (raised, telling) or (len(short) > _SHORTEST_ACRONYM and telling.startswith(fold_letters(short)))


def _begins(short: str, long: str, language: str, *, guessed: bool) -> bool:
    """ "Conseil de sécurité" for "Conseil de sécurité de l'ONU"; one word is enough where only the model speaks for the short name."""
    few, many = telling_words(short, language), telling_words(long, language)
    return len(few) >= (1 if guessed else 2) and len(few) < len(many) and many[: len(few)] == few


def _headed(short: str, long: str, language: str) -> bool:
    """ "Rapid" for "club Rapid", "Greens" for "The Australian Greens": the name behind the sort of body, or its country."""
    few, many = words_of(short), words_of(long)
    before, words = many[: -len(few)], name_words(language)
    if not before or many[-len(few) :] != few:
        return False
    small = folded(words.determiners) | frozenset(nationalities(language))
    if len(few) > 2 and few[0] in folded(words.bodies) and words.modifiers_before and before in (["federal"], ["national"]):
        return True  # "Ministry of Water Resources" for "Federal Ministry of Water Resources"
    return " ".join(before) in folded(words.bodies) or small.issuperset(before)


def _alike(one: str, other: str, language: str) -> bool:
    few, many = set(telling_words(one, language)), set(telling_words(other, language))
    return min(len(few), len(many)) >= _LONG and len(few & many) >= _ALIKE * len(few | many)


def merge_places(clusters: list[Cluster]) -> list[Cluster]:
    """Names of one country or of one item of the gazetteer, with a head before them or without."""
    kept: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda c: (_is_ambiguous(c), c.first)):
        same = next((other for other in kept if _same_place(cluster, other)), None)
        if same is None and _is_ambiguous(cluster):
            same = _only_longer(cluster, kept)
        if same is None:
            kept.append(cluster)
        else:
            same.absorb(cluster)
    return kept


def _same_place(one: Cluster, other: Cluster) -> bool:
    return _same_item(one, other) or _same_end(one, other) or bool(_compact(one) & _compact(other))


def _compact(cluster: Cluster) -> set[str]:
    """The names of a place, run together: some write "Mont-Blanc", others "Montblanc"."""
    return {"".join(words_of(surface)) for surface in cluster.surfaces}


def _same_end(one: Cluster, other: Cluster) -> bool:
    """Whether a name of one stands at the end of a name of the other: "province du Nord", "Nord"."""
    return not {mention.end for mention in one.mentions}.isdisjoint(mention.end for mention in other.mentions)


def _is_ambiguous(cluster: Cluster) -> bool:
    """Whether a name is that of two countries: "Congo"."""
    entry = gazetteer().get(cluster.surfaces[0])
    return entry is not None and entry.kind is Kind.COUNTRY and entry.qid is None


def _only_longer(cluster: Cluster, others: Sequence[Cluster]) -> Cluster | None:
    """The one country of which a name has the words of an ambiguous name, whichever name the text gives: "Congo", "RDC"."""
    few = set(words_of(cluster.surfaces[0]))
    longer = [other for other in others if any(few < set(words_of(name)) for name in _country_names(other))]
    return longer[0] if len(longer) == 1 else None


def _country_names(cluster: Cluster) -> set[str]:
    """All names of the country that a cluster stands for, in the text or not."""
    entries = {gazetteer().get(surface) for surface in cluster.surfaces}
    return {
        name for entry in entries if entry is not None and entry.kind is Kind.COUNTRY and entry.qid for name in gazetteer().names_of(entry)
    }


def fullest(surfaces: Iterable[str], cls: EntityClass, language: str) -> list[str]:
    """Different names, the fullest first; of persons' the one with most words, of others' the longest that is no acronym."""
    different: dict[str, str] = {}
    for surface in surfaces:
        different.setdefault(surface, surface)
    if cls is EntityClass.PERSON:
        return sorted(different, key=lambda name: (-len(name.split()), name.isupper()))
    small = coreference_words(language).small_words
    return sorted(different, key=lambda name: (-len([w for w in name.split() if w.lower() not in small]), -len(name)))
