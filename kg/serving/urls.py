"""Where an IRI of the graph is shown on this server. The one place that knows."""

from __future__ import annotations

from dataclasses import dataclass

from kg.graph.vocabulary import KG

SHOWN = ("id/", "doc/", "build/", "software/")  # what stands behind the base in the IRIs that have a page
WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Urls:
    """Links of one server: the base of its data's IRIs, and the path prefix under which its clients see it."""

    base: str
    root: str

    def page(self, iri: str) -> str | None:
        """The path of an IRI that has a page here, its fragment kept."""
        if iri.startswith(KG):
            return f"{self.root}/ontology#{iri[len(KG) :]}"
        if iri.startswith(self.base) and iri[len(self.base) :].startswith(SHOWN):
            return f"{self.root}/{iri[len(self.base) :]}"
        return None

    def link(self, iri: str) -> str | None:
        """What a page links an IRI to: its page here, or itself where it is a web address. None for `javascript:` and the like."""
        return self.page(iri) or (iri if iri.startswith(WEB) else None)
