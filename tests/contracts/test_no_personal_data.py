"""Events live for ever, so none has room for a name, a number, a contact or a text about a person (docs/adr/0008)."""

import re
from typing import Any, Literal, get_args, get_origin

import pytest

from shared.contracts import CATALOGUE
from shared.events import PersonId, TextRef
from tests.contracts.examples import fields, structs_in

STRUCTS = {part for event in CATALOGUE.events.values() for part in structs_in(event)}
FIELDS = sorted((f"{kind.__name__}.{name}", name, hint) for kind in STRUCTS for name, hint in fields(kind).items())

WHO_SOMEBODY_IS = re.compile(
    r"nip|nik|npwp|ktp|employee_number|number|(e_?)?mail|phone|mobile|whatsapp|contact|address|birth|born|gender|sex|"
    r"religion|(sur|first_|last_|full_|nick|user)name|photo|signature|title_(before|after)|degrees?|salary"
)
"""What only the directory may know."""
WHAT_SOMEBODY_TYPED = re.compile(
    r"reasons?|notes?|comments?|remarks?|topics?|opinions?|feedback|statements?|answers?|messages?|words|text|body"
)
"""What only the vault may keep."""
PEOPLE = re.compile(
    r"persons?|by|mentors?|mentees?|teachers?|assessors?|members?|present|absent|invited|actors?|heads?"
)

CODES = re.compile(
    r"classes|code|cohort|competency|deliverable|digest|entry|facts|fields?|grades?|group|kind|marks|milestone|pairing|"
    r"parent|policy|prior_program|program|receipts|rule|scores|session|source_id|sponsor_unit|status|subject_id|survey|"
    r"template|units?"
)
"""Ids, codes, digests and versions of rules; an id of a person is a `PersonId` and not among them."""
OF_THINGS = {
    "Brief.problem",
    "Brief.title",
    "BriefGiven.name",
    "CohortOpened.name",
    "DeliverableSubmitted.link",
    "DeliverableSubmitted.name",
    "GroupFormed.name",
    "Indicator.name",
    "Milestone.title",
    "PlanAgreed.objectives",
    "ProgramContent.legal_basis",
    "ProgramContent.title",
    "ProjectStarted.name",
    "ProjectStarted.title",
    "SessionScheduled.place",
    "SessionScheduled.title",
    "SharingAnnounced.place",
    "SharingAnnounced.title",
    "UnitEstablished.name",
}
"""Words about the city's things. Whoever adds one says here that they are not about a person."""


def open_text(hint: Any) -> bool:
    """Whether any text at all could be in it."""
    if hint is str or hint is Any:
        return True
    return get_origin(hint) is not Literal and any(open_text(part) for part in get_args(hint))


def test_no_field_is_for_what_only_the_directory_may_know() -> None:
    assert [field for field, name, _ in FIELDS if WHO_SOMEBODY_IS.fullmatch(name)] == []


@pytest.mark.parametrize(
    ("field", "hint"),
    [(field, hint) for field, name, hint in FIELDS if WHAT_SOMEBODY_TYPED.fullmatch(name)],
    ids=[field for field, name, _ in FIELDS if WHAT_SOMEBODY_TYPED.fullmatch(name)],
)
def test_what_somebody_typed_about_people_is_a_reference_into_the_vault(field: str, hint: Any) -> None:
    assert hint in (TextRef, TextRef | None), f"{field} is {hint}"


def test_people_are_opaque_ids() -> None:
    assert [field for field, name, hint in FIELDS if PEOPLE.fullmatch(name) and open_text(hint)] == []
    assert {"ApplicationSubmitted.person", "SharingHeld.absent"} <= {
        field for field, _, hint in FIELDS if of(hint, PersonId)
    }


def test_every_other_text_is_a_code_or_known_to_be_about_a_thing() -> None:
    unknown = {field for field, name, hint in FIELDS if open_text(hint) and not CODES.fullmatch(name)}
    assert unknown == OF_THINGS


def of(hint: Any, kind: Any) -> bool:
    """Whether values of the kind are in it."""
    return hint is kind or any(of(part, kind) for part in get_args(hint))


def test_text_is_seen_wherever_it_hides() -> None:
    assert all(map(open_text, (str, str | None, tuple[str, ...], dict[str, int], dict[PersonId, list[str]], Any)))
    assert not any(map(open_text, (int, PersonId, TextRef | None, Literal["A", "B"], tuple[PersonId, ...])))
