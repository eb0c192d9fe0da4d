"""Links of entities with Wikidata items, as the resolution makes them: each cluster is linked when it is clustered anew."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.linking.linker import Linker
from kg.model.entities import EntityClass
from kg.model.identity import slug
from kg.model.links import Link
from kg.model.profiles import Node
from kg.resolution.identity import is_common
from kg.store.links import Links
from kg.wikidata.items import Item


class EntityLinks:
    """Links clusters, and keeps what came out."""

    def __init__(self, links: Links, linker: Linker) -> None:
        self.links, self.linker = links, linker
        self.changed: set[str] = set()  # the paths of the entities whose items are others than before

    def of(self, nodes: Sequence[Node]) -> list[Link]:
        """The items that nodes which are one are or may be, the surest first."""
        return self.linker.links(nodes)

    def name(self, links: Sequence[Link]) -> str | None:
        """The English name of the item that an entity is, with what tells it from others of the class that are mainly called so.

        That is the country where the name is one that every country's body has, or where it is enough to tell a place or a body from
        better known ones; the QID where it is not.
        """
        item = self.linker.item(links)
        if item is None or not item.labels:
            return None
        label = item.label("en")
        others = [other for other in self.linker.index.named(label) if other.cls is item.cls and slug(other.label("en")) == slug(label)]
        if not self._is_national(item, label) and (not others or others[0].qid == item.qid):
            return label
        at_home = [other.qid for other in others if other.country == item.country]
        is_told = item.country is not None and item.cls is not EntityClass.PERSON and at_home[:1] == [item.qid]
        return f"{label} {item.country if is_told else item.qid}"

    def _is_national(self, item: Item, label: str) -> bool:
        """Whether a body is called as those of other countries are: "Ministry of Health", but not "Senate of Australia"."""
        is_body = item.cls is EntityClass.ORGANISATION and item.country is not None
        return is_body and is_common(label) and not self.linker.meanings.of(label).countries

    def put(self, nodes: Collection[str], path: str, links: Sequence[Link]) -> None:
        """Notes the items of the nodes of a cluster."""
        if self.links.put(nodes, links):
            self.changed.add(path)

    def take_changed(self) -> tuple[set[str], set[str]]:
        """The paths of entities whose items have changed, and the QIDs of items of which more or fewer are linked, since it was asked."""
        paths, items = self.changed.copy(), self.links.changed_items.copy()
        self.changed.clear()
        self.links.changed_items.clear()
        return paths, items
