"""A pairing's sessions count once both have confirmed them, and its silence is told by a deadline (domain.md D6.3)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from services.mentoring.mentors.policies import PairingPolicy
from services.mentoring.sessions.commands import ConfirmSession, DisputeSession, FallSilent, HoldSession
from services.mentoring.sessions.refusals import (
    BeforeSession,
    MinutesOutOfRange,
    PairingNotWorking,
    SessionConfirmedAlready,
)
from services.mentoring.sessions.state import PairingLog, Session, evolve
from shared.contracts.mentoring.sessions import (
    MentoringSessionAttested,
    MentoringSessionConfirmed,
    MentoringSessionDisputed,
    MentoringSessionHeld,
    PairingFellSilent,
)
from shared.days import not_future, start_of, today
from shared.decider import Command, Decider, Unknown
from shared.events import Event
from shared.policy import Policies
from shared.refusals import NotFound


def decide(log: PairingLog, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """Who records a session attests it; a disputed one can still count, once whoever disputed it confirms."""
    match command:
        case HoldSession(session=session) if session in log.sessions:
            return []
        case HoldSession(held_on=held_on):
            not_future(held_on, now)
            return _held(command, policies.of(PairingPolicy, held_on), today(now))
        case ConfirmSession(session=session) | DisputeSession(session=session) if session not in log.sessions:
            raise NotFound(kind="mentoring_session")

        case ConfirmSession(session=session, party=party) if party in log.sessions[session].attested:
            return []
        case ConfirmSession(session=session, on=on):
            known = log.sessions[session]
            _check_day(known, on, now)
            return _attested(known, command, policies.of(PairingPolicy, on))
        case DisputeSession(session=session) if log.sessions[session].confirmed:
            raise SessionConfirmedAlready
        case DisputeSession(session=session, party=party, reason=reason, on=on):
            _check_day(log.sessions[session], on, now)
            return [MentoringSessionDisputed(session, party, reason, on)]

        case FallSilent(since=since) if log.last_confirmed is not None and log.last_confirmed > since:
            return []
        case FallSilent(silent_from=silent_from) if now < start_of(silent_from):
            return []
        case FallSilent(silent_from=silent_from) if log.silent_until is not None and log.silent_until > silent_from:
            return []
        case FallSilent(mentor=mentor, mentee=mentee, since=since, silent_from=silent_from):
            # Told late, it is told once for all the periods that have passed, and next a period after today.
            day, policy = today(now), policies.of(PairingPolicy, silent_from)
            again = day + timedelta(days=policy.silence_days)
            return [PairingFellSilent(mentor, mentee, since, (day - since).days, again, policy.version)]
    raise Unknown(command)


def _held(asked: HoldSession, policy: PairingPolicy, day: date) -> list[Event]:
    if not asked.worked:
        raise PairingNotWorking(held_on=asked.held_on.isoformat())
    if not policy.least_minutes <= asked.minutes <= policy.most_minutes:
        raise MinutesOutOfRange(
            minutes=asked.minutes, least=policy.least_minutes, most=policy.most_minutes, rule=policy.version
        )
    held = MentoringSessionHeld(
        session=asked.session,
        mentor=asked.mentor,
        mentee=asked.mentee,
        cohort=asked.cohort,
        competency=asked.competency,
        held_on=asked.held_on,
        minutes=asked.minutes,
        mode=asked.mode,
        topic=asked.topic,
        by=asked.by,
    )
    return [held, MentoringSessionAttested(asked.session, asked.by, day)]


def _attested(known: Session, command: ConfirmSession, policy: PairingPolicy) -> list[Event]:
    attested = MentoringSessionAttested(command.session, command.party, command.on)
    if not known.attested:
        return [attested]
    held = known.held
    confirmed = MentoringSessionConfirmed(
        session=command.session,
        mentor=held.mentor,
        mentee=held.mentee,
        cohort=held.cohort,
        competency=held.competency,
        held_on=held.held_on,
        minutes=held.minutes,
        silent_from=held.held_on + timedelta(days=policy.silence_days),
    )
    return [attested, confirmed]


def _check_day(session: Session, on: date, now: datetime) -> None:
    not_future(on, now)
    if on < session.held.held_on:
        raise BeforeSession(on=on.isoformat(), held_on=session.held.held_on.isoformat())


PAIRING = Decider("pairing", PairingLog(), decide, evolve)
