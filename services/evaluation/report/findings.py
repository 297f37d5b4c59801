"""The largest findings of a report in the order in which somebody should look at them: the lowest answers first."""

from typing import Any

Row = dict[str, Any]
LOWEST = 3


def findings(report: Row) -> list[Row]:
    """Codes with the facts of one sentence each, in no language (product.md, cycles: lowest elements first)."""
    return [
        *_lowest(report["surveys"]),
        *_completion(report["completion"]["total"]),
        *_indicators(report["effectiveness"]),
        *_mentoring(report["mentoring"]["total"]),
        *_seats(report["seats"]["total"]),
        *_indicative(report["surveys"]),
        *_missing(report["effectiveness"]),
    ]


def _finding(code: str, **facts: Any) -> Row:
    return {"code": code, "facts": facts}


def _lowest(surveys: list[Row]) -> list[Row]:
    return [
        _finding(
            "LOWEST_ELEMENTS",
            kind=one["kind"],
            name=one["name"],
            elements=[{name: row[name] for name in ("code", "mean", "points")} for row in one["questions"][:LOWEST]],
        )
        for one in surveys
        if one["questions"]
    ]


def _completion(total: Row) -> list[Row]:
    if not total["decided"]:
        return []
    counts = {"completed": total["completed"], "decided": total["decided"]}
    hardest = max(total["rules"], key=lambda one: int(one["unmet"]))
    if not hardest["unmet"]:
        return [_finding("ALL_RULES_MET", **counts)]
    return [_finding("RULE_MISSED", **counts, rule=hardest["rule"], unmet=hardest["unmet"])]


def _indicators(effectiveness: list[Row]) -> list[Row]:
    measures = {one["measure"]: one for part in effectiveness for one in part["measures"]}
    basis = measures["TARGET_REACHED"]["basis"]
    if not basis["projects"]:
        return []
    if not basis["measured"]:
        return [_finding("NOT_MEASURED", projects=basis["projects"])]
    return [_finding("INDICATORS", **basis, progress=measures["PROGRESS"]["value"])]


def _mentoring(total: Row) -> list[Row]:
    if not total["pairings"]:
        return []
    code = "SILENT" if total["silent"] else "MENTORED"
    facts = {name: total[name] for name in ("pairings", "sessions", "silent", "silences")}
    return [_finding(code, active=total["states"]["ACTIVE"], **facts)]


def _seats(total: Row) -> list[Row]:
    if not total["seats"]:
        return []
    return [_finding("SEATS", **{name: total[name] for name in ("confirmed", "seats", "waiting")})]


def _indicative(surveys: list[Row]) -> list[Row]:
    names = ("name", "kind", "answers", "needed")
    return [_finding("INDICATIVE", **{name: one[name] for name in names}) for one in surveys if one["indicative"]]


def _missing(effectiveness: list[Row]) -> list[Row]:
    parts = [one["part"] for one in effectiveness if one["state"] == "NO_DATA"]
    return [_finding("NO_DATA", parts=parts)] if parts else []
