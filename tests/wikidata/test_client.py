"""The live client against a real server: nothing lost, nothing asked twice, and good manners whatever the server does."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from email.utils import formatdate
from pathlib import Path
from time import time

import pytest

from kg.errors import SettingsError, WikidataError, WikidataUnavailable
from kg.model.entities import EntityClass
from kg.wikidata.api import Reconciler, select
from kg.wikidata.builder import Choice, index_dumps
from kg.wikidata.cache import Cache
from kg.wikidata.client import Wikidata
from kg.wikidata.http import Manners, Question, Session
from kg.wikidata.index import ItemIndex
from kg.wikidata.lookup import Items
from tests.wikidata.entity import ALL, as_dump
from tests.wikidata.service import DELETED, IMPOSSIBLE, MERGED, Reply, Service, as_reply, serving

CONTACT = "press@example.org"
QUICK = Manners(wait=0.01, silence=20, deadline=30)
HASTY = Manners(wait=0.01, silence=0.5, deadline=1.0, tries=8)
MAXLAG = {"error": {"code": "maxlag", "info": "Waiting for a database server", "lag": 8}}


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as running:
        yield running


class Clock:
    """Waits without waiting, and notes for how long."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(tmp_path: Path, clock: Clock) -> Iterator[Session]:
    with closing(opened(tmp_path, clock)) as made:
        yield made


def opened(folder: Path, clock: Clock | None = None, manners: Manners = QUICK) -> Session:
    return Session(CONTACT, Cache(folder / "answers.sqlite"), manners, sleep=(clock or Clock()).sleep)


def wikidata(session: Session, service: Service) -> Wikidata:
    return Wikidata(session, url=f"{service.url}/w/api.php")


@pytest.fixture
def live(session: Session, service: Service) -> Wikidata:
    return wikidata(session, service)


def qids(items: Items, name: str) -> list[str]:
    return [item.qid for item in items.named(name)]


def asked_twice(service: Service) -> list[object]:
    """The ids and questions that were asked for more than once."""
    ids = Counter(qid for one in service.of("wbgetentities") for qid in one.parameters["ids"].split("|"))
    others = Counter((one.path, tuple(sorted(one.parameters.items()))) for one in service.asked if "ids" not in one.parameters)
    return [what for what, count in (*ids.items(), *others.items()) if count > 1]


def test_items_are_those_of_an_index_made_from_the_same_entities(live: Wikidata, tmp_path: Path) -> None:
    (tmp_path / "dump.json").write_bytes(as_dump(ALL))
    index_dumps([tmp_path / "dump.json"], tmp_path / "items.sqlite", Choice())
    for item in ItemIndex(tmp_path / "items.sqlite"):
        assert live.get(item.qid) == item


@pytest.mark.parametrize("name", ["Nakambé Basin Agency", "l’agence du bassin du Nakambé", "ABN"])
def test_names_are_found_in_both_languages_whatever_their_case_and_article(name: str, live: Wikidata) -> None:
    assert qids(live, name) == ["Q900002"]


def test_a_name_of_which_a_word_differs_is_found_by_its_other_words(live: Wikidata) -> None:
    assert qids(live, "Salimata Ouedrogo") == []
    ((item, share),) = live.alike("Salimata Ouedrogo")
    assert (item.qid, item.cls, item.country) == ("Q900003", EntityClass.PERSON, "NX")
    assert 0.85 <= share < 1


def test_a_name_that_nobody_has_is_no_error(live: Wikidata) -> None:
    assert live.named("Zq") == []
    assert live.alike("Nobody At All") == []


def test_many_names_take_few_requests_and_none_is_asked_twice(live: Wikidata, service: Service) -> None:
    names = ["Norland", "Nakambé Basin Agency", "ABN", "Salimata Ouédraogo", "Norlande", "The Basin", "Norland"]
    live.prepare(names)
    before = len(service.asked)
    assert [qids(live, name)[:1] for name in names[:5]] == [["Q900001"], ["Q900002"], ["Q900002"], ["Q900003"], ["Q900001"]]
    assert len(service.asked) == before
    assert len(service.of("wbgetentities")) <= 4
    assert asked_twice(service) == []


def test_ids_are_asked_for_fifty_at_a_time(live: Wikidata, service: Service) -> None:
    live.api.entities([f"Q{n}" for n in range(1, 121)])
    assert [len(one.parameters["ids"].split("|")) for one in service.of("wbgetentities")] == [50, 50, 20]


def test_who_asks_says_so_and_what_lag_it_minds(live: Wikidata, service: Service) -> None:
    live.named("Norland")
    assert all(one.agent.startswith("Pressgraph/") and f"({CONTACT})" in one.agent for one in service.asked)
    assert all(one.parameters["maxlag"] == "5" for one in service.asked)


@pytest.mark.parametrize("contact", [None, "", "nobody", "me@here"])
def test_nobody_asks_without_saying_who_it_is(contact: str | None, tmp_path: Path) -> None:
    with closing(Cache(tmp_path / "c")) as cache, pytest.raises(SettingsError, match="wikidata_contact"):
        Session(contact, cache)


def test_no_more_than_three_questions_are_open_at_once(tmp_path: Path, service: Service) -> None:
    service.slow = 0.05
    with closing(opened(tmp_path, manners=Manners(wait=0.01))) as session:
        wikidata(session, service).prepare([f"Nobody {n}" for n in range(12)])
    assert service.most_open == 3


def test_a_question_that_is_open_is_not_asked_by_another_thread(session: Session, service: Service) -> None:
    service.slow = 0.1
    question = Question(url=f"{service.url}/reconcile", parameters={})
    threads = [threading.Thread(target=session.ask, args=(question,)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    ("reply", "waits"),
    [
        (Reply(body=b"", status=429, headers={"Retry-After": "7"}), (1, 7)),
        (Reply(body=b"", status=503, headers={"Retry-After": "5"}), (1, 5)),
        (as_reply(MAXLAG, headers={"Retry-After": "5"}), (1, 5)),
        (Reply(body=b"<html>", status=502), (0, 0.02)),
        (as_reply({"error": {"code": "ratelimited"}}), (0, 0.02)),
        (as_reply({"error": {"code": "internal_api_error_DBQueryError"}}), (0, 0.02)),
        (Reply(body=b'{"search":[{"id":"Q9000'), (0, 0.02)),
        (Reply(body=b'{"search":[]}' * 100, cut=200), (0, 0.02)),
    ],
    ids=["429", "503", "maxlag", "502", "ratelimited", "internal", "cut JSON", "cut line"],
)
def test_what_passes_is_waited_for_and_nothing_is_lost(
    reply: Reply, waits: tuple[float, float], live: Wikidata, service: Service, clock: Clock
) -> None:
    service.moods.append(reply)
    assert live.api.search("Norland", "en") == ["Q900001"]
    assert len(service.asked) == 2
    assert all(waits[0] <= wait <= waits[1] for wait in clock.waits)
    assert len(clock.waits) == 1 or waits[0] == 0


def test_a_time_to_wait_may_be_a_date(live: Wikidata, service: Service, clock: Clock) -> None:
    service.moods.append(Reply(body=b"", status=429, headers={"Retry-After": formatdate(time() + 100, usegmt=True)}))
    assert live.api.search("Norland", "en") == ["Q900001"]
    assert [20 < wait <= 100 for wait in clock.waits] == [True]


@pytest.mark.parametrize("reply", [Reply(body=b"", pause=0.8), Reply(body=b'{"search":[]}   ' * 20, drip=0.02)], ids=["silence", "drip"])
def test_an_answer_that_does_not_come_in_time_is_asked_for_again(reply: Reply, tmp_path: Path, service: Service) -> None:
    service.moods.append(reply)
    with closing(opened(tmp_path, manners=HASTY)) as session:
        assert wikidata(session, service).api.search("Norland", "en") == ["Q900001"]
    assert len(service.asked) >= 2


def test_waits_grow_and_end(live: Wikidata, service: Service, clock: Clock) -> None:
    service.moods.extend(Reply(body=b"", status=500) for _ in range(20))
    with pytest.raises(WikidataUnavailable, match=r"HTTP 500, 5 times; it is not asked again in this run"):
        live.named("Norland")
    assert len(service.asked) <= 5 + 2  # three channels at once may each be at a question when the first gives up
    assert max(clock.waits) < 0.01 * 2**4 * 1.5


def test_a_service_that_refuses_is_not_asked_again_in_this_run(live: Wikidata, service: Service) -> None:
    service.moods.extend(Reply(body=b"You have been banned until tomorrow", status=403) for _ in range(20))
    with pytest.raises(WikidataUnavailable, match="banned until tomorrow"):
        live.api.search("Norland", "en")
    for name in ("Norland", "ABN"):
        with pytest.raises(WikidataUnavailable):
            live.named(name)
    assert len(service.asked) == 1


def test_a_service_that_asks_for_a_long_wait_is_left_alone(live: Wikidata, service: Service, clock: Clock) -> None:
    service.moods.append(Reply(body=b"", status=429, headers={"Retry-After": "86400"}))
    with pytest.raises(WikidataUnavailable, match="asks to wait 86,400 seconds"):
        live.api.search("Norland", "en")
    assert clock.waits == []


def test_a_service_that_is_not_there_is_told(session: Session) -> None:
    gone = Wikidata(session, url="http://127.0.0.1:9/w/api.php")
    with pytest.raises(WikidataUnavailable, match="no answer"):
        gone.named("Norland")


def test_a_question_that_is_not_understood_is_told_and_asked_once(session: Session, service: Service) -> None:
    with pytest.raises(WikidataError, match=r"HTTP 400 .MalformedQueryException"):
        list(select(session, f"{service.url}/sparql", "ASK {}"))
    assert len(service.asked) == 1
    service.moods.append(as_reply({"error": {"code": "badvalue", "info": "Unrecognised value"}}))
    with pytest.raises(WikidataError, match="error badvalue: Unrecognised value"):
        wikidata(session, service).api.search("x", "en")


def test_a_merged_item_is_the_one_that_it_was_merged_into(live: Wikidata, service: Service) -> None:
    (old,) = MERGED
    for _ in range(2):
        item = live.get(old)
        assert item
        assert item.qid == MERGED[old]
    assert asked_twice(service) == []


def test_deleted_and_impossible_items_are_none_and_the_others_come(live: Wikidata, service: Service) -> None:
    (deleted,) = DELETED
    found = live.api.entities(["Q900001", deleted, IMPOSSIBLE, "Q900003"])
    assert [qid for qid, facts in found.items() if facts] == ["Q900001", "Q900003"]
    assert (live.get(deleted), live.get(IMPOSSIBLE), live.get("no qid")) == (None, None, None)
    before = len(service.asked)
    live.api.entities([deleted, IMPOSSIBLE])
    assert len(service.asked) == before


def test_a_second_run_asks_nothing(tmp_path: Path, service: Service) -> None:
    names = ["Norland", "ABN", "Salimata Ouedrogo", "Nobody"]
    for run in range(2):
        with closing(opened(tmp_path)) as session:
            found = [wikidata(session, service).alike(name) for name in names]
        assert [len(rows) for rows in found] == [1, 1, 1, 0]
        assert run == 0 or session.asked == 0
    assert asked_twice(service) == []


def test_a_run_that_was_cut_short_goes_on_where_it_was(tmp_path: Path, service: Service) -> None:
    with closing(opened(tmp_path)) as session:
        wikidata(session, service).named("Norland")
        service.moods.extend(Reply(body=b"", status=403) for _ in range(20))
        with pytest.raises(WikidataUnavailable):
            wikidata(session, service).named("ABN")
    service.moods.clear()
    before = len(service.asked)
    with closing(opened(tmp_path)) as session:
        live = wikidata(session, service)
        assert (qids(live, "Norland"), qids(live, "ABN")) == (["Q900001"], ["Q900002"])
    assert {one.parameters.get("search", "ABN") for one in service.asked[before:]} == {"ABN"}


def test_old_answers_are_asked_for_again_and_still_count_where_the_service_is_down(tmp_path: Path, service: Service) -> None:
    with closing(opened(tmp_path)) as session:
        wikidata(session, service).api.search("Norland", "en")
    age = Manners(wait=0.01, days=-1)
    with closing(opened(tmp_path, manners=age)) as session:
        wikidata(session, service).api.search("Norland", "en")
        assert (session.asked, session.stale) == (1, 0)
    service.moods.append(Reply(body=b"", status=403))
    with closing(opened(tmp_path, manners=age)) as session:
        assert wikidata(session, service).api.search("Norland", "en") == ["Q900001"]
        assert session.stale == 1


def damaged(path: Path, part: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE answers SET body = substr(body, 1, length(body) - ?)", (part,))


def test_an_answer_that_was_kept_half_is_asked_for_again(tmp_path: Path, service: Service) -> None:
    with closing(opened(tmp_path)) as session:
        wikidata(session, service).named("Norland")
    damaged(tmp_path / "answers.sqlite", 7)
    before = len(service.asked)
    with closing(opened(tmp_path)) as session:
        assert qids(wikidata(session, service), "Norland") == ["Q900001"]
    assert len(service.asked) - before == before


@pytest.mark.parametrize("content", [b"no database, just some words that are long enough to be taken for one" * 40, b""])
def test_a_cache_that_is_none_any_more_is_begun_anew(content: bytes, tmp_path: Path, service: Service) -> None:
    (tmp_path / "answers.sqlite").write_bytes(content)
    for _ in range(2):
        with closing(opened(tmp_path)) as session:
            assert qids(wikidata(session, service), "Norland") == ["Q900001"]
    assert asked_twice(service) == []


def test_a_cache_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WikidataError, match="wikidata_cache"):
        Cache(tmp_path / "file" / "answers.sqlite")


def test_rows_of_a_query_service_come_with_their_languages(session: Session, service: Service) -> None:
    rows = list(select(session, f"{service.url}/sparql", "SELECT ?item ?label { ?item rdfs:label ?label }"))
    norland = "http://www.wikidata.org/entity/Q900001"
    assert rows == [{"item": norland, "label": "Norlande", "label@": "fr"}, {"item": norland}]
    assert service.asked[0].method == "POST"


def test_a_reconciliation_service_is_a_channel_like_others(session: Session, service: Service) -> None:
    reconciler = Reconciler(session, f"{service.url}/reconcile")
    live = Wikidata(session, url=f"{service.url}/w/api.php", channels=(reconciler,))
    assert qids(live, "Nakambé Basin Agency") == ["Q900002"]
    assert service.of("wbsearchentities") == []


def test_names_are_reconciled_in_batches_of_the_size_that_the_service_wants(session: Session, service: Service) -> None:
    reconciler = Reconciler(session, f"{service.url}/reconcile")
    found = reconciler.match(["Nakambé", "Norland", "Nobody", "Salimata", "Basin"])
    assert [[match.qid for match in some][:1] for some in found] == [["Q900002"], ["Q900001"], [], ["Q900003"], ["Q900002"]]
    assert found[0][0].is_sure
    assert len(service.asked) == 1 + 3


def test_a_reconciliation_service_of_other_things_is_told(session: Session, service: Service) -> None:
    service.moods.append(as_reply({"versions": ["0.2"], "identifierSpace": "https://example.org/"}))
    with pytest.raises(WikidataError, match=r"its items are those of 'https://example\.org/'"):
        Reconciler(session, f"{service.url}/reconcile")


@pytest.mark.parametrize("answer", [{}, [], {"query": {}}, {"search": {}}, {"success": 1}])
def test_an_answer_of_another_shape_is_told(answer: object, live: Wikidata, service: Service) -> None:
    service.moods.append(as_reply(answer))
    with pytest.raises(WikidataUnavailable):
        live.api.search("Norland", "en")


def test_a_list_of_entities_instead_of_a_map_is_told(live: Wikidata, service: Service) -> None:
    service.moods.append(as_reply({"entities": [], "success": 1}))
    with pytest.raises(WikidataUnavailable, match="without entities"):
        live.get("Q900001")
