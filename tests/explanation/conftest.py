"""A store built from two short texts, one in French and one in English."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from kg.config import Settings
from kg.explanation.source import Source
from kg.pipeline.build import build
from kg.store.folder import open_snapshot
from kg.store.texts import read_text
from tests.pipeline.corpus import write

FRENCH, ENGLISH = "fr/pont.txt", "en/fishing.txt"
TEXTS = {
    FRENCH: """Un nouveau pont pour les pêcheurs

Lisbonne, le 7 mai 2021

Mme Ada Brookfield a inauguré vendredi le nouveau pont des pêcheurs.

Elle a déclaré que le pont tiendrait cent ans et que les pêcheurs l’attendaient depuis longtemps.
""",
    ENGLISH: """Fishers meet in Lisbon

Lisbon, 4 May 2021

A workshop on river fishing, organised by UNESCO, was held in Lisbon on 4 May 2021.

Mrs Ada Brookfield, Director of UNESCO, said that the river would recover within ten years. She added that only nine boats had been lost.

The Silver Rivers Project is funded by UNESCO and has a budget of 3 million euros. The fishers thanked Brookfield at the end of the day.
""",
}


@pytest.fixture(scope="session")
def explained_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explained")
    build([write(folder / "texts", TEXTS)], Settings(store=folder / "store", workers=1))
    return folder / "store"


@pytest.fixture(scope="session")
def source(explained_store: Path) -> Source:
    """The store as explanations in English read it."""
    snapshot = open_snapshot(explained_store)
    return Source(snapshot, partial(read_text, snapshot.folder), "en")
