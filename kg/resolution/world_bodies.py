"""Bodies that are of no country, as far as the index of items knows them."""

from __future__ import annotations

from functools import lru_cache

from kg.model.entities import EntityClass
from kg.model.identity import fold
from kg.resolution.common_names import common_names
from kg.resolution.concept_words import concept_of_word
from kg.wikidata.candidates import items_of


@lru_cache(maxsize=1 << 16)
def world_body(name: str) -> str | None:
    """The QID of the only body with a name, if it is of several countries by its full name: "UN", "Union européenne".

    Items of what every country has, such as interior ministries as such, are of no country either: these are told by their names.
    """
    found = items_of(name, EntityClass.ORGANISATION)
    if len(found) != 1 or found[0].country is not None:
        return None
    concepts = {concept_of_word().get(word) for word in fold(found[0].label("en")).split()}
    return found[0].qid if concepts & common_names().supranational else None
