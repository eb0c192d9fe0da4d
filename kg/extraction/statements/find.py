"""Who says what: the statements that a document attributes to a speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extraction.cast import Cast
from kg.extraction.statements.attributions import Attribution
from kg.extraction.statements.authors import find_author
from kg.extraction.statements.continuations import follow
from kg.extraction.statements.cues import words_of
from kg.extraction.statements.incises import without_incises
from kg.extraction.statements.interviews import Interview, find_interview
from kg.extraction.statements.lists import with_list
from kg.extraction.statements.nested import find_nested
from kg.extraction.statements.periods import Period, find_periods
from kg.extraction.statements.quotations import Stretch, find_quotations
from kg.extraction.statements.speakers import Speaker, Speakers
from kg.extraction.text.calendar import times_in
from kg.extraction.text.cleaning import BLOCK
from kg.extraction.text.reading import Reading
from kg.model.entities import EntityClass, EntityId
from kg.model.relations import Evidence
from kg.model.statements import Statement, StatementKind
from kg.model.text import Span

HEAD = 12  # paragraphs in which a headline may stand, page furniture above it included
_SENTENCE_ENDS = frozenset(".!?…;»”\"'’)")
CONFIDENCE = {
    "quotation": 0.96,
    "that-clause": 0.95,
    "incise": 0.94,
    "clause": 0.9,
    "according": 0.9,
    "continued": 0.85,
    "alone": 0.7,
    "lone": 0.85,
    "request": 0.85,
    "infinitive": 0.8,
    "colon": 0.8,
    "turn": 0.85,
    "signature": 0.9,
    "preposition": 0.8,
    "object": 0.75,
    "passive": 0.75,
    "viewpoint": 0.75,
    "naming": 0.7,
    "view": 0.7,
    "answer": 0.8,
}
_UNNAMED = frozenset({"turn", "continued", "lone", "alone", "colon"})  # rules that tell a speaker by the place of the words


@dataclass(frozen=True, slots=True)
class _Said:
    """An attribution with its speaker."""

    attribution: Attribution
    speaker: Speaker


def attributions(reading: Reading, periods: Iterable[Period] | None = None) -> Iterator[Attribution]:
    """The attributions of a document; quotations that go on are joined to what they go on with."""
    return follow(reading.text, find_periods(reading, without_incises(reading, find_quotations(reading))) if periods is None else periods)


def find_statements(reading: Reading, cast: Cast) -> list[Statement]:
    """The statements of a document, in the order of the text, each with a speaker of the cast."""
    periods = find_periods(reading, without_incises(reading, find_quotations(reading)))
    said = [*_without_hopes(_merged(_said(reading, cast, periods))), *_nested(reading, cast, periods)]
    occasion = _Occasions(cast)
    interview = find_interview(reading, cast)
    if interview is not None:
        said = [row for row in said if not _is_of_interview(row, interview)]
    statements = [_statement(reading, cast, row, occasion) for row in said]
    if interview is not None:
        statements.extend(_answer(reading, cast, interview.member.id, pieces) for pieces in interview.answers)
    return sorted(statements, key=lambda s: (s.pieces, s.speaker))


def _is_of_interview(row: _Said, interview: Interview) -> bool:
    """Whether an attribution is a piece of an interview: no words of somebody else who is quoted in it."""
    own = row.attribution.rule in _UNNAMED or row.speaker.member.id == interview.member.id
    begin, end = row.attribution.pieces[0][0], row.attribution.pieces[-1][1]
    return own and (interview.covers(begin) or interview.covers(end - 1))


def _answer(reading: Reading, cast: Cast, speaker: EntityId, pieces: tuple[Stretch, ...]) -> Statement:
    about = dict.fromkeys(a.member.id for piece in pieces for a in cast.within(*piece))
    begin = pieces[0][0]
    return Statement(
        pieces=tuple(reading.original(*piece) for piece in pieces),
        kind=StatementKind.DIRECT,
        language=reading.sentence_at(begin).language,
        speaker=speaker,
        about=tuple(about),
        evidence=Evidence(sentence=reading.evidence(begin), extractor="statement-answer", confidence=CONFIDENCE["answer"]),
    )


def _nested(reading: Reading, cast: Cast, periods: Iterable[Period]) -> Iterator[_Said]:
    """What speakers who are named in a quotation are said to have said."""
    speakers = Speakers(cast)
    for attribution in find_nested(reading.text, periods):
        speaker = speakers.named(attribution)
        if speaker is not None:
            yield _Said(attribution, speaker)


def _said(reading: Reading, cast: Cast, periods: list[Period]) -> Iterator[_Said]:
    speakers = Speakers(cast, find_author(reading, cast))
    heard = 0
    for attribution in attributions(reading, periods):
        while heard < len(periods) and periods[heard].begin_offset <= attribution.period.begin_offset:
            speakers.hear(periods[heard])
            heard += 1
        listed = with_list(reading, attribution)
        indirect = attribution.kind is StatementKind.INDIRECT and attribution.rule != "turn"
        if indirect and listed is attribution and _is_headline(reading, attribution.period):
            continue
        speaker = speakers.resolve(attribution)
        if speaker is not None:
            yield _Said(listed, speaker)


def _is_headline(reading: Reading, period: Period) -> bool:
    """A line without a full stop before the first sentence: what it reports is told again below."""
    begin, end = period.stretch
    return reading.text[:end].count(BLOCK) < HEAD and reading.text[begin:end].rstrip()[-1:] not in _SENTENCE_ENDS


def _merged(said: Iterator[_Said]) -> list[_Said]:
    """What one speaker says in one way in one sentence is one statement, in pieces."""
    rows: list[_Said] = []
    for row in said:
        number = next((i for i, other in enumerate(rows) if _same(other, row)), None)
        if number is None:
            rows.append(row)
        else:
            rows[number] = _join(rows[number], row)
    return rows


def _without_hopes(rows: list[_Said]) -> list[_Said]:
    """Leaves out what a speaker says inside what the same one is said to have said: "said he hoped that …" is one statement."""
    return [row for row in rows if not any(_holds(other, row) for other in rows)]


def _holds(outer: _Said, inner: _Said) -> bool:
    if outer is inner or outer.speaker.member.id != inner.speaker.member.id:
        return False
    begin, end = inner.attribution.pieces[0][0], inner.attribution.pieces[-1][1]
    return any(first < begin and end <= last for first, last in outer.attribution.pieces)


def _same(left: _Said, right: _Said) -> bool:
    """Whether one statement goes on with the other; a quotation and what is reported beside it are two: "…", he said, adding that …"."""
    one, other = left.attribution, right.attribution
    if left.speaker.member.id != right.speaker.member.id or one.period is not other.period:
        return False
    if (one.kind is StatementKind.DIRECT) is not (other.kind is StatementKind.DIRECT):
        return False
    anew = other.source is not None and other.source.explicit
    return not anew or one.source is None or other.source is None or one.source.head == other.source.head


def _join(left: _Said, right: _Said) -> _Said:
    one, other = left.attribution, right.attribution
    kind = one.kind if one.kind is other.kind else StatementKind.MIXED
    return replace(left, attribution=replace(one, pieces=_union([*one.pieces, *other.pieces]), kind=kind))


def _union(pieces: list[Stretch]) -> tuple[Stretch, ...]:
    """Pieces in order, those that overlap as one."""
    joined: list[Stretch] = []
    for begin, end in sorted(pieces):
        if joined and begin < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return tuple(joined)


class _Occasions:
    """At which event a statement is made."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        counts = Counter(row.member.id for row in cast.appearances if row.member.cls is EntityClass.EVENT)
        self.main: EntityId | None = counts.most_common(1)[0][0] if counts else None
        self.spoke_there: set[EntityId] = set()

    def of(self, row: _Said) -> EntityId | None:
        """An event named beside the statement; else the document's, where one speaks on an occasion, or went on from there."""
        period, speaker = row.attribution.period, row.speaker.member.id
        named = [a for a in self.cast.within(*period.stretch, (EntityClass.EVENT,)) if not _inside(row.attribution, a.mention.begin)]
        occasions = words_of(period.part.language).occasions
        beside = (token for token in period.outside if not _inside(row.attribution, period.offset(token.i)))
        if named or any(token.lemma_.lower() in occasions for token in beside):
            self.spoke_there.add(speaker)
        if named:
            return named[0].member.id
        return self.main if speaker in self.spoke_there else None


def _inside(attribution: Attribution, offset: int) -> bool:
    return any(begin <= offset < end for begin, end in attribution.pieces)


def _statement(reading: Reading, cast: Cast, row: _Said, occasions: _Occasions) -> Statement:
    attribution, speaker = row.attribution, row.speaker
    about = dict.fromkeys(a.member.id for piece in attribution.pieces for a in cast.within(*piece))
    return Statement(
        pieces=tuple(reading.original(*piece) for piece in attribution.pieces),
        kind=attribution.kind,
        language=attribution.period.part.language,
        speaker=speaker.member.id,
        co_speakers=tuple(member.id for member in speaker.others),
        speaker_mention=_mention(reading, cast, row),
        on_behalf_of=speaker.on_behalf_of.id if speaker.on_behalf_of else None,
        cue=attribution.cue,
        made_at=occasions.of(row),
        about=tuple(about),
        evidence=_evidence(reading, row),
    )


def _source_stretch(attribution: Attribution) -> Stretch | None:
    source, period = attribution.source, attribution.source_period
    if source is None or period is None:
        return None
    begin, end = source.mention
    return period.offset(begin), period.end_offset(end - 1)


def _mention(reading: Reading, cast: Cast, row: _Said) -> Span | None:
    """The words that stand for the speaker: all of their name, no time before it, and not where they spoke: "X on Twitter"."""
    stretch, period = _source_stretch(row.attribution), row.attribution.source_period
    if stretch is None or period is None:
        return None
    begin, end = stretch
    named = [
        a.mention for a in cast.appearances if a.member.id == row.speaker.member.id and a.mention.begin < end and begin < a.mention.end
    ]
    if named:
        channels = words_of(period.part.language).channels
        times = times_in(reading.text[begin : named[0].begin], period.part.language)
        begin = named[0].begin if times and times[0][0] == 0 else min(begin, named[0].begin)
        following = reading.text[named[-1].end : end].split(maxsplit=1)
        end = named[-1].end if following and following[0] in channels else max(end, named[-1].end)
    return reading.words(begin, end)


def _evidence(reading: Reading, row: _Said) -> Evidence:
    attribution = row.attribution
    stretch = _source_stretch(attribution) or attribution.period.stretch
    confidence = round(CONFIDENCE[attribution.rule] * row.speaker.certainty, 2)
    return Evidence(sentence=reading.evidence(*stretch), extractor=f"statement-{attribution.rule}", confidence=confidence)
