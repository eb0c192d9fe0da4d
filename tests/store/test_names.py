"""Entities by their names: exactly as written goes before all else, in whatever language a document has them."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import ParameterError
from kg.graph.vocabulary import LABEL, LANGUAGE
from kg.store.names import entities_named
from tests.store.press import BASE, Press

ENTITIES = NamedNode(f"{BASE}graph/entities")
NAMES = {
    "country": Literal("Perú", language="es"),
    "firm": Literal("PERU", language="en"),
    "valley": Literal("Valle del Perú", language="es"),
}


@pytest.fixture
def spanish() -> Press:
    """A store with one Spanish document, and entities whose names differ by case and accents alone."""
    store = Store()
    store.extend(Quad(NamedNode(f"{BASE}id/{name}"), LABEL, label, ENTITIES) for name, label in NAMES.items())
    store.add(Quad(NamedNode(f"{BASE}doc/uno.txt"), LANGUAGE, Literal("es"), NamedNode(f"{BASE}graph/doc/uno.txt")))
    return Press(store)


@pytest.mark.parametrize(
    ("name", "found"),
    [("Perú", ["country"]), ("PERU", ["firm"]), ("peru", ["country", "firm"]), ("valle Peru", ["valley"])],
)
def test_the_exact_name_goes_before_one_that_is_near(spanish: Press, name: str, found: list[str]) -> None:
    assert entities_named(spanish, name) == [NamedNode(f"{BASE}id/{entity}") for entity in found]


def test_an_unknown_name_is_told_with_near_ones(spanish: Press) -> None:
    with pytest.raises(ParameterError, match=r"no entity is named 'Perou'; near: .*a full IRI is taken as well"):
        entities_named(spanish, "Perou")
