"""Items of Wikidata as it is now, asked over the network: the same look-ups as those of an index on disk.

A name is searched through several channels, the items that come are fetched in batches, and what their classes and countries are is
fetched as far as it is not known. `prepare` does this for many names at once; the look-ups then find all in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import lru_cache, partial
from pathlib import Path

from rapidfuzz import fuzz

from kg.model.entities import Name
from kg.wikidata.api import API, ActionApi, Channel, Reconciler
from kg.wikidata.builder import states
from kg.wikidata.cache import Cache
from kg.wikidata.classes import Verdict, class_of, shipped
from kg.wikidata.entities import LANGUAGES, Facts, Reader, is_qid
from kg.wikidata.http import Manners, Session
from kg.wikidata.index import SHORTEST
from kg.wikidata.items import Item, prominence_of
from kg.wikidata.keys import key
from kg.wikidata.spellings import ALIKE
from kg.wikidata.staging import country_of

CLIMB = 6  # steps that are asked for above a type


class Wikidata:
    """Items, asked over the network. All answers are kept: nothing is asked twice, and what was asked before is known without it.

    Raises:
        WikidataUnavailable: from any method, where the service does not answer.
    """

    def __init__(
        self, session: Session, languages: Sequence[str] = LANGUAGES, url: str = API, channels: Sequence[Channel] | None = None
    ) -> None:
        self.session, self.api = session, ActionApi(session, Reader(languages), url)
        by_label = [partial(_searched, self.api, language) for language in languages]
        self.channels: Sequence[Channel] = channels if channels is not None else (*by_label, self.api.search_words)
        self._facts: dict[str, Facts | None] = {}
        self._found: dict[str, tuple[str, ...]] = {}
        self._codes = states()
        self._judge = lru_cache(maxsize=None)(self._climb)

    def prepare(self, names: Iterable[str]) -> None:
        """Asks for all that look-ups of these names will need: few questions at once, many items in each."""
        new = [name for name in dict.fromkeys(names) if name.strip() and name not in self._found]
        with ThreadPoolExecutor(self.session.manners.at_once) as pool:
            for name, found in zip(new, pool.map(self._search, new), strict=True):
                self._found[name] = found
        qids = dict.fromkeys(qid for name in new for qid in self._found[name])
        self._fetch(qids)
        facts = [one for qid in qids if (one := self._facts[qid])]
        self._fetch(f"Q{country}" for one in facts for country in one.countries if country not in self._codes)
        self._learn(number for one in facts for number in one.types)

    def get(self, qid: str) -> Item | None:
        """An item by its QID; of one that was merged into another, that one. None if there is no such item."""
        if not is_qid(qid):
            return None
        self._fetch([qid])
        facts = self._facts[qid]
        return self._item(facts) if facts else None

    def named(self, name: str) -> list[Item]:
        """The items with a name, whatever its case, accents, punctuation and article; the most prominent first."""
        wanted = key(name)
        return [item for item in self._candidates(name) if any(key(other) == wanted for other in item.names)]

    def alike(self, name: str, limit: int = 10) -> list[tuple[Item, float]]:
        """The items with a name spelt nearly so, with the share of letters in common; the most alike first; short names exactly so."""
        wanted = key(name)
        if len(wanted) < SHORTEST:
            return [(item, 1.0) for item in self.named(name)[:limit]]
        found = [
            (item, max((fuzz.token_sort_ratio(wanted, key(other)) / 100 for other in item.names), default=0.0))
            for item in self._candidates(name)
        ]
        return sorted(((item, share) for item, share in found if share >= ALIKE), key=lambda row: -row[1])[:limit]

    def _search(self, name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(qid for channel in self.channels for qid in channel(name)))

    def _candidates(self, name: str) -> list[Item]:
        """All items that the channels give for a name, the most prominent first, each once."""
        self.prepare([name])
        found = {item.qid: item for qid in self._found.get(name, ()) if (item := self.get(qid))}
        return sorted(found.values(), key=lambda item: (-item.prominence, int(item.qid[1:])))

    def _fetch(self, qids: Iterable[str]) -> None:
        """Fetches the facts that are not known yet."""
        wanted = [qid for qid in dict.fromkeys(qids) if qid not in self._facts]
        if wanted:
            self._facts |= self.api.entities(wanted)

    def _item(self, facts: Facts) -> Item:
        self._fetch(f"Q{country}" for country in facts.countries if country not in self._codes)
        codes = self._codes | {country: code for country in facts.countries if (code := self._code(country))}
        return Item(
            qid=f"Q{facts.number}",
            cls=class_of(facts.types, self._judge),
            labels=tuple(Name(text=text, language=language) for language, text in facts.labels.items()),
            aliases=facts.aliases,
            description=facts.description,
            country=facts.code or country_of(facts.number, facts.countries, codes),
            types=tuple(f"Q{number}" for number in facts.types),
            begin=facts.begin,
            end=facts.end,
            prominence=prominence_of(facts.sitelinks),
        )

    def _code(self, country: int) -> str | None:
        facts = self._facts.get(f"Q{country}")
        return facts.code if facts else None

    def _learn(self, types: Iterable[int]) -> None:
        """Fetches what is above types, step by step, until something is known."""
        level = {number for number in types if number not in shipped()}
        for _ in range(CLIMB - 1):
            self._fetch(f"Q{number}" for number in sorted(level))
            above = [self._above(number) for number in level]
            level = {number for some in above for number in some if shipped().keys().isdisjoint(some)}

    def _climb(self, number: int) -> Verdict | None:
        """What a type says of its items: the nearest class above it that is known, asked for step by step."""
        level, seen = [number], {number}
        for steps in range(CLIMB):
            known = [verdict for one in level if (verdict := shipped().get(one))]
            if known:
                found = class_of((one for one in level if one in shipped()), shipped().get)
                return Verdict(found, steps)
            self._fetch(f"Q{one}" for one in level)
            level = list(dict.fromkeys(above for one in level for above in self._above(one) if above not in seen))
            seen.update(level)
        return None

    def _above(self, number: int) -> tuple[int, ...]:
        facts = self._facts.get(f"Q{number}")
        return facts.superclasses if facts else ()


@contextmanager
def connected(
    contact: str | None, cache: Path, *, url: str = API, reconciliation: str | None = None, manners: Manners | None = None
) -> Iterator[Wikidata]:
    """Wikidata for one run: asked at `url`, what a name may stand for at a reconciliation service instead if one is given.

    Raises:
        SettingsError: no contact is given; WikidataError: the cache can't be written; WikidataUnavailable: the service does not answer.
    """
    with closing(Session(contact, Cache(cache), manners)) as session:
        yield Wikidata(session, url=url, channels=(Reconciler(session, reconciliation),) if reconciliation else None)


def _searched(api: ActionApi, language: str, name: str) -> list[str]:
    return api.search(name, language)
