"""Why a command was not carried out: a stable code, the rule with its numbers, and words for the person."""

import re
from typing import Any, ClassVar


class Refused(Exception):
    """A rule said no. The class name gives the code, `says` the English sentence that the catalogue translates.

    `facts` are the numbers and ids that the sentence and the `facts` of the answer show; never names, numbers of
    employees or typed text. `rule` names the policy version where one decided.
    """

    status: ClassVar[int] = 409
    says: ClassVar[str] = ""

    def __init__(self, *, rule: str | None = None, **facts: Any) -> None:
        super().__init__(self.code())
        self.rule = rule
        self.facts = facts

    @classmethod
    def code(cls) -> str:
        """`SEATS_EXHAUSTED` of `SeatsExhausted`."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).upper()


class NotFound(Refused):
    """The id leads to nothing that this caller may know of."""

    status = 404
    says = "There is no {kind} with this id."


class NotYours(Refused):
    """Another person's data, or a thing that this role may not do here."""

    status = 403
    says = "This belongs to somebody else or to another unit."


class Conflict(Refused):
    """Others changed the same thing at the same moment, more often than we try again."""

    says = "Somebody else changed this at the same moment; please try again."


class VersionMoved(Refused):
    """`If-Match` names a version that is no longer the present one."""

    status = 412
    says = "You saw version {expected}, by now it is version {present}; please look again."


class IdempotencyKeyReused(Refused):
    """The same key came with another body."""

    status = 422
    says = "This Idempotency-Key was used before with another content."


class Invalid(Refused):
    """Well-formed, but a value makes no sense; `errors` maps fields of the body to stable codes."""

    status = 422
    says = "Some of the values are not valid."

    def __init__(self, **errors: str) -> None:
        super().__init__()
        self.errors = errors


class StoreUnavailable(Exception):
    """The store did not answer or did not confirm; the outcome may be unclear, so it is read again."""


class StoreDamaged(Exception):
    """The store is not what was written: truncated, foreign, or with a step in a stream."""
