"""Commands over HTTP: once per key, by the version that was seen, and answered from the stream itself."""

from shared.testing.town import Town

OFFICER = ("018f0000-0000-7000-8000-000000000001", "officer")
OTHER = ("018f0000-0000-7000-8000-000000000002", "officer")
UNITS = "/enrollment/v1/units"


def test_a_creation_answers_with_the_resource_its_place_version_and_token(town: Town) -> None:
    answer = town.call("POST", UNITS, OFFICER, {"code": "DLH"})
    assert answer.status_code == 201
    assert answer.json["code"] == "DLH"
    assert answer.headers["Location"] == f"{UNITS}/{answer.json['id']}"
    assert answer.headers["ETag"] == '"1"'
    assert answer.headers["Consistency-Token"] == f"unit/{answer.json['id']}@1"


def test_the_same_key_creates_once_and_answers_the_same_again(town: Town) -> None:
    key = {"Idempotency-Key": "once"}
    first = town.call("POST", UNITS, OFFICER, {"code": "DLH"}, headers=key)
    again = town.call("POST", UNITS, OFFICER, {"code": "DLH"}, headers=key)
    assert (first.status_code, first.json, first.headers["ETag"]) == (
        again.status_code,
        again.json,
        again.headers["ETag"],
    )
    assert len(town.facts("enrollment")) == 1


def test_a_repeated_command_is_answered_as_it_was_although_the_stream_went_on(town: Town) -> None:
    unit = town.post(UNITS, OFFICER, {"code": "DLH"})["id"]
    key = {"Idempotency-Key": "rename"}
    first = town.call("POST", f"{UNITS}/{unit}/code", OFFICER, {"code": "DKLH"}, headers=key)
    town.post(f"{UNITS}/{unit}/code", OFFICER, {"code": "DPKPLH"})
    again = town.call("POST", f"{UNITS}/{unit}/code", OFFICER, {"code": "DKLH"}, headers={**key, "If-Match": '"1"'})
    assert (again.json["code"], again.headers["ETag"]) == (first.json["code"], first.headers["ETag"]) == ("DKLH", '"2"')


def test_the_same_key_with_another_body_is_refused(town: Town) -> None:
    key = {"Idempotency-Key": "once"}
    town.post(UNITS, OFFICER, {"code": "DLH"}, headers=key)
    problem = town.refused(UNITS, OFFICER, {"code": "DINKES"}, headers=key)
    assert (problem["status"], problem["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")


def test_the_same_key_of_somebody_else_is_another_key(town: Town) -> None:
    key = {"Idempotency-Key": "once"}
    first = town.post(UNITS, OFFICER, {"code": "DLH"}, headers=key)
    assert town.post(UNITS, OTHER, {"code": "DINKES"}, headers=key)["id"] != first["id"]


def test_a_key_that_no_header_should_have_is_malformed(town: Town) -> None:
    problem = town.refused(UNITS, OFFICER, {"code": "DLH"}, headers={"Idempotency-Key": "x" * 129})
    assert (problem["status"], problem["code"]) == (400, "IDEMPOTENCY_KEY_MALFORMED")


def test_the_same_key_with_another_query_is_refused(town: Town) -> None:
    key = {"Idempotency-Key": "once"}
    town.post(f"{UNITS}?on=2026-01-01", OFFICER, {"code": "DLH"}, headers=key)
    problem = town.refused(f"{UNITS}?on=2026-01-02", OFFICER, {"code": "DLH"}, headers=key)
    assert (problem["status"], problem["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")


def test_a_version_that_has_moved_is_refused_with_both_numbers(town: Town) -> None:
    unit = town.post(UNITS, OFFICER, {"code": "DLH"})["id"]
    town.post(f"{UNITS}/{unit}/code", OFFICER, {"code": "DKLH"}, headers={"If-Match": '"1"'})
    problem = town.refused(f"{UNITS}/{unit}/code", OFFICER, {"code": "DPKPLH"}, headers={"If-Match": '"1"'})
    assert (problem["status"], problem["facts"]) == (412, {"expected": 1, "present": 2})
    assert town.refused(f"{UNITS}/{unit}/code", OFFICER, {"code": "X"}, headers={"If-Match": "W/1"})["status"] == 400


def test_a_typed_text_goes_to_the_vault_and_leaves_it_with_a_refusal(town: Town) -> None:
    unit = town.post(UNITS, OFFICER, {"code": "DLH"})["id"]
    renamed = town.post(f"{UNITS}/{unit}/code", OFFICER, {"code": "DKLH", "reason": "New regulation"})
    assert renamed["name"] == "New regulation"
    assert "New regulation" not in str(town.get("/enrollment/v1/events", (OFFICER[0], "service")))
    town.refused(f"{UNITS}/{unit}/code", OFFICER, {"code": "DKLH", "reason": "Again"}, headers={"Idempotency-Key": "r"})
    vault = town.stores["enrollment"].vault
    assert vault.erase(unit) == 1


def test_a_typed_text_is_gone_when_its_years_are_over(town: Town) -> None:
    unit = town.post(UNITS, OFFICER, {"code": "DLH"})["id"]
    key = {"Idempotency-Key": "renamed"}
    body = {"code": "DKLH", "reason": "New regulation"}
    town.post(f"{UNITS}/{unit}/code", OFFICER, body, headers=key)
    town.later(days=5 * 365)
    assert town.post(f"{UNITS}/{unit}/code", OFFICER, body, headers=key)["name"] == "New regulation"
    town.later(days=2)
    assert town.post(f"{UNITS}/{unit}/code", OFFICER, body, headers=key)["name"] == "[erased]"


def test_a_trace_of_the_right_form_goes_into_the_commit_and_nothing_else_does(town: Town) -> None:
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    request = "0192f5c4-7a3e-7000-8000-000000000001"
    town.post(UNITS, OFFICER, {"code": "DLH"}, headers={"traceparent": trace, "X-Correlation-Id": request})
    for person in ("AniSiregar", "199003152015031901"):
        town.post(UNITS, OFFICER, {"code": "DLH"}, headers={"traceparent": person, "X-Correlation-Id": person})
    first, *others = town.stores["enrollment"].events.page(0, 10)
    assert (first.meta.traceparent, first.meta.correlation) == (trace, request)
    assert [other.meta.traceparent for other in others] == [None, None]
    assert not {other.meta.correlation for other in others} & {"AniSiregar", "199003152015031901"}
