"""What comes in and goes out about project groups."""

from services.enrollment.programs.schemas import OutcomeSchema
from shared.web.fields import Identity, Many, Moment, Part, Prose, Schema, Words

REASON_LENGTH = 2_000
PROBLEM_LENGTH = 4_000


class FormGroupSchema(Schema):
    """A group under a name that no other one of the cohort has."""

    name = Words(required=True)


class AddMemberSchema(Schema):
    """Who joins."""

    person = Identity(required=True)


class RemoveMemberSchema(Schema):
    """Who leaves, and why."""

    person = Identity(required=True)
    reason = Words(REASON_LENGTH, lines=True, required=True)


class BriefSchema(Schema):
    """What a group works on; the sponsor is a unit by its code."""

    title = Words(required=True)
    problem = Words(PROBLEM_LENGTH, lines=True, required=True)
    sponsor_unit = Words(30, required=True)
    field = Words(60, required=True, metadata={"description": "Field of work"})
    indicator = Part(OutcomeSchema, required=True, metadata={"description": "What the project should move"})


class FormerMemberSchema(Schema):
    """Who was taken out of a group, and why."""

    person = Identity(required=True)
    person_name = Words(required=True)
    reason = Prose(required=True)
    recorded_at = Moment(required=True)


class GroupSchema(Schema):
    """A group with its members in the order in which they came, and its brief once it is given."""

    id = Identity(required=True)
    cohort = Identity(required=True)
    name = Words(required=True)
    members = Many(Identity(), required=True)
    members_names = Many(Words(), required=True)
    left = Many(Part(FormerMemberSchema), required=True)
    brief = Part(BriefSchema, required=True, allow_none=True)
