"""Documents and lists over HTTP: versions, pages, the past, and waiting for one's own writes."""

import base64
import json
from datetime import timedelta

from shared.testing.scenario import MONDAY
from shared.testing.town import Town

OFFICER = ("018f0000-0000-7000-8000-000000000001", "officer")
UNITS = "/enrollment/v1/units"


def codes(page: dict[str, list[dict[str, str]]]) -> list[str]:
    return [item["code"] for item in page["items"]]


def test_pages_follow_each_other_without_repeating_or_missing_any(town: Town) -> None:
    for code in ("C", "A", "E", "B", "D"):
        town.post(UNITS, OFFICER, {"code": code})
    first = town.get(f"{UNITS}?limit=2", OFFICER)
    town.post(UNITS, OFFICER, {"code": "AA"})
    second = town.get(f"{UNITS}?limit=2&after={first['next']}", OFFICER)
    third = town.get(f"{UNITS}?limit=2&after={second['next']}", OFFICER)
    assert (codes(first), codes(second), codes(third), third["next"]) == (["A", "B"], ["C", "D"], ["E"], None)
    assert codes(town.get(f"{UNITS}?sort=-code", OFFICER)) == ["E", "D", "C", "B", "AA", "A"]


def test_a_cursor_of_another_order_or_of_nobody_is_refused(town: Town) -> None:
    for code in ("A", "B"):
        town.post(UNITS, OFFICER, {"code": code})
    cursor = town.get(f"{UNITS}?limit=1", OFFICER)["next"]
    forged = base64.urlsafe_b64encode(json.dumps(["units.v1", "code", False, 2**63, "A"]).encode()).decode()
    for query in (f"sort=-code&after={cursor}", "after=abc", "after=%C3%A4", "after=W10", f"after={forged}"):
        answer = town.call("GET", f"{UNITS}?{query}", OFFICER)
        assert answer.status_code == 422, query
        assert answer.json["errors"][0]["code"] == "BAD_CURSOR"


def test_an_unknown_parameter_is_an_error(town: Town) -> None:
    for query, field, code in (
        ("colour=red", "query.colour", "UNKNOWN_FIELD"),
        ("limit=0", "query.limit", "OUT_OF_RANGE"),
        ("limit=501", "query.limit", "OUT_OF_RANGE"),
        ("sort=name", "query.sort", "UNKNOWN_CODE"),
    ):
        answer = town.call("GET", f"{UNITS}?{query}", OFFICER)
        assert [(one["field"], one["code"]) for one in answer.json["errors"]] == [(field, code)]


def test_a_version_that_the_client_has_is_not_sent_again(town: Town) -> None:
    unit = town.post(UNITS, OFFICER, {"code": "DLH"})["id"]
    tag = town.call("GET", f"{UNITS}/{unit}", OFFICER).headers["ETag"]
    for known in (tag, f"W/{tag}", f'"9", {tag}', "*"):
        assert town.call("GET", f"{UNITS}/{unit}", OFFICER, headers={"If-None-Match": known}).status_code == 304
    town.post(f"{UNITS}/{unit}/code", OFFICER, {"code": "DKLH"})
    assert town.call("GET", f"{UNITS}/{unit}", OFFICER, headers={"If-None-Match": tag}).json["code"] == "DKLH"


def test_a_document_is_shown_as_it_was_at_a_moment(town: Town) -> None:
    unit = town.post(UNITS, OFFICER, {"code": "DLH"})["id"]
    town.later(days=2)
    town.post(f"{UNITS}/{unit}/code", OFFICER, {"code": "DKLH"})
    tuesday = (MONDAY + timedelta(days=1)).isoformat().replace("+00:00", "Z")
    assert town.get(f"{UNITS}/{unit}?as_of={tuesday}", OFFICER)["code"] == "DLH"
    assert town.get(f"{UNITS}/{unit}", OFFICER)["code"] == "DKLH"
    assert town.call("GET", f"{UNITS}/{unit}?as_of=2020-01-01T00:00:00Z", OFFICER).status_code == 404
    assert (
        town.call("GET", f"{UNITS}/{unit}?as_of=2020-01-01T00:00:00", OFFICER).json["errors"][0]["code"]
        == "ZONE_MISSING"
    )


def test_a_read_that_waited_in_vain_says_so(town: Town) -> None:
    unit = town.post(UNITS, OFFICER, {"code": "DLH"})["id"]
    ahead = {"Consistency-Token": f"unit/{unit}@7", "Prefer": "wait=0"}
    stale = town.call("GET", f"{UNITS}/{unit}", OFFICER, headers=ahead)
    assert (stale.status_code, stale.headers["Consistency"]) == (200, "stale")
    strict = town.call("GET", f"{UNITS}/{unit}", OFFICER, headers={**ahead, "Prefer": "wait=0, handling=strict"})
    assert (strict.status_code, strict.json["code"], strict.headers["Retry-After"]) == (503, "STALE", "1")
    fresh = town.call("GET", f"{UNITS}/{unit}", OFFICER, headers={"Consistency-Token": f"unit/{unit}@1"})
    assert "Consistency" not in fresh.headers
    assert town.call("GET", UNITS, OFFICER, headers={"Consistency-Token": "nonsense"}).json["code"] == "TOKEN_MALFORMED"


def test_the_feed_hands_out_whole_commits_by_position(town: Town) -> None:
    for code in ("A", "B", "C"):
        town.post(UNITS, OFFICER, {"code": code})
    machine = (OFFICER[0], "service")
    first = town.get("/enrollment/v1/events?limit=2", machine)
    rest = town.get(f"/enrollment/v1/events?after={first['position']}", machine)
    assert [event["data"]["code"] for event in first["events"] + rest["events"]] == ["A", "B", "C"]
    assert town.get(f"/enrollment/v1/events?after={rest['position']}", machine) == {"events": [], "position": 3}
    assert town.call("GET", "/enrollment/v1/events", OFFICER).status_code == 403


def test_monitors_see_health_readiness_and_figures(town: Town) -> None:
    town.post(UNITS, OFFICER, {"code": "DLH"})
    assert town.get("/enrollment/healthz", None) == {"status": "alive"}
    assert town.get("/enrollment/readyz", None) == {
        "ready": True,
        "store": "available",
        "position": 1,
        "lag": {"units": 0},
    }
    figures = town.call("GET", "/enrollment/metrics", None).text
    assert 'bina_requests_total{method="POST",route="/enrollment/v1/units",status="201"} 1.0' in figures
    assert "bina_log_position 1.0" in figures


def test_a_caller_who_makes_up_methods_and_addresses_makes_no_figures(town: Town) -> None:
    for method, path in (("BREW", UNITS), ("STEAM", "/enrollment/v1/tea")):
        assert town.call(method, path, OFFICER).status_code in (404, 405)
    figures = town.call("GET", "/enrollment/metrics", None).text
    assert "BREW" not in figures
    assert "STEAM" not in figures


def test_the_page_of_the_api_shows_every_address_and_who_may_call(town: Town) -> None:
    page = town.call("GET", "/enrollment/v1/docs", None, headers={"Accept-Language": "en"}).text
    for expected in ("/enrollment/v1/units/{unit}", "Establish a unit", "Who may call: officer", "Idempotency-Key"):
        assert expected in page, expected
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "Yang boleh memanggil: officer" in town.call("GET", "/enrollment/v1/docs", None).text
