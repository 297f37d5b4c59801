"""Fields that several parts of the report have; they are always there, and null where nobody knows."""

from typing import get_args

from shared.contracts.vocabulary import Direction
from shared.web.fields import Amount, Choice, Day, Many, Part, Schema, Words


def many(part: type[Schema]) -> Many:
    """A list that is always there."""
    return Many(Part(part), required=True)


class ReportIndicatorSchema(Schema):
    """What is to change, and how far."""

    name = Words(required=True)
    unit = Words(required=True)
    direction = Choice(get_args(Direction), required=True)
    baseline = Amount(required=True)
    target = Amount(required=True)
    due_on = Day(required=True)
