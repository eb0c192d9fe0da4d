"""Verb, speaker and content in English: one row a phenomenon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.statements import StatementKind

Told = Callable[[str, str], list[tuple[str, StatementKind, list[str]]]]
D, I, M = StatementKind.DIRECT, StatementKind.INDIRECT, StatementKind.MIXED  # noqa: E741

ENGLISH = [
    pytest.param(
        "The bridge, said Mayor Mary Brown, is safe.",
        [("Mayor Mary Brown", I, ["The bridge", "is safe"])],
        id="a sentence broken by its speaker",
    ),
    pytest.param(
        "The bridge is an example of work carried out by volunteers, the Secretary for Works and Water Services, Mary Brown, said today.",
        [("Mary Brown", I, ["The bridge is an example of work carried out by volunteers"])],
        id="a day behind the verb does not speak",
    ),
    pytest.param(
        "The bridge will open in May, Shadow Minister for Roads, Senator Mary Brown said today.",
        [("Senator Mary Brown", I, ["The bridge will open in May"])],
        id="offices before a name are the reporter's",
    ),
    pytest.param(
        "Mary Brown announced on Monday a new bridge over the Elt.",
        [("Mary Brown", I, ["a new bridge over the Elt"])],
        id="a day before the object",
    ),
    pytest.param("Mary Brown said that the road was closed.", [("Mary Brown", I, ["the road was closed"])], id="that"),
    pytest.param("Mary Brown said the road would be closed.", [("Mary Brown", I, ["the road would be closed"])], id="no that"),
    pytest.param('"The road is closed," Mary Brown said.', [("Mary Brown", D, ["The road is closed"])], id="cue after"),
    pytest.param('"The road is closed," said Mary Brown.', [("Mary Brown", D, ["The road is closed"])], id="cue after, inverted"),
    pytest.param('Mary Brown said, "The road is closed. Go home."', [("Mary Brown", D, ["The road is closed. Go home."])], id="cue before"),
    pytest.param('"The road," Mary Brown said, "is closed."', [("Mary Brown", D, ["The road", "is closed."])], id="cue inside a sentence"),
    pytest.param(
        '"The road is closed," Mary Brown said. "It will open in May."',
        [("Mary Brown", D, ["The road is closed", "It will open in May."])],
        id="the quotation goes on",
    ),
    pytest.param(
        '"The road is closed," Mary Brown said.\n\n"It will open in May."',
        [("Mary Brown", D, ["The road is closed", "It will open in May."])],
        id="the quotation goes on in another paragraph",
    ),
    pytest.param(
        '"The road is closed," she said. "It will open in May," she added.',
        [("she", D, ["The road is closed"]), ("she", D, ["It will open in May"])],
        id="two sentences that attribute",
    ),
    pytest.param("The rate, she disclosed, is 3.2 percent.", [("she", I, ["The rate", "is 3.2 percent"])], id="an incise in a sentence"),
    pytest.param("According to the World Bank, prices fell.", [("the World Bank", I, ["prices fell"])], id="according to"),
    pytest.param(
        "Prices fell by a third last year, according to the World Bank.",
        [("the World Bank", I, ["Prices fell by a third last year"])],
        id="according to, at the end",
    ),
    pytest.param("The minister urged all parties to keep the peace.", [("The minister", I, ["all parties to keep the peace"])], id="urged"),
    pytest.param("The minister called for an end to the strike.", [("The minister", I, ["an end to the strike"])], id="called for"),
    pytest.param(
        "The minister thanked the donors for their support.", [("The minister", I, ["the donors for their support"])], id="thanked"
    ),
    pytest.param(
        "He said that the road was closed, adding that it would open in May.",
        [("He", I, ["the road was closed"]), ("He", I, ["it would open in May"])],
        id="adding that",
    ),
    pytest.param("Mary Brown, who said that the road was closed, left.", [("who", I, ["the road was closed"])], id="a relative clause"),
    pytest.param(
        'The minister said the plan was "a gift to the region" and promised more.',
        [("The minister", M, ['the plan was "a gift to the region" and promised more'])],
        id="mixed",
    ),
    pytest.param(
        "BROWN: We will open the road in May. It is safe.",
        [("BROWN", I, ["We will open the road in May. It is safe"])],
        id="a turn of a conversation",
    ),
    pytest.param(
        '"We will not sell, and it could rain," said Mary Brown.',
        [("Mary Brown", D, ["We will not sell, and it could rain"])],
        id="what is quoted does not deny the verb",
    ),
    pytest.param(
        '"The road is closed," Mary Brown said, referring to the ring road.\n\n"It will open in May."',
        [("Mary Brown", D, ["The road is closed", "It will open in May."]), ("Mary Brown", I, ["the ring road"])],
        id="the quotation goes on after another verb of the same speaker",
    ),
    pytest.param(
        'Mary Brown continued:\n\n"The road is closed."', [("Mary Brown", D, ["The road is closed."])], id="announced by a paragraph"
    ),
    pytest.param(
        'Mary Brown walked to the bridge. "The road is closed."',
        [("Mary Brown", D, ["The road is closed."])],
        id="alone after a sentence that tells of a person",
    ),
    pytest.param(
        "“The road is closed. I cannot drive.”― Mary Brown",
        [("Mary Brown", D, ["The road is closed. I cannot drive."])],
        id="signed, without a blank before the dash",
    ),
    pytest.param(
        '"BROWN: We will open the road in May. It is safe.\n\n"HILL: Thank you, that is good to hear today.',
        [("BROWN", I, ["We will open the road in May. It is safe"]), ("HILL", I, ["Thank you, that is good to hear today"])],
        id="turns inside quotation marks",
    ),
    pytest.param(
        'Mary Brown shouted, "Do not come near," until the guards arrived.',
        [("Mary Brown", D, ["Do not come near"])],
        id="a whole quotation ends its content",
    ),
    pytest.param(
        "Mary Brown criticized the plan during the vote.",
        [("Mary Brown", I, ["the plan"])],
        id="when it was said is no part of a noun phrase",
    ),
    pytest.param(
        "Mary Brown praised the engineers, who had worked at night.",
        [("Mary Brown", I, ["the engineers"])],
        id="nor is a clause that tells more of it",
    ),
    pytest.param(
        '"The road is closed," Mary Brown, the mayor of Elton, told The Elton Times.',
        [("Mary Brown", D, ["The road is closed"])],
        id="an apposition between a quotation and its verb",
    ),
    pytest.param("In May the union called for a limit on overtime.", [("the union", I, ["a limit on overtime"])], id="called for … on"),
    pytest.param("UNHCR held workshops, inviting all sides to talk.", [], id="an act told by a participle"),
    pytest.param("Mary Brown did not say that the road was closed.", [], id="denied"),
    pytest.param("Mary Brown will say that the road is closed.", [], id="to come"),
    pytest.param("If Mary Brown says that the road is closed, go home.", [], id="supposed"),
    pytest.param("Mary Brown opened the road and signed the book.", [], id="acts"),
    pytest.param('The so-called "ring road" was closed.', [], id="scare quotes"),
    pytest.param("Dr Said Hussaini opened the road.", [], id="a name that looks like a verb"),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_attributions_of_an_english_text(told: Told, text: str, expected: list[tuple[str, StatementKind, list[str]]]) -> None:
    assert told(text, "en") == expected
