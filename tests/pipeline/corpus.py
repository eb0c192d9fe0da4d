"""A small corpus of fictitious press texts, and what tests look at in a store that was built from it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.config import DEFAULT_BASE, Settings
from kg.pipeline.build import build
from kg.pipeline.report import BuildReport
from kg.store.folder import open_snapshot

TEXTS: Mapping[str, str] = {
    "fr/atelier.txt": """Atelier régional sur les eaux partagées

Ouagadougou, le 14 mars 2023

L’Agence du bassin du Nakambé (ABN) a organisé mardi à Ouagadougou un atelier régional sur les eaux partagées.

« Nous ne pouvons pas gérer seuls un fleuve qui traverse deux pays », a déclaré Salimata Ouédraogo, directrice de l’ABN.

Elle a ajouté que le projet Rives communes, financé par la Fondation Halvorsen, durera trois ans.
""",
    "fr/visite.txt": """Visite du ministre à Thiès

Thiès, le 3 juin 2022

Le ministre de l’Agriculture, Ibrahima Ndour, s’est rendu vendredi à Thiès.

« La récolte sera bonne », a dit M. Ndour devant les producteurs.
""",
    "en/launch.txt": """Clean Harbours initiative launched in Mombasa

Mombasa, 9 May 2023

The Coastal Cities Forum (CCF) launched the Clean Harbours initiative in Mombasa on Tuesday.

"No port can clean its waters alone," said Grace Wanjala, president of the Coastal Cities Forum.

She added that the Halvorsen Foundation would fund the initiative until 2026.
""",
    "en/meeting.md": """# Forum meets in Valletta

*Valletta, 21 November 2023*

The Coastal Cities Forum met in Valletta on Tuesday. Grace Wanjala said that eleven cities had joined.
""",
    "en/talks.html": """<!doctype html><html lang="en"><head><title>Talks on fishing rights end in Limassol</title></head>
<body><nav><a href="/">Home</a></nav><article><h1>Talks on fishing rights end in Limassol</h1>
<p>Two days of talks on fishing rights ended in Limassol on Thursday. The Coastal Cities Forum had invited both governments.</p>
<p>"We have agreed on a calendar for the coming season," said Andreas Kyriakou, chief negotiator of Cyprus, at the end of the talks.</p>
<p>He said that the next round would be held in Valletta in the spring, and that observers of the Halvorsen Foundation would take part.</p>
</article></body></html>
""",
}


def write(folder: Path, texts: Mapping[str, str] = TEXTS) -> Path:
    """Writes texts below a folder, by their identifiers."""
    for identifier, text in texts.items():
        path = folder / identifier
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def change(path: Path, text: str) -> None:
    """Writes a file anew, with a later time, however coarse the clock of the file system is."""
    before = path.stat().st_mtime_ns
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 1_000_000_000, before + 1_000_000_000))


def built(store: Path, *paths: Path) -> BuildReport:
    """Builds with the default settings, in this process: it has loaded its models already."""
    return build(paths, Settings(store=store, workers=1))


def dump(store: Path) -> list[str]:
    """All quads of the named graphs of a store's newest state but those of the builds, which tell times; sorted."""
    others = (DefaultGraph(), NamedNode(f"{DEFAULT_BASE}graph/builds"))
    return sorted(str(quad) for quad in _newest(store) if quad.graph_name not in others)


def graph_of(store: Path, identifier: str) -> list[str]:
    """The quads of one document's graph, sorted."""
    return sorted(map(str, _newest(store).quads_for_pattern(None, None, None, NamedNode(f"{DEFAULT_BASE}graph/doc/{identifier}"))))


def kept(store: Path, part: str) -> set[str]:
    """The names of the files kept in `texts` or `extractions`."""
    return {path.relative_to(store / part).as_posix() for path in (store / part).rglob("*") if path.is_file()}


def _newest(store: Path) -> Store:
    return open_snapshot(store).store


def copies(folder: Path, count: int) -> Path:
    """A folder of many files with the few texts of the corpus: a store of these has their extractions, and no model is needed."""
    plain = [text for name, text in TEXTS.items() if name.endswith(".txt")]
    return write(folder, {f"{number:03}.txt": plain[number % len(plain)] for number in range(count)})
