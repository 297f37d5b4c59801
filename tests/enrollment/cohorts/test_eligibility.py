"""Eligibility is explained rule by rule; what a programme does not ask is not looked at."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.enrollment.cohorts.eligibility import Applicant, StatusPolicy, explain
from shared.contracts.enrollment.programs import Eligibility
from shared.contracts.vocabulary import Check

APPLIED_ON = date(2026, 3, 2)
STATUSES = StatusPolicy(valid_from=date(2020, 1, 1), legal_basis="test", allowed=("01", "15"))
ANI = Applicant(
    kind="PNS",
    unit="dlh",
    post_level="AHLI_MUDA",
    grade="III/c",
    status="01",
    fields=("WASTE", "PLANNING"),
    appointed_on=date(2016, 3, 3),
    completed_programs=("waste-1",),
)
PPPK = msgspec.structs.replace(ANI, kind="PPPK", grade="IX")


def verdict(rules: Eligibility, applicant: Applicant = ANI) -> Check:
    """The only rule beside the status."""
    status, check = explain(rules, applicant, STATUSES, APPLIED_ON)
    assert status.rule == "STATUS"
    return check


def test_a_programme_that_asks_nothing_still_looks_at_the_status() -> None:
    assert explain(Eligibility(), ANI, STATUSES, APPLIED_ON) == (
        Check("STATUS", True, {"actual": "01", "allowed": ["01", "15"]}),
    )


@pytest.mark.parametrize(
    ("status", "met"),
    [("01", True), ("15", True)]
    + [(status, False) for status in ("02", "03", "04", "13", "20", "52", "66", "88", "98", "99", "??")],
)
def test_only_active_people_and_people_under_discipline_enrol(status: str, met: bool) -> None:
    (check,) = explain(Eligibility(), msgspec.structs.replace(ANI, status=status), STATUSES, APPLIED_ON)
    assert check.met is met


@pytest.mark.parametrize(
    ("rule", "rules"),
    [
        ("KIND", Eligibility(kinds=("PNS", "CPNS"))),
        ("UNIT", Eligibility(units=("bkpsdm", "dlh"))),
        ("POST_LEVEL", Eligibility(post_levels=("AHLI_MUDA",))),
        ("GRADE", Eligibility(grades=("III/c", "III/d"))),
        ("FIELDS", Eligibility(fields=("HEALTH", "WASTE"))),
        ("PRIOR_PROGRAM", Eligibility(prior_program="waste-1")),
    ],
)
def test_a_rule_is_met_by_who_is_named(rule: str, rules: Eligibility) -> None:
    assert (verdict(rules).rule, verdict(rules).met) == (rule, True)


@pytest.mark.parametrize(
    ("rule", "rules"),
    [
        ("KIND", Eligibility(kinds=("PPPK",))),
        ("UNIT", Eligibility(units=("bkpsdm",))),
        ("POST_LEVEL", Eligibility(post_levels=("AHLI_MADYA", "PENGAWAS"))),
        ("GRADE", Eligibility(grades=("III/d",))),
        ("FIELDS", Eligibility(fields=("HEALTH", "TAX"))),
        ("PRIOR_PROGRAM", Eligibility(prior_program="waste-2")),
    ],
)
def test_a_rule_is_not_met_by_who_is_not_named(rule: str, rules: Eligibility) -> None:
    assert (verdict(rules).rule, verdict(rules).met) == (rule, False)


def test_a_verdict_shows_what_was_compared() -> None:
    assert verdict(Eligibility(fields=("HEALTH",))).facts == {"actual": ["WASTE", "PLANNING"], "allowed": ["HEALTH"]}


def test_grades_of_pns_and_pppk_are_never_compared() -> None:
    only_pns_grades = Eligibility(grades=("III/c", "III/d"))
    assert [check.rule for check in explain(only_pns_grades, PPPK, STATUSES, APPLIED_ON)] == ["STATUS"]
    both_schemes = Eligibility(grades=("III/c", "X"))
    assert verdict(both_schemes, PPPK) == Check("GRADE", False, {"actual": "IX", "allowed": ["X"]})
    assert verdict(both_schemes, ANI) == Check("GRADE", True, {"actual": "III/c", "allowed": ["III/c"]})


def test_years_of_service_are_full_years_on_the_day_of_the_application() -> None:
    ten_years = Eligibility(least_years=10)
    assert verdict(ten_years).facts == {"years": 9, "least": 10, "most": None}
    assert not verdict(ten_years).met
    _, a_day_later = explain(ten_years, ANI, STATUSES, date(2026, 3, 3))
    assert a_day_later.met


@given(least=st.none() | st.integers(0, 40), most=st.none() | st.integers(0, 40), years=st.integers(0, 40))
def test_both_bounds_of_the_years_are_allowed_themselves(least: int | None, most: int | None, years: int) -> None:
    applicant = msgspec.structs.replace(ANI, appointed_on=date(2026 - years, 3, 2))
    checks = explain(Eligibility(least_years=least, most_years=most), applicant, STATUSES, APPLIED_ON)
    within = (least if least is not None else 0) <= years <= (most if most is not None else 40)
    assert all(check.met for check in checks) is within
