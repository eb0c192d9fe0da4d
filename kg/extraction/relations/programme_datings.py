"""When programmes begin and end."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.cast import Appearance
from kg.extraction.events.words import event_words
from kg.extraction.relations.attachment import depends_on
from kg.extraction.relations.datings import ATTACHED, BESIDE, INSIDE, PROGRAMME, dating
from kg.extraction.relations.occasions import Scene
from kg.extraction.relations.programme_words import programme_relation_words
from kg.extraction.relations.words import relation_words
from kg.extraction.text.calendar import DatePhrase
from kg.extraction.text.date_grammar import calendar_words
from kg.extraction.text.grammar import ADJUNCT_CLAUSES, DIRECT_OBJECTS, OPEN_CLAUSES, PASSIVE_SUBJECTS, SUBJECTS, is_finite_verb
from kg.extraction.text.reading import Sentence
from kg.model.relations import Dating

TO_BRACKETS = 90  # characters from a programme to its years in brackets


def date_programmes(scene: Scene) -> Iterator[Dating]:
    """When programmes begin and end: "(2015-2019)" beside their names, "launched in 2010"."""
    dated, ended = set[str](), set[str]()
    for row in scene.cast.within(0, len(scene.reading.text), {PROGRAMME}):
        sentence = scene.reading.sentence_at(row.mention.begin)
        for phrase in scene.dates(sentence):
            inside = row.mention.begin <= phrase.begin and phrase.end <= row.mention.end
            confidence = INSIDE if inside else _programme_confidence(scene, sentence, row.mention.begin, row.mention.end, phrase)
            if not inside and _ends(sentence, row, phrase):
                if row.member.id not in ended:
                    ended.add(row.member.id)
                    finish = phrase.finish or phrase.start
                    yield from dating(scene, row.member, None, finish, (phrase.begin, phrase.end), "programme-date", BESIDE)
                continue
            if confidence and row.member.id not in dated:
                dated.add(row.member.id)
                at = (phrase.begin, phrase.end)
                yield from dating(scene, row.member, phrase.start, phrase.finish, at, "programme-date", confidence)


def _programme_confidence(scene: Scene, sentence: Sentence, begin: int, end: int, phrase: DatePhrase) -> float:
    tokens = sentence.part.tokens(begin, end)
    date = sentence.part.tokens(phrase.begin, phrase.end)
    if tokens is None or date is None:
        return 0.0
    head = tokens.root
    if _are_of_a_post(sentence, head):
        return 0.0
    bracketed = scene.reading.text[phrase.begin - 1 : phrase.begin] == "(" and phrase.finish is not None
    copula = head.dep_ in ("nsubj", "nsubj:pass", "nsubjpass") and phrase.begin > end
    if bracketed and copula and phrase.begin - end < TO_BRACKETS:
        return ATTACHED
    if phrase.finish is not None and 0 <= phrase.begin - end <= 15:
        return ATTACHED
    words = programme_relation_words(sentence.language)
    argument = head.dep_ in SUBJECTS | PASSIVE_SUBJECTS | DIRECT_OBJECTS
    verbs = [*[a for a in head.ancestors if a.pos_ == "VERB" and argument][:1], *(child for child in head.children if child.pos_ == "VERB")]
    starting = [verb for verb in [*verbs, *_participle_behind(sentence, tokens)] if verb.lemma_ in words.start_verbs]
    launched = next((a for a in head.ancestors if a.pos_ in ("NOUN", "VERB")), head)
    if launched.lemma_.casefold() in event_words(sentence.language).phases:  # "since the launch of X in 2019"
        starting.append(launched)
    if phrase.finish is not None and any(_runs(verb) and depends_on(date.root, verb) for verb in verbs):
        return ATTACHED
    by_day = phrase.start is not None and phrase.start.day is not None  # the day of a launch is that of an event
    return BESIDE if not by_day and any(depends_on(date.root, verb) for verb in starting) else 0.0


def _ends(sentence: Sentence, row: Appearance, phrase: DatePhrase) -> bool:
    """Whether a date depends on a verb for the end of a programme, or stands behind "until" by one for its running."""
    tokens, date = sentence.part.tokens(row.mention.begin, row.mention.end), sentence.part.tokens(phrase.begin, phrase.end)
    if tokens is None or date is None or tokens.root.dep_ not in SUBJECTS | PASSIVE_SUBJECTS:
        return False
    verb = next((a for a in tokens.root.ancestors if a.pos_ == "VERB"), None)
    verbs = [verb, *(child for child in verb.children if child.dep_ in OPEN_CLAUSES)] if verb is not None else []
    ends = programme_relation_words(sentence.language).end_verbs
    ending = [v for v in verbs if v.lemma_ in ends or any(child.lower_ in ends for child in v.children)]
    up_to = (phrase.start is None and phrase.finish is not None) or _is_up_to(sentence, phrase)
    running = [v for v in verbs if up_to and _runs(v)]
    return any(depends_on(date.root, v) for v in (*ending, *running))


def _is_up_to(sentence: Sentence, phrase: DatePhrase) -> bool:
    """Whether a date is that up to which something goes on: "until 2030"."""
    before = sentence.text[: phrase.begin - sentence.begin].casefold().rstrip()
    return phrase.finish is None and any(before.endswith(words) for words in calendar_words(sentence.language).up_to)


def _runs(verb: Token) -> bool:
    """Whether a verb tells that something goes on, or is carried out: "was conducted between 3 and 9 May"."""
    words = relation_words(verb.lang_)
    return verb.lemma_ in words.happen_verbs | words.organise_verbs | words.lasting_verbs


def _participle_behind(sentence: Sentence, programme: Tokens) -> Iterator[Token]:
    """A participle of the noun, or of one of its complements, right behind a programme: "works on the port of Y, begun in 2010"."""
    behind = [token for token in programme.doc[programme.end : sentence.tokens.end] if not token.is_punct][:1]
    yield from (token for token in behind if token.dep_ in ADJUNCT_CLAUSES and programme.start <= token.head.i < programme.end)


def _are_of_a_post(sentence: Sentence, programme: Token) -> bool:
    """Whether the years behind a programme are those of a post, in a line without a verb: "Coordinator of the project (2004-2008)"."""
    roles = relation_words(sentence.language).roles | relation_words(sentence.language).delegates
    above = [token for token in programme.ancestors if token.i >= sentence.tokens.start]
    return any(token.lemma_.casefold() in roles for token in above) and not any(is_finite_verb(token) for token in sentence.tokens)
