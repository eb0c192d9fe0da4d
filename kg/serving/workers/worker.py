"""A worker: a process that answers one query after the other, or look-ups on a connection, and that can be killed at any time.

It reads a snapshot only, can open no connection, and takes no more memory than it may.
"""

from __future__ import annotations

import os
import resource
import socket
from pathlib import Path

from pyoxigraph import Store

from kg.serving.execution import QueryRequest, evaluate, evaluation_problem
from kg.serving.lookups.clerks import Clerks
from kg.serving.operations.allocation import sort_what_is_free
from kg.serving.settings import Limits
from kg.serving.workers.asking import with_answers
from kg.serving.workers.data import Data
from kg.serving.workers.frames import Inbox, Kind, frame
from kg.serving.workers.guard import refuse_depth, refuse_federation
from kg.serving.workers.output import Output, send
from kg.serving.workers.sandbox import forbid_connections, limit_memory
from kg.store.sparql_scope import looks_into_named_graphs_alone
from kg.store.states import reading

PAGE = os.sysconf("SC_PAGE_SIZE")
# Bytes of pages that a worker has made its own, since reading counts references; a fresh one shares them with the others again.
# Sixteen workers, as many as there are at most by default, take half of the machine's memory.
TIRED_AFTER = min(1 << 30, PAGE * os.sysconf("SC_PHYS_PAGES") // 32)


def run(channel: socket.socket, location: str, held: Data | None, limits: Limits) -> None:
    """Answers what comes through the channel until its other end is closed; the data is held in memory already, or at a location."""
    if held is not None:
        _serve(channel, held, limits)
        return
    with reading(Path(location)) as store:
        _serve(channel, Data(store), limits)


def _serve(channel: socket.socket, data: Data, limits: Limits) -> None:
    """Answers what comes, with less and less that it may do."""
    limit_memory(limits.memory)
    if not limits.federation:
        forbid_connections()
    send(channel, frame(Kind.HELLO, str(os.getpid()).encode()))
    before, inbox = _pages_touched(), Inbox(channel)

    def tired() -> bool:
        return (_pages_touched() - before) * PAGE > TIRED_AFTER

    clerks = Clerks(inbox, data, limits, tired)
    while (frames := inbox.next()) is not None:
        for kind, told in frames:
            if kind is Kind.LEND:
                clerks.serve(told)
            if kind not in (Kind.QUERY, Kind.PAGE):  # or it is about a connection that was given back in the same moment
                continue
            query = kind is Kind.QUERY
            output = _answer(channel, data, QueryRequest.from_json(told), limits) if query else _page(channel, data.whole, told, limits)
            send(channel, output.end(tired=tired()))
            del output  # and with it the result
            sort_what_is_free()


def _answer(channel: socket.socket, data: Data, request: QueryRequest, limits: Limits) -> Output:
    """Answers a query but for the end of the answer."""
    output = Output(channel, request.coding, limits, request.link)
    try:
        refuse_depth(request.text, limits.max_depth)
        refuse_federation(request.text, limits.federation)
        if limits.federation:
            request = with_answers(data.whole, request)
        store = data.within(named_graphs=looks_into_named_graphs_alone(request.text))
        result, choice = evaluate(store, request)
        output.write_result(result, choice)
    except Exception as error:
        output.end_early(evaluation_problem(error, "query"))
    return output


def _page(channel: socket.socket, store: Store, told: bytes, limits: Limits) -> Output:
    """Makes a page but for its end."""
    from kg.serving.pages.making import PageRequest, make  # most workers answer queries alone

    request = PageRequest.from_json(told)
    output = Output(channel, request.coding, limits)
    try:
        output.write_page(make(store, request).encode())
    except Exception as error:
        output.end_early(evaluation_problem(error, "page"))
    return output


def _pages_touched() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
