"""The way of an answer: into the box, then the fact that it was given, then shuffled into the log (docs/adr/0009)."""

import hashlib
import secrets
from collections.abc import Mapping
from functools import partial

import msgspec

from services.evaluation.surveys.commands import HandIn, ReleaseBatch, WithholdAnswers
from services.evaluation.surveys.model import SURVEY, SURVEY_ANSWERS, SURVEY_TURNOUT
from services.evaluation.surveys.policies import SurveyPolicy
from services.evaluation.surveys.pool import batch
from services.evaluation.surveys.refusals import AlreadyAnswered, ReceiptSettled
from shared.contracts.evaluation.surveys import Slip
from shared.days import start_of, today
from shared.events import PersonId
from shared.handler import Order, fresh_key
from shared.identity import derived_id
from shared.service import Running


def slip_key(receipt: str) -> str:
    """What a slip lies under: nobody but the respondent knows the receipt that it is the digest of."""
    return hashlib.sha256(receipt.encode()).hexdigest()


def turnout_id(survey: str, person: str) -> str:
    """The stream that tells that a person has answered."""
    return derived_id("turnout", survey, person)


def answer(running: Running, survey: str, person: PersonId, receipt: str, scores: Mapping[str, int]) -> None:
    """Put an answer into the box, then note that the person has answered.

    A repetition with the same receipt is the same answer, and overwrites its own slip where a crash kept the note from
    being made. Raises `AlreadyAnswered` for a second answer, `NotInvited`, `SurveyClosedAlready`; nothing is put into
    the box then. No command, actor or trace of the request goes with any of it.
    """
    asked = running.handler.state(SURVEY, survey)
    slip = msgspec.json.encode(Slip(dict(scores), asked.stratum(person).classes))
    hand_in = Order(
        decider=SURVEY_TURNOUT,
        identity=turnout_id(survey, person),
        command=HandIn(survey, person, asked.closed),
        key=fresh_key(),
        before=partial(running.stores.ballots.put, survey, slip_key(receipt), slip),
    )
    try:
        running.handler.execute(hand_in)
    except AlreadyAnswered:
        if standing(running, survey, receipt) == "UNKNOWN":
            raise


def standing(running: Running, survey: str, receipt: str) -> str:
    """Whether the answer of a receipt is COUNTED, WITHHELD since too few answered, WAITING in the box, or UNKNOWN."""
    key, waiting = slip_key(receipt), running.stores.ballots.draw(survey)
    answers = running.handler.state(SURVEY_ANSWERS, survey)
    if key in answers.counted:
        return "COUNTED"
    if key in answers.withheld:
        return "WITHHELD"
    return "WAITING" if key in waiting else "UNKNOWN"


def release_waiting(running: Running) -> bool:
    """The worker's chore: bring into the log what has company enough, and empty the box of a closed survey."""
    released = [_release(running, survey) for survey in running.stores.ballots.surveys()]
    return any(released)


def _release(running: Running, survey: str) -> bool:
    handler, ballots = running.handler, running.stores.ballots
    waiting = ballots.draw(survey)
    settled = handler.state(SURVEY_ANSWERS, survey).settled & waiting.keys()
    if settled:  # a crash came between the log and the box
        ballots.remove(survey, settled)
        return True
    day, closed = today(handler.clock()), handler.state(SURVEY, survey).closed
    slips = {key: msgspec.json.decode(slip, type=Slip) for key, slip in waiting.items()}
    chosen = batch(slips, closed, running.policies.of(SurveyPolicy, on=day))
    if chosen:
        released = list(chosen.values())
        secrets.SystemRandom().shuffle(released)
        return _settle(running, survey, ReleaseBatch(survey, day, tuple(released), tuple(sorted(chosen))))
    return closed and _settle(running, survey, WithholdAnswers(survey, day, tuple(sorted(slips))))


def _settle(running: Running, survey: str, command: ReleaseBatch | WithholdAnswers) -> bool:
    """Write a batch at the day's beginning, then take its slips out of the box; False where another was faster."""
    order = Order(
        decider=SURVEY_ANSWERS,
        identity=survey,
        command=command,
        key=derived_id("batch", survey, *command.receipts),
        at=start_of(command.day),
    )
    try:
        running.handler.execute(order)
    except ReceiptSettled:
        return False
    running.stores.ballots.remove(survey, command.receipts)
    return True
