"""Bytes to text: byte order mark, declared encoding, UTF-8, windows-1252; and the mending of mojibake."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from unicodedata import category

MAX_CONTROLS = 0.01  # share of control characters above which a file is no text
_DECLARATION = 2048  # bytes in which a page must declare its encoding; HTML asks for 1024 (WHATWG HTML, 13.2.3.2)

_BYTE_ORDER_MARKS = (  # the longer first: UTF-32-LE begins like UTF-16-LE
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:<\?xml[^>]{0,200}?encoding|<meta[^>]{0,200}?charset)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SIGNATURES = {b"%PDF-": "a PDF", b"PK\x03\x04": "a ZIP archive or an office document", b"\x89PNG": "an image", b"\xff\xd8\xff": "an image"}

# As browsers read it (WHATWG Encoding, 9): the five bytes without a meaning become the control characters of the same number.
_WINDOWS_1252 = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
_TAKE_AS_WINDOWS_1252 = "pressgraph.windows-1252"  # name of an error handler

# WHATWG Encoding, 4.2: pages that declare one of these are read as windows-1252.
_LATIN = frozenset({"ascii", "iso8859-1", "cp1252"})


class NotTextError(ValueError):
    """The bytes are not those of a text; the message says what they seem to be."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, with a sentence for each thing that had to be mended."""

    text: str
    repairs: tuple[str, ...] = ()


def decode(data: bytes, *, declares: bool = False) -> Decoded:
    """Reads bytes as text. Nothing but a byte order mark is taken away, and no newline is translated.

    `declares` says that the file's format has a place to declare an encoding (HTML, XHTML).

    Raises:
        NotTextError: the bytes are those of an image, an archive or the like.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(_with_mark(data[len(mark) :], encoding))
    _refuse_binary(data)
    declared = _declared(data) if declares else None
    return _checked(_undeclared(data) if declared is None else _as_declared(data, declared))


def mend(decoded: Decoded) -> Decoded:
    """Mends mojibake ("Ã©" for "é") line by line, where ftfy is sure of it and it has hit words or quotation marks.

    All else stays as it is written: bullets and blanks in disguise do no harm, but each mending moves the offsets after it
    away from those of the file. Of ftfy only `fix_encoding` is used, which leaves quotation marks, ligatures and spaces alone.
    """
    if decoded.text.isascii():
        return decoded
    import ftfy
    from ftfy.badness import is_bad

    lines = decoded.text.splitlines(keepends=True)
    mended = [_mended(line, ftfy.fix_encoding(line, fix_c1_controls=False)) if is_bad(line) else line for line in lines]
    count = sum(before != after for before, after in zip(lines, mended, strict=True))
    if not count:
        return decoded
    repair = f"mojibake mended in {count} {'line' if count == 1 else 'lines'}"
    return Decoded("".join(mended), (*decoded.repairs, repair))


def _mended(line: str, fixed: str) -> str:
    """The fixed line, if it has won a letter, a dash or a quotation mark."""
    won = {category(character) for character in set(fixed) - set(line)}
    return fixed if any(kind in {"Pd", "Pi", "Pf"} or kind.startswith("L") for kind in won) else line


def _with_mark(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as error:
        return Decoded(data.decode(encoding, "replace"), (f"not valid {encoding} at byte {error.start}: replaced by U+FFFD",))


def _declared(data: bytes) -> str | None:
    """The name of the encoding that a page declares, as Python calls it; None if there is none that Python knows."""
    found = _DECLARED.search(data[:_DECLARATION])
    try:
        return codecs.lookup(found.group(1).decode("ascii")).name if found else None
    except LookupError:
        return None


def _as_declared(data: bytes, encoding: str) -> Decoded:
    if encoding == "utf-8" or encoding.startswith(("utf-16", "utf-32")):  # the declaration itself could not have been read in these two
        return _undeclared(data)
    if not data.isascii() and _invalid_at(data) is None:
        return Decoded(data.decode("utf-8"), (f"read as UTF-8, though {encoding} is declared",))
    if encoding in _LATIN:
        return Decoded(_windows_1252(data))
    try:
        return Decoded(data.decode(encoding))
    except (UnicodeDecodeError, LookupError):  # LookupError: a codec of Python's that is not for text
        return _undeclared(data)


def _undeclared(data: bytes) -> Decoded:
    invalid = _invalid_at(data)
    if invalid is None:
        return Decoded(data.decode("utf-8"))
    broken = data.decode("utf-8", "replace").count("\ufffd")
    whole = sum(character > "\x7f" for character in data.decode("utf-8", "ignore"))
    if whole > broken:  # UTF-8 with a few bytes that come from elsewhere
        count = f"{broken} {'place' if broken == 1 else 'places'}"
        return Decoded(_mixed(data), (f"not valid UTF-8 at byte {invalid}: {count} read as windows-1252",))
    return Decoded(_windows_1252(data), (f"read as windows-1252: not valid UTF-8 at byte {invalid}",))


def _invalid_at(data: bytes) -> int | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _windows_1252(data: bytes) -> str:
    return codecs.charmap_decode(data, "strict", _WINDOWS_1252)[0]


def _mixed(data: bytes) -> str:
    """Decodes UTF-8; the bytes that are not UTF-8 as windows-1252."""
    return data.decode("utf-8", _TAKE_AS_WINDOWS_1252)


def _invalid_as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _windows_1252(error.object[error.start : error.end]), error.end


codecs.register_error(_TAKE_AS_WINDOWS_1252, _invalid_as_windows_1252)


def _refuse_binary(data: bytes) -> None:
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise NotTextError(f"{kind}, not a text")
    if b"\0" in data:
        raise NotTextError(f"a binary file: NUL at byte {data.index(0)}")


def _checked(decoded: Decoded) -> Decoded:
    controls = len(_CONTROLS.findall(decoded.text))
    if controls > MAX_CONTROLS * len(decoded.text):
        raise NotTextError(f"a binary file: {controls} control characters")
    return decoded
