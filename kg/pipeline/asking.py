"""Items of the index, and of Wikidata over the network where a user wants it and the index does not know a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from kg.config import Settings
from kg.errors import WikidataUnavailable
from kg.linking.telling import telling_names
from kg.model.entities import EntityClass
from kg.store.identities import Identities
from kg.store.links import Links
from kg.wikidata.index import ItemIndex, opened
from kg.wikidata.items import Item
from kg.wikidata.lookup import Items

if TYPE_CHECKING:
    from kg.wikidata.client import Wikidata

Answer = TypeVar("Answer")


@dataclass
class AskedItems:
    """An index, and Wikidata for the names that it does not know. Once the service does not answer, the index stands alone."""

    index: ItemIndex
    online: Wikidata
    problem: str = field(default="", init=False)  # why the service is not asked any more

    def prepare(self, names: Iterable[str]) -> None:
        """Asks for names together, which takes far fewer questions than one by one."""
        self._ask(lambda: self.online.prepare(names), None)

    def get(self, qid: str) -> Item | None:
        return self.index.get(qid) or self._ask(lambda: self.online.get(qid), None)

    def named(self, name: str) -> list[Item]:
        return self.index.named(name) or self._ask(lambda: self.online.named(name), [])

    def alike(self, name: str, limit: int = 10) -> list[tuple[Item, float]]:
        return self.index.alike(name, limit) or self._ask(lambda: self.online.alike(name, limit), [])

    def _ask(self, question: Callable[[], Answer], nothing: Answer) -> Answer:
        if self.problem:
            return nothing
        try:
            return question()
        except WikidataUnavailable as error:
            self.problem = str(error)
            return nothing


@contextmanager
def known_items(settings: Settings) -> Iterator[Items]:
    """The items that entities are linked with: those of the index, and with `wikidata = "online"` all of Wikidata.

    Raises:
        SettingsError: no contact is set, which Wikidata wants.
        WikidataError: the answers can't be kept.
    """
    index = opened(settings.wikidata_index)
    if settings.wikidata == "offline":
        yield index
        return
    from kg.wikidata.client import connected
    from kg.wikidata.http import Manners

    service, manners = settings.wikidata_reconciliation, Manners(days=settings.wikidata_days)
    with connected(
        settings.wikidata_contact, settings.wikidata_answers, url=settings.wikidata_api, reconciliation=service, manners=manners
    ) as online:
        yield AskedItems(index, online)


def unlinked_names(index: ItemIndex, identities: Identities, links: Links) -> dict[str, None]:
    """The names of all nodes that are no item yet, as far as the index does not know them; an event is called by what it is."""
    nodes = (node for key in links.unlinked() if (node := identities.node(key)))
    named = (name for node in nodes if node.cls is not EntityClass.EVENT for name in telling_names(node))
    return dict.fromkeys(name for name in named if not index.named(name))
