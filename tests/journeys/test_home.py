"""The home page and the pages of the APIs as a browser meets them: whole, in both languages, from this host only."""

import re
from contextlib import closing
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

from services.sample.client import Client
from services.sample.enrolment import found_city, publish
from services.sample.programs import HEALTH
from shared.events import Tail
from shared.identity import fresh_id
from shared.refusals import StoreUnavailable
from shared.web.auth import ROLES
from tests.journeys.conftest import Running
from tests.journeys.test_serving import OFFICER

PAGES = ["/", "/enrollment/v1/docs", "/mentoring/v1/docs", "/evaluation/v1/docs"]
ENGLISH = {"Accept-Language": "en-GB,en;q=0.9"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
VOID = {"meta", "link", "br", "input", "img", "hr", "col", "source", "wbr"}
LABELLED = {"input", "select", "textarea"}
ADDRESSES = {"href", "src", "action"}


class Page(HTMLParser):
    """A page that is read strictly: every element is closed, and in its order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> in line {self.getpos()[0]}"

    def handle_data(self, data: str) -> None:
        if self.open and data.strip():
            self.texts.setdefault(self.open[-1], []).append(data.strip())

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        """The attributes of every such element."""
        return [attributes for tag, attributes in self.elements if tag in tags]

    @property
    def addresses(self) -> set[str]:
        """Everything that the page leads to or loads."""
        return {
            value or "" for _, attributes in self.elements for name, value in attributes.items() if name in ADDRESSES
        }


def page(city: Running, path: str, cookie: str = "", **headers: str) -> Page:
    """A page as a browser gets it."""
    status, text, answered = city.ask("GET", path, headers={**headers, **({"Cookie": cookie} if cookie else {})})
    assert (status, answered["Content-Type"]) == (200, "text/html; charset=utf-8")
    return Page(text)


def sign_in(city: Running, token: str) -> tuple[int, object, dict[str, str]]:
    """Send the form of the home page."""
    return city.ask("POST", "/session", content=urlencode({"token": token}).encode(), headers=FORM)


def unavailable() -> Tail:
    """A store that does not answer."""
    raise StoreUnavailable("the disk is gone")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("headers", "language"), [({}, "id"), (ENGLISH, "en")], ids=["Indonesian", "English"])
def test_every_page_is_whole_and_can_be_read_aloud(
    city: Running, path: str, headers: dict[str, str], language: str
) -> None:
    shown = page(city, path, **headers)
    assert shown.all("html") == [{"lang": language}]
    assert len(shown.texts["title"]) == len(shown.all("h1")) == len(shown.all("main")) == 1
    ids = [attributes["id"] for _, attributes in shown.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {one["id"] for one in shown.all(*LABELLED)} <= {one["for"] for one in shown.all("label")}
    assert {address[1:] for address in shown.addresses if address.startswith("#")} <= set(ids)
    assert all("scope" in one for one in shown.all("th"))


@pytest.mark.parametrize("path", PAGES)
def test_no_page_needs_another_host(city: Running, path: str) -> None:
    _, text, headers = city.ask("GET", path)
    shown = Page(text)
    assert re.findall(r"(?:https?:)?//[a-z]", text) == []
    assert {
        address for address in shown.addresses if not address.startswith(("/", "#")) or address[:2] == "//"
    } == set()
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    for address in shown.addresses - {"/session", "/session/end"}:
        if address.startswith("/"):
            assert city.ask("GET", address)[0] == 200, address


def test_no_page_runs_what_stands_in_it(city: Running) -> None:
    for path in PAGES:
        shown = page(city, path)
        assert all(one.get("src") for one in shown.all("script"))
        assert [one for _, one in shown.elements for name in one if name.startswith("on") or name == "style"] == []


def test_a_stranger_is_asked_for_a_token_and_sees_no_report(city: Running) -> None:
    shown = page(city, "/", **ENGLISH)
    assert [(one["method"], one["action"]) for one in shown.all("form")] == [("post", "/session")]
    assert [one["name"] for one in shown.all("textarea")] == ["token"]
    assert "Sign in as an officer or auditor to read them." in shown.texts["p"]
    assert {f"/{name}/v1/docs" for name in city.embedded.running} <= shown.addresses


def test_the_home_page_is_indonesian_unless_english_is_asked_for(city: Running) -> None:
    (indonesian,), (english,) = page(city, "/").texts["h1"], page(city, "/", **ENGLISH).texts["h1"]
    assert english == "From a programme's aim to its effect on the public"
    assert indonesian != english
    assert page(city, "/", **{"Accept-Language": "fr"}).texts["h1"] == [indonesian]


def test_signing_in_and_out(city: Running) -> None:
    status, _, headers = sign_in(city, city.token(OFFICER, "officer", "auditor"))
    assert (status, headers["Location"]) == (303, "/")
    cookie, *rules = headers["Set-Cookie"].split("; ")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(rules)

    shown = page(city, "/", cookie, **ENGLISH)
    assert "You are signed in as auditor, officer." in shown.texts["p"]
    assert [one["action"] for one in shown.all("form")] == ["/session/end"]
    assert city.ask("GET", "/enrollment/v1/people", headers={"Cookie": cookie})[0] == 200
    assert city.ask("POST", "/enrollment/v1/units", headers={"Cookie": cookie})[0] == 401, "a cookie signs no command"

    status, _, headers = city.ask("POST", "/session/end", content=b"", headers={"Cookie": cookie})
    assert (status, headers["Location"]) == (303, "/")
    emptied, *rules = headers["Set-Cookie"].split("; ")
    assert emptied == "bina_token="
    assert "Max-Age=0" in rules


@pytest.mark.parametrize("token", ["", "not.a.token", "stranger"])
def test_a_wrong_token_signs_nobody_in(city: Running, token: str) -> None:
    given = city.token(OFFICER, "officer")[:-8] + "AAAAAAAA" if token == "stranger" else token
    status, problem, headers = sign_in(city, given)
    assert (status, headers["Content-Type"]) == (401, "application/problem+json")
    assert isinstance(problem, dict)
    assert problem["code"] == "TOKEN_REFUSED"
    assert "Set-Cookie" not in headers
    assert not given or given not in str(problem)


def test_a_cookie_that_has_lost_its_worth_is_no_error(city: Running) -> None:
    shown = page(city, "/", "bina_token=not.a.token")
    assert [one["action"] for one in shown.all("form")] == ["/session"]


def test_an_unknown_address_is_a_problem(city: Running) -> None:
    status, problem, _ = city.ask("GET", f"/{fresh_id()}")
    assert (status, problem["code"]) == (404, "NOT_FOUND")


def test_reports_are_shown_to_those_who_may_read_them(city: Running) -> None:
    with closing(Client(city.url, lambda person, roles: city.token(person, *roles))) as client:
        program = publish(client, found_city(client), HEALTH)
        client.settle()
    report = f"/evaluation/v1/programs/{program}/report"
    for role in ROLES:
        cookie = f"bina_token={city.token(OFFICER, role)}"
        shown = page(city, "/", cookie, **ENGLISH)
        assert (report in shown.addresses) == (role in ("officer", "auditor")), role
        status = city.ask("GET", report, headers={"Cookie": cookie, "Accept": "text/html"})[0]
        assert (status == 200) == (report in shown.addresses), role


def test_monitors_learn_whether_it_lives_and_is_ready(city: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    assert city.ask("GET", "/healthz")[:2] == (200, {"status": "alive"})
    status, state, _ = city.ask("GET", "/readyz")
    assert (status, state["ready"]) == (200, True)
    assert state["services"].keys() == city.embedded.running.keys()
    monkeypatch.setattr(city.embedded.running["mentoring"].stores.events, "tail", unavailable)
    status, state, _ = city.ask("GET", "/readyz")
    assert (status, state["ready"]) == (503, False)
    ready = {name: one["ready"] for name, one in state["services"].items()}
    assert ready == {"enrollment": True, "mentoring": False, "evaluation": False}, "evaluation follows mentoring's log"
    assert city.ask("GET", "/healthz")[0] == 200
