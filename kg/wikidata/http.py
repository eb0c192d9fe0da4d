"""Asking a service, with good manners: who asks says so, few questions are open at once, and a service that is busy is left alone.

https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy, https://www.mediawiki.org/wiki/API:Etiquette,
https://www.mediawiki.org/wiki/Manual:Maxlag_parameter
"""

from __future__ import annotations

import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import Random
from threading import BoundedSemaphore, Lock
from typing import Any
from urllib.parse import urlencode

import httpx

import kg
from kg.errors import SettingsError, WikidataError, WikidataUnavailable
from kg.wikidata.cache import DAYS, Answer, Cache

_CONTACT = re.compile(r"https?://\S+\.\S+|[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_BUSY = frozenset({429, 500, 502, 503, 504})
_BUSY_CODES = frozenset({"maxlag", "ratelimited", "readonly"})  # errors that come with HTTP 200, and pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a service is asked. Times are in seconds."""

    tries: int = 5  # of one question
    wait: float = 2.0  # after the first failure; twice that after the next, and so on
    longest_wait: float = 120.0  # a service that asks for more is not asked again in this run
    silence: float = 30.0  # in which something must come
    deadline: float = 75.0  # until an answer is whole; the query service works for 60 seconds at most
    largest: int = 100_000_000  # bytes of an answer
    at_once: int = 3  # questions that are open at once
    days: float = DAYS  # age up to which a kept answer counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: by GET, or with a `form` by POST."""

    url: str
    parameters: Mapping[str, str]
    form: Mapping[str, str] | None = None
    accept: str = "application/json"

    @property
    def key(self) -> str:
        """By which the answer is kept."""
        parts = [self.url, urlencode(sorted(self.parameters.items()))]
        return "\n".join([*parts, urlencode(sorted(self.form.items()))] if self.form is not None else parts)


class _Busy(Exception):
    """It did not work now, and may work later; `after` is how long the service asks to wait."""

    def __init__(self, told: str, after: float | None = None) -> None:
        self.after = after
        super().__init__(told)


class Session:
    """Asks services, for one run. Close it. Threads may share it.

    Nothing is asked twice: an answer is kept on disk, and a question that is open already is waited for. Once a service has refused, or
    failed as often as `manners` allow, it is not asked again in this run.

    Raises:
        SettingsError: `contact` is neither an address of mail nor of the web.
    """

    def __init__(
        self,
        contact: str | None,
        cache: Cache,
        manners: Manners | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not contact or not _CONTACT.search(contact):
            raise SettingsError("wikidata_contact: Wikidata wants to know whom it may write to: set a mail address or a web page of yours")
        agent = f"Pressgraph/{kg.__version__} ({contact}) httpx/{httpx.__version__}"
        self.manners, self.cache, self._sleep = manners or Manners(), cache, sleep
        self._client = httpx.Client(headers={"User-Agent": agent}, timeout=self.manners.silence, follow_redirects=True)
        self._slots = BoundedSemaphore(self.manners.at_once)
        self._lock, self._open = Lock(), defaultdict[str, Lock](Lock)
        self._refused: dict[str, str] = {}  # host -> why it is not asked any more
        self._not_before: dict[str, float] = {}  # host -> time from which it may be asked
        self._noise = Random()  # noqa: S311 - so that many clients do not come back at once
        self.asked = 0  # questions that were sent
        self.stale = 0  # answers that were older than wanted, for the service did not give another

    def close(self) -> None:
        self._client.close()
        self.cache.close()

    def ask(self, question: Question, *, keep: bool = True) -> Any:
        """The answer, as JSON; a kept one, or else a new one that is kept if `keep` is set.

        Raises:
            WikidataUnavailable: the service is down, refuses, or does not give a whole answer.
            WikidataError: the question is at fault.
        """
        with self._lock:
            turn = self._open[question.key]
        with turn:
            known = self.cache.get(question.key) if keep else None
            if known and known.days <= self.manners.days:
                return json.loads(known.body)
            return self._ask(question, known, keep=keep)

    def _ask(self, question: Question, known: Answer | None, *, keep: bool) -> Any:
        try:
            body, answer = self._patiently(question)
        except WikidataUnavailable:
            if known is None:
                raise
            self.stale += 1
            return json.loads(known.body)
        if keep:
            self.cache.put(question.key, body)
        return answer

    def _patiently(self, question: Question) -> tuple[bytes, Any]:
        host, told = httpx.URL(question.url).host, ""
        for count in range(self.manners.tries):
            if host in self._refused:
                raise WikidataUnavailable(self._refused[host])
            try:
                with self._slots:
                    self._wait_for_turn(host)
                    return self._once(question)
            except _Busy as busy:
                told = str(busy)
                self._put_off(host, busy, count)
            except WikidataUnavailable as error:
                self._refused[host] = str(error)
                raise
        self._refused[host] = f"{host}: {told}, {self.manners.tries} times; it is not asked again in this run"
        raise WikidataUnavailable(self._refused[host])

    def _put_off(self, host: str, busy: _Busy, count: int) -> None:
        """Leaves a service alone for as long as it asks, or else twice as long as the time before, with some chance in it."""
        wait = busy.after if busy.after is not None else self.manners.wait * 2**count * self._noise.uniform(0.5, 1.5)
        if wait > self.manners.longest_wait and busy.after is not None:
            self._refused[host] = f"{host}: {busy}, and it asks to wait {wait:,.0f} seconds; it is not asked again in this run"
            raise WikidataUnavailable(self._refused[host])
        with self._lock:
            self._not_before[host] = max(self._not_before.get(host, 0), time.monotonic() + min(wait, self.manners.longest_wait))

    def _wait_for_turn(self, host: str) -> None:
        wait = self._not_before.get(host, 0) - time.monotonic()
        if wait > 0:
            self._sleep(wait)
            with self._lock:
                self._not_before[host] = 0.0

    def _once(self, question: Question) -> tuple[bytes, Any]:
        """Asks once.

        Raises:
            _Busy: it may work later.
        """
        with self._lock:
            self.asked += 1
        try:
            response, body = self._fetch(question)
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _Busy(f"no answer ({type(error).__name__}: {error})") from error
        _check(response, body)
        try:
            answer = json.loads(body)
        except ValueError as error:
            raise _Busy(f"an answer that is cut or no JSON ({error})") from error
        _check_answer(answer, response)
        return body, answer

    def _fetch(self, question: Question) -> tuple[httpx.Response, bytes]:
        """The whole answer, if it comes in time and is no larger than it may be."""
        method, data = ("GET", None) if question.form is None else ("POST", dict(question.form))
        parameters = dict(question.parameters) or None
        end, body = time.monotonic() + self.manners.deadline, bytearray()
        request = self._client.build_request(method, question.url, params=parameters, data=data, headers={"Accept": question.accept})
        with closing(self._client.send(request, stream=True)) as response:
            for part in response.iter_bytes():
                body += part
                if len(body) > self.manners.largest:
                    raise WikidataError(f"{request.url.host}: an answer of more than {self.manners.largest:,} bytes; ask for less")
                if time.monotonic() > end:
                    raise httpx.ReadTimeout("too slow", request=request)
        return response, bytes(body)


def _check(response: httpx.Response, body: bytes) -> None:
    """Tells apart who is busy, who refuses, and who does not understand."""
    status, host = response.status_code, response.url.host
    if status in _BUSY:
        raise _Busy(f"HTTP {status}", _retry_after(response))
    if status in (401, 403):
        raise WikidataUnavailable(f"{host}: it refuses, HTTP {status} ({_excerpt(body)}); it is not asked again in this run")
    if status >= 400:
        raise WikidataError(f"{host}: HTTP {status} ({_excerpt(body)})")


def _check_answer(answer: Any, response: httpx.Response) -> None:
    """An error of MediaWiki, which comes with HTTP 200."""
    error = answer.get("error") if isinstance(answer, dict) else None
    if not isinstance(error, dict):
        return
    code = str(error.get("code", ""))
    if code in _BUSY_CODES or code.startswith("internal_api_error"):
        raise _Busy(f"error {code}", _retry_after(response))
    if code == "no-such-entity":  # one of several does not exist: the caller leaves it out
        return
    raise WikidataError(f"{response.url.host}: error {code}: {error.get('info', '')}")


def _retry_after(response: httpx.Response) -> float | None:
    """How long a service asks to wait, in seconds: it may say so in seconds or as a date (RFC 9110, 10.2.3)."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _excerpt(body: bytes) -> str:
    return " ".join(body[:200].decode("utf-8", "replace").split())
