"""Pressgraph: press texts in French and English become a checked knowledge graph that answers SPARQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.store.dataset import open as open  # noqa: A004

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def __getattr__(name: str) -> Any:
    """`kg.open` is loaded when it is first asked for, so that the command line starts without rdflib."""
    if name == "open":
        from kg.store.dataset import open as open_dataset

        return open_dataset
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
