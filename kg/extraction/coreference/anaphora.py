"""Definite nouns and pronouns that stand for a person or body already named: "le Commissaire", "the agency", "elle"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.candidates import Candidate
from kg.extraction.coreference.clusters import Cluster, CoreferenceWords, coreference_words, words_of
from kg.extraction.coreference.nouns import (
    SUBJECT,
    determiner,
    gives_view,
    is_former,
    is_inverted,
    stands_bare,
    stands_titled,
    without_prefix,
)
from kg.extraction.coreference.offices import (
    Office,
    best_holder,
    learn_person,
    may_hold,
    name_end,
    office_end,
    read_office,
    with_other_names,
)
from kg.extraction.coreference.subjects import is_told_of
from kg.extraction.names.words import folded, name_words
from kg.extraction.statements.cues import words_of as speech_words
from kg.extraction.statements.quotations import Quotation, find_quotations
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part, Reading, Sentence
from kg.model.entities import EntityClass, Form

_ARTICLES = frozenset({"DET", "ADP"})  # with those that are one word with a preposition: "du"
_SOURCES = frozenset({"platform-as-means", "agency-signature"})  # where or by whom a text is published, which no noun points to
_LEADING = frozenset({"ROOT", "parataxis"})
_NESTED = 8  # mentions that may begin between the beginning and the end of another
_REACH = 8  # sentences back to which a pronoun or a bare noun points
_SHORT_REACH = 3  # the same for a body, of which there are more
_APPOSITION = 14  # tokens between an office and the name that stands in apposition to it
_SUBJECT_BONUS = 1.5  # a subject counts as so many sentences nearer
_MODIFIERS = 4  # words between an article and an office: "the former Republican presidential nominee"


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mention already passed, with what speaks for it as antecedent."""

    cluster: Cluster
    sentence: int
    begin: int
    subject: bool
    quoted: bool


class Anaphora:
    """Reads a document from its beginning and adds nominal and pronominal mentions to the clusters of persons and bodies."""

    def __init__(self, reading: Reading, clusters: Sequence[Cluster], taken: Sequence[Candidate]) -> None:
        self._reading = reading
        self._clusters = clusters
        self._taken = sorted((mention.begin, mention.end) for mention in taken)
        seen = ((m.begin, m.end, c) for c in clusters for m in c.mentions if m.extractor not in _SOURCES)
        self._mentions = sorted(seen, key=lambda row: row[:2])
        self._begins = [begin for begin, _, _ in self._mentions]
        self._seen: list[_Seen] = []
        self._persons: set[Cluster] = set()  # of those seen
        self._strangers: dict[str, int] = {}  # noun of an office -> how much was seen when nobody known held it
        self._plural: set[Cluster] = set()  # bodies with a name in the plural: "les Nations unies"
        self._called: dict[str, Cluster] = {}  # noun -> the body that it last stood for or beside: "l'ONG Human Rights Watch"

    def run(self) -> None:
        """Adds the mentions it finds to the clusters."""
        bodies = [cluster.surfaces for cluster in self._clusters if cluster.cls is not EntityClass.PERSON]
        for cluster in self._clusters:
            if cluster.cls is EntityClass.PERSON:
                learn_person(self._reading, cluster)
                cluster.offices |= with_other_names(cluster.offices, bodies)
            else:
                cluster.gender = cluster.gender or self._gender_of_body(cluster)
        position = 0
        quotations = find_quotations(self._reading)
        for number, sentence in enumerate(self._reading.sentences):
            quoted = _quoted_tokens(sentence, quotations)
            for token in sentence.tokens:
                offset = sentence.part.offset + token.idx
                while position < len(self._mentions) and self._mentions[position][0] <= offset:
                    begin, end, cluster = self._mentions[position]
                    self._see(cluster, number, begin, end, token.i in quoted)
                    position += 1
                self._resolve(sentence, number, token, quoted=token.i in quoted)

    def _gender_of_body(self, cluster: Cluster) -> str | None:
        """The grammatical gender that the article before a name tells, or a common noun that begins it."""
        for mention in sorted(cluster.mentions):
            tokens = self._reading.sentence_at(mention.begin).part.tokens(mention.begin, mention.end)
            if tokens is None:
                continue
            before = [tokens.doc[tokens.start - 1]] if tokens.start and tokens.doc[tokens.start - 1].pos_ in _ARTICLES else []
            for token in (*before, tokens[0]):
                gender = token.morph.get("Gender", []) if token.pos_ in _ARTICLES or token.lower_ in self._nouns(cluster) else []
                if gender:
                    return gender[0][0].lower()
        return None

    def _nouns(self, cluster: Cluster) -> frozenset[str]:
        words = coreference_words(cluster.language)
        return words.organisation_nouns | words.same_noun

    def _see(self, cluster: Cluster, number: int, begin: int, end: int, quoted: bool) -> None:
        tokens = self._reading.sentences[number].part.tokens(begin, end)
        subject = tokens is not None and (is_told_of(tokens, quoted=quoted))
        self._seen.append(_Seen(cluster, number, begin, subject, quoted))
        if cluster.cls is EntityClass.PERSON:
            self._persons.add(cluster)
        if tokens is not None and cluster.cls is EntityClass.ORGANISATION and tokens.start > 0:
            if "Plur" in tokens.doc[tokens.start - 1].morph.get("Number", []) and tokens.doc[tokens.start - 1].pos_ == "DET":
                self._plural.add(cluster)
            self._called[fold_letters(tokens.doc[tokens.start - 1].text)] = cluster

    def _resolve(self, sentence: Sentence, number: int, token: Token, *, quoted: bool) -> None:
        words = coreference_words(sentence.language)
        pronoun = _is_pronoun(token, words)
        if not pronoun and token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return
        begin = sentence.part.offset + token.idx
        if self._is_taken(begin, begin + len(token)):
            return
        if pronoun:
            cluster = None if quoted else self._pronoun(token, number, words)
            if cluster is not None:
                self._add(cluster, number, begin, begin + len(token), Form.PRONOUN, "pronoun", 0.7, subject=True)
        else:
            self._nominal(sentence, number, token, words)

    def _add(self, cluster: Cluster, number: int, begin: int, end: int, form: Form, rule: str, confidence: float, *, subject: bool) -> None:
        mention = Candidate(begin=begin, end=end, cls=cluster.cls, extractor=rule, confidence=confidence, form=form)
        cluster.mentions.append(mention)
        self._seen.append(_Seen(cluster, number, begin, subject, quoted=False))

    def _is_taken(self, begin: int, end: int) -> bool:
        at = bisect_left(self._taken, (end, 0))
        return any(begin < last for _, last in self._taken[max(0, at - _NESTED) : at])

    def _pronoun(self, token: Token, number: int, words: CoreferenceWords) -> Cluster | None:
        lower = token.lower_
        gender = "m" if lower in words.male_pronouns else "f" if lower in words.female_pronouns else None
        if gender is not None:
            person = self._nearest(number, EntityClass.PERSON, gender, token)
            if person is not None:
                return person
        if lower in words.organisation_pronouns and token.head.pos_ == "VERB":
            return self._nearest(number, EntityClass.ORGANISATION, gender, token, subjects=True, reach=_SHORT_REACH)
        return None

    def _nearest(
        self, number: int, cls: EntityClass, gender: str | None, token: Token, *, subjects: bool = False, reach: int = _REACH
    ) -> Cluster | None:
        """The antecedent that is nearest, subjects before others, words outside quotations before those inside."""
        best: tuple[float, _Seen] | None = None
        for seen in reversed(self._seen):
            distance = number - seen.sentence
            if distance > reach:
                break
            if seen.cluster.cls is not cls or (subjects and not seen.subject):
                continue
            if gender and seen.cluster.gender and seen.cluster.gender != gender:
                continue
            cost = (
                distance
                - (_SUBJECT_BONUS if seen.subject else 0.0)
                + (2 if seen.quoted else 0)
                - (0.5 if gender and seen.cluster.gender == gender else 0)
            )
            if best is None or cost < best[0]:
                best = cost, seen
        if best is None:
            return None
        antecedent = best[1]
        if gender and antecedent.cluster.gender is None and _tells_gender(token, antecedent, number):
            antecedent.cluster.gender = gender
        return antecedent.cluster

    def _nominal(self, sentence: Sentence, number: int, token: Token, words: CoreferenceWords) -> None:
        noun = without_prefix(fold_letters(token.text), words)
        described = noun in folded(words.described)
        is_office = noun in folded(name_words(sentence.language).offices)
        first = determiner(token, words, _MODIFIERS if described or is_office else 1)
        if first is None:
            if not (noun in folded(words.bare_nouns) and stands_bare(token)) and not (is_office and stands_titled(token)):
                return
            first = token.i
        offset = sentence.part.offset
        begin, end = offset + sentence.part.doc[first].idx, offset + token.idx + len(token)
        if is_office or described:
            holder = self._holder(sentence, token, first)
            if holder is not None:
                end = offset + sentence.part.doc[holder[1] - 1].idx + len(sentence.part.doc[holder[1] - 1])
                self._add(holder[0], number, begin, end, Form.NOMINAL, "office", 0.8, subject=token.dep_ in SUBJECT)
            elif token.dep_ in SUBJECT or is_inverted(token, first) or gives_view(token, first):
                former = is_former(token, first, words)
                if former or not (is_office and _has_complement(name_end(token, words), sentence.language)):
                    self._describe(sentence, number, token, begin, words, called_so=described or former)
            return
        body = self._body(noun, token, number, sentence)
        if body is not None:
            self._add(body, number, begin, end, Form.NOMINAL, "definite-noun", 0.72, subject=token.dep_ in SUBJECT)

    def _describe(self, sentence: Sentence, number: int, token: Token, begin: int, words: CoreferenceWords, *, called_so: bool) -> None:
        """ "The New York businessman": nobody is said to be one, so it is the only person of whom the sentences before tell.

        With a noun by which not anybody is called so, "the director", it must be a person of whom the text tells no office.
        """
        end = office_end(sentence.part, token)
        if self._person_follows(sentence.part, end):
            return
        noun = without_prefix(fold_letters(token.text), words)
        gender = "f" if noun in folded(words.female_offices) else "m" if noun in folded(words.male_offices) else None
        person = self._only_person(number, gender, acting=noun in folded(words.acting))
        if person is not None and any(noun in words_of(office) for office in person.offices):
            return  # the mayor is not "the former mayor"
        fits = called_so or (person is not None and not person.offices and noun not in self._strangers)
        if person is not None and fits and not self._is_named_in(person, begin, sentence.end):
            last = sentence.part.doc[end - 1]
            finish = sentence.part.offset + last.idx + len(last)
            self._add(person, number, begin, finish, Form.NOMINAL, "description", 0.6, subject=True)

    def _only_person(self, number: int, gender: str | None, *, acting: bool) -> Cluster | None:
        """The one person, of a gender, whom the last sentences mention, or else, if so asked, of whom they tell what he or she did."""
        rows = [row for row in self._seen if row.cluster.cls is EntityClass.PERSON and number - row.sentence <= _SHORT_REACH]
        rows = [row for row in rows if gender is None or row.cluster.gender == gender]
        for recent in (rows, [row for row in rows if acting and row.subject and not row.quoted]):
            if recent and all(row.cluster is recent[0].cluster for row in recent):
                return recent[0].cluster
        only = next(iter(self._persons)) if len(self._persons) == 1 else None  # of all the text so far
        return only if only is not None and gender in (None, only.gender) else None

    def _is_named_in(self, person: Cluster, begin: int, end: int) -> bool:
        """Whether a stretch names a person, whom a description before it in the sentence does not mean then."""
        rows = self._mentions[bisect_left(self._begins, begin) : bisect_left(self._begins, end)]
        return any(cluster is person for _, _, cluster in rows)

    def _holder(self, sentence: Sentence, token: Token, first: int) -> tuple[Cluster, int] | None:
        """The person whose office this is, and the token after the words that name the office; `first` is that of its determiner."""
        part, words = sentence.part, coreference_words(sentence.language)
        end = self._before_person(part, token.i, office_end(part, token))
        if self._person_follows(part, end):
            return None
        office = read_office(part, first, token.i, end)
        last_seen = {seen.cluster: order for order, seen in enumerate(self._seen) if seen.cluster.cls is EntityClass.PERSON}
        recent = sorted(last_seen, key=lambda cluster: -last_seen[cluster])
        found = best_holder(office, recent, words) or self._named_later(office, words)
        if found is None and office.told_in_full(words):
            self._strangers[office.noun] = len(self._seen)
        if found is None or (office.is_bare and last_seen.get(found, 0) < self._strangers.get(office.noun, 0)):
            return None
        return found, end

    def _before_person(self, part: Part, noun: int, end: int) -> int:
        """The end of an office, or the token of the first person's name before it: "le gouverneur Awa Diop"."""
        begin, finish = part.offset + part.doc[noun].idx, part.offset + part.doc[end - 1].idx
        position = bisect_left(self._begins, begin + 1)
        for first, last, cluster in self._mentions[position:]:
            if first > finish:
                break
            tokens = part.tokens(first, last) if cluster.cls is EntityClass.PERSON else None
            if tokens is not None:
                return max(noun + 1, tokens.start)
        return end

    def _named_later(self, office: Office, words: CoreferenceWords) -> Cluster | None:
        """The only person of the document to whom an office that is told in full belongs: a text may tell the name below."""
        if not office.told_in_full(words):
            return None
        persons = [cluster for cluster in self._clusters if cluster.cls is EntityClass.PERSON]
        rows = [(cluster, known) for cluster in persons for known in cluster.offices if office.is_within(known)]
        found = {cluster for cluster, known in rows if may_hold(office, known, words)}
        return found.pop() if len(found) == 1 else None

    def _person_follows(self, part: Part, end: int) -> bool:
        """Whether the office stands in apposition to a name right after it."""
        between = part.doc[end : end + _APPOSITION]
        stop = next(
            (token for token in between if token.pos_ in {"VERB", "AUX", "SCONJ"} or token.text in {".", '"', "«"} or "\n" in token.text),
            None,
        )
        last = part.offset + (stop.idx if stop is not None else part.doc[min(end + _APPOSITION, len(part.doc)) - 1].idx)
        first = part.offset + part.doc[end - 1].idx
        position = bisect_left(self._begins, first)
        return any(begin < last and cluster.cls is EntityClass.PERSON for begin, _, cluster in self._mentions[position : position + 3])

    def _body(self, noun: str, token: Token, number: int, sentence: Sentence) -> Cluster | None:
        """The body that "l'organisation" or "le ministère" stands for, if no complement tells another one."""
        words = coreference_words(sentence.language)
        if _has_complement(token, sentence.language):
            return None
        if noun in folded(words.same_noun):
            same = (seen.cluster for seen in reversed(self._seen) if seen.cluster.cls is EntityClass.ORGANISATION)
            named = next((cluster for cluster in same if any(noun in words_of(surface) for surface in cluster.surfaces)), None)
            if named is not None or noun not in folded(words.organisation_nouns):
                return named
        if noun not in folded(words.organisation_nouns):
            return None
        body = self._called.get(noun) or self._body_of_kind(noun, number, words)
        if body is not None:
            self._called[noun] = body
        return body

    def _body_of_kind(self, noun: str, number: int, words: CoreferenceWords) -> Cluster | None:
        """The body that was last a subject, or else the only one named of late; "the company" is no ministry."""
        fit = [
            row
            for row in self._seen
            if row.cluster.cls is EntityClass.ORGANISATION
            and number - row.sentence <= _SHORT_REACH
            and self._may_be(row.cluster, noun, words)
        ]
        subject = next((row.cluster for row in reversed(fit) if row.subject and not row.quoted), None)
        only = fit[0].cluster if fit and all(row.cluster is fit[0].cluster for row in fit) else None
        return subject or only

    def _may_be(self, cluster: Cluster, noun: str, words: CoreferenceWords) -> bool:
        """Whether a noun may stand for a body: one for firms not for one with the noun of another kind in its name, nor for many."""
        firms = folded(words.firms)
        if noun not in firms:
            return True
        others = (folded(words.organisation_nouns) | folded(words.same_noun)) - firms
        return cluster not in self._plural and not any(word in others for surface in cluster.surfaces for word in words_of(surface))


def _is_pronoun(token: Token, words: CoreferenceWords) -> bool:
    return token.lower_ in words.pronouns and token.pos_ == "PRON" and not token.dep_.startswith("expl")


def _tells_gender(pronoun: Token, antecedent: _Seen, number: int) -> bool:
    """Whether a pronoun is sure enough to tell the gender of a person.

    It is in a language that has another one for things, and behind its verb ("dit-elle"). Else it may stand for a thing, unless it is
    the subject of a sentence and the sentence before has the person as its subject.
    """
    things = speech_words(pronoun.lang_).neuter_pronouns
    if things or antecedent.cluster.cls is not EntityClass.PERSON or pronoun.text.startswith("-"):
        return True
    leads = pronoun.dep_ in SUBJECT and pronoun.head.dep_ in _LEADING
    return leads and antecedent.subject and not antecedent.quoted and number - antecedent.sentence <= 1


def _has_complement(token: Token, language: str) -> bool:
    """Whether words follow that tell a noun from others: "l'agence de presse", "the department store"."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is None:
        return False
    words = name_words(language)
    named = following.pos_ == "DET" and following.is_title and not following.is_sent_start  # "le parti Les Verts"
    return named or following.pos_ in {"ADJ", "PROPN", "NOUN"} or following.lower_ in words.genitives | words.purposes_in_name


def _quoted_tokens(sentence: Sentence, quotations: Sequence[Quotation]) -> frozenset[int]:
    """The tokens of a sentence that stand between quotation marks."""
    first = bisect_left(quotations, sentence.begin, key=lambda quotation: quotation.end)
    found: set[int] = set()
    for quotation in quotations[first:]:
        if quotation.begin >= sentence.end:
            break
        offset = sentence.part.offset
        found.update(token.i for token in sentence.tokens if quotation.contains(offset + token.idx))
    return frozenset(found)
