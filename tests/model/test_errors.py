from __future__ import annotations

import pickle
from pathlib import Path

from kg.errors import DocumentError, KgError, StoreBusy, StoreError


def test_errors_come_back_from_other_processes_as_they_were() -> None:
    error = pickle.loads(pickle.dumps(DocumentError(Path("/a.txt"), "the file is empty", "fill it")))
    assert (str(error), error.path, error.reason, error.advice) == (
        "/a.txt: the file is empty; fill it",
        Path("/a.txt"),
        "the file is empty",
        "fill it",
    )
    assert str(pickle.loads(pickle.dumps(StoreError("full")))) == "full"


def test_one_handler_is_enough() -> None:
    assert issubclass(StoreBusy, StoreError)
    assert issubclass(DocumentError, KgError)
