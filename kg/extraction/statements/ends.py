"""Where the content of a statement ends."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.statements.asides import before_aside, cites, is_bare_participle, is_comment
from kg.extraction.statements.context import Context
from kg.extraction.text import grammar

_WHOLE = frozenset(",.!?…")  # before a closing mark: the quotation is a clause of its own
_PARTING = frozenset({",", ";", "-", "–", "—", "--"})
_DASHES = frozenset({"–", "—", "―", "--", "-"})
_ADJUNCTS = frozenset({"prep"})
_MEANS = frozenset({"in", "on"})
_OBLIQUES = frozenset({"obl:mod", "obl", "obl:arg"})


def content_end(context: Context, begin: int, rule: str) -> int:
    """The token after the last one of the content."""
    return before_aside(context, begin, _whole_end(context, begin, rule), rule)


def _whole_end(context: Context, begin: int, rule: str) -> int:
    """The same, with what the writer adds."""
    limit = _limit(context, begin)
    if rule == "passive":
        return _passive_end(context, begin)
    if rule in {"object", "preposition", "naming"}:
        return _phrase_end(context, begin, limit)
    quoted = _state_in_quotation(context, begin, limit) if rule == "infinitive" else _closed_quotation(context, begin, limit)
    return quoted if quoted is not None else _clause_end(context, begin, limit, rule)


def _passive_end(context: Context, begin: int) -> int:
    """The token after the subject of a verb in the passive voice."""
    subjects = (token for token in grammar.children(context.cue.first, grammar.PASSIVE_SUBJECTS) if token.i >= begin)
    return max((grammar.phrase(subject, without=frozenset())[1] for subject in subjects), default=begin)


def _limit(context: Context, begin: int) -> int:
    """Where a content ends at the latest: at another attribution, or with the clause that the verb stands in."""
    limit, verb = min(context.stop, context.period.end), context.cue.first
    bound = not any(child.dep_ in grammar.SUBJECTS for child in verb.children) or any(child.dep_ == "mark" for child in verb.children)
    ahead = bound and verb.dep_ in grammar.ADJUNCT_CLAUSES and verb.head.i > verb.right_edge.i
    if (ahead or verb.dep_ in grammar.RELATIVE_CLAUSES) and begin <= verb.right_edge.i:
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


def _state_in_quotation(context: Context, begin: int, limit: int) -> int | None:
    """The end of a quotation that tells a state, with a comma behind it: "s'est dit « choqué », lors de sa visite"."""
    doc, outside, end = context.period.part.doc, context.period.outside_numbers, begin
    while end < limit and end not in outside:
        end += 1
    return end if begin < end < limit - 1 and doc[end].text == "," and end + 1 in outside else None  # not "« choqué », « triste »"


def _clause_end(context: Context, begin: int, limit: int, rule: str) -> int:
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
        if _goes_on(context, child, rule) or (rule == "that-clause" and not any(map(grammar.is_finite_verb, doc[begin:first]))):
            continue  # "that to keep the road open, the town needs …"
        if rule == "request" and grammar.is_infinitive(child):
            asked = any(map(grammar.is_infinitive, doc[begin:first]))
            if child.dep_ in grammar.COORDINATIONS or not asked:
                continue  # "called on them to …, but also to …", "directed the inspector, X, to …"
        if rule == "request" and child.dep_ in grammar.COORDINATIONS and grammar.is_finite_verb(child):
            return first - (doc[first - 1].pos_ == "CCONJ")
        before = first - 1 - (doc[first - 1].pos_ == "CCONJ")
        whole = all(i in outside for i in range(first, min(child.right_edge.i + 1, limit)))
        if whole and before > begin and doc[before].text in _PARTING and doc[before].whitespace_:
            return before
    return limit


def _goes_on(context: Context, child: Token, rule: str) -> bool:
    """Whether a clause that the tree hangs on the verb of speech belongs to what is said: ", reducing the time", ", so that …"."""
    if child.dep_ not in grammar.ADJUNCT_CLAUSES:
        return False
    if rule == "request" and child.left_edge.lower_ in context.words.purposes:
        return True
    return rule in {"that-clause", "clause"} and child.left_edge == child and is_bare_participle(child) and not cites(child, context.words)


def _phrase_end(context: Context, begin: int, limit: int) -> int:
    """Where the complements of the verb end: before a clause or verb that a comma or conjunction parts from them."""
    children = sorted((child for token in context.cue.tokens for child in token.children if child.right_edge.i >= begin), key=lambda t: t.i)
    doc, end = context.period.part.doc, begin + 1
    for child in children:
        first = child.left_edge.i
        if first >= end and child.dep_ in grammar.ADJUNCT_CLAUSES and child.lemma_.lower() in context.words.grounds:
            break  # "…, to justify its decision"
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
    end = _relative_end(context, _coordinated_end(context, begin, end, limit), limit)
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


def _relative_end(context: Context, end: int, limit: int) -> int:
    """Behind a relative clause that follows without a comma, wherever the tree hangs it."""
    doc = context.period.part.doc
    pronoun = next((token for token in doc[end : min(end + 2, limit)] if "Rel" in token.morph.get("PronType", [])), None)
    if pronoun is None or (pronoun.i > end and doc[end].pos_ != "ADP") or pronoun.head.i <= pronoun.i:
        return end
    return min(max(pronoun.head.right_edge.i + 1, end), limit)


def _is_circumstance(context: Context, child: Token) -> bool:
    """Whether a complement of the verb tells when, where or in what it was said rather than what: "in a letter", "on Monday"."""
    if child.dep_ in _ADJUNCTS:
        if child.lower_ not in context.words.circumstances:
            return False
        inner = next((token for token in child.children if token.dep_ in {"pobj", "pcomp"}), None)
        if inner is None or inner.dep_ == "pcomp":
            return child.lower_ not in _MEANS  # "for their help in building it"
        return child.lower_ not in _MEANS or not _belongs(child, inner, context)
    if child.dep_ not in _OBLIQUES:
        return child.dep_ == "npadvmod"
    case = next((t.lemma_.lower() for t in child.children if t.dep_ == "case"), None)
    if case is None:
        return child.dep_ == "obl:mod"  # "mercredi", "ce matin"
    return case in context.words.circumstances or child.lemma_.lower() in context.words.texts | context.words.occasions


def _belongs(preposition: Token, noun: Token, context: Context) -> bool:
    """ "called her vote in favor of the bill a mistake": what tells no time, place or text of speaking, right behind what it belongs to."""
    told = context.words.texts | context.words.occasions
    own = noun.pos_ == "NOUN" and not noun.ent_type_ and noun.lemma_.lower() not in told
    return own and preposition.i > 0 and preposition.nbor(-1).pos_ == "NOUN" and any(child.dep_ == "prep" for child in noun.children)


def _without_aside(context: Context, begin: int, end: int) -> int:
    """Without what a comma or dash parts from a noun phrase: ", which …", " - a charge that …"."""
    doc, outside = context.period.part.doc, context.period.outside_numbers
    for i in range(begin + 1, end):
        if i not in outside:
            continue
        if doc[i].text in _DASHES and doc[i - 1].whitespace_ and i + 1 < end and all(k in outside for k in range(i, end)):
            return i
        if doc[i].text == "," and i + 1 < end and is_comment(doc[i + 1], context.words):
            return i
    return end


def _parts(before: Token, first: Token) -> bool:
    return before.is_punct or before.pos_ == "CCONJ" or first.is_punct or first.pos_ == "CCONJ"
