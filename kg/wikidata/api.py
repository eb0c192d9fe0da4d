"""The interfaces of a Wikibase: search by name, entities by number, facts by SPARQL; and reconciliation services.

https://www.mediawiki.org/wiki/Wikibase/API, https://www.mediawiki.org/wiki/API:Search,
https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from kg.errors import WikidataError, WikidataUnavailable
from kg.wikidata.entities import Facts, Reader, is_qid
from kg.wikidata.http import Question, Session

API = "https://www.wikidata.org/w/api.php"
ENTITY = "http://www.wikidata.org/entity/"
BATCH = 50  # ids that wbgetentities takes in one request
FOUND = 10  # items that a search gives
LAG = "5"  # seconds that Wikidata's copies may be behind; when they are farther, it asks to come later

Row = Mapping[str, str]  # variable -> value; a variable that is not bound is missing
Channel = Callable[[str], list[str]]  # a name -> the QIDs that it may stand for, the likeliest first


class ActionApi:
    """The Action API of a Wikibase."""

    def __init__(self, session: Session, reader: Reader, url: str = API) -> None:
        self.session, self.reader, self.url = session, reader, url

    def _question(self, **parameters: str) -> Question:
        return Question(url=self.url, parameters={**parameters, "format": "json", "maxlag": LAG})

    def search(self, name: str, language: str) -> list[str]:
        """The items with a label or alias that begins so."""
        question = self._question(
            action="wbsearchentities", search=name, language=language, uselang=language, type="item", limit=str(FOUND)
        )
        return [hit["id"] for hit in _listed(self.session.ask(question), "search") if is_qid(str(hit.get("id", "")))]

    def search_words(self, name: str) -> list[str]:
        """The items with these words anywhere in a label or alias: it also finds a name of which the order or a word differs."""
        question = self._question(action="query", list="search", srsearch=name, srnamespace="0", srlimit=str(FOUND))
        query = self.session.ask(question).get("query")
        return [hit["title"] for hit in _listed(query, "search") if is_qid(str(hit.get("title", "")))]

    def entities(self, qids: Iterable[str]) -> dict[str, Facts | None]:
        """The facts of items, each asked for once, many together; None for one that is not there, or not any more."""
        wanted = list(dict.fromkeys(qids))
        found = {qid: self._kept(qid) for qid in wanted}
        missing = iter([qid for qid in wanted if found[qid] is None])
        while some := list(islice(missing, BATCH)):
            found |= self._fetch(some)
        return {qid: self.reader.answer(body or b"{}").get(qid) for qid, body in found.items()}

    def _key(self, qid: str) -> str:
        return f"{self.url}\n{qid}\n{'|'.join(self.reader.tongues)}"

    def _kept(self, qid: str) -> bytes | None:
        answer = self.session.cache.get(self._key(qid))
        return answer.body if answer and answer.days <= self.session.manners.days else None

    def _fetch(self, qids: Sequence[str]) -> dict[str, bytes]:
        """Asks for items together, and keeps each apart; where one is none at all, for the others."""
        answer = self.session.ask(self._entities_question(qids), keep=False)
        if unknown := (answer.get("error") or {}).get("id"):
            others = [qid for qid in qids if qid != unknown]
            if len(others) == len(qids):
                raise WikidataUnavailable(f"{self.url}: it does not know {unknown}, which was not asked for")
            return self._keep({unknown: None}) | (self._fetch(others) if others else {})
        return self._keep(_by_question(answer, qids))

    def _entities_question(self, qids: Sequence[str]) -> Question:
        props = "info|labels|descriptions|aliases|claims|sitelinks"
        languages = "|".join(self.reader.tongues)
        return self._question(action="wbgetentities", ids="|".join(qids), props=props, languages=languages, redirects="yes")

    def _keep(self, entities: Mapping[str, Any]) -> dict[str, bytes]:
        bodies = {}
        for qid, entity in entities.items():
            bodies[qid] = json.dumps({"entities": {qid: entity or {"id": qid, "missing": ""}}}, separators=(",", ":")).encode()
            self.session.cache.put(self._key(qid), bodies[qid])
        return bodies


def _by_question(answer: Mapping[str, Any], qids: Sequence[str]) -> dict[str, Any]:
    """The entities by what was asked for: one that was merged may come under the number of the other, and tells whence it was led."""
    entities = answer.get("entities")
    if not isinstance(entities, dict):
        raise WikidataUnavailable("wbgetentities: an answer without entities")
    found = {qid: entities.get(qid) for qid in qids}
    for entity in entities.values():
        source = (entity.get("redirects") or {}).get("from")
        if source in found:
            found[source] = entity
    return found


def _listed(answer: Any, name: str) -> list[dict[str, Any]]:
    found = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(found, list):
        raise WikidataUnavailable(f"an answer without {name!r}")
    return found


def select(session: Session, url: str, query: str) -> Iterator[Row]:
    """The rows that a SPARQL endpoint answers to a SELECT query.

    Raises:
        WikidataUnavailable: it does not answer; WikidataError: it does not understand the query.
    """
    question = Question(url=url, parameters={}, form={"query": query}, accept="application/sparql-results+json")
    results = session.ask(question).get("results")
    if not isinstance(results, dict) or not isinstance(results.get("bindings"), list):
        raise WikidataError(f"{url}: the answer is none to a SELECT query")
    for binding in results["bindings"]:
        row = {name: str(term["value"]) for name, term in binding.items()}
        yield row | {f"{name}@": str(term["xml:lang"]) for name, term in binding.items() if "xml:lang" in term}


@dataclass(frozen=True, slots=True)
class Match:
    """What a reconciliation service proposes."""

    qid: str
    name: str
    score: float
    is_sure: bool


class Reconciler:
    """A service of the Reconciliation API 0.2 whose items are those of Wikidata.

    Raises:
        WikidataUnavailable: it does not answer; WikidataError: it knows other things than items of Wikidata.
    """

    def __init__(self, session: Session, url: str) -> None:
        self.session, self.url = session, url
        manifest = session.ask(Question(url=url, parameters={}))
        space = manifest.get("identifierSpace") if isinstance(manifest, dict) else None
        if space != ENTITY:
            raise WikidataError(f"{url}: its items are those of {space!r}, not of {ENTITY}")
        self.batch = max(1, min(int(manifest.get("batchSize") or BATCH), BATCH))

    def __call__(self, name: str) -> list[str]:
        """As a channel: the QIDs that a name may stand for."""
        return [match.qid for match in self.match([name])[0]]

    def match(self, names: Sequence[str]) -> list[list[Match]]:
        """What each name may stand for, the likeliest first."""
        found: list[list[Match]] = []
        for begin in range(0, len(names), self.batch):
            some = names[begin : begin + self.batch]
            queries = {f"q{n}": {"query": name, "limit": FOUND} for n, name in enumerate(some)}
            form = {"queries": json.dumps(queries, ensure_ascii=False, sort_keys=True)}
            answer = self.session.ask(Question(url=self.url, parameters={}, form=form))
            found += [_matches(answer.get(f"q{n}")) for n in range(len(some))]
        return found


def _matches(answer: Any) -> list[Match]:
    rows = [row for row in _listed(answer, "result") if is_qid(str(row.get("id", "")))]
    found = [Match(row["id"], str(row.get("name", "")), float(row.get("score") or 0), row.get("match") is True) for row in rows]
    return sorted(found, key=lambda match: (not match.is_sure, -match.score))
