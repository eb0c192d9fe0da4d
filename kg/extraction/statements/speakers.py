"""Who is meant by the words that stand for a speaker: a member of the cast, or nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from kg.extraction.cast import ACTORS, Appearance, Cast, Member
from kg.extraction.coreference.clusters import coreference_words
from kg.extraction.names.words import folded, name_words
from kg.extraction.statements.antecedents import Pronoun, agrees, is_clear
from kg.extraction.statements.attributions import Attribution
from kg.extraction.statements.cues import StatementWords, words_of
from kg.extraction.statements.errands import Errand, find_principal
from kg.extraction.statements.periods import Period
from kg.extraction.statements.sources import Source
from kg.extraction.text import grammar
from kg.extraction.text.folding import fold_letters
from kg.model.entities import EntityClass, Form
from kg.model.statements import StatementKind

LOOK_BACK = 250  # tokens back to where a text is told to be somebody's
RECENT = 4  # pieces of what was said, among which one looks for the name that a pronoun might stand for
MEMORY = 1500  # characters back to which a pronoun looks for the last speaker
_JOINING = frozenset({"CCONJ", "PROPN"})
_CALLED = frozenset({"appos", "flat:name", "flat", "nmod"})
_NAMING = frozenset({"appos", "flat:name", "flat", "compound", "nmod", "dep", "conj"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor to whom a statement is attributed."""

    member: Member
    certainty: float  # 0..1: how sure the words are to mean this actor
    on_behalf_of: Member | None = None


@dataclass
class Speakers:
    """Resolves sources in the order of the text, remembering who spoke last."""

    cast: Cast
    errand: Errand | None = None
    _spoke: list[tuple[int, Member]] = field(default_factory=list)
    _group: tuple[int, Member] | None = None  # the last whom a plural stood for
    _heard: list[tuple[int, int]] = field(default_factory=list)  # what was said
    _views: list[tuple[int, int]] = field(default_factory=list)  # what somebody is named for as the source
    _before: Period | None = None  # the sentence before the one that was heard last
    _now: Period | None = None
    _strangers: list[int] = field(default_factory=list)  # where somebody spoke who is not in the cast

    def hear(self, period: Period) -> None:
        """Takes note of a sentence, and of on whose behalf somebody speaks in it."""
        if period.outside:
            self._before, self._now = self._now, period
        words = words_of(period.part.language)
        found = find_principal(period, words)
        principal = self.cast.at(*_stretch(period, *found), ACTORS) if found is not None else None
        if found is None or principal is None:
            return
        others = [row.member for row in self._persons(period, period.begin, period.end) if row.member.id != principal.member.id]
        self.errand = Errand(period.stretch[1], principal.member, others[0] if others else None)

    def resolve(self, attribution: Attribution) -> Speaker | None:
        """The actor that an attribution's source stands for."""
        source, period = attribution.source, attribution.source_period
        if source is None or period is None:
            return None
        offset = period.offset(source.begin)
        told = any(begin <= offset < end for begin, end in self._views[-RECENT:])
        self._heard.extend(attribution.pieces)
        if attribution.rule == "according":
            self._views.extend(attribution.pieces)
        speaker = self._resolve(source, period, quoted=source.explicit and _is_quoted(attribution))
        if told:
            return speaker  # one who is said to have spoken does not speak here
        if speaker is not None:
            self._spoke.append((offset, speaker.member))
            if "Plur" in source.head.morph.get("Number", []):
                self._group = self._spoke[-1]
        elif source.head.pos_ == "PRON" or _is_someone(source):
            self._strangers.append(offset)
        return speaker

    def named(self, attribution: Attribution) -> Speaker | None:
        """The actor whom a source names, whatever was said before."""
        source, period = attribution.source, attribution.source_period
        return None if source is None or period is None else self._named(source, period)

    def _resolve(self, source: Source, period: Period, *, quoted: bool) -> Speaker | None:
        words = words_of(period.part.language)
        word = source.head.lower_
        word = word.rpartition("-")[2] if word.startswith("-") else word  # "-t-elle"
        message = source.head.lemma_.lower() in words.texts
        errand = self._errand_at(period)
        if errand is not None and message:
            return Speaker(errand.messenger or errand.principal, 0.9, errand.principal if errand.messenger else None)
        named = self._named(source, period)
        if named is not None:
            return self._for_another(named, period)
        if source.head.pos_ in {"PRON", "DET"} or word in words.singular_pronouns:
            return self._pronoun(source, period, words, word)
        if source.head.lemma_.lower() in words.people and "Plur" in source.head.morph.get("Number", []):
            rows = self.cast.within(*_stretch(period, *source.widest), (EntityClass.ORGANISATION,))
            rows.sort(key=lambda row: row.mention.form is not Form.NAME)
            return Speaker(rows[0].member, 0.8) if rows else None
        if message or source.head.lemma_.lower() in words.voices:
            return self._voice(source, period, words, quoted=quoted)
        return self._demonstrative(source, period)

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
        return self._last(period.offset(source.begin), frozenset({EntityClass.ORGANISATION if body else EntityClass.PERSON}), 0.75)

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

    def _named(self, source: Source, period: Period) -> Speaker | None:
        """The person in the phrase, or what the head of the phrase names."""
        head = period.offset(source.head.i)
        bodies = self.cast.within(*_stretch(period, *source.widest), (EntityClass.ORGANISATION,))
        body = next((r for r in bodies if r.mention.begin <= head < r.mention.end and r.mention.form is Form.NAME), None)
        person = self._person(source, period)
        if person is not None and (body is None or not body.mention.contains(person.mention)):
            return Speaker(person.member, 1.0)
        body = body or next((r for r in bodies if self._is_apposition(r, source, period)), None)
        if body is not None:
            return Speaker(body.member, 1.0)
        row = self.cast.at(*_stretch(period, source.begin, source.end), ACTORS)
        if row is None or not row.mention.begin <= head < row.mention.end:
            row = next(
                (r for r in self.cast.within(*_stretch(period, *source.widest), ACTORS) if r.mention.begin <= head < r.mention.end), None
            )
        if row is None:
            return self._by_surname(period, source)
        if row.mention.form is Form.PRONOUN or (row.mention.form is not Form.NAME and self._is_interrupted(row.member, head)):
            return None
        return Speaker(row.member, 1.0 if row.mention.form is Form.NAME else 0.9)

    def _by_surname(self, period: Period, source: Source) -> Speaker | None:
        """A name that was not recognised here: "Brown", "MARY BROWN" after "Mary Brown"; of two Browns, the one named last."""
        begin, end = _stretch(period, source.begin, source.end)
        tokens = period.part.doc[source.begin : source.end]
        last = tokens[-1] if not any(token.pos_ == "ADP" for token in tokens) else source.head
        if not last.text[0].isupper():
            return None
        phrase = period.part.text[begin - period.part.offset : end - period.part.offset].casefold()
        names = {phrase, last.lower_}
        named = {row.member.id for row in self.cast.appearances if _is_called(row.member, names)}
        rows = [row for row in self.cast.appearances if row.member.id in named and row.member.cls in ACTORS]
        before = [row for row in rows if row.mention.begin < begin] or rows[:1]
        return Speaker(before[-1].member, 0.85) if before else None

    def _persons(self, period: Period, begin: int, end: int) -> list[Appearance]:
        rows = self.cast.within(*_stretch(period, begin, end), (EntityClass.PERSON,))
        return [row for row in rows if row.mention.form is not Form.PRONOUN]

    def _person(self, source: Source, period: Period) -> Appearance | None:
        """The person whose name is the head of the phrase, or stands in apposition to it."""
        rows = self._persons(period, *source.widest)
        head = period.offset(source.head.i)
        over = sorted((r for r in rows if r.mention.begin <= head < r.mention.end), key=lambda r: r.mention.form is not Form.NAME)
        if over and over[0].mention.form is Form.NAME:
            return over[0]
        inside = next((row for row in rows if self._names_head(row, source, period)), None)
        return inside or next(iter(over), None) or self._before_apposition(source, period) or self._behind_office(source, period)

    def _before_apposition(self, source: Source, period: Period) -> Appearance | None:
        """ "X, director of Y, said", read as if the director were the subject: the name right before the comma."""
        before = source.begin - 1
        if before <= period.begin or period.part.doc[before].text != ",":
            return None
        end = period.offset(before)
        rows = self._persons(period, period.begin, before)
        return next((row for row in rows if end - 1 <= row.mention.end <= end), None)

    def _behind_office(self, source: Source, period: Period) -> Appearance | None:
        """ "The X spokesperson on water, Senator Y, told": the name between commas behind an office that the tree parts from it."""
        doc, lemma, end = period.part.doc, source.head.lemma_.lower(), source.end
        words, offices = words_of(period.part.language), folded(name_words(period.part.language).offices)
        if not (lemma in words.voices or fold_letters(source.head.text) in offices) or end >= period.end or doc[end].text != ",":
            return None
        for row in self._persons(period, end, period.end)[:1]:
            tokens = period.part.tokens(row.mention.begin, row.mention.end)
            if tokens is not None and tokens.end < period.end and doc[tokens.end].text == "," and _are_titles(doc[end + 1 : tokens.start]):
                return row
        return None

    def _is_apposition(self, row: Appearance, source: Source, period: Period) -> bool:
        """ "l'agence Xinhua", "the charity Oxfam": a name right behind a common noun, with no preposition."""
        tokens = period.part.tokens(row.mention.begin, row.mention.end)
        if tokens is None or source.head.pos_ != "NOUN" or tokens.start <= source.head.i or row.mention.form is not Form.NAME:
            return False
        between = period.part.doc[source.head.i + 1 : tokens.start]
        if (
            tokens.root.dep_ not in _CALLED
            or any(child.dep_ == "case" for child in tokens.root.children)
            or not source.head.is_ancestor(tokens.root)
        ):
            return False
        words = coreference_words(period.part.language)
        return source.head.lower_ in words.organisation_nouns | words.same_noun and not any(
            t.is_punct or t.pos_ in _JOINING for t in between
        )

    def _names_head(self, row: Appearance, source: Source, period: Period) -> bool:
        tokens = period.part.tokens(row.mention.begin, row.mention.end)
        if tokens is None or (
            source.head.pos_ == "PROPN" and source.head.i < tokens.start and period.part.doc[tokens.start - 1].pos_ == "ADP"
        ):
            return False
        root = tokens.root
        if self._names_another(root, source, period):
            return False
        has_case = any(child.dep_ == "case" for child in root.children) or root.dep_ in {"poss", "pobj"}
        return root.dep_ in _NAMING and not has_case and row.mention.form is Form.NAME

    def _names_another(self, root: Token, source: Source, period: Period) -> bool:
        """ "le porte-parole du président X": a name that belongs to an office inside the phrase, not to its head."""
        offices = folded(name_words(period.part.language).offices)
        token = root.head
        while token != source.head and token.head != token and token.pos_ in grammar.NOMINALS:
            if fold_letters(token.text) in offices and any(child.dep_ == "case" for child in token.children):
                return True
            token = token.head
        return False

    def _pronoun(self, source: Source, period: Period, words: StatementWords, word: str) -> Speaker | None:
        offset = period.offset(source.begin)
        pronoun = Pronoun(source, period, self._before if period is self._now else None)
        row = self.cast.at(*_stretch(period, source.begin, source.end), ACTORS)
        if row is not None:
            member = self._reporter(row.member, offset) or row.member
            if self._is_interrupted(row.member, offset) or not self._is_clear(member, pronoun):
                return None
            return self._for_another(Speaker(member, 0.9), period)
        errand = self._errand_at(period)
        if errand is not None and errand.messenger is not None:
            return Speaker(errand.messenger, 0.9, errand.principal)
        if (
            word in words.plural_pronouns
            and self._group is not None
            and self._group == self._spoke[-1]
            and self._group[0] > offset - MEMORY
        ):
            return Speaker(self._group[1], 0.7)
        if (
            word not in words.singular_pronouns | words.neuter_pronouns
            and source.head.pos_ != "DET"
            and "Poss" not in source.head.tag_ + str(source.head.morph)
        ):
            return None
        if word in words.neuter_pronouns:
            return self._last(offset, frozenset({EntityClass.ORGANISATION}), 0.7)
        classes = ACTORS if not words.neuter_pronouns else frozenset({EntityClass.PERSON})
        found = self._last(offset, classes, 0.85)
        return found if found is not None and self._is_clear(found.member, pronoun) else None

    def _is_clear(self, member: Member, pronoun: Pronoun) -> bool:
        """Whether it is clear that a pronoun means an actor, as far as its sentence is the one just heard."""
        return is_clear(self.cast, member, pronoun, self._spoke) if pronoun.period is self._now else agrees(member, pronoun)

    def _reporter(self, member: Member, offset: int) -> Member | None:
        """The person who spoke last, where an actor was last named in the words of that person: "he said that Mr X was ill. He added …"."""
        mentions = [m.begin for m in member.mentions if m.begin < offset and m.form is not Form.PRONOUN]
        if not mentions or not self._spoke or self._spoke[-1][1].cls is not EntityClass.PERSON or self._spoke[-1][1].id == member.id:
            return None
        return self._spoke[-1][1] if self._is_reported(mentions[-1]) else None

    def _is_interrupted(self, member: Member, offset: int) -> bool:
        """Whether somebody else, who is not in the cast, spoke since an actor was last named or heard: the pronoun may be theirs."""
        stranger = next((begin for begin in reversed(self._strangers) if begin < offset), None)
        if stranger is None or (self._spoke and self._spoke[-1][0] > stranger):
            return False
        named = (m.begin for m in member.mentions if m.form is not Form.PRONOUN and stranger < m.begin < offset)
        return all(self._is_reported(begin) for begin in named)

    def _is_reported(self, offset: int) -> bool:
        """Whether a place is inside what was said just before."""
        return any(begin <= offset < end for begin, end in self._heard[-RECENT:])

    def _last(self, offset: int, classes: frozenset[EntityClass], certainty: float, *, spoke: bool = False) -> Speaker | None:
        """Who spoke last, or else the actor named last, not too far before."""
        for begin, member in reversed(self._spoke):
            if member.cls in classes and offset - MEMORY <= begin < offset:
                return Speaker(member, certainty)
        if spoke:
            return None
        wanted = (EntityClass.PERSON,) if EntityClass.PERSON in classes else tuple(classes)
        rows = self.cast.within(max(0, offset - MEMORY), offset, wanted)
        return Speaker(rows[-1].member, certainty - 0.15) if rows else None

    def _voice(self, source: Source, period: Period, words: StatementWords, *, quoted: bool) -> Speaker | None:
        """The body of which a text or a spokesperson is the voice: named in the phrase, or the last to speak or act."""
        rows = self.cast.within(*_stretch(period, *source.widest), (EntityClass.ORGANISATION,))
        if rows:
            return Speaker(rows[0].member, 0.85)
        persons = self.cast.within(*_stretch(period, *source.widest), (EntityClass.PERSON,))
        if persons:
            text, offset = period.part.text, period.part.offset
            apposed = next((row for row in persons if text[: row.mention.begin - offset].rstrip().endswith(",")), persons[0])
            return Speaker(apposed.member, 0.75)
        if not any("Def" in child.morph.get("Definite", []) for child in source.head.children) or _is_named(source):
            return None
        own = self._author(source, period)
        if own is not None or not (quoted or source.head.lemma_.lower() in words.releases | words.voices):
            return own
        offset = period.offset(source.begin)
        return self._last(offset, frozenset({EntityClass.ORGANISATION}), 0.7, spoke=True) or self._prominent(offset)

    def _author(self, source: Source, period: Period) -> Speaker | None:
        """The body of which the sentences before tell that the text is theirs: "a report by X", "X published a report"."""
        doc, head = period.part.doc, source.head
        for token in reversed(doc[max(head.i - LOOK_BACK, 0) : head.i]):
            if token.lemma_ != head.lemma_ or token.pos_ != "NOUN":
                continue
            subjects = [t for t in token.head.children if t.dep_ in grammar.SUBJECTS] if token.dep_ in grammar.OBJECTS else []
            for root in (token, *subjects):
                rows = self.cast.within(*_stretch(period, root.left_edge.i, root.right_edge.i + 1), (EntityClass.ORGANISATION,))
                if rows:
                    return Speaker(rows[0].member, 0.75)
        return None

    def _prominent(self, offset: int) -> Speaker | None:
        """The body that was named most before, if it was named twice and no other as often."""
        counts = Counter(row.member.id for row in self.cast.within(0, offset, (EntityClass.ORGANISATION,))).most_common(2)
        if not counts or counts[0][1] < 2 or (len(counts) > 1 and counts[0][1] == counts[1][1]):
            return None
        return Speaker(next(member for member in self.cast.members if member.id == counts[0][0]), 0.6)


def _are_titles(tokens: Span) -> bool:
    """Whether nothing but titles with a capital, one or two, stands before a name."""
    return len(tokens) < 3 and all(token.text[0].isupper() for token in tokens)


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


def _is_named(source: Source) -> bool:
    """ "the figures of Sensor Tower": whether a text is told to be of somebody, known or not."""
    tokens = source.head.doc[source.head.i + 1 : source.end]
    return bool(tokens) and tokens[0].pos_ == "ADP" and any(token.pos_ == "PROPN" and token.text[0].isupper() for token in tokens)


def _is_called(member: Member, names: set[str]) -> bool:
    """Whether one of the names is a member's own, or the end of it; "Hong Kong" is no Parliament of Hong Kong."""
    if member.cls is EntityClass.PERSON:
        return any(_ends_with(member.names, name) for name in names)
    proper = tuple(name for name in member.names if not any(word.islower() for word in name.split()))
    return any(_ends_with(proper, name) for name in names) or any(name.casefold() in names for name in member.names)


def _ends_with(names: tuple[str, ...], words: str) -> bool:
    return any(name.casefold() == words or name.casefold().endswith(f" {words}") for name in names)


def _stretch(period: Period, begin: int, end: int) -> tuple[int, int]:
    return period.offset(begin), period.end_offset(max(end - 1, begin))
