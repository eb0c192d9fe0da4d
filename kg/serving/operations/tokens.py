"""Tokens of those who may write or judge. A file has the name and the digest of each, never the token itself.

A token is 256 random bits, so that one round of SHA-256 hides it: there are too many to be tried (NIST SP 800-63B, section 5.1.1.2, asks
for slow digests of secrets that people choose).
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from kg.errors import SettingsError
from kg.store.files import write_atomically

BYTES = 32
PREFIX = "kg_"  # by which secret scanners know it


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One line of the file."""

    name: str  # whose it is
    sha256: str
    made: str  # ISO 8601


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens that a server knows."""

    known: tuple[Token, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.known)

    def owner(self, given: str) -> str | None:
        """Whose token this is; None: nobody's. It takes the same time whichever it is."""
        digest = digest_of(given)
        found = [each.name for each in self.known if hmac.compare_digest(digest, each.sha256)]
        return found[0] if found else None

    def with_secret(self, name: str, secret: str) -> Tokens:
        """These and one that stands in no file.

        Raises:
            SettingsError: no header can carry it.
        """
        if not (secret.isascii() and secret.isprintable() and " " not in secret):
            raise SettingsError(f"{name}: a token is made of ASCII characters without spaces")
        return Tokens((*self.known, Token(name=name, sha256=digest_of(secret), made="")))


def digest_of(secret: str) -> str:
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def read(path: Path) -> Tokens:
    """The tokens of a file; none where there is no file.

    Raises:
        SettingsError: a line is not one of a file of tokens, or the file can't be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return Tokens()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: can't be read: {error}") from None
    return Tokens(tuple(_token(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()))


def _token(path: Path, number: int, line: str) -> Token:
    try:
        return Token(**{key: str(value) for key, value in json.loads(line).items()})
    except (ValueError, TypeError, AttributeError):
        raise SettingsError(f"{path}, line {number}: not a token's name, sha256 and made; kg token new makes one") from None


def new(path: Path, name: str) -> str:
    """Adds a token for a name to a file, and tells it, once.

    Raises:
        SettingsError: the name has one already, or the file can't be written.
    """
    known = read(path).known
    if any(each.name == name for each in known):
        raise SettingsError(f"{path}: {name!r} has a token already; to replace it: kg token revoke {name}")
    secret = PREFIX + secrets.token_urlsafe(BYTES)
    _write(path, [*known, Token(name=name, sha256=digest_of(secret), made=datetime.now(UTC).isoformat(timespec="seconds"))])
    return secret


def revoke(path: Path, name: str) -> None:
    """Takes a name's token out of a file.

    Raises:
        SettingsError: it has none, or the file can't be written.
    """
    known = read(path).known
    if all(each.name != name for each in known):
        raise SettingsError(f"{path}: {name!r} has no token; there are {', '.join(each.name for each in known) or 'none'}")
    _write(path, [each for each in known if each.name != name])


def _write(path: Path, tokens: Iterable[Token]) -> None:
    try:
        write_atomically(path, "".join(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in tokens).encode())
        path.chmod(0o600)
    except OSError as error:
        raise SettingsError(f"{path}: can't be written: {error.strerror or error}") from None
