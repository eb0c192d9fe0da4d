"""Who may have a query evaluated now, who waits, and who is turned away."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from kg.serving.http.problems import Busy


class Places:
    """So many queries run at a time; of one client only a part of them, so that no client keeps all the others waiting."""

    def __init__(self, *, places: int, share: int, queue: int, patience: float | None) -> None:
        self._free, self._share, self._queue, self._patience = places, share, queue, patience
        self._held: dict[str, int] = {}
        self._waiting: deque[tuple[str, asyncio.Future[None]]] = deque()

    @property
    def running(self) -> int:
        """Places that are taken."""
        return sum(self._held.values())

    @property
    def waiting(self) -> int:
        """Queries that wait for one."""
        return len(self._waiting)

    async def take(self, client: str) -> Callable[[], None]:
        """Waits for a place; the function that gives it back.

        Raises:
            Busy: too many wait already, or none came free in time.
        """
        if self._may(client):
            return self._give(client)
        if len(self._waiting) >= self._queue:
            raise Busy("All places for queries are taken, and the queue is full.")
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry = (client, turn)
        self._waiting.append(entry)
        late = None if self._patience is None else asyncio.get_running_loop().call_later(self._patience, _give_up, turn)
        try:
            await turn
        except BaseException:
            self._leave(entry)
            raise
        finally:
            if late is not None:  # asyncio.timeout takes five times as long
                late.cancel()
        return self._returner(client)

    def _leave(self, entry: tuple[str, asyncio.Future[None]]) -> None:
        """Out of the queue; the place may have been given in the same moment."""
        if entry in self._waiting:
            self._waiting.remove(entry)
        elif entry[1].done() and not entry[1].cancelled() and entry[1].exception() is None:
            self._returner(entry[0])()

    def _may(self, client: str) -> bool:
        return self._free > 0 and self._held.get(client, 0) < self._share

    def _give(self, client: str) -> Callable[[], None]:
        self._free -= 1
        self._held[client] = self._held.get(client, 0) + 1
        return self._returner(client)

    def _returner(self, client: str) -> Callable[[], None]:
        returned = False

        def give_back() -> None:
            nonlocal returned
            if returned:
                return
            returned = True
            self._free += 1
            self._held[client] -= 1
            if not self._held[client]:
                del self._held[client]
            self._serve_next()

        return give_back

    def _serve_next(self) -> None:
        for entry in self._waiting:
            client, turn = entry
            if self._may(client) and not turn.done():
                self._waiting.remove(entry)
                self._give(client)
                turn.set_result(None)
                return


def _give_up(turn: asyncio.Future[None]) -> None:
    if not turn.done():
        turn.set_exception(Busy("All places for queries are taken."))
