"""Every mistake gets a problem that says what and where, and leaves nothing behind."""

import pytest
from marshmallow import ValidationError
from structlog.testing import capture_logs

from shared.testing.town import Town
from shared.web.fields import Identity

OFFICER = ("018f0000-0000-7000-8000-000000000001", "officer")
UNITS = "/enrollment/v1/units"


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({}, "body.code", "REQUIRED"),
        ({"code": None}, "body.code", "NULL"),
        ({"code": 5}, "body.code", "INVALID"),
        ({"code": ""}, "body.code", "LENGTH"),
        ({"code": "x" * 11}, "body.code", "LENGTH"),
        ({"code": "a\nb"}, "body.code", "CONTROL_CHARACTER"),
        ({"code": "\ud800"}, "body.code", "CONTROL_CHARACTER"),
        ({"code": "DLH", "colour": "red"}, "body.colour", "UNKNOWN_FIELD"),
        ([], "body", "WRONG_TYPE"),
    ],
)
def test_a_wrong_body_is_refused_field_by_field(town: Town, body: object, field: str, code: str) -> None:
    problem = town.refused(UNITS, OFFICER, body)
    assert problem["status"] == 422
    assert [(one["field"], one["code"]) for one in problem["errors"]] == [(field, code)]


def test_an_id_takes_no_line_end_after_it() -> None:
    field = Identity()
    assert field.deserialize(OFFICER[0]) == OFFICER[0]
    with pytest.raises(ValidationError):
        field.deserialize(f"{OFFICER[0]}\n")


@pytest.mark.parametrize(
    ("content", "media", "status", "code"),
    [
        (b"{not json", "application/json", 400, "MALFORMED"),
        (b'{"code": "DLH"}', "text/plain", 415, "MEDIA_TYPE_NOT_ACCEPTED"),
        (b'"' + b"x" * (10 * 1024 * 1024) + b'"', "application/json", 413, "CONTENT_TOO_LARGE"),
        (b"\xff\xfe", "application/json", 400, "MALFORMED"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(town: Town, content: bytes, media: str, status: int, code: str) -> None:
    answer = town.call("POST", UNITS, OFFICER, content=content, media=media)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert town.facts("enrollment") == []


def test_a_rule_that_refuses_says_which_and_with_what(town: Town) -> None:
    unit = town.post(UNITS, OFFICER, {"code": "DLH"})
    problem = town.refused(f"{UNITS}/{unit['id']}/code", OFFICER, {"code": "DLH", "reason": "Ani wanted it"})
    assert problem == {
        "type": "about:blank#CODE_TAKEN",
        "title": "Suatu aturan menolak permintaan ini.",
        "status": 409,
        "detail": "DLH is taken.",
        "instance": f"{UNITS}/{unit['id']}/code",
        "code": "CODE_TAKEN",
        "facts": {"code": "DLH"},
    }


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("", "Tidak ada apa pun di sini."),
        ("id", "Tidak ada apa pun di sini."),
        ("en-GB,en;q=0.9", "Nothing is here."),
        ("fr", "Tidak ada apa pun di sini."),
        ("de, en;q=0.5", "Nothing is here."),
    ],
)
def test_a_problem_is_indonesian_unless_english_is_asked_for(town: Town, language: str, title: str) -> None:
    answer = town.call("GET", "/enrollment/v1/nowhere", OFFICER, headers={"Accept-Language": language})
    assert (answer.status_code, answer.json["title"]) == (404, title)


def test_a_method_that_is_not_for_an_address_says_which_are(town: Town) -> None:
    answer = town.call("DELETE", UNITS, OFFICER)
    assert (answer.status_code, answer.json["code"]) == (405, "METHOD_NOT_ALLOWED")
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))


def test_an_id_that_is_none_leads_nowhere(town: Town) -> None:
    assert town.call("GET", f"{UNITS}/42", OFFICER).status_code == 404
    assert town.call("GET", f"{UNITS}/018f0000-0000-7000-8000-00000000dead", OFFICER).json["facts"] == {"kind": "unit"}


def test_a_defect_shows_its_place_and_none_of_its_data(town: Town) -> None:
    with capture_logs() as lines:
        answer = town.call("GET", "/enrollment/v1/broken", OFFICER)
    assert (answer.status_code, answer.json["code"]) == (500, "BROKEN")
    assert "Siregar" not in answer.text + str(lines)
    assert any(line["event"] == "broken" and line["error"] == "RuntimeError" for line in lines)


def test_every_answer_keeps_a_browser_from_doing_more_than_was_asked(town: Town) -> None:
    headers = town.call("GET", "/enrollment/v1/docs", None).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
