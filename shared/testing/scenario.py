"""Given / when / then for deciders, reactions and the events around them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from shared.decider import Command, Decider
from shared.events import Event, Meta, Recorded, event_id
from shared.policy import Policies
from shared.reaction import Act, Reaction
from shared.refusals import Refused

MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def plain(value: Any) -> Any:
    """JSON values of events, commands and documents, with the type's name where it has one."""
    if isinstance(value, msgspec.Struct):
        return {"": type(value).__name__, **msgspec.to_builtins(value)}
    return msgspec.to_builtins(value)


def differences(expected: Any, actual: Any, path: str = "") -> list[str]:
    """Where two JSON values differ, a line a field."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        return [
            line
            for key in sorted(expected.keys() | actual.keys())
            for line in differences(expected.get(key, "(absent)"), actual.get(key, "(absent)"), f"{path}.{key}")
        ]
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        return [
            line
            for index, (left, right) in enumerate(zip(expected, actual, strict=True))
            for line in differences(left, right, f"{path}[{index}]")
        ]
    return [] if expected == actual else [f"{path or 'value'}: expected {expected!r}, got {actual!r}"]


def same(expected: Any, actual: Any) -> None:
    """Fail with the differences, field by field."""
    lines = differences(plain(expected), plain(actual))
    assert not lines, "\n".join(lines)


@dataclass(frozen=True)
class Scenario:
    """`given = Scenario(COHORT, policies)`; then `given(...).when(...).then(...)`."""

    decider: Decider[Any]
    policies: Policies
    now: datetime = MONDAY
    history: tuple[Event, ...] = ()
    command: Command | None = None

    def __call__(self, *events: Event) -> "Scenario":
        """What happened before."""
        return replace(self, history=events)

    def at(self, now: datetime) -> "Scenario":
        """When the command comes."""
        return replace(self, now=now)

    def when(self, command: Command) -> "Scenario":
        """What is asked."""
        return replace(self, command=command)

    def then(self, *events: Event) -> None:
        """What happens, exactly; and it can be folded."""
        decided = self._decide()
        same([plain(event) for event in events], [plain(event) for event in decided])
        self.decider.state([*self.history, *decided])

    def nothing(self) -> None:
        """There is nothing to do."""
        same([], [plain(event) for event in self._decide()])

    def refused(self, refusal: type[Refused], **facts: Any) -> None:
        """The rule that says no, with at least these numbers."""
        try:
            decided = self._decide()
        except Refused as refused:
            assert type(refused) is refusal, f"expected {refusal.code()}, got {refused.code()} {refused.facts}"
            refused.says.format(**refused.facts)
            same(facts, {name: refused.facts.get(name) for name in facts})
        else:
            raise AssertionError(f"expected {refusal.code()}, got {[plain(event) for event in decided]}")

    def _decide(self) -> Sequence[Event]:
        assert self.command is not None, "no when(...)"
        return self.decider.decide(self.decider.state(self.history), self.command, self.policies, self.now)


def happened(
    stream: str, *events: Event, at: datetime = MONDAY, service: str = "test", after: int = 0
) -> list[Recorded]:
    """Events as a log would hand them out: one stream, one commit an event, versions from `after + 1`."""
    return [
        Recorded(service, stream, version, version, at, event_id(stream, "test", version), Meta(), event)
        for version, event in enumerate(events, after + 1)
    ]


@dataclass(frozen=True)
class Upon:
    """`Upon(REACTION, happened(...)).acts(...)`."""

    reaction: Reaction
    events: Sequence[Recorded]

    def acts(self, *expected: Act) -> None:
        """The commands that the reaction wants issued, in order."""
        same(
            [_act(act) for act in expected], [_act(act) for event in self.events for act in self.reaction.reacts(event)]
        )

    def nothing(self) -> None:
        """The reaction lets these events pass."""
        self.acts()


def _act(act: Act) -> Any:
    return {"to": act.decider.name(act.identity), "command": plain(act.command)}
