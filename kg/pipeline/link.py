"""Links of entities with Wikidata items, as the resolution makes them: each cluster is linked when it is clustered anew."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.linking.linker import Linker
from kg.model.links import Link
from kg.model.profiles import Node
from kg.store.links import Links


class EntityLinks:
    """Links clusters, and keeps what came out."""

    def __init__(self, links: Links, linker: Linker) -> None:
        self.links, self.linker = links, linker
        self.changed: set[str] = set()  # the paths of the entities whose items are others than before

    def of(self, nodes: Sequence[Node]) -> list[Link]:
        """The items that nodes which are one are or may be, the surest first."""
        return self.linker.links(nodes)

    def name(self, links: Sequence[Link]) -> str | None:
        """The English name of the item that an entity is; where a better known item of the class has it too, with the QID."""
        item = self.linker.item(links)
        if item is None or not item.labels:
            return None
        label = item.label("en")
        others = (other for other in self.linker.index.named(label) if other.cls is item.cls)
        return label if next(others, item).qid == item.qid else f"{label} {item.qid}"

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
