"""What comes in and goes out about mentoring sessions."""

from typing import get_args

from shared.contracts.mentoring.mentors import Party
from shared.contracts.mentoring.sessions import Mode
from shared.web.fields import Choice, Count, Day, Identity, Many, Prose, Schema, Words

STATES = ("HELD", "CONFIRMED", "DISPUTED")
CONTACT = ("MEETING", "SILENT", "ENDED")


class SessionReportSchema(Schema):
    """A session that took place; the topic goes to the vault. `party` is for officers who record a paper."""

    held_on = Day(required=True)
    minutes = Count(1, 1_440, required=True)
    mode = Choice(get_args(Mode), required=True)
    topic = Words(500, lines=True, required=True)
    party = Choice(get_args(Party), load_default=None)


class SessionConfirmationSchema(Schema):
    """A confirmation; `party` and `on` are for officers who record what was said on paper."""

    party = Choice(get_args(Party), load_default=None)
    on = Day(load_default=None)


class SessionDisputeSchema(Schema):
    """Why a session is disputed; the words go to the vault."""

    reason = Words(2_000, lines=True, required=True)
    party = Choice(get_args(Party), load_default=None)
    on = Day(load_default=None)


class SessionFilterSchema(Schema):
    """Which sessions are listed."""

    pairing = Identity(load_default=None)
    mentor = Identity(load_default=None)
    mentee = Identity(load_default=None)
    state = Choice(STATES, load_default=None)


class MentoringSessionSchema(Schema):
    """A session of a pairing; topic and reason are shown to its two, to officers and to auditors."""

    id = Identity(required=True)
    pairing = Identity(required=True)
    mentor = Identity(required=True)
    mentor_name = Words(required=True)
    mentee = Identity(required=True)
    mentee_name = Words(required=True)
    state = Choice(STATES, required=True)
    cohort = Identity(required=True, allow_none=True)
    competency = Words(required=True)
    held_on = Day(required=True)
    minutes = Count(required=True)
    mode = Choice(get_args(Mode), required=True)
    topic = Prose(required=True)
    attested = Many(Choice(get_args(Party)), required=True)
    disputed = Many(Choice(get_args(Party)), required=True)
    reason = Prose(required=True, allow_none=True)


class SilenceFilterSchema(Schema):
    """Which pairings are listed."""

    mentor = Identity(load_default=None)
    mentee = Identity(load_default=None)
    state = Choice(CONTACT, load_default=None)


class SilenceSchema(Schema):
    """Whether the two of a pairing still meet; `days` is how long the last silence was, `count` how many there were."""

    id = Identity(required=True, metadata={"description": "The pairing"})
    mentor = Identity(required=True)
    mentor_name = Words(required=True)
    mentee = Identity(required=True)
    mentee_name = Words(required=True)
    state = Choice(CONTACT, required=True)
    since = Day(required=True)
    days = Count(required=True, allow_none=True)
    count = Count(required=True)
