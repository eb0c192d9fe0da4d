"""A file that was found becomes a Document: its text, language, title, date and publisher."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.documents.content import Content
from kg.documents.corpus import HTML_SUFFIXES, MARKDOWN_SUFFIXES, FoundFile
from kg.documents.dateline import date_of_publication
from kg.documents.decoding import NotTextError, decode, mend
from kg.documents.header import header_of
from kg.documents.hypertext import NoMainTextError, read_html
from kg.documents.language import UnknownLanguageError, main_language, passages
from kg.documents.markdown import read_markdown
from kg.errors import DocumentError
from kg.languages import OURS
from kg.model.text import Document

_DISGUISED_BLANK = re.compile(
    r"Â(?![^\W\d_])"
)  # half of a no-break space that was decoded wrongly: left in the text, which it does not harm
MAX_SIZE = 10_000_000  # bytes; a press text has some thousands, a file above this is a dump of many


def load(found: FoundFile, *, languages: Sequence[str] = OURS, max_size: int = MAX_SIZE) -> Document:
    """Reads one file.

    The text of a .txt file is kept as it is written, "\\r\\n" included: so its digest is that of the file, and an offset
    holds for whoever opens the file. Only a byte order mark is left out, and mojibake is mended where that is certain.

    Args:
        languages: those that a document may be in, as ISO 639-1 codes.
        max_size: bytes above which a file is refused.

    Raises:
        DocumentError: the file can't be read, is too large, empty, binary, or in another language.
        SettingsError: there is no word list for one of the languages.
    """
    data = _bytes(found, max_size)
    try:
        content = _content(found, data)
    except NotTextError as error:
        raise DocumentError(found.path, str(error), "convert it to plain text in UTF-8") from error
    except NoMainTextError as error:
        raise DocumentError(found.path, str(error), "save the article itself as .txt") from error
    if not content.text.strip():
        raise DocumentError(found.path, "there is no text in it", "fill it, or remove it")
    try:
        parts = passages(content.text, languages, content.language)
    except UnknownLanguageError as error:
        raise DocumentError(found.path, str(error), "remove it, or configure a pipeline for this language") from error
    content = _with_header(content, main_language(parts))
    return Document(
        identifier=found.identifier,
        text=content.text,
        language=main_language(parts),
        passages=parts,
        title=content.title,
        issued=content.issued,
        publisher=content.publisher,
        source=content.source,
        repairs=content.repairs,
    )


def _bytes(found: FoundFile, max_size: int) -> bytes:
    try:
        with found.path.open("rb") as file:
            data = file.read(max_size + 1)
            size = found.path.stat().st_size
    except OSError as error:
        raise DocumentError(found.path, (error.strerror or str(error)).lower(), "make it readable, or leave it out") from error
    if len(data) > max_size:
        raise DocumentError(found.path, f"too large: {size:,} bytes, at most {max_size:,}", "split it into one file a text")
    if not data:
        raise DocumentError(found.path, "the file is empty", "fill it, or remove it")
    return data


def _content(found: FoundFile, data: bytes) -> Content:
    suffix = found.path.suffix.lower()
    decoded = mend(decode(data, declares=suffix in HTML_SUFFIXES))
    if suffix in HTML_SUFFIXES:
        content = read_html(decoded.text)
    elif suffix in MARKDOWN_SUFFIXES:
        content = read_markdown(decoded.text)
    else:
        content = Content(text=decoded.text)
    return replace(content, repairs=decoded.repairs)


def _with_header(content: Content, language: str) -> Content:
    """Adds what the wording of the text tells, where the file declares nothing."""
    text = _DISGUISED_BLANK.sub(" ", content.text)
    header = header_of(text)
    return replace(
        content,
        title=content.title or header.title,
        issued=content.issued or date_of_publication(text, language),
        publisher=content.publisher or header.publisher,
    )
