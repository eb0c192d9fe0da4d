"""Verb, speaker and content in French: one row a phenomenon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.statements import StatementKind

Told = Callable[[str, str], list[tuple[str, StatementKind, list[str]]]]
D, I, M = StatementKind.DIRECT, StatementKind.INDIRECT, StatementKind.MIXED  # noqa: E741

FRENCH = [
    # paragraphs that are set off as quotations, with and without a colon before them
    (
        "Awa Diallo a affirmé :\n\n> Le pont est sûr pour tous\n\n> La route est longue pour tous",
        [("Awa Diallo", D, ["Le pont est sûr pour tous", "La route est longue pour tous"])],
    ),
    ("Toutefois, précise Awa Diallo\n\n> le pont n'est pas sûr", [("Awa Diallo", D, ["le pont n'est pas sûr"])]),
    # the same, of a decree
    ("Par décret, Awa Diallo a fermé le pont.\n\n> Par cette décision, le pont de la ville est fermé.", []),
    # praise, told by a noun
    ("Awa Diallo a fait l'éloge de la ville de Kaya.", [("Awa Diallo", I, ["la ville de Kaya"])]),
    # a subject behind those who are told
    ("« Le pont est sûr », a déclaré à la presse Awa Diallo.", [("Awa Diallo", D, ["Le pont est sûr"])]),
    # the same behind several circumstances, and behind a clause without marks
    (
        "« Le pont est sûr », a déploré dimanche devant la presse le ministre malien de l'Eau Ali Sow, lors d'une visite.",
        [("le ministre malien de l'Eau Ali Sow", D, ["Le pont est sûr"])],
    ),
    (
        "« La ville prend des décisions fortes », a déclaré dans un message le Conseil de sécurité de Kaya.",
        [("le Conseil de sécurité de Kaya", D, ["La ville prend des décisions fortes"])],
    ),
    (
        "Personne n'avait signalé la panne, a déclaré à l'AFP la maire de la commune Awa Diallo.",
        [("la maire de la commune Awa Diallo", I, ["Personne n'avait signalé la panne"])],
    ),
    # words between an auxiliary and its participle
    (
        "Cela représente une avancée majeure, a de son côté affirmé Ali Sow, directeur du port.",
        [("Ali Sow", I, ["Cela représente une avancée majeure"])],
    ),
    ("« Un tel pont est sans égal » a immédiatement reconnu Awa Diallo.", [("Awa Diallo", D, ["Un tel pont est sans égal"])]),
    # what makes a statement of an infinitive, before its subject
    ("« Le pont n'a jamais été fermé », a tenu à préciser Mme Diallo.", [("Mme Diallo", D, ["Le pont n'a jamais été fermé"])]),
    # a pronoun and an adverb before the participle; a verb that states nothing else
    (
        "«Une nouvelle école sera construite», a-t-elle aussi promis.",
        [("-elle", D, ["Une nouvelle école sera construite"])],
    ),
    (
        "« Il y a des décisions qu'on ne peut pas prendre », a-t-elle critiqué sans plus de précisions.",
        [("-elle", D, ["Il y a des décisions qu'on ne peut pas prendre"])],
    ),
    # a verb that is no verb of speech, or unknown, between a quotation and who speaks
    (
        "« La route de Kaya est trop longue pour nous », traduit le maire Ali Sow.",
        [("le maire Ali Sow", D, ["La route de Kaya est trop longue pour nous"])],
    ),
    ("« Les ports sont fermés ! » a tweeté M. Sow.", [("M. Sow", D, ["Les ports sont fermés !"])]),
    ("« Les ports sont fermés », a poursuivi Awa Diallo.", [("Awa Diallo", D, ["Les ports sont fermés"])]),
    # a state that the speaker tells behind circumstances
    (
        "Awa Diallo s'est dite dans un message «choquée et attristée par la crue».",
        [("Awa Diallo", D, ["choquée et attristée par la crue"])],
    ),
    (
        "Ali Sow s'est dit « choqué et attristé », lors de sa visite à Kaya.",
        [("Ali Sow", D, ["choqué et attristé"])],
    ),
    # what was said next, and what was said again
    (
        "« Le pont est sûr », a déclaré Awa Diallo, avant d'ajouter que la route était longue.",
        [("Awa Diallo", D, ["Le pont est sûr"]), ("Awa Diallo", I, ["la route était longue"])],
    ),
    ("Ali Sow a plusieurs fois déclaré qu'il serait candidat.", [("Ali Sow", I, ["il serait candidat"])]),
    ("Cette fois, Ali Sow explique que le pont est sûr.", [("Ali Sow", I, ["le pont est sûr"])]),
    # a participle that shares the auxiliary of the one before
    (
        "Ali Sow a souligné l'urgence d'un recensement général des ponts et appelé à une réflexion sur leur entretien.",
        [("Ali Sow", I, ["l'urgence d'un recensement général des ponts"]), ("Ali Sow", I, ["une réflexion sur leur entretien"])],
    ),
    (
        "Ali Sow a lancé un appel à la ville et annoncé qu'il fermerait le pont.",
        [("Ali Sow", I, ["il fermerait le pont"])],
    ),
    # what the speaker did next
    (
        "Ali Sow a remarqué qu'elle avait l'air endormie, et a donc décidé de fermer le pont.",
        [("Ali Sow", I, ["elle avait l'air endormie"])],
    ),
    # relative clauses: of the object, of those who are thanked, and of those who did it
    (
        "Ali Sow confirme l'orientation sociale qu'il entend donner à la ville.",
        [("Ali Sow", I, ["l'orientation sociale qu'il entend donner à la ville"])],
    ),
    (
        "Ali Sow a remercié la ville pour avoir ôté Kaya de la liste des ports qui longent la mer et a déclaré que le pont était sûr.",
        [
            ("Ali Sow", I, ["la ville pour avoir ôté Kaya de la liste des ports qui longent la mer"]),
            ("Ali Sow", I, ["le pont était sûr"]),
        ],
    ),
    ("Ali Sow s'est entendu avec les éditeurs ayant manifesté intérêt pour le livre.", [("avec les éditeurs", I, ["intérêt"])]),
    # a name behind nouns that tell whose words were taken up
    (
        "Des propos appuyés par la ministre chargée des ponts, Awa Diallo: «On verra bien quand elle parlera.»",
        [("Awa Diallo", D, ["On verra bien quand elle parlera."])],
    ),
    # a view of nobody
    ("Le pont est, de l'avis général, moins beau que l'ancien.", []),
    # "point" as a name
    ("« Je me suis astreint au silence » a-t-il déclaré au Point.", [("-il", D, ["Je me suis astreint au silence"])]),
    # a reflexive pronoun is no subject
    (
        "Le maire de Kaya, Ali Sow, s'est toujours fermement opposé à toute fermeture.",
        [("Le maire de Kaya", I, ["toute fermeture"])],
    ),
    # a name right before the conjunction that goes on with another subject
    (
        "Le maire Jean Mbungani a reçu la coordinatrice de l'école, Sandra Dongo et a promis la fermeture du pont.",
        [("Le maire Jean Mbungani", I, ["la fermeture du pont"])],
    ),
    # a pronoun read as that of an impersonal verb
    ("Il s'est dit confiant.", [("Il", I, ["confiant"])]),
    # a subject behind the verb and a day
    (
        "« Le pont est sûr », révèle vendredi la porte-parole de la mairie, Awa Diallo.",
        [("la porte-parole de la mairie", D, ["Le pont est sûr"])],
    ),
    # an infinitive that goes on with what was said
    (
        "« Le pont est sûr », écrit Awa Diallo. Et d'ajouter : « La route est longue. »",
        [("Awa Diallo", D, ["Le pont est sûr"]), ("Awa Diallo", D, ["La route est longue."])],
    ),
    # a verb of two words and its preposition
    ("Awa Diallo a mis en garde contre la fermeture du pont.", [("Awa Diallo", I, ["la fermeture du pont"])]),
    # a verb that with an object tells a deed
    ("« Le pont est sûr », maintient Awa Diallo.", [("Awa Diallo", D, ["Le pont est sûr"])]),
    ("Alors que la crue gagne le nord du pays, Awa Diallo maintient une présence à Kaya.", []),
    # another who spoke meanwhile
    (
        "Awa Diallo a déclaré que « le pont est sûr », tandis que le porte-parole de la mairie, Ali Sow, a accusé les médias de mentir.",
        [("Awa Diallo", D, ["le pont est sûr"]), ("le porte-parole de la mairie", I, ["les médias de mentir"])],
    ),
    # an apposition that begins with an adjective, and the subject after it
    (
        "Selon Awa Diallo, ancienne ministre de l'Eau, M. Sow avait fermé le pont.",
        [("Awa Diallo, ancienne ministre de l'Eau", I, ["M. Sow avait fermé le pont"])],
    ),
    # a verb in the passive voice
    ("Le choix de la ville a été salué par Awa Diallo.", [("par Awa Diallo", I, ["Le choix de la ville"])]),
    # a request of two parts
    (
        "Awa Diallo a invité les élèves à la prudence, mais aussi à apprendre à nager.",
        [("Awa Diallo", I, ["les élèves à la prudence, mais aussi à apprendre à nager"])],
    ),
    # what one does beside a request is no part of it
    (
        "La commune a appelé lundi les habitants à économiser l'eau et doit publier un rapport vendredi.",
        [("La commune", I, ["les habitants à économiser l'eau"])],
    ),
    # a comment on what was said is no part of it
    ("La commune a fermé le pont, citant des preuves de fraude, ce que la société a nié.", [("La commune", I, ["des preuves de fraude"])]),
    # where the writer has it from is no part of it
    ("Awa Diallo a indiqué que le pont est sûr, selon un communiqué.", [("Awa Diallo", I, ["le pont est sûr"])]),
    # the gerund of the subject, behind a name
    (
        "Le maire a salué l'accord avec la ministre Awa Diallo, en appelant à rouvrir le pont.",
        [("Le maire", I, ["l'accord avec la ministre Awa Diallo"]), ("Le maire", I, ["à rouvrir le pont"])],
    ),
    # a verb read as a noun
    ("« Le pont est fragile », alerte Awa Diallo.", [("Awa Diallo", D, ["Le pont est fragile"])]),
    # a headline that a name signs
    ("Pont de Kaya : “Nous irons jusqu'au bout”, Awa Diallo | Le Fleuve", [("Awa Diallo", D, ["Nous irons jusqu'au bout"])]),
    # an office read as a verb after pour
    ("Pour Awa Diallo, consultant des mines, le pont peut fermer.", [("Awa Diallo, consultant des mines", I, ["le pont peut fermer"])]),
    # an aside between the auxiliary and the participle
    ("Awa Diallo a, par ailleurs, rappelé l'importance du pont.", [("Awa Diallo", I, ["l'importance du pont"])]),
    # an infinitive after a day
    ("Awa Diallo a indiqué samedi être venue pour le pont.", [("Awa Diallo", I, ["être venue pour le pont"])]),
    # an object after a day and a place
    ("Awa Diallo a annoncé lundi à Lomé une réforme du port.", [("Awa Diallo", I, ["une réforme du port"])]),
    # a relative clause in the addressee
    (
        "Awa Diallo invite les habitants des communes que compte la ville à planter des arbres.",
        [("Awa Diallo", I, ["les habitants des communes que compte la ville à planter des arbres"])],
    ),
    # a finite form in -it
    ("Le pont sera fermé en mai, avertit Awa Diallo.", [("Awa Diallo", I, ["Le pont sera fermé en mai"])]),
    # an apposition without an article after selon
    ("Selon Awa Diallo, directrice de l'Eau, le pont sera fermé.", [("Awa Diallo, directrice de l'Eau", I, ["le pont sera fermé"])]),
    # à l'en croire
    ("À l'en croire, le pont sera fermé.", [("en", I, ["le pont sera fermé"])]),
    # a coordinated preposition
    ("Elle a appelé au calme et au respect des lois.", [("Elle", I, ["calme et au respect des lois"])]),
    # a theme is nobody's words
    ("La journée a pour thème : « Un pont pour tous ».", []),
    # que
    ("Awa Diallo a déclaré que la réforme était prête.", [("Awa Diallo", I, ["la réforme était prête"])]),
    # qu' before a preposition
    (
        "La ministre a affirmé qu'en dépit du retard, le projet sera lancé.",
        [("La ministre", I, ["en dépit du retard, le projet sera lancé"])],
    ),
    # cue after, inverted
    ("« La réforme est prête », a déclaré Awa Diallo.", [("Awa Diallo", D, ["La réforme est prête"])]),
    # cue after, pronoun
    ("« La réforme est prête », a-t-elle ajouté.", [("-elle", D, ["La réforme est prête"])]),
    # cue before, colon
    ("Awa Diallo a déclaré : « La réforme est prête. »", [("Awa Diallo", D, ["La réforme est prête."])]),
    # cue inside
    ("« La réforme est prête », a-t-il dit, « et elle sera votée ».", [("-il", D, ["La réforme est prête", "et elle sera votée"])]),
    # several sentences
    (
        "« La réforme est prête. Elle sera votée demain. Nous y veillons », a souligné le ministre.",
        [("le ministre", D, ["La réforme est prête. Elle sera votée demain. Nous y veillons"])],
    ),
    # narrative future
    ("« La réforme est prête », conclura le ministre.", [("le ministre", D, ["La réforme est prête"])]),
    # narrative future, a pronoun
    ("« La réforme est prête », soutiendra-t-il.", [("-il", D, ["La réforme est prête"])]),
    # a verb read as a noun
    ("« La réforme est prête », tranche le maire.", [("le maire", D, ["La réforme est prête"])]),
    # what is still to be said
    ("Le ministre indiquera que la réforme est prête.", []),
    # what is still to be announced
    ("Le ministre annoncera demain la réforme.", []),
    # incise without marks
    ("La réforme est prête, a-t-elle fait savoir.", [("-elle", I, ["La réforme est prête"])]),
    # a text speaks
    (
        "Cent projets ont été financés, indique un communiqué de la Banque mondiale.",
        [("un communiqué de la Banque mondiale", I, ["Cent projets ont été financés"])],
    ),
    # selon
    ("Selon l'UNICEF, deux enfants sur trois sont vaccinés.", [("l'UNICEF", I, ["deux enfants sur trois sont vaccinés"])]),
    # d'après
    ("D'après Paul Lambert, les routes seront réparées.", [("Paul Lambert", I, ["les routes seront réparées"])]),
    # selon at the end
    ("Deux enfants sur trois sont vaccinés, selon l'UNICEF.", [("l'UNICEF", I, ["Deux enfants sur trois sont vaccinés"])]),
    # pour with a person
    ("Pour Paul Lambert, la paix est une priorité.", [("Paul Lambert", I, ["la paix est une priorité"])]),
    # a request
    ("Le ministre a exhorté les parties à respecter la trêve.", [("Le ministre", I, ["les parties à respecter la trêve"])]),
    # a noun after a preposition
    ("Le ministre a appelé à une meilleure protection des témoins.", [("Le ministre", I, ["une meilleure protection des témoins"])]),
    # a noun as object
    ("Le ministre a souligné l'importance du dialogue.", [("Le ministre", I, ["l'importance du dialogue"])]),
    # an infinitive that tells
    ("Le ministre a tenu à rappeler que la loi s'applique à tous.", [("Le ministre", I, ["la loi s'applique à tous"])]),
    # a participle goes on
    (
        "« Le plan avance », a-t-il dit, ajoutant que les travaux finiront en mai.",
        [("-il", D, ["Le plan avance"]), ("-il", I, ["les travaux finiront en mai"])],
    ),
    # mixed
    (
        "Le ministre a affirmé que ce plan est « une chance pour la région » et qu'il sera suivi.",
        [("Le ministre", M, ["ce plan est « une chance pour la région » et qu'il sera suivi"])],
    ),
    # an apposition between
    (
        "Paul Lambert, directeur de l'école de Thiès, a déclaré que les cours reprennent lundi.",
        [("Paul Lambert", I, ["les cours reprennent lundi"])],
    ),
    # un verbe que le modèle ne connaît pas, derrière une citation qui s'exclame, ou pris pour un adjectif
    ("« Qu'on ouvre enfin la route ! » tance de son côté Awa Diallo.", [("Awa Diallo", D, ["Qu'on ouvre enfin la route !"])]),
    ("« La route est sûre pour tous », complète Jean Colin.", [("Jean Colin", D, ["La route est sûre pour tous"])]),
    # à qui l'on parle, avant ce qu'on dit
    ("Awa Diallo a informé le conseil de sa démission.", [("Awa Diallo", I, ["le conseil de sa démission"])]),
    ("Awa Diallo a conclu par la nécessité de bâtir un pont.", [("Awa Diallo", I, ["la nécessité de bâtir un pont"])]),
    # qui parle derrière le jour, quoi que l'arbre en fasse
    ("La route sera fermée, a annoncé jeudi l'ONG Oxfam.", [("l'ONG Oxfam", I, ["La route sera fermée"])]),
    (
        "Le prix a crû en 2018, dix villes ayant autant de bus que la moitié du pays, a dénoncé lundi l'ONG Oxfam.",
        [("l'ONG Oxfam", I, ["Le prix a crû en 2018, dix villes ayant autant de bus que la moitié du pays"])],
    ),
    ("Le maire, élu en 2014, a dénoncé lundi l'organisation du vote.", [("Le maire", I, ["l'organisation du vote"])]),
    # un point de vue derrière une conjonction
    (
        "Awa Diallo a fustigé un retard alors même que, selon elle, le pont est sûr.",
        [("Awa Diallo", I, ["un retard alors même que"]), ("elle", I, ["le pont est sûr"])],
    ),
    # ce dont on va parler
    ("Sur les comptes, il a déclaré :\n\n« Ils sont en ordre. »", [("il", D, ["Ils sont en ordre."])]),
    # announced by a paragraph
    ("Awa Diallo a poursuivi :\n\n« La réforme est prête. »", [("Awa Diallo", D, ["La réforme est prête."])]),
    # what is quoted does not deny the verb
    (
        "« Nous ne céderons pas, cela pourra attendre », a déclaré Awa Diallo.",
        [("Awa Diallo", D, ["Nous ne céderons pas, cela pourra attendre"])],
    ),
    # signed
    ("« La route est fermée. » — Awa Diallo", [("Awa Diallo", D, ["La route est fermée."])]),
    # a turn of a conversation
    ("DIALLO : Nous ouvrirons la route en mai. Elle est sûre.", [("DIALLO", I, ["Nous ouvrirons la route en mai. Elle est sûre"])]),
    # denied
    ("Awa Diallo n'a pas dit que la réforme était prête.", []),
    # to come
    ("Awa Diallo dira demain que la réforme est prête.", []),
    # supposed
    ("Si Awa Diallo dit que la réforme est prête, nous voterons.", []),
    # acts
    ("Awa Diallo a signé l'accord et a visité le centre.", []),
    # scare quotes
    ("Le village, dit « le perchoir », est isolé.", []),
]


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_attributions_of_a_french_text(told: Told, text: str, expected: list[tuple[str, StatementKind, list[str]]]) -> None:
    assert told(text, "fr") == expected
