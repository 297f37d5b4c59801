"""Why an enrolment stands as it does: its facts, the rules with their numbers, and what may happen next."""

from collections.abc import Sequence

import msgspec

from shared.contracts.vocabulary import Check
from shared.projection import Body


def why(enrollment: Body, cohort: Body) -> Body:
    """From the documents of an enrolment and of its cohort: `state`, `facts`, `rules` (checks), `history`, `next`."""
    return {
        "state": enrollment["state"],
        "facts": {
            "unit": enrollment["unit"],
            "applied_on": enrollment["applied_on"],
            "seats": cohort["seats"],
            "confirmed": cohort["confirmed"],
            "offered": cohort["offered"],
            "waiting": cohort["waiting"],
            "position": position(enrollment, cohort),
            "offer_until": enrollment["offer_until"],
            "policy": enrollment["policy"],
        },
        "rules": [*enrollment["checks"], *msgspec.to_builtins(_rules(enrollment, cohort))],
        "history": enrollment["history"],
        "next": _next(enrollment, cohort),
    }


def position(enrollment: Body, cohort: Body) -> int | None:
    """The place in line now, 1 being the first; None for who does not wait."""
    person, line = enrollment["person"], cohort["line"]
    return line.index(person) + 1 if person in line else None


def _rules(enrollment: Body, cohort: Body) -> Sequence[Check]:
    """Beside eligibility: the window, the approvals of the route, and the seat."""
    first, last = cohort["applications_from"], cohort["applications_until"]
    given, route = enrollment["approvals"], cohort["approval"]
    return [
        Check(
            "WINDOW",
            first <= enrollment["applied_on"] <= last,
            {"first": first, "last": last, "applied_on": enrollment["applied_on"]},
        ),
        Check("APPROVALS", given == len(route), {"given": given, "route": list(route)}),
        Check(
            "SEAT",
            enrollment["state"] in {"CONFIRMED", "COMPLETED", "NOT_COMPLETED"},
            {
                "seats": cohort["seats"],
                "taken": cohort["confirmed"] + cohort["offered"],
                "waiting": cohort["waiting"],
                "position": position(enrollment, cohort),
            },
        ),
    ]


def _next(enrollment: Body, cohort: Body) -> list[Body]:
    """What may happen, by whom, and until when where there is a limit."""
    match enrollment["state"]:
        case "APPLIED" | "APPROVED":
            approver = cohort["approval"][enrollment["approvals"]]
            return [_may("APPROVE", approver), _may("REJECT", approver), _may("WITHDRAW", "PARTICIPANT")]
        case "WAITLISTED":
            return [_may("OFFER_SEAT", "COHORT"), _may("WITHDRAW", "PARTICIPANT")]
        case "OFFERED":
            until = enrollment["offer_until"]
            return [
                _may("ACCEPT", "PARTICIPANT", until),
                _may("DECLINE", "PARTICIPANT", until),
                _may("WITHDRAW", "PARTICIPANT"),
            ]
        case "CONFIRMED":
            return [_may("DECIDE_COMPLETION", "EVALUATION"), _may("WITHDRAW", "PARTICIPANT")]
        case "REJECTED" | "WITHDRAWN" | "EXPIRED":
            return [_may("APPLY", "PARTICIPANT", cohort["applications_until"])]
    return []


def _may(action: str, by: str, until: str | None = None) -> Body:
    return {"action": action, "by": by, "until": until}
