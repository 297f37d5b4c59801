"""Employee numbers: the NIP of civil servants and the NI PPPK of contract employees (domain.md D2.1-2.3)."""

import re
from datetime import date
from typing import Literal

import msgspec

from shared.days import full_years
from shared.policy import Policy
from shared.refusals import Refused

WITHOUT_SPACES = re.compile(r"[0-9]{18}")
MONTHS = range(1, 13)
CONTRACTS = range(21, 30)
"""Digits 13 and 14 of an NI PPPK: the marker 2 and the count of contracts."""


class NumberLimits(Policy, frozen=True):
    """Beyond these a number is unusual, not wrong; ages are full years at the first appointment."""

    table = "employee_numbers"

    least_age: int
    most_age: int
    least_contract_age: int
    first_contract_year: int
    months_ahead: int


class NumberMalformed(Refused):
    """No such number can exist; `problem` says which part is wrong."""

    status = 422
    says = "This is not an employee number ({problem})."


class EmployeeNumber(msgspec.Struct, frozen=True):
    """What the 18 digits say. A contract employee's number has no month of appointment but counts contracts."""

    digits: str
    kind: Literal["PNS", "PPPK"]
    born_on: date
    sex: Literal["MALE", "FEMALE"]
    appointed_year: int
    appointed_month: int | None
    contracts: int | None

    @property
    def appointed_from(self) -> date:
        """The first day on which the appointment can have been: of the month, or of the year without one."""
        return date(self.appointed_year, self.appointed_month or 1, 1)

    def tells_appointment(self, on: date) -> bool:
        """Whether an appointment on this day is what the number says."""
        return on.year == self.appointed_year and self.appointed_month in {None, on.month}


def parse(text: str) -> EmployeeNumber:
    """Read a number written with or without spaces (domain.md D2.1, D2.2).

    Raises `NumberMalformed` with `problem` NUMBER_SHAPE (not 18 digits), NUMBER_BIRTH_DATE (no such day),
    NUMBER_APPOINTMENT (no such year, neither a month nor a contract), NUMBER_SEX or NUMBER_SERIAL.
    """
    digits = text.replace(" ", "")
    if not WITHOUT_SPACES.fullmatch(digits):
        raise NumberMalformed(problem="NUMBER_SHAPE")
    born_on = _day(digits[:8])
    month_or_contract = int(digits[12:14])
    if digits[8:12] == "0000" or (month_or_contract not in MONTHS and month_or_contract not in CONTRACTS):
        raise NumberMalformed(problem="NUMBER_APPOINTMENT")
    if digits[14] not in "12":
        raise NumberMalformed(problem="NUMBER_SEX")
    if digits[15:] == "000":
        raise NumberMalformed(problem="NUMBER_SERIAL")
    by_contract = month_or_contract in CONTRACTS
    return EmployeeNumber(
        digits=digits,
        kind="PPPK" if by_contract else "PNS",
        born_on=born_on,
        sex="MALE" if digits[14] == "1" else "FEMALE",
        appointed_year=int(digits[8:12]),
        appointed_month=None if by_contract else month_or_contract,
        contracts=int(digits[13]) if by_contract else None,
    )


def warnings(number: EmployeeNumber, limits: NumberLimits, today: date) -> list[str]:
    """Codes of what is unusual about a well-formed number (domain.md D2.3): a hint for the clerk, never a refusal."""
    by_contract = number.kind == "PPPK"
    age = full_years(number.born_on, number.appointed_from)
    found = {
        "APPOINTED_TOO_YOUNG": age < (limits.least_contract_age if by_contract else limits.least_age),
        "APPOINTED_LATE_IN_LIFE": not by_contract and age > limits.most_age,
        "CONTRACT_TOO_EARLY": by_contract and number.appointed_year < limits.first_contract_year,
        "APPOINTED_AHEAD": _months(number.appointed_from) - _months(today) > limits.months_ahead,
    }
    return [code for code, unusual in found.items() if unusual]


def masked(digits: str) -> str:
    """What may be shown where a number identifies without being known (domain.md D2.3)."""
    return "********" + digits[-6:]


def _day(digits: str) -> date:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as impossible:
        raise NumberMalformed(problem="NUMBER_BIRTH_DATE") from impossible


def _months(day: date) -> int:
    return day.year * 12 + day.month
