"""The figures are those of the scoring tool, which reads a dump of the graph."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kg.documents.corpus import FoundFile, find
from kg.documents.reading import load
from kg.evaluation.annotations import AnnotationFile
from kg.evaluation.evaluation import Evaluation
from kg.evaluation.folder import read_folder
from kg.evaluation.report import as_json, as_table
from kg.evaluation.scoring import Scored, score_document
from kg.pipeline.evaluate import found_of
from kg.store.extractions import kept
from kg.store.folder import existing
from kg.store.identities import Identities
from kg.store.index import Index
from kg.store.links import Links

SHARED = Path(__file__).parents[2] / "../shared"
Changed = dict[str, Any]


@dataclass(frozen=True)
class Built:
    """A store of the annotated texts, and its dump."""

    store: Path
    dump: Path

    def scores(self, annotations: Path, *options: str) -> str:
        """What the scoring tool says."""
        command = [sys.executable, str(SHARED / "tools/score.py"), str(self.dump), str(annotations), *options]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def evaluation(self, folder: Path) -> Evaluation:
        """What we say of the same extractions."""
        texts = {file.identifier: file for file in find([SHARED / "gold/texts"]).files}
        files = read_folder(folder).files
        documents = tuple(self.scored(file, texts[file.annotation.identifier]) for file in files)
        return Evaluation(folders=(folder,), documents=documents, errors=(), notes=())

    def scored(self, file: AnnotationFile, text: FoundFile) -> Scored:
        folder, document = existing(self.store), load(text)
        with closing(Index(folder.index)) as index:
            indexed = index.get(document.identifier)
            assert indexed is not None
            extraction = kept(folder, indexed.key)
            assert extraction is not None
            identities = Identities(index)
            return score_document(document, file.annotation, found_of(document, extraction, identities, Links(identities)))


@pytest.fixture(scope="module")
def built(gold: Path) -> Built:
    return Built(gold / "store", gold / "gold.nq")


def unchanged(number: int, annotation: Changed) -> None:
    """Leaves an annotation as it is."""


def without_some(number: int, annotation: Changed) -> None:
    """Takes every third relation and statement away: what was found of them is wrong now."""
    for part in ("relations", "statements"):
        annotation[part] = [item for index, item in enumerate(annotation[part]) if (index + number) % 3]


def renamed(number: int, annotation: Changed) -> None:
    """Cuts names, turns titles and dates into others, and the statements' speakers round."""
    entities, speakers = annotation["entities"], [statement["speaker"] for statement in annotation["statements"]]
    for index, entity in enumerate(entities):
        if (index + number) % 2:
            entity["names"] = [name.rsplit(" ", 1)[0] for name in entity["names"]]
        if entity.get("start") and index % 2:
            entity["start"] = entity["start"][:4]
        elif entity.get("start"):
            entity["start"] = "1999-12"
    for relation in annotation["relations"]:
        if relation["p"] == "role":
            relation["title"] += " of something else"
            relation["o"] = relation["o"] if number % 2 else None
    for statement, speaker in zip(annotation["statements"], reversed(speakers), strict=True):
        statement["speaker"] = speaker
        statement["text"] = [" ".join(piece.split()[number % 3 :]) or piece for piece in statement["text"]]


def doubled(number: int, annotation: Changed) -> None:
    """Says everything twice, so that similarities are equal, and turns relations round."""
    for entity in list(annotation["entities"]):
        annotation["entities"].append({**entity, "id": f"{entity['id']}-again"})
    annotation["statements"] += deepcopy(annotation["statements"])
    for relation in annotation["relations"]:
        if relation["p"] != "role" and number % 2:
            relation["s"], relation["o"] = relation["o"], relation["s"]


@pytest.mark.parametrize("change", [unchanged, without_some, renamed, doubled])
def test_the_figures_are_those_of_the_scoring_tool(built: Built, change: Callable[[int, Changed], None], tmp_path: Path) -> None:
    for number, path in enumerate(sorted((SHARED / "gold/annotations").glob("*.json"))):
        annotation = json.loads(path.read_text(encoding="utf-8"))
        change(number, annotation)
        (tmp_path / path.name).write_text(json.dumps(annotation), encoding="utf-8")
    evaluation = built.evaluation(tmp_path)
    assert len(evaluation.documents) == 13
    assert as_json(evaluation, errors=False).items() >= json.loads(built.scores(tmp_path, "--json")).items()
    assert as_table(evaluation).startswith(built.scores(tmp_path).rstrip("\n"))
