"""What comes in and goes out about mentors."""

from shared.web.fields import Anything, Choice, Code, Count, Day, Identity, Many, Part, Schema, Words

MOST_PLACES = 100
STATES = ("REGISTERED", "APPROVED")


class ExpertiseSchema(Schema):
    """A competency that the mentor can teach, at levels 1 to 5."""

    competency = Code(required=True)
    level = Count(1, 5, required=True)


class MentorRegistrationSchema(Schema):
    """What a mentor offers; `person` is for officers, everybody else registers themselves."""

    person = Identity(load_default=None)
    expertise = Many(Part(ExpertiseSchema), most=20, least=1, required=True)
    one_to_one_places = Count(
        0,
        MOST_PLACES,
        load_default=None,
        metadata={"description": "As many as the policy allows where it is absent"},
    )
    group_places = Count(0, MOST_PLACES, load_default=0)


class ApprovalSchema(Schema):
    """The day of the approval, today where it is absent."""

    on = Day(load_default=None)


class MentorFilterSchema(Schema):
    """Which mentors are listed."""

    state = Choice(STATES, load_default=None)


class MentorSchema(Schema):
    """A mentor with the places that are taken and free."""

    id = Identity(required=True)
    person = Identity(required=True)
    person_name = Words(required=True)
    state = Choice(STATES, required=True)
    expertise = Many(Part(ExpertiseSchema), required=True)
    one_to_one_places = Count(required=True)
    group_places = Count(required=True)
    one_to_one_taken = Count(required=True)
    group_taken = Count(required=True)
    free = Count(required=True)
    approved_on = Day()
    checks = Many(Anything())
    policy = Words(required=True)
