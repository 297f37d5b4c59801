"""A survey is opened, closed and released; who has answered and what was answered are streams apart (docs/adr/0009)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from services.evaluation.surveys.commands import (
    CloseSurvey,
    HandIn,
    OpenSurvey,
    ReleaseBatch,
    ReleaseSurvey,
    WithholdAnswers,
)
from services.evaluation.surveys.policies import SurveyPolicy
from services.evaluation.surveys.refusals import (
    AlreadyAnswered,
    BatchTooSmall,
    NobodyInvited,
    NotInvited,
    ReceiptSettled,
    SurveyClosedAlready,
    SurveyOpenStill,
)
from shared.contracts.evaluation.surveys import (
    AnswersReleased,
    AnswersWithheld,
    Slip,
    Stratum,
    SurveyClosed,
    SurveyHandedIn,
    SurveyOpened,
    SurveyReleased,
)
from shared.days import today
from shared.decider import Command, Decider, State, Unknown
from shared.events import Event, PersonId
from shared.policy import Policies
from shared.refusals import Invalid, NotFound


class Survey(State, frozen=True):
    """Whom a survey asks, and whether it still takes answers."""

    opened: SurveyOpened | None = None
    closed: bool = False
    released: bool = False

    def stratum(self, person: PersonId) -> Stratum:
        """The classes that a person's slip carries; raises `NotInvited`."""
        if self.opened is None or person not in self.opened.invited:
            raise NotInvited
        return self.opened.strata[self.opened.invited[person]]


class Turnout(State, frozen=True):
    """Whether one person has answered one survey."""

    handed_in: bool = False


class Answers(State, frozen=True):
    """The digests of the receipts whose slips are counted, and of those whose slips were too few."""

    counted: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()

    @property
    def settled(self) -> frozenset[str]:
        """Receipts of whose slips nothing waits any more."""
        return self.counted | self.withheld


def evolve(survey: Survey, event: Event) -> Survey:
    """The survey after an event."""
    match event:
        case SurveyOpened():
            return survey.but(opened=event)
        case SurveyClosed():
            return survey.but(closed=True)
        case SurveyReleased():
            return survey.but(released=True)
    return survey


def decide(survey: Survey, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """A survey takes answers until its last day is over or somebody closes it, and is released after that."""
    match command:
        case OpenSurvey() if survey.opened is not None:
            return []
        case OpenSurvey():
            return [_opened(command, today(now))]
        case _ if survey.opened is None:
            raise NotFound(kind="survey")
        case CloseSurvey():
            return [] if survey.closed else [SurveyClosed(today(now))]
        case ReleaseSurvey() if not survey.closed:
            raise SurveyOpenStill(closes_on=survey.opened.closes_on.isoformat())
        case ReleaseSurvey():
            return [] if survey.released else [SurveyReleased(today(now))]
    raise Unknown(command)


def _opened(command: OpenSurvey, day: date) -> SurveyOpened:
    if not command.invited:
        raise NobodyInvited
    if command.closes_on < day:
        raise Invalid(closes_on="IN_THE_PAST")
    return SurveyOpened(
        template=command.template,
        template_version=command.template_version,
        subject=command.subject,
        subject_id=command.subject_id,
        invited=dict(command.invited),
        strata=command.strata,
        closes_on=command.closes_on,
    )


def decide_turnout(turnout: Turnout, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """Everybody who is invited answers once, while the survey is open."""
    match command:
        case HandIn() if turnout.handed_in:
            raise AlreadyAnswered
        case HandIn(closed=True):
            raise SurveyClosedAlready
        case HandIn(survey=survey, person=person):
            return [SurveyHandedIn(survey, person)]
    raise Unknown(command)


def decide_answers(answers: Answers, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """Slips enter the log in batches in which every class is large enough to hide in."""
    match command:
        case ReleaseBatch() | WithholdAnswers() if answers.settled & set(command.receipts):
            raise ReceiptSettled(settled=len(answers.settled & set(command.receipts)))
        case ReleaseBatch(survey=survey, day=day, slips=slips, receipts=receipts):
            policy, fewest = policies.of(SurveyPolicy, day), _fewest_alike(slips)
            if fewest < policy.least_batch:
                raise BatchTooSmall(slips=fewest, least=policy.least_batch, rule=policy.version)
            return [AnswersReleased(survey, day, slips, receipts)]
        case WithholdAnswers(survey=survey, day=day, receipts=receipts):
            return [AnswersWithheld(survey, day, receipts)]
    raise Unknown(command)


def _fewest_alike(slips: Sequence[Slip]) -> int:
    """Slips of the rarest combination of classes; 0 without slips."""
    return min(Counter(frozenset(slip.classes.items()) for slip in slips).values(), default=0)


def evolve_turnout(turnout: Turnout, event: Event) -> Turnout:
    """Answered, once and for all."""
    return turnout.but(handed_in=True) if isinstance(event, SurveyHandedIn) else turnout


def evolve_answers(answers: Answers, event: Event) -> Answers:
    """The receipts that are settled by now."""
    match event:
        case AnswersReleased(receipts=receipts):
            return answers.but(counted=answers.counted.union(receipts))
        case AnswersWithheld(receipts=receipts):
            return answers.but(withheld=answers.withheld.union(receipts))
    return answers


SURVEY = Decider("survey", Survey(), decide, evolve)
SURVEY_TURNOUT = Decider("survey_turnout", Turnout(), decide_turnout, evolve_turnout)
SURVEY_ANSWERS = Decider("survey_answers", Answers(), decide_answers, evolve_answers)
