"""What programmes have to spend."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.extraction.cast import Appearance
from kg.extraction.names.gazetteer import is_country
from kg.extraction.programmes.words import programme_nouns
from kg.extraction.relations.occasions import Scene
from kg.extraction.relations.programme_words import programme_relation_words
from kg.extraction.relations.words import phrases
from kg.extraction.text.money import Amount, amounts_in, is_dollar
from kg.extraction.text.reading import Sentence
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass
from kg.model.relations import Budget, Evidence

ORGANISATION, PROGRAMME, PLACE = EntityClass.ORGANISATION, EntityClass.PROGRAMME, EntityClass.PLACE
BESIDE = 0.75
MONEY_NEAR = 90  # characters from a programme to its budget
TO_NOUN = 50  # characters from an amount to the noun of its programme: "a $2 million housing project"
RIGHT_BEHIND = 6  # characters from "to" to a body: " the "
BEFORE_SHARED = 50  # characters before a programme in which a contribution to it is told
IN_ONE_CLAUSE = 4  # words from an amount over a comma to its programme: "a $2 million, five-year"
SMALLEST = 20_000  # below that, an amount is what one person gets or pays


def budgets(scene: Scene) -> Iterator[Budget]:
    """Amounts that stand by a programme and a word that shows them to be its budget."""
    taken: set[str] = set()
    country = _country(scene)
    for sentence in scene.reading.sentences:
        rows = scene.cast.within(sentence.begin, sentence.end, {PROGRAMME})
        if not rows:
            continue
        for amount in amounts_in(sentence.text, sentence.language, country):
            if not _is_budget(sentence, amount) or (country is None and is_dollar(sentence.text, amount, sentence.language)):
                continue
            begin = sentence.begin + amount.begin
            row = min(rows, key=lambda r: max(r.mention.begin - begin, begin - r.mention.end))
            distance = max(row.mention.begin - begin, begin - row.mention.end)
            if distance > MONEY_NEAR or _is_taken_from(sentence, begin, row):
                continue
            between = scene.reading.text[sentence.begin + amount.end : row.mention.begin]
            if "," in between and len(between.split()) > IN_ONE_CLAUSE:
                continue
            if _is_its_share(scene, sentence, row) or _is_paid_to_somebody(scene, sentence, amount):
                continue
            if amount.currency is not None and amount.value >= SMALLEST and row.member.id not in taken:
                taken.add(row.member.id)
                evidence = Evidence(sentence=scene.reading.evidence(sentence.begin, sentence.end), extractor="budget", confidence=BESIDE)
                yield Budget(programme=row.member.id, value=amount.value, currency=amount.currency, evidence=evidence)


def _is_budget(sentence: Sentence, amount: Amount) -> bool:
    """Whether words around an amount, or a programme right behind it, show that it is there to be spent: "a $2 million project"."""
    begin, end = sentence.begin + amount.begin, sentence.begin + amount.end
    if _is_part(sentence, amount):
        return False
    around = sentence.part.tokens(max(sentence.begin, begin - MONEY_NEAR), min(sentence.end, end + MONEY_NEAR)) or ()
    shown = {token.lemma_.casefold() for token in around} | {token.lower_ for token in around}
    noun = programme_nouns(sentence.language).search(sentence.text, amount.end)
    behind = sentence.text[amount.end : noun.start()] if noun is not None else "."
    return (
        bool(shown & programme_relation_words(sentence.language).budget_words)
        or re.fullmatch(rf"[^.,;:]{{0,{TO_NOUN}}}", behind) is not None
    )


def _is_taken_from(sentence: Sentence, begin: int, row: Appearance) -> bool:
    """Whether an amount is paid out of the programme named behind it: "a $60,000 grant under the housing scheme"."""
    between = sentence.text[begin - sentence.begin : max(begin, row.mention.begin) - sentence.begin]
    return phrases(sentence.language, "within_programme").search(between) is not None


def _is_its_share(scene: Scene, sentence: Sentence, row: Appearance) -> bool:
    """Whether a sentence tells what a programme pays or gets from one side, rather than all that it has.

    "$2 million Rural Roads Program funding for X", "Y's contribution to the Rural Roads Program stands at $2 million"
    """
    words = programme_relation_words(sentence.language)
    behind = re.findall(r"\w+", scene.reading.text[row.mention.end : sentence.end])[:1]
    before = scene.reading.text[max(sentence.begin, row.mention.begin - BEFORE_SHARED) : row.mention.begin].casefold()
    shared = re.search(rf"(?<!\w){any_of(words.before_shared)}(?:\W+\w+){{0,3}}\W*$", before)
    return shared is not None or not words.money_nouns.isdisjoint(behind)


def _is_paid_to_somebody(scene: Scene, sentence: Sentence, amount: Amount) -> bool:
    """Whether a body right behind an amount receives it: "will provide $160,000 to the City Club"."""
    behind = phrases(sentence.language, "recipients").match(sentence.text, amount.end + 1)
    if behind is None:
        return False
    end = sentence.begin + behind.end()
    return any(row.mention.begin <= end + RIGHT_BEHIND for row in scene.cast.within(end, sentence.end, {ORGANISATION}))


def _is_part(sentence: Sentence, amount: Amount) -> bool:
    """Whether an amount is only that of a year, a person or a share, or tells by how much a budget grew or fell."""
    before, after = sentence.text[: amount.begin].casefold(), sentence.text[amount.end :].casefold()
    words = programme_relation_words(sentence.language)
    return re.search(rf"(?<!\w){any_of(words.before_part)}\s*$", before) is not None or (
        re.match(rf"\s*{any_of(words.after_part)}(?!\w)", after) is not None
    )


def _country(scene: Scene) -> str | None:
    """The country that a document names most, or else that of its other places or its bodies: its currency is meant."""
    countries = [place for place in scene.cast.of(PLACE) if any(is_country(name) for name in place.names)]
    for members in (countries, scene.cast.of(PLACE), scene.cast.of(ORGANISATION)):
        counts = Counter[str]()
        for member in members:
            if member.country is not None:
                counts[member.country] += len(member.mentions)
        if counts:
            return max(counts, key=lambda code: (counts[code], code))
    return None
