"""What comes in and goes out about learning accounts."""

from typing import get_args

from services.evaluation.completion.schemas import AttendedDaySchema
from shared.contracts.evaluation.credits import Difference, ReversalCause, Source
from shared.web.fields import Amount, Choice, Count, Day, Flag, Identity, Many, Moment, Part, Schema, Words
from shared.web.reading import AsOf

REASON_LENGTH = 2_000


class AccountQuerySchema(AsOf):
    """For which day the yearly standing is shown; today where it is absent."""

    on = Day(load_default=None)


class ReverseEntrySchema(Schema):
    """Why an entry was recorded wrongly."""

    reason = Words(REASON_LENGTH, lines=True, required=True)


class ReversalSchema(Schema):
    """Why an entry does not count any more; the words only where somebody typed them."""

    cause = Choice(get_args(ReversalCause), required=True)
    reason = Words(required=True, allow_none=True)
    by = Identity(required=True, allow_none=True)
    by_name = Words()
    recorded_at = Moment(required=True)


class EntrySchema(Schema):
    """Raw minutes, the hours that the rule computes, and the hours that its caps leave."""

    id = Identity(required=True)
    source = Choice(get_args(Source), required=True)
    source_id = Identity(required=True)
    form = Count(required=True, metadata={"description": "SIASN jenisDiklat id"})
    earned_on = Day(required=True)
    attended = Many(Part(AttendedDaySchema), required=True)
    minutes = Count(required=True)
    computed = Count(required=True)
    credited = Count(required=True)
    difference = Choice(get_args(Difference), required=True, allow_none=True)
    policy = Words(required=True)
    recorded_at = Moment(required=True)
    reversed = Part(ReversalSchema, required=True, allow_none=True)


class YearSchema(Schema):
    """The sums of a calendar year, without what is reversed."""

    year = Count(required=True)
    minutes = Count(required=True)
    computed = Count(required=True)
    credited = Count(required=True)


class StandingSchema(Schema):
    """Credited hours of a year against the duty: a floor (MIN) or a ceiling (MAX); without one all three are null."""

    first = Day(required=True)
    last = Day(required=True)
    credited = Count(required=True)
    rule = Choice(("MIN", "MAX"), required=True, allow_none=True)
    hours = Count(required=True, allow_none=True)
    met = Flag(required=True, allow_none=True)
    policy = Words(required=True)


class AccountRowSchema(Schema):
    """A learning account in a list."""

    id = Identity(required=True)
    person = Identity(required=True)
    person_name = Words(required=True)
    years = Many(Part(YearSchema), required=True)


class AccountSchema(AccountRowSchema):
    """A learning account with every entry."""

    entries = Many(Part(EntrySchema), required=True)
    standing = Part(StandingSchema, required=True, allow_none=True)


class ConversionRuleSchema(Schema):
    """The rule that converted the entry, and where it comes from."""

    basis = Words(required=True)
    hours = Count(required=True)
    factor = Amount(required=True)
    most_a_month = Count(required=True, allow_none=True)
    minutes_per_hour = Count(required=True)
    policy = Words(required=True)
    legal_basis = Words(required=True)


class WhyEntrySchema(EntrySchema):
    """An entry with its rule, the entries that left it no room, and what may happen next."""

    days = Count(required=True)
    rule = Part(ConversionRuleSchema, required=True)
    room_taken_by = Many(Identity(), required=True)
    next = Many(Choice(("REVERSE",)), required=True)
