"""A mentor decides who gets a place. One stream holds places and pairings, so that capacity holds whatever happens."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec

from services.mentoring.mentors.commands import (
    AcceptPairing,
    ApproveMentor,
    CloseOverdue,
    DeclinePairing,
    EndPairing,
    ProposePairing,
    RegisterMentor,
)
from services.mentoring.mentors.eligibility import may_mentor, may_pair, unmet
from services.mentoring.mentors.policies import MentorPolicy, PairingPolicy
from services.mentoring.mentors.refusals import (
    BeforeProposal,
    CompetencyTwice,
    MentorExists,
    MentorRulesUnmet,
    OwnApproval,
    PairingBecameReciprocal,
    PairingNotActive,
    PairingNotOpen,
    PairingRulesUnmet,
    PlacesOutOfRange,
    PlacesTaken,
)
from services.mentoring.mentors.state import Mentor, Pairing, evolve
from shared.contracts.mentoring.mentors import (
    MentorApproved,
    MentorRegistered,
    PairingAccepted,
    PairingActivated,
    PairingDeclined,
    PairingEnded,
    PairingLapsed,
    PairingProposed,
)
from shared.contracts.vocabulary import Check
from shared.days import not_future, start_of, today
from shared.decider import Command, Decider, Unknown
from shared.events import Event
from shared.policy import Policies
from shared.refusals import NotFound


def decide(mentor: Mentor, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """Places go to whoever is proposed first, and come back when a pairing is over in any way (domain.md D6.3)."""
    match command:
        case RegisterMentor() if mentor.registered:
            raise MentorExists
        case RegisterMentor():
            return [_registered(command, policies.of(MentorPolicy, today(now)))]
        case _ if not mentor.registered:
            raise NotFound(kind="mentor")

        case ApproveMentor(mentor=person, by=by) if person == by:
            raise OwnApproval
        case ApproveMentor() if mentor.approved_on is not None:
            return []
        case ApproveMentor(by=by, on=on, staff=staff):
            not_future(on, now)
            policy = policies.of(MentorPolicy, on)
            checks = may_mentor(staff, policy, on)
            if failed := unmet(checks):
                raise MentorRulesUnmet(rule=policy.version, **_told(failed, checks))
            return [MentorApproved(by, on, checks, policy.version)]

        case ProposePairing(pairing=pairing) if pairing in mentor.pairings:
            return []
        case ProposePairing():
            not_future(command.on, now)
            return [_proposed(mentor, command, policies, today(now))]
        case (
            AcceptPairing(pairing=pairing)
            | DeclinePairing(pairing=pairing)
            | EndPairing(pairing=pairing)
            | CloseOverdue(pairing=pairing)
        ) if pairing not in mentor.pairings:
            raise NotFound(kind="pairing")

        case AcceptPairing(pairing=pairing, party=party, on=on, reciprocal=reciprocal):
            known = mentor.pairings[pairing]
            if not known.open:
                raise PairingNotOpen(state=known.state)
            if party in known.accepted:
                return []
            if reciprocal:
                raise PairingBecameReciprocal(competency=known.competency)
            _check_day(known.proposed_on, on, now)
            return _accepted(known, command, policies.of(PairingPolicy, on), today(now))
        case DeclinePairing(pairing=pairing, party=party, on=on):
            known = mentor.pairings[pairing]
            if known.state != "PROPOSED":
                raise PairingNotOpen(state=known.state)
            _check_day(known.proposed_on, on, now)
            return [PairingDeclined(pairing, party, on)]
        case EndPairing(pairing=pairing, cause=cause, reason=reason, on=on):
            known = mentor.pairings[pairing]
            if known.state != "ACTIVE":
                raise PairingNotActive(state=known.state)
            _check_day(max(known.accepted.values()), on, now)
            return [PairingEnded(pairing, cause, reason, on)]
        case CloseOverdue(pairing=pairing):
            known = mentor.pairings[pairing]
            return [_closed(pairing, known)] if known.open and now >= start_of(known.closes_on) else []
    raise Unknown(command)


def _registered(command: RegisterMentor, policy: MentorPolicy) -> MentorRegistered:
    asked, group = command.one_to_one_places, command.group_places
    one = policy.most_one_to_one if asked is None else asked
    if not (0 <= one <= policy.most_one_to_one and 0 <= group <= policy.most_group and one + group):
        raise PlacesOutOfRange(
            one_to_one=one,
            group=group,
            most_one_to_one=policy.most_one_to_one,
            most_group=policy.most_group,
            rule=policy.version,
        )
    seen: set[str] = set()
    for expertise in command.expertise:
        if expertise.competency in seen:
            raise CompetencyTwice(competency=expertise.competency)
        seen.add(expertise.competency)
    return MentorRegistered(command.expertise, one, group, policy.version)


def _proposed(mentor: Mentor, asked: ProposePairing, policies: Policies, day: date) -> PairingProposed:
    pairings, mentors = policies.of(PairingPolicy, asked.on), policies.of(MentorPolicy, asked.on)
    checks = may_pair(mentor, asked, mentors, pairings)
    if failed := unmet(checks):
        raise PairingRulesUnmet(rule=pairings.version, **_told(failed, checks))
    taken, places = mentor.taken(asked.kind), mentor.places.get(asked.kind, 0)
    if taken >= places:
        raise PlacesTaken(taken=taken, places=places, kind=asked.kind, rule=mentors.version)
    return PairingProposed(
        pairing=asked.pairing,
        mentee=asked.mentee,
        kind=asked.kind,
        competency=asked.competency,
        mentee_level=asked.mentee_level,
        target_level=asked.target_level,
        cohort=asked.cohort,
        starts_on=asked.starts_on,
        ends_on=asked.ends_on,
        on=asked.on,
        lapses_on=_late(asked.on + timedelta(days=pairings.proposal_days), day, pairings),
        checks=(*checks, Check("FREE_PLACE", True, {"taken": taken, "places": places})),
        policy=pairings.version,
    )


def _accepted(known: Pairing, command: AcceptPairing, policy: PairingPolicy, day: date) -> list[Event]:
    accepted = PairingAccepted(command.pairing, command.party, command.on)
    if not known.accepted:
        return [accepted]
    on = max(command.on, *known.accepted.values(), known.starts_on)
    activated = PairingActivated(
        pairing=command.pairing,
        mentee=known.mentee,
        competency=known.competency,
        cohort=known.cohort,
        on=on,
        silent_from=_late(on + timedelta(days=policy.silence_days), day, policy),
        over_from=_late(known.ends_on + timedelta(days=1), day, policy),
    )
    return [accepted, activated]


def _late(due: date, recorded: date, policy: PairingPolicy) -> date:
    """When something is due; what is recorded late has answers and sessions that are still to be recorded."""
    return max(due, recorded + timedelta(days=policy.recording_days))


def _closed(pairing: str, known: Pairing) -> PairingLapsed | PairingEnded:
    if known.active_from is None:
        return PairingLapsed(pairing, known.closes_on)
    return PairingEnded(pairing, "TERM_OVER", None, max(known.active_from, known.ends_on))


def _check_day(earliest: date, on: date, now: datetime) -> None:
    not_future(on, now)
    if on < earliest:
        raise BeforeProposal(on=on.isoformat(), earliest=earliest.isoformat())


def _told(failed: Sequence[Check], checks: Sequence[Check]) -> dict[str, object]:
    return {"failed": len(failed), "rules": len(checks), "unmet": msgspec.to_builtins(failed)}


MENTOR = Decider("mentor", Mentor(), decide, evolve)
