"""How many requests a client may make in a time (RFC 6585, section 4): a bucket of tokens for each client, filled at its rate."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import ip_address
from math import ceil

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.serving.http.begun import begun_of
from kg.serving.http.problems import Problem
from kg.serving.telling import answer

MOST_CLIENTS = 10_000  # that are remembered; who comes again after so many others begins anew
NETWORK = 8  # bytes of an IPv6 address that tell a household apart


class Rates:
    """Counts the requests of clients."""

    def __init__(self, rate: float, burst: float, now: Callable[[], float] = time.monotonic) -> None:
        self.rate, self._most, self._now = rate, max(1.0, rate * burst), now
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # tokens, and when they were counted

    def wait(self, client: str) -> float:
        """0 if the client may ask now, which takes a token; else the seconds until it may."""
        tokens = self._tokens(client)
        allowed = tokens >= 1
        self._keep(client, tokens - allowed)
        return 0.0 if allowed else (1 - tokens) / self.rate

    def take(self, client: str, number: int) -> bool:
        """Takes so many tokens beforehand if there are twice as many; tells whether there were."""
        tokens = self._tokens(client)
        taken = tokens >= 2 * number
        self._keep(client, tokens - number * taken)
        return taken

    def put_back(self, client: str, number: int) -> None:
        """Gives back tokens that were taken and not used."""
        self._keep(client, min(self._most, self._tokens(client) + number))

    def _tokens(self, client: str) -> float:
        now = self._now()
        tokens, counted = self._buckets.pop(client, (self._most, now))
        return min(self._most, tokens + (now - counted) * self.rate)

    def _keep(self, client: str, tokens: float) -> None:
        self._buckets[client] = (tokens, self._now())
        if len(self._buckets) > MOST_CLIENTS:
            self._buckets.popitem(last=False)

    def forget(self, client: str) -> None:
        """Lets a client begin anew."""
        self._buckets.pop(client, None)


class RateLimit:
    """Answers 429 to clients that ask too often."""

    def __init__(self, app: ASGIApp, rates: Rates) -> None:
        self._app, self._rates = app, rates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        counts = scope["type"] == "http" and begun_of(scope) is None  # what has begun was counted before
        wait = self._rates.wait(client_of(scope)) if counts else 0.0
        if not wait:
            await self._app(scope, receive, send)
            return
        seconds = ceil(wait)
        told = f"This server takes {self._rates.rate:g} requests a second from one client. Try again in {seconds} seconds."
        refused = answer(Request(scope), Problem(429, told, headers={"Retry-After": str(seconds)}))
        await refused(scope, receive, send)


def client_of(scope: Scope) -> str:
    """Whose limits a request counts for: an address, or of IPv6 the network, of which a household has all addresses."""
    host = (scope.get("client") or ("local",))[0]
    if ":" not in host:
        return str(host)
    try:
        return ip_address(host.partition("%")[0]).packed[:NETWORK].hex()
    except ValueError:
        return str(host)
