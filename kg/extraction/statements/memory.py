"""Who spoke so far, and what was said: what pronouns and nouns for a speaker look back to."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extraction.cast import Cast, Member
from kg.extraction.statements.attributions import Attribution
from kg.extraction.statements.quotations import Stretch
from kg.model.entities import EntityClass, Form

RECENT = 4  # pieces of what was said, among which one looks for the name that a pronoun might stand for
FAR = 1500  # characters back to which a pronoun looks for the last speaker


@dataclass
class Memory:
    """What the statements of a document told so far. Offsets are those of the words for the speakers."""

    cast: Cast
    spoke: list[tuple[int, Member]] = field(default_factory=list)
    _group: tuple[Member, ...] = ()  # those whom a plural stood for, where they spoke last
    _heard: list[Stretch] = field(default_factory=list)  # what was said
    _views: list[Stretch] = field(default_factory=list)  # what somebody is named for as the source
    _strangers: list[tuple[int, str | None]] = field(default_factory=list)  # where somebody spoke who is not in the cast, "m" or "f"
    _quoted: list[Member | None] = field(default_factory=list)  # whose words stood between marks

    def hear(self, attribution: Attribution) -> None:
        """Takes note of what was said."""
        self._heard.extend(attribution.pieces)
        if attribution.rule == "according":
            self._views.extend(attribution.pieces)

    def note(self, offset: int, member: Member, others: tuple[Member, ...] = (), *, plural: bool) -> None:
        """Takes note of who spoke, with whom, and whether a plural stands for them."""
        self.spoke.append((offset, member))
        self._group = (member, *others) if plural else ()

    def note_stranger(self, offset: int, gender: str | None) -> None:
        """Takes note that somebody spoke who is not in the cast."""
        self._strangers.append((offset, gender))

    def note_quoted(self, member: Member | None) -> None:
        """Takes note of whose words stood between marks; of a stranger's too."""
        self._quoted.append(member)

    @property
    def has_quoted(self) -> bool:
        """Whether anybody's words stood between marks so far."""
        return bool(self._quoted)

    def only_quoted(self) -> Member | None:
        """The person who is the only one quoted so far."""
        first = self._quoted[0] if self._quoted else None
        if first is None or first.cls is not EntityClass.PERSON:
            return None
        return first if all(member is not None and member.id == first.id for member in self._quoted) else None

    def is_told(self, offset: int) -> bool:
        """Whether a place is inside what somebody is named for as the source."""
        return any(begin <= offset < end for begin, end in self._views[-RECENT:])

    def group(self, offset: int) -> tuple[Member, ...]:
        """The body or the persons who spoke last, if a plural stood for them."""
        return self._group if self.spoke and self.spoke[-1][0] > offset - FAR else ()

    def reporter(self, member: Member, offset: int) -> Member | None:
        """The person who spoke last, where an actor was last named in the words of that person: "he said that Mr X was ill. He added …"."""
        mentions = [m.begin for m in member.mentions if m.begin < offset and m.form is not Form.PRONOUN]
        if not mentions or not self.spoke or self.spoke[-1][1].cls is not EntityClass.PERSON or self.spoke[-1][1].id == member.id:
            return None
        return self.spoke[-1][1] if self.is_reported(mentions[-1]) else None

    def is_interrupted(self, member: Member, offset: int, gender: str | None = None) -> bool:
        """Whether one not in the cast spoke since an actor was last named or heard: the pronoun, of that gender, may be theirs."""
        others = (begin for begin, theirs in reversed(self._strangers) if gender is None or theirs in {None, gender})
        stranger = next((begin for begin in others if begin < offset), None)
        if stranger is None or (self.spoke and self.spoke[-1][0] > stranger):
            return False
        named = (m.begin for m in member.mentions if m.form is not Form.PRONOUN and stranger < m.begin < offset)
        return all(self.is_reported(begin) for begin in named)

    def strangers_since(self, offset: int) -> bool:
        """Whether somebody who is not in the cast spoke from a place on."""
        return any(begin >= offset for begin, _ in self._strangers)

    def spoke_since(self, offset: int) -> bool:
        """Whether a body spoke from a place on."""
        return any(begin >= offset and member.cls is EntityClass.ORGANISATION for begin, member in self.spoke)

    def signer(self, offset: int) -> Member | None:
        """The person who spoke last, if it was where a text was first told of or later: "X said in a statement …"."""
        begin, member = self.spoke[-1] if self.spoke else (-1, None)
        person = member is not None and member.cls is EntityClass.PERSON and begin >= offset
        return member if person and not self.strangers_since(offset) else None

    def is_reported(self, offset: int) -> bool:
        """Whether a place is inside what was said just before."""
        return any(begin <= offset < end for begin, end in self._heard[-RECENT:])

    def last_speaker(self, offset: int, classes: frozenset[EntityClass]) -> Member | None:
        """Who of some classes spoke last, not too far before."""
        return next((member for begin, member in reversed(self.spoke) if member.cls in classes and offset - FAR <= begin < offset), None)

    def last_named(self, offset: int, classes: frozenset[EntityClass]) -> Member | None:
        """The actor named last, not too far before: a person, where it may be one."""
        wanted = (EntityClass.PERSON,) if EntityClass.PERSON in classes else tuple(classes)
        rows = self.cast.within(max(0, offset - FAR), offset, wanted)
        return rows[-1].member if rows else None
