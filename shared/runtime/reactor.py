"""Carries out what a reaction wants, once for each event however often it is delivered."""

from collections.abc import Collection, Sequence
from uuid import UUID, uuid5

from shared.catalogue import Undecodable
from shared.events import Delivery, Meta, Recorded
from shared.handler import Handler, Order
from shared.ports import BEHIND, ViewStore
from shared.reaction import Act, Reaction
from shared.refusals import Conflict, Refused, StoreDamaged, StoreUnavailable
from shared.runtime.reader import Decode, Ordering, Sorted, drain, holds, letter


def carry_out(handler: Handler, views: ViewStore, order: Order) -> None:
    """Execute once and keep what became of it; a refusal is an outcome. Raises `StoreUnavailable` to be tried again."""
    if views.outcomes([order.key]):
        return
    try:
        outcome = handler.execute(order).token
    except Conflict as conflict:
        raise StoreUnavailable(f"{order.stream} is busy") from conflict
    except Refused as refused:
        outcome = refused.code()
    views.settle(order.key, outcome, handler.clock())


def reaction_model(reaction: Reaction) -> str:
    """The name under which a reaction keeps its progress and letters."""
    return f"reaction.{reaction.name}"


class Reactor:
    """Follows the streams of one reaction with a progress of its own."""

    def __init__(self, reaction: Reaction, views: ViewStore, decode: Decode, handler: Handler) -> None:
        self.reaction = reaction
        self.model = reaction_model(reaction)
        self._views = views
        self._decode = decode
        self._handler = handler
        self._order = Ordering(views, self.model)
        views.prepare(self.model, ())

    @property
    def streams(self) -> Collection[str]:
        return self.reaction.streams

    def take(self, batch: Sequence[Delivery]) -> None:
        self._act(self._order.sort(delivery for delivery in batch if delivery.stream_type in self.reaction.streams))

    def retry(self, stream: str) -> bool:
        return drain(self._views, self.model, stream, self._digest)

    def _digest(self, delivery: Delivery) -> bool:
        """Whether one letter's event was acted on, now or before."""
        self._act(self._order.sort([delivery], through_marker=True))
        return holds(self._views, self.model, delivery)

    def _act(self, batch: Sorted) -> None:
        parked: set[str] = set()
        for delivery in batch.due:
            problem = BEHIND if delivery.stream in parked else self._react(delivery)
            if problem:
                parked.add(delivery.stream)
                self._views.park(self.model, letter(delivery, problem))
        for delivery in batch.behind:
            self._views.park(self.model, letter(delivery, BEHIND))

    def _react(self, delivery: Delivery) -> str:
        """Carry out every act, then move on; the problem, or nothing."""
        try:
            recorded = self._decode(delivery)
            for index, act in enumerate(self.reaction.reacts(recorded)):
                carry_out(self._handler, self._views, self._ordered(recorded, act, index))
        except (StoreUnavailable, StoreDamaged):
            raise
        except Undecodable:
            return "UNDECODABLE"
        except Exception as problem:  # noqa: BLE001 - a rule may fail in any way; the event is kept as a letter
            return type(problem).__name__
        self._views.advance(self.model, {delivery.stream: (delivery.version - 1, delivery.version)})
        return ""

    def _ordered(self, event: Recorded, act: Act, index: int) -> Order:
        return Order(
            decider=act.decider,
            identity=act.identity,
            command=act.command,
            key=str(uuid5(UUID(event.id), f"{self.reaction.name}/{index}")),
            meta=Meta(
                correlation=event.meta.correlation,
                causation=event.id,
                traceparent=event.meta.traceparent,
            ),
        )
