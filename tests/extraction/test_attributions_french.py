"""Verb, speaker and content in French: one row a phenomenon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.statements import StatementKind

Told = Callable[[str, str], list[tuple[str, StatementKind, list[str]]]]
D, I, M = StatementKind.DIRECT, StatementKind.INDIRECT, StatementKind.MIXED  # noqa: E741

FRENCH = [
    pytest.param(
        "Selon Awa Diallo, ancienne ministre de l'Eau, M. Sow avait fermé le pont.",
        [("Awa Diallo, ancienne ministre de l'Eau", I, ["M. Sow avait fermé le pont"])],
        id="an apposition that begins with an adjective, and the subject after it",
    ),
    pytest.param(
        "Le choix de la ville a été salué par Awa Diallo.",
        [("par Awa Diallo", I, ["Le choix de la ville"])],
        id="a verb in the passive voice",
    ),
    pytest.param(
        "Awa Diallo a invité les élèves à la prudence, mais aussi à apprendre à nager.",
        [("Awa Diallo", I, ["les élèves à la prudence, mais aussi à apprendre à nager"])],
        id="a request of two parts",
    ),
    pytest.param(
        "La commune a appelé lundi les habitants à économiser l'eau et doit publier un rapport vendredi.",
        [("La commune", I, ["les habitants à économiser l'eau"])],
        id="what one does beside a request is no part of it",
    ),
    pytest.param(
        "La commune a fermé le pont, citant des preuves de fraude, ce que la société a nié.",
        [("La commune", I, ["des preuves de fraude"])],
        id="a comment on what was said is no part of it",
    ),
    pytest.param(
        "Awa Diallo a indiqué que le pont est sûr, selon un communiqué.",
        [("Awa Diallo", I, ["le pont est sûr"])],
        id="where the writer has it from is no part of it",
    ),
    pytest.param(
        "Le maire a salué l'accord avec la ministre Awa Diallo, en appelant à rouvrir le pont.",
        [("Le maire", I, ["l'accord avec la ministre Awa Diallo"]), ("Le maire", I, ["à rouvrir le pont"])],
        id="the gerund of the subject, behind a name",
    ),
    pytest.param("« Le pont est fragile », alerte Awa Diallo.", [("Awa Diallo", D, ["Le pont est fragile"])], id="a verb read as a noun"),
    pytest.param(
        "Pont de Kaya : “Nous irons jusqu'au bout”, Awa Diallo | Le Fleuve",
        [("Awa Diallo", D, ["Nous irons jusqu'au bout"])],
        id="a headline that a name signs",
    ),
    pytest.param(
        "Pour Awa Diallo, consultant des mines, le pont peut fermer.",
        [("Awa Diallo, consultant des mines", I, ["le pont peut fermer"])],
        id="an office read as a verb after pour",
    ),
    pytest.param(
        "Awa Diallo a, par ailleurs, rappelé l'importance du pont.",
        [("Awa Diallo", I, ["l'importance du pont"])],
        id="an aside between the auxiliary and the participle",
    ),
    pytest.param(
        "Awa Diallo a indiqué samedi être venue pour le pont.",
        [("Awa Diallo", I, ["être venue pour le pont"])],
        id="an infinitive after a day",
    ),
    pytest.param(
        "Awa Diallo a annoncé lundi à Lomé une réforme du port.",
        [("Awa Diallo", I, ["une réforme du port"])],
        id="an object after a day and a place",
    ),
    pytest.param(
        "Awa Diallo invite les habitants des communes que compte la ville à planter des arbres.",
        [("Awa Diallo", I, ["les habitants des communes que compte la ville à planter des arbres"])],
        id="a relative clause in the addressee",
    ),
    pytest.param(
        "Le pont sera fermé en mai, avertit Awa Diallo.", [("Awa Diallo", I, ["Le pont sera fermé en mai"])], id="a finite form in -it"
    ),
    pytest.param(
        "Selon Awa Diallo, directrice de l'Eau, le pont sera fermé.",
        [("Awa Diallo, directrice de l'Eau", I, ["le pont sera fermé"])],
        id="an apposition without an article after selon",
    ),
    pytest.param("À l'en croire, le pont sera fermé.", [("en", I, ["le pont sera fermé"])], id="à l'en croire"),
    pytest.param(
        "Elle a appelé au calme et au respect des lois.", [("Elle", I, ["calme et au respect des lois"])], id="a coordinated preposition"
    ),
    pytest.param("La journée a pour thème : « Un pont pour tous ».", [], id="a theme is nobody's words"),
    pytest.param(
        "Awa Diallo a déclaré que la réforme était prête.",
        [("Awa Diallo", I, ["la réforme était prête"])],
        id="que",
    ),
    pytest.param(
        "La ministre a affirmé qu'en dépit du retard, le projet sera lancé.",
        [("La ministre", I, ["en dépit du retard, le projet sera lancé"])],
        id="qu' before a preposition",
    ),
    pytest.param(
        "« La réforme est prête », a déclaré Awa Diallo.", [("Awa Diallo", D, ["La réforme est prête"])], id="cue after, inverted"
    ),
    pytest.param("« La réforme est prête », a-t-elle ajouté.", [("-elle", D, ["La réforme est prête"])], id="cue after, pronoun"),
    pytest.param(
        "Awa Diallo a déclaré : « La réforme est prête. »", [("Awa Diallo", D, ["La réforme est prête."])], id="cue before, colon"
    ),
    pytest.param(
        "« La réforme est prête », a-t-il dit, « et elle sera votée ».",
        [("-il", D, ["La réforme est prête", "et elle sera votée"])],
        id="cue inside",
    ),
    pytest.param(
        "« La réforme est prête. Elle sera votée demain. Nous y veillons », a souligné le ministre.",
        [("le ministre", D, ["La réforme est prête. Elle sera votée demain. Nous y veillons"])],
        id="several sentences",
    ),
    pytest.param("« La réforme est prête », conclura le ministre.", [("le ministre", D, ["La réforme est prête"])], id="narrative future"),
    pytest.param("« La réforme est prête », soutiendra-t-il.", [("-il", D, ["La réforme est prête"])], id="narrative future, a pronoun"),
    pytest.param("« La réforme est prête », tranche le maire.", [("le maire", D, ["La réforme est prête"])], id="a verb read as a noun"),
    pytest.param("Le ministre indiquera que la réforme est prête.", [], id="what is still to be said"),
    pytest.param("Le ministre annoncera demain la réforme.", [], id="what is still to be announced"),
    pytest.param("La réforme est prête, a-t-elle fait savoir.", [("-elle", I, ["La réforme est prête"])], id="incise without marks"),
    pytest.param(
        "Cent projets ont été financés, indique un communiqué de la Banque mondiale.",
        [("un communiqué de la Banque mondiale", I, ["Cent projets ont été financés"])],
        id="a text speaks",
    ),
    pytest.param(
        "Selon l'UNICEF, deux enfants sur trois sont vaccinés.", [("l'UNICEF", I, ["deux enfants sur trois sont vaccinés"])], id="selon"
    ),
    pytest.param("D'après Paul Lambert, les routes seront réparées.", [("Paul Lambert", I, ["les routes seront réparées"])], id="d'après"),
    pytest.param(
        "Deux enfants sur trois sont vaccinés, selon l'UNICEF.",
        [("l'UNICEF", I, ["Deux enfants sur trois sont vaccinés"])],
        id="selon at the end",
    ),
    pytest.param(
        "Pour Paul Lambert, la paix est une priorité.", [("Paul Lambert", I, ["la paix est une priorité"])], id="pour with a person"
    ),
    pytest.param(
        "Le ministre a exhorté les parties à respecter la trêve.",
        [("Le ministre", I, ["les parties à respecter la trêve"])],
        id="a request",
    ),
    pytest.param(
        "Le ministre a appelé à une meilleure protection des témoins.",
        [("Le ministre", I, ["une meilleure protection des témoins"])],
        id="a noun after a preposition",
    ),
    pytest.param(
        "Le ministre a souligné l'importance du dialogue.", [("Le ministre", I, ["l'importance du dialogue"])], id="a noun as object"
    ),
    pytest.param(
        "Le ministre a tenu à rappeler que la loi s'applique à tous.",
        [("Le ministre", I, ["la loi s'applique à tous"])],
        id="an infinitive that tells",
    ),
    pytest.param(
        "« Le plan avance », a-t-il dit, ajoutant que les travaux finiront en mai.",
        [("-il", D, ["Le plan avance"]), ("-il", I, ["les travaux finiront en mai"])],
        id="a participle goes on",
    ),
    pytest.param(
        "Le ministre a affirmé que ce plan est « une chance pour la région » et qu'il sera suivi.",
        [("Le ministre", M, ["ce plan est « une chance pour la région » et qu'il sera suivi"])],
        id="mixed",
    ),
    pytest.param(
        "Paul Lambert, directeur de l'école de Thiès, a déclaré que les cours reprennent lundi.",
        [("Paul Lambert", I, ["les cours reprennent lundi"])],
        id="an apposition between",
    ),
    pytest.param(
        "Awa Diallo a poursuivi :\n\n« La réforme est prête. »",
        [("Awa Diallo", D, ["La réforme est prête."])],
        id="announced by a paragraph",
    ),
    pytest.param(
        "« Nous ne céderons pas, cela pourra attendre », a déclaré Awa Diallo.",
        [("Awa Diallo", D, ["Nous ne céderons pas, cela pourra attendre"])],
        id="what is quoted does not deny the verb",
    ),
    pytest.param("« La route est fermée. » — Awa Diallo", [("Awa Diallo", D, ["La route est fermée."])], id="signed"),
    pytest.param(
        "DIALLO : Nous ouvrirons la route en mai. Elle est sûre.",
        [("DIALLO", I, ["Nous ouvrirons la route en mai. Elle est sûre"])],
        id="a turn of a conversation",
    ),
    pytest.param("Awa Diallo n'a pas dit que la réforme était prête.", [], id="denied"),
    pytest.param("Awa Diallo dira demain que la réforme est prête.", [], id="to come"),
    pytest.param("Si Awa Diallo dit que la réforme est prête, nous voterons.", [], id="supposed"),
    pytest.param("Awa Diallo a signé l'accord et a visité le centre.", [], id="acts"),
    pytest.param("Le village, dit « le perchoir », est isolé.", [], id="scare quotes"),
]


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_attributions_of_a_french_text(told: Told, text: str, expected: list[tuple[str, StatementKind, list[str]]]) -> None:
    assert told(text, "fr") == expected
