"""Who is meant by an office that stands before the colon of a turn: "PRIME MINISTER:", "PM:"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from kg.extraction.cast import Cast, Member
from kg.extraction.coreference.clusters import coreference_words
from kg.extraction.names.words import name_words
from kg.extraction.statements.periods import Period
from kg.extraction.statements.sources import Source
from kg.extraction.text.folding import fold_letters
from kg.model.entities import EntityClass, Form

REACH = 80  # characters before a name in which its office stands
_NO_WORD = re.compile(r"[\W_]+")


@dataclass
class Labels:
    """The offices by which the speakers of a conversation are called, from its first turn on."""

    cast: Cast
    author: Member | None  # the person of the letterhead
    _begin: int | None = None  # of the first turn
    _holders: dict[str, Member | None] = field(default_factory=dict)

    def holder(self, source: Source, period: Period) -> Member | None:
        """The person before whose name the office of a label stands: in the letterhead, or in what others said before."""
        self._begin = period.begin_offset if self._begin is None else self._begin
        label = _plain(period.part.doc[source.begin : source.end].text)
        full = _plain(coreference_words(period.part.language).titles_in_full.get(label, label))
        if full not in {_plain(office) for office in name_words(period.part.language).offices}:
            return None
        if full not in self._holders:
            self._holders[full] = self._find(full, period)
        return self._holders[full]

    def _find(self, office: str, period: Period) -> Member | None:
        """The one who is called so most often."""
        rows = self.cast.within(0, period.begin_offset, (EntityClass.PERSON,))
        known = [r for r in rows if r.mention.form is Form.NAME and (r.member is self.author or r.mention.begin >= (self._begin or 0))]
        counts = Counter(row.member.id for row in known if _is_called(row.mention.begin, office, period)).most_common(2)
        if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
            return None
        return next(row.member for row in known if row.member.id == counts[0][0])


def _is_called(begin: int, office: str, period: Period) -> bool:
    """Whether an office ends right before a name, but for its titles: "PRIME MINISTER, the Hon. Ada Hill"."""
    text, offset = period.part.text, period.part.offset
    before = _plain(text[max(0, begin - offset - REACH) : max(0, begin - offset)].rpartition(":")[2]).split()
    words = name_words(period.part.language)
    titles = {_plain(title) for title in (*words.male_titles, *words.female_titles, *words.titles)}
    last = office.split()
    while before[-len(last) :] != last and before and (before[-1] in titles or before[-1] in words.determiners):
        before.pop()
    return before[-len(last) :] == last


def _plain(text: str) -> str:
    return _NO_WORD.sub(" ", fold_letters(text)).strip()
