"""Real processes: interrupted, killed, two at once, out of space."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import StoreBusy
from kg.store.folder import existing, writing
from tests.pipeline.corpus import TEXTS, built, copies, dump

ROOT = Path(__file__).parents[2]
MANY = 30  # files: more than one process reads alone

BUILD_THAT_STOPS = """
import os, signal, sys
from kg.cli import main
from kg.cli.progress import Progress

count = 0

def finished(self, identifier, characters):
    global count
    count += 1
    if count == int(os.environ["STOP_AT"]):
        os.killpg(0, signal.SIGINT) if os.environ["STOP_BY"] == "SIGINT" else os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # where the tests run in the background, it is ignored
    Progress.finished = finished
    main()
"""
HOLD = """
import sys
from pathlib import Path
from kg.store.folder import existing, writing

with writing(existing(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""


def environment(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("KG_")} | {"PYTHONPATH": str(ROOT)} | more


def kg(*arguments: object, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """Runs the command, perhaps with a limit on the size of the files it writes."""

    def limited() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=120, preexec_fn=limited, check=False)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    return copies(tmp_path / "many", MANY)


@pytest.fixture(scope="module")
def undisturbed(once: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a store of the corpus and of the many files holds."""
    place = tmp_path_factory.mktemp("undisturbed")
    shutil.copytree(once / "store", place / "store")
    built(place / "store", copies(place / "many", MANY))
    return dump(place / "store")


@pytest.mark.parametrize(("how", "code"), [("SIGINT", 130), ("SIGKILL", -9)])
def test_a_build_that_is_stopped_in_the_middle_is_finished_by_the_next(
    how: str, code: int, store: Path, many: Path, tmp_path: Path, undisturbed: list[str]
) -> None:
    before = dump(store)
    script = tmp_path / "stops.py"
    script.write_text(BUILD_THAT_STOPS, encoding="utf-8")
    command = [sys.executable, str(script), "build", str(many), "--store", str(store), "--workers", "2", "--quiet"]
    stopping = environment(STOP_AT="7", STOP_BY=how)
    process = subprocess.Popen(command, env=stopping, stderr=subprocess.PIPE, text=True, start_new_session=True)
    _, told = process.communicate(timeout=120)
    assert process.returncode == code, told
    assert how == "SIGKILL" or told.strip().splitlines() == ["kg: interrupted; what was finished stays, the same command goes on"]
    assert_no_process_stays(process.pid)
    assert dump(store) == before, "readers see the last finished state"

    report = built(store, many)
    assert report.extracted == 0
    assert report.documents == len(TEXTS) + MANY
    assert dump(store) == undisturbed


def assert_no_process_stays(group: int, seconds: float = 10) -> None:
    """No process of a group lives any more, or it ends soon."""
    deadline = time.monotonic() + seconds
    while left := living(group):
        assert time.monotonic() < deadline, f"still there: {left}"
        time.sleep(0.05)


def living(group: int) -> list[int]:
    """The processes of a group that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, in_group = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(in_group) == group and state != "Z":
            found.append(int(path.parent.name))
    return found


def test_a_second_build_at_the_same_time_is_told_which_process_writes(store: Path, corpus: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store)], env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(StoreBusy, match=f"process {holder.pid} is writing to this store"):
        built(store, corpus)
    holder.communicate()
    assert built(store, corpus).read == ()


def test_a_busy_store_is_exit_code_three(store: Path, corpus: Path) -> None:
    with writing(existing(store)):
        done = kg("build", corpus, "--store", store)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"process {os.getpid()} is writing" in done.stderr


@pytest.mark.parametrize("limit", [2_000, 30_000, 100_000])
def test_a_full_disk_is_exit_code_three_and_the_next_run_goes_on(limit: int, store: Path, many: Path, undisturbed: list[str]) -> None:
    before = dump(store)
    done = kg("build", many, "--store", store, "--workers", 1, limit=limit)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert "what was built before stays" in done.stderr.replace("\n", " ")
    assert dump(store) == before
    built(store, many)
    assert dump(store) == undisturbed
