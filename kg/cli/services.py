"""Other servers that a query may ask: with good manners, and at another address where the user names one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

    from kg.config import Settings
    from kg.store.names import Graph
    from kg.store.services import Ask
    from kg.wikidata.http import Session

WIKIDATA = "https://query.wikidata.org/"
SILENCE, PATIENCE = 70, 300  # seconds without a word, and for all tries together: a query service takes a minute at most


def allowed(services: Sequence[str]) -> dict[str, str]:
    """The servers that SERVICE may ask, by IRI, with the addresses that stand for them: `IRI`, or `IRI=ADDRESS` of a copy."""
    found = {}
    for word in services:
        iri, mark, address = word.partition("=http")
        found[iri] = f"http{address}" if mark else iri
    return found


@contextmanager
def asking(services: Sequence[str], settings: Settings, graph: Graph) -> Iterator[Ask]:
    """Asks other servers as Wikidata wants to be asked, one question at a time; what Wikidata answers is kept beside the store. Without a
    contact in the settings, servers that don't want one are asked as Oxigraph asks them.

    Raises:
        SettingsError: Wikidata is among them, and no contact is set.
    """
    from kg.store.services import by_oxigraph

    addresses = allowed(services)
    if settings.wikidata_contact is None and not any(address.startswith(WIKIDATA) for address in addresses.values()):
        ask = by_oxigraph(graph)
        yield lambda iri, query: ask(addresses.get(iri, iri), query)
        return
    from kg.wikidata.cache import Cache
    from kg.wikidata.http import Manners, Session

    manners = Manners(at_once=1, silence=SILENCE, deadline=PATIENCE, days=settings.wikidata_days)
    with closing(Session(settings.wikidata_contact, Cache(settings.wikidata_answers), manners)) as session:
        yield lambda iri, query: _answer(session, addresses.get(iri, iri), query)


def _answer(session: Session, url: str, query: str) -> QuerySolutions:
    import json

    from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

    from kg.errors import WikidataError
    from kg.wikidata.http import Question

    question = Question(url=url, parameters={}, form={"query": query}, accept="application/sparql-results+json")
    answer = session.ask(question, keep=url.startswith(WIKIDATA))
    try:
        found = parse_query_results(json.dumps(answer).encode(), format=QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise WikidataError(f"{url}: the answer is none to a SELECT query: {error}") from error
    if not isinstance(found, QuerySolutions):
        raise WikidataError(f"{url}: the answer is none to a SELECT query")
    return found
