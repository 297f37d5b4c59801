"""Codes that a programme uses: forms of development (domain.md D1.3) and competencies (domain.md D1.4)."""

from collections.abc import Mapping

import msgspec

from shared.contracts.vocabulary import CompetencyType
from shared.policy import Policy


class Form(msgspec.Struct, frozen=True):
    """A form of development with the id and the certificate flag of SIASN, and our code beside them."""

    id: int
    code: str
    name: str
    flag: str


class Forms(Policy, frozen=True):
    """SIASN jenisDiklat."""

    table = "development_forms"

    forms: tuple[Form, ...]

    @property
    def ids(self) -> frozenset[int]:
        """The ids that exist."""
        return frozenset(form.id for form in self.forms)


class Competencies(Policy, frozen=True):
    """The managerial and sociocultural competencies by code, with their names; technical ones have free codes."""

    table = "competencies"

    managerial: Mapping[str, str]
    sociocultural: Mapping[str, str]
    highest_level: int

    def type_of(self, code: str) -> CompetencyType:
        """Technical is whatever the standard does not list."""
        if code in self.managerial:
            return "MANAGERIAL"
        return "SOCIOCULTURAL" if code in self.sociocultural else "TECHNICAL"
