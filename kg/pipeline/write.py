"""The graph of a document, made of what is kept of it and of who its entities are."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Quad

from kg.errors import StoreError
from kg.graph.documents import document_quads
from kg.model.identity import Addresses
from kg.resolution.identity import entity_paths
from kg.store import extractions
from kg.store.folder import StoreFolder
from kg.store.index import IndexedDocument
from kg.store.texts import read_text
from kg.validation.gate import check


def graph_of(folder: StoreFolder, indexed: IndexedDocument, clusters: Mapping[str, str]) -> tuple[str, list[Quad]]:
    """The IRI of a document's graph, and its quads; `clusters` has the path of the cluster that each entity is in.

    Raises:
        StoreError: the text or the extraction is damaged or gone.
    """
    document = extractions.recorded(indexed.record, read_text(folder, indexed.text_digest))
    extraction = extractions.kept(folder, indexed.key)
    if extraction is None:
        raise StoreError(f"{folder.extractions}: what was extracted from {indexed.identifier} is missing; build it again")
    alone = entity_paths(document.identifier, extraction)
    paths = {entity: clusters.get(path, path) for entity, path in alone.items()}
    addresses = Addresses(folder.base, document.identifier, paths)
    quads = document_quads(document, extraction, addresses)
    return addresses.graph, quads if indexed.is_clean else check(quads, document.identifier)[0]
