"""A person's ledger of learning hours: every entry is posted under the rule of the day that it was earned on."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import reduce
from itertools import chain

import msgspec

from services.evaluation.credits.conversion import ConversionPolicy, convert
from shared.contracts.evaluation.completion import Attended
from shared.contracts.evaluation.credits import LearningHoursPosted, LearningHoursReversed
from shared.decider import Command, Decider, State, Unknown
from shared.events import Event, PersonId, TextRef
from shared.policy import Policies
from shared.refusals import NotFound, Refused

MENTORING_FORM = 15
"""SIASN jenisDiklat id (domain.md D1.3)."""


class CreditedBySession(Refused):
    """Attendance of a form that is credited session by session would count the same hours twice."""

    says = "Form {form} is credited session by session, when both sides have confirmed."


class EntryAlreadyReversed(Refused):
    """An entry is reversed once."""

    says = "The entry is reversed already."


class OwnEntry(Refused):
    """Nobody changes their own ledger."""

    status = 403
    says = "Nobody reverses an entry of their own."


class PostAttendance(Command, frozen=True):
    """Credit a completed programme, of `learning_hours` in its curriculum; replaces what the cohort gave before."""

    entry: str
    cohort: str
    form: int
    learning_hours: int
    attended: tuple[Attended, ...]


class WithdrawAttendance(Command, frozen=True):
    """Take back what a cohort gave, since the programme counts as not completed."""

    cohort: str


class PostMentoring(Command, frozen=True):
    """Credit the mentee for a session that both have confirmed."""

    entry: str
    session: str
    held_on: date
    minutes: int


class ReverseEntry(Command, frozen=True):
    """Say that an entry was recorded wrongly; `person` is whose ledger it is."""

    person: PersonId
    entry: str
    reason: TextRef
    by: PersonId


class LearningAccount(State, frozen=True):
    """Every entry, and which of them do not count any more."""

    entries: Mapping[str, LearningHoursPosted] = {}
    reversed: frozenset[str] = frozenset()

    @property
    def counting(self) -> list[LearningHoursPosted]:
        """The entries that were not reversed."""
        return [posted for entry, posted in self.entries.items() if entry not in self.reversed]

    def of_cohort(self, cohort: str) -> LearningHoursPosted | None:
        """What attendance of a cohort gave, while it counts."""
        return next((one for one in self.counting if (one.source, one.source_id) == ("ATTENDANCE", cohort)), None)

    def earned(self, form: int) -> tuple[Attended, ...]:
        """Days and minutes that earned hours in a form: the caps look at all of them."""
        return tuple(chain.from_iterable(one.attended for one in self.counting if one.form == form and one.credited))


def evolve(account: LearningAccount, event: Event) -> LearningAccount:
    """What an event changes about the ledger."""
    match event:
        case LearningHoursPosted(entry=entry):
            return account.but(entries={**account.entries, entry: event})
        case LearningHoursReversed(entry=entry):
            return account.but(reversed=account.reversed | {entry})
    return account


def decide(account: LearningAccount, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """Posting and reversal; domain.md D3.

    A reversal changes nothing but its entry. A mentoring session that got no hours, since its month was full, keeps
    none when an earlier session of that month is reversed; only what is posted later finds the room.
    """
    match command:
        case PostAttendance(entry=entry) | PostMentoring(entry=entry) if entry in account.entries:
            return []
        case PostAttendance():
            return _attendance(account, command, policies)
        case WithdrawAttendance(cohort=cohort):
            return _taken_back(account.of_cohort(cohort))
        case PostMentoring():
            return [_mentoring(account, command, policies)]

        case ReverseEntry(entry=entry) if entry not in account.entries:
            raise NotFound(kind="entry")
        case ReverseEntry(person=person, by=by) if person == by:
            raise OwnEntry()
        case ReverseEntry(entry=entry) if entry in account.reversed:
            raise EntryAlreadyReversed()
        case ReverseEntry(entry=entry, reason=reason, by=by):
            return [LearningHoursReversed(entry, "RECORDED_WRONGLY", reason, by)]
    raise Unknown(command)


def _attendance(account: LearningAccount, command: PostAttendance, policies: Policies) -> list[Event]:
    """What the cohort gave before makes room first; nothing changes where it would be the same again."""
    before = account.of_cohort(command.cohort)
    taken_back = _taken_back(before)
    if not command.attended:
        return taken_back
    earned_on = max(one.on for one in command.attended)
    table = policies.of(ConversionPolicy, earned_on)
    rate = table.rate(command.form)
    if rate.basis == "PER_SESSION":
        raise CreditedBySession(form=command.form, rule=table.version)
    earlier = reduce(evolve, taken_back, account).earned(command.form)
    hours = convert(rate, table.minutes_per_hour, command.attended, earlier).capped(command.learning_hours)
    posted = LearningHoursPosted(
        command.entry,
        "ATTENDANCE",
        command.cohort,
        command.form,
        earned_on,
        command.attended,
        *hours,
        table.version,
    )
    unchanged = before is not None and before == msgspec.structs.replace(posted, entry=before.entry)
    return [] if unchanged else [*taken_back, posted]


def _mentoring(account: LearningAccount, command: PostMentoring, policies: Policies) -> LearningHoursPosted:
    """So many hours a session whatever its length, for the first sessions of a month that were confirmed."""
    table = policies.of(ConversionPolicy, command.held_on)
    attended = (Attended(command.held_on, command.minutes),)
    rate = table.rate(MENTORING_FORM)
    hours = convert(rate, table.minutes_per_hour, attended, account.earned(MENTORING_FORM))
    return LearningHoursPosted(
        command.entry,
        "MENTORING",
        command.session,
        MENTORING_FORM,
        command.held_on,
        attended,
        *hours,
        table.version,
    )


def _taken_back(posted: LearningHoursPosted | None) -> list[Event]:
    return [LearningHoursReversed(posted.entry, "DECIDED_AGAIN", None, None)] if posted else []


LEARNING_ACCOUNT = Decider("learning_account", LearningAccount(), decide, evolve)
