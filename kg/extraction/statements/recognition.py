"""Which words of a sentence tell that something is said: known verbs, and verbs that stand where only such verbs do."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extraction.names.words import folded, name_words
from kg.extraction.statements.cues import WINDOW, Cue, Frame, first_form, frames_of, is_joined_pronoun, is_participle, is_said, words_of
from kg.extraction.text import grammar
from kg.extraction.text.folding import fold_letters

SHORTEST = 4  # words of a quotation behind which any verb may tell who said it
_CALLS = frozenset("!?…")  # behind which no comma parts a quotation from the verb
_SPEAKING = frozenset({"PER", "PERSON"})


@cache
def _pairs(language: str) -> dict[str, tuple[str, ...]]:
    """First word of the cues of two words -> their second words."""
    pairs: dict[str, tuple[str, ...]] = {}
    for verb in sorted(frames_of(language)):
        if " " in verb:
            first, _, second = verb.partition(" ")
            pairs[first] = (*pairs.get(first, ()), second)
    return pairs


def find_cues(tokens: list[Token], language: str) -> list[Cue]:
    """The cues among the tokens of a sentence that stand outside quotations."""
    frames = frames_of(language)
    outside = frozenset(token.i for token in tokens)
    found: list[Cue] = []
    for token in tokens:
        if not (token.pos_ in grammar.VERBS or _stands_as_verb(token, outside)) or any(token in cue.tokens for cue in found):
            continue
        lemma = _lemma(token, language)
        cue = _pair(token, lemma, language)
        if cue is None and lemma in frames and not _is_name(token):
            cue = Cue((token,), lemma, frames[lemma])
        quoting = cue is not None and bool(cue.frames & {Frame.CLAUSE, Frame.QUOTATION})
        if not quoting and _quotes_by_place(token, outside):
            found.append(Cue((token,), lemma, frozenset({Frame.QUOTATION})))
        elif cue is not None and is_said(cue, words_of(language), outside):
            found.append(cue)
    return found


def _stands_as_verb(token: Token, outside: frozenset[int]) -> bool:
    """ "« … », alerte X", "« … ! » tance X", "« … » a tweeté X": what no model knows for a verb, between a quotation and who speaks."""
    doc, i = token.doc, token.i
    if i > 1 and is_joined_pronoun(doc[i - 1]) and token.is_lower and token.is_alpha:
        return True  # "a-t-il martelé"
    if not token.is_lower or i < 2 or i + 1 >= len(doc) or i + 1 not in outside:
        return False
    first = i - (doc[i - 1].pos_ == "AUX")
    paused = doc[first - 1].text == "," and first - 1 in outside
    called = doc[first - 2].text[-1] in _CALLS and first - 1 not in outside
    if (first - 2 if paused else first - 1) in outside or not (paused or called or first < i):
        return False
    return doc[i + 1].text[0] == "-" or (
        token.pos_ in {"NOUN", "ADJ", "PROPN"}
        and (doc[i + 1].pos_ in {"PROPN", "DET", "ADP" if called else "DET"} or _is_title(doc[i + 1]))
    )


def _quotes_by_place(verb: Token, outside: frozenset[int]) -> bool:
    """ "« … », rit-elle au téléphone", "« … », traduit le maire": any verb, between a quotation of some words and a subject behind it."""
    doc, first = verb.doc, first_form(verb)
    before = first - 1 if first > 0 and doc[first - 1].text == "," else first
    if verb.pos_ not in {"VERB", "X"} or verb.i + 1 not in outside or before < 1 or before - 1 in outside or not verb.is_lower:
        return False
    if before == first or (first == verb.i and (grammar.is_infinitive(verb) or (is_participle(verb) and not verb.morph.get("Gender", [])))):
        return False
    begin = before
    while begin - 1 >= 0 and begin - 1 not in outside and before - begin < 2 * SHORTEST:
        begin -= 1
    behind = verb.nbor(1)
    if sum(token.is_alpha for token in doc[begin:before]) < SHORTEST:
        return False
    if behind.text[0] == "-" and len(behind) > 2:
        return True
    office = behind.pos_ == "DET" and any(
        fold_letters(t.text) in folded(name_words(verb.lang_).offices) for t in doc[verb.i + 2 : verb.i + 5]
    )
    return office or (behind.text[0].isupper() and behind.ent_type_ in _SPEAKING)


def _is_title(token: Token) -> bool:
    """ "M.", "Mme": a short word with a capital before a name."""
    return token.text[0].isupper() and token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "PROPN"


def _lemma(token: Token, language: str) -> str:
    """The lemma, or the infinitive that the lexicon's endings make of a form whose lemma is unknown."""
    lemma = token.lemma_.lower()
    if lemma in frames_of(language) or lemma in _pairs(language):
        return lemma
    for ending, infinitive in words_of(language).endings.items():
        if token.lower_.endswith(ending) and (guess := token.lower_.removesuffix(ending) + infinitive) in frames_of(language):
            return guess
    return lemma


def _is_name(token: Token) -> bool:
    """A word with a capital inside a sentence: "Dr Said Kalan"."""
    return (
        token.text[0].isupper() and not token.is_sent_start and token.i > 0 and not token.nbor(-1).is_punct and not token.nbor(-1).is_space
    )


def _pair(token: Token, lemma: str, language: str) -> Cue | None:
    """A verb with its second word, which no complement parts from it: "called for a law on …" is no "call on"."""
    for second in _pairs(language).get(lemma, ()):
        wanted = second.split()
        for other in token.doc[token.i + 1 : token.i + 1 + WINDOW]:
            if second in (other.lemma_.lower(), other.lower_) or [t.lower_ for t in token.doc[other.i : other.i + len(wanted)]] == wanted:
                tokens = (token, *token.doc[other.i : other.i + len(wanted)])
                return Cue(tokens, f"{lemma} {second}", frames_of(language)[f"{lemma} {second}"])
            if other.is_punct or other.pos_ in {"NOUN", "PROPN", "ADP"}:
                break
    return None
