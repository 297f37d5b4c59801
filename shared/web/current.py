"""The running service that the present request belongs to."""

from datetime import date, datetime
from typing import TypeVar

from flask import current_app

from shared.days import today as day_of
from shared.decider import Decider, State
from shared.policy import Policy
from shared.ports import Directory
from shared.service import Running
from shared.views import Views

S = TypeVar("S", bound=State)
P = TypeVar("P", bound=Policy)


def running() -> Running:
    """The service behind this request."""
    found: Running = current_app.extensions["bina"]
    return found


def views() -> Views:
    """The read side."""
    return running().views


def directory() -> Directory:
    """Who people are."""
    return running().stores.directory


def now() -> datetime:
    """The present moment by the service's clock."""
    return running().handler.clock()


def today() -> date:
    """The present day in WIB."""
    return day_of(now())


def rule(policy: type[P], on: date | None = None) -> P:
    """The version of a policy that is valid on a day, today unless told otherwise."""
    return running().policies.of(policy, on=on or today())


def state_of(decider: Decider[S], identity: str) -> S:
    """The present state of one of our own streams, as a fact for a command of another."""
    return running().handler.state(decider, identity)
