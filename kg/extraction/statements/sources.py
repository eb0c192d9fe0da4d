"""Whose words they are: the noun phrase that stands for the speaker beside a verb of communication."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extraction.statements.cues import Cue, StatementWords, aside_auxiliary, first_form, is_participle, joined_to
from kg.extraction.statements.inversions import behind_circumstances, inverted_subject, is_told, name_behind, speaks
from kg.extraction.text import grammar

CLIMB = 4  # verbs that a participle or a coordinated verb may be away from its subject
NEAR = 8  # tokens between a verb and a subject that the tree does not give
_GERUND_MARKS = frozenset({"ADP", "SCONJ"})  # "en appelant", "while calling"
_PERSONS = frozenset({"PER", "PERSON"})
_SPEAKING = frozenset({"PER", "PERSON", "ORG"})
_BRANCHES = frozenset({*grammar.RELATIVE_CLAUSES, *grammar.ADJUNCT_CLAUSES, *grammar.COORDINATIONS, "cc", "punct", "advmod"})


@dataclass(frozen=True, slots=True)
class Source:
    """A noun phrase that stands for a speaker."""

    head: Token
    begin: int  # tokens: the phrase itself, "le ministre de l'Intérieur"
    end: int
    widest: tuple[int, int]  # tokens: with appositions and clauses that tell more of the speaker
    explicit: bool  # subject of the verb itself, not of one that the verb follows
    pronoun: int | None = None  # the relative pronoun that stands for the phrase beside the verb

    @property
    def mention(self) -> tuple[int, int]:
        """The tokens that stand for the speaker beside the verb."""
        return (self.begin, self.end) if self.pronoun is None else (self.pronoun, self.pronoun + 1)


def find_source(cue: Cue, outside: frozenset[int], words: StatementWords) -> Source | None:
    """The speaker of a cue. `outside` are the tokens that stand in no quotation."""
    for explicit, found in _subjects(cue, outside, words):
        subject = _whole_text(found, words)
        source = source_of(subject, cue, outside, explicit=explicit)
        return replace(source, pronoun=_relative_pronoun(cue, subject, words)) if explicit else source
    return None


def is_impersonal(head: Token, words: StatementWords) -> bool:
    """Whether a pronoun joined to the verb stands for a house; in front of it, « on dit », it tells a rumour."""
    return head.text.startswith("-") and head.lower_.rpartition("-")[2] in words.impersonal_pronouns


def _whole_text(noun: Token, words: StatementWords) -> Token:
    """ "Part of the statement reads": the text of which it is a part."""
    if noun.lemma_.lower() not in words.portions:
        return noun
    behind = [child for token in (noun, *grammar.children(noun, {"prep"})) for child in token.children if child.i > noun.i]
    return next((token for token in behind if token.pos_ == "NOUN" and token.lemma_.lower() in words.texts), noun)


def _relative_pronoun(cue: Cue, subject: Token, words: StatementWords) -> int | None:
    """The pronoun by which the subject's relative clause goes on: "who said"."""
    own = [child for token in cue.tokens for child in grammar.children(token, grammar.SUBJECTS) if _is_relative(child, words)]
    return own[0].i if own and own[0] != subject else None


def _is_relative(token: Token, words: StatementWords) -> bool:
    return token.lower_ in words.relatives or token.tag_ in {"WP", "WDT"}


def _subjects(cue: Cue, outside: frozenset[int], words: StatementWords) -> list[tuple[bool, Token]]:
    """The first subject that is found: of the verb, after it, before it, of the verbs above it, in front of an apposition."""
    hyphenated = _hyphenated_pronoun(cue, outside, words)
    if hyphenated is not None:
        return [(True, hyphenated)]
    auxiliary = aside_auxiliary(cue.first)
    if auxiliary is not None and (before := _noun_before(auxiliary.i, outside, cue.first.doc)) is not None:
        return [(True, before)]
    for token in cue.tokens:
        subject = own_subject(token, outside, words)
        if subject is not None:
            return [(True, _named_behind(cue, subject, outside, words) or _after_lone_comma(cue, subject, outside) or subject)]
    if grammar.is_passive(cue.first):
        return []
    finite = not grammar.is_infinitive(cue.first) and (not is_participle(cue.first) or _has_auxiliary_before(cue.first))
    attempts = (
        (True, _between_quotation_and_verb(cue, outside) if finite else None),
        (True, inverted_subject(cue, outside, words)),
        (True, name_behind(cue, outside) if finite else None),
        (True, behind_circumstances(cue, outside, words) if finite else None),
        (True, _nearest_before(cue, outside) if finite else None),
        (False, _inherited(cue.first, outside, words)),
        (True, _before_apposition(cue, outside) if finite else None),
    )
    return [(explicit, subject) for explicit, subject in attempts if subject is not None and subject.lower_ not in words.relatives][:1]


def _has_auxiliary_before(verb: Token) -> bool:
    """Whether an auxiliary stands before a participle, whatever the tree makes of it."""
    return first_form(verb) < verb.i


def _named_behind(cue: Cue, subject: Token, outside: frozenset[int], words: StatementWords) -> Token | None:
    """ "…, reveals X.", "The site, says X, is …", where the tree has a subject before the comma: the name right behind the verb."""
    doc, first = cue.first.doc, cue.first.i
    while first - 1 in outside and doc[first - 1].pos_ == "AUX":
        first -= 1
    if first == 0 or doc[first - 1].text != "," or not subject.i < first - 1:
        return None
    behind = inverted_subject(cue, outside, words)
    named = behind is not None and behind.text[0].isupper() and behind.ent_type_ in _SPEAKING
    if behind is None or not (named or speaks(behind, words)):
        return None
    closed = behind.right_edge.i + 1 >= len(doc) or doc[behind.right_edge.i + 1].is_punct or doc[behind.right_edge.i].is_punct
    clause = any(
        grammar.is_finite_verb(t) and t.i in outside and t.dep_ not in grammar.RELATIVE_CLAUSES for t in doc[cue.first.sent.start : first]
    )
    return behind if closed and (clause or (named and _goes_on_behind(behind))) else None


def _goes_on_behind(name: Token) -> bool:
    """ "The site, said X, is safe.": a comma behind the name, and then the verb of what stands before."""
    doc, comma = name.doc, name.right_edge.i + (not name.right_edge.is_punct)
    return comma + 1 < len(doc) and doc[comma].text == "," and grammar.is_finite_verb(doc[comma + 1])


def _hyphenated_pronoun(cue: Cue, outside: frozenset[int], words: StatementWords) -> Token | None:
    """ "a-t-il dit", "précise-t-elle": the pronoun that a hyphen joins to the verb or its auxiliary."""
    near = (token for token in cue.first.doc[max(cue.first.i - 2, 0) : cue.first.i + 3] if token.i in outside)
    return next(
        (
            token
            for token in near
            if token.text.startswith("-")
            and token.text != "-t"
            and len(token) > 2
            and (token.pos_ in grammar.NOMINALS or token.lower_[1:] in words.singular_pronouns | words.plural_pronouns)
        ),
        None,
    )


def _after_lone_comma(cue: Cue, subject: Token, outside: frozenset[int]) -> Token | None:
    """ "…, Y said", where the tree has a subject before the comma: the phrase right before the verb."""
    doc, end = cue.first.doc, cue.first.i
    while end - 1 in outside and doc[end - 1].pos_ in {"AUX", "ADV"}:
        end -= 1
    commas = [i for i in range(subject.i, end) if doc[i].text == ","]
    if len(commas) != 1 or commas[0] == end - 1 or any(i not in outside for i in range(subject.i, end)):
        return None
    window = doc[commas[0] + 1 : end]
    heads = [t for t in window if t.pos_ in grammar.NOMINALS and not window.start <= t.head.i < end and not _has_case(t)]
    plain = all(t.pos_ not in grammar.VERBS and t.pos_ not in {"CCONJ", "SCONJ"} for t in window) and window[0].pos_ in {"DET", "PROPN"}
    return heads[0] if heads and plain else None


def own_subject(verb: Token, outside: frozenset[int], words: StatementWords) -> Token | None:
    """The subject of a verb, its agent in the passive voice, the antecedent of a relative pronoun."""
    if grammar.is_passive(verb):
        agents = [token for child in grammar.children(verb, grammar.AGENTS) for token in _nominal(child)]
        return agents[0] if agents else None
    subjects = [
        _behind_linking_t(child)
        for form in (verb, *grammar.children(verb, {"aux:tense", "aux"}))  # a tree may hang the subject on the auxiliary
        for child in grammar.children(form, grammar.SUBJECTS | grammar.PASSIVE_SUBJECTS)
        if child.i in outside
        and not _has_case(child)
        and not _is_reflexive(child)
        and not is_told(child, verb)
        and not _is_before_conjunction(child, verb)
    ]
    if not subjects:
        return _impersonal(verb, outside, words) or _named_beside(verb, outside)
    subject = max(subjects, key=lambda token: (token.lower_.startswith("-"), -abs(token.i - verb.i)))
    if _is_relative(subject, words):
        return _antecedent(subject, verb)
    return subject


def _is_reflexive(token: Token) -> bool:
    """ "s'est opposé": no subject, whatever the tree says."""
    return token.pos_ == "PRON" and "Yes" in token.morph.get("Reflex", [])


def _is_before_conjunction(subject: Token, verb: Token) -> bool:
    """ "X met Y and promised": a name before the conjunction that joins a verb to another is no subject of it, whatever the tree says."""
    return any(child.dep_ == "cc" and subject.i < child.i < verb.i for child in verb.children)


def _impersonal(verb: Token, outside: frozenset[int], words: StatementWords) -> Token | None:
    """ "Il s'est dit confiant": a pronoun that the tree takes for that of an impersonal verb."""
    reflexive = any(child.dep_ == "expl:comp" for child in verb.children)
    pronouns = (child for child in grammar.children(verb, {"expl:subj"}) if child.i in outside)
    return next((child for child in pronouns if reflexive and child.lower_ in words.singular_pronouns), None)


def _named_beside(verb: Token, outside: frozenset[int]) -> Token | None:
    """ "Dans son discours X a dit": the name that a tree puts in apposition to a circumstance, which it takes for the subject."""
    for child in grammar.children(verb, grammar.SUBJECTS):
        names = (name for name in child.children if name.dep_ == "appos" and name.pos_ == "PROPN" and name.i in outside)
        if _has_case(child) and child.i < verb.i and (name := next(names, None)) is not None:
            return name
    return None


def _antecedent(pronoun: Token, verb: Token) -> Token | None:
    """What a relative pronoun stands for; where the tree gives no noun, the name right before it: "notamment l'opposant X, qui …"."""
    if verb.dep_ not in grammar.RELATIVE_CLAUSES:
        return None
    if verb.head.pos_ in grammar.NOMINALS:
        return verb.head
    before = pronoun.i - 1 - (pronoun.i > 1 and pronoun.nbor(-1).text == ",")
    name = pronoun.doc[before] if before >= 0 else pronoun
    while name.dep_ == "flat:name" and name.head.i < name.i:
        name = name.head
    return name if name.pos_ == "PROPN" else None


def _behind_linking_t(token: Token) -> Token:
    """The pronoun itself where a tree makes the "-t" of "a-t-elle" the subject."""
    following = token.i + 1
    return token.nbor(1) if token.lower_ == "-t" and following < len(token.doc) and token.nbor(1).text.startswith("-") else token


def _has_case(token: Token) -> bool:
    """A noun behind a preposition is no subject, whatever the tree says; partitives ("des experts") aside."""
    return any(child.dep_ == "case" and child.i < token.i for child in token.children)


def _nominal(token: Token) -> list[Token]:
    """The noun of an agent phrase, whichever of the two is the head of the other."""
    if token.pos_ in grammar.NOMINALS:
        return [token]
    return [child for child in token.children if child.pos_ in grammar.NOMINALS]


def _inherited(verb: Token, outside: frozenset[int], words: StatementWords) -> Token | None:
    """The subject of the verb that a participle, infinitive or coordinated verb hangs on."""
    token = verb
    joined = joined_to(verb)
    if joined is not None and (subject := own_subject(joined, outside, words)) is not None and subject.i in outside:
        return subject
    for _ in range(CLIMB):
        if token.head == token or token.dep_ in grammar.CLAUSES:
            return None
        above = token.head
        if above.pos_ in grammar.NOMINALS and token.dep_ in grammar.ADJUNCT_CLAUSES and _speaks_itself(above, token):
            return above if above.i in outside else None
        token = above
        subject = own_subject(token, outside, words) or next(grammar.children(token, grammar.PASSIVE_SUBJECTS), None)
        if subject is not None and subject.i in outside:
            return subject
    return None


def _speaks_itself(noun: Token, participle: Token) -> bool:
    """ "the report saying …" speaks; but in "X issued a report saying …" and "X met Y, saying …", X does.

    In "X a vu les éleveurs ayant manifesté leur intérêt" the participle can tell of the noun alone.
    """
    if any(child.dep_ in grammar.AUXILIARIES for child in participle.children) and noun.i == participle.left_edge.i - 1:
        return True
    if noun.pos_ != "NOUN" or (participle.i > 0 and (participle.nbor(-1).text == "," or participle.nbor(-1).pos_ in _GERUND_MARKS)):
        return False
    return noun.dep_ not in grammar.OBJECTS


def _nearest_before(cue: Cue, outside: frozenset[int]) -> Token | None:
    """The noun phrase right before a verb whose subject the tree does not give."""
    return _noun_before(cue.first.i, outside, cue.first.doc)


def _noun_before(i: int, outside: frozenset[int], doc: Doc) -> Token | None:
    """The head of the noun phrase that ends right before a token, auxiliaries and adverbs aside."""
    position = i - 1
    while position in outside and (doc[position].pos_ in {"AUX", "ADV"} or _is_reflexive(doc[position])):
        position -= 1
    if position not in outside or doc[position].pos_ not in grammar.NOMINALS or doc[position].dep_ in {"pobj", "obj", "dobj"}:
        return None
    head = doc[position]
    found = None if _has_case(head) else head
    while head.head != head and head.head.pos_ in grammar.NOMINALS and 0 < position - head.head.i < NEAR:
        head = head.head
        found = found if _has_case(head) else head
    return found


def _between_quotation_and_verb(cue: Cue, outside: frozenset[int]) -> Token | None:
    """ ""…," X, the mayor of Y, told Z": the name right behind the quotation, before an apposition that ends at the verb."""
    name = _before_apposition(cue, outside)
    return name if name is not None and name.left_edge.i - 1 not in outside and name.i > 0 else None


def _before_apposition(cue: Cue, outside: frozenset[int]) -> Token | None:
    """ "X, the minister of Y (Z), said": the name that begins the sentence or follows a comma, where a comma stands before the verb."""
    doc, end = cue.first.doc, cue.first.i
    while end - 1 in outside and doc[end - 1].pos_ in {"AUX", "ADV"}:
        end -= 1
    if end - 1 not in outside or doc[end - 1].text != ",":
        return None
    begin = end - 1
    while begin - 1 in outside and begin > cue.first.sent.start and not grammar.is_finite_verb(doc[begin - 1]):
        begin -= 1
    for token in doc[begin : end - 1]:
        first = token.i == begin or doc[token.i - 1].text == ","
        if first and token.text[0].isupper() and token.ent_type_ and (token.pos_ in grammar.NOMINALS or token.ent_type_ in _PERSONS):
            return token.head if token.dep_ == "compound" and token.i < token.head.i < end else token
    return None


def source_of(head: Token, cue: Cue | None, outside: frozenset[int], *, explicit: bool = True) -> Source:
    """The phrase of a speaker's noun, on its side of the verb."""
    lower, upper = _bounds(head, cue, outside)
    begin, end = (head.i, head.i + 1) if head.text.startswith("-") else grammar.phrase(head, without=_BRANCHES)
    wide_begin, wide_end = head.left_edge.i, head.right_edge.i + 1
    begin, end = max(begin, lower), min(end, upper)
    end -= end > head.i + 1 and head.doc[end - 1].is_space  # of the line that the name ends
    return Source(head, begin, max(end, head.i + 1), (max(wide_begin, lower), max(min(wide_end, upper), head.i + 1)), explicit)


def _bounds(head: Token, cue: Cue | None, outside: frozenset[int]) -> tuple[int, int]:
    """How far a phrase may reach: not over the verb, nor into a quotation."""
    lower, upper = head.i, head.i + 1
    barred = {token.i for token in cue.tokens} if cue is not None else set()
    while lower - 1 in outside and lower - 1 not in barred:
        lower -= 1
    while upper in outside and upper not in barred:
        upper += 1
    return lower, upper
