"""Everything that is stored and logged is read, and nothing of it joins who answered with what was answered."""

import hashlib
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from structlog.testing import capture_logs

from services.evaluation.surveys.ballots import turnout_id
from services.sample.client import Client
from services.sample.enrolment import found_city
from shared.contracts.evaluation.surveys import AnswersReleased, Slip, SurveyHandedIn
from shared.days import start_of
from shared.events import Meta, PersonId, Recorded
from tests.evaluation.surveys.reader import Written, possible
from tests.journeys.conftest import Running

API = "/evaluation/v1/surveys"
LEAST = 5
SECONDS = 20.0
CORRELATION, TRACE, KEY = (
    "0192f5c4-7a3e-7000-8000-0000000000{0:02}",
    "00-{0:032x}-00000000000000ab-01",
    "key-of-respondent-{0:02}",
)


class Respondent(NamedTuple):
    """Somebody in the order of answering, and everything that could give them away."""

    nth: int
    person: str
    kind: str
    receipt: str
    scores: dict[str, int]

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.receipt.encode()).hexdigest()

    def of_the_person(self, survey: str) -> list[str]:
        """What says who answered, or which request it came with."""
        return [self.person, turnout_id(survey, self.person), CORRELATION.format(self.nth), TRACE.format(self.nth + 1)]

    def of_the_answer(self) -> list[str]:
        """What says which answer it is."""
        return [self.receipt, self.digest, *written_ways(self.scores)]


def written_ways(scores: dict[str, int]) -> list[str]:
    """How the scores could be written down."""
    return [msgspec.json.encode(scores).decode(), str(scores)]


class Survey(NamedTuple):
    """A survey that was answered in a known order, and what the services logged meanwhile."""

    city: Running
    id: str
    officer: str
    respondents: Sequence[Respondent]
    lines: Sequence[Mapping[str, Any]]

    @property
    def folder(self) -> Path:
        return self.city.settings.data

    @property
    def history(self) -> list[Recorded]:
        return self.city.embedded.running["evaluation"].handler.history(f"survey_answers/{self.id}")

    def standing(self, one: Respondent) -> str:
        token = self.city.token(one.person, "participant")
        _, answer, _ = self.city.ask("POST", f"{API}/{self.id}/receipts", token, {"receipt": one.receipt})
        return str(answer["standing"])

    def waiting(self) -> Counter[str]:
        """How many answers of each kind are in the box."""
        slips = self.city.embedded.running["evaluation"].stores.ballots.draw(self.id).values()
        return Counter(msgspec.json.decode(slip, type=Slip).classes["kind"] for slip in slips)

    def until(self, wanted: Callable[[Counter[str]], bool]) -> None:
        """Wait until the box is as wanted; it is left alone then."""
        deadline, pause = time.monotonic() + SECONDS, threading.Event()
        while not wanted(self.waiting()):
            assert time.monotonic() < deadline, f"in the box: {self.waiting()}"
            pause.wait(0.02)


@pytest.fixture
def survey(city: Running) -> Iterator[Survey]:
    """Twenty-three of forty people have answered a survey about a unit, each in their own way; it is open."""
    with capture_logs() as lines:
        with closing(Client(city.url, lambda person, roles: city.token(person, *roles))) as client:
            cast = found_city(client)
            client.settle()
        staff = [one for one in cast.roster if one.status == "01"]
        asked = [
            one for kind, number in (("PNS", 28), ("PPPK", 12)) for one in [e for e in staff if e.kind == kind][:number]
        ]
        body = {
            "template": "skm",
            "unit": "DLH",
            "invited": [cast.id_of(one) for one in asked],
            "breakdowns": ["kind"],
            "closes_on": "2099-12-31",
        }
        status, opened, _ = city.ask("POST", API, city.token(cast.officer, "officer"), body)
        assert status == 201, opened
        codes = [question["code"] for question in opened["questions"]]
        ways = [scores for scores in product(range(1, 5), repeat=len(codes)) if sum(scores) % 2][1000:]
        answering = [one for pair in zip(asked[:16], asked[28:], strict=False) for one in pair][:23]
        respondents = [
            Respondent(
                nth,
                cast.id_of(one),
                one.kind,
                hashlib.sha256(f"receipt {nth}".encode()).hexdigest()[:32],
                dict(zip(codes, ways[nth * 37], strict=True)),
            )
            for nth, one in enumerate(answering)
        ]
        for one in respondents:
            answer(city, opened["id"], one)
        answered = Survey(city, opened["id"], cast.officer, respondents, lines)
        answered.until(lambda waiting: max(waiting.values()) < 2 * LEAST)
        yield answered


def answer(city: Running, survey: str, one: Respondent) -> None:
    """Answer with everything that a client may send along."""
    headers = {
        "X-Correlation-Id": CORRELATION.format(one.nth),
        "traceparent": TRACE.format(one.nth + 1),
        "Idempotency-Key": KEY.format(one.nth),
    }
    body = {"receipt": one.receipt, "scores": one.scores}
    status, told, _ = city.ask(
        "POST", f"{API}/{survey}/answers", city.token(one.person, "participant"), body, headers=headers
    )
    assert status == 200, told


def close(survey: Survey) -> None:
    officer = survey.city.token(survey.officer, "officer")
    status, told, _ = survey.city.ask("POST", f"{API}/{survey.id}/close", officer)
    assert status == 200, told
    survey.until(lambda waiting: not waiting)


def rows(folder: Path) -> Iterator[tuple[str, str]]:
    """Every row of every table of every store, as text."""
    for file in sorted(folder.rglob("*.db")):
        with closing(sqlite3.connect(file)) as database:
            names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for name in names:
                for row in database.execute(f'SELECT * FROM "{name}"'):
                    text = " ".join(
                        cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell) for cell in row
                    )
                    yield f"{file.parent.name}/{file.name}:{name}", text


def files(folder: Path) -> dict[str, str]:
    """Every file with all its bytes, also those of write-ahead logs and of pages that are free again."""
    return {
        str(file.relative_to(folder)): file.read_bytes().decode("latin-1")
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def secrets_of(survey: Survey) -> tuple[set[str], set[str]]:
    """What says who answered, and what says which answer it is, of everybody."""
    people = {text for one in survey.respondents for text in one.of_the_person(survey.id)}
    return people, {text for one in survey.respondents for text in one.of_the_answer()}


def assert_nothing_joins(survey: Survey) -> None:
    """No row of any store and no line of the log holds something of a person beside something of an answer."""
    people, answers = secrets_of(survey)
    known = 0
    lines = [("log", str(line)) for line in survey.lines]
    for where, text in [*rows(survey.folder), *lines]:
        of_people, of_answers = ({one for one in some if one in text} for some in (people, answers))
        assert not (of_people and of_answers), f"{where} joins {of_people} and {of_answers}"
        known += bool(of_people) + bool(of_answers)
    assert known > len(survey.respondents), "the search finds what it looks for"


@pytest.mark.slow
def test_nothing_that_is_stored_or_logged_joins_a_person_and_an_answer(survey: Survey) -> None:
    assert_nothing_joins(survey)
    close(survey)
    assert_nothing_joins(survey)


@pytest.mark.slow
def test_no_receipt_and_no_request_of_a_respondent_is_kept_anywhere(survey: Survey) -> None:
    close(survey)
    kept = files(survey.folder)
    for one in survey.respondents:
        for trace in (one.receipt, CORRELATION.format(one.nth), TRACE.format(one.nth + 1), KEY.format(one.nth)):
            assert [name for name, content in kept.items() if trace in content] == []
        assert not [line for line in survey.lines if one.person in str(line) or one.digest in str(line)]


@pytest.mark.slow
def test_the_bytes_of_the_box_lie_in_the_order_of_random_keys_and_are_gone_after_closing(survey: Survey) -> None:
    box = next(content for name, content in files(survey.folder).items() if name.endswith("evaluation/ballots.db"))
    waiting = [one for one in survey.respondents if one.digest in box]
    assert len(waiting) >= LEAST
    assert sorted(waiting, key=lambda one: box.index(one.digest)) == sorted(waiting, key=lambda one: one.digest)
    assert all(box.count(one.digest) == 1 for one in waiting)
    close(survey)
    box = next(content for name, content in files(survey.folder).items() if name.endswith("evaluation/ballots.db"))
    assert not [
        one for one in survey.respondents if one.digest in box or any(way in box for way in written_ways(one.scores))
    ]


@pytest.mark.slow
def test_released_answers_have_no_order_and_no_time_but_the_day(survey: Survey) -> None:
    close(survey)
    events = survey.history
    by_scores = {msgspec.json.encode(one.scores): one for one in survey.respondents}
    batches = [event.event for event in events if isinstance(event.event, AnswersReleased)]
    released = [[by_scores[msgspec.json.encode(slip.scores)] for slip in batch.slips] for batch in batches]
    assert Counter(one.nth for batch in released for one in batch) == Counter(range(len(survey.respondents)))
    for batch, respondents in zip(batches, released, strict=True):
        assert list(batch.receipts) == sorted(one.digest for one in respondents)
    for tells in (
        lambda one: one.nth,
        lambda one: one.digest,
        lambda one: one.person,
        lambda one: sorted(one.scores.items()),
    ):
        assert any(batch != sorted(batch, key=tells) for batch in released), "23 answers that came in an order"
    for event in events:
        assert event.meta == Meta()
        assert isinstance(event.event, AnswersReleased)
        assert event.at == start_of(event.event.day)


@pytest.mark.slow
def test_the_fact_that_somebody_answered_says_nothing_of_the_request(survey: Survey) -> None:
    handler = survey.city.embedded.running["evaluation"].handler
    for one in survey.respondents:
        (event,) = handler.history(f"survey_turnout/{turnout_id(survey.id, one.person)}")
        assert event.event == SurveyHandedIn(survey.id, PersonId(one.person))
        assert event.meta == Meta()


@pytest.mark.slow
def test_the_places_in_the_log_leave_at_least_five_people_for_every_answer(survey: Survey) -> None:
    close(survey)
    commits = survey.city.embedded.running["evaluation"].stores.events.page(0, 10_000)
    log, answered = [], 0
    for commit in commits:
        if commit.stream.startswith("survey_turnout/"):
            answered += 1
        elif commit.stream.startswith("survey_answers/"):
            slips = msgspec.json.decode(commit.events[0].data, type=AnswersReleased).slips
            log += [Written(answered, dict(classes), number) for classes, number in classes_of(slips).items()]
    assert len(log) > 2, "there is something to work out"
    batches = possible([{"kind": one.kind} for one in survey.respondents], log)
    people = Counter(place for some in batches for place in some)
    assert min(people.values()) >= LEAST
    assert min(sum(log[place].slips for place in some) for some in batches) >= LEAST


def classes_of(slips: Sequence[Any]) -> Counter[tuple[tuple[str, str], ...]]:
    return Counter(tuple(sorted(slip.classes.items())) for slip in slips)


@pytest.mark.slow
def test_every_respondent_sees_that_the_answer_is_counted_and_nobody_else_does(survey: Survey) -> None:
    close(survey)
    assert {survey.standing(one) for one in survey.respondents} == {"COUNTED"}
    stranger = survey.respondents[0]._replace(receipt="0" * 32)
    assert survey.standing(stranger) == "UNKNOWN"
