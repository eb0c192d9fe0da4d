"""All that one document yields."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.entities import Entity
from kg.model.relations import Budget, Dating, Relation, Role
from kg.model.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What was read in one document; ids of entities hold within it alone."""

    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    datings: tuple[Dating, ...] = ()
    budgets: tuple[Budget, ...] = ()
    roles: tuple[Role, ...] = ()
    statements: tuple[Statement, ...] = ()
