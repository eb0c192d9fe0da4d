from __future__ import annotations

import os
import signal
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

import pytest

from kg.config import DEFAULT_BASE, DEFAULT_PIPELINES
from kg.documents.corpus import FoundFile, find
from kg.errors import PipelineError
from kg.model.pipelines import PipelineSetup
from kg.pipeline.fingerprint import fingerprint
from kg.pipeline.pool import ALONE, CHUNK, work_all
from kg.pipeline.work import Failed, Task, Worked
from kg.store.folder import existing
from kg.wikidata.index import starter
from tests.pipeline.corpus import TEXTS, copies, write

MURDER = """
import os, sys

def kill(event, arguments):
    if event == "open" and str(arguments[0]).endswith("deadly.txt"):
        os.kill(os.getpid(), 9)

sys.addaudithook(kill)
"""


@pytest.fixture
def files(tmp_path: Path) -> list[FoundFile]:
    """So many files that other processes work on them; what they say is kept in the store already, so that none loads a model."""
    folder = copies(tmp_path / "many", 3 * CHUNK + 2)
    assert 3 * CHUNK + 2 > ALONE
    return list(find([folder]).files)


@pytest.fixture
def task(store: Path) -> Task:
    return Task(
        folder=existing(store),
        fingerprint=fingerprint(DEFAULT_PIPELINES, DEFAULT_BASE, starter().identity),
        pipelines=DEFAULT_PIPELINES,
        max_bytes=1_000_000,
    )


def test_results_come_in_the_order_of_the_files_and_are_those_of_one_process(files: list[FoundFile], task: Task) -> None:
    together = list(work_all(files, task, 2))
    assert [result.file for result in together] == files
    assert together == list(work_all(files, task, 1))
    assert not active_children()


def test_a_worker_that_is_killed_loses_nothing(files: list[FoundFile], task: Task) -> None:
    results = work_all(files, task, 2)
    found = [next(results)]
    for child in active_children():
        os.kill(child.pid or 0, signal.SIGKILL)
    found += results
    assert [result.file for result in found] == files
    assert all(isinstance(result, Worked) for result in found)


def test_a_file_that_kills_its_worker_is_named_and_the_others_go_in(
    files: list[FoundFile], task: Task, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"hook/sitecustomize.py": MURDER})
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "hook"), *filter(None, [os.environ.get("PYTHONPATH")])]))
    (deadly,) = find([write(tmp_path / "in", {"deadly.txt": TEXTS["fr/visite.txt"]})]).files
    results = list(work_all([*files[:5], deadly, *files[5:]], task, 2))
    (failed,) = [result for result in results if isinstance(result, Failed)]
    assert failed.file == deadly
    assert str(failed.error).startswith(f"{deadly.path}: the process that read it was killed; more memory")
    assert len(results) == len(files) + 1


def test_processes_end_when_the_results_are_no_longer_wanted(files: list[FoundFile], task: Task) -> None:
    with closing(work_all(files, task, 2)) as results:
        next(results)
        assert active_children()
    assert not active_children()


def test_what_stops_a_worker_stops_the_build(files: list[FoundFile], task: Task, tmp_path: Path) -> None:
    write(tmp_path / "new", {f"{number}.txt": f"{TEXTS['fr/visite.txt']} Le ministre a cité {number} villes." for number in range(20)})
    setups = {"fr": PipelineSetup(model="fr_no_such_pipeline")}
    unknown = Task(folder=task.folder, fingerprint=task.fingerprint, pipelines=setups, max_bytes=1_000_000)
    with pytest.raises(PipelineError, match="fr_no_such_pipeline"):
        list(work_all(find([tmp_path / "new"]).files, unknown, 2))
    assert not active_children()
