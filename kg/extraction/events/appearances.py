"""Appearances in the media, told as an event: "Invité lundi sur le plateau de Télé Azur", "a guest on Channel Sixty on Sunday"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.candidates import Candidate
from kg.extraction.events.words import event_words
from kg.extraction.text.calendar import times_in
from kg.extraction.text.reading import Parsed, Sentence
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass, EventType, Form

APPEARANCE = "event-appearance"  # the rule
CONFIDENCE = 0.94
_QUOTED = r"[«“\"]\s?(?P<title>[A-ZÀ-Ý][^»”\"]{2,40}[^\s»”\"])\s?[»”\"]"
_MEDIA = (EntityClass.ORGANISATION, EntityClass.PROGRAMME)


def find_appearances(reading: Parsed, names: Sequence[Candidate]) -> Iterator[Candidate]:
    """The appearances that a document dates, or with which a sentence opens."""
    for sentence in reading.sentences:
        for match in _pattern(sentence.language).finditer(sentence.text):
            begin, at = sentence.begin + match.start(), sentence.begin + match.end()
            end = at if match["title"] else next((name.end for name in names if name.cls in _MEDIA and name.begin == at), None)
            if end is not None and _is_told_as_event(sentence, match):
                yield Candidate(
                    begin=begin,
                    end=_with_partners(reading, names, end),
                    cls=EntityClass.EVENT,
                    extractor=APPEARANCE,
                    confidence=CONFIDENCE,
                    form=Form.NAME,
                    event_type=EventType.OTHER,
                )


def _with_partners(reading: Parsed, names: Sequence[Candidate], end: int) -> int:
    """The end of the outlets that stand right behind a programme, or behind another outlet: "«Grand Soir» Radio Azur/Télé Azur"."""
    for name in sorted(name for name in names if name.cls in _MEDIA and name.begin >= end):
        if reading.text[end : name.begin] in (" ", "/", " / "):
            end = name.end
    return end


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = event_words(language)
    studio = rf"{any_of(words.studios)}\s"
    quoted = rf"{any_of(words.shows)}\s{_QUOTED}"
    return re.compile(rf"(?<!\w)(?i:{any_of(words.guests)})(?P<when>\s[^,.;:()«»“”\"]{{1,30}}?)??,?\s(?:{quoted}|{studio})")


def _is_told_as_event(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether nothing but a time stands before the studio, and the appearance has a time or opens the sentence."""
    times = times_in(sentence.text, sentence.language, offset=sentence.begin)
    if match["when"]:
        begin, end = sentence.begin + match.start("when"), sentence.begin + match.end("when")
        if not any(begin <= time[0] and time[1] <= end for time in times):
            return False
    before = sentence.text[: match.start()].rstrip()
    return bool(times) or not before or before.endswith(("-", "–", "—"))
