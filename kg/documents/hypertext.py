"""Web pages: the main text and what the page declares about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.documents.content import Content
from kg.model.dates import PartialDate

MAX_ELEMENTS = 50_000  # the extractor takes some 0.1 ms for each; pages of articles have fewer than 5,000
FEWEST_WORDS = 3  # less is a button or a link of the frame
MAX_DEPTH = 400  # nested elements: the extractor works by recursion, and real pages have fewer than 100

_TAG = re.compile(r"<(?P<close>/)?(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)[^<>]{0,5000}?(?P<empty>/)?>|<!--.*?(?:-->|\Z)", re.DOTALL)
# Elements that have no end tag, or may be written without it.
_VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
_FLAT = frozenset((*_VOID, "p", "li", "dt", "dd", "td", "th", "tr", "option"))
_LANGUAGE = re.compile(r"""<html[^>]{0,500}?\blang\s*=\s*["']?([A-Za-z]{2})\b""", re.IGNORECASE)
_FRAME = re.compile(r"<html[\s>]", re.IGNORECASE)
_PROLOG = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")
_ENTITY = re.compile(r"<!ENTITY\s", re.IGNORECASE)


class NoMainTextError(ValueError):
    """A page has no main text that can be told from its frame, or is built to do harm; the message says which."""


def read_html(markup: str) -> Content:
    """Takes the main text of a page with trafilatura; nothing is ever fetched.

    The title goes first, in a paragraph of its own, when the main text lacks it: so the offsets cover it too.

    Raises:
        NoMainTextError: nothing could be extracted, or the markup would exhaust the extractor.
    """
    _refuse_harm(markup)
    page = _extract(_whole(_PROLOG.sub("", markup)))
    # Each line of what is extracted is a block of the page.
    text = "\n\n".join(line.strip() for line in (page.text or "").splitlines() if line.strip()) if page is not None else ""
    if page is None or len(text.split()) < FEWEST_WORDS:
        raise NoMainTextError("no main text could be found in the page")
    title = _one_line(page.title)
    language = _LANGUAGE.search(markup)
    return Content(
        text=_with_title(text, title),
        title=title,
        issued=_day(page.date),
        publisher=_one_line(page.sitename),
        source=page.url or None,
        language=language.group(1).lower() if language else None,
    )


def _whole(markup: str) -> str:
    """A page, where a file holds but a piece of one: the extractor refuses what has no frame."""
    return markup if _FRAME.search(markup) else f"<html><body>{markup}</body></html>"


def _extract(markup: str) -> Any:
    import trafilatura

    # Without its "extensive search" htmldate reads declared dates only, and never one in the middle of a sentence.
    dates = {"extensive_search": False, "original_date": True}
    try:
        return trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False, date_extraction_params=dates)
    except (RecursionError, ValueError) as error:
        raise NoMainTextError(f"the page can't be parsed ({error})") from error


def _refuse_harm(markup: str) -> None:
    if _ENTITY.search(markup):
        raise NoMainTextError("the page declares entities of its own")
    depths = list(_depths(markup))
    if len(depths) > MAX_ELEMENTS:
        raise NoMainTextError(f"the page has more than {MAX_ELEMENTS:,} elements")
    if max(depths, default=0) > MAX_DEPTH:
        raise NoMainTextError(f"elements are nested more than {MAX_DEPTH} deep")


def _depths(markup: str) -> Iterator[int]:
    """How deep each element stands, as far as the tags tell; one whose end tag may be left out adds no depth."""
    depth = 0
    for tag in _TAG.finditer(markup):
        adds = tag["name"] and not tag["empty"] and tag["name"].lower() not in _FLAT
        if tag["close"]:
            depth = max(depth - 1, 0) if adds else depth
        elif tag["name"]:
            depth += bool(adds)
            yield depth


def _with_title(text: str, title: str | None) -> str:
    if title is None or title.casefold() in " ".join(text.split()).casefold():
        return text
    return f"{title}\n\n{text}"


def _day(text: str | None) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except ValueError:
        return None


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None
