"""What belongs to a content and what the writer, the page or another sentence adds to it: one row a phenomenon and language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.statements import StatementKind

Told = Callable[[str, str], list[tuple[str, StatementKind, list[str]]]]
D, I, M = StatementKind.DIRECT, StatementKind.INDIRECT, StatementKind.MIXED  # noqa: E741

FRENCH = [
    pytest.param(
        "Awa Diallo a déclaré que le pont vise «les piétons» et «les gens du quai». (abc/xyz)",
        [("Awa Diallo", M, ["le pont vise «les piétons» et «les gens du quai»"])],
        id="the agencies that sign an article",
    ),
    pytest.param(
        "« Le pont est vieux », a déclaré Awa Diallo.\n\n« Un pont neuf »\n\nLes ouvriers sont arrivés lundi.",
        [("Awa Diallo", D, ["Le pont est vieux"])],
        id="a heading between quotation marks",
    ),
    pytest.param(
        "« Le pont est vieux », a déclaré Awa Diallo. « Un pont neuf » Il y a des ouvriers sur le quai depuis lundi.",
        [("Awa Diallo", D, ["Le pont est vieux"])],
        id="a heading that runs into the next paragraph",
    ),
    pytest.param(
        "« Le pont est vieux », a déclaré Awa Diallo. « Il en faut un neuf. » Les ouvriers sont arrivés lundi.",
        [("Awa Diallo", D, ["Le pont est vieux", "Il en faut un neuf."])],
        id="a quotation that goes on ends with a full stop",
    ),
    pytest.param(
        "Awa Diallo a promis que le pont serait prêt, mais les ouvriers ont quitté le chantier.",
        [("Awa Diallo", I, ["le pont serait prêt"])],
        id="a main clause of the writer behind mais",
    ),
    pytest.param(
        "Awa Diallo a déclaré que le pont était vieux, mais que la route tiendrait.",
        [("Awa Diallo", I, ["le pont était vieux, mais que la route tiendrait"])],
        id="mais que goes on with what is said",
    ),
    pytest.param(
        "Awa Diallo a déclaré que le pont n'était pas vieux, mais la route est dangereuse.",
        [("Awa Diallo", I, ["le pont n'était pas vieux, mais la route est dangereuse"])],
        id="mais behind a negation is the other half of a thought",
    ),
    pytest.param(
        "La société a demandé aux clients de changer de mot de passe, invoquant des raisons de sécurité.",
        [("La société", I, ["aux clients de changer de mot de passe"])],
        id="on what the speaker relies",
    ),
    pytest.param(
        "Awa Diallo a proposé de fermer le pont, ce qui pourrait ruiner les marchands.",
        [("Awa Diallo", I, ["de fermer le pont"])],
        id="a comment on what is proposed",
    ),
    pytest.param(
        "La commune a demandé aux pêcheurs de quitter le port, le quai étant fermé pour travaux.",
        [("La commune", I, ["aux pêcheurs de quitter le port"])],
        id="a participle with a subject of its own",
    ),
    pytest.param(
        "Awa Diallo a invité les habitants à signaler les fuites, pour que le réseau soit réparé.",
        [("Awa Diallo", I, ["les habitants à signaler les fuites, pour que le réseau soit réparé"])],
        id="the purpose of a request belongs to it",
    ),
    pytest.param(
        "Awa Diallo recommande également d'éviter le pont.",
        [("Awa Diallo", I, ["d'éviter le pont"])],
        id="an adverb of the verb of speech",
    ),
    pytest.param(
        "Awa Diallo a réitéré ces dernières semaines son intention de rouvrir le pont.",
        [("Awa Diallo", I, ["son intention de rouvrir le pont"])],
        id="some weeks before the object",
    ),
    pytest.param(
        "Awa Diallo a dit lundi dans une lettre au maire qu'il existait un autre pont.",
        [("Awa Diallo", I, ["il existait un autre pont"])],
        id="que behind a day and a letter",
    ),
    pytest.param(
        "Awa Diallo considère qu'un pont est sûr lorsqu'il est bâti selon les normes du ministère par un maçon formé.",
        [("Awa Diallo", I, ["un pont est sûr lorsqu'il est bâti selon les normes du ministère par un maçon formé"])],
        id="selon tells how a thing is done",
    ),
    pytest.param("Les ponts sont bâtis selon les normes du ministère.", [], id="nobody speaks where a thing is done selon a standard"),
    pytest.param(
        "Elle insiste sur la nécessité de « protéger les puits ».",
        [("Elle", M, ["la nécessité de « protéger les puits »"])],
        id="words outside the marks that the phrase needs",
    ),
    pytest.param(
        "Les vaccins « résistent aux formes graves », précise-t-il.",
        [("-il", M, ["Les vaccins « résistent aux formes graves »"])],
        id="the subject of what is quoted",
    ),
    pytest.param(
        "La réponse du maire est la suivante : « Le pont tiendra », dit Awa Diallo.",
        [("Awa Diallo", D, ["Le pont tiendra"])],
        id="what announces a quotation is no part of it",
    ),
    pytest.param(
        "« Le pont tiendra », a dit Awa Diallo, qui dirige « Les Bâtisseurs », dans un courrier.",
        [("Awa Diallo", D, ["Le pont tiendra"])],
        id="a title in a clause about the speaker",
    ),
    pytest.param("« Un pont pour tous » Mme Diallo a lancé les travaux avec cent ouvriers.", [], id="a heading in marks before an act"),
    pytest.param(
        "Vacciner le village n'est pas cher, selon le professeur Awa Diallo, la scientifique qui a mené les essais.",
        [("le professeur Awa Diallo, la scientifique qui a mené les essais", I, ["Vacciner le village n'est pas cher"])],
        id="who a source is, behind it",
    ),
    pytest.param(
        "Cent familles ont passé le pont, selon le maire de Kaya, La route est fermée depuis lundi.",
        [("le maire de Kaya", I, ["Cent familles ont passé le pont"])],
        id="a comma where a full stop was meant",
    ),
    pytest.param(
        "La fièvre commence par : Elle est suivie d'une toux. Awa Diallo dit que la fièvre baisse.",
        [("Awa Diallo", I, ["la fièvre baisse"])],
        id="a list that the page has lost",
    ),
    pytest.param("Le journal vous propose de revenir sur cette année.", [], id="what is offered to the reader"),
    pytest.param(
        "Outre cela, la commune doit ouvrir un puits », a dit Awa Diallo.",
        [("Awa Diallo", I, ["Outre cela, la commune doit ouvrir un puits"])],
        id="a closing mark without an opening one",
    ),
    pytest.param(
        "Affaire du pont de Kaya : “Croyez-moi, nous irons jusqu'au bout”, Constant Diallo | Le Fleuve",
        [("Constant Diallo", D, ["Croyez-moi, nous irons jusqu'au bout"])],
        id="a signature wins over the subject of a headline",
    ),
    pytest.param(
        "La commune doit répondre aux plaintes, alors que l'eau monte et que le pont tremble.", [], id="et que goes on with another clause"
    ),
    pytest.param("Le site demande aux utilisateurs de saisir leur adresse.", [], id="what a site always asks of its users"),
    pytest.param("La société propose des services gratuits.", [], id="what a house has to offer"),
    pytest.param("Le chef du village confirme la situation.", [], id="a topic without a word on it"),
    pytest.param(
        "Le chef du village confirme la fermeture du pont.",
        [("Le chef du village", I, ["la fermeture du pont"])],
        id="a topic told in full",
    ),
    pytest.param("La commune a ordonné aux pêcheurs de quitter le port.", [], id="an order is an act"),
    pytest.param(
        "Selon nos sources, la rédaction apprend que le pont est fermé.",
        [("nos sources", I, ["la rédaction apprend que le pont est fermé"])],
        id="who learns says nothing",
    ),
    pytest.param(
        "Le ministère a fait état d'un petit nombre de fuites pour justifier sa décision.",
        [("Le ministère", I, ["un petit nombre de fuites"])],
        id="what the writer takes the words for",
    ),
    pytest.param(
        'La commune affirme que les chiffres datent d\'une "vieille" enquête, mais les services de protection des eaux enquêtent toujours.',
        [("La commune", M, ['les chiffres datent d\'une "vieille" enquête'])],
        id="a verb whose form the model mistakes behind mais",
    ),
    pytest.param(
        "Le pont est fermé, a précisé la mairie lundi, citant un responsable.",
        [("la mairie lundi", I, ["Le pont est fermé"])],
        id="whom the speaker cites",
    ),
    pytest.param(
        'Awa Diallo a affirmé que si les habitants "gardent leur calme, le pont tiendra bon pendant les pluies".',
        [("Awa Diallo", M, ['si les habitants "gardent leur calme, le pont tiendra bon pendant les pluies"'])],
        id="the beginning of a sentence that is then quoted",
    ),
    pytest.param(
        "L'Union s'est déclarée profondément inquiète de ce qu'elle a appelé \"une tentative de fraude\".",
        [("L'Union", M, ['profondément inquiète de ce qu\'elle a appelé "une tentative de fraude"'])],
        id="what the speaker declares to be",
    ),
    pytest.param(
        '"Une affaire d\'honneur" "Le pont a été et restera une affaire d\'honneur", a répondu Awa Diallo.',
        [("Awa Diallo", D, ["Le pont a été et restera une affaire d'honneur"])],
        id="a heading taken from the quotation below it",
    ),
    pytest.param(
        "Selon Awa Diallo, du Fleuve à Kaya, le pont a été fermé.",
        [("Awa Diallo, du Fleuve à Kaya", I, ["le pont a été fermé"])],
        id="of which house the source is",
    ),
    pytest.param(
        'Dix "pirates arrêtés" au port de Kaya tués en mars, selon l\'ONU Les "vérités" du maire de Kaya',
        [],
        id="headlines that run into each other",
    ),
    pytest.param(
        "Pendant que le maire Awa Diallo répondait aux questions des élus, elle a été interrompue par le préfet.",
        [],
        id="what happened while somebody answered",
    ),
    pytest.param(
        "Des places ont été trouvées dans les collines où, selon Awa Diallo, les puits sont à sec.",
        [("Awa Diallo", I, ["les puits sont à sec"])],
        id="a viewpoint in a relative clause",
    ),
    pytest.param("« Le pont tiendra »; dit-elle.", [("-elle", D, ["Le pont tiendra"])], id="a semicolon behind a quotation"),
]

ENGLISH = [
    pytest.param(
        "“The bridge is old,” said Mary Brown.\n\n“A new bridge”\n\nWorkers came on Monday.",
        [("Mary Brown", D, ["The bridge is old"])],
        id="a heading between quotation marks",
    ),
    pytest.param(
        "The mayor said the finding that it was wrong to close the bridge, was a blow to the town.",
        [("The mayor", I, ["the finding that it was wrong to close the bridge, was a blow to the town"])],
        id="a that that tells more of the subject",
    ),
    pytest.param(
        "Mary Brown said at the heart of this campaign is the credibility of the mayor.",
        [("Mary Brown", I, ["at the heart of this campaign is the credibility of the mayor"])],
        id="a clause that begins with a phrase of place",
    ),
    pytest.param(
        "Places were found in the hills where, according to Mary Brown, most wells are dry.",
        [("Mary Brown", I, ["most wells are dry"])],
        id="a viewpoint in a relative clause",
    ),
    pytest.param(
        "The mayor said every time Mary Brown says she is happy, they laugh.",
        [("The mayor", I, ["every time Mary Brown says she is happy, they laugh"])],
        id="what is said over and over again",
    ),
    pytest.param("The site asks users to enter their address.", [], id="what a site always asks of its users"),
    pytest.param("The mayor confirmed the news.", [], id="a topic without a word on it"),
    pytest.param("Mary Brown confirmed the closure.", [("Mary Brown", I, ["the closure"])], id="a topic told in full"),
    pytest.param(
        "The road is closed, the agency said on Monday, citing an official.",
        [("the agency", I, ["The road is closed"])],
        id="whom the speaker cites",
    ),
    pytest.param(
        "According to Mary Brown, of the River Institute in Leeds, the bridge has been closed.",
        [("Mary Brown, of the River Institute in Leeds", I, ["the bridge has been closed"])],
        id="of which house the source is",
    ),
    pytest.param("While Mary Brown answered, she was interrupted by the mayor.", [], id="what happened while somebody answered"),
    pytest.param(
        '"A matter of honour" "The bridge was and remains a matter of honour," Mary Brown said.',
        [("Mary Brown", D, ["The bridge was and remains a matter of honour"])],
        id="a heading taken from the quotation below it",
    ),
    pytest.param(
        "The company asked its clients to change their passwords, citing reasons of safety.",
        [("The company", I, ["its clients to change their passwords"]), ("The company", I, ["reasons of safety"])],
        id="on what the speaker relies",
    ),
    pytest.param(
        "Mary Brown repeatedly stressed the need for a new bridge.",
        [("Mary Brown", I, ["the need for a new bridge"])],
        id="an adverb before the verb",
    ),
    pytest.param(
        'Mary Brown stressed the need to "act before the rains".',
        [("Mary Brown", M, ['the need to "act before the rains"'])],
        id="words outside the marks that the phrase needs",
    ),
    pytest.param(
        'Mary Brown argued that the mayor "lost his nerve and left the town".',
        [("Mary Brown", M, ['the mayor "lost his nerve and left the town"'])],
        id="the subject of what is quoted",
    ),
    pytest.param(
        'The answer is this: "The bridge will hold," said Mary Brown.',
        [("Mary Brown", D, ["The bridge will hold"])],
        id="what announces a quotation is no part of it",
    ),
    pytest.param(
        "Cutting taxes would cost jobs, according to Mary Brown, a former adviser who now teaches in Leeds.",
        [("Mary Brown, a former adviser who now teaches in Leeds", I, ["Cutting taxes would cost jobs"])],
        id="who a source is, behind it",
    ),
    pytest.param("The bridges were built according to the rules of the ministry.", [], id="nobody speaks where a thing is done by a rule"),
]


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_ends_of_a_french_content(told: Told, text: str, expected: list[tuple[str, StatementKind, list[str]]]) -> None:
    assert told(text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_ends_of_an_english_content(told: Told, text: str, expected: list[tuple[str, StatementKind, list[str]]]) -> None:
    assert told(text, "en") == expected
