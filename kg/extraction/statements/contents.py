"""Where the content of a statement begins after a verb of communication."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.statements.context import Content, Context
from kg.extraction.statements.cues import Frame, StatementWords
from kg.extraction.statements.ends import content_end
from kg.extraction.statements.quotations import Quotation
from kg.extraction.text import grammar
from kg.extraction.text.calendar import times_in

NEAR = 2  # the same for verbs that take a clause rarely: "invited all those that …"
REACH = 18  # tokens between a verb and the "that" that belongs to it: an addressee, a place, a date
_PHRASES = frozenset({"object", "infinitive", "preposition", "request"})  # what adverbials of the verb may stand before
_PAUSES = frozenset(",:;")
_STOPS = frozenset(".,;:!?…-–—")
_QUESTIONS = frozenset({"WP", "WRB"})  # "condemned what he saw"


def right_content(context: Context) -> Content | None:
    """The content that stands after a cue."""
    frames = context.cue.frames
    clausal = bool({Frame.CLAUSE, Frame.QUOTATION, Frame.REQUEST} & frames)
    for rule, frame, find in (
        ("that-clause", clausal, _after_conjunction),
        ("infinitive", Frame.INFINITIVE in frames, _predicate),
        ("quotation", clausal or Frame.OBJECT in frames, _at_quotation),
        ("request", Frame.REQUEST in frames, _request),
        ("that-clause", Frame.CLAUSE in frames and Frame.OBJECT not in frames, _after_place_and_conjunction),
        ("clause", Frame.CLAUSE in frames, _clause),
        ("that-clause", Frame.CLAUSE in frames and Frame.OBJECT not in frames, _after_any_conjunction),
        ("clause", Frame.CLAUSE in frames, _clause_above),
        ("infinitive", Frame.INFINITIVE in frames, _infinitive),
        ("preposition", Frame.PREPOSITION in frames, _preposition),
        ("naming", Frame.NAMING in frames, _naming),
        ("object", Frame.OBJECT in frames, _object),
        ("passive", Frame.OBJECT in frames, _passive_subject),
    ):
        begin = find(context) if frame else None
        if begin is not None and begin < context.stop:
            return _trimmed(context, begin, content_end(context, begin, rule), rule)
    return None


def _trimmed(context: Context, begin: int, end: int, rule: str) -> Content | None:
    doc = context.period.part.doc
    if rule == "clause" and doc[begin].lower_ in context.words.conjunctions and doc[begin].dep_ not in grammar.SUBJECTS | {"det"}:
        begin += 1
    while begin < end and (doc[begin].is_space or (begin in context.period.outside_numbers and doc[begin].is_punct)):
        begin += 1
    if rule in _PHRASES:
        begin = _behind_circumstances(context, begin, end)
    while end > begin and (doc[end - 1].is_space or (end - 1 in context.period.outside_numbers and _ends_nothing(doc[end - 1]))):
        end -= 1
    return Content(begin, end, rule) if begin < end else None


def _ends_nothing(token: Token) -> bool:
    """Punctuation, or the "By" of a byline."""
    return token.text in _STOPS or (token.pos_ == "ADP" and token.is_title)


def _behind_circumstances(context: Context, begin: int, end: int) -> int:
    """Where a phrase begins behind the time and place of speaking: "announced on Monday in Abidjan a reform"."""
    doc, outside = context.period.part.doc, context.period.outside_numbers
    while begin + 1 < end and begin in outside and _is_by_the_way(doc[begin], context):
        begin += 1
    text = doc[begin:end]
    spans = [text.char_span(start, stop) for start, stop in times_in(text.text, context.period.part.language)[:1] if start == 0]
    first = spans[0].end if spans and spans[0] is not None else begin
    if first > begin and first + 1 < end and doc[first].pos_ == "ADP" and doc[first + 1].pos_ == "PROPN":
        first = next((i for i in range(first + 1, end) if doc[i].pos_ != "PROPN"), end)
    return first if first < end and first in outside else begin


def _is_by_the_way(token: Token, context: Context) -> bool:
    """ "recommande également d'éviter": an adverb of the verb of speech."""
    adverb = token.pos_ == "ADV" and token.dep_ == "advmod" and token.lower_ not in context.words.negations and token.nbor(1).pos_ != "ADJ"
    return adverb and bool(token.whitespace_) and token.head in context.cue.tokens and not any(True for _ in token.children)


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
        if doc[i - 1].lower_ in context.words.compounds or (doc[i - 1].pos_ == "CCONJ" and i > tokens.start + 1):
            continue
        if token.lower_ in context.words.conjunctions and (
            _is_of_subject(context, token) or _is_of_object(context, token) or _is_relative(token)
        ):
            return None
        if token.lower_ in context.words.conjunctions and (token.dep_ in {"mark", "fixed"} or token.pos_ == "SCONJ" or i == tokens.start):
            return i + 1
    return None


def _is_relative(token: Token) -> bool:
    """ "les plaintes, qu'il a jugées fondées": a relative pronoun behind a comma."""
    return "Rel" in token.morph.get("PronType", []) and token.nbor(-1).text == ","


def _is_of_object(context: Context, conjunction: Token) -> bool:
    """ "confirme l'orientation qu'il entend donner": whether a "que" begins a relative clause of the verb's object."""
    noun = conjunction.head.head
    if Frame.OBJECT not in context.cue.frames or conjunction.head.dep_ not in grammar.RELATIVE_CLAUSES or noun.i > conjunction.i:
        return False
    return noun.pos_ == "NOUN" and noun.dep_ in grammar.DIRECT_OBJECTS and noun.head in context.cue.tokens


def _is_of_subject(context: Context, conjunction: Token) -> bool:
    """ "said the finding that the road was shut was a blow": whether a "that" tells more of the subject of what is said."""
    verb = conjunction.head
    if verb.dep_ not in grammar.RELATIVE_CLAUSES | grammar.ADJUNCT_CLAUSES or verb.head.pos_ not in grammar.NOMINALS:
        return False
    return verb.head.dep_ in grammar.SUBJECTS and verb.head.head.dep_ in grammar.CLAUSES and verb.head.head.head in context.cue.tokens


def _after_any_conjunction(context: Context) -> int | None:
    """A "que" that the tree takes for a relative pronoun, after a verb that takes no object."""
    doc = context.period.part.doc
    for i in _after(context)[:REACH]:
        if i not in context.period.outside_numbers or grammar.is_finite_verb(doc[i]) or doc[i].is_punct:
            return None
        if doc[i].lower_ in context.words.conjunctions and doc[i - 1].lower_ not in context.words.compounds:
            return i + 1
    return None


def _after_place_and_conjunction(context: Context) -> int | None:
    """ "a ajouté dans son message qu'il viendrait": the same behind words for where it was said."""
    tokens = _after(context)
    first = context.period.part.doc[tokens.start] if tokens else None
    return _after_any_conjunction(context) if first is not None and first.pos_ == "ADP" and first.dep_ == "case" else None


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
    paused = bool(len(between)) and (between[-1].text in {":", ","} or between[-1].is_space)
    direct = paused or (not len(between) and not _is_word(context, found[1]))
    return found[1] if direct and {Frame.CLAUSE, Frame.QUOTATION} & context.cue.frames else None


def _is_word(context: Context, begin: int) -> bool:
    """Whether a quotation is one word: a word that the writer picks out rather than what is said."""
    end = begin
    while end < context.period.end and end not in context.period.outside_numbers:
        end += 1
    return sum(token.is_alpha for token in context.period.part.doc[begin:end]) < 2


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
                bare = child.left_edge == child and child.pos_ == "AUX" and not _has_subject(child)
                begin = max(child.left_edge.i, tokens.start)
                whole = (bare and not _is_parted(context, child.i)) or _begins_with_phrase(context, tokens.start, begin)
                return tokens.start if whole else begin
    return _clause_as_adjunct(context, tokens)


def _begins_with_phrase(context: Context, first: int, begin: int) -> bool:
    """ "said despite the rain, the bridge would open": a phrase up to a comma that tells no circumstance of the speaking."""
    doc = context.period.part.doc
    comma = begin if doc[begin].text == "," else begin - 1
    if comma - first < NEAR or doc[comma].text != "," or doc[first].dep_ != "prep":
        return False
    plain = not any(token.is_punct or grammar.is_finite_verb(token) for token in doc[first + 1 : comma])
    return plain and doc[first].lower_ not in context.words.circumstances | {"to"}


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
    if _is_circumstance(verb, context.words):
        return None
    if above.i not in tokens or above.pos_ not in grammar.VERBS or context.source is None or context.source.begin > verb.i:
        return None
    subjects = [child for child in grammar.children(above, grammar.SUBJECTS | grammar.PASSIVE_SUBJECTS) if child.i in tokens]
    return max(subjects[0].left_edge.i, tokens.start) if subjects else None


def _is_circumstance(verb: Token, words: StatementWords) -> bool:
    """ "While X answered the questions, he was interrupted": whether a conjunction makes of the verb a circumstance of what follows."""
    marks = (child.lower_ for child in grammar.children(verb, {"mark"}) if child.i < verb.i)
    return any(mark not in words.comparisons - words.conjunctions for mark in marks)


def _has_subject(token: Token) -> bool:
    """Whether a verb has a subject of its own, or an expletive for one: "said there would be …"."""
    return any(True for _ in grammar.children(token, grammar.SUBJECTS | grammar.PASSIVE_SUBJECTS | {"expl"}))


def _infinitive(context: Context) -> int | None:
    tokens = _after(context)
    for i in tokens[:6]:
        token = context.period.part.doc[i]
        if grammar.is_infinitive(token):
            return max(token.left_edge.i, tokens.start)
        timely = token.dep_ in {"obl:mod", "npadvmod"} and not any(child.dep_ == "case" for child in token.children)  # "samedi"
        if (token.pos_ in {"NOUN", "PROPN", "VERB"} and not timely) or (token.is_punct and i in context.period.outside_numbers):
            return None
    return None


def _predicate(context: Context) -> int | None:
    """ "s'est déclarée préoccupée par …": what the speaker says to be, behind a reflexive pronoun."""
    verb = context.cue.last
    if not any(child.dep_ in grammar.EXPLETIVES and child.i < verb.i for child in verb.children):
        return None
    tokens = _after(context)
    state = next((child for child in grammar.children(verb, grammar.OPEN_CLAUSES) if child.i in tokens), None)
    if state is None or not _is_state(state) or state.i - tokens.start > NEAR:
        return _predicate_behind(context) if Frame.PREPOSITION not in context.cue.frames else None
    return None if any(map(grammar.is_finite_verb, grammar.children(state, grammar.COORDINATIONS))) else tokens.start


def _is_state(token: Token) -> bool:
    return token.pos_ == "ADJ" or grammar.is_participle(token)


def _predicate_behind(context: Context) -> int | None:
    """ "s'est dite dans un message « choquée par … »", "s'est dit, mardi, favorable à …": the same behind circumstances, or at once."""
    doc, tokens, found = context.period.part.doc, _after(context), first_quotation(context)
    first = next((i for i in tokens if doc[i].pos_ != "ADV"), tokens.start)
    if first in tokens and first in context.period.outside_numbers and _is_state(doc[first]):
        return tokens.start
    if found is not None and not any(doc[i].pos_ in grammar.VERBS for i in range(tokens.start, found[1])):
        word = next((i for i in range(found[1], context.period.end) if doc[i].is_alpha and doc[i].pos_ != "ADV"), found[1])
        return found[1] if _is_state(doc[word]) else None
    commas = [i for i in tokens if doc[i].text == ","][:2]
    aside = len(commas) == 2 and commas[0] == tokens.start and not any(doc[i].pos_ in grammar.VERBS for i in range(*commas))
    return commas[1] + 1 if aside and commas[1] + 1 in tokens and _is_state(doc[commas[1] + 1]) else None


def _request(context: Context) -> int | None:
    """ "urged the parties to …": an addressee, then an infinitive."""
    doc, tokens = context.period.part.doc, _after(context)
    if _is_practice(context, tokens):
        return None
    nominal = False
    for i in tokens:
        token = doc[i]
        if grammar.is_infinitive(token) and (nominal or (i - tokens.start > 0 and doc[i - 1].lower_ in {"à", "de", "d'"})):
            return tokens.start
        if grammar.is_finite_verb(token) or i - tokens.start > 3 * REACH or token.text in ".;:":
            return None
        nominal = nominal or token.pos_ in grammar.NOMINALS
    return None


def _is_practice(context: Context, tokens: range) -> bool:
    """ "The site asks users to …", in the present: what those who come always meet with, not what was said."""
    first = next((token for token in context.period.part.doc[tokens.start : tokens.stop] if token.pos_ in grammar.NOMINALS), None)
    return first is not None and first.lemma_.lower() in context.words.customers and not grammar.is_past(context.cue.first)


def _preposition(context: Context) -> int | None:
    wanted = context.words.prepositions.get(context.cue.lemma, frozenset())
    doc, tokens = context.period.part.doc, _after(context)
    for i in tokens[:5]:
        token = doc[i]
        if token.lower_ in wanted or (token.pos_ == "ADP" and token.lemma_.lower() in wanted):
            return i + 1
        if token.pos_ in {"NOUN", "VERB", "PROPN"} or token.is_punct:
            break
    return _behind_addressee(context, tokens, wanted) if context.cue.lemma in context.words.addressing else None


def _behind_addressee(context: Context, tokens: range, wanted: frozenset[str]) -> int | None:
    """ "assured the people of more help": an addressee, then a preposition before what is said."""
    doc = context.period.part.doc
    for i in tokens[:REACH]:
        if i not in context.period.outside_numbers or doc[i].pos_ in grammar.VERBS or doc[i].is_punct:
            return None
        if doc[i].lower_ in wanted and i > tokens.start:
            return tokens.start
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
                if _tells_nothing(context, child):
                    continue
                return max(_phrase_begin(child), begin)
        for child in grammar.children(token, grammar.CLAUSES):
            if child.left_edge.i >= begin and child.left_edge.tag_ in _QUESTIONS:
                return int(child.left_edge.i)
    return None


def _tells_nothing(context: Context, noun: Token) -> bool:
    """ "confirme la situation", "accusing the West", "citing an official": of what, or whom, one speaks, with no word of what is said."""
    words, lemma = context.words, noun.lemma_.lower()
    if context.cue.lemma in words.citing and lemma in words.people | words.voices | words.tellers:
        return True
    if lemma in words.wares and Frame.INFINITIVE in context.cue.frames and not grammar.is_past(context.cue.first):
        return True  # "proposes free services": what a house has to offer
    bare = noun.right_edge == noun and not any(child.pos_ in {"ADJ", "NUM"} for child in noun.children)
    alone = bare and not any(child.i > noun.i and not child.is_punct for token in context.cue.tokens for child in token.children)
    return alone and (lemma in words.topics or context.cue.lemma in words.charges)


def _passive_subject(context: Context) -> int | None:
    """ "The report was welcomed by X": what stands before the verb, if a noun tells what it is."""
    verb = context.cue.first
    if not grammar.is_passive(verb):
        return None
    subject = next(grammar.children(verb, grammar.PASSIVE_SUBJECTS), None)
    if subject is None or subject.pos_ != "NOUN" or subject.i not in context.period.outside_numbers or subject.i > verb.i:
        return None
    return _phrase_begin(subject)


def _phrase_begin(noun: Token) -> int:
    """The first word of a noun phrase, without the adverbials that a tree may hang on it: "announced on Monday a reform"."""
    lefts = [child for child in noun.lefts if not (child.dep_.startswith(("obl", "nmod")) and child.pos_ in {"NOUN", "PROPN"})]
    return min([noun.i, *(child.left_edge.i for child in lefts)])


def _followed_by_preposition(token: Token) -> bool:
    """ "thanked them for …", "called them …"."""
    return token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "ADP"
