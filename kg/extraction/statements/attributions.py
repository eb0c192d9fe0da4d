"""Verb, speaker and content of every statement in a period, before it is known who the speaker is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extraction.statements.contents import right_content
from kg.extraction.statements.context import Content, Context
from kg.extraction.statements.cues import Cue, Frame, StatementWords, is_participle, words_of
from kg.extraction.statements.incises import before_incise
from kg.extraction.statements.interruptions import find_interruption
from kg.extraction.statements.periods import Period, turn_speaker
from kg.extraction.statements.quotations import Quotation, Stretch, trim
from kg.extraction.statements.sources import Source, find_source, is_impersonal, own_subject, source_of
from kg.extraction.statements.viewpoints import find_viewpoints
from kg.extraction.text import grammar
from kg.model.statements import StatementKind

TURN = "turn"  # rule of what follows a name and a colon in a conversation
CONTINUED = "continued"  # rule of a quotation without any words of the reporter
DIRECT_SHARE = 0.8  # of the characters of a content, from which it is a quotation
LONGEST_NAME = 5  # words of a name that signs a headline
_DASH = re.compile(r"\s*[-–—―]+\s*")
_BEFORE_NAME = re.compile(r"\s*[,(]\s*")
_SIGNED = re.compile(r"[.!?…»”\"]\s*(\((?:[a-z]{2,8}/)*[a-z]{2,4}\))$")  # "… is safe. (abc/xyz)": the agencies of an article
_EDGES = " \n\u00a0,;:.–—-"
_MARKS = frozenset('"«»“”')
_PHRASES = frozenset({"object", "preposition", "request", "infinitive"})  # rules whose contents are no sentences
_CLAUSES = frozenset({"that-clause", "clause"})
_PERSONS = frozenset({"PER", "PERSON"})


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
    """The attributions of a period that have a content, in its order."""
    return sorted((row for row in _candidates(text, period) if _weight(text, list(row.pieces))), key=lambda row: row.pieces)


def _candidates(text: str, period: Period) -> list[Attribution]:
    turn = turn_speaker(period)
    if turn is not None:
        begin = period.begin + period.part.doc[period.begin].is_quote
        name = (begin, turn[0].i + 1)  # no vocative behind the colon: "Ada Lane: Minister, you said …"
        source = replace(source_of(turn[0], None, period.outside_numbers), begin=name[0], end=name[1], widest=name)
        return [_attribution(text, period, [period.stretch_of(turn[1], period.end)], TURN, None, source)]
    words = words_of(period.part.language)
    if not any(token.pos_ not in {"PUNCT", "SPACE", "CCONJ"} for token in period.outside):
        return [_attribution(text, period, [period.stretch], CONTINUED)] if period.quotations else []
    narrated = _narrated(period, words)
    if narrated is not None:
        return [_attribution(text, period, [(q.begin, q.end) for q in period.quotations], CONTINUED, narrated)]
    found = list(_by_cues(text, period, words))
    found.extend(_by_signature(text, period))
    found.extend(_by_colon(text, period, words, found))
    for view in find_viewpoints(period, words):
        found = _with_viewpoint(
            text, found, _attribution(text, period, [period.stretch_of(a, b) for a, b in view.contents], view.rule, view.cue, view.source)
        )
    return found


def _narrated(period: Period, words: StatementWords) -> str | None:
    """ "Et d'ajouter : « … »": the verb of a sentence that has no more than that and a quotation."""
    told = [token for token in period.outside if token.pos_ not in {"PUNCT", "SPACE", "ADV"}]
    if not period.quotations or len(told) != 3 or told[0].pos_ != "CCONJ" or told[1].lower_ not in words.narrating:
        return None
    lemma = told[2].lemma_.lower()
    return lemma if lemma in words.clauses | words.quoting else None


def _with_viewpoint(text: str, found: list[Attribution], view: Attribution) -> list[Attribution]:
    """Adds a viewpoint; "pour X, …, a-t-il dit" is one attribution, to X."""
    if not view.pieces:
        return found
    begin, end = view.pieces[0][0], view.pieces[-1][1]
    for number, other in enumerate(found):
        if _is_manner(text, view, other):
            return found
        if _is_end(view, other):
            pieces = [(a, min(b, end)) for a, b in other.pieces if a < end]
            found[number] = _attribution(text, other.period, pieces, other.rule, other.cue, other.source)
            return found
        within = other.pieces[0][0] <= begin and not _weight(text, [(end, other.pieces[-1][1])])
        if other.rule == "incise" and other.source is not None and within:
            named = view.source is not None and view.source.head.pos_ == "PROPN"
            if other.source.head.pos_ != "PRON" or (other.pieces[0][0] == begin and not named):
                return found
            pieces = [(max(a, begin), b) for a, b in other.pieces if b > begin]
            found[number] = _attribution(text, other.period, pieces, "incise", other.cue, view.source)
            return found
    return [*found, view]


def _is_manner(text: str, view: Attribution, other: Attribution) -> bool:
    """ "X said that tests are done according to the rules": a phrase without a comma inside what is said tells how, not who."""
    end = view.pieces[0][1]
    return other.rule in {"that-clause", "clause"} and text[end : end + 2].strip().isalpha() and _is_end(view, other)


def _is_end(view: Attribution, other: Attribution) -> bool:
    """Whether the phrase of a viewpoint ends what somebody else is said to have said: "X said that the road is safe, according to Y"."""
    begin, end = view.pieces[0][0], view.pieces[-1][1]
    if view.source is None or other.rule == "incise" or view.period.offset(view.source.begin) < end or not other.pieces:
        return False
    return begin < other.pieces[0][0] and other.pieces[-1][0] < end < other.pieces[-1][1]


def _by_cues(text: str, period: Period, words: StatementWords) -> Iterator[Attribution]:
    sources = _sources(period, words)
    begin = period.begin
    for number, cue in enumerate(period.cues):
        source = sources[cue.first.i]
        if source is None or (cue.lemma in words.hearing and not is_impersonal(source.head, words)):
            continue
        later = period.cues[number + 1 :]
        stop = next(
            (
                _clause_begin(n, words)
                for n in later
                if _is_peer(n, cue, sources) or _compares(n, words) is not None or _is_meanwhile(n, sources, words)
            ),
            period.end,
        )
        following = later[0].first.i if later else period.end
        context = Context(period, cue, source, stop, following, words)
        incise = find_interruption(context, begin)
        content = None if incise is not None and _is_inverted(cue, source) else right_content(context)
        if incise is not None and content is not None and (_lacks_subject(period, content) or _is_quoted_before(period, incise[0])):
            content = None
        if content is not None:
            yield _attribution(text, period, [period.stretch_of(content.begin, content.end)], content.rule, cue.lemma, source)
            begin = content.end
        elif incise is not None:
            found = _attribution(text, period, [period.stretch_of(a, b) for a, b in incise], "incise", cue.lemma, source)
            told = Frame.CLAUSE in cue.frames and not _is_topic(period, incise)
            if told or found.kind is not StatementKind.INDIRECT or _is_inverted(cue, source):
                yield found
                begin = incise[-1][1]


def _is_topic(period: Period, stretches: list[Stretch]) -> bool:
    """ "On the accounts, he said:": a phrase before the verb that tells of what, with no verb of its own."""
    doc = period.part.doc
    told = [token for begin, end in stretches for token in doc[begin:end] if not token.is_punct and not token.is_space]
    return bool(told) and told[0].pos_ == "ADP" and not any(map(grammar.is_finite_verb, told))


def _is_quoted_before(period: Period, before: Stretch) -> bool:
    """ ""The road," she said, "is closed."": a quotation right before the verb is what is said."""
    return before[1] - 1 not in period.outside_numbers


def _sources(period: Period, words: StatementWords) -> dict[int, Source | None]:
    """The speaker of each cue; a participle after a comma goes on with the one who spoke before: "said that …, adding that …"."""
    sources: dict[int, Source | None] = {}
    for number, cue in enumerate(period.cues):
        source = find_source(cue, period.outside_numbers, words)
        disagrees = source is not None and _disagrees(cue, source)
        if number and (source is None or not source.explicit or disagrees) and (disagrees or _follows_on(cue)):
            before = next((s for c in reversed(period.cues[:number]) if (s := sources[c.first.i]) is not None and s.explicit), None)
            source = source if before is None else replace(before, explicit=False, pronoun=None)
        sources[cue.first.i] = None if source is not None and _is_by_the_way(cue, source, number) else source
    return sources


def _disagrees(cue: Cue, source: Source) -> bool:
    """ "dit que les routes sont sûres et a insisté …": a verb in the singular whose subject, for the tree, is a plural."""
    if cue.first.dep_ not in grammar.COORDINATIONS or source.head.i > cue.first.i or source.pronoun is not None:
        return False
    finite = next((t for t in (cue.first, *cue.first.children) if grammar.is_finite_verb(t) and t.morph.get("Number", [])), None)
    own = any(child.dep_ in grammar.SUBJECTS for child in cue.first.children)
    return finite is not None and not own and "Sing" in finite.morph.get("Number", []) and "Plur" in source.head.morph.get("Number", [])


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
        if token.dep_ in grammar.RELATIVE_CLAUSES and token.left_edge.i > 0 and token.left_edge.nbor(-1).text != ",":
            return False  # "the states that support …"
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


def _is_meanwhile(cue: Cue, sources: dict[int, Source | None], words: StatementWords) -> bool:
    """ ", while X said …": another speaker, in a clause of their own behind a comma."""
    source = sources[cue.first.i]
    marks = (child for child in cue.first.children if child.dep_ == "mark" and child.i > 0 and child.nbor(-1).text == ",")
    return source is not None and source.explicit and any(mark.lower_ in words.meanwhile for mark in marks)


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
            and head.lemma_.lower() not in words.labels
        ):
            source = source_of(head, None, period.outside_numbers)
            yield _attribution(text, period, [(quotation.begin, quotation.end)], "colon", None, source)


def _by_signature(text: str, period: Period) -> Iterator[Attribution]:
    """ "“…” — X", "“…”, X": quotations that a dash or a comma and a name follow, and nothing else."""
    ends = [*(quotation.begin for quotation in period.quotations), period.stretch[1]][1:]
    for quotation, end in zip(period.quotations, ends, strict=True):
        dash = _DASH.match(text, quotation.end, end) or _BEFORE_NAME.match(text, quotation.end, end)
        words = [t for t in period.outside if not t.is_space and dash is not None and dash.end() <= period.offset(t.i) < end]
        if not words or any(grammar.is_finite_verb(token) for token in words):
            continue
        if words[0].pos_ != "PROPN" and not _is_bare_name(words):
            continue
        if dash is not None and dash.re is _BEFORE_NAME and not _is_bare_name(words):
            continue
        name = (words[0].i, words[-1].i + (not words[-1].is_punct))
        source = Source(words[0], *name, name, explicit=True)
        yield _attribution(text, period, [(quotation.begin, quotation.end)], "signature", None, source)


def _is_bare_name(words: list[Token]) -> bool:
    """Whether words are a name and nothing more, up to a closing bracket or a full stop."""
    names = words[:-1] if words[-1].is_punct else words
    capitals = all(token.text[0].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ", "X"} for token in names)
    return 1 < len(names) <= LONGEST_NAME and capitals and any(token.pos_ == "PROPN" for token in names)


def head_before_colon(before: list[Token], period: Period, words: StatementWords) -> Token | None:
    """The subject of the words before a colon, or their noun where they have no verb."""
    verbs = [token for token in before if grammar.is_finite_verb(token) or (token.dep_ == "ROOT" and token.pos_ in grammar.VERBS)]
    for verb in verbs:
        subject = own_subject(verb, period.outside_numbers, words)
        if subject is not None:
            return subject
    nominal = [token for token in before if token.pos_ in grammar.NOMINALS]
    if not nominal or verbs:
        return None
    last = before[-2] if len(before) > 1 else before[-1]
    named = [token for token in nominal if token.ent_type_ in _PERSONS and token.pos_ == "PROPN" and last.ent_type_ == token.ent_type_]
    if not named or last != named[-1] or _is_called(last, nominal[0]):
        return nominal[0]
    return next((token for token in named if token.i >= last.head.i), last) if last.head in named else last


def _is_called(name: Token, noun: Token) -> bool:
    """Whether a name belongs to a noun without a preposition: "Le maire de X, Y :"; not "Des propos appuyés par X :"."""
    token = name
    while token != noun and token.head != token:
        if any(child.dep_ == "case" for child in token.children):
            return False
        token = token.head
    return token == noun


def _attribution(
    text: str, period: Period, stretches: list[Stretch], rule: str, cue: str | None = None, source: Source | None = None
) -> Attribution:
    """Cuts the pieces of a content and tells its kind by how much of it is quoted."""
    whole = [(begin, before_incise(text, begin, end, period.quotations, period.part.language)) for begin, end in stretches]
    regions = [_without_stray_mark(text, trim(text, *stretch, _EDGES), period) for stretch in whole]
    inner = [piece for q in period.quotations for piece in q.pieces if any(a <= piece[0] and piece[1] <= b for a, b in regions)]
    total, quoted = _weight(text, regions), _weight(text, inner)
    if total and quoted >= DIRECT_SHARE * total and not _is_said_beside(period, regions, rule):
        return Attribution(period, tuple(inner), StatementKind.DIRECT, rule, cue, source, period)
    pieces = tuple(piece for region in regions if _weight(text, [piece := _without_outer_marks(region, period.quotations)]))
    kind = StatementKind.MIXED if quoted else StatementKind.INDIRECT
    return Attribution(period, pieces, kind, rule, cue, source, period)


def _is_said_beside(period: Period, regions: list[Stretch], rule: str) -> bool:
    """Whether words outside the marks belong to what is said: "“The army” is “the only means”", "that if the bridge “falls, …”"."""
    joining = (token for token in period.outside if _joins(token) or (rule in _PHRASES and token.pos_ in {"NOUN", "PROPN", "VERB"}))
    if any(begin <= period.offset(token.i) < end for token in joining for begin, end in regions):
        return True
    first = min((q.begin for q in period.quotations if any(begin <= q.begin < end for begin, end in regions)), default=0)
    said = (token for token in period.outside if token.pos_ in {"NOUN", "PROPN"} and rule in _CLAUSES)
    return any(begin <= period.offset(token.i) < first for token in said for begin, _ in regions)


def _joins(token: Token) -> bool:
    """A verb, or the subject of one: "the vaccines “resist the worst”"."""
    return grammar.is_finite_verb(token) or token.dep_ == "cop" or (token.dep_ in grammar.SUBJECTS and token.pos_ in grammar.NOMINALS)


def _without_stray_mark(text: str, region: Stretch, period: Period) -> Stretch:
    """A stretch without what signs the article, and without a mark at its end that closes or opens nothing: the other one was lost."""
    signed = _SIGNED.search(text, *region)
    begin, end = trim(text, region[0], signed.start(1), _EDGES) if signed is not None else region
    while end > begin and text[end - 1] in _MARKS and not any(q.contains(end - 1) for q in period.quotations):
        begin, end = trim(text, begin, end - 1, _EDGES)
    return begin, end


def _weight(text: str, stretches: list[Stretch]) -> int:
    return sum(sum(c.isalnum() for c in text[a:b]) for a, b in stretches)


def _without_outer_marks(region: Stretch, quotations: tuple[Quotation, ...]) -> Stretch:
    for quotation in quotations:
        if quotation.begin <= region[0] and region[1] <= quotation.end and quotation.pieces:
            return quotation.pieces[0][0], quotation.pieces[-1][1]
    return region
