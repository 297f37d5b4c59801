"""What comes in and goes out about sharing classes."""

from shared.web.fields import Choice, Code, Count, Identity, Many, Moment, Schema, Words

STATES = ("ANNOUNCED", "HELD")


class SharingAnnouncementSchema(Schema):
    """A class to offer; `teacher` is for officers, everybody else teaches themselves."""

    teacher = Identity(load_default=None)
    title = Words(required=True)
    competency = Code(required=True)
    form = Count(1, 25, required=True, metadata={"description": "SIASN jenisDiklat id that it counts as"})
    seats = Count(1, 1_000, required=True)
    place = Words(required=True)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)


class JoiningSchema(Schema):
    """Who joins or leaves; `person` is for officers, everybody else for themselves."""

    person = Identity(load_default=None)


class SharingHeldSchema(Schema):
    """Who was there."""

    present = Many(Identity(), most=1_000, required=True)


class SharingFilterSchema(Schema):
    """Which classes are listed."""

    teacher = Identity(load_default=None)
    competency = Words(60, load_default=None)
    state = Choice(STATES, load_default=None)


class SharingClassSchema(Schema):
    """A class with who joined and, once held, who was there."""

    id = Identity(required=True)
    state = Choice(STATES, required=True)
    teacher = Identity(required=True)
    teacher_name = Words(required=True)
    title = Words(required=True)
    competency = Words(required=True)
    form = Count(required=True)
    seats = Count(required=True)
    place = Words(required=True)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    joined = Many(Identity(), required=True)
    joined_names = Many(Words(), required=True)
    present = Many(Identity(), required=True)
    absent = Many(Identity(), required=True)
    policy = Words(required=True)
