"""A roster over HTTP: applied whole or not at all, again without effect, and never into the events by name."""

import pytest

from shared.contracts.enrollment.people import RosterImported
from shared.ports import NumberTaken
from shared.testing.town import Town
from tests.enrollment.people.city import (
    BUDI,
    ENVIRONMENT,
    OFFICER,
    ROSTER,
    SERVICE,
    city,
    counted,
    ids,
    imported,
    page,
    upload,
)
from tests.enrollment.people.rosters import ANI, file


@pytest.fixture
def town() -> Town:
    return city()


def test_a_roster_registers_everybody_in_it(town: Town) -> None:
    result = imported(town, ANI, BUDI)
    assert counted(result) == {"rows": 2, "registered": 2, "changed": 0, "unchanged": 0, "rejected": 0}
    assert [(row["row"], row["outcome"], row["problems"]) for row in result["results"]] == [
        (2, "REGISTER", []),
        (3, "REGISTER", []),
    ]
    assert page(town, result["results"][1]["person"])["name"] == "Budi Hutagalung, S.T."


def test_no_event_says_who_somebody_is(town: Town) -> None:
    imported(town, ANI)
    commits = town.stores["enrollment"].events.page(0, 1_000)
    log = b"".join(bytes(event.data) for commit in commits for event in commit.events).decode()
    assert "AHLI_MUDA" in log
    for private in ("employee_number", "name", "email", "phone", "title_after", "post_title"):
        assert ANI[private] not in log


def test_the_same_roster_again_changes_nothing(town: Town) -> None:
    imported(town, ANI, BUDI)
    before = town.facts("enrollment"), town.stores["enrollment"].directory.copied()
    again = imported(town, ANI, BUDI)
    assert counted(again) == {"rows": 2, "registered": 0, "changed": 0, "unchanged": 2, "rejected": 0}
    assert before == (town.facts("enrollment"), town.stores["enrollment"].directory.copied())


def test_the_next_roster_changes_who_differs(town: Town) -> None:
    ani, budi = ids(town, ANI, BUDI)
    moved = {**ANI, "unit": "DINKES", "grade": "III/d", "status": "15", "phone": "0631-555-0009"}
    result = imported(town, moved, BUDI, path="/enrollment/v1/people/imports?on=2025-07-01")
    assert counted(result) == {"rows": 2, "registered": 0, "changed": 1, "unchanged": 1, "rejected": 0}
    assert [row["person"] for row in result["results"]] == [ani, budi]
    now, before = page(town, ani), page(town, ani, question="?on=2025-06-30")
    assert (now["unit"], now["grade"], now["status"], now["phone"]) == ("DINKES", "III/d", "15", "0631-555-0009")
    assert (before["unit"], before["grade"], before["status"]) == ("DLH", "III/c", "01")
    assert [fact for fact in town.facts("enrollment") if isinstance(fact, RosterImported)][1:] == [
        RosterImported(town.running["enrollment"].digest(file(moved, BUDI)), 2, 0, 1, 1)
    ]


def test_a_dry_run_says_what_would_be_done_and_does_nothing(town: Town) -> None:
    before = town.facts("enrollment"), town.stores["enrollment"].directory.copied()
    result = imported(town, ANI, {**BUDI, "grade": "III/a", "name": ""}, path=f"{ROSTER}&dry_run=true")
    assert counted(result) == {"rows": 2, "registered": 1, "changed": 0, "unchanged": 0, "rejected": 1}
    assert result["results"] == [
        {"row": 2, "outcome": "REGISTER", "person": None, "problems": [], "warnings": []},
        {
            "row": 3,
            "outcome": "REJECTED",
            "person": None,
            "problems": [{"column": "grade", "code": "NOT_OF_KIND"}, {"column": "name", "code": "MISSING"}],
            "warnings": [],
        },
    ]
    assert before == (town.facts("enrollment"), town.stores["enrollment"].directory.copied())


def test_one_wrong_row_stops_the_whole_file_and_is_not_said_again(town: Town) -> None:
    answer = upload(town, file(ANI, {**BUDI, "name": "=1+1", "unit": "NOWHERE"}))
    problem = answer.json
    assert (answer.status_code, problem["code"]) == (422, "ROSTER_REJECTED")
    assert problem["facts"] == {
        "rows": 2,
        "rejected": 1,
        "problems": [
            {"row": 3, "column": "unit", "code": "UNKNOWN"},
            {"row": 3, "column": "name", "code": "FORMULA"},
        ],
    }
    assert "1+1" not in answer.text


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "ROSTER_UNREADABLE"), (b"a,b\n1,2\n", "ROSTER_UNREADABLE"), (b"\xff\xfe", "ROSTER_UNREADABLE")],
)
def test_what_is_no_roster_is_refused(town: Town, content: bytes, code: str) -> None:
    answer = upload(town, content)
    assert (answer.status_code, answer.json["code"]) == (422, code)


def test_a_roster_of_tomorrow_is_refused(town: Town) -> None:
    answer = upload(town, file(ANI), "/enrollment/v1/people/imports?on=2026-03-03&dry_run=true")
    assert (answer.status_code, answer.json["code"]) == (422, "FUTURE_DAY")


def test_a_roster_is_csv(town: Town) -> None:
    answer = town.call("POST", ROSTER, OFFICER, {"rows": []})
    assert answer.status_code == 415


def test_a_key_is_used_for_one_file_only(town: Town) -> None:
    key = {"Idempotency-Key": "january"}
    imported(town, ANI, headers=key)
    assert counted(imported(town, ANI, headers=key))["unchanged"] == 1
    answer = upload(town, file(ANI, BUDI), headers=key)
    assert (answer.status_code, answer.json["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")


def test_an_import_that_broke_off_is_finished_by_the_same_file(town: Town) -> None:
    ani = ids(town, ANI)[0]
    record = town.stores["enrollment"].directory.get([ani])[ani]
    broken_off = Town(SERVICE)
    broken_off.post("/enrollment/v1/units", OFFICER, ENVIRONMENT)
    broken_off.stores["enrollment"].directory.put([record])
    assert ids(broken_off, ANI) == [ani]
    assert page(broken_off, ani)["unit"] == "DLH"


def test_of_two_imports_that_register_the_same_number_at_once_one_tries_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken_meanwhile(_: object) -> None:
        raise NumberTaken

    monkeypatch.setattr(town.stores["enrollment"].directory, "put", taken_meanwhile)
    answer = upload(town, file(ANI))
    assert (answer.status_code, answer.json["code"]) == (409, "CONFLICT")
