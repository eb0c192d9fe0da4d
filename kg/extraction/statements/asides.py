"""What the writer adds of their own to what is said: ", but nobody came", ", citing a letter", ", which may cost jobs"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.statements.context import Context
from kg.extraction.statements.cues import StatementWords, has_finite_ending
from kg.extraction.text import grammar

_CLAUSES = frozenset({"that-clause", "clause"})
_ACTS = frozenset({"request", "infinitive", "object", "preposition"})  # what these tell is a phrase: a clause behind it is a comment
_NEAR = 8  # tokens between a comma and the participle of a clause that has a subject of its own
_SHIFTED = frozenset({"Imp"})  # tenses of reported speech


def before_aside(context: Context, begin: int, end: int, rule: str) -> int:
    """Where a clause of the writer begins behind a content, or the end of the content."""
    doc, outside = context.period.part.doc, context.period.outside_numbers
    for i in range(begin + 1, end - 1):
        if doc[i].text == "," and all(k in outside for k in range(i, end)) and _is_aside(context, begin, i + 1, end, rule):
            return i
    return end


def _is_aside(context: Context, begin: int, first: int, end: int, rule: str) -> bool:
    doc, words = context.period.part.doc, context.words
    if cites(doc[first], words):
        return True
    if rule in _CLAUSES:
        return _contrasts(context, begin, first, end) or _resumes(context, begin, first, end)
    return rule in _ACTS and (is_comment(doc[first], words) or _is_absolute(context, first, end))


def cites(token: Token, words: StatementWords) -> bool:
    """ ", citing a letter": a participle that tells on what the speaker relies."""
    return is_bare_participle(token) and token.lemma_.lower() in words.citing


def is_bare_participle(token: Token) -> bool:
    """A present participle without a word before it that makes a circumstance of it: not "en levant la main"."""
    return grammar.is_participle(token) and "Past" not in token.morph.get("Tense", [])


def is_comment(first: Token, words: StatementWords) -> bool:
    """Whether a word begins what somebody thinks of the whole: ", ce que la société a nié"."""
    following = first.nbor(1).lower_ if first.i + 1 < len(first.doc) else ""
    return f"{first.lower_} {following}" in words.comments


def _contrasts(context: Context, begin: int, first: int, end: int) -> bool:
    """ "said that X is old, but Y still holds": a main clause behind a conjunction that does not take up the "que" of what is said."""
    doc, words = context.period.part.doc, context.words
    if doc[first].lower_ not in words.contrasts or doc[first + 1].lower_ in words.conjunctions:
        return False
    if any(token.lower_ in words.negations for token in doc[begin:first]):
        return False  # "not old, but it is weak": one thought in two parts
    verb = next((t for t in doc[first + 1 : end] if grammar.is_finite_verb(t) and _has_subject_in(t, first)), None)
    verb = verb or _verb_of_phrase(context, first + 1, end)
    return verb is not None and not _is_shifted(verb)


def _resumes(context: Context, begin: int, first: int, end: int) -> bool:
    """ "a dit qu'elle dormait, et a décidé de partir": a verb without a subject, in the perfect, behind a clause in shifted tenses."""
    doc = context.period.part.doc
    verb = next((t for t in doc[first + 1 : min(first + 5, end)] if grammar.is_past_participle(t) and t.pos_ == "VERB"), None)
    if doc[first].pos_ != "CCONJ" or doc[first + 1].pos_ != "AUX" or verb is None or "Pres" not in doc[first + 1].morph.get("Tense", []):
        return False
    told = next((t for t in doc[begin:first] if grammar.is_finite_verb(t)), None)
    return told is not None and _is_shifted(told) and not _has_subject_in(verb, first)


def _verb_of_phrase(context: Context, begin: int, end: int) -> Token | None:
    """The first verb behind a noun phrase that begins a clause, whatever the tree makes of it."""
    doc, words = context.period.part.doc, context.words
    if doc[begin].pos_ != "DET" or doc[begin].lower_ in words.relatives:
        return None
    verb = next((t for t in doc[begin:end] if grammar.is_finite_verb(t) or (t.pos_ == "VERB" and has_finite_ending(t))), None)
    between = doc[begin : verb.i] if verb is not None else doc[begin:begin]
    plain = not any(t.lower_ in words.relatives | words.conjunctions or t.is_punct for t in between)
    return verb if plain and any(t.pos_ == "NOUN" for t in between) else None


def _has_subject_in(verb: Token, first: int) -> bool:
    return any(child.i > first for child in grammar.children(verb, grammar.SUBJECTS | grammar.PASSIVE_SUBJECTS))


def _is_shifted(verb: Token) -> bool:
    """Whether a verb stands in a tense of reported speech: it goes on with what is said, "que" or not."""
    forms = [verb, *grammar.children(verb, grammar.AUXILIARIES)]
    return any("Cnd" in form.morph.get("Mood", []) or _SHIFTED & set(form.morph.get("Tense", [])) for form in forms)


def _is_absolute(context: Context, first: int, end: int) -> bool:
    """ ", the country being short of water": a participle with a subject of its own."""
    doc = context.period.part.doc
    for token in doc[first : min(first + _NEAR, end)]:
        if is_bare_participle(token) and token.lemma_.lower() in context.words.auxiliaries:
            return any(t.pos_ in grammar.NOMINALS for t in doc[first : token.i])
    return False
