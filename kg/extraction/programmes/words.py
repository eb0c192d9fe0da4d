"""The words by which a language speaks of programmes, and the patterns made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.extraction.text.phrases import phrase_words
from kg.languages.patterns import any_of
from kg.languages.sections import section


@dataclass(frozen=True, slots=True)
class ProgrammeWords:
    """What the rules of programmes need to know of a language. Verbs are lemmas."""

    nouns: frozenset[str]
    named_only: frozenset[str]  # nouns that name a programme only with a capitalised name beside them
    capital_only: frozenset[str]  # nouns that name one only with a capital of their own
    described: frozenset[str]  # of the nouns for names only, the ones that a telling adjective or a verb singles out as well
    signed: frozenset[str]  # of them, what is signed: that it was signed, or who its parties are, singles it out
    leading: frozenset[str]  # nouns right before the name that they give: "Operation"
    works: frozenset[str]  # building works, a project by themselves: "réhabilitation"
    works_leads: frozenset[str]  # what stands before them: "travaux de"
    works_links: frozenset[str]  # what stands between them and the one thing that is built: "de la"
    idioms: frozenset[str]  # verbs that make a phrase of their own: "take the initiative"
    not_before: frozenset[str]  # words that make a noun after them something else
    not_after: frozenset[str]  # words that make a noun before them something else: "projet de loi"
    singling_verbs: frozenset[str]  # verbs that only what exists is the object or subject of
    signing_verbs: frozenset[str]
    means: frozenset[str]  # phrases before what somebody uses: "through"
    proposed: frozenset[str]  # verbs under which a programme is only proposed
    telling: frozenset[str]  # adjectives that tell one programme from others
    spans: tuple[str, ...]  # nouns of time that make an adjective with a number: "six-year"
    plain: frozenset[str]  # adjectives that tell nothing of what a programme is for: "new"
    purposes: frozenset[str]  # prepositions before what a programme is for or about; other ones tell of place, time and company
    name_links: frozenset[str]  # small words inside a name before the noun: "Steps to Work programme"
    naming: frozenset[str]  # words between a description and the name that it has: "known as"
    title_links: frozenset[str]  # small words between the words with capitals of a name: "Homes *for* All"
    copulas: frozenset[str]  # forms of "be" between a programme and its title
    martial: frozenset[str]  # nouns for what armies do as well: "operation"
    military: frozenset[str]  # lemmas that show them to mean that
    broadcast: frozenset[str]  # words beside a noun that make it something to hear or see: "radio"
    giving_verbs: frozenset[str]  # verbs behind whose object "to" tells who gets it: "deliver a programme to"
    bonds: frozenset[str]  # nouns for what two countries have in general, where nothing but these are told: "the X-Y partnership"
    staff: frozenset[str]  # those who make a bond a body: "members of the … Partnership"
    yearly: frozenset[str]  # those that a year tells from others of their kind, without naming them: "campaign"
    vague: frozenset[str]  # those for which one more word with a capital is no name: "Court Process", "Privacy Policy"
    realised: frozenset[str]  # phrases before what exists: "the implementation of"
    treaties: frozenset[str]  # words in what is signed that show it to be a treaty: "border"
    holders: frozenset[str]  # nouns for those who have a programme in politics: "candidate"
    plots: frozenset[str]  # nouns for what criminals do as well: "scheme"
    crimes: frozenset[str]  # words right before or behind them that show it
    acting_verbs: frozenset[str]  # verbs whose subject is a body, whatever noun names it: "sue"
    themes: frozenset[str]  # words before the motto of an event, or the title of a writing: "theme"
    anaphoric: frozenset[str]  # nouns that alone stand for a programme already named
    tells: frozenset[str]  # nouns that tell of a name before them what it is: "X, a programme for"
    launching: frozenset[str]  # verbs whose object is a programme if the text then calls it one
    consultations: frozenset[str]  # what a state asks all its people for months, a programme without another name
    consultations_again: frozenset[str]  # nouns that alone come back to it: "the consultation"
    consultation_leads: frozenset[str]  # beside articles, what makes it another one behind such a noun: "the consultation *on* nets"
    policing: frozenset[str]  # lemmas that show an operation to be one of the police
    benefits: frozenset[str]  # what a state pays, where a bare noun behind it tells what for
    benefit_links: frozenset[str]  # what else may stand between the two
    apposing: frozenset[str]  # nouns that a bare noun behind them names
    building: frozenset[str]  # verbs for works, the aim of a project that exists: "the project to build"
    reforms: frozenset[str]  # nouns for what a government changes, a programme where it is told whose it is
    reformers: frozenset[str]  # what leads to whose it is: "announced by"
    coined: frozenset[str]  # nouns that a coinage before them names: "pay-as-you-go policy"


@cache
def programme_words(language: str) -> ProgrammeWords:
    return section(language, "programmes", ProgrammeWords)


@cache
def programme_nouns(language: str) -> re.Pattern[str]:
    """Any noun that a programme may be called by, and building works after "works of"."""
    words = programme_words(language)
    works = any_of(words.works_leads) + any_of(words.works)
    return re.compile(rf"(?<![\w-])(?P<noun>{any_of(words.nouns)}|{works})(?!\w)", re.IGNORECASE)


@cache
def works_headline(language: str) -> re.Pattern[str]:
    """Building works at the beginning of a headline: "Réhabilitation de l'aéroport"."""
    words = programme_words(language)
    return re.compile(rf"(?P<noun>(?i:{any_of(words.works)}))(?=\s{any_of(words.works_links)})")


@cache
def one_thing(language: str) -> re.Pattern[str]:
    """What stands before the one thing that is built."""
    return re.compile(rf"\s{any_of(programme_words(language).works_links)}", re.IGNORECASE)


@cache
def naming_gap(language: str) -> re.Pattern[str]:
    """What stands between a programme and the name that it is said to have: ", popularly known as"."""
    naming = any_of(programme_words(language).naming)
    return re.compile(rf",?\s(?:[a-zà-ÿ]+\s){{0,2}}?(?P<naming>{naming}):?\s+")


@cache
def called_name(language: str) -> re.Pattern[str]:
    """The name that a programme is said to have, in quotation marks or with capitals."""
    article = rf"(?:{any_of(phrase_words(language).definite)}(?:(?<=['’])| ))?"
    quoted = r"[«“”\"‘']\s?(?P<quoted>[^«»“”\"\n]{3,120}?)\s?[.,]?(?:[»”\"]|['’](?!\w))"
    link = rf" (?:{any_of(programme_words(language).title_links)} )?"
    raised = rf"(?P<raised>[A-ZÀ-Þ][\w&’'.-]*\w(?:{link}[A-ZÀ-Þ0-9][\w&’'-]*)*)"
    return re.compile(rf"{article}(?:{quoted}|{raised})")


@cache
def copula_gap(language: str) -> re.Pattern[str]:
    """What stands between a programme and the title that it is: "the second project was | “Safe Harbours for All”"."""
    return re.compile(rf"\s{any_of(programme_words(language).copulas)}\s(?=[«“”\"])(?P<naming>)")


@cache
def naming_before(language: str) -> re.Pattern[str]:
    """A name that opens the sentence before the programme that has it: "Dubbed “Clean Hands”, the"."""
    naming = any_of(programme_words(language).naming)
    return re.compile(rf"^{naming}:?\s+[«“\"]\s?(?P<name>[^«»“”\"]{{3,90}}?)\s?[»”\"],?\s+(?:[\w'’]+\s*){{1,2}}$", re.IGNORECASE)


@cache
def leading_names(language: str) -> re.Pattern[str]:
    """A noun with the name that follows it at once: "Operation Clean Rivers", "Agenda 2030"."""
    nouns = any_of(programme_words(language).leading)
    return re.compile(rf"(?<![\w-])(?P<noun>{nouns})(?P<name>(?: [A-Z][a-z][\w'-]*){{2,4}}| (?:19|20)\d\d\b)")


@cache
def not_after(language: str) -> re.Pattern[str]:
    """What makes a noun before it something else; where names have few capitals, a word with one belongs to the name."""
    capitals = re.IGNORECASE if phrase_words(language).title_case else 0
    return re.compile(rf"\s*{any_of(programme_words(language).not_after)}(?!\w)", capitals)


@cache
def lasts(language: str) -> re.Pattern[str]:
    """All that tells a programme's length before its noun: "six-year"."""
    return re.compile(rf"[\w-]+[\s-]{any_of(programme_words(language).spans)}(?:-long)?", re.IGNORECASE)


@cache
def realised(language: str) -> re.Pattern[str]:
    """What shows at the end of a stretch that the programme behind it exists: "the implementation of its"."""
    articles = any_of(phrase_words(language).determiners)
    return re.compile(rf"(?<!\w){any_of(programme_words(language).realised)}\s?(?:{articles}\s?)?$", re.IGNORECASE)


@cache
def means(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(programme_words(language).means)}\W*$", re.IGNORECASE)


@cache
def reformers(language: str) -> re.Pattern[str]:
    """What stands between a reform and whose it is."""
    return re.compile(rf",? {any_of(programme_words(language).reformers)}(?!\w)")
