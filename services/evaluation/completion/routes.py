"""How completion is decided for a cohort, and who sees the decisions."""

from collections.abc import Sequence
from typing import Any

from services.evaluation.completion.facts import decisions
from services.evaluation.completion.model import COMPLETION, DecideCompletion, completion_id
from services.evaluation.completion.schemas import (
    CohortCompletionsSchema,
    CompletionFilterSchema,
    CompletionRowSchema,
    CompletionSchema,
)
from services.evaluation.completion.views import COMPLETIONS
from shared.handler import Order, Written
from shared.refusals import NotYours
from shared.web.answers import Answer
from shared.web.auth import caller
from shared.web.consistency import MOST_TOKENS
from shared.web.current import running
from shared.web.reading import AsOf, Page, detail, listing
from shared.web.routes import Routes
from shared.web.write import command_key, request_meta

completion = Routes("completion", "evaluation", "Completion: every rule of the programme, met or not")

SEE_EVERYBODY = ("officer", "auditor", "service")
READERS = (*SEE_EVERYBODY, "participant")


@completion.post("/cohorts/<id:cohort>/completions", allowed=("officer",), answers=CohortCompletionsSchema)
def decide_completions(cohort: str) -> Answer:
    """Decide for everybody with a seat; where the evidence is as it was, the earlier decision stays."""
    written = [_carried_out(command) for command in decisions(cohort)]
    found = Answer({"items": [COMPLETIONS.of(one.events[0].stream_id, one.events) for one in written]}).named("person")
    completed = sum(item["completed"] for item in found.items)
    body = {"cohort": cohort, "completed": completed, "not_completed": len(written) - completed, **found.body}
    return Answer(body, _tokens(written))


@completion.listing(
    "/completions",
    allowed=READERS,
    answers=CompletionRowSchema,
    filters=CompletionFilterSchema,
    sorts=COMPLETIONS.sorted_by,
)
def list_completions(filters: dict[str, Any], page: Page) -> Answer:
    """List the decisions; participants see their own."""
    if not caller().has(*SEE_EVERYBODY):
        if filters["person"] not in {None, caller().person}:
            raise NotYours
        filters["person"] = caller().person
    return listing(COMPLETIONS, page, **filters).named("person")


@completion.get("/completions/<id:completion>", allowed=READERS, answers=CompletionSchema, query=AsOf)
def show_completion(query: dict[str, Any], completion: str) -> Answer:
    """Show one decision with every rule, met or not, and the decisions that it replaced."""
    found = detail(COMPLETIONS, completion, kind="completion", **query)
    if found.body["person"] != caller().person and not caller().has(*SEE_EVERYBODY):
        raise NotYours
    return found.named("person")


def _carried_out(command: DecideCompletion) -> Written:
    identity = completion_id(command.cohort, command.person)
    order = Order(
        decider=COMPLETION,
        identity=identity,
        command=command,
        key=command_key(identity),
        meta=request_meta(),
    )
    return running().handler.execute(order)


def _tokens(written: Sequence[Written]) -> dict[str, str]:
    """The last ones, as many as a read may wait for: a log is read in its order, so the earlier ones come with them."""
    return {"Consistency-Token": ", ".join(one.token for one in written[-MOST_TOKENS:])} if written else {}
