"""What comes in and goes out about surveys."""

from shared.web.fields import Anything, Choice, Count, Day, Form, Identity, Many, Part, Schema, Table, Words

TEMPLATES = ("satisfaction", "skm")
BREAKDOWNS = ("kind", "unit", "post_group")
STATES = ("OPEN", "CLOSED", "RELEASED")
RECEIPT = Form(r"^[0-9a-f]{32}$", error="INVALID")


class SurveyOpeningSchema(Schema):
    """A survey for the participants of a cohort, or for people that a unit serves.

    `breakdowns` name the classes by which results may be shown; they are made coarser where fewer than five of the
    invited share them.
    """

    template = Choice(TEMPLATES, required=True)
    cohort = Identity(load_default=None)
    unit = Words(30, load_default=None)
    invited = Many(Identity(), most=1_000, load_default=list)
    breakdowns = Many(Choice(BREAKDOWNS), most=len(BREAKDOWNS), load_default=list)
    closes_on = Day(required=True)


class SurveyAnswerSchema(Schema):
    """A score for each question, under a receipt of 32 hexadecimal digits that the respondent makes up and keeps."""

    receipt = Words(32, 32, required=True, validate=RECEIPT)
    scores = Table(keys=Words(60), values=Count(0, 100), required=True)


class ReceiptSchema(Schema):
    """The receipt of an answer."""

    receipt = Words(32, 32, required=True, validate=RECEIPT)


class SurveyFilterSchema(Schema):
    """Which surveys are listed."""

    subject_id = Words(60, load_default=None)
    state = Choice(STATES, load_default=None)
    template = Choice(TEMPLATES, load_default=None)


class QuestionSchema(Schema):
    """A question with its scale."""

    code = Words(required=True)
    section = Words(required=True)
    text = Words(1_000, required=True)
    least = Count(required=True)
    most = Count(required=True)


class SurveyFactsSchema(Schema):
    """What a survey is about, and whom it asks until when."""

    id = Identity(required=True)
    state = Choice(STATES, required=True)
    template = Words(required=True)
    template_version = Count(required=True)
    subject = Choice(("COHORT", "UNIT"), required=True)
    subject_id = Words(required=True)
    invited = Count(required=True)
    closes_on = Day(required=True)
    closed_on = Day()


class SurveyRowSchema(SurveyFactsSchema):
    """A survey in a list, with how many have answered."""

    answered = Count(required=True)


class SurveySchema(SurveyFactsSchema):
    """A survey with its questions."""

    questions = Many(Part(QuestionSchema))


class ReceiptStandingSchema(Schema):
    """Whether the answer is counted, waits to be counted with others, was withheld among too few, or is unknown."""

    standing = Choice(("COUNTED", "WAITING", "WITHHELD", "UNKNOWN"), required=True)


class SurveyResultsSchema(Schema):
    """What may be shown of the answers."""

    survey = Identity(required=True)
    results = Anything(required=True)
