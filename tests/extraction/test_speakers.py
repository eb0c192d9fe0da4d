"""Whom the words for a speaker stand for, in French and English: one row a phenomenon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.coreference.gather import gather
from kg.extraction.names.find import find_names
from kg.extraction.statements.find import find_statements
from kg.extraction.text.reading import Reading

Read = Callable[..., Reading]


def speakers(reading: Reading) -> list[str]:
    """The first names of the speakers of each statement, with the names that the rules find."""
    names = find_names(reading)
    cast = gather(reading, names)
    named = {member.id: member.names[0] for member in cast.members}
    return [" + ".join(named[speaker] for speaker in statement.speakers) for statement in find_statements(reading, cast)]


ROWS = [
    # a name that tells whose something is, before the verb of that
    ("fr", "Le maire Ali Sow est venu. Le régime du président Paul Durand est accusé de fraude. Il a affirmé que le vote était juste.", []),
    # words for a purpose or a time before the sentence are nobody who speaks
    ("fr", "Ali Sow a dit que la crue monte. Pour y parvenir, Ali Sow parle à tous. « Le pont est sûr », a-t-il martelé.", ["Ali Sow"] * 2),
    # "according to him"
    (
        "en",
        "The mayor Ada Hill opened the bridge. Mr Bob Lane was there. Lane said the road was long. According to him, the bridge was safe.",
        ["Bob Lane"] * 2,
    ),
    ("en", "Ms Ada Hill said the road was long. According to her, the bridge was safe.", ["Ada Hill"] * 2),
    # a name behind the complement of its office, and behind that of another's
    ("fr", "Le ministre malien des Affaires étrangères Ali Le Guen a déclaré que le pont était sûr.", ["Ali Le Guen"]),
    ("fr", "La porte-parole de la mairie du maire Ali Sow a déclaré que le pont était sûr.", []),
    # the same between commas, with nobody else of an office between
    ("fr", "« Le pont est sûr », a souligné la directrice des ponts à la mairie de Roca, Claire Lambert.", ["Claire Lambert"]),
    ("fr", "« Le pont est sûr », a dit le maire de Roca à la ministre, Claire Lambert.", []),
    ("en", "“The bridge is safe,” said the director of the Office for Roads at the ministry, Mary Brown, on Monday.", ["Mary Brown"]),
    # an office with a complement that was told of who spoke last, and one with another
    ("en", "UN envoy John Hill said that the road was safe. “It is good,” the UN chief said.", ["John Hill"] * 2),
    ("en", "UN envoy John Hill said that the road was safe. “It is good,” the EU chief said.", ["John Hill"]),
    # an office in capitals
    ("en", "The IGP, John Hill, said that the road was safe. The IGP added that it was good.", ["John Hill"] * 2),
    # somebody else who is told of by the same noun
    (
        "en",
        "A chieftain of the party spoke. Mr John Hill said that the road was safe. “It is good,” the party chieftain said.",
        ["John Hill"],
    ),
    # a body that spoke last, and one that was named since
    ("en", "Oxfam said that the road was shut. The charity added that it was bad.", ["Oxfam"] * 2),
    ("fr", "L'ONG Oxfam a dit que la route est fermée. L'association a ajouté qu'elle est mauvaise.", ["Oxfam"] * 2),
    # who speaks as « on »
    ("fr", "La route est sûre, a annoncé la Banque mondiale. « Elle est bonne », précise-t-on.", ["Banque mondiale"] * 2),
    ("fr", "La route est sûre, a annoncé la Banque mondiale. « Elle est bonne », dit-on dans les cafés.", ["Banque mondiale"]),
    ("fr", "« Elle est bonne », indique-t-on à la Banque mondiale.", ["Banque mondiale"]),
    ("fr", "La route est sûre, a annoncé la Banque mondiale. « Elle est bonne », a-t-on précisé.", ["Banque mondiale"] * 2),
    ("fr", "La route est sûre, a-t-on appris mardi auprès de la Banque mondiale.", ["Banque mondiale"]),
    ("fr", "La route est sûre, a appris la Banque mondiale. La Banque mondiale a appris que le pont est sûr.", []),
    # who signs a statement
    (
        "en",
        "Mr John Hill, in a press statement, described the road as safe. “It is good,” the statement said.",
        ["John Hill"] * 2,
    ),
    # a pronoun behind the name of the only one in its sentence
    ("fr", "Le ministre est élu. Ali Sow veut rester, car il estime que la route est bonne.", ["Ali Sow"]),
    # a president is the head of state of his country
    ("fr", "Le président kényan Ali Sow est venu. Le chef d'État a salué l'ouverture du pont.", ["Ali Sow"]),
    # one who speaks for another
    (
        "fr",
        "Le ministre Ali Sow est venu. S'exprimant au nom du commandant, le président Paul Durand, il a salué l'ouverture du pont.",
        ["Ali Sow"],
    ),
    # a text that is pointed at, and a word for any text
    (
        "fr",
        "La Banque mondiale a publié un rapport sur l'eau. Selon ce rapport, le pont est sûr. Le document révèle que la route est longue.",
        ["Banque mondiale"] * 2,
    ),
    # a pronoun behind what somebody said who is not known
    (
        "en",
        "Oxfam said that the road was safe. The widow said that the bridge was shut. Two bridges were shut, it said in a statement.",
        ["Oxfam"],
    ),
    # the first person, below a letterhead
    ("en", "MEDIA RELEASE\n\nSenator John Hill\n\nNew road\n\nI welcome the new road. I would stress that it is safe.", ["John Hill"] * 2),
    # the same, with a headline that names somebody, and with two names
    ("en", "MEDIA RELEASE\n\nSenator John Hill speaks out\n\nI welcome the new road.", []),
    ("en", "MEDIA RELEASE\n\nSenator John Hill\n\nSenator Mary Brown\n\nI welcome the new road.", []),
    ("fr", "Madame Awa Diallo, ministre de l'Eau\n\nDiscours\n\nJe salue la décision du gouvernement.", ["Awa Diallo"]),
    # the first person, below a title that tells whose statement it is
    (
        "en",
        "Statement by Minister Ada Hill on roads\n\nWe welcome the new road. I urge all towns to use it.",
        ["Ada Hill"] * 2,
    ),
    ("en", "Statement from President Ada Hill and Prime Minister John Brown\n\nWe condemned the attack on the bridge.", ["Ada Hill"]),
    ("fr", "Déclaration de la ministre de la Santé, Ada Colin, sur la route\n\nNous saluons la nouvelle route.", ["Ada Colin"]),
    ("fr", "Message du président Jean Colin\n\nJe salue la nouvelle route. Nous saluons aussi le pont.", ["Jean Colin"] * 2),
    ("en", "Statement by the Ministry of Health on Ada Hill\n\nWe welcome the new road.", []),
    ("en", "Senator Ada Hill speaks out\n\nWe welcome the new road.", []),
    # a quotation that stands alone below a letterhead
    (
        "en",
        "Senator John Hill\n\nNew road\n\nThe road is open.\n\n“The road that we have opened is safe and good for all of us.”",
        ["John Hill"],
    ),
    # an office before the colon of a turn, in full and in short
    (
        "en",
        "LANE: The Prime Minister, Mary Brown, has come to us.\n\nPRIME MINISTER: Thank you, I am glad.\n\nPM: It is safe to walk there.",
        ["Mary Brown"] * 2,
    ),
    # the same, of one of whom the speaker tells
    ("en", "PRIME MINISTER: I met the Prime Minister, Mary Brown, at noon.", []),
    # a camp
    ("en", "Anna Brown is leading. The Brown campaign said that the vote was fair.", ["Brown campaign"]),
    # a camp with a possessive
    ("en", "Anna Brown is leading. Anna Brown's campaign said that the vote was fair.", ["Anna Brown's campaign"]),
    # une équipe
    (
        "fr",
        "Claire Lambert est en tête. L'équipe de campagne de Claire Lambert a déclaré que le vote était juste.",
        ["équipe de campagne de Claire Lambert"],
    ),
    # a title in short
    ("en", "Sen. John Hill came on Monday. The Ohio senator said that the vote was fair.", ["John Hill"]),
    # a description of the only person
    ("en", "John Hill came on Monday. He smiled. The New York businessman said that the vote was fair.", ["John Hill"]),
    # an office without a holder, and one person of whom no office is told
    ("en", "Oru Veska came on Monday. The director said that the road was shut.", ["Oru Veska"]),
    # the same, of a person with another office
    ("en", "Minister John Hill came on Monday. The director said that the road was shut.", []),
    # a title that stands for its holder
    ("en", "Mary Brown, Minister for Trade, came. H.E. Minister added that the vote was fair.", ["Mary Brown"]),
    # a name in apposition to the subject
    (
        "fr",
        "Paul Durand a salué le préfet. Le directeur de la banque, Ali Sow, a ouvert la séance. Il a déclaré que le pont était sûr.",
        ["Paul Durand", "Ali Sow"],
    ),
    # whose view the sentence before gave
    ("fr", "Paul Durand est venu. Pour le maire de Roca, Ali Sow, ce jour est grand. Il a dit que le pont était sûr.", ["Ali Sow"] * 2),
    # a description of one who acted, and of one who is named beside it
    ("fr", "Paul Durand a vu Ali Sow. Le responsable a déclaré que le pont était sûr.", ["Paul Durand"]),
    ("fr", "Paul Durand a vu Ali Sow. Le responsable a déclaré que Paul Durand était venu.", []),
    # the one who is addressed does not speak
    ("en", "Minister John Hill came.\n\nLune: John Hill, you told the whole town last week that we must wait for the road.\n", []),
    # an ambassador by the country or its nation
    (
        "fr",
        "Paul Durand, ambassadeur de la République gabonaise, a vu Ali Sow. L'ambassadeur du Gabon a déclaré que le pont était sûr.",
        ["Paul Durand"],
    ),
    # a name beside a circumstance
    ("fr", "Dans son discours Paul Durand le Ministre de la Santé a déclaré « Le pont est sûr pour tous ».", ["Paul Durand"]),
    # a description of two
    ("en", "John Hill met Peter Stone on Monday. The Ohio candidate said that the vote was fair.", []),
    # the article of a law is nobody's voice
    ("fr", "L'UNICEF est venue. Le comité cesse « de plein droit à la fin du mandat », selon l'article 38 de la loi.", []),
    # a lawyer is a voice
    ("en", "A lawyer for Mary Brown said that the vote was fair.", ["Mary Brown"]),
    # a noun for any newspaper
    ("en", "The Guardian sued the city. The newspaper said that the vote was fair.", ["The Guardian"]),
    # who signs is a person
    ("en", "“I cannot wait.” ― Orla V. Quist", ["Orla V. Quist"]),
    # a demonstrative with a noun for a person
    ("fr", "Paul Durand est venu lundi. Le pont est fermé. Ce prélat a déclaré que la paix reviendrait.", ["Paul Durand"]),
    # a demonstrative with another noun
    ("fr", "Paul Durand est venu lundi. Ce retard a déclaré que la paix reviendrait.", []),
    # a body named behind its noun
    ("fr", "La Banque mondiale est venue. L'agence de presse Reuters a déclaré que le pont était fermé.", ["Reuters"]),
    # a speaker named in a quotation
    ("en", '"The World Bank has warned that the bridge is weak. We must act," Mary Brown said.', ["Mary Brown", "World Bank"]),
    # a book is not of the body that spoke last
    ("en", "The World Bank said that the vote was fair. The book says that the vote was unfair.", ["World Bank"]),
    # a report is of the body that published it
    ("en", "Amnesty International published a report. The report says that the vote was unfair.", ["Amnesty International"]),
    # who was told of is not who speaks
    (
        "en",
        "Mary Brown said that Peter Stone was ill. He had asked for rest. She added that the bridge was closed.",
        ["Mary Brown", "Mary Brown"],
    ),
    # a body speaks by those who work for it
    ("en", "World Bank officials said that the vote was fair. They condemned the delay.", ["World Bank", "World Bank"]),
    # a name between commas behind an office
    ("en", "The World Bank spokesperson on water, Senator Mary Brown, told reporters today that the bridge is safe.", ["Mary Brown"]),
    # the figures of a body
    ("fr", "La Banque mondiale est à Lomé. Le pont coûte cher, selon les derniers chiffres de la Banque mondiale.", ["Banque mondiale"]),
    # a town is not the body that is called after it
    ("fr", "Le Parlement de Kaya siège. Kaya a confirmé que le pont est fermé.", []),
    # the name of an office inside
    ("fr", "« Le pont tient », a déclaré lundi le porte-parole du président Sow, Paul Faye.", ["Paul Faye"]),
    # a name before what the office was called after
    ("fr", "Le professeur Paul Sow est venu. Le professeur Awa Diallo, qui dirige le port, a dit que le pont tient.", ["Awa Diallo"]),
    # one who is told to have spoken
    (
        "fr",
        "Paul Sow dirige le port. Aux dires de Paul Sow, la ministre Awa Diallo a indiqué que le pont tient.",
        ["Paul Sow", "Awa Diallo"],
    ),
    # a paragraph of the only one who is quoted
    (
        "en",
        "“The bridge is safe,” Mary Brown said.\n\nThe bridge was built last year.\n\n“We will open it for everybody in May.”",
        ["Mary Brown", "Mary Brown"],
    ),
    # a paragraph where two are quoted
    (
        "en",
        "“It is safe,” Mary Brown said. “It is not,” said Peter Stone.\n\nIt was built in May.\n\n“We will open it for all of us in May.”",
        ["Mary Brown", "Peter Stone"],
    ),
    # un paragraphe de la seule personne citée
    (
        "fr",
        "« Le pont est sûr », a déclaré Awa Diallo.\n\nLe pont est neuf.\n\n« Nous allons bientôt l'ouvrir à tous les habitants. »",
        ["Awa Diallo", "Awa Diallo"],
    ),
    # who said it stands in the next line
    (
        "en",
        "The bridge is new.\n\n“The bridge is safe and it will be open in May,”\n\nSenator Mary Brown said.\n\nThe town paid for it.",
        ["Mary Brown"],
    ),
    # who said it stands behind a full stop
    ("en", "Mary Brown came.\n\n“The bridge is safe. It will be open in May.” Ms Brown said.\n\nThe town paid for it.", ["Mary Brown"]),
    # paragraphs that follow each other are one statement
    (
        "en",
        "“The bridge is safe and new,” Mary Brown said.\n\n“It will be open in May.”\n\n“It will be free for all of us.”",
        ["Mary Brown"],
    ),
    # two who speak together
    ("en", "Mary Brown and Peter Stone said that the road was safe.", ["Mary Brown + Peter Stone"]),
    # two who are told of again by a plural
    (
        "fr",
        "Awa Diallo et Paul Sow ont déclaré que le pont est sûr. Ils ont ajouté que la route est fermée.",
        ["Awa Diallo + Paul Sow", "Awa Diallo + Paul Sow"],
    ),
    # whom an office of the speaker is under speaks not
    ("fr", "D'après Awa Diallo, cheffe du projet et conseillère du ministre Paul Sow, le pont est sûr.", ["Awa Diallo"]),
    # a noun for who spoke last
    ("fr", "Awa Diallo a déclaré que le pont est sûr. L'oratrice a ajouté que la route est fermée.", ["Awa Diallo", "Awa Diallo"]),
    # two who are told by offices and names
    (
        "en",
        "The bridge is safe, the Minister for Roads, Mary Brown and Shadow Minister for Ports, Peter Stone said today.",
        ["Peter Stone + Mary Brown"],
    ),
    # who speaks for a body, named at the end
    ("en", "The bridge should be closed, according to the Democrats' transport spokesperson, Senator Peter Stone.", ["Peter Stone"]),
    # nobody speaks in what is time to do
    ("en", "UNICEF said that the bridge was safe. It is a chance for my friends to congratulate the Government on its work.", ["UNICEF"]),
    # who called it so is perhaps another, of whom the noun tells
    (
        "fr",
        "Le maire Paul Durand est venu. Il rappelle les plaintes du directeur sur l'état du pont, qu'il a qualifié de « malade ».",
        ["Paul Durand"],
    ),
    # a title before the first of two names
    (
        "fr",
        "Le maire Paul Durand et Marc Delvaux, le fondateur du club, ont critiqué le pont de la ville.",
        ["Paul Durand + Marc Delvaux"],
    ),
    # two persons, either of whom may speak
    ("fr", "Paul Durand a été filmé sur le pont avec Marc Delvaux, bien qu'il ait dit que le pont est fermé.", []),
    # a family is none of its members
    ("fr", "Le maire Paul Durand est venu. Les Durand affirment que leur machine a fait une énorme différence.", []),
    # where a study came out is not whose it is
    ("fr", "Selon une étude publiée cette année dans la revue Nature, le pont est fragile.", []),
    ("en", "A study published in the journal Nature found that bridges are weak. The UNICEF came. The study says that roads are safe.", []),
    # a person who helps a delegation is not its speaker
    (
        "fr",
        "Appuyée par l'administrateur du territoire adjoint, Awa Diallo, la délégation de l'UNICEF a rappelé que le pont est fermé.",
        [],
    ),
    # another, not in the cast, spoke since
    (
        "fr",
        "Paul Durand a dit que le pont est sûr. « La route est fermée », a répondu le délégué local. « Elle le restera », a-t-il dit.",
        ["Paul Durand"],
    ),
    # the person of whom the sentence before tells
    (
        "fr",
        "Paul Durand a déclaré que le pont est sûr. Le romancier Marc Delvaux, enfant alors, a vu la crue. Il a dit que l'eau montait.",
        ["Paul Durand", "Marc Delvaux"],
    ),
    # who speaks for another is not that one
    ("fr", "Le porte-parole officiel du maire ghanéen Kofi Asare a déclaré que le pont est fermé.", []),
    # the same source
    ("en", "Mary Brown said that the bridge was safe. The same source said that the road was closed.", ["Mary Brown", "Mary Brown"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), ROWS)
def test_who_is_meant(read_text: Read, language: str, text: str, expected: list[str]) -> None:
    assert speakers(read_text(text, language)) == expected
