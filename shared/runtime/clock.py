"""Issues what is due: the worker's clock over the rows of deadlines, oldest first (design 5)."""

from datetime import datetime
from uuid import uuid5

from shared.deadline import SETTLED, Deadline, moment
from shared.events import NAMESPACE, Meta
from shared.handler import Handler, Order
from shared.ports import Condition, Document, Query, ViewStore
from shared.runtime.reactor import carry_out

PAGE = 100


def issue_due(deadline: Deadline, model: str, views: ViewStore, handler: Handler, now: datetime) -> int:
    """Carry out the command of every row whose moment has come; how many were new.

    Late is harmless and twice is nothing: the key is made from row and moment, and the stream decides whether the
    command still applies.
    """
    new = 0
    query = Query((Condition("due", "gt", SETTLED), Condition("due", "le", moment(now))), order="due", limit=PAGE)
    while rows := views.find(model, query):
        orders = [_order(deadline, row) for row in rows]
        known = views.outcomes([order.key for order in orders])
        for order in orders:
            if order.key not in known:
                carry_out(handler, views, order)
                new += 1
        query = Query(query.where, query.order, after=(rows[-1].body["due"], rows[-1].id), limit=PAGE)
    return new


def _order(deadline: Deadline, row: Document) -> Order:
    identity, command = deadline.issues(row.id, row.body)
    key = str(uuid5(NAMESPACE, f"{deadline.name}/{row.id}/{row.body['due']}"))
    return Order(decider=deadline.decider, identity=identity, command=command, key=key, meta=Meta(causation=key))
