"""When an invented employee was born and appointed, and the employee number that follows from it (domain.md D2)."""

from datetime import date, timedelta
from random import Random

import msgspec

from services.sample.chance import between, pick
from services.sample.establishment import LEVELS, QUALIFICATIONS, Post
from services.sample.names import Sex
from shared.contracts.vocabulary import EmployeeKind

ROSTER_DAY = date(2025, 1, 2)
"""The day that the roster describes; nobody was appointed later."""

FIRST_CONTRACT_YEAR = 2021
LAST_YEAR = ROSTER_DAY.year - 1
OLDEST_PROBATIONER = 35
OLDEST_NEW_CONTRACT = 50
SEXES: tuple[Sex, ...] = ("1", "2")


class Career(msgspec.Struct, frozen=True):
    """What an employee number tells; `contract` is the count of contracts of a PPPK."""

    kind: EmployeeKind
    born_on: date
    appointed_on: date
    sex: Sex
    contract: str


def career(chance: Random, post: Post, kind: EmployeeKind) -> Career:
    """A life that can have led to the post: old enough at appointment, long enough in service, not yet retired."""
    appointed_on = date(_year_of_appointment(chance, post, kind), between(chance, 1, 12), 1)
    born_on = _birth(chance, post, kind, appointed_on)
    return Career(kind, born_on, appointed_on, sex=pick(chance, SEXES), contract=pick(chance, "1112"))


def employee_number(life: Career, serial: int) -> str:
    """NIP (domain.md D2.1) or NI PPPK (D2.2), 18 digits; invented people have serials 900 to 999 (D2.3)."""
    appointed = f"{life.appointed_on:%Y}2{life.contract}" if life.kind == "PPPK" else f"{life.appointed_on:%Y%m}"
    return f"{life.born_on:%Y%m%d}{appointed}{life.sex}{serial}"


def years_of_service(appointed_on: date, on: date) -> int:
    """Whole years from the first appointment to the day."""
    return on.year - appointed_on.year - ((on.month, on.day) < (appointed_on.month, appointed_on.day))


def _year_of_appointment(chance: Random, post: Post, kind: EmployeeKind) -> int:
    match kind:
        case "CPNS":
            return LAST_YEAR
        case "PPPK":
            return between(chance, FIRST_CONTRACT_YEAR, LAST_YEAR)
        case "PNS":
            least, most = LEVELS[post.level].service
            return ROSTER_DAY.year - between(chance, least, most)


def _birth(chance: Random, post: Post, kind: EmployeeKind, appointed_on: date) -> date:
    oldest = OLDEST_NEW_CONTRACT if kind == "PPPK" else OLDEST_PROBATIONER
    last_age = LEVELS[post.level].retires_at - 1
    earliest = max(_years_before(appointed_on, oldest), _years_before(ROSTER_DAY, last_age))
    latest = _years_before(appointed_on, QUALIFICATIONS[post.qualification].least_age)
    return earliest + timedelta(days=between(chance, 0, (latest - earliest).days))


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years)
