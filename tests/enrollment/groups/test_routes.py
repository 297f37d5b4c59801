"""Groups over HTTP: who may form and fill them, what starts a project, and who sees them."""

from typing import Any

import pytest

from shared.contracts.enrollment.groups import BriefGiven
from shared.testing.town import Town
from tests.enrollment.cohorts.city import (
    ANI,
    AUDITOR,
    BUDI,
    CITRA,
    DEWI,
    HEAD,
    NOBODY,
    OFFICER,
    PROGRAM,
    apply,
    city,
    opened,
    participant,
    refusal,
)

BRIEF = {
    "title": "Bank sampah di tiap kelurahan",
    "problem": "Sampah tidak dipilah\ndi sumbernya",
    "sponsor_unit": "DLH",
    "field": "WASTE",
    "indicator": {
        "name": "Sampah terpilah",
        "unit": "percent",
        "direction": "MAXIMISE",
        "baseline": "12.5",
        "target": "30",
        "due_on": "2027-04-01",
    },
}


@pytest.fixture
def town() -> Town:
    return city()


@pytest.fixture
def cohort(town: Town) -> str:
    """Three people have a seat, the fourth waits."""
    address = opened(town, seats=3)
    apply(town, address, ANI, BUDI, CITRA, DEWI)
    return address


def formed(town: Town, cohort: str, name: str, *members: str) -> str:
    """The address of a group with these members."""
    group = f"{cohort}/groups/{town.post(f'{cohort}/groups', OFFICER, {'name': name})['id']}"
    for person in members:
        town.post(f"{group}/add", OFFICER, {"person": person})
    return group


def code(town: Town, path: str, body: Any, who: tuple[str, ...] = OFFICER) -> str:
    return str(town.refused(path, who, body)["code"])


def test_a_group_is_formed_shown_and_listed(town: Town, cohort: str) -> None:
    answer = town.call("POST", f"{cohort}/groups", OFFICER, {"name": "Melati"})
    assert answer.status_code == 201
    assert answer.json == {
        "id": answer.json["id"],
        "cohort": cohort.rpartition("/")[2],
        "name": "Melati",
        "members": [],
        "members_names": [],
        "left": [],
        "brief": None,
    }
    assert town.get(answer.headers["Location"], AUDITOR) == answer.json
    formed(town, cohort, "Anggrek")
    assert [group["name"] for group in town.get(f"{cohort}/groups", OFFICER)["items"]] == ["Anggrek", "Melati"]


def test_a_group_needs_a_cohort_and_a_name_of_its_own(town: Town, cohort: str) -> None:
    formed(town, cohort, "Melati")
    assert code(town, f"{cohort}/groups", {"name": "Melati"}) == "GROUP_NAME_TAKEN"
    assert code(town, f"/enrollment/v1/cohorts/{NOBODY}/groups", {"name": "Melati"}) == "NOT_FOUND"
    assert code(town, f"{cohort}/groups", {"name": "Anggrek"}, participant(ANI)) == "ROLE_MISSING"


def test_members_hold_a_seat_and_work_in_one_group(town: Town, cohort: str) -> None:
    melati, anggrek = formed(town, cohort, "Melati", ANI), formed(town, cohort, "Anggrek")
    assert town.get(melati, OFFICER)["members_names"] == ["Ani"]
    assert code(town, f"{anggrek}/add", {"person": ANI}) == "MEMBER_ELSEWHERE"
    assert code(town, f"{anggrek}/add", {"person": DEWI}) == "MEMBER_SEATLESS"
    assert code(town, f"{cohort}/groups/{NOBODY}/add", {"person": BUDI}) == "NOT_FOUND"
    assert code(town, f"{melati}/add", {"person": BUDI}, participant(BUDI)) == "ROLE_MISSING"


def test_who_leaves_a_group_is_kept_with_the_reason(town: Town, cohort: str) -> None:
    group = formed(town, cohort, "Melati", ANI, BUDI)
    removed = town.post(f"{group}/remove", OFFICER, {"person": ANI, "reason": "Pindah tugas"})
    assert removed["members_names"] == ["Budi"]
    [left] = removed["left"]
    assert (left["person_name"], left["reason"]) == ("Ani", "Pindah tugas")
    commits = town.stores["enrollment"].events.page(0, 1_000)
    assert b"Pindah" not in b"".join(bytes(event.data) for commit in commits for event in commit.events)
    assert code(town, f"{group}/remove", {"person": ANI, "reason": "Lagi"}) == "NOT_FOUND"
    assert code(town, f"{group}/remove", {"person": BUDI}) == "INVALID"


def test_a_brief_tells_the_others_all_that_a_project_needs(town: Town, cohort: str) -> None:
    group = formed(town, cohort, "Melati", ANI, BUDI, CITRA)
    assert town.post(f"{group}/brief", OFFICER, BRIEF)["brief"] == BRIEF
    [told] = [fact for fact in town.facts("enrollment") if isinstance(fact, BriefGiven)]
    assert (told.program, told.edition, told.name, told.members) == (PROGRAM, 1, "Melati", (ANI, BUDI, CITRA))
    assert code(town, f"{group}/brief", {**BRIEF, "title": "Kompos"}) == "BRIEF_ALREADY_GIVEN"
    assert code(town, f"{group}/remove", {"person": ANI, "reason": "Pindah tugas"}) == "GROUP_TOO_SMALL"


def test_a_brief_that_cannot_be_given_is_refused(town: Town, cohort: str) -> None:
    small, whole = formed(town, cohort, "Melati"), formed(town, cohort, "Anggrek", ANI, BUDI, CITRA)
    assert code(town, f"{small}/brief", BRIEF) == "GROUP_TOO_SMALL"
    assert code(town, f"{whole}/brief", {**BRIEF, "sponsor_unit": "NOWHERE"}) == "SPONSOR_UNKNOWN"
    assert code(town, f"{whole}/brief", {**BRIEF, "problem": ""}) == "INVALID"
    assert code(town, f"{whole}/brief", BRIEF, (HEAD, "unit_head")) == "ROLE_MISSING"
    town.post(f"{cohort}/enrollments/{ANI}/withdraw", OFFICER, {"reason": "Pindah tugas"})
    assert code(town, f"{whole}/brief", BRIEF) == "MEMBERS_SEATLESS"


def test_participants_see_the_groups_of_their_own_cohort(town: Town, cohort: str) -> None:
    group = formed(town, cohort, "Melati", ANI)
    assert town.get(group, participant(BUDI))["members_names"] == ["Ani"]
    assert len(town.get(f"{cohort}/groups", participant(BUDI))["items"]) == 1
    for path in (group, f"{cohort}/groups"):
        assert refusal(town, path, participant(DEWI)) == (403, "NOT_YOURS")
        assert refusal(town, path, (NOBODY, "mentor")) == (403, "ROLE_MISSING")


def test_a_group_is_found_in_its_own_cohort_only(town: Town, cohort: str) -> None:
    group, other = formed(town, cohort, "Melati"), opened(town, name="Angkatan II")
    assert refusal(town, f"{other}/groups/{group.rpartition('/')[2]}", OFFICER) == (404, "NOT_FOUND")


def test_the_version_of_a_group_is_that_of_all_groups_so_that_a_write_may_name_it(town: Town, cohort: str) -> None:
    melati = formed(town, cohort, "Melati")
    formed(town, cohort, "Anggrek")
    tag = town.call("GET", melati, OFFICER).headers["ETag"]
    town.post(f"{melati}/add", OFFICER, {"person": ANI}, headers={"If-Match": tag})
    stale = town.refused(f"{melati}/add", OFFICER, {"person": BUDI}, headers={"If-Match": tag})
    assert stale["code"] == "VERSION_MOVED"
