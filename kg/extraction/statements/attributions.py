"""Verb, speaker and content of every statement in a period, before it is known who the speaker is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extraction.statements.contents import Content, Context, right_content
from kg.extraction.statements.cues import Cue, Frame, StatementWords, is_participle, words_of
from kg.extraction.statements.periods import Period, turn_speaker
from kg.extraction.statements.quotations import Quotation, Stretch, trim
from kg.extraction.statements.sources import Source, find_source, own_subject, source_of
from kg.extraction.statements.viewpoints import find_viewpoints
from kg.extraction.text import grammar
from kg.model.statements import StatementKind

CONTINUED = "continued"  # rule of a quotation without any words of the reporter
DIRECT_SHARE = 0.8  # of the characters of a content, from which it is a quotation
LONGEST_INCISE = 25  # tokens of "…, said X, the minister of Y, in a message to Z, …"
_SMALL = frozenset({"ADP", "CCONJ", "DET", "PART"})
_DASH = re.compile(r"\s*[-–—―]+\s*")
_EDGES = " \n\u00a0,;:.–—-"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A content with the words for who said it. Without a source it goes on with what was said before."""

    period: Period
    pieces: tuple[Stretch, ...]
    kind: StatementKind
    rule: str
    cue: str | None = None  # lemma
    source: Source | None = None
    source_period: Period | None = None  # where the source stands, if it was taken over from another period


def find_attributions(text: str, period: Period) -> list[Attribution]:
    """The attributions of a period, in the order of their contents."""
    turn = turn_speaker(period)
    if turn is not None:
        begin = period.begin + period.part.doc[period.begin].is_quote
        source = replace(source_of(turn[0], None, period.outside_numbers), begin=begin, end=turn[1] - 1)
        return [_attribution(text, period, [_stretch(period, turn[1], period.end)], "turn", None, source)]
    if not any(token.pos_ not in {"PUNCT", "SPACE", "CCONJ"} for token in period.outside):
        return [_attribution(text, period, [period.stretch], CONTINUED)] if period.quotations else []
    words = words_of(period.part.language)
    found = list(_by_cues(text, period, words))
    found.extend(_by_colon(text, period, words, found))
    found.extend(_by_signature(text, period))
    for view in find_viewpoints(period, words):
        found = _with_viewpoint(
            text, found, _attribution(text, period, [_stretch(period, a, b) for a, b in view.contents], view.rule, view.cue, view.source)
        )
    return sorted((a for a in found if _weight(text, list(a.pieces))), key=lambda a: a.pieces)


def _with_viewpoint(text: str, found: list[Attribution], view: Attribution) -> list[Attribution]:
    """Adds a viewpoint; "pour X, …, a-t-il dit" is one attribution, to X."""
    if not view.pieces:
        return found
    begin, end = view.pieces[0][0], view.pieces[-1][1]
    for number, other in enumerate(found):
        if other.rule == "incise" and other.source is not None and other.pieces[-1][1] <= end and other.pieces[0][0] < begin:
            if other.source.head.pos_ != "PRON":
                return found
            pieces = [(max(a, begin), b) for a, b in other.pieces if b > begin]
            found[number] = _attribution(text, other.period, pieces, "incise", other.cue, view.source)
            return found
    return [*found, view]


def _by_cues(text: str, period: Period, words: StatementWords) -> Iterator[Attribution]:
    sources = _sources(period, words)
    begin = period.begin
    for number, cue in enumerate(period.cues):
        source = sources[cue.first.i]
        if source is None:
            continue
        later = period.cues[number + 1 :]
        stop = next((_clause_begin(n, words) for n in later if _is_peer(n, cue, sources) or _compares(n, words) is not None), period.end)
        following = later[0].first.i if later else period.end
        context = Context(period, cue, source, stop, following, words)
        incise = _incise(context, begin)
        content = None if incise is not None and _is_inverted(cue, source) else right_content(context)
        if incise is not None and content is not None and (_lacks_subject(period, content) or _is_quoted_before(period, incise[0])):
            content = None
        if content is not None:
            yield _attribution(text, period, [_stretch(period, content.begin, content.end)], content.rule, cue.lemma, source)
            begin = content.end
        elif incise is not None:
            found = _attribution(text, period, [_stretch(period, a, b) for a, b in incise], "incise", cue.lemma, source)
            if Frame.CLAUSE in cue.frames or found.kind is not StatementKind.INDIRECT or _is_inverted(cue, source):
                yield found
                begin = incise[-1][1]


def _is_quoted_before(period: Period, before: Stretch) -> bool:
    """ ""The road," she said, "is closed."": a quotation right before the verb is what is said."""
    return before[1] - 1 not in period.outside_numbers


def _sources(period: Period, words: StatementWords) -> dict[int, Source | None]:
    """The speaker of each cue; a participle after a comma goes on with the one who spoke before: "said that …, adding that …"."""
    sources: dict[int, Source | None] = {}
    for number, cue in enumerate(period.cues):
        source = find_source(cue, period.outside_numbers, words)
        if number and (source is None or not source.explicit) and _follows_on(cue):
            before = next((s for c in reversed(period.cues[:number]) if (s := sources[c.first.i]) is not None and s.explicit), None)
            source = source if before is None else replace(before, explicit=False, pronoun=None)
        sources[cue.first.i] = None if source is not None and _is_by_the_way(cue, source, number) else source
    return sources


def _is_by_the_way(cue: Cue, source: Source, number: int) -> bool:
    """A participle that tells of an act rather than of words: "held talks, inviting all sides to …"."""
    return not number and not source.explicit and is_participle(cue.first) and cue.frames <= {Frame.REQUEST, Frame.QUOTATION}


def _follows_on(cue: Cue) -> bool:
    return is_participle(cue.first) and cue.first.i > 0 and cue.first.nbor(-1).text == ","


def _lacks_subject(period: Period, content: Content) -> bool:
    """ "The rate, she disclosed, is low": what follows the verb goes on with what stands before it."""
    first = period.part.doc[content.begin]
    return content.rule == "clause" and grammar.is_finite_verb(first) and first.i in period.outside_numbers


def _is_inverted(cue: Cue, source: Source) -> bool:
    return source.explicit and (source.begin > cue.first.i or source.head.text.startswith("-"))


def _is_peer(other: Cue, cue: Cue, sources: dict[int, Source | None]) -> bool:
    """Whether a later cue of the period stands beside a cue rather than in what it says."""
    mine, its = sources[cue.first.i], sources[other.first.i]
    if its is None or (other.first.dep_ in grammar.OPEN_CLAUSES and other.first.head in cue.tokens):
        return False
    if mine is not None and mine.head == its.head:
        return True
    token = other.first
    while token.head != token:
        if token.dep_ in grammar.CLAUSES and token.head in cue.tokens:
            return False
        if token.head in cue.tokens:
            return token.dep_ in grammar.COORDINATIONS or token.dep_ == "advcl"
        token = token.head
    return False


def _compares(cue: Cue, words: StatementWords) -> int | None:
    """The "as" of "as X recalled": its token."""
    begin = cue.first.i
    return next(
        (i for i in range(begin - 1, max(begin - 4, cue.first.sent.start - 1), -1) if cue.first.doc[i].lower_ in words.as_words), None
    )


def _clause_begin(cue: Cue, words: StatementWords) -> int:
    """The first token of a coordinated verb or participle: its auxiliaries and conjunction."""
    compares = _compares(cue, words)
    if compares is not None:
        return compares
    own = [
        t.i
        for t in cue.first.children
        if t.i < cue.first.i and t.dep_ in {*grammar.AUXILIARIES, "advmod", *grammar.SUBJECTS, *grammar.EXPLETIVES, "mark"}
    ]
    begin = min([cue.first.i, *(t.left_edge.i for t in cue.first.children if t.i in own)])
    doc = cue.first.doc
    while begin > cue.first.sent.start and (doc[begin - 1].dep_ == "cc" or doc[begin - 1].text in {",", ";"}):
        begin -= 1
    return begin


def _incise(context: Context, begin: int) -> list[Stretch] | None:
    """Token stretches around "…, said X, …": before the clause of the cue, and after it where the sentence goes on."""
    cue, source, period = context.cue, context.source, context.period
    if source is None or not {Frame.CLAUSE, Frame.QUOTATION} & cue.frames or not source.explicit:
        return None
    first, last = _incise_bounds(context, source)
    if first <= begin or not _breaks_off(period, first):
        return None
    before = (begin, first)
    if not _has_words(period, *before):
        return None
    after = _after_incise(context, last, before)
    if after is None:
        return [before] if _is_whole(period, *before) else None
    return [before, after]


def _incise_bounds(context: Context, source: Source) -> tuple[int, int]:
    """The tokens of "said X", auxiliaries and pronouns included."""
    cue, doc = context.cue, context.period.part.doc
    first = min(cue.first.i, source.widest[0])
    while first - 1 in context.period.outside_numbers and (
        doc[first - 1].pos_ == "AUX"
        or doc[first - 1].dep_ in {"advmod", "cc", *grammar.EXPLETIVES}
        or doc[first - 1].lower_.startswith("-")
    ):
        first -= 1
    while not _breaks_off(context.period, first) and doc[first - 1].pos_ in {"PROPN", "NOUN", "ADJ", "DET", "ADP", "NUM", "PART"}:
        first -= 1
    return _before_offices(context.period, first), max(cue.last.i + 1, source.end)


def _before_offices(period: Period, first: int) -> int:
    """Where the offices in capitals begin that stand before a name: "…, Shadow Minister for Defence, Senator Brown said"."""
    doc = period.part.doc
    while first - 2 > period.begin and doc[first - 1].text == ",":
        begin = first - 1
        while begin - 1 in period.outside_numbers and begin - 1 > period.begin and doc[begin - 1].text != ",":
            begin -= 1
        words = [token for token in doc[begin : first - 1] if token.pos_ not in _SMALL]
        if (
            begin - 1 not in period.outside_numbers
            or doc[begin - 1].text != ","
            or len(words) < 2
            or not all(token.text[0].isupper() for token in words)
        ):
            return first
        first = begin
    return first


def _breaks_off(period: Period, first: int) -> bool:
    """Whether a comma, dash or quotation mark stands before a token."""
    return first - 1 not in period.outside_numbers or period.part.doc[first - 1].text in {",", "-", "–", "—", "--", "?", "!", "…"}


def _has_words(period: Period, begin: int, end: int) -> bool:
    """Whether a stretch is a quotation, or words with a verb or a subject to one."""
    return any(
        token.i not in period.outside_numbers or token.pos_ in {*grammar.VERBS, "NOUN", "PROPN"} for token in period.part.doc[begin:end]
    )


def _is_whole(period: Period, begin: int, end: int) -> bool:
    return any(token.i not in period.outside_numbers or grammar.is_finite_verb(token) for token in period.part.doc[begin:end])


def _goes_on(period: Period, i: int) -> bool:
    """Whether a broken sentence goes on at a token: with a comma, its verb, or a quotation."""
    return i not in period.outside_numbers or period.part.doc[i].text in {",", ":"} or grammar.is_finite_verb(period.part.doc[i])


def _after_incise(context: Context, last: int, before: Stretch) -> Stretch | None:
    """What goes on after the clause of the cue: a second quotation, or the rest of a sentence that it broke."""
    period, doc = context.period, context.period.part.doc
    limit = min(context.stop, period.end)
    if not _is_whole(period, *before):
        return (last, limit) if last < limit and _goes_on(period, last) else None
    i = last
    while i < limit and i in period.outside_numbers and doc[i].text not in {",", ":", ";", "."} and i - last < LONGEST_INCISE:
        i += 1
    if i >= limit:
        return None
    rest = i + 1 if i in period.outside_numbers else i
    if rest < limit and rest not in period.outside_numbers:
        return rest, limit
    quoted = any(k not in period.outside_numbers for k in range(*before))
    if (
        not quoted
        and i == last
        and doc[i].text == ","
        and (context.source is None or rest >= context.source.widest[1])
        and rest < limit
        and any(grammar.is_finite_verb(t) for t in doc[rest:limit])
        and (doc[rest].pos_ != "PRON" or context.cue.first.head.i >= rest)
    ):
        return rest, limit
    return _next_quotation(period, rest, limit, context)


def _next_quotation(period: Period, begin: int, limit: int, context: Context) -> Stretch | None:
    """A quotation that follows further on, with no other verb of communication before it."""
    for i in range(begin, min(limit, context.following)):
        if i not in period.outside_numbers:
            return i, limit
    return None


def _by_colon(text: str, period: Period, words: StatementWords, found: list[Attribution]) -> Iterator[Attribution]:
    """ "X: "…"": a quotation after a colon that no verb of communication claims."""
    for quotation in period.quotations:
        if any(piece[0] < quotation.end and quotation.begin < piece[1] for other in found for piece in other.pieces):
            continue
        before = [token for token in period.outside if period.offset(token.i) < quotation.begin and not token.is_space]
        if (
            len(before) > 1
            and before[-1].text == ":"
            and before[-2].lemma_.lower() not in words.labels
            and (head := head_before_colon(before, period, words)) is not None
        ):
            source = source_of(head, None, period.outside_numbers)
            yield _attribution(text, period, [(quotation.begin, quotation.end)], "colon", None, source)


def _by_signature(text: str, period: Period) -> Iterator[Attribution]:
    """ "“…” — X": quotations that a dash and a name follow, and nothing else."""
    ends = [*(quotation.begin for quotation in period.quotations), period.stretch[1]][1:]
    for quotation, end in zip(period.quotations, ends, strict=True):
        dash = _DASH.match(text, quotation.end, end)
        words = [t for t in period.outside if not t.is_space and dash is not None and dash.end() <= period.offset(t.i) < end]
        if not words or words[0].pos_ != "PROPN" or any(grammar.is_finite_verb(token) for token in words):
            continue
        name = (words[0].i, words[-1].i + (not words[-1].is_punct))
        source = Source(words[0], *name, name, explicit=True)
        yield _attribution(text, period, [(quotation.begin, quotation.end)], "signature", None, source)


def head_before_colon(before: list[Token], period: Period, words: StatementWords) -> Token | None:
    """The subject of the words before a colon, or their noun where they have no verb."""
    verbs = [token for token in before if grammar.is_finite_verb(token) or (token.dep_ == "ROOT" and token.pos_ in grammar.VERBS)]
    for verb in verbs:
        subject = own_subject(verb, period.outside_numbers, words)
        if subject is not None:
            return subject
    nominal = [token for token in before if token.pos_ in grammar.NOMINALS]
    return nominal[0] if nominal and not verbs else None


def _stretch(period: Period, begin: int, end: int) -> Stretch:
    return period.offset(begin), period.end_offset(max(end - 1, begin))


def _attribution(
    text: str, period: Period, stretches: list[Stretch], rule: str, cue: str | None = None, source: Source | None = None
) -> Attribution:
    """Cuts the pieces of a content and tells its kind by how much of it is quoted."""
    regions = [trim(text, *stretch, _EDGES) for stretch in stretches]
    inner = [piece for q in period.quotations for piece in q.pieces if any(a <= piece[0] and piece[1] <= b for a, b in regions)]
    total, quoted = _weight(text, regions), _weight(text, inner)
    if total and quoted >= DIRECT_SHARE * total:
        return Attribution(period, tuple(inner), StatementKind.DIRECT, rule, cue, source, period)
    pieces = tuple(piece for region in regions if (piece := _without_outer_marks(region, period.quotations))[0] < piece[1])
    kind = StatementKind.MIXED if quoted else StatementKind.INDIRECT
    return Attribution(period, pieces, kind, rule, cue, source, period)


def _weight(text: str, stretches: list[Stretch]) -> int:
    return sum(sum(c.isalnum() for c in text[a:b]) for a, b in stretches)


def _without_outer_marks(region: Stretch, quotations: tuple[Quotation, ...]) -> Stretch:
    for quotation in quotations:
        if quotation.begin <= region[0] and region[1] <= quotation.end and quotation.pieces:
            return quotation.pieces[0][0], quotation.pieces[-1][1]
    return region
