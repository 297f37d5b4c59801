"""How projects are planned, worked on, marked, measured and shown."""

from typing import Any

import msgspec

from services.evaluation.projects.commands import (
    AgreePlan,
    AssignAssessor,
    GiveMarks,
    MeasureIndicator,
    ReachMilestone,
    SubmitDeliverable,
    VerifyIndicator,
)
from services.evaluation.projects.facts import begun, mentors_of, unit_of, units_of
from services.evaluation.projects.model import PROJECT
from services.evaluation.projects.schemas import (
    AgreePlanSchema,
    AssignAssessorSchema,
    DutyFilterSchema,
    DutySchema,
    GiveMarksSchema,
    MeasureIndicatorSchema,
    ProjectFilterSchema,
    ProjectRowSchema,
    ProjectSchema,
    ReachMilestoneSchema,
    SubmitDeliverableSchema,
    VerifyIndicatorSchema,
    WhyMarkSchema,
)
from services.evaluation.projects.shown import as_seen_by, outcome, why
from services.evaluation.projects.sight import (
    LISTERS,
    READERS,
    WORKERS,
    check_sight,
    check_sight_of,
    check_work,
    narrowed,
)
from services.evaluation.projects.views import PROJECT_PEOPLE, PROJECTS
from services.evaluation.roster.views import COHORTS
from shared.contracts.evaluation.projects import Milestone
from shared.decider import Command
from shared.events import PersonId
from shared.identity import derived_id
from shared.web.answers import Answer
from shared.web.auth import caller
from shared.web.current import running, today, views
from shared.web.reading import AsOf, Page, detail, document, listing
from shared.web.routes import Routes
from shared.web.write import command_key, new_id, write

projects = Routes("projects", "evaluation", "Group projects: plan, deliverables, blind marks, and what they changed")

PROJECT_PATH = "/projects/<id:project>"


@projects.listing(
    "/projects",
    allowed=LISTERS,
    answers=ProjectRowSchema,
    filters=ProjectFilterSchema,
    sorts=PROJECTS.sorted_by,
)
def list_projects(filters: dict[str, Any], page: Page) -> Answer:
    """List the projects; unit heads see those that their unit sponsors."""
    return listing(PROJECTS, page, **narrowed(filters)).named("members")


@projects.listing("/people/<id:person>/projects", allowed=READERS, answers=DutySchema, filters=DutyFilterSchema)
def list_projects_of(filters: dict[str, Any], page: Page, person: str) -> Answer:
    """List the projects that a person works on or marks: one's own, as a unit head the unit's, as an officer all."""
    check_sight_of(person)
    found = listing(PROJECT_PEOPLE, page, person=person, **filters)
    known = views().get_all(PROJECTS, {item["project"] for item in found.items})
    for item in found.items:
        project = known.get(item["project"])
        item |= {"name": project and project.body["name"], "title": project and project.body["title"]}
    return found


@projects.get(PROJECT_PATH, allowed=READERS, answers=ProjectSchema, query=AsOf)
def show_project(query: dict[str, Any], project: str) -> Answer:
    """Show one project; marks of others stay hidden until it has its mark."""
    found = detail(PROJECTS, project, kind="project", **query)
    check_sight(found.body)
    return _shown(found)


@projects.get(f"{PROJECT_PATH}/why", allowed=READERS, answers=WhyMarkSchema, query=AsOf)
def explain_mark(query: dict[str, Any], project: str) -> Answer:
    """Explain the mark: what each criterion added under which rubric, and what has to happen next."""
    found = detail(PROJECTS, project, kind="project", **query)
    check_sight(found.body)
    explained = why(as_seen_by(found.body, PersonId(caller().person)), running().policies, today())
    _name(explained["assessors"], "assessor")
    return Answer(explained, found.headers)


@projects.post(f"{PROJECT_PATH}/plan", allowed=WORKERS, takes=AgreePlanSchema, answers=ProjectSchema)
def agree_plan(body: dict[str, Any], project: str) -> Answer:
    """Agree on objectives and milestones; a later plan replaces the earlier one and keeps what was reached."""
    check_work(begun(project))
    for place, milestone in enumerate(body["milestones"]):
        milestone["milestone"] = milestone["milestone"] or derived_id("milestone", command_key(), str(place))
    milestones = msgspec.convert(body["milestones"], tuple[Milestone, ...])
    return _carried_out(project, AgreePlan(tuple(body["objectives"]), milestones))


@projects.post(
    f"{PROJECT_PATH}/milestones/<id:milestone>/reach",
    allowed=WORKERS,
    takes=ReachMilestoneSchema,
    answers=ProjectSchema,
)
def reach_milestone(body: dict[str, Any], project: str, milestone: str) -> Answer:
    """Say that a milestone was reached."""
    check_work(begun(project))
    return _carried_out(project, ReachMilestone(milestone, body["on"] or today()))


@projects.post(f"{PROJECT_PATH}/deliverables", allowed=WORKERS, takes=SubmitDeliverableSchema, answers=ProjectSchema)
def submit_deliverable(body: dict[str, Any], project: str) -> Answer:
    """Hand in a version of a deliverable."""
    check_work(begun(project))
    deliverable, on = body["deliverable"] or new_id(), body["on"] or today()
    return _carried_out(project, SubmitDeliverable(deliverable, body["name"], body["digest"], body["link"], on))


@projects.post(f"{PROJECT_PATH}/assessors", allowed=("officer",), takes=AssignAssessorSchema, answers=ProjectSchema)
def assign_assessor(body: dict[str, Any], project: str) -> Answer:
    """Let somebody mark the project who is not of the group, not a mentor and not of the unit of a member."""
    members = begun(project).members
    assessor = PersonId(body["assessor"])
    command = AssignAssessor(assessor, unit_of(assessor), units_of(members), mentors_of(members))
    return _carried_out(project, command)


@projects.post(f"{PROJECT_PATH}/marks", allowed=("assessor",), takes=GiveMarksSchema, answers=ProjectSchema)
def give_marks(body: dict[str, Any], project: str) -> Answer:
    """Mark each criterion of the rubric, as an assigned assessor."""
    mentors = mentors_of(begun(project).members)
    return _carried_out(project, GiveMarks(PersonId(caller().person), body["marks"], mentors))


@projects.post(f"{PROJECT_PATH}/measurements", allowed=WORKERS, takes=MeasureIndicatorSchema, answers=ProjectSchema)
def measure_indicator(body: dict[str, Any], project: str) -> Answer:
    """Record the indicator so many months after the cohort's first day."""
    found = begun(project)
    check_work(found)
    starts_on = document(COHORTS, found.cohort, "cohort").body["starts_on"]
    command = msgspec.convert({**body, "by": caller().person, "started_on": starts_on}, MeasureIndicator)
    return _carried_out(project, command)


@projects.post(
    f"{PROJECT_PATH}/measurements/<int:month>/verify",
    allowed=("officer", "unit_head", "assessor"),
    takes=VerifyIndicatorSchema,
    answers=ProjectSchema,
)
def verify_indicator(body: dict[str, Any], project: str, month: int) -> Answer:
    """Agree with a measurement, as somebody of another unit who has seen the evidence."""
    members = begun(project).members
    by = PersonId(caller().person)
    command = VerifyIndicator(month, by, unit_of(by), units_of(members), body["on"] or today())
    return _carried_out(project, command)


def _carried_out(project: str, command: Command) -> Answer:
    return _shown(write(PROJECT, project, command, shows=PROJECTS))


def _shown(answer: Answer) -> Answer:
    """The project as the caller may see it, with what became of its indicator and the names of everybody in it."""
    body = as_seen_by(answer.body, PersonId(caller().person))
    _name(body["assessors"], "assessor")
    _name(body["measurements"], "by")
    _name([one["verified"] for one in body["measurements"] if one["verified"]], "by")
    answer.body = {**body, "outcome": outcome(body, running().policies)}
    return answer.named("members")


def _name(rows: list[dict[str, Any]], field: str) -> None:
    Answer({"items": rows}).named(field)
