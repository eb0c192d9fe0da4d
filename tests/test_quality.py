"""Floors of quality on annotated texts, so that a change that costs more than noise is seen.

The rules were written with these texts at hand: unseen ones score lower.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.config import read_settings
from kg.pipeline.build import build
from kg.store.export import DumpFormat, export
from kg.store.folder import open_snapshot

FLOORS = {
    "Person": 0.95,
    "Organisation": 0.90,
    "Event": 0.85,
    "Programme": 0.85,
    "Place": 0.95,
    "relations": 0.82,
    "dates": 0.80,
    "statements": 0.92,
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[float]]:
    """Precision, recall and F1 of each row of the scoring tool."""
    shared = Path(__file__).parents[1] / "../shared"
    if not shared.is_dir():
        pytest.skip("the annotated texts in ../shared are not here")
    folder = tmp_path_factory.mktemp("quality")
    build([shared / "gold/texts"], read_settings(store=folder / "store"))
    dump = folder / "gold.nq"
    with dump.open("wb") as sink:
        export(open_snapshot(folder / "store"), sink, DumpFormat.NQUADS)
    command = [sys.executable, str(shared / "tools/score.py"), str(dump), str(shared / "gold/annotations"), "--json"]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert told["documents"] == 13
    return dict(told["rows"])


@pytest.mark.parametrize("row", FLOORS)
def test_no_row_falls_below_its_floor(rows: dict[str, list[float]], row: str) -> None:
    assert rows[row][2] >= FLOORS[row]
