"""The press texts that come with the package: fictitious, in both languages and all formats, for a first look."""

from __future__ import annotations

from pathlib import Path

TEXTS = Path(__file__).parent / "texts"  # a folder of documents, as `kg build` takes it
