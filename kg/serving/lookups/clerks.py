"""The connections that a process was lent, each of which it gives back as soon as it comes to something that is not for it.

One process answers on several connections: on a busy machine a process for each would take half as long again, since each comes to a
processor whose caches know nothing of it.
"""

from __future__ import annotations

import json
import os
import select
import time
from collections.abc import Callable

from kg.serving.lookups.clerk import Clerk
from kg.serving.lookups.terms import Terms
from kg.serving.settings import Limits
from kg.serving.workers.data import Data
from kg.serving.workers.frames import Inbox, Kind

PATIENCE = 0.1  # seconds without a whole request after which a connection is given back


class Clerks:
    """Those of one process. `tired` tells whether another process should take what comes next."""

    def __init__(self, inbox: Inbox, data: Data, limits: Limits, tired: Callable[[], bool]) -> None:
        self._inbox, self._data, self._limits, self._tired = inbox, data, limits, tired
        self._clerks: dict[int, Clerk] = {}  # by the number of their connections in this process
        self._numbers: dict[int, int] = {}  # of these, by the server's number
        self._poll = select.poll()
        self._poll.register(inbox.channel, select.POLLIN)

    def serve(self, told: bytes) -> None:
        """Answers on the connection that came with these terms, and others that come meanwhile, until all are given back."""
        self._take(told)
        while self._clerks:
            for number, _ in self._poll.poll(PATIENCE * 1000):
                if number == self._inbox.channel.fileno():
                    self._obey()
                elif number in self._clerks and not self._clerks[number].serve():
                    self._give_back(number)
            until = time.perf_counter() - PATIENCE
            for number in [number for number, clerk in self._clerks.items() if clerk.last < until]:
                self._give_back(number)

    def _take(self, told: bytes) -> None:
        terms, connection = Terms.from_json(told), self._inbox.socket()
        number = self._numbers[terms.number] = connection.fileno()
        self._clerks[number] = Clerk(connection, self._inbox.channel, self._data, self._limits, terms)
        self._poll.register(number, select.POLLIN)

    def _give_back(self, number: int) -> None:
        self._poll.unregister(number)
        self._numbers = {theirs: ours for theirs, ours in self._numbers.items() if ours != number}
        self._clerks.pop(number).give_back(tired=self._tired())

    def _obey(self) -> None:
        """Does as the server tells. What it tells of a connection that was given back in the same moment is too late."""
        frames = self._inbox.next()
        if frames is None:
            os._exit(0)  # the server has gone
        for kind, told in frames:
            if kind is Kind.LEND:
                self._take(told)
                continue
            number, requests = json.loads(told)
            if (ours := self._numbers.get(number)) is None:
                continue
            if kind is Kind.ALLOW:
                self._clerks[ours].allow(requests)
            else:
                self._give_back(ours)
