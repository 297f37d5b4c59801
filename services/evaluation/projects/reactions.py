"""A group that gets its brief has a project."""

from collections.abc import Sequence

from services.evaluation.projects.commands import StartProject
from services.evaluation.projects.model import PROJECT
from shared.contracts.enrollment.groups import BriefGiven
from shared.events import Recorded
from shared.reaction import Act, Reaction

START_PROJECT = Reaction("start_project", streams=["grouping"])


@START_PROJECT.react
def start_project(event: Recorded) -> Sequence[Act]:
    """The stream of a grouping is that of its cohort; a project has the id of its group."""
    match event.event:
        case BriefGiven(group=group, members=members, brief=brief) as given:
            command = StartProject(
                cohort=event.stream_id,
                program=given.program,
                edition=given.edition,
                name=given.name,
                title=brief.title,
                field=brief.field,
                sponsor_unit=brief.sponsor_unit,
                members=members,
                indicator=brief.indicator,
            )
            return [Act(PROJECT, group, command)]
    return ()
