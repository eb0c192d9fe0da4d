"""A store of four short texts that is made by hand, so that what is found hangs on no rule of extraction."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from kg.config import DEFAULT_BASE
from kg.search import building
from kg.search.index import FILE, SearchIndex
from kg.store.folder import StoreFolder, create_or_open, existing, open_graph, publish, writing
from kg.store.graphs import change
from kg.store.texts import texts_of

DATA = Path(__file__).parent / "press.trig"
TEXTS = {
    "a1": """Atelier régional sur les eaux partagées

L’Agence du bassin du Nakambé (ABN) a organisé mardi un atelier régional sur les eaux partagées.

« Nous ne pouvons pas gérer seuls un fleuve qui traverse deux pays », a déclaré Salimata Ouédraogo. Le crime organisé menace les pêcheurs.
""",
    "a2": "Visite du ministre à Thiès\n\nLe ministre de l’Intérieur s’est rendu vendredi à Thiès. « La récolte sera bonne », a-t-il dit.\n",
    "b1": """Clean Harbours initiative launched in Mombasa

The Coastal Cities Forum launched its initiative in Mombasa on Tuesday; observers of the U.N. came from Saint-Louis.

"No port can clean its waters alone," said Grace Wanjala. """
    + "The harbours of the coast are old, and boats leave oil in them. " * 12
    + "\n\nThe next talks are held in the spring.\n",
}


def made(path: Path) -> StoreFolder:
    """A store of these texts, with the search index of its first state."""
    folder = create_or_open(path, DEFAULT_BASE)
    for digest, text in TEXTS.items():
        texts_of(folder).put(digest, text.encode())
    changed(folder, new=parse(path=DATA, format=RdfFormat.TRIG))
    return folder


def changed(
    folder: StoreFolder,
    old: Iterable[Quad] = (),
    new: Iterable[Quad] = (),
    iris: Iterable[str] | None = None,
    meanings: bool | None = None,
) -> str:
    """Takes quads out and puts others in, and publishes the new state with an index of the IRIs that have changed, or of all."""
    with writing(folder):
        store = open_graph(folder)
        change(store, set(old), set(new))
        return publish(folder, store, building.make(folder, store, iris, meanings=meanings))


def index_of(path: Path) -> SearchIndex:
    """The index of the newest state of a store."""
    folder = existing(path)
    return SearchIndex(folder.snapshots / str(folder.version) / FILE)
