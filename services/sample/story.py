"""The sample city's story, told through the API: three programmes, each with cohorts at different stages."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from services.sample import enrolment, evaluation, mentoring
from services.sample.cast import Cast
from services.sample.client import Client, TokenFor
from services.sample.enrolment import CohortPlan
from services.sample.programs import HEALTH, HEALTH_BRIEFS, TAX, WASTE, WASTE_BRIEFS
from services.sample.roster import Employee

Tell = Callable[[str], None]

WASTE_DONE = CohortPlan(
    key="waste-1",
    name="Angkatan I 2025",
    seats=24,
    applications_from=date(2025, 6, 2),
    applications_until=date(2025, 6, 20),
    starts_on=date(2025, 7, 7),
    ends_on=date(2025, 10, 31),
)
WASTE_RUNNING = CohortPlan(
    key="waste-2",
    name="Angkatan II 2026",
    seats=8,
    applications_from=date(2026, 8, 3),
    applications_until=date(2026, 8, 21),
    starts_on=date(2026, 9, 7),
    ends_on=date(2026, 12, 18),
)
HEALTH_RUNNING = CohortPlan(
    key="health-1",
    name="Angkatan I 2026",
    seats=18,
    applications_from=date(2026, 7, 1),
    applications_until=date(2026, 7, 24),
    starts_on=date(2026, 8, 10),
    ends_on=date(2026, 11, 27),
)
HEALTH_OPEN = CohortPlan(
    key="health-2",
    name="Angkatan II 2027",
    seats=10,
    applications_from=date(2026, 11, 2),
    applications_until=date(2026, 12, 18),
    starts_on=date(2027, 1, 18),
    ends_on=date(2027, 5, 28),
)
TAX_DONE = CohortPlan(
    key="tax-1",
    name="Angkatan I 2026",
    seats=16,
    applications_from=date(2026, 1, 12),
    applications_until=date(2026, 1, 30),
    starts_on=date(2026, 2, 16),
    ends_on=date(2026, 6, 26),
    approval=(),
)
WASTE_TOPICS = ("Memilah di sumber", "Membaca data timbulan", "Bekerja dengan warga")
TAX_TOPICS = ("Opsen pajak kendaraan", "Menjawab keberatan", "Etika pemeriksa")


def load(url: str, token_for: TokenFor, tell: Tell) -> Mapping[str, str]:
    """Load the sample city into an empty system; an example person by role. Raises `Refused` where it is not empty."""
    client = Client(url, token_for)
    try:
        tell("Sample city: units and roster ...")
        cast = enrolment.found_city(client)
        client.settle()
        tell(f"Sample city: {len(cast.roster)} employees; waste management by project groups ...")
        _waste(client, cast)
        tell("Sample city: a public-health campaign by project groups ...")
        _health(client, cast)
        tell("Sample city: new tax rules, taught by seniors ...")
        mentor, mentee = _tax(client, cast)
        client.settle()
        tell(f"Sample city: loaded with {client.requests} requests.")
    finally:
        client.close()
    return {
        "officer": cast.officer,
        "unit_head": cast.head("DLH"),
        "participant": mentee,
        "mentor": mentor,
        "assessor": cast.head("BAPPEDA"),
        "auditor": cast.head("INSPEKTORAT"),
        "service": enrolment.CLERK[0],
    }


def _waste(client: Client, cast: Cast) -> None:
    """One cohort from application to its outcome after twelve months, and one that is under way."""
    program = enrolment.publish(client, cast, WASTE)
    staff = [one for one in cast.working_in("WASTE_MANAGEMENT") if not one.head]
    mentors = cast.seniors("WASTE_MANAGEMENT", WASTE_DONE.starts_on, 15)[:4]
    people = [one for one in staff if one not in mentors]
    plan, assessors = WASTE_DONE, [cast.id_of(one) for one in cast.outside(_units(staff), 3)]

    cohort = enrolment.open_cohort(client, cast, program, plan)
    states = enrolment.enrol(client, cast, cohort, plan, people[:26])
    first = next(person for person, state in states.items() if state == "CONFIRMED")
    day = plan.starts_on - timedelta(days=5)
    enrolment.withdraw(client, cast, cohort, first, day, "Ditugaskan ke posko bencana.", plan.key)
    seated = enrolment.seated(client, cast, cohort)
    titles = ["Kebijakan dan data", "Merancang proyek", "Turun ke lapangan", "Menulis laporan", "Seminar akhir"]
    days = [plan.starts_on + timedelta(weeks=3 * week) for week in range(len(titles))]
    enrolment.hold_sessions(client, cast, cohort, plan.key, titles, days, seated)
    groups = enrolment.form_groups(
        client, cast, cohort, plan.key, WASTE_BRIEFS, seated, field="WASTE_MANAGEMENT", due_on=date(2026, 7, 31)
    )
    client.settle()

    approved = plan.starts_on - timedelta(days=3)
    ids = mentoring.register_mentors(client, cast, mentors, "WASTE_MANAGEMENT", approved, places=8)
    client.settle()
    for place, ((project, members), brief) in enumerate(zip(groups, WASTE_BRIEFS, strict=True)):
        for mentee in members:
            path = mentoring.pair(
                client, cast, ids[place], mentee, "WASTE_MANAGEMENT", cohort, plan.starts_on, kind="GROUP"
            )
            for number, topic in enumerate(WASTE_TOPICS[: 2 + place % 2]):
                held = plan.starts_on + timedelta(days=14 + 21 * number)
                mentoring.meet(client, path, ids[place], mentee, held, topic)
            mentoring.end(client, cast, path, plan.ends_on)
        evaluation.run_project(client, project, members[0], plan.starts_on, reached=3 if place < 3 else 2)
        totals = ((84, 80), (78, 74), (91, 72, 86), (71, 75))[place]
        evaluation.mark_project(client, cast, project, assessors[: len(totals)], totals)
        values = _way(float(brief[6]), float(brief[7]), (0.0, 0.3, 0.65, (1.05, 0.9, 0.72, 0.5)[place]))
        evaluation.measure(client, project, members[1], assessors[place % 2], plan.starts_on, values)
    evaluation.survey(client, cast, cohort, "satisfaction", date(2099, 12, 31), seated[:21], released=True)
    evaluation.survey(client, cast, cohort, "skm", date(2099, 12, 31), seated[:19], released=True)
    evaluation.complete(client, cast, cohort)

    running = enrolment.open_cohort(client, cast, program, WASTE_RUNNING)
    enrolment.enrol(client, cast, running, WASTE_RUNNING, people[26:36])
    now_seated = enrolment.seated(client, cast, running)
    days = [WASTE_RUNNING.starts_on + timedelta(weeks=4 * week) for week in range(4)]
    enrolment.hold_sessions(client, cast, running, WASTE_RUNNING.key, titles[:4], days, now_seated, held=3)


def _health(client: Client, cast: Cast) -> None:
    """One cohort near its end, with projects measured once, and one that takes applications."""
    program = enrolment.publish(client, cast, HEALTH)
    people = [one for one in cast.working_in("PUBLIC_HEALTH") if not one.head]
    plan, verifier = HEALTH_RUNNING, cast.id_of(cast.outside(_units(people), 4)[3])
    cohort = enrolment.open_cohort(client, cast, program, plan)
    enrolment.enrol(client, cast, cohort, plan, people[:20])
    seated = enrolment.seated(client, cast, cohort)
    titles = ["Membaca data kesehatan", "Merancang kampanye", "Bekerja dengan kader"]
    days = [plan.starts_on + timedelta(weeks=4 * week) for week in range(len(titles))]
    enrolment.hold_sessions(client, cast, cohort, plan.key, titles, days, seated)
    groups = enrolment.form_groups(
        client, cast, cohort, plan.key, HEALTH_BRIEFS, seated, field="PUBLIC_HEALTH", due_on=date(2027, 8, 31)
    )
    client.settle()
    for (project, members), brief in zip(groups, HEALTH_BRIEFS, strict=True):
        evaluation.run_project(client, project, members[0], plan.starts_on, reached=1, submitted=False)
        values = _way(float(brief[6]), float(brief[7]), (0.0, 0.25))
        evaluation.measure(client, project, members[1], verifier, plan.starts_on, values)
    evaluation.survey(client, cast, cohort, "satisfaction", date(2099, 12, 31), seated[:4], released=False)

    open_cohort = enrolment.open_cohort(client, cast, program, HEALTH_OPEN)
    enrolment.enrol(client, cast, open_cohort, HEALTH_OPEN, people[20:31], decided=6)


def _tax(client: Client, cast: Cast) -> tuple[str, str]:
    """Seniors teach newer staff in classes and one by one; an example of each."""
    program = enrolment.publish(client, cast, TAX)
    plan = TAX_DONE
    seniors = [one for one in cast.seniors("TAX", plan.starts_on, 8) if not one.head][:6]
    juniors = cast.juniors("TAX", plan.starts_on, 5)
    cohort = enrolment.open_cohort(client, cast, program, plan)
    enrolment.enrol(client, cast, cohort, plan, juniors[:18])
    seated = enrolment.seated(client, cast, cohort)
    titles = ["Peraturan daerah yang baru", "Latihan kasus"]
    days = [plan.starts_on, plan.starts_on + timedelta(weeks=8)]
    enrolment.hold_sessions(client, cast, cohort, plan.key, titles, days, seated)
    client.settle()

    ids = mentoring.register_mentors(client, cast, seniors, "REGIONAL_TAX", plan.starts_on)
    client.settle()
    for place, mentee in enumerate(seated):
        mentor = ids[place % len(ids)]
        path = mentoring.pair(client, cast, mentor, mentee, "REGIONAL_TAX", cohort, plan.starts_on, kind="ONE_TO_ONE")
        for number, topic in enumerate(TAX_TOPICS[: 3 if place % 5 else 1]):
            held = plan.starts_on + timedelta(days=10 + 13 * number)
            mentoring.meet(client, path, mentor, mentee, held, topic, confirmed=(place, number) != (2, 1))
        if place % 4:
            mentoring.end(client, cast, path, plan.ends_on)
    for number, title in enumerate(("Opsen dan bagi hasil", "Menghitung PBJT", "Menagih dengan santun")):
        day = plan.starts_on + timedelta(weeks=3 * number + 1)
        mentoring.share(client, ids[number], seated, title, "REGIONAL_TAX", day, held=True)
    evaluation.survey(client, cast, cohort, "satisfaction", date(2099, 12, 31), seated[:14], released=True)
    evaluation.complete(client, cast, cohort)
    return ids[0], seated[0]


def _units(people: list[Employee]) -> list[str]:
    """The units of some people."""
    return sorted({one.unit for one in people})


def _way(baseline: float, target: float, parts: tuple[float, ...]) -> list[tuple[int, str]]:
    """Whole values at months 0, 3, 6 and 12, as parts of the way from baseline to target."""
    values = (round(baseline + (target - baseline) * part) for part in parts)
    return [(month, str(value)) for month, value in zip((0, 3, 6, 12), values, strict=False)]
