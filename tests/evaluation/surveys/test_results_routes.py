"""What may be seen of a survey over HTTP, by whom and when."""

from datetime import date

from shared.contracts.enrollment.people import UnitEstablished
from shared.testing.town import Town
from tests.evaluation.surveys.city import (
    API,
    AUDITOR,
    HEAD,
    NOBODY,
    OFFICER,
    OTHER_HEAD,
    PNS,
    PPPK,
    WAITING,
    answered,
    closed,
    opened,
    results,
    standing,
    unseen,
)


def test_results_are_for_officers_after_closing_and_for_those_concerned_after_the_release(
    town: Town,
) -> None:
    survey = opened(town)
    answered(town, survey, PNS)
    path, concerned = f"{API}/{survey}/results", (HEAD, (PNS[0], "participant"))
    for who in (OFFICER, AUDITOR, *concerned):
        assert unseen(town, path, who) == (409, "SURVEY_OPEN_STILL")
    closed(town, survey)
    for who in concerned:
        assert unseen(town, path, who) == (403, "RESULTS_NOT_RELEASED")
    assert results(town, survey) == results(town, survey, AUDITOR)
    town.post(f"{API}/{survey}/release", OFFICER)
    for who in concerned:
        assert results(town, survey, who) == results(town, survey)


def test_results_are_nothing_to_heads_of_other_units_and_to_whom_it_did_not_ask(town: Town) -> None:
    survey = opened(town)
    closed(town, survey)
    outside = (OTHER_HEAD, (NOBODY, "unit_head"), (WAITING, "participant"), (HEAD[0], "participant"))
    for who in outside:
        assert unseen(town, f"{API}/{survey}/results", who) == (403, "NOT_YOURS")
    town.post(f"{API}/{survey}/release", OFFICER)
    for who in outside:
        assert unseen(town, f"{API}/{survey}/results", who) == (403, "NOT_YOURS")


def test_the_head_of_a_unit_sees_what_its_people_were_asked_about_another_and_what_it_was_judged(town: Town) -> None:
    town.tell("unit/unit-2", UnitEstablished("DINKES", "Dinas Kesehatan", "DINAS", None, date(2017, 1, 1)))
    survey = opened(town, unit="DINKES")
    closed(town, survey)
    town.post(f"{API}/{survey}/release", OFFICER)
    assert results(town, survey, HEAD) == results(town, survey, OTHER_HEAD) == results(town, survey)


def test_results_stand_beside_what_they_rest_on(town: Town) -> None:
    survey = opened(town)
    answered(town, survey, [*PNS[:10], *PPPK], 4)
    closed(town, survey)
    found = results(town, survey)
    assert {
        name: found[name] for name in ("invited", "participants", "answers", "surplus", "needed", "indicative")
    } == {
        "invited": 20,
        "participants": 16,
        "answers": 16,
        "surplus": 0,
        "needed": 19,
        "indicative": True,
    }
    assert (found["response"], found["figures"]["skm"]["nik"]) == ("80.00", "100.00")
    assert [(one["code"], one["suppressed"], one["figures"]["answers"]) for one in found["breakdowns"]] == [
        ("PNS", False, 10),
        ("PPPK", False, 6),
    ]


def test_a_class_of_few_answers_is_said_to_be_suppressed_and_counts_in_the_total(town: Town) -> None:
    survey = opened(town)
    answered(town, survey, PNS[:12], 4)
    answered(town, survey, PPPK[:4], 1)
    closed(town, survey)
    found = results(town, survey)
    assert found["figures"]["answers"] == 16
    pns, pppk = found["breakdowns"]
    assert (pns["code"], pns["suppressed"], pns["figures"]["answers"]) == ("PNS", False, 11)
    assert (pppk["code"], pppk["suppressed"], pppk["figures"]) == ("PPPK", True, None)


def test_fewer_than_five_answers_show_nothing_but_the_turnout(town: Town) -> None:
    survey = opened(town)
    answered(town, survey, PNS[:4])
    closed(town, survey)
    found = results(town, survey)
    assert (found["participants"], found["answers"], found["suppressed"], found["figures"]) == (4, 0, True, None)
    assert {standing(town, survey, person) for person in PNS[:4]} == {"WITHHELD"}
