"""What comes in and goes out about pairings."""

from typing import get_args

from shared.contracts.mentoring.mentors import EndCause, PairingKind, Party
from shared.web.fields import Anything, Choice, Code, Count, Day, Identity, Many, Prose, Schema, Words

STATES = ("PROPOSED", "ACTIVE", "DECLINED", "LAPSED", "ENDED")


class ProposalSchema(Schema):
    """A mentee for a mentor, on one competency, for some weeks. `on` is for officers who record a past proposal."""

    mentee = Identity(required=True)
    kind = Choice(get_args(PairingKind), load_default="ONE_TO_ONE")
    competency = Code(required=True)
    mentee_level = Count(0, 5, required=True)
    target_level = Count(1, 5, required=True)
    cohort = Identity(load_default=None, allow_none=True)
    starts_on = Day(required=True)
    ends_on = Day(required=True)
    on = Day(load_default=None)


class PairingAnswerSchema(Schema):
    """An answer; `party` and `on` are for officers who record what was said on paper."""

    party = Choice(get_args(Party), load_default=None)
    on = Day(load_default=None)


class PairingEndSchema(Schema):
    """Why a pairing ends; the words go to the vault."""

    cause = Choice(get_args(EndCause), required=True)
    reason = Words(2_000, lines=True, required=True)
    on = Day(load_default=None)


class PairingFilterSchema(Schema):
    """Which pairings are listed."""

    mentor = Identity(load_default=None)
    mentee = Identity(load_default=None)
    state = Choice(STATES, load_default=None)
    cohort = Identity(load_default=None)
    competency = Words(60, load_default=None)


class PairingSchema(Schema):
    """A pairing. The words of the reason are shown to its two, to officers and to auditors."""

    id = Identity(required=True)
    mentor = Identity(required=True)
    mentor_name = Words(required=True)
    mentee = Identity(required=True)
    mentee_name = Words(required=True)
    state = Choice(STATES, required=True)
    kind = Choice(get_args(PairingKind), required=True)
    competency = Words(required=True)
    mentee_level = Count(required=True)
    target_level = Count(required=True)
    cohort = Identity(required=True, allow_none=True)
    proposed_on = Day(required=True)
    starts_on = Day(required=True)
    ends_on = Day(required=True)
    accepted = Many(Choice(get_args(Party)), required=True)
    active_from = Day(required=True, allow_none=True)
    ended_on = Day(required=True, allow_none=True)
    cause = Words(required=True, allow_none=True)
    reason = Prose(required=True, allow_none=True)
    policy = Words(required=True)


class PairingWhySchema(Schema):
    """Facts, rules with their numbers, and what may happen next."""

    state = Choice(STATES, required=True)
    facts = Anything(required=True)
    rules = Many(Anything(), required=True)
    history = Many(Anything(), required=True)
    next = Many(Words(), required=True)
