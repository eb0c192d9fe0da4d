"""Lines that belong to the page, not to the text: pointers to other texts, picture credits, share buttons."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extraction.text.cleaning import BLOCK, CleanText
from kg.extraction.text.reading import Sentence
from kg.languages.patterns import any_of
from kg.languages.sections import section

LONGEST_CREDIT = 8  # words of a picture credit; more are a caption
LONGEST_POINTER = 40  # characters
LONGEST_LIST = 5  # titles under a heading that points to other texts
LONGEST_TITLE = 25  # words of one of them
_WORD = re.compile(r"[^\W\d_]+")
_ENDS_SENTENCE = re.compile(r"[.!?][\"'”»)\]\s]*$")


@dataclass(frozen=True, slots=True)
class FurnitureWords:
    """The section `furniture` of a lexicon."""

    pointers: tuple[str, ...]  # beginnings of lines that point to other texts
    headings: tuple[str, ...]  # lines that announce the titles of other texts where they stand alone
    credits: tuple[str, ...]  # beginnings of picture credits, before a colon, "by" or a copyright sign
    creators: tuple[str, ...]  # "by"
    buttons: frozenset[str]  # words that the buttons of a page are made of
    stamps: tuple[str, ...]  # what an archive prints in capitals on a page: "PARLIAMENTARY LIBRARY"
    references: tuple[str, ...]  # what a line of a list of publications or studies begins with: "Thesis"


def without_furniture(cleaned: CleanText, language: str) -> CleanText:
    """A cleaned text without the blocks that are furniture of its page."""
    text, origins = "", array("L")
    titles = 0
    for begin, end in _blocks(cleaned.text, language):
        block = cleaned.text[begin:end]
        if _is_heading(block, language):
            titles = LONGEST_LIST
        elif titles and _is_title(block):
            titles -= 1
        elif not _is_furniture(block, language):
            titles = 0
            if text:
                text += BLOCK
                origins.extend([cleaned.origins[begin]] * len(BLOCK))
            text += block
            origins.extend(cleaned.origins[begin:end])
    return CleanText(text, origins)


def _blocks(text: str, language: str) -> Iterator[tuple[int, int]]:
    """The blocks of a cleaned text, cut once more around a stamp, and behind a pointer that stands between the sentences of one."""
    begin = 0
    for block in text.split(BLOCK):
        position, end = begin, begin + len(block)
        cuts = [cut for pattern in (_inline_pointer, _raised_pointer, _stamp) for cut in pattern(language).finditer(text, begin, end)]
        for pointer in sorted(cuts, key=lambda match: match.start()):
            if pointer.start() < position:
                continue
            yield position, pointer.start()
            position = pointer.end()
        if position < end:
            yield position, end
        begin = end + len(BLOCK)


def is_pointed_to(text: str, begin: int, language: str) -> bool:
    """Whether what begins at an offset is where a pointer within a line leads to: "Lire aussi sur *Le Quotidien*"."""
    return _leads_to(language).search(text[max(0, begin - LONGEST_POINTER) : begin]) is not None


def is_reference(sentence: Sentence) -> bool:
    """Whether a line names a publication or study, and tells nothing: "Thesis on the elections of 1988"."""
    if _reference(sentence.language).match(sentence.text) is None:
        return False
    return not any(token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm", []) for token in sentence.tokens)


@cache
def _reference(language: str) -> re.Pattern[str]:
    words = section(language, "furniture", FurnitureWords).references
    return re.compile(rf"[\W\d_]*{any_of(words)}(?!\w)", re.IGNORECASE)


def _is_furniture(block: str, language: str) -> bool:
    return _pointer(language).match(block) is not None or _is_credit(block, language) or _is_buttons(block, language)


def _is_heading(block: str, language: str) -> bool:
    """Whether a line only announces the titles of other texts after it."""
    pointer = _pointer(language).match(block)
    alone = " ".join(_WORD.findall(block.casefold()))
    return alone in section(language, "furniture", FurnitureWords).headings or (
        pointer is not None and not _WORD.search(block, pointer.end())
    )


def _is_title(block: str) -> bool:
    return len(_WORD.findall(block)) <= LONGEST_TITLE and _ENDS_SENTENCE.search(block) is None


def _is_credit(block: str, language: str) -> bool:
    match = _credit(language).match(block)
    return match is not None and len(_WORD.findall(block, match.end())) <= LONGEST_CREDIT


def _is_buttons(block: str, language: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(block)]
    return len(words) > 1 and set(words) <= section(language, "furniture", FurnitureWords).buttons


@cache
def _pointer(language: str) -> re.Pattern[str]:
    return re.compile(rf"[\s>»→*\[(-]*{any_of(section(language, 'furniture', FurnitureWords).pointers)}\b\s*[:…]?", re.IGNORECASE)


@cache
def _inline_pointer(language: str) -> re.Pattern[str]:
    """ "… of the week. Read more on the Daily: The minister said …": a pointer behind a sentence, with its colon."""
    pointers = any_of(section(language, "furniture", FurnitureWords).pointers)
    return re.compile(rf"(?<=[.!?…»”\"'])\s+{pointers}\b[^.!?:;\"«“\n]{{0,{LONGEST_POINTER}}}:\s+", re.IGNORECASE)


@cache
def _raised_pointer(language: str) -> re.Pattern[str]:
    """ "… of the week. READ ALSO The minister said …": a pointer in capitals behind a sentence, without the title that it led to."""
    pointers = any_of(pointer.upper() for pointer in section(language, "furniture", FurnitureWords).pointers)
    return re.compile(rf"(?<=[.!?…»”\"'])\s+{pointers}\s+(?=[A-ZÀ-Þ][a-zà-ÿ])")


@cache
def _stamp(language: str) -> re.Pattern[str]:
    """The stamp of an archive, with the word before it that tells whose it is and the initials behind it."""
    stamps = any_of(stamp.upper() for stamp in section(language, "furniture", FurnitureWords).stamps)
    return re.compile(rf"(?<!\S)(?:[A-Z]{{3,}}\s+)?{stamps}(?:\s+(?:[A-Z]\.\s?){{2,}})?(?!\S)\s*")


@cache
def _leads_to(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(section(language, 'furniture', FurnitureWords).pointers)}(?: \w{{2,4}})? $", re.IGNORECASE)


@cache
def _credit(language: str) -> re.Pattern[str]:
    words = section(language, "furniture", FurnitureWords)
    return re.compile(rf"[(\[]?(?:©|\(c\)\s|{any_of(words.credits)}\s*(?:[:©/]|{any_of(words.creators)}\b))", re.IGNORECASE)
