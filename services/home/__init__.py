"""The home page: what Bina is, where everything is, and how to sign in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from services.evaluation.roster.views import PROGRAMS
from shared.service import Running
from shared.web.auth import Caller
from shared.web.home import Content

FOLDER = Path(__file__).parent
REPORT_READERS = ("officer", "auditor")


def report_path(program: str) -> str:
    """Where a programme's report is."""
    return f"/evaluation/v1/programs/{program}/report"


def programs(running: Mapping[str, Running]) -> list[tuple[str, str]]:
    """Id and title of every published programme, as evaluation knows them."""
    found = {
        row.body["program"]: row.body["content"]["title"]
        for row in sorted(running["evaluation"].views.all(PROGRAMS), key=lambda row: int(row.body["edition"]))
    }
    return sorted(found.items(), key=lambda pair: pair[1])


def content(running: Mapping[str, Running]) -> Content:
    """What the page shows: the services to everybody, reports to those who may read them."""
    services = [(name, one.service.title) for name, one in running.items()]

    def of(caller: Caller | None) -> Mapping[str, Any]:
        readable = caller is not None and caller.has(*REPORT_READERS)
        reports = [(report_path(program), title) for program, title in programs(running)] if readable else []
        return {"services": services, "reports": reports}

    return of


def pages(running: Mapping[str, Running]) -> list[tuple[str, str]]:
    """What to look at first: the home page, each programme's report, and each API."""
    reports = [(f"Report: {title}", report_path(program)) for program, title in programs(running)]
    apis = [(f"API: {name}", f"/{name}/v1/docs") for name in running]
    return [("Home page", "/"), *reports, *apis]
