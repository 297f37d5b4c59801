"""Codes that the roster uses: grades, legal statuses, posts (domain.md D2.4, D2.5)."""

from collections.abc import Mapping
from datetime import date
from typing import get_args

import msgspec

from shared.contracts.vocabulary import EmployeeKind
from shared.policy import Policies, Policy


class Grade(msgspec.Struct, frozen=True):
    """A grade of civil servants with its SIASN id and rank title."""

    id: int
    code: str
    rank_title: str


class Grades(Policy, frozen=True):
    """Two scales, lowest grade first, that are never compared with each other."""

    table = "grades"

    civil_servant: tuple[Grade, ...]
    contract: tuple[str, ...]

    def of(self, kind: str) -> tuple[str, ...]:
        """The scale of a kind of employee."""
        return self.contract if kind == "PPPK" else tuple(grade.code for grade in self.civil_servant)


class Statuses(Policy, frozen=True):
    """Legal statuses (SIASN kedudukanHukum) by code, with their names."""

    table = "statuses"

    names: Mapping[str, str]


class Posts(Policy, frozen=True):
    """The levels of each post group, lowest first."""

    table = "posts"

    levels: Mapping[str, tuple[str, ...]]


def post_problems(
    policies: Policies, on: date, *, kind: str, post_group: str, post_level: str, grade: str
) -> dict[str, str]:
    """Problem codes by field: UNKNOWN, a level NOT_OF_GROUP, a grade NOT_OF_KIND."""
    problems = {}
    if kind not in get_args(EmployeeKind):
        problems["kind"] = "UNKNOWN"
    elif grade not in policies.of(Grades, on).of(kind):
        problems["grade"] = "NOT_OF_KIND"
    levels = policies.of(Posts, on).levels
    if post_group not in levels:
        problems["post_group"] = "UNKNOWN"
    elif post_level not in levels[post_group]:
        problems["post_level"] = "NOT_OF_GROUP"
    return problems


def status_problems(policies: Policies, on: date, status: str) -> dict[str, str]:
    """A problem code where no such status is known."""
    return {} if status in policies.of(Statuses, on).names else {"status": "UNKNOWN"}
