"""The page of an entity tells why it is, or may be, an item of Wikidata."""

from __future__ import annotations

from pathlib import Path

from kg.serving.catalogue import Published
from kg.serving.settings import ServingSettings
from tests.serving.served import serving


def test_a_link_shows_its_scored_reasons(demo_store: Path) -> None:
    with serving(lambda: Published(demo_store), ServingSettings()) as running:
        page = {code: running.http.get(f"/id/place/lagos?lang={code}", headers={"Accept": "text/html"}).text for code in ("en", "fr")}
    assert "a name in common" in page["en"]
    assert '<span class="weight">+' in page["en"]
    assert "+2.0 in all" in page["en"]
    assert "nom en commun" in page["fr"]
    assert "+2,0 en tout" in page["fr"]
