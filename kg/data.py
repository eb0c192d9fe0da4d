"""Where the files that come with the package stand: ontology, shapes, saved queries."""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).parent / "data"
_CHECKOUT = Path(__file__).parent.parent


def folder(name: str) -> Path:
    """The folder `ontology`, `shapes` or `queries`: inside an installed package, or at the top of a checkout."""
    packaged = _PACKAGED / name
    return packaged if packaged.is_dir() else _CHECKOUT / name
