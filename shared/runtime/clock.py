"""Issues what is due: the worker's clock over the rows of deadlines, oldest first."""

from datetime import datetime
from uuid import uuid5

import structlog

from shared.deadline import SETTLED, Deadline, moment
from shared.events import NAMESPACE, Meta
from shared.handler import Handler, Order
from shared.ports import Condition, Document, Query, ViewStore
from shared.refusals import StoreDamaged, StoreUnavailable
from shared.runtime.reactor import carry_out

PAGE = 100
log = structlog.get_logger()


def issue_due(deadline: Deadline, model: str, views: ViewStore, handler: Handler, now: datetime) -> int:
    """Carry out the command of every row whose moment has come; how many were new.

    Late is harmless and twice is nothing: the key is made from row and moment, and the stream decides whether the
    command still applies.
    """
    new = 0
    query = Query((Condition("due", "gt", SETTLED), Condition("due", "le", moment(now))), order="due", limit=PAGE)
    while rows := views.find(model, query):
        keyed = {_key(deadline, row): row for row in rows}
        known = views.outcomes(keyed)
        for key, row in keyed.items():
            if key not in known:
                new += _issued(deadline, row, key, views, handler)
        query = Query(query.where, query.order, after=(rows[-1].body["due"], rows[-1].id), limit=PAGE)
    return new


def _issued(deadline: Deadline, row: Document, key: str, views: ViewStore, handler: Handler) -> bool:
    """Whether the command was carried out. A defect is reported and tried again later, and stops no other deadline."""
    try:
        identity, command = deadline.issues(row.id, row.body)
        meta = Meta(causation=key)
        carry_out(
            handler, views, Order(decider=deadline.decider, identity=identity, command=command, key=key, meta=meta)
        )
    except (StoreUnavailable, StoreDamaged):
        raise
    except Exception as problem:  # noqa: BLE001 - a rule may fail in any way
        log.error("deadline_broken", deadline=deadline.name, row=row.id, problem=type(problem).__name__)
        return False
    return True


def _key(deadline: Deadline, row: Document) -> str:
    return str(uuid5(NAMESPACE, f"{deadline.name}/{row.id}/{row.body['due']}"))
