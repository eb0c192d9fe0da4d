"""Who stands for election."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.extraction import Extraction
from kg.model.relations import Predicate

Extract = Callable[..., Extraction]


def related(extraction: Extraction, predicate: Predicate) -> set[str]:
    labels = {entity.id: entity.label.text for entity in extraction.entities}
    return {labels[relation.object] for relation in extraction.relations if relation.predicate is predicate}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # behind a name, with the party
        (
            "en",
            "Peter Ward, flagbearer of the All Progressives Congress for the 2023 governorship election, smiled.",
            {"Peter Ward", "All Progressives Congress"},
        ),
        ("fr", "Jean Kassi, ancien maire de Dakar et candidat aux législatives de juin 2015, a pris la parole.", {"Jean Kassi"}),
        ("fr", "Le candidat Paul Lambert à la présidentielle de 2017 avait tort.", {"Paul Lambert"}),
        ("fr", "Paul Lambert a rencontré le candidat du Parti socialiste à la présidentielle de 2017.", {"Parti socialiste"}),
        ("en", "The governor has been ruled out as the PDP's vice presidential candidate for the 2023 elections.", {"PDP"}),
        ("fr", "La tête de liste du PCF pour le scrutin de mai 2014, Paul Lambert, a souri.", {"PCF", "Paul Lambert"}),
        # who is, or is chosen to be, a candidate
        ("en", "The party chose Mary Kane as its candidate for the 2023 presidential election.", {"Mary Kane"}),
        ("en", "Peter Ward was the Green Party's candidate in the 2019 general election.", {"Peter Ward", "Green Party"}),
        ("fr", "Paul Lambert sera candidat à l'élection présidentielle de 2027.", {"Paul Lambert"}),
        # who wins and loses
        ("en", "Paul Ward lost the general election of 7 May 2015.", {"Paul Ward"}),
        ("fr", "Awa Diallo a perdu l'élection présidentielle de 2022.", {"Awa Diallo"}),
        ("en", "Mary Kane met the candidate of the Labour Party in the 2023 presidential election.", {"Labour Party"}),
        ("en", "The party denied the reported emergence of Mary Kane as its candidate for the 2023 presidential election.", set()),
        # who is none, or stood for another one
        ("fr", "Paul Lambert n'est pas candidat à l'élection présidentielle de 2027.", set()),
        ("en", "Peter Ward told reporters that no candidate in the 2019 general election had won.", set()),
        ("fr", "La présidentielle aura lieu en mai. Awa Diallo, ancienne candidate à la présidentielle, votera.", set()),
    ],
)
def test_who_stands_for_election(extract_text: Extract, language: str, text: str, expected: set[str]) -> None:
    assert related(extract_text(text, language, issued="2016-05-06"), Predicate.PARTICIPANT) == expected


def test_where_a_candidate_speaks_is_not_where_the_election_is(extract_text: Extract) -> None:
    text = "Mary Kane, the candidate of the Labour Party in the 2023 presidential election, spoke in Abuja."
    assert related(extract_text(text, "en", issued="2016-05-06"), Predicate.PLACE) == set()
