"""Posts of persons: in apposition before and after the name, with or without a comma, and by "is"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from kg.extraction.cast import Appearance, Cast
from kg.extraction.names.words import name_words, nationalities
from kg.extraction.relations.parts import find_parts
from kg.extraction.roles.commas import before_body, closes_with_body
from kg.extraction.roles.leading import find_leaders
from kg.extraction.roles.letterheads import find_in_letterhead
from kg.extraction.roles.limits import end_of_body, tells_of_a_work, without_poorer
from kg.extraction.roles.lists import find_in_lists
from kg.extraction.roles.neighbours import each_of_one_person
from kg.extraction.roles.phrases import in_acronym
from kg.extraction.roles.posts import LONGEST, Post, PostReader, main_noun
from kg.extraction.roles.verbs import find_told_by_verb
from kg.extraction.roles.words import NAMED, is_post
from kg.extraction.text import grammar
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.grammar import is_finite_verb
from kg.extraction.text.reading import Part, Reading
from kg.model.entities import EntityClass, Form
from kg.model.relations import Evidence, Predicate, Relation, Role

_POSSESSIVES = frozenset({"'s", "'"})  # "as Ireland's Ambassador"
_EXCELLENCIES = ("Excellency", "Excellence")
_OWNERS = _POSSESSIVES | {"’s", "’"}
_OPENINGS = frozenset({",", "(", "–", "-", "—"})
_BESIDE = frozenset({"role-before-name", "role-as-name"})
SKIPPED = 4  # tokens that may stand between a person's name and a post after it: a determiner, a modifier


def find_roles(reading: Reading, cast: Cast) -> list[Role]:
    """The posts that persons hold, each once for a person, title and body."""
    roles: dict[tuple[str, str, str | None], Role] = {}
    for part in reading.parts:
        reader = PostReader(reading, cast, part)
        found = [(row, *post) for row in _persons(cast, part) for post in _posts(reader, row)]
        found += [(row, "letterhead", 0.85, post) for row, post in find_in_letterhead(reader)]
        found += [(row, "role-of-list", 0.8, post) for row, post in find_in_lists(reader)]
        found += [(row, "role-by-verb", 0.8, post) for row, post in find_told_by_verb(reader)]
        found += [(row, "role-by-leading", 0.75, post) for row, post in find_leaders(reader)]
        for row, rule, confidence, post in each_of_one_person(reading, found):
            if tells_of_a_work(reader, post) or _is_honour(reader, rule, post):
                continue
            role = _role(reading, part, row, rule, confidence, post)
            key = (role.holder, role.title.casefold(), role.organisation)
            if role.title and (key not in roles or (roles[key].place is None and role.place is not None)):
                roles[key] = role
    return without_poorer(_without_guesses(list(roles.values())))


def _is_honour(reader: PostReader, rule: str, post: Post) -> bool:
    """Whether a word beside a name honours its bearer and tells no post: "Chief Ada Kay", but not "Police Chief Ada Kay"."""
    alone = post.organisation is None and post.place is None and post.title.lower() in reader.words.honours
    return alone and rule in _BESIDE and reader.reading.text[post.begin].isupper()


def _without_guesses(roles: list[Role]) -> list[Role]:
    """Leaves out a post that only stands for a person where another person has it beside the name."""
    named = {role.title.casefold(): role.holder for role in roles if role.evidence.extractor != "role-as-name"}
    guessed = (role for role in roles if role.evidence.extractor == "role-as-name")
    wrong = {role for role in guessed if named.get(role.title.casefold(), role.holder) != role.holder}
    return [role for role in roles if role not in wrong]


def find_affiliations(reading: Reading, cast: Cast, roles: list[Role]) -> list[Relation]:
    """The bodies in which persons hold a post, and the bodies that are part of another."""
    affiliations = [
        Relation(subject=role.holder, predicate=Predicate.AFFILIATION, object=role.organisation, evidence=role.evidence)
        for role in roles
        if role.organisation
    ]
    return [*affiliations, *find_parts(reading, cast)]


def _persons(cast: Cast, part: Part) -> Iterator[Appearance]:
    end = part.offset + len(part.text)
    for row in cast.within(part.offset, end, (EntityClass.PERSON,)):
        if row.mention.form is not Form.PRONOUN:
            yield row


def _posts(reader: PostReader, row: Appearance) -> Iterator[tuple[str, float, Post]]:
    name = reader.part.tokens(row.mention.begin, row.mention.end)
    if name is None:
        return
    surname = row.member.names[0].split()[-1].casefold()
    given = name_words(reader.part.language).names_too
    posts = (token.i for token in name if is_post(token, reader.words) and token.lower_ != surname)
    own = next((index for index in posts if reader.doc[index].text not in given), None)
    if row.mention.form is Form.NOMINAL or (own == name.start and len(name) > 1):
        if own is not None:
            yield from (("role-as-name", 0.75, post) for post in reader.read(own, end_of_body(reader, name.end), name.start))
        return
    if not _begins_clause(reader, name.start, name.end):
        yield from (("role-before-name", 0.85, post) for post in _posts_before(reader, name.start))
    yield from (("role-after-name", 0.8, post) for post in _posts_after(reader, name.end))


def _begins_clause(reader: PostReader, first: int, end: int) -> bool:
    """Whether a name is the subject after an introductory phrase with a preposition: "In a letter to the Minister, Ms Kay said …"."""
    doc, comma = reader.doc, _without_titles(reader, first)
    if doc[comma].text != "," or end >= len(doc) or not (is_finite_verb(doc[end]) or _governs(doc, end)):
        return False
    begin = _begin_of_phrase(reader, comma)
    noun = next((index for index in range(begin, comma) if _begins_post(reader, index)), comma)
    opening = next((doc[i] for i in range(noun - 1, doc[comma].sent.start - 1, -1) if doc[i].lower_ not in reader.words.determiners), None)
    if opening is None or opening.pos_ != "ADP" or grammar.AGENTS & {opening.dep_, opening.head.dep_}:  # "represented by the Minister, X"
        return False
    if opening.lower_ in name_words(reader.part.language).genitives:  # "At the end of his training as inspector, Mr Roux …"
        return noun > begin and _introduces_clause(reader, begin, opening.i)
    return opening.lower_ not in reader.words.capacities


def _governs(doc: Doc, index: int) -> bool:
    """Whether a word that the pipeline takes for a participle has an object or a clause: "…, M. Roux décrit l'évolution"."""
    return doc[index].pos_ == "VERB" and any(child.dep_ in {"obj", "ccomp"} and child.i > index for child in doc[index].children)


def _introduces_clause(reader: PostReader, begin: int, genitive: int) -> bool:
    """Whether a sentence begins with a preposition whose noun has a post for its complement: "Au terme de sa formation d'inspecteur, …"."""
    doc, words = reader.doc, reader.words
    first = doc[begin]
    capacity = any(doc[i].lower_ in words.role_nouns for i in range(begin, genitive))
    return (
        first.is_sent_start is True
        and first.pos_ == "ADP"
        and not capacity
        and not any(is_post(doc[i], words) for i in range(begin, genitive))
    )


def _posts_before(reader: PostReader, name: int, *, chained: bool = False) -> Iterator[Post]:
    """ "le Représentant régional de l'OIM pour l'Asie, Hassan …", "Foreign Minister Ada …"."""
    end = _without_titles(reader, name)
    if _is_complement(reader, end):
        return
    if beside := list(before_body(reader, end)):
        yield from beside
        return
    begin = _begin_of_phrase(reader, end)
    if _belongs_to_another(reader, begin, end):
        if chained:
            return
        begin = end - 1  # but for a title right before this name
    elif begin > 1 and reader.doc[begin - 1].text in _OPENINGS and _follows_person(reader, begin - 2) and not _is_of_next(reader, end):
        begin = _after_conjunction(reader, begin, end)  # "Ada Kay, Minister for Health and Senator Ben Low"
    noun = next((index for index in range(begin, name) if _begins_post(reader, index)), None)
    apart = reader.words.participles | {phrase for phrase in reader.words.capacities if " " not in phrase}
    if chained and noun is not None and any(token.lower_ in apart for token in reader.doc[begin:noun]):
        return  # "representing the president, Ada Kay …", "his return as minister, Ada Kay …"
    if chained and noun is not None and any(_begins_others(reader, index) for index in range(noun, end)):
        return  # "the Leader of the Opposition and members of the Greens, the Secretary, Ada Kay"
    if noun is not None and (inner := _of_the_last(reader, noun, end)) is not None:
        yield from reader.read(inner[1], max(end, inner[1] + 1), inner[0])
        return
    if noun is not None:
        yield from reader.read(main_noun(reader, noun, end), max(end, noun + 1), begin)
        if begin > 1 and reader.doc[begin - 1].text == ",":  # "the Vice-President, Minister of Trade, Awa …"
            yield from _posts_before(reader, begin - 1, chained=True)


def _begins_others(reader: PostReader, index: int) -> bool:
    """Whether "and" and several holders of another post begin at a token: "the Leader | and members of the Greens"."""
    after = reader.doc[index + 1].lower_ if index + 1 < len(reader.doc) else ""
    return reader.doc[index].lower_ in reader.words.conjunctions and after.removesuffix("s") in reader.words.posts and after.endswith("s")


def _follows_person(reader: PostReader, last: int) -> bool:
    """Whether a person's name, with letters behind it or not, ends with a token: "Ada Kay MP"."""
    while last > 0 and reader.is_post_nominal(last):
        last -= 1
    return reader.mention_at(last, EntityClass.PERSON) is not None


def _is_complement(reader: PostReader, end: int) -> bool:
    """Whether a preposition binds a name to what stands before it: "un rival de Roux" holds no post of Roux."""
    last = end - 1
    while last > 0 and (reader.doc[last].lower_ in reader.words.determiners or _is_plain_adjective(reader, last)):
        last -= 1
    return 0 <= last < len(reader.doc) - 1 and reader.doc[end].text != "," and reader.doc[last].lower_ in reader.words.prepositions


def _is_plain_adjective(reader: PostReader, index: int) -> bool:
    """Whether a word only praises who is named behind it: "the chair of the eminent Sir Ben Low"."""
    token = reader.doc[index]
    return (
        token.pos_ == "ADJ"
        and token.is_lower
        and reader.doc[index - 1].lower_ in reader.words.determiners
        and not is_post(token, reader.words)
    )


def _of_the_last(reader: PostReader, noun: int, end: int) -> tuple[int, int] | None:
    """The first token and the noun of the post that a post is that of: "the envoy of former President Kay" tells who was president."""
    last = end - 1
    while last > noun and fold_letters(reader.doc[last].text) in nationalities(reader.part.language):
        last -= 1  # "le porte-parole du ministre ghanéen"
    if last - 1 > noun and _begins_post(reader, last - 1) and reader.doc[last].lower_ in reader.words.numbered:
        last -= 1  # "Premier ministre"
    if last <= noun or not _begins_post(reader, last) or reader.doc[end].text == ",":
        return None
    before = last - 1
    while before > noun and reader.doc[before].lower_ in reader.words.determiners | reader.words.before:
        before -= 1
    return (before + 1, last) if before > noun and reader.doc[before].lower_ in reader.words.prepositions else None


def _after_conjunction(reader: PostReader, begin: int, end: int) -> int:
    """Where the post behind an "and" begins, the last one before a name; the given token, where a comma closes a post that has none."""
    after = next((index + 1 for index in range(end - 1, begin, -1) if reader.doc[index].lower_ in reader.words.conjunctions), begin)
    closed = reader.doc[end].text == "," and not any(_begins_post(reader, index) for index in range(after, end))
    return begin if closed else after


def _belongs_to_another(reader: PostReader, begin: int, end: int) -> bool:
    """Whether a phrase follows another person's name without a word between, and so tells of that person."""
    if not 0 < begin < end or not reader.mention_at(begin - 1, EntityClass.PERSON):
        return False
    return reader.doc[begin].lower_ not in reader.words.conjunctions | reader.words.determiners | reader.words.prepositions


def _without_titles(reader: PostReader, name: int) -> int:
    """The token before which honorifics and a comma stand: what a post before the name reaches up to."""
    words = name_words(reader.part.language)
    titles = {title.casefold() for title in (*words.male_titles, *words.female_titles, *words.titles)}
    index = name
    while index > 0 and _is_honorific(reader, index - 1, titles) and not is_post(reader.doc[index - 1], reader.words):
        index -= 1
    if (
        index > 1
        and reader.doc[index - 1].lower_ in reader.words.honours
        and reader.doc[index - 1].is_title
        and reader.doc[index - 2].text == ","
    ):
        index -= 1  # "the Governor, Chief Kay"
    if index < 2 or reader.doc[index - 1].text != ",":
        return index
    honoured = reader.doc[index - 2].text in _EXCELLENCIES  # "the Governor, His Excellency, Dr. Kay"
    return _without_titles(reader, index - 1) if honoured else index - 1


def _is_honorific(reader: PostReader, index: int, titles: set[str]) -> bool:
    text = reader.doc[index].text
    if text == ".":  # of "Dr."; else it ends a sentence
        return index > 0 and reader.doc[index - 1].lower_ + "." in titles
    return text.casefold() in titles or text.casefold() + "." in titles or text in (*_EXCELLENCIES, "Son", "His", "Her")


def _begin_of_phrase(reader: PostReader, end: int) -> int:
    """How far to the left of a name the words reach that may tell its post."""
    if end <= 0:
        return end
    first = max(reader.doc[end - 1].sent.start, end - LONGEST)
    for index in range(end - 1, first - 1, -1):
        token = reader.doc[index]
        if in_acronym(reader.doc, index):
            continue
        if token.text in '().;:«»“”"' or token.is_space or reader.stops_at(index):
            return index + 1
        if reader.mention_at(index, EntityClass.PERSON) or _is_dash(reader, index):
            return index + 1
        if token.text == "," and reader.mention_at(index, EntityClass.ORGANISATION):
            continue  # "le Conseil économique, social et environnemental"
        if token.text == "," and reader.doc[index + 1].lower_ not in reader.words.prepositions and not reader.reaches_over(index, end):
            return index + 1
        if is_finite_verb(token) and not reader.mention_at(index, *NAMED) and not is_post(token, reader.words):
            return index + 1
    return first


def _is_dash(reader: PostReader, index: int) -> bool:
    """Whether a dash with a space on either side parts two phrases: "Minister - Low report"."""
    return reader.doc[index].text in ("-", "–", "—") and bool(reader.doc[index].whitespace_) and bool(reader.doc[index - 1].whitespace_)


def _posts_after(reader: PostReader, end: int) -> Iterator[Post]:
    """ "…, directeur général adjoint du Service …", "… (ministre de la Santé)", "… is the director of …", "… MP Minister for …"."""
    doc = reader.doc
    if end >= len(doc) or doc[end].is_sent_start or doc[end].text in _OWNERS:  # "Kay's lawyer" is another
        return
    index = _after_opening(reader, end)
    if (post := _represented(reader, index)) is not None:
        yield post
        return
    for noun in range(index, min(index + SKIPPED + 1, len(doc))):
        if _begins_post(reader, noun):
            if not _is_subject(reader, index, noun):
                yield from (post for post in _row_of_posts(reader, noun, index) if not _is_of_next(reader, post.after))
            return
        if not _may_stand_before_post(reader, noun):
            return


def _is_subject(reader: PostReader, first: int, noun: int) -> bool:
    """Whether a post behind a comma is the subject of a verb that no second comma parts it from: "Beside Ada Kay, | the minister left"."""
    doc, person = reader.doc, reader.mention_at(first - 2, EntityClass.PERSON) if first > 1 else None
    tokens = reader.part.tokens(person.mention.begin, person.mention.end) if person is not None else None
    if tokens is None or doc[first - 1].text != "," or tokens.start == 0 or doc[first].lower_ not in _articles(reader):
        return False
    subject = doc[noun].dep_ in {"nsubj", "nsubj:pass", "nsubjpass"} and doc[noun].head.i > noun
    return subject and not any(token.text == "," for token in doc[noun : doc[noun].head.i])


def _articles(reader: PostReader) -> frozenset[str]:
    return reader.words.determiners & name_words(reader.part.language).definite


def _is_of_next(reader: PostReader, comma: int) -> bool:
    """Whether a post is that of the name behind its comma, which a verb or another post follows: "…, Minister for Sport, Ben Low said"."""
    doc, words = reader.doc, reader.words
    person = reader.mention_at(comma + 1, EntityClass.PERSON) if comma + 1 < len(doc) and doc[comma].text == "," else None
    tokens = reader.part.tokens(person.mention.begin, person.mention.end) if person is not None else None
    if tokens is None or tokens.end + 1 >= len(doc):
        return False
    if doc[tokens.end].lower_ in words.conjunctions:
        return any(is_post(token, words) for token in doc[tokens.end + 1 : tokens.end + 3])
    return is_finite_verb(doc[tokens.end])


def _represented(reader: PostReader, index: int) -> Post | None:
    """ "…, représentant la Banque mondiale, …": a participle behind a comma, with a body for its object."""
    doc, words = reader.doc, reader.words
    if index + 2 >= len(doc) or doc[index - 1].text not in _OPENINGS or doc[index].lower_ not in words.participles:
        return None
    body = reader.mention_at(index + 2, EntityClass.ORGANISATION) if doc[index + 1].lower_ in words.determiners else None
    if body is None:
        return None
    begin, end = reader.offset(index), reader.offset(index) + len(doc[index])
    return Post(begin=begin, end=end, after=index + 1, title=doc[index].text, organisation=body.member.id, place=None)


def _after_opening(reader: PostReader, end: int) -> int:
    """The token after what may stand between a name and a post: a comma, "is", "in her capacity as"."""
    doc, words, index = reader.doc, reader.words, end
    if doc[index].text in _OPENINGS:
        index += 1
    if index < len(doc) and doc[index].lower_ in words.copulas:
        index += 1 + (index + 1 < len(doc) and doc[index + 1].text == ",")  # "devenu, ministre"
    if index >= len(doc):
        return end
    offset = reader.offset(index)
    phrase = next((phrase for phrase in words.capacities if reader.reading.text.startswith(phrase, offset)), None)
    tokens = reader.part.tokens(offset, offset + len(phrase)) if phrase else None
    return tokens.end if tokens is not None else index


def _row_of_posts(reader: PostReader, noun: int, first: int) -> Iterator[Post]:
    """One post, and those that follow it without a comma: "MP Minister for …"."""
    while noun < len(reader.doc) and _begins_post(reader, noun) and not reader.names_another(noun):
        posts = list(reader.read(main_noun(reader, noun, len(reader.doc)), len(reader.doc), first))
        yield from posts[:-1]
        yield (
            reader.with_body_behind(replace(posts[-1], organisation=None), posts[-1].after)
            if _takes_body_behind(reader, posts[-1])
            else posts[-1]
        )
        noun = first = posts[-1].after
        if noun < len(reader.doc) and reader.doc[noun].text in "-–—,":  # "MP - Member for …", "Minister for Sport, Minister for Trade"
            noun = first = noun + 1
            while noun < len(reader.doc) and reader.doc[noun].lower_ in reader.words.before and not _begins_post(reader, noun):
                noun += 1


def _takes_body_behind(reader: PostReader, post: Post) -> bool:
    """Whether the body behind a comma is that of a post: right behind a bracket, "Ada Kay (Secretary, UNESCO)", or up to the next mark."""
    return reader.reading.text[: post.begin].endswith("(") or closes_with_body(reader, post)


def _begins_post(reader: PostReader, index: int) -> bool:
    return is_post(reader.doc[index], reader.words) and not reader.mention_at(index, *NAMED)


def _may_stand_before_post(reader: PostReader, index: int) -> bool:
    """A determiner or modifier; where the language has it so, a noun that tells the field: "…, Home Affairs Minister"."""
    token = reader.doc[index]
    if token.lower_ in reader.words.determiners | reader.words.before | _POSSESSIVES:
        return True
    return reader.words.nouns_before and token.pos_ in ("ADJ", "PROPN", "NOUN") and not reader.mention_at(index, EntityClass.PERSON)


def _role(reading: Reading, part: Part, row: Appearance, rule: str, confidence: float, post: Post) -> Role:
    begin, end = min(post.begin, row.mention.begin), max(post.end, row.mention.end)
    return Role(
        holder=row.member.id,
        title=post.title,
        language=part.language,
        organisation=post.organisation,
        place=post.place,
        evidence=Evidence(sentence=reading.evidence(begin, end), extractor=rule, confidence=confidence),
    )
