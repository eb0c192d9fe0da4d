"""Sentences that the clause of the speaker ends or breaks: "The road is safe, said X." and "The road, said X, is safe."."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.statements.context import Context
from kg.extraction.statements.cues import Frame, first_form
from kg.extraction.statements.periods import Period
from kg.extraction.statements.quotations import Stretch
from kg.extraction.statements.sources import Source
from kg.extraction.text import grammar

LONGEST_INCISE = 25  # tokens of "…, said X, the minister of Y, in a message to Z, …"
_SMALL = frozenset({"ADP", "CCONJ", "DET", "PART"})


def find_interruption(context: Context, begin: int) -> list[Stretch] | None:
    """Token stretches around "…, said X, …": before the clause of the cue, and after it where the sentence goes on."""
    cue, source, period = context.cue, context.source, context.period
    if source is None or not {Frame.CLAUSE, Frame.QUOTATION} & cue.frames or not source.explicit or source.pronoun is not None:
        return None
    first, last = _incise_bounds(context, source)
    if first <= begin or not _breaks_off(period, first):
        return None
    before = (_quoted_sentence(period, begin, first), first)
    if not _has_words(period, *before) or _is_act(context, before):
        return None
    after = _after_incise(context, last, before)
    if after is None:
        return [before] if _is_whole(period, *before) else None
    return [before, after]


def _is_act(context: Context, before: Stretch) -> bool:
    """ "“A heading” Mr X launched the search": a verb that only quotes, with an object, behind a quotation without a pause."""
    verb, doc = context.cue.first, context.period.part.doc
    if Frame.CLAUSE in context.cue.frames or context.source is None or context.source.begin > verb.i:
        return False
    last = next((t.text[-1] for t in reversed(doc[before[0] : before[1]]) if not t.is_space and not t.is_quote), "")
    objects = any(child.i > verb.i and child.pos_ == "NOUN" for child in grammar.children(verb, grammar.DIRECT_OBJECTS))
    return objects and last.isalnum() and doc[before[1]].text != ","


def _quoted_sentence(period: Period, begin: int, end: int) -> int:
    """The first token of a whole sentence in quotation marks that ends before a cue: a headline that runs into it is no part of it."""
    doc, first = period.part.doc, end
    while first > begin and first - 1 in period.outside_numbers and doc[first - 1].is_punct:
        first -= 1
    while first > begin and first - 1 not in period.outside_numbers and not _follows_heading(period, first):
        first -= 1
    if _follows_heading(period, first):
        return first
    if first < end and first - 1 in period.outside_numbers and doc[first - 1].text == ":":
        return first  # "The answer is this: "…", said X"
    words = [token for token in doc[first:end] if token.text[0].isalpha()]
    titled = sum(token.is_title for token in words)
    whole = bool(words) and words[0].is_title and 2 * titled < len(words) and any(grammar.is_finite_verb(token) for token in words)
    foreign = first - 1 > begin and doc[first - 1].is_alpha and any(token.is_title for token in doc[begin:first])
    return first if whole and foreign else begin


def _follows_heading(period: Period, first: int) -> bool:
    """Whether a quotation follows right behind another one that no stop ends: a heading that is taken from it."""
    begin = period.offset(first)
    before = next((q for q in period.quotations if q.end <= begin and not _text(period, q.end, begin).strip()), None)
    after = next((q for q in period.quotations if q.begin == begin), None)
    return before is not None and after is not None and _text(period, before.begin, before.end).rstrip("\"»”' ")[-1:].isalnum()


def _text(period: Period, begin: int, end: int) -> str:
    return period.part.text[begin - period.part.offset : end - period.part.offset]


def _incise_bounds(context: Context, source: Source) -> tuple[int, int]:
    """The tokens of "said X", auxiliaries and pronouns included."""
    cue, doc = context.cue, context.period.part.doc
    first = min(first_form(cue.first), source.widest[0])
    while first - 1 in context.period.outside_numbers and (
        doc[first - 1].pos_ == "AUX"
        or doc[first - 1].dep_ in {"advmod", "cc", *grammar.EXPLETIVES}
        or doc[first - 1].lower_.startswith("-")
        or _is_object(doc[first - 1], context)
    ):
        first -= 1
    while not _breaks_off(context.period, first) and doc[first - 1].pos_ in {"PROPN", "NOUN", "ADJ", "DET", "ADP", "NUM", "PART"}:
        first -= 1
    return _before_offices(context.period, first), max(cue.last.i + 1, source.end)


def _is_object(token: Token, context: Context) -> bool:
    """ "…, nous a expliqué X": a pronoun for those who are told, before a verb that its subject follows."""
    inverted = context.source is not None and context.source.begin > context.cue.last.i and not grammar.is_passive(context.cue.first)
    return inverted and token.pos_ == "PRON" and token.lower_ not in context.words.relatives


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
    before = first - 1 - (first > 1 and period.part.doc[first - 1].is_space)
    if before not in period.outside_numbers or period.part.doc[before].text in {",", "-", "–", "—", "--", "?", "!", "…"}:
        return True
    return period.part.doc[before].text == ";" and before - 1 not in period.outside_numbers


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
            before = period.part.doc[i - 1]
            return (i, limit) if before.is_punct or before.is_space or before.pos_ in {"CCONJ", "ADV"} else None
    return None
