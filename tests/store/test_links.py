"""The table of links: what is kept of nodes, and read of entities."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model.entities import EntityClass
from kg.model.links import Level, Link
from kg.model.profiles import Profile
from kg.store.identities import Identities
from kg.store.index import Index
from kg.store.links import Links

SAME, MAYBE = Link("Q7817", Level.SAME, 4.5), Link("Q42", Level.CLOSE, 2.0)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    index = Index(tmp_path / "index.sqlite")
    identities = Identities(index)
    with index.changing():
        for document, name in (("1", "who"), ("2", "oms"), ("3", "x")):
            path = f"organisation/{name}"
            profile = Profile(document=document, path=path, cls=EntityClass.ORGANISATION, label=name, names=(name,))
            identities.put(document, [profile])
            identities.put_cluster(f"{path}@", "organisation/x" if name == "x" else "organisation/who")
    return index


def test_the_nodes_of_an_entity_share_its_links(index: Index) -> None:
    links = Links(Identities(index))
    with index.changing():
        assert links.put(["organisation/who@", "organisation/oms@"], [SAME, MAYBE])
        assert links.put(["organisation/x@"], [MAYBE])
    assert links.of("organisation/who") == [SAME, MAYBE]
    assert links.linked_to("Q42") == ["organisation/who", "organisation/x"]
    assert links.counts() == {Level.SAME: 1, Level.CLOSE: 1}
    assert list(links.entities(Level.SAME)) == [("organisation/who", SAME, 2)]


def test_links_are_replaced_and_it_is_told_whether_they_change(index: Index) -> None:
    links = Links(Identities(index))
    with index.changing():
        links.put(["organisation/x@"], [MAYBE])
        assert not links.put(["organisation/x@"], [MAYBE])
        assert links.put(["organisation/x@"], [])
    assert links.of("organisation/x") == []
