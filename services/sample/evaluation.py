"""The evaluation part of the story: projects with marks and indicators, surveys, completion."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta

from services.sample.cast import Cast
from services.sample.client import Client

API = "/evaluation/v1"
RUBRIC = ("problem_relevance", "design_quality", "implementation", "results", "teamwork")


def evidence(*parts: str) -> str:
    """The digest of an invented file."""
    return hashlib.sha256("/".join(parts).encode()).hexdigest()


def run_project(
    client: Client, project: str, member: str, starts_on: date, *, reached: int, submitted: bool = True
) -> None:
    """A group agrees on its plan, reaches milestones and hands in what it made."""
    path, who = f"{API}/projects/{project}", (member, "participant")
    weeks = (
        (3, "SHORT", "Peta masalah disepakati"),
        (8, "SHORT", "Uji coba berjalan"),
        (40, "MEDIUM", "Dikelola unit"),
    )
    milestones = [
        {"title": title, "horizon": horizon, "due_on": (starts_on + timedelta(weeks=week)).isoformat()}
        for week, horizon, title in weeks
    ]
    objectives = ["Layanan yang dirasakan warga membaik", "Unit pengelola siap melanjutkan"]
    body = {"objectives": objectives, "milestones": milestones}
    planned = client.post(f"{path}/plan", who, body, key=f"sample/plan/{project}")["milestones"]
    for place, milestone in enumerate(planned[:reached]):
        on = {"on": (starts_on + timedelta(weeks=weeks[place][0])).isoformat()}
        address = f"{path}/milestones/{milestone['milestone']}/reach"
        client.post(address, who, on, key=f"sample/reach/{project}/{place}")
    if submitted:
        for place, name in enumerate(("Rancangan proyek", "Laporan akhir")):
            body = {
                "name": name,
                "digest": evidence(project, name),
                "on": (starts_on + timedelta(weeks=4 + 6 * place)).isoformat(),
            }
            client.post(f"{path}/deliverables", who, body, key=f"sample/deliver/{project}/{place}")


def mark_project(client: Client, cast: Cast, project: str, assessors: Sequence[str], totals: Sequence[int]) -> None:
    """Assessors are assigned one after the other and mark blind; a third comes where two are far apart."""
    path, officer = f"{API}/projects/{project}", (cast.officer, "officer")
    for assessor in assessors:
        body = {"assessor": assessor}
        client.post(f"{path}/assessors", officer, body, key=f"sample/assign/{project}/{assessor}")
    for assessor, level in zip(assessors, totals, strict=True):
        marks = {criterion: min(100, level + 2 * (place - 2)) for place, criterion in enumerate(RUBRIC)}
        client.post(f"{path}/marks", (assessor, "assessor"), {"marks": marks}, key=f"sample/marks/{project}/{assessor}")


def measure(
    client: Client, project: str, measured_by: str, verified_by: str, starts_on: date, values: Sequence[tuple[int, str]]
) -> None:
    """The indicator is measured by somebody of the group and verified by somebody of another unit."""
    path = f"{API}/projects/{project}"
    for month, value in values:
        day = starts_on + timedelta(days=round(month * 30.5) + 3)
        body = {
            "month": month,
            "value": value,
            "measured_on": day.isoformat(),
            "digest": evidence(project, "indicator", str(month)),
        }
        key = f"sample/measure/{project}/{month}"
        client.post(f"{path}/measurements", (measured_by, "participant"), body, key=key)
        on = {"on": (day + timedelta(days=7)).isoformat()}
        client.post(f"{path}/measurements/{month}/verify", (verified_by, "assessor"), on, key=f"{key}/verify")


def survey(
    client: Client,
    cast: Cast,
    cohort: str,
    template: str,
    closes_on: date,
    respondents: Sequence[str],
    *,
    released: bool,
) -> None:
    """A survey of a cohort is opened, answered by some, and closed and released where it is over."""
    officer, key = (cast.officer, "officer"), f"sample/survey/{template}/{cohort}"
    body = {"template": template, "cohort": cohort, "breakdowns": ["kind"], "closes_on": closes_on.isoformat()}
    opened = client.post(f"{API}/surveys", officer, body, key=key)
    questions, path = opened["questions"], f"{API}/surveys/{opened['id']}"
    for place, person in enumerate(respondents):
        scores = {
            question["code"]: max(question["least"], question["most"] - _displeasure(place, number))
            for number, question in enumerate(questions)
        }
        answer = {"receipt": evidence("receipt", key, person)[:32], "scores": scores}
        client.post(f"{path}/answers", (person, "participant"), answer, key=f"{key}/{person}")
    if released:
        client.post(f"{path}/close", officer, key=f"{key}/close")
        client.settle()
        client.post(f"{path}/release", officer, key=f"{key}/release")


def _displeasure(respondent: int, question: int) -> int:
    """Most are content; two questions please fewer people."""
    hard = question in (3, 7)
    return (1 if (respondent * 3 + question * 5) % 4 == 0 else 0) + (1 if hard and respondent % 3 else 0)


def complete(client: Client, cast: Cast, cohort: str) -> None:
    """Decide for everybody with a seat."""
    client.settle()
    client.post(f"{API}/cohorts/{cohort}/completions", (cast.officer, "officer"), key=f"sample/complete/{cohort}")
    client.settle()
