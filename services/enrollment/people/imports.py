"""A roster import: what is known about the people in a file, and the plan carried out."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from services.enrollment.people.commands import RecordRosterImport
from services.enrollment.people.model import EMPLOYEE
from services.enrollment.people.refusals import RosterRejected
from services.enrollment.people.roster import Row, check
from services.enrollment.people.roster_file import read_file
from services.enrollment.people.roster_import import ROSTER_IMPORT
from services.enrollment.people.roster_plan import Known, Step, plan
from services.enrollment.people.unit import UNIT, unit_id
from shared.days import not_future
from shared.events import Meta
from shared.handler import Order
from shared.identity import derived_id
from shared.ports import NumberTaken
from shared.refusals import Conflict, IdempotencyKeyReused
from shared.web.current import directory, now, running, state_of
from shared.web.write import command_key, new_id, request_meta


def planned(content: bytes, on: date) -> list[Step]:
    """What a file would do to each employee, as of the day that it describes; raises `RosterUnreadable`."""
    not_future(on, now())
    file = read_file(content)
    codes = {row.cells["unit"] for row in file if row.cells}
    since = {code: state_of(UNIT, unit_id(code)).valid_from for code in codes}
    units = {code: day for code, day in since.items() if day}
    rows = check(file, on, units, running().policies)
    return plan(rows, _known(rows), units, on)


def _known(rows: Sequence[Row]) -> dict[str, Known]:
    """Everybody in the rows by employee number. New ids come from the request: a number could be guessed back."""
    places = {row.entry.number.digits: row.number for row in rows if row.entry}
    numbers = list(places)
    ids = directory().by_number(numbers)
    records = directory().get(ids.values())
    return {
        number: Known(ids[number], state_of(EMPLOYEE, ids[number]), records.get(ids[number]))
        if number in ids
        else Known(derived_id("person", command_key(), str(places[number])))
        for number in numbers
    }


def carry_out(steps: Sequence[Step], digest: str) -> None:
    """Do what was planned: the directory first, so that after a crash the same file finds the same ids and goes on.

    Raises `RosterRejected` where a row cannot be applied, and has then changed nothing.
    """
    _check_rejections(steps)
    identity, meta, handler = new_id(), request_meta(), running().handler
    earlier = handler.history(ROSTER_IMPORT.name(identity))
    if earlier and earlier[0].meta.request != meta.request:  # asked before the first change, not with the last
        raise IdempotencyKeyReused
    try:
        directory().put([step.record for step in steps if step.record])
    except NumberTaken as taken:
        raise Conflict from taken
    for turn in zip_longest(*(_orders(step, meta) for step in steps)):
        handler.execute_all([order for order in turn if order])
    counts = Counter(step.outcome for step in steps)
    record = RecordRosterImport(digest, len(steps), counts["REGISTER"], counts["CHANGE"], counts["UNCHANGED"])
    handler.execute(Order(decider=ROSTER_IMPORT, identity=identity, command=record, key=command_key(), meta=meta))


def _orders(step: Step, meta: Meta) -> list[Order]:
    """The commands of one employee; a turn of `carry_out` takes one of each, since those of a stream come in order."""
    if step.person is None:
        return []
    return [
        Order(
            decider=EMPLOYEE,
            identity=step.person,
            command=command,
            key=command_key(f"{step.person}/{type(command).__name__}"),
            meta=meta,
        )
        for command in step.commands
    ]


def _check_rejections(steps: Sequence[Step]) -> None:
    problems = [
        {"row": step.row, "column": column, "code": code} for step in steps for column, code in step.problems.items()
    ]
    if problems:
        rejected = len({problem["row"] for problem in problems})
        raise RosterRejected(rows=len(steps), rejected=rejected, problems=problems)
