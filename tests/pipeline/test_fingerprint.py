from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.config import DEFAULT_BASE, DEFAULT_PIPELINES
from kg.pipeline import fingerprint as module
from kg.pipeline.fingerprint import Fingerprint, fingerprint


def test_a_confidence_in_the_catalogue_changes_what_is_extracted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(Path(module.__file__).parents[1], tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(module, "_PACKAGE", tmp_path / "kg")

    def now() -> Fingerprint:
        return fingerprint(DEFAULT_PIPELINES, DEFAULT_BASE, "items")

    before = now()
    assert now() == before
    names = tmp_path / "kg/rules/names.toml"
    names.write_text(names.read_text(encoding="utf-8").replace("[title]\n", "[title]\nconfidence = 0.11\n"), encoding="utf-8")
    after = now()
    assert after.extraction != before.extraction
    assert after.whole != before.whole


def test_another_index_of_items_changes_what_is_made_of_extractions_alone() -> None:
    one, other = (fingerprint(DEFAULT_PIPELINES, DEFAULT_BASE, items) for items in ("one", "other"))
    assert one.extraction == other.extraction
    assert one.whole != other.whole
