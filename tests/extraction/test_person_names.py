"""Names of persons: one row a phenomenon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.text.reading import Reading
from kg.model.entities import EntityClass

Read = Callable[..., Reading]
Named = Callable[[str, str, EntityClass], set[str]]

PERSONS = [
    # titles and honorifics are cut off
    ("fr", "M. Pierre Lambert a ouvert la séance de travail.", {"Pierre Lambert"}),
    ("fr", "Selon Mme Awa Diallo Sarr, le projet avance bien.", {"Awa Diallo Sarr"}),
    ("fr", "Le Dr Samuel Okito a répondu aux questions de la presse.", {"Samuel Okito"}),
    ("fr", "Son Excellence Idriss Benali a remercié les participants.", {"Idriss Benali"}),
    ("fr", "La ministre Claire Fontaine a signé le document hier.", {"Claire Fontaine"}),
    ("fr", "Le directeur général, M. Sidi Ould Cheikh, a pris la parole.", {"Sidi Ould Cheikh"}),
    ("fr", "Le conseiller au Ministère de l'Intérieur Tarik Zahrani a évoqué la question.", {"Tarik Zahrani"}),
    ("en", "Senator Laura Whitfield thanked the committee on Monday.", {"Laura Whitfield"}),
    ("en", "H.E. Mr. Daniel Okoro, Ambassador of Ghana, spoke at the ceremony.", {"Daniel Okoro"}),
    ("en", "Dr. Mei Tanaka said that the results were good.", {"Mei Tanaka"}),
    ("en", "Foreign Minister Laura Bishop met her counterparts yesterday.", {"Laura Bishop"}),
    ("en", "Mr Henry Clarke MP said today that the plan had failed.", {"Henry Clarke"}),
    ("en", "Madam Jatta noted that more was needed.", {"Jatta"}),
    # a person who is named by office alone, behind an honorific
    ("en", "A message was read on behalf of H.E. the Ambassador of Japan.", {"Ambassador of Japan"}),
    # role words, nationalities and bodies are nobody
    ("fr", "Le Haut-Commissaire a salué les efforts des autorités.", set()),
    ("en", "The Minister for Health said that hospitals were ready.", set()),
    ("en", "Mr. King arrived. Mr. King said that the bridge was closed.", {"King"}),
    ("en", "Mr. de Vries met Mr van Dijk.", {"de Vries", "van Dijk"}),
    # a particle with a capital, a name that is a common noun too, a plural that is nobody
    ("fr", "Le ministre, Jean-Marc Le Goff, a salué cette avancée.", {"Jean-Marc Le Goff"}),
    ("en", "Bill Harding opened the new centre in March.", {"Bill Harding"}),
    ("en", "The report names two Detention Centres and a street.", set()),
    ("en", "The office is in Ellen Street.", set()),
    # who holds an office of the government
    ("fr", "Le porte-parole du gouvernement Patrick Lemba a annoncé la mesure.", {"Patrick Lemba"}),
    # behind what an office is for
    ("fr", "Elle a reçu le ministre français de l'Économie Bruno Le Guen.", {"Bruno Le Guen"}),
    # what follows a name in the head of a release
    ("en", "Senator Chris Maddox Labor Senator for Ashby spoke.", {"Chris Maddox"}),
    ("en", "Senator Maddox's First Speech was short.", {"Maddox"}),
    ("en", "Senator Nick Maddox B12 spoke.", {"Nick Maddox"}),
    # contact lines
    ("en", "Media contact: Zorilda Quenby 0400 123 456", {"Zorilda Quenby"}),
    ("en", "Town Cuts Harbour Emissions Across 2021-07-12", set()),
    # what has an article is no person
    ("fr", "Le Zamora a gagné. Les joueurs du Zamora sont contents.", set()),
    # a title that is a given name too, a verb behind an office, the capital that the pipeline left out
    ("fr", "Le commissaire Pape Moussa Lamine a remis son rapport.", {"Pape Moussa Lamine"}),
    ("en", "Minister Opens New Seed Centre in Ashby.", set()),
    # a head that is a given name, a label of a contact line
    ("fr", "La cheffe de l'opposition, Marine Le Bel, a voté.", {"Marine Le Bel"}),
    ("en", "Affairs and Reconciliation Telephone: (02) 5550 1234", set()),
    # initials, an office of several words, a surname in capitals of which a part is a word or a body
    ("en", "Mr. A. A. Oduvel thanked the trainers.", {"A. A. Oduvel"}),
    ("fr", "Il a échangé avec le Ministre d'État Alexis VOMBARI sur le projet.", {"Alexis VOMBARI"}),
    ("fr", "Le ministre Abdoulaye BIO VANTCHE a ouvert la séance.", {"Abdoulaye BIO VANTCHE"}),
    # who speaks in turn
    ("en", "RHEA QUILL: Good morning.\n\nORLO VANCE: Good morning.\n\nRHEA QUILL: Thank you.\n", {"RHEA QUILL"}),
    # a name that only the office beside it shows
    ("en", "The Minister of State for Education, Ezobe Vike, has left.", {"Ezobe Vike"}),
    ("fr", "Murhela Machikolo, Président de la Société Civile de Roca, est venu.", {"Murhela Machikolo"}),
    ("fr", "Étaient présents Salvane KARUMOL (MEPV), Ronel DETCHOVI, et des élus.", {"Salvane KARUMOL", "Ronel DETCHOVI"}),
    ("en", "The director of the board, Health Services, was closed.", set()),
    ("en", "Ruvo Vantche, the State Coordinator of the Harbour Office, was present.", {"Ruvo Vantche"}),
    # an age behind a name, a given name again
    ("en", "It was read by Ruvo Vantche, 51, and Orlo Ketz, 38, his brother.", {"Ruvo Vantche", "Orlo Ketz"}),
    ("fr", "Rivo Vantche, 51 ans, habite ici.", {"Rivo Vantche"}),
    ("fr", "« On ne risquait rien », dit la voisine, Khadija, 52 ans.", {"Khadija"}),
    ("en", "The shop is run by his sister, Amina, 34, and an uncle.", {"Amina"}),
    ("fr", "La revue paraît depuis peu, Paris, 52 ans après Dakar.", set()),
    # a month that is a surname
    ("en", "Prime Minister Anna May left in May. Ms May will be back in May 2019.", {"Anna May", "May"}),
    # who wrote a text, and where; a name right before a glued sentence
    (
        "en",
        "The bridge was opened by the workers on Monday.\n\nAda Kay in Minna, Daji Sarno in Yola and Oru Veska in Lafia",
        {"Ada Kay", "Daji Sarno", "Oru Veska"},
    ),
    ("fr", "Elle va remplacer Pierre Lambert.Le chef de la majorité est content.", {"Pierre Lambert"}),
    # a name behind a body that has a comma too, given names that are sorts of things
    ("en", "The Governor of the Central Bank of Nigeria, Godwin Emara and many others were present.", {"Godwin Emara"}),
    ("en", "The Minister for Defence, Veterans' Affairs and Border Protection was present.", set()),
    ("fr", "Le maire a reçu Manuel Verne, puis Marine Le Goff, à Marseille.", {"Manuel Verne", "Marine Le Goff"}),
    # what a hyphen joins to a name, a verb of a headline behind an office
    ("en", "The Dr Orlo Veska-led agency has closed.", {"Orlo Veska"}),
    ("en", "Gov Veska and Honorable Oru Kalan were there.", {"Veska", "Oru Kalan"}),
    ("en", "She met the Chief Public Health Officer of Marlow.", set()),
    # a name with its initials in brackets is a body's
    ("en", "Oru Veska was the Head, Harbour Response Team (HRT), until Monday.", {"Oru Veska"}),
    # a field of public business
    ("en", "The Minister for Foreign Affairs and Law, Mr Kalan, spoke. Law matters to her, and the Law is kept.", {"Kalan"}),
    ("en", "Oru Daren Veska has left. On Friday, Daren has been appointed head of the school.", {"Oru Daren Veska", "Daren"}),
    # behind a body in which an office is held, and behind a title of several words
    ("en", "President of the European Commission Jean-Claude Roux meets Prime Minister Ada Kay", {"Jean-Claude Roux", "Ada Kay"}),
    ("en", "The Secretary General of the Council of Europe Ben Low met Deputy District Attorney Oru Veska.", {"Ben Low", "Oru Veska"}),
    ("en", "Governor Splashes Millions of Naira on Cars", set()),
    ("en", "It was signed by Chief Oru Veska SAN on Monday.", {"Oru Veska"}),
    ("en", "Deputy Commissioner of Police Oru Veska and Secretary of State Orlo Ketz came.", {"Oru Veska", "Orlo Ketz"}),
    # behind a party
    ("fr", "La ministre MTV Annie Roux a parlé.", {"Annie Roux"}),
    ("fr", "Selon la députée MTV Awa Roux, le texte est mauvais.", {"Awa Roux"}),
    ("fr", "Tshibangu a affirmé que la paix reviendrait. Les partisans de Tshibangu sont venus.", {"Tshibangu"}),
]

TRANSCRIPT = """
INTERVIEWER: Is the road safe?

WARRICK: It is safe, and it will stay so.

INTERVIEWER: And the bridge?

WARRICK: The bridge is new.

INTERVIEWER: Who paid for it?

WARRICK: The town did.
"""


@pytest.mark.parametrize(("language", "text", "expected"), PERSONS)
def test_persons(language: str, text: str, expected: set[str], named: Named) -> None:
    assert named(text, language, EntityClass.PERSON) == expected


def test_a_surname_that_speaks_in_turn_is_a_person_and_what_speakers_do_is_not(named: Named) -> None:
    assert named(TRANSCRIPT, "en", EntityClass.PERSON) == {"WARRICK"}
    assert named(TRANSCRIPT, "en", EntityClass.ORGANISATION) == set()


@pytest.mark.parametrize("text", ["Senator Ann Hurst LABOR SENATOR FOR TASMANIA spoke.", "Senator Ann Hurst MINISTER FOR SPORT spoke."])
def test_an_office_in_capitals_is_no_part_of_the_name_before_it(text: str, named: Named) -> None:
    assert named(text, "en", EntityClass.PERSON) == {"Ann Hurst"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He commended the Hon. Minister for Forests, Prof. Mary Kane. She thanked him."),
        ("en", "He met H.E. Mary Kane and Rev. Paul Brook. They spoke."),
        ("fr", "Il a salué l'Hon. Paul Lambert et le Pr. Awa Diallo. Elle l'a remercié."),
    ],
)
def test_the_full_stop_of_a_title_ends_no_sentence(language: str, text: str, read_text: Read) -> None:
    assert len(read_text(text, language).sentences) == 2
