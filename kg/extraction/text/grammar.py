"""What the rules need of a dependency tree, in the two schemes that spaCy's pipelines use: Universal Dependencies and ClearNLP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "nsubjpass", "csubj:pass", "csubjpass"})
PASSIVE_AUXILIARIES = frozenset({"aux:pass", "auxpass"})
_PASSIVE = PASSIVE_SUBJECTS | PASSIVE_AUXILIARIES
_PASSIVE_MARKS = PASSIVE_AUXILIARIES | {"expl:pass"}
AGENTS = frozenset({"agent", "obl:agent"})
EXPLETIVES = frozenset({"expl", "expl:subj", "expl:pass", "expl:comp"})
AUXILIARIES = frozenset({"aux", "aux:tense", "aux:pass", "auxpass", "aux:caus", "neg", "cop"})
CLAUSES = frozenset({"ccomp"})
OPEN_CLAUSES = frozenset({"xcomp"})
OBJECTS = frozenset({"obj", "dobj", "iobj", "dative", "obl:arg", "oprd", "attr"})
DIRECT_OBJECTS = frozenset({"obj", "dobj"})
RELATIVE_CLAUSES = frozenset({"relcl", "acl:relcl"})
ADJUNCT_CLAUSES = frozenset({"advcl", "acl"})
COORDINATIONS = frozenset({"conj", "parataxis"})
APPOSITIONS = frozenset({"appos"})
VERBS = frozenset({"VERB", "AUX"})
NOMINALS = frozenset({"NOUN", "PROPN", "PRON"})


def children(token: Token, labels: Iterable[str]) -> Iterator[Token]:
    return (child for child in token.children if child.dep_ in labels)


def is_finite_verb(token: Token) -> bool:
    """A verb with a tense of its own, or in a compound tense."""
    if token.pos_ not in VERBS:
        return False
    form = token.morph.get("VerbForm", [])
    return "Fin" in form or token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or any(child.dep_ in AUXILIARIES for child in token.children)


def is_past(verb: Token | None) -> bool:
    """Whether a verb, or its auxiliary, is in the past, or is a participle without one."""
    if verb is None:
        return False
    words = [verb, *(child for child in verb.children if child.dep_ in AUXILIARIES)]
    tenses = {tense for word in words for tense in word.morph.get("Tense", [])}
    return bool(tenses & {"Past", "Imp"}) and "Fut" not in tenses and not any(word.tag_ == "MD" for word in words)


def is_pluperfect(verb: Token) -> bool:
    """Whether a verb tells of what was past then: "had said", "avait dit"."""
    finite = [child for child in verb.children if child.dep_ in AUXILIARIES and "Fin" in child.morph.get("VerbForm", [])]
    return is_past_participle(verb) and any({"Past", "Imp"}.intersection(helper.morph.get("Tense", [])) for helper in finite)


def is_infinitive(token: Token) -> bool:
    return "Inf" in token.morph.get("VerbForm", [])


def is_participle(token: Token) -> bool:
    """A participle without an auxiliary: "ajoutant", "adding"."""
    form = "Part" in token.morph.get("VerbForm", []) or token.tag_ == "VBG"
    return form and not any(child.dep_ in AUXILIARIES for child in token.children)


def is_present_participle(verb: Token) -> bool:
    return verb.tag_ == "VBG" or ("Part" in verb.morph.get("VerbForm", []) and "Pres" in verb.morph.get("Tense", []))


def is_past_participle(verb: Token) -> bool:
    return verb.tag_ in ("VBN", "VBD") or ("Part" in verb.morph.get("VerbForm", []) and "Past" in verb.morph.get("Tense", []))


def is_passive(token: Token) -> bool:
    """Whether a verb is in the passive voice; in "X a plusieurs fois déclaré" the tree may take X for the subject of one."""
    labels = {child.dep_ for child in token.children}
    return bool(labels & _PASSIVE) and (bool(labels & _PASSIVE_MARKS) or "aux:tense" not in labels)


def phrase(head: Token, *, without: Iterable[str] = ()) -> tuple[int, int]:
    """First token, and the one after the last, of the words without a gap that depend on a head, less some branches."""
    cut = frozenset(without)
    inside = {head.i}
    stack = [head]
    while stack:
        for child in stack.pop().children:
            if child.dep_ not in cut and child.i not in inside:
                inside.add(child.i)
                stack.append(child)
    begin = end = head.i
    while begin - 1 in inside:
        begin -= 1
    while end + 1 in inside:
        end += 1
    return begin, end + 1
