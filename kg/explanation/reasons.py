"""What the reasons of comparisons and links are called: `reasons.toml`, by their features, in English and French."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LINK = "link: "  # before the features of links with Wikidata


@cache
def reason_words(language: str) -> dict[str, str]:
    """What each reason is called in "en" or "fr", by its feature; that of a link with Wikidata has LINK before it."""
    told: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("reasons.toml").read_text(encoding="utf-8"))
    return told[language]
