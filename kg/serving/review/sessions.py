"""Who is signed in. A session is known by a random id, of which the server keeps a digest and the browser a cookie.

After the OWASP cheat sheet on session management: ids of 256 random bits, a new one at every sign-in, a short idle time and an absolute
end, and sign-out at the server. They live in memory, so that a restart or a reload ends them all; so does the end of a token.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

BYTES = 32  # of random in an id
IDLE = 30 * 60.0  # seconds without a request after which a session ends
LIFE = 8 * 3600.0  # seconds after which it ends in any case
MOST = 100  # sessions at a time; the one that was idle for longest makes room


@dataclass(slots=True)
class Session:
    """A person who is signed in with a browser."""

    owner: str  # of the token
    form: str  # what every form carries, beside the cookie
    began: float
    seen: float
    noted: list[str] = field(default_factory=list)  # the decisions of this session that can be taken back, the last one last

    def sent(self, given: str) -> bool:
        """Whether a form has the session's token; it takes the same time whatever is given."""
        return hmac.compare_digest(self.form.encode(), given.encode("utf-8", "replace"))


class Sessions:
    """Those of a running server."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._known: dict[str, Session] = {}  # by the digests of their ids

    def open(self, owner: str) -> str:
        """Begins a session; its id, which is told to the browser alone."""
        self._forget_old()
        if len(self._known) >= MOST:
            del self._known[min(self._known, key=lambda digest: self._known[digest].seen)]
        name, now = secrets.token_urlsafe(BYTES), self._now()
        self._known[_digest(name)] = Session(owner, secrets.token_urlsafe(BYTES), now, now)
        return name

    def find(self, name: str) -> Session | None:
        """The session with an id, which goes on with that; None where there is none any more."""
        self._forget_old()
        session = self._known.get(_digest(name))
        if session:
            session.seen = self._now()
        return session

    def close(self, name: str) -> None:
        """Ends a session."""
        self._known.pop(_digest(name), None)

    def _forget_old(self) -> None:
        now = self._now()
        old = [digest for digest, each in self._known.items() if now - each.seen > IDLE or now - each.began > LIFE]
        for digest in old:
            del self._known[digest]


def _digest(name: str) -> str:
    return sha256(name.encode("utf-8", "replace")).hexdigest()
