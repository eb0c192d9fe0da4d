"""Verb, speaker and content in English: one row a phenomenon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.statements import StatementKind

Told = Callable[[str, str], list[tuple[str, StatementKind, list[str]]]]
D, I, M = StatementKind.DIRECT, StatementKind.INDIRECT, StatementKind.MIXED  # noqa: E741

ENGLISH = [
    # verbs of two words
    ("Mr Brown raised serious concerns about the law.", [("Mr Brown", I, ["the law"])]),
    ("Mr Brown spoke out against the law.", [("Mr Brown", I, ["the law"])]),
    # what belongs to the object, before what it is called
    ("Mrs Brown called her vote in favor of the war a mistake.", [("Mrs Brown", I, ["her vote in favor of the war a mistake"])]),
    # verbs with somebody to whom one speaks, before what is said
    ("Mr Brown assured the people of more trains.", [("Mr Brown", I, ["the people of more trains"])]),
    ("Mr Brown warned residents of the east against floods.", [("Mr Brown", I, ["residents of the east against floods"])]),
    ("Mr Brown directed the agency, Ards Water, to close the road.", [("Mr Brown", I, ["the agency, Ards Water, to close the road"])]),
    # verbs that say something only with "that", or with a question
    ("Justice Brown held that the ban was lawful. Mr Hill held a meeting.", [("Justice Brown", I, ["the ban was lawful"])]),
    ("Mr Brown wondered why the road was shut.", [("Mr Brown", I, ["why the road was shut"])]),
    # a clause with an expletive for its subject
    ("Mr Brown said there would be more trains.", [("Mr Brown", I, ["there would be more trains"])]),
    # words between the auxiliary and the verb
    ("Mr Brown had in a statement on Tuesday said that the road was shut.", [("Mr Brown", I, ["the road was shut"])]),
    # another who speaks meanwhile
    (
        "Mr Brown said the road was safe, as Mrs Hill said that it had to be closed.",
        [("Mr Brown", I, ["the road was safe"]), ("Mrs Hill", I, ["it had to be closed"])],
    ),
    # a part of a text
    ("Part of the statement reads: “The road is safe for all.”", [("the statement", D, ["The road is safe for all."])]),
    # names on lines of their own
    (
        "BROWN:\n\nWe will open the road in May. It is safe.\n\nHILL:\n\nThank you, that is good to hear.\n\nBROWN:\n\nIt is a good road.",
        [
            ("BROWN", I, ["We will open the road in May. It is safe"]),
            ("HILL", I, ["Thank you, that is good to hear"]),
            ("BROWN", I, ["It is a good road"]),
        ],
    ),
    # what is claimed without words
    ("Mr Brown claimed the allowance, Mr Hill claimed the title.", []),
    ("Mr Brown claimed that the road was safe.", [("Mr Brown", I, ["the road was safe"])]),
    # a sentence broken by its speaker
    ("The bridge, said Mayor Mary Brown, is safe.", [("Mayor Mary Brown", I, ["The bridge", "is safe"])]),
    # a day behind the verb does not speak
    (
        "The bridge is an example of work carried out by volunteers, the Secretary for Works and Water Services, Mary Brown, said today.",
        [("Mary Brown", I, ["The bridge is an example of work carried out by volunteers"])],
    ),
    # offices before a name are the reporter's
    (
        "The bridge will open in May, Shadow Minister for Roads, Senator Mary Brown said today.",
        [("Senator Mary Brown", I, ["The bridge will open in May"])],
    ),
    # a day before the object
    ("Mary Brown announced on Monday a new bridge over the Elt.", [("Mary Brown", I, ["a new bridge over the Elt"])]),
    # that
    ("Mary Brown said that the road was closed.", [("Mary Brown", I, ["the road was closed"])]),
    # no that
    ("Mary Brown said the road would be closed.", [("Mary Brown", I, ["the road would be closed"])]),
    # cue after
    ('"The road is closed," Mary Brown said.', [("Mary Brown", D, ["The road is closed"])]),
    # cue after, inverted
    ('"The road is closed," said Mary Brown.', [("Mary Brown", D, ["The road is closed"])]),
    # cue before
    ('Mary Brown said, "The road is closed. Go home."', [("Mary Brown", D, ["The road is closed. Go home."])]),
    # cue inside a sentence
    ('"The road," Mary Brown said, "is closed."', [("Mary Brown", D, ["The road", "is closed."])]),
    # the quotation goes on
    ('"The road is closed," Mary Brown said. "It will open in May."', [("Mary Brown", D, ["The road is closed", "It will open in May."])]),
    # the quotation goes on in another paragraph
    (
        '"The road is closed," Mary Brown said.\n\n"It will open in May."',
        [("Mary Brown", D, ["The road is closed", "It will open in May."])],
    ),
    # two sentences that attribute
    (
        '"The road is closed," she said. "It will open in May," she added.',
        [("she", D, ["The road is closed"]), ("she", D, ["It will open in May"])],
    ),
    # an incise in a sentence
    ("The rate, she disclosed, is 3.2 percent.", [("she", I, ["The rate", "is 3.2 percent"])]),
    # according to
    ("According to the World Bank, prices fell.", [("the World Bank", I, ["prices fell"])]),
    # according to, at the end
    ("Prices fell by a third last year, according to the World Bank.", [("the World Bank", I, ["Prices fell by a third last year"])]),
    # urged
    ("The minister urged all parties to keep the peace.", [("The minister", I, ["all parties to keep the peace"])]),
    # called for
    ("The minister called for an end to the strike.", [("The minister", I, ["an end to the strike"])]),
    # thanked
    ("The minister thanked the donors for their support.", [("The minister", I, ["the donors for their support"])]),
    # adding that
    (
        "He said that the road was closed, adding that it would open in May.",
        [("He", I, ["the road was closed"]), ("He", I, ["it would open in May"])],
    ),
    # a relative clause
    ("Mary Brown, who said that the road was closed, left.", [("who", I, ["the road was closed"])]),
    # mixed
    (
        'The minister said the plan was "a gift to the region" and promised more.',
        [("The minister", M, ['the plan was "a gift to the region" and promised more'])],
    ),
    # a turn of a conversation
    ("BROWN: We will open the road in May. It is safe.", [("BROWN", I, ["We will open the road in May. It is safe"])]),
    # what is quoted does not deny the verb
    ('"We will not sell, and it could rain," said Mary Brown.', [("Mary Brown", D, ["We will not sell, and it could rain"])]),
    # the quotation goes on after another verb of the same speaker
    (
        '"The road is closed," Mary Brown said, referring to the ring road.\n\n"It will open in May."',
        [("Mary Brown", D, ["The road is closed", "It will open in May."]), ("Mary Brown", I, ["the ring road"])],
    ),
    # announced by a paragraph
    ('Mary Brown continued:\n\n"The road is closed."', [("Mary Brown", D, ["The road is closed."])]),
    # alone after a sentence that tells of a person
    ('Mary Brown walked to the bridge. "The road is closed."', [("Mary Brown", D, ["The road is closed."])]),
    # signed, without a blank before the dash
    ("“The road is closed. I cannot drive.”― Mary Brown", [("Mary Brown", D, ["The road is closed. I cannot drive."])]),
    # turns inside quotation marks
    (
        '"BROWN: We will open the road in May. It is safe.\n\n"HILL: Thank you, that is good to hear today.',
        [("BROWN", I, ["We will open the road in May. It is safe"]), ("HILL", I, ["Thank you, that is good to hear today"])],
    ),
    # a whole quotation ends its content
    ('Mary Brown shouted, "Do not come near," until the guards arrived.', [("Mary Brown", D, ["Do not come near"])]),
    # when it was said is no part of a noun phrase
    ("Mary Brown criticized the plan during the vote.", [("Mary Brown", I, ["the plan"])]),
    # by what one helped, a condition before the clause, a phrase before it
    ("Mary Brown thanked the town for its help in building the road.", [("Mary Brown", I, ["the town for its help in building the road"])]),
    (
        "Mary Brown stressed that to keep the road open, the town needs help.",
        [("Mary Brown", I, ["to keep the road open, the town needs help"])],
    ),
    (
        "Mary Brown said despite the heavy rain, the bridge would open.",
        [("Mary Brown", I, ["despite the heavy rain, the bridge would open"])],
    ),
    # a clause that tells more of it is
    (
        "Mary Brown praised the engineers, who had worked at night.",
        [("Mary Brown", I, ["the engineers, who had worked at night"])],
    ),
    # an apposition between a quotation and its verb
    ('"The road is closed," Mary Brown, the mayor of Elton, told The Elton Times.', [("Mary Brown", D, ["The road is closed"])]),
    # called for … on
    ("In May the union called for a limit on overtime.", [("the union", I, ["a limit on overtime"])]),
    # an act told by a participle
    ("UNHCR held workshops, inviting all sides to talk.", []),
    # denied
    ("Mary Brown did not say that the road was closed.", []),
    # to come
    ("Mary Brown will say that the road is closed.", []),
    # supposed
    ("If Mary Brown says that the road is closed, go home.", []),
    # acts
    ("Mary Brown opened the road and signed the book.", []),
    # scare quotes
    ('The so-called "ring road" was closed.', []),
    # a name that looks like a verb
    ("Dr Said Kalan opened the road.", []),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_attributions_of_an_english_text(told: Told, text: str, expected: list[tuple[str, StatementKind, list[str]]]) -> None:
    assert told(text, "en") == expected
