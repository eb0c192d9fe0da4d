from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.config import Settings, read_settings
from kg.errors import SettingsError
from kg.model.pipelines import PipelineSetup

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without a file of settings, and an environment without ours."""
    monkeypatch.chdir(tmp_path)
    for name in ("CONFIG", *(name.upper() for name in Settings.model_fields)):
        monkeypatch.delenv(f"KG_{name}", raising=False)


def test_every_setting_has_a_default_and_a_sentence() -> None:
    assert read_settings() == Settings()
    assert all(field.description for field in Settings.model_fields.values())


def test_every_setting_is_explained_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        row = re.search(rf"^\| `{name}` \| `KG_{name.upper()}`.*$", text, re.MULTILINE)
        assert row, f"README.md, Settings: {name} is missing"
        if isinstance(field.default, int):
            assert f"`{field.default}`" in row.group()


def test_a_flag_wins_over_the_environment_and_that_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pressgraph.toml").write_text("workers = 3\nmax_document_bytes = 5\n", encoding="utf-8")
    assert (read_settings().workers, read_settings().max_document_bytes) == (3, 5)
    monkeypatch.setenv("KG_WORKERS", "4")
    assert (read_settings().workers, read_settings(workers=None).workers, read_settings(workers=6).workers) == (4, 4, 6)
    assert read_settings().max_document_bytes == 5


def test_the_environment_names_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.toml"
    other.write_text('[pipelines]\nfr = "fr_core_news_lg"\n', encoding="utf-8")
    monkeypatch.setenv("KG_CONFIG", str(other))
    assert read_settings().pipelines == {"fr": PipelineSetup(model="fr_core_news_lg")}


def test_a_file_that_the_environment_names_has_to_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CONFIG", str(tmp_path / "nothing.toml"))
    with pytest.raises(SettingsError, match=r"KG_CONFIG: .*nothing\.toml: no such file"):
        read_settings()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("workers = 'many'", "setting 'workers'"),
        ("workers = 1000", "setting 'workers'"),
        ("base = 'here'", r"setting 'base'.*ends with / or #"),
        ("stor = 'x'", r"setting 'stor'.*no such setting.*store"),
        ("workers = ", r"pressgraph\.toml"),
        ("[pipelines]\nfr = 3", r"setting 'pipelines\.fr'"),
    ],
)
def test_a_wrong_line_of_the_file_is_named(content: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "pressgraph.toml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=told):
        read_settings()


@pytest.mark.parametrize(("name", "value"), [("WORKERS", "x"), ("BASE", "mailto:x"), ("PIPELINES", "{fr"), ("MAX_DOCUMENT_BYTES", "0")])
def test_a_wrong_variable_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"KG_{name}", value)
    with pytest.raises(SettingsError, match=f"(?i){name}"):
        read_settings()


@pytest.mark.parametrize("base", ["https://example.org/", "http://example.org/x#", "urn:example:press:"])
def test_a_base_is_an_iri_that_something_can_be_put_behind(base: str) -> None:
    assert read_settings(base=base).base == base


@pytest.mark.parametrize("base", ["", "example.org/", "https://example.org", "https://exam ple.org/", "https://example.org/<x>/"])
def test_other_bases_are_refused(base: str) -> None:
    with pytest.raises(SettingsError, match="setting 'base'"):
        read_settings(base=base)


def test_an_index_of_items_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no such file; kg wikidata index makes one"):
        read_settings(wikidata_index=tmp_path / "items.sqlite")
