"""Which items a name may stand for."""

from __future__ import annotations

from functools import lru_cache

from kg.model.entities import EntityClass
from kg.wikidata.index import ItemIndex, starter
from kg.wikidata.items import Item

MOST = 20  # items of one name; a name of more tells nothing


@lru_cache(maxsize=50_000)
def items_of(name: str, cls: EntityClass, index: ItemIndex | None = None) -> tuple[Item, ...]:
    """The items of a class with a name, the most prominent first; none if there are too many. Without an index, those of the starter."""
    found = tuple(item for item in (index or starter()).named(name) if item.cls is cls)
    return found if len(found) <= MOST else ()
