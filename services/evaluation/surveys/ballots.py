"""The way of an answer: into the box, then the fact that somebody answered, then shuffled into the log (design 6)."""

import hashlib
import secrets
from collections.abc import Mapping

import msgspec

from services.evaluation.surveys.commands import HandIn, ReleaseBatch
from services.evaluation.surveys.model import SURVEY, SURVEY_ANSWERS, SURVEY_TURNOUT, Answers
from services.evaluation.surveys.policies import SurveyPolicy
from services.evaluation.surveys.refusals import AlreadyAnswered, ReceiptCounted
from shared.contracts.evaluation.surveys import Slip
from shared.days import start_of, today
from shared.events import PersonId
from shared.handler import Order, fresh_key
from shared.identity import derived_id
from shared.refusals import Refused
from shared.service import Running


def slip_key(receipt: str) -> str:
    """What a slip lies under: nobody but the respondent knows the receipt that it is the digest of."""
    return hashlib.sha256(receipt.encode()).hexdigest()


def turnout_id(survey: str, person: str) -> str:
    """The stream that tells that a person has answered."""
    return derived_id("turnout", survey, person)


def answer(running: Running, survey: str, person: PersonId, receipt: str, scores: Mapping[str, int]) -> None:
    """Put an answer into the box, then note that the person has answered.

    A repetition with the same receipt overwrites its own slip and is the same answer. Raises `AlreadyAnswered` for
    a second answer, `NotInvited`, `SurveyClosedAlready`; the box is then as it was. No command, actor or trace of
    the request goes with any of it.
    """
    asked, key, ballots = running.handler.state(SURVEY, survey), slip_key(receipt), running.stores.ballots
    slip = Slip(dict(scores), asked.stratum(person).classes)
    if running.handler.state(SURVEY_TURNOUT, turnout_id(survey, person)).handed_in:
        if key in ballots.draw(survey) or key in _counted(running, survey).receipts:
            return
        raise AlreadyAnswered
    hand_in = Order(
        decider=SURVEY_TURNOUT,
        identity=turnout_id(survey, person),
        command=HandIn(survey, person, asked.closed),
        key=fresh_key(),
    )
    before = ballots.draw(survey).get(key)
    ballots.put(survey, key, msgspec.json.encode(slip))
    try:
        running.handler.execute(hand_in)
    except Refused:
        if before is None:
            ballots.remove(survey, [key])
        raise


def standing(running: Running, survey: str, receipt: str) -> str:
    """Whether the answer of a receipt is COUNTED, WAITING in the box, or UNKNOWN."""
    key = slip_key(receipt)
    if key in _counted(running, survey).receipts:
        return "COUNTED"
    return "WAITING" if key in running.stores.ballots.draw(survey) else "UNKNOWN"


def release_waiting(running: Running) -> bool:
    """The worker's chore: bring into the log what waits in sufficient number, or for a closed survey whatever waits."""
    released = [_release(running, survey) for survey in running.stores.ballots.surveys()]
    return any(released)


def _release(running: Running, survey: str) -> bool:
    handler, ballots = running.handler, running.stores.ballots
    day = today(handler.clock())
    policy, closing = running.policies.of(SurveyPolicy, on=day), handler.state(SURVEY, survey).closed
    waiting = ballots.draw(survey)
    counted = _counted(running, survey).receipts & waiting.keys()
    if counted:  # a crash came between the log and the box
        ballots.remove(survey, counted)
    keys = [key for key in waiting if key not in counted][: policy.most_batch]
    if not keys or (len(keys) < policy.least_batch and not closing):
        return False
    slips = [msgspec.json.decode(waiting[key], type=Slip) for key in keys]
    secrets.SystemRandom().shuffle(slips)
    receipts = tuple(sorted(keys))
    order = Order(
        decider=SURVEY_ANSWERS,
        identity=survey,
        command=ReleaseBatch(survey, day, tuple(slips), receipts, closing),
        key=derived_id("batch", survey, *receipts),
        at=start_of(day),
    )
    try:
        handler.execute(order)
    except ReceiptCounted:  # another worker was faster with some of them; what is left waits for the next round
        return False
    ballots.remove(survey, keys)
    return True


def _counted(running: Running, survey: str) -> Answers:
    return running.handler.state(SURVEY_ANSWERS, survey)
