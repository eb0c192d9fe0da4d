"""Whether it is clear whom a pronoun beside a verb of communication means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.extraction.cast import ACTORS, Cast, Member
from kg.extraction.coreference.clusters import coreference_words
from kg.extraction.names.words import folded, name_words
from kg.extraction.statements.cues import words_of
from kg.extraction.statements.periods import Period
from kg.extraction.statements.sources import Source
from kg.extraction.text import grammar
from kg.extraction.text.folding import fold_letters
from kg.model.entities import EntityClass, Form

_SUBJECTS = grammar.SUBJECTS | grammar.PASSIVE_SUBJECTS
_MAIN = frozenset({"ROOT", "conj"})
_TITLE = frozenset({"DET", "NOUN", "ADJ", "PROPN"})
_OPEN = frozenset({"xcomp", "ccomp", *grammar.AUXILIARIES})
RECENT = 500  # characters back to where an actor spoke "shortly before"
TITLES = 5  # words before a name that begins a sentence: "Le romancier américain X"
_CALLED = frozenset({"appos", "flat:name", "flat", "compound", "nmod"})


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun that stands for a speaker, where it stands, and the sentence before its own."""

    source: Source
    period: Period
    before: Period | None

    @property
    def gender(self) -> str | None:
        """The gender that the pronoun tells: "m", "f" or none."""
        words, head = coreference_words(self.period.part.language), self.source.head
        own = "m" if head.lower_ in words.male_pronouns else "f" if head.lower_ in words.female_pronouns else None
        told = head.morph.get("Gender", []) if head.pos_ == "PRON" and not own else []  # "according to him"
        return own or {"Masc": "m", "Fem": "f"}.get(next(iter(told), ""))

    @property
    def offset(self) -> int:
        return self.period.offset(self.source.begin)


def gender_of(head: Token) -> str | None:
    """The gender of one who speaks without a name: of a pronoun, an office or a description; "une source" may be a man."""
    words = coreference_words(head.lang_)
    if head.lower_ in words.male_pronouns | words.female_pronouns:
        return "m" if head.lower_ in words.male_pronouns else "f"
    described = folded(words.described) | folded(name_words(head.lang_).offices)
    told = head.morph.get("Gender", []) if head.pos_ == "NOUN" and fold_letters(head.text) in described else []
    return {"Masc": "m", "Fem": "f"}.get(next(iter(told), ""))


def agrees(member: Member, pronoun: Pronoun) -> bool:
    """Whether nothing known of an actor speaks against a pronoun's gender."""
    return pronoun.gender is None or member.gender is None or member.gender == pronoun.gender


def is_clear(cast: Cast, member: Member, pronoun: Pronoun, spoke: Sequence[tuple[int, Member]]) -> bool:
    """Whether an actor is meant: the subject or the speaker of the sentence before, with no other subject that the pronoun may mean.

    `spoke` are those who spoke so far, each with the offset of the words for the speaker.
    """
    if not agrees(member, pronoun) or _has_rival_beside(cast, pronoun) or _is_of_antecedent(pronoun):
        return False
    last = next((row for row in reversed(spoke) if row[0] < pronoun.offset), None)
    if _acts_in(cast, member, pronoun.before) or (last is not None and last[1] is member and _is_within(last[0], pronoun.before)):
        return True
    recent = last is not None and last[1] is member and pronoun.offset - last[0] < RECENT
    if last is not None and last[1] is member and _is_within(last[0], pronoun.period):
        return True
    if _another_is_nearer(cast, member, pronoun):
        return False
    if _is_alone_beside(cast, member, pronoun):
        return True
    if _another_acts(cast, member, pronoun, recent=recent):
        return False
    if (last is None or last[1] is not member) and _rival(cast, pronoun, demonstrative=True) is not None:
        return False
    rival = _rival(cast, pronoun)
    if rival is not None and (last is None or last[1] is not member or _may_speak(rival)):
        return False
    return last is None or last[1] is member or _came_since(member, pronoun, last)


def _is_alone_beside(cast: Cast, member: Member, pronoun: Pronoun) -> bool:
    """ "Since X leads the party, as he thinks that …": the only one named in the sentence, and its subject."""
    begin = pronoun.period.stretch[0]
    rows = [row for row in cast.within(begin, pronoun.offset, (EntityClass.PERSON,)) if row.mention.form is Form.NAME]
    if not rows or any(row.member.id != member.id for row in rows):
        return False
    tokens = [pronoun.period.part.tokens(row.mention.begin, row.mention.end) for row in rows]
    return any(words is not None and any(map(_is_subject, words)) for words in tokens)


def _came_since(member: Member, pronoun: Pronoun, last: tuple[int, Member]) -> bool:
    """Whether an actor was named since another spoke, or the other is a person whom the pronoun cannot mean."""
    if any(last[0] < mention.begin < pronoun.offset for mention in member.mentions):
        return True
    return (
        last[1].cls is EntityClass.PERSON
        and pronoun.gender is not None
        and member.gender == pronoun.gender
        and not agrees(last[1], pronoun)
    )


def _is_within(offset: int, period: Period | None) -> bool:
    return period is not None and period.stretch[0] <= offset < period.stretch[1]


def _acts_in(cast: Cast, member: Member, period: Period | None) -> bool:
    """Whether an actor is a subject of a sentence."""
    if period is None:
        return False
    for row in cast.within(*period.stretch, (member.cls,)):
        tokens = period.part.tokens(row.mention.begin, row.mention.end)
        if row.member.id == member.id and tokens is not None and (any(map(_is_subject, tokens)) or _stands_before_verb(tokens)):
            return True
    return False


def _another_acts(cast: Cast, member: Member, pronoun: Pronoun, *, recent: bool) -> bool:
    """Whether the sentence before tells of another person whom the pronoun may mean: "The novelist X, who was a child then, …".

    `recent`: the actor spoke shortly before, so that one whose gender is not known is no rival.
    """
    before = pronoun.before
    if before is None or pronoun.source.pronoun is not None:
        return False
    named = [row for row in cast.within(*before.stretch, (EntityClass.PERSON,)) if row.mention.form is Form.NAME]
    if any(row.member.id == member.id for row in named):
        return False
    others = (row for row in named if row.member.id != member.id and agrees(row.member, pronoun))
    return any(_is_theme(before, row.mention.begin, row.mention.end) for row in others if row.member.gender is not None or not recent)


def _another_is_nearer(cast: Cast, member: Member, pronoun: Pronoun) -> bool:
    """ "X was seen with Y, although he said …": whether a circumstance has the pronoun, and another person is named right before it."""
    if not any(child.dep_ == "mark" and child.i < pronoun.source.begin for child in pronoun.source.head.head.children):
        return False
    rows = cast.within(pronoun.period.stretch[0], pronoun.offset, (EntityClass.PERSON,))
    named = [row for row in rows if row.mention.form is Form.NAME and agrees(row.member, pronoun)]
    return len({row.member.id for row in named}) > 1 and named[-1].member.id != member.id


def _is_theme(period: Period, begin: int, end: int) -> bool:
    """Whether a name is a subject outside quotations, or begins its sentence, behind a title or an office."""
    tokens = period.part.tokens(begin, end)
    if tokens is None or tokens.start not in period.outside_numbers:
        return False
    if any(map(_is_subject, tokens)):
        return True
    return tokens.start - period.begin < TITLES and all(t.pos_ in _TITLE for t in tokens.doc[period.begin : tokens.start])


def _is_of_antecedent(pronoun: Pronoun) -> bool:
    """ "the complaints of X about the roads, which he called poor": whether a relative clause has the pronoun, and its noun a person."""
    verb = pronoun.source.head.head
    while verb.dep_ in _OPEN and verb.head != verb:
        verb = verb.head
    if verb.dep_ not in grammar.RELATIVE_CLAUSES | {"acl"} or pronoun.source.pronoun is not None or verb.head.i > pronoun.source.head.i:
        return False
    offices = folded(name_words(pronoun.period.part.language).offices)
    top = verb.head
    while top.head != top and top.head.pos_ in grammar.NOMINALS:
        top = top.head
    noun = top.doc[top.left_edge.i : pronoun.source.head.i]
    return any(fold_letters(t.text) in offices and t.pos_ in {"NOUN", "PROPN"} and t.head.pos_ == "NOUN" for t in noun if t != top)


def _stands_before_verb(tokens: Span) -> bool:
    """ "The governor of Y X said": a name right before a verb, on whatever the tree hangs it."""
    before = tokens.doc[tokens.start - 1].pos_ if tokens.start else ""
    return before != "ADP" and tokens.end < len(tokens.doc) and tokens.doc[tokens.end].pos_ in grammar.VERBS


def _is_subject(token: Token) -> bool:
    """Whether a word is a subject, or the name that follows one: "le président X", "Mme Y"."""
    while token.dep_ in _CALLED and token.head != token and not any(child.dep_ == "case" for child in token.children):
        token = token.head
    return token.dep_ in _SUBJECTS


def _has_rival_beside(cast: Cast, pronoun: Pronoun) -> bool:
    """ "The tracker shows the depth, and it said …": another subject in the clause that the pronoun's clause is joined to."""
    verb = pronoun.source.head.head
    if verb.dep_ not in grammar.COORDINATIONS:
        return False
    outside = pronoun.period.outside_numbers
    return any(
        child.i in outside and _competes(cast, child, pronoun, demonstrative=True) for child in grammar.children(verb.head, _SUBJECTS)
    )


def _rival(cast: Cast, pronoun: Pronoun, *, demonstrative: bool = False) -> Token | None:
    """A common noun of the pronoun's gender that is a subject of the sentence before."""
    outside = pronoun.before.outside if pronoun.before is not None else ()
    subjects = (token for token in outside if token.dep_ in _SUBJECTS and token.head.dep_ in _MAIN)
    return next((token for token in subjects if _competes(cast, token, pronoun, demonstrative=demonstrative)), None)


def _competes(cast: Cast, noun: Token, pronoun: Pronoun, *, demonstrative: bool = False) -> bool:
    """Whether a noun that stands for nobody known agrees with a pronoun; what was just named ("this measure") only if told so."""
    if not demonstrative and any("Dem" in child.morph.get("PronType", []) for child in noun.children):
        return False
    gender = "".join(noun.morph.get("Gender", []))[:1].lower()
    if noun.pos_ != "NOUN" or gender != pronoun.gender or "Plur" in noun.morph.get("Number", []):
        return False
    begin = pronoun.period.part.offset + noun.idx
    return cast.at(begin, begin + len(noun), ACTORS) is None


def _may_speak(noun: Token) -> bool:
    """A word for a text, a body or a person."""
    language = noun.lang_
    words, lemma = words_of(language), noun.lemma_.lower()
    if lemma in words.texts | words.voices | words.people:
        return True
    coreference = coreference_words(language)
    known = folded(coreference.organisation_nouns) | folded(coreference.same_noun) | folded(coreference.described)
    return fold_letters(noun.text) in known | folded(name_words(language).offices)
