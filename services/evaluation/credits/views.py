"""What people see of their learning hours: every entry with its arithmetic, and the sums of each year."""

from collections import defaultdict
from datetime import date
from typing import Any

import msgspec

from services.evaluation.credits.conversion import ConversionPolicy
from shared.contracts.evaluation.credits import LearningHoursPosted, LearningHoursReversed
from shared.deadline import moment
from shared.events import Recorded
from shared.policy import Policies
from shared.projection import Body, Projection

LEARNING_ACCOUNTS = Projection("learning_accounts", version=1, streams=["learning_account"])
Row = dict[str, Any]


@LEARNING_ACCOUNTS.fold
def learning_accounts(body: Body, event: Recorded) -> Body:
    """One ledger; `years` are calendar years in WIB of the day of earning, without what is reversed."""
    entries: list[Row] = body.get("entries", [])
    match event.event:
        case LearningHoursPosted() as posted:
            entries = [*entries, _entry(posted, event)]
        case LearningHoursReversed(entry=entry, cause=cause, reason=reason, by=by):
            reversal = {"cause": cause, "reason": reason, "by": by, "recorded_at": moment(event.at)}
            entries = [{**one, "reversed": reversal} if one["id"] == entry else one for one in entries]
    return {"id": event.stream_id, "person": event.stream_id, "entries": entries, "years": _years(entries)}


def _entry(posted: LearningHoursPosted, event: Recorded) -> Row:
    plain = msgspec.to_builtins(posted)
    del plain["entry"]
    minutes = sum(one.minutes for one in posted.attended)
    return {"id": posted.entry, **plain, "minutes": minutes, "recorded_at": moment(event.at), "reversed": None}


def _years(entries: list[Row]) -> list[Row]:
    sums: dict[int, Row] = defaultdict(lambda: {"minutes": 0, "computed": 0, "credited": 0})
    for entry in entries:
        if entry["reversed"] is None:
            year = sums[int(entry["earned_on"][:4])]
            year.update({name: year[name] + entry[name] for name in year})
    return [{"year": year, **sums[year]} for year in sorted(sums)]


def why(account: Body, entry: str, policies: Policies) -> Row | None:
    """What an entry rests on: its days, the rule of the day it was earned on, the numbers, and what may come next.

    `room_taken_by` are the entries of the same form and month that earned hours: where a cap took the difference,
    they are the ones before it.
    """
    posted = next((one for one in account["entries"] if one["id"] == entry), None)
    if posted is None:
        return None
    table = policies.of(ConversionPolicy, date.fromisoformat(posted["earned_on"]))
    neighbours = [one["id"] for one in account["entries"] if one["id"] != entry and _same_room(one, posted)]
    return {
        **posted,
        "days": len({one["on"] for one in posted["attended"]}),
        "rule": {
            **msgspec.to_builtins(table.rate(posted["form"])),
            "minutes_per_hour": table.minutes_per_hour,
            "policy": table.version,
            "legal_basis": table.legal_basis,
        },
        "room_taken_by": neighbours if posted["difference"] in ("DAILY_CAP", "MONTHLY_CAP") else [],
        "next": ["REVERSE"] if posted["reversed"] is None else [],
    }


def _same_room(one: Row, other: Row) -> bool:
    """Both earned hours in one form and month."""
    month = slice(0, len("2026-03"))
    return bool(
        one["form"] == other["form"]
        and one["earned_on"][month] == other["earned_on"][month]
        and one["credited"]
        and one["reversed"] is None
    )
