"""What a document tells of its entities."""

from __future__ import annotations

from kg.model.entities import EntityClass
from kg.resolution.profiles import items_for
from kg.wikidata.candidates import items_of


def test_a_surname_tells_the_item_of_a_person_only_where_there_is_no_more() -> None:
    assert "Q7416" in items_for(("Margaret Thatcher", "Thatcher"), EntityClass.PERSON, None, items_of)
    assert items_for(("Gordon Thatcher", "Maggie"), EntityClass.PERSON, None, items_of) == ()
    assert items_for(("Maggie",), EntityClass.PERSON, None, items_of) == ("Q7416",)
