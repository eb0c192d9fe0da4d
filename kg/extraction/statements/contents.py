"""Where the content of a statement begins after a verb of communication, and where it ends."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.statements.cues import Cue, Frame, StatementWords
from kg.extraction.statements.periods import Period
from kg.extraction.statements.quotations import Quotation
from kg.extraction.statements.sources import Source
from kg.extraction.text import grammar

NEAR = 2  # the same for verbs that take a clause rarely: "invited all those that …"
REACH = 18  # tokens between a verb and the "that" that belongs to it: an addressee, a place, a date
_PAUSES = frozenset(",:;")
_WHOLE = frozenset(",.!?…")  # before a closing mark: the quotation is a clause of its own
_PARTING = frozenset({",", ";", "-", "–", "—", "--"})
_DASHES = frozenset({"–", "—", "―", "--", "-"})
_QUESTIONS = frozenset({"WP", "WRB"})  # "condemned what he saw"
_ADJUNCTS = frozenset({"prep"})
_OBLIQUES = frozenset({"obl:mod", "obl", "obl:arg"})


@dataclass(frozen=True, slots=True)
class Content:
    """Tokens of what is said, and by what it was recognised."""

    begin: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when the content of a cue is looked for."""

    period: Period
    cue: Cue
    source: Source | None
    stop: int  # the token at which another attribution of the same period begins
    following: int  # the first token of the next cue, nested or not
    words: StatementWords


def right_content(context: Context) -> Content | None:
    """The content that stands after a cue."""
    frames = context.cue.frames
    clausal = bool({Frame.CLAUSE, Frame.QUOTATION, Frame.REQUEST} & frames)
    for rule, frame, find in (
        ("that-clause", clausal, _after_conjunction),
        ("quotation", clausal or Frame.OBJECT in frames, _at_quotation),
        ("request", Frame.REQUEST in frames, _request),
        ("clause", Frame.CLAUSE in frames, _clause),
        ("that-clause", Frame.CLAUSE in frames and Frame.OBJECT not in frames, _after_any_conjunction),
        ("clause", Frame.CLAUSE in frames, _clause_above),
        ("infinitive", Frame.INFINITIVE in frames, _infinitive),
        ("preposition", Frame.PREPOSITION in frames, _preposition),
        ("naming", Frame.NAMING in frames, _naming),
        ("object", Frame.OBJECT in frames, _object),
    ):
        begin = find(context) if frame else None
        if begin is not None and begin < context.stop:
            return _trimmed(context, begin, _end(context, begin, rule), rule)
    return None


def _trimmed(context: Context, begin: int, end: int, rule: str) -> Content | None:
    doc = context.period.part.doc
    while begin < end and (doc[begin].is_space or (begin in context.period.outside_numbers and doc[begin].is_punct)):
        begin += 1
    while end > begin and (doc[end - 1].is_space or (end - 1 in context.period.outside_numbers and doc[end - 1].text in ".,;:!?…-–—")):
        end -= 1
    return Content(begin, end, rule) if begin < end else None


def _after(context: Context) -> range:
    """The tokens after the cue, and after a subject that follows it, up to the next cue."""
    begin = context.cue.last.i + 1
    if context.source is not None and context.source.explicit and context.source.begin >= begin:
        begin = context.source.end
    return range(begin, min(context.stop, context.following, context.period.end))


def _after_conjunction(context: Context) -> int | None:
    doc = context.period.part.doc
    tokens = _after(context)
    for i in tokens[: REACH if Frame.CLAUSE in context.cue.frames else NEAR]:
        token = doc[i]
        if i not in context.period.outside_numbers or (grammar.is_finite_verb(token) and token.dep_ not in grammar.AUXILIARIES):
            return None
        if doc[i - 1].lower_ in context.words.compounds:
            continue
        if token.lower_ in context.words.conjunctions and (token.dep_ in {"mark", "fixed"} or token.pos_ == "SCONJ" or i == tokens.start):
            return i + 1
    return None


def _after_any_conjunction(context: Context) -> int | None:
    """A "que" that the tree takes for a relative pronoun, after a verb that takes no object."""
    doc = context.period.part.doc
    for i in _after(context)[:REACH]:
        if i not in context.period.outside_numbers or grammar.is_finite_verb(doc[i]) or doc[i].is_punct:
            return None
        if doc[i].lower_ in context.words.conjunctions:
            return i + 1
    return None


def first_quotation(context: Context) -> tuple[Quotation, int] | None:
    """The quotation that opens next after the cue, with its first token."""
    doc, period = context.period.part.doc, context.period
    for i in _after(context):
        if i not in period.outside_numbers:
            quotation = next((q for q in period.quotations if q.contains(period.part.offset + doc[i].idx)), None)
            return None if quotation is None else (quotation, i)
    return None


def _at_quotation(context: Context) -> int | None:
    """A quotation right after the cue, after a colon or comma, or after words without a verb."""
    found = first_quotation(context)
    if found is None:
        return None
    doc, begin = context.period.part.doc, _after(context).start
    between = doc[begin : found[1]]
    if any(token.pos_ in grammar.VERBS and token.text[-1:] not in _PAUSES for token in between):
        return found[1] if len(between) and between[-1].text == ":" else None
    direct = not len(between) or between[-1].text in {":", ","} or between[-1].is_space
    return found[1] if direct and {Frame.CLAUSE, Frame.QUOTATION} & context.cue.frames else None


def _clause(context: Context) -> int | None:
    tokens = _after(context)
    for token in context.cue.tokens:
        for child in token.children:
            finite = child.dep_ in grammar.CLAUSES or (child.dep_ in grammar.OPEN_CLAUSES and _has_subject(child))
            if (
                finite
                and child.i >= tokens.start
                and child.i not in {t.i for t in context.cue.tokens}
                and (_has_subject(child) or not grammar.is_infinitive(child))
            ):
                return max(child.left_edge.i, tokens.start)
    return _clause_as_adjunct(context, tokens)


def _clause_as_adjunct(context: Context, tokens: range) -> int | None:
    """ "said after the vote he would resign": a clause without a conjunction that the tree takes for an adjunct."""
    for child in grammar.children(context.cue.last, grammar.ADJUNCT_CLAUSES):
        subject = next((s for s in grammar.children(child, grammar.SUBJECTS | grammar.PASSIVE_SUBJECTS) if s.i in tokens), None)
        bare = grammar.is_finite_verb(child) and not any(t.dep_ in {"mark", "advmod"} and t.i < child.i for t in child.children)
        if subject is not None and bare and not _is_parted(context, subject.left_edge.i):
            return int(subject.left_edge.i)
    return None


def _is_parted(context: Context, i: int) -> bool:
    """Whether a comma or a dash stands between the cue and a token."""
    return any(token.is_punct for token in context.period.part.doc[_after(context).start : i])


def _clause_above(context: Context) -> int | None:
    """ "X said after the vote he would resign", read with "resign" as the main verb: the clause of the verb above."""
    verb, tokens = context.cue.first, _after(context)
    above = verb.head
    if above.i not in tokens or above.pos_ not in grammar.VERBS or context.source is None or context.source.begin > verb.i:
        return None
    subjects = [child for child in grammar.children(above, grammar.SUBJECTS | grammar.PASSIVE_SUBJECTS) if child.i in tokens]
    return max(subjects[0].left_edge.i, tokens.start) if subjects else None


def _has_subject(token: Token) -> bool:
    return any(True for _ in grammar.children(token, grammar.SUBJECTS | grammar.PASSIVE_SUBJECTS))


def _infinitive(context: Context) -> int | None:
    tokens = _after(context)
    for i in tokens[:6]:
        token = context.period.part.doc[i]
        if grammar.is_infinitive(token):
            return max(token.left_edge.i, tokens.start)
        timely = token.dep_ in {"obl:mod", "npadvmod"} and not any(child.dep_ == "case" for child in token.children)  # "samedi"
        if (token.pos_ in {"NOUN", "PROPN", "VERB"} and not timely) or token.is_punct:
            return None
    return None


def _request(context: Context) -> int | None:
    """ "urged the parties to …": an addressee, then an infinitive."""
    doc, tokens = context.period.part.doc, _after(context)
    nominal = False
    for i in tokens:
        token = doc[i]
        if grammar.is_infinitive(token) and (nominal or (i - tokens.start > 0 and doc[i - 1].lower_ in {"à", "de", "d'"})):
            return tokens.start
        if grammar.is_finite_verb(token) or i - tokens.start > 2 * REACH or token.text in ".;:":
            return None
        nominal = nominal or token.pos_ in grammar.NOMINALS
    return None


def _preposition(context: Context) -> int | None:
    wanted = context.words.prepositions.get(context.cue.lemma, frozenset())
    doc, tokens = context.period.part.doc, _after(context)
    for i in tokens[:5]:
        token = doc[i]
        if token.lower_ in wanted or (token.pos_ == "ADP" and token.lemma_.lower() in wanted):
            return i + 1
        if token.pos_ in {"NOUN", "VERB", "PROPN"} or token.is_punct:
            return None
    return None


def _naming(context: Context) -> int | None:
    """ "called it a success": an object that has a complement of its own, or a quotation for one."""
    begin, quotation = _after(context).start, first_quotation(context)
    if quotation is not None and not any(grammar.is_finite_verb(token) for token in context.period.part.doc[begin : quotation[1]]):
        return begin
    for token in context.cue.tokens:
        for child in token.children:
            if child.i > context.cue.last.i and child.dep_ in {"oprd", "ccomp", "xcomp"}:
                return begin
    return None


def _object(context: Context) -> int | None:
    begin = _after(context).start
    for token in context.cue.tokens:
        for child in grammar.children(token, grammar.DIRECT_OBJECTS):
            if (
                child.i >= begin
                and not (context.source is not None and context.source.head == child)
                and child.pos_ in {"NOUN", "PROPN", "NUM", "PRON"}
            ):
                if child.pos_ == "PRON" and child.right_edge == child and not _followed_by_preposition(child):
                    continue
                return max(_phrase_begin(child), begin)
        for child in grammar.children(token, grammar.CLAUSES):
            if child.left_edge.i >= begin and child.left_edge.tag_ in _QUESTIONS:
                return int(child.left_edge.i)
    return None


def _phrase_begin(noun: Token) -> int:
    """The first word of a noun phrase, without the adverbials that a tree may hang on it: "announced on Monday a reform"."""
    lefts = [child for child in noun.lefts if not (child.dep_.startswith(("obl", "nmod")) and child.pos_ in {"NOUN", "PROPN"})]
    return min([noun.i, *(child.left_edge.i for child in lefts)])


def _followed_by_preposition(token: Token) -> bool:
    """ "thanked them for …", "called them …"."""
    return token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "ADP"


def _end(context: Context, begin: int, rule: str) -> int:
    """The token after the last one of the content."""
    limit = _limit(context, begin)
    if rule in {"object", "preposition", "naming"}:
        return _phrase_end(context, begin, limit)
    quoted = _closed_quotation(context, begin, limit)
    return quoted if quoted is not None else _clause_end(context, begin, limit)


def _limit(context: Context, begin: int) -> int:
    """Where a content ends at the latest: at another attribution, or with the relative clause that the verb stands in."""
    limit, verb = min(context.stop, context.period.end), context.cue.first
    if verb.dep_ in grammar.RELATIVE_CLAUSES and begin <= verb.right_edge.i:
        return min(limit, verb.right_edge.i + 1)
    return limit


def _closed_quotation(context: Context, begin: int, limit: int) -> int | None:
    """The end of a quotation that begins the content and whose last mark tells that it is whole: "…," until shots were heard."""
    doc, outside = context.period.part.doc, context.period.outside_numbers
    if begin in outside:
        return None
    end = begin
    while end < limit and end not in outside:
        end += 1
    closing = next((t for t in reversed(doc[begin:end]) if t.text.strip() and not t.is_quote), None)
    whole = closing is not None and closing.text[-1] in _WHOLE and len(closing) == 1
    return end if whole and all(i in outside for i in range(end, limit)) else None


def _clause_end(context: Context, begin: int, limit: int) -> int:
    """Before what a comma parts from the clause and the tree joins to the verb of speech: ", and the price fell", ", citing a letter"."""
    doc, outside = context.period.part.doc, context.period.outside_numbers
    for child in sorted((child for token in context.cue.tokens for child in token.children), key=lambda t: t.i):
        first = child.left_edge.i
        if (
            child.dep_ in grammar.COORDINATIONS
            and child.pos_ not in grammar.VERBS
            and not any(True for _ in grammar.children(child, grammar.SUBJECTS))
        ):
            continue
        if child.dep_ not in {*grammar.COORDINATIONS, *grammar.ADJUNCT_CLAUSES} or not begin < first < limit or first not in outside:
            continue
        before = first - 1 - (doc[first - 1].pos_ == "CCONJ")
        whole = all(i in outside for i in range(first, min(child.right_edge.i + 1, limit)))
        if whole and before > begin and doc[before].text in _PARTING and doc[before].whitespace_:
            return before
    return limit


def _phrase_end(context: Context, begin: int, limit: int) -> int:
    """Where the complements of the verb end: before a clause or verb that a comma or conjunction parts from them."""
    children = sorted((child for token in context.cue.tokens for child in token.children if child.right_edge.i >= begin), key=lambda t: t.i)
    doc, end = context.period.part.doc, begin + 1
    for child in children:
        first = child.left_edge.i
        if first >= end and _is_circumstance(context, child):
            if end > begin + 1:
                break
            continue
        if (
            child.dep_ in {*grammar.COORDINATIONS, *grammar.ADJUNCT_CLAUSES, "cc", "punct"}
            and first >= end
            and _parts(doc[first - 1], doc[first])
        ):
            if child.dep_ in grammar.ADJUNCT_CLAUSES or grammar.is_finite_verb(child) or child.text in {":", ";"}:
                break
            if child.dep_ in {"cc", "punct"}:
                continue
        end = max(end, child.right_edge.i + 1)
    while end < limit and end not in context.period.outside_numbers:
        end += 1
    end = _coordinated_end(context, begin, end, limit)
    return _without_aside(context, begin, min(end, limit) if children else min(doc[begin].sent.end, limit))


def _coordinated_end(context: Context, begin: int, end: int, limit: int) -> int:
    """Behind "and for …" after "called for …": the same preposition once more, wherever the tree hangs it."""
    doc = context.period.part.doc
    while (
        begin
        and end + 2 < limit
        and doc[end].pos_ == "CCONJ"
        and doc[end + 1].lower_ == doc[begin - 1].lower_
        and doc[begin - 1].pos_ == "ADP"
    ):
        noun = next((token for token in doc[end + 2 : limit] if token.pos_ in grammar.NOMINALS), None)
        if noun is None:
            break
        end = min(max(noun.right_edge.i, noun.i) + 1, limit)
    return end


def _is_circumstance(context: Context, child: Token) -> bool:
    """Whether a complement of the verb tells when, where or in what it was said rather than what: "in a letter", "on Monday"."""
    if child.dep_ in _ADJUNCTS:
        return child.lower_ in context.words.circumstances
    if child.dep_ not in _OBLIQUES:
        return child.dep_ == "npadvmod"
    case = next((t.lemma_.lower() for t in child.children if t.dep_ == "case"), None)
    if case is None:
        return child.dep_ == "obl:mod"  # "mercredi", "ce matin"
    return case in context.words.circumstances or child.lemma_.lower() in context.words.texts | context.words.occasions


def _without_aside(context: Context, begin: int, end: int) -> int:
    """Without what a comma or dash parts from a noun phrase: ", which …", " - a charge that …"."""
    doc, outside = context.period.part.doc, context.period.outside_numbers
    for i in range(begin + 1, end):
        if i not in outside:
            continue
        if doc[i].text in _DASHES and doc[i - 1].whitespace_ and i + 1 < end and all(k in outside for k in range(i, end)):
            return i
        if doc[i].text == "," and i + 1 < end and _is_last_clause(doc[i + 1], end, context.words):
            return i
    return end


def _is_last_clause(pronoun: Token, end: int, words: StatementWords) -> bool:
    """Whether a relative pronoun begins a clause that lasts till the end of a phrase."""
    return pronoun.lower_ in words.relatives and any(
        verb.dep_ in grammar.RELATIVE_CLAUSES and verb.right_edge.i >= end - 2 for verb in pronoun.ancestors
    )


def _parts(before: Token, first: Token) -> bool:
    return before.is_punct or before.pos_ == "CCONJ" or first.is_punct or first.pos_ == "CCONJ"
