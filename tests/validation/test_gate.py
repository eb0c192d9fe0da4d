"""What breaks a shape is left out, and nothing else."""

from __future__ import annotations

import pytest
from pyoxigraph import Quad, Triple

from kg.validation.gate import check
from kg.validation.report import SHAPES, Finding
from tests.validation.breaks import BREAKS, Break
from tests.validation.sample import IDENTIFIER, changed, quads, sample, turtle


def _checked(gone: str = "", new: str = "") -> tuple[frozenset[Triple], tuple[Finding, ...]]:
    kept, findings = check(changed(gone, new), IDENTIFIER)
    return frozenset(quad.triple for quad in kept), findings


def _rules(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.shape.removeprefix(SHAPES) for finding in findings}


def test_a_sound_graph_goes_in_as_it_is_and_in_its_order() -> None:
    graph = list(reversed(quads(sample())))
    assert check(graph, IDENTIFIER) == (graph, ())


def _fact(triple: str, name: str = "<#fact=new>") -> str:
    subject, predicate, value = triple.split(" ", 2)
    return (
        f"{triple} . {name} a kg:Assertion ; rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {value} ; "
        'prov:wasDerivedFrom <#char=204,300> ; itsrdf:taConfidence 0.5 ; kg:extractor "apposition" .'
    )


@pytest.mark.parametrize(
    "triple",
    [
        "id:projet kg:funder id:awa",
        "id:reunion kg:place id:agence",
        "id:agence kg:partOf id:agence",
        'id:reunion kg:end "2019-02"^^xsd:gYearMonth',
        'id:projet kg:start "bientôt"@fr',
        "id:reunion kg:eventType kg:party",
        "id:saint-louis kg:affiliation id:agence",
        "id:parole kg:speaker id:projet",
    ],
)
def test_a_wrong_fact_goes_with_its_assertion_alone(triple: str) -> None:
    kept, findings = _checked(new=_fact(triple))
    assert kept == sample()
    assert findings


def test_the_finding_names_file_sentence_offsets_and_extractor() -> None:
    _, (finding,) = _checked(new=_fact("id:projet kg:funder id:awa"))
    assert (finding.document, finding.begin, finding.end, finding.extractor) == (IDENTIFIER, 204, 300, "apposition")
    assert finding.sentence is not None
    assert finding.sentence.startswith("« Ce projet change")
    assert finding.is_violation
    assert finding.message("fr") == "Un événement ou un programme est financé par une organisation."
    assert IDENTIFIER in finding.line()
    assert finding.message("en") in finding.line()


def test_of_two_starts_the_surer_one_stays() -> None:
    kept, findings = _checked(new=_fact('id:projet kg:start "2018"^^xsd:gYear'))
    assert kept == sample()
    assert _rules(findings) == {"Dated-start"}


def test_of_two_labels_in_a_language_one_stays() -> None:
    kept, findings = _checked(new='id:conseil rdfs:label "Zone des deux rives"@fr .')
    assert kept == sample()
    assert _rules(findings) == {"Entity-label"}


def test_a_statement_without_speaker_goes_with_its_mention_and_assertions() -> None:
    kept, findings = _checked(gone="id:parole kg:speaker id:awa .")
    statement = turtle("id:parole a kg:Statement .")
    assert statement <= sample()
    left = {str(triple) for triple in kept}
    assert not [line for line in left if "id/parole" in line or "#char=206,243" in line]
    assert "Statement-speaker" in _rules(findings)
    assert turtle("id:awa a kg:Person . <#char=257,265> a kg:Mention .") <= kept


def test_a_statement_whose_only_speaker_is_no_actor_goes() -> None:
    kept, findings = _checked(
        gone="id:parole kg:speaker id:awa . <#fact=16> rdf:object id:awa .",
        new="id:parole kg:speaker id:projet . <#fact=16> rdf:object id:projet .",
    )
    assert not turtle("id:parole a kg:Statement .") & kept
    assert _rules(findings) == {"Statement-speaker"}


def test_a_mention_with_wrong_offsets_goes_and_its_entity_stays() -> None:
    kept, findings = _checked('<#char=130,145> nif:anchorOf "Fondation Delta" .', '<#char=130,145> nif:anchorOf "Fondation" .')
    assert not [triple for triple in kept if "#char=130,145" in str(triple)]
    assert turtle("id:fondation a kg:Organisation . id:projet kg:funder id:fondation .") <= kept
    assert _rules(findings) == {"Mention-length", "Entity-mention"}


def test_a_role_nobody_holds_goes() -> None:
    kept, findings = _checked(new=_fact("id:saint-louis kg:holdsRole id:garde") + ' id:garde a kg:Role ; kg:roleTitle "garde"@fr .')
    assert kept == sample()
    assert _rules(findings) == {"PersonDomain"}


def test_an_amount_that_is_not_one_takes_the_budget_with_it() -> None:
    kept, _ = _checked(gone='id:somme schema:currency "EUR" .', new='id:somme schema:currency "euros" .')
    assert not [triple for triple in kept if "id/somme" in str(triple)]
    assert turtle("id:projet a kg:Programme .") <= kept


def test_a_fact_whose_only_assertion_is_broken_goes_too() -> None:
    kept, findings = _checked(gone="<#fact=1> itsrdf:taConfidence 0.8 .")
    assert not [triple for triple in kept if "fact=1>" in str(triple) or triple in turtle("id:projet kg:funder id:fondation .")]
    assert _rules(findings) == {"Assertion-confidence"}


def test_a_document_without_digest_is_not_stored_at_all() -> None:
    digest = next(triple for triple in sample() if triple.predicate.value.endswith("sha256"))
    kept, findings = check(quads(sample() - {digest}), IDENTIFIER)
    assert kept == []
    assert _rules(findings) == {"Document-sha256"}


def test_warnings_are_told_and_kept() -> None:
    new = 'id:ailleurs a kg:Place ; rdfs:label "Ailleurs"@fr .'
    kept, (finding,) = _checked(new=new)
    assert turtle(new) <= kept
    assert not finding.is_violation


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.rule)
def test_what_is_kept_conforms(case: Break) -> None:
    graph = changed(case.gone, case.new)
    kept, findings = check(graph, IDENTIFIER)
    assert SHAPES + case.rule in {finding.shape for finding in findings}
    again, findings_again = check(kept, IDENTIFIER)
    assert again == kept
    assert not [finding for finding in findings_again if finding.is_violation]
    assert _is_within(kept, graph)


def _is_within(kept: list[Quad], graph: list[Quad]) -> bool:
    return set(kept) <= set(graph)
