"""Who is meant by the words that stand for a speaker: a member of the cast, or nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extraction.cast import ACTORS, Appearance, Cast, Member
from kg.extraction.coreference.clusters import coreference_words
from kg.extraction.names.words import folded, name_words
from kg.extraction.statements.antecedents import Pronoun, agrees, gender_of, is_clear
from kg.extraction.statements.attributions import TURN, Attribution
from kg.extraction.statements.authors import Author
from kg.extraction.statements.callings import Calling
from kg.extraction.statements.cues import StatementWords, words_of
from kg.extraction.statements.errands import Errand, find_principal
from kg.extraction.statements.impersonal import Impersonal
from kg.extraction.statements.labels import Labels
from kg.extraction.statements.memory import FAR, Memory
from kg.extraction.statements.naming import NamingPhrase, persons_in
from kg.extraction.statements.periods import Period
from kg.extraction.statements.sources import Source, source_of
from kg.extraction.statements.voices import Voice
from kg.extraction.text import grammar
from kg.extraction.text.folding import fold_letters
from kg.model.entities import EntityClass, Form
from kg.model.statements import StatementKind

_CALLED = frozenset({"appos", "flat:name", "nmod"})
_BODIES = frozenset({EntityClass.ORGANISATION})
_PERSONS = frozenset({EntityClass.PERSON})


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor to whom a statement is attributed."""

    member: Member
    certainty: float  # 0..1: how sure the words are to mean this actor
    on_behalf_of: Member | None = None
    others: tuple[Member, ...] = ()  # who said the same together with this actor


class Speakers:
    """Resolves sources in the order of the text, remembering who spoke last."""

    def __init__(self, cast: Cast, author: Author | None = None) -> None:
        self.cast = cast
        self.author = author.member if author is not None else None
        self.declared = author is not None and author.declared
        self.labels = Labels(cast, self.author)
        self.memory = Memory(cast)
        self.errand: Errand | None = None
        self._before: Period | None = None  # the sentence before the one that was heard last
        self._now: Period | None = None

    def hear(self, period: Period) -> None:
        """Takes note of a sentence, and of on whose behalf somebody speaks in it."""
        if not all(token.is_space for token in period.outside):
            self._before, self._now = self._now, period
        found = find_principal(period, words_of(period.part.language))
        if found is None:
            return
        named = [row for row in persons_in(self.cast, period, *found) if row.mention.form is Form.NAME]
        principal = named[0] if named else self.cast.at(*period.stretch_of(*found), ACTORS)
        if principal is None:
            return
        others = [row.member for row in persons_in(self.cast, period, period.begin, period.end) if row.member.id != principal.member.id]
        self.errand = Errand(period.stretch[1], principal.member, others[0] if others else None)

    def resolve(self, attribution: Attribution) -> Speaker | None:
        """The actor that an attribution's source stands for."""
        source, period = attribution.source, attribution.source_period
        if source is None or period is None:
            return self._only_quoted(attribution)
        offset = period.offset(source.begin)
        told = self.memory.is_told(offset)
        self.memory.hear(attribution)
        speaker = self._resolve(source, period, quoted=source.explicit and _is_quoted(attribution))
        if speaker is None and attribution.rule == TURN:
            speaker = _speaker(self.labels.holder(source, period), 0.95)
        if told:
            return speaker  # one who is said to have spoken does not speak here
        if speaker is not None and not speaker.others:
            speaker = replace(speaker, others=self._co_speakers(attribution, source, period, speaker.member))
        if speaker is not None:
            plural = bool(speaker.others) or "Plur" in source.head.morph.get("Number", [])
            self.memory.note(offset, speaker.member, speaker.others, plural=plural)
        elif attribution.rule != "viewpoint" and (source.head.pos_ == "PRON" or _is_someone(source)):  # not "pour l'heure"
            self.memory.note_stranger(offset, gender_of(source.head))
        if attribution.kind is StatementKind.DIRECT:
            self.memory.note_quoted(None if speaker is None else speaker.member)
        return speaker

    def _co_speakers(self, attribution: Attribution, source: Source, period: Period, first: Member) -> tuple[Member, ...]:
        """ "X and Y said": those who are named beside the first, each once."""
        if not source.explicit or source.pronoun is not None or source.head.pos_ not in {"NOUN", "PROPN"}:
            return ()
        members: dict[str, Member] = {}
        called = (child for child in source.head.children if child.dep_ in _CALLED)
        for noun in (*source.head.conjuncts, *(noun for child in called for noun in child.conjuncts)):
            stretch = period.stretch_of(noun.i, source.widest[1])
            if not source.head.i < noun.i < source.widest[1]:
                continue
            named = NamingPhrase(self.cast, source_of(noun, None, period.outside_numbers), period).find()
            if named is not None and named.outright and (noun.pos_ == "PROPN" or _is_apposed(named.member, period, stretch)):
                members[named.member.id] = named.member
        beside = members or self._beside(attribution, source, period, first)
        return tuple(member for member in beside.values() if member.id != first.id)

    def _beside(self, attribution: Attribution, source: Source, period: Period, first: Member) -> dict[str, Member]:
        """ "…, the minister for roads, Ann Lee, and the mayor of Y, Bob Hill, said": those who are apposed to offices joined by "and"."""
        doc, begin = period.part.doc, source.widest[0]
        while begin - 1 in period.outside_numbers and not _is_inside(attribution, period.offset(begin - 1)):
            begin -= 1
        words = doc[begin : source.widest[1]]
        if any(grammar.is_finite_verb(token) or token.lower_ in words_of(period.part.language).relatives for token in words):
            return {}
        rows = persons_in(self.cast, period, begin, source.widest[1])
        if not any(row.member.id == first.id for row in rows) or not any(token.pos_ == "CCONJ" for token in words):
            return {}
        named = [row for row in rows if row.mention.form is Form.NAME and _is_behind_comma(row, period)]
        joined = len(named) == 2 and _are_joined(named[0], named[1], period)
        return {row.member.id: row.member for row in named} if joined else {}

    def _only_quoted(self, attribution: Attribution) -> Speaker | None:
        """Who is quoted all along, where a paragraph is a quotation with no words for the speaker, as in a release."""
        only = self.memory.only_quoted() or (None if self.memory.has_quoted else self.author)
        member = only if attribution.kind is StatementKind.DIRECT else None
        if member is not None:
            self.memory.hear(attribution)
        return _speaker(member, 0.9)

    def named(self, attribution: Attribution) -> Speaker | None:
        """The actor whom a source names, whatever was said before."""
        source, period = attribution.source, attribution.source_period
        return None if source is None or period is None else self._named(source, period)

    def _resolve(self, source: Source, period: Period, *, quoted: bool) -> Speaker | None:
        words, lemma = words_of(period.part.language), source.head.lemma_.lower()
        word = source.head.lower_
        word = word.rpartition("-")[2] if word.startswith("-") else word  # "-t-elle"
        message = lemma in words.texts
        errand = self._errand_at(period)
        if errand is not None and message:
            return Speaker(errand.messenger or errand.principal, 0.9, errand.principal if errand.messenger else None)
        named = self._named(source, period)
        if named is not None:
            return self._for_another(named, period)
        impersonal = Impersonal(self.cast, self.memory, source, period)
        if impersonal.is_one():
            return _speaker(impersonal.body(), 0.75)
        if source.head.pos_ in {"PRON", "DET"} or word in words.singular_pronouns:
            return self._pronoun(source, period, words, word)
        if lemma in words.people and "Plur" in source.head.morph.get("Number", []):
            return self._body_of_people(source, period)
        if message or lemma in words.voices:
            return self._voice(source, period, words, quoted=quoted)
        found = self._teller(source, period, words) or self._demonstrative(source, period)
        calling = Calling(self.cast, self.memory, source, period)
        return found or _speaker(calling.holder(), 0.7) or _speaker(calling.body(), 0.7)

    def _teller(self, source: Source, period: Period, words: StatementWords) -> Speaker | None:
        """ "l'orateur", "la même source": whoever spoke last."""
        head = source.head
        definite = any("Def" in child.morph.get("Definite", []) for child in head.children)
        if head.lemma_.lower() not in words.tellers or not definite or head.i + 1 < source.end or "Plur" in head.morph.get("Number", []):
            return None
        return _speaker(self.memory.last_speaker(period.offset(source.begin), ACTORS), 0.75)

    def _named(self, source: Source, period: Period) -> Speaker | None:
        """Whom the phrase names, unless an office or noun in it may mean another who spoke since."""
        found = NamingPhrase(self.cast, source, period).find()
        if found is None or (not found.outright and self.memory.is_interrupted(found.member, period.offset(source.head.i))):
            return None
        return Speaker(found.member, found.certainty)

    def _body_of_people(self, source: Source, period: Period) -> Speaker | None:
        """ "researchers at X": the body that is named beside them."""
        rows = self.cast.within(*period.stretch_of(*source.widest), _BODIES)
        rows.sort(key=lambda row: row.mention.form is not Form.NAME)
        return Speaker(rows[0].member, 0.8) if rows else None

    def _demonstrative(self, source: Source, period: Period) -> Speaker | None:
        """ "ce prélat", "this activist": by its word someone who spoke or was named right before; "cette organisation": a body."""
        head = source.head
        if not any("Dem" in child.morph.get("PronType", []) for child in head.children) or "Plur" in head.morph.get("Number", []):
            return None
        words = coreference_words(period.part.language)
        body = head.lower_ in words.organisation_nouns | words.same_noun
        noun = fold_letters(head.text)
        if not body and noun not in folded(words.described) | folded(name_words(period.part.language).offices):
            return None
        return self._last(period.offset(source.begin), _BODIES if body else _PERSONS, 0.75)

    def _for_another(self, speaker: Speaker, period: Period) -> Speaker:
        """Adds on whose behalf, where the sentence or the one before tells it."""
        errand = self._errand_at(period)
        if errand is None or errand.principal.id == speaker.member.id or errand.messenger not in {None, speaker.member}:
            return speaker
        return Speaker(speaker.member, speaker.certainty, errand.principal)

    def _errand_at(self, period: Period) -> Errand | None:
        """The errand told in this sentence or the one right before."""
        if self.errand is None or (not 0 <= period.stretch[0] - self.errand.end <= 4 and self.errand.end != period.stretch[1]):
            return None
        return self.errand

    def _pronoun(self, source: Source, period: Period, words: StatementWords, word: str) -> Speaker | None:
        if word in words.first_person or (self.declared and word in words.first_persons):
            return _speaker(self.author, 0.9)
        offset = period.offset(source.begin)
        pronoun = Pronoun(source, period, self._before if period is self._now else None)
        row = self.cast.at(*period.stretch_of(source.begin, source.end), ACTORS)
        errand = self._errand_at(period)
        if row is not None and errand is not None and errand.messenger is None and row.member.id == errand.principal.id:
            return self._messenger(offset, errand)
        if row is not None:
            member = self._meant(row.member, pronoun)
            return None if member is None else self._for_another(Speaker(member, 0.9), period)
        if errand is not None and errand.messenger is not None:
            return Speaker(errand.messenger, 0.9, errand.principal)
        group = self.memory.group(offset) if word in words.plural_pronouns else ()
        if group:
            return Speaker(group[0], 0.7, others=group[1:])
        if word not in words.singular_pronouns | words.neuter_pronouns and not _is_possessive(source):
            return None
        if word in words.neuter_pronouns:
            if not source.explicit:
                return None  # "it is time to thank …"
            body = self._last(offset, _BODIES, 0.7)
            return None if body is None or self.memory.is_interrupted(body.member, offset) else body
        found = self._last(offset, _PERSONS if words.neuter_pronouns else ACTORS, 0.85)
        personal = word in words.singular_pronouns  # not "in my view", in what somebody says
        if found is None or (personal and self.memory.is_interrupted(found.member, offset, pronoun.gender)):
            return None
        return found if self._is_clear(found.member, pronoun) else None

    def _meant(self, resolved: Member, pronoun: Pronoun) -> Member | None:
        """Whom a pronoun means that was resolved: that actor if it is clear, else the one who spoke right before, if that is clear."""
        offset = pronoun.offset
        member = self.memory.reporter(resolved, offset) or resolved
        if self.memory.is_interrupted(resolved, offset, pronoun.gender):
            return None
        if self._is_clear(member, pronoun):
            return member
        spoke = self.memory.last_speaker(offset, ACTORS)
        if spoke is None or spoke.id == member.id or pronoun.gender is None:
            return None
        may_be = spoke.gender == pronoun.gender or spoke.cls is EntityClass.PERSON
        return spoke if may_be and self._is_clear(spoke, pronoun) else None

    def _messenger(self, offset: int, errand: Errand) -> Speaker | None:
        """ "Speaking on behalf of X, she said": the last person who spoke or was named before, and is not X."""
        rows = self.cast.within(max(0, offset - FAR), offset, _PERSONS)
        spoke = self.memory.last_speaker(offset, _PERSONS)
        others = [row.member for row in reversed(rows) if row.member.id != errand.principal.id]
        member = spoke if spoke is not None and spoke.id != errand.principal.id else next(iter(others), None)
        return None if member is None else Speaker(member, 0.7, errand.principal)

    def _is_clear(self, member: Member, pronoun: Pronoun) -> bool:
        """Whether it is clear that a pronoun means an actor, as far as its sentence is the one just heard."""
        return is_clear(self.cast, member, pronoun, self.memory.spoke) if pronoun.period is self._now else agrees(member, pronoun)

    def _last(self, offset: int, classes: frozenset[EntityClass], certainty: float) -> Speaker | None:
        """Who spoke last, or else the actor named last, not too far before."""
        spoke = self.memory.last_speaker(offset, classes)
        if spoke is not None:
            return Speaker(spoke, certainty)
        named = self.memory.last_named(offset, classes)
        return None if named is None else Speaker(named, certainty - 0.15)

    def _voice(self, source: Source, period: Period, words: StatementWords, *, quoted: bool) -> Speaker | None:
        """The body of which a text or a spokesperson is the voice: named in the phrase, or the last to speak or act."""
        voice, lemma = Voice(self.cast, source, period), source.head.lemma_.lower()
        found = _speaker(voice.body(), 0.85) or _speaker(voice.person(), 0.75)
        if found is not None or not voice.is_known():
            return found
        own = _speaker(voice.author(), 0.75)
        if own is not None or not (quoted or lemma in words.releases | words.voices):
            return own
        introduced = voice.introduced()
        if introduced is not None and not self.memory.spoke_since(introduced):
            return _speaker(self.memory.signer(introduced), 0.7)  # else of others, who are not in the cast
        spoke, prominent = self.memory.last_speaker(period.offset(source.begin), _BODIES), voice.prominent()
        if spoke is not None and prominent is not None and spoke.id != prominent.id:
            return None
        return _speaker(spoke, 0.7) or _speaker(prominent, 0.6)


def _speaker(member: Member | None, certainty: float) -> Speaker | None:
    return None if member is None else Speaker(member, certainty)


def _is_apposed(member: Member, period: Period, stretch: tuple[int, int]) -> bool:
    """Whether a name stands behind a comma in a stretch: "… and the mayor of Y, Ann Lee, said"."""
    text, offset = period.part.text, period.part.offset
    begins = (mention.begin for mention in member.mentions if stretch[0] < mention.begin < stretch[1])
    return any(text[: begin - offset].rstrip().endswith(",") for begin in begins)


def _is_inside(attribution: Attribution, offset: int) -> bool:
    return any(begin <= offset < end for begin, end in attribution.pieces)


def _is_behind_comma(row: Appearance, period: Period) -> bool:
    """Whether a comma stands before a name, or before its title."""
    tokens = period.part.tokens(row.mention.begin, row.mention.end)
    if tokens is None or tokens.start < period.begin + 2:
        return False
    before = tokens.doc[tokens.start - 1]
    return before.text == "," or (before.text[0].isupper() and before.nbor(-1).text == ",")


def _are_joined(one: Appearance, other: Appearance, period: Period) -> bool:
    """Whether an "and" right behind a name leads to the office of the other."""
    tokens = period.part.tokens(one.mention.end, other.mention.begin)
    first = [token for token in tokens if token.text != ","][:2] if tokens is not None else []
    return any(token.pos_ == "CCONJ" for token in first)


def _is_possessive(source: Source) -> bool:
    return source.head.pos_ == "DET" or "Poss" in source.head.tag_ + str(source.head.morph)


def _is_quoted(attribution: Attribution) -> bool:
    """Whether the words are those of the speaker: between marks, or in part, beside a verb; "selon l'article 3" cites a rule."""
    mixed = attribution.kind is StatementKind.MIXED and attribution.rule not in {"according", "viewpoint", "view"}
    return mixed or attribution.kind is StatementKind.DIRECT


def _is_someone(source: Source) -> bool:
    """Whether a source that nobody of the cast stands for is one speaker: a name, or a noun with a determiner ("the widow")."""
    head = source.head
    if not source.explicit or head.pos_ not in {"NOUN", "PROPN"} or "Plur" in head.morph.get("Number", []):
        return False
    texts = words_of(head.lang_).texts
    return head.pos_ == "PROPN" or (head.lemma_.lower() not in texts and any(child.pos_ == "DET" for child in head.children))
