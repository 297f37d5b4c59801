"""The mentoring part of the story: mentors, pairings, sessions confirmed by both, and sharing classes."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from services.sample.cast import Cast
from services.sample.client import Client
from services.sample.roster import Employee
from shared.days import WIB

API = "/mentoring/v1"


def register_mentors(
    client: Client, cast: Cast, mentors: Sequence[Employee], competency: str, on: date, *, places: int = 0
) -> list[str]:
    """Seniors offer to mentor and are approved; their ids. `places` are those in groups."""
    ids = [cast.id_of(mentor) for mentor in mentors]
    for place, mentor in enumerate(ids):
        body = {
            "expertise": [{"competency": competency, "level": 4 + place % 2}],
            "one_to_one_places": 3,
            "group_places": places,
        }
        client.post(f"{API}/mentors", (mentor, "mentor"), body, key=f"sample/mentor/{mentor}")
        approval = {"on": on.isoformat()}
        client.post(f"{API}/mentors/{mentor}/approve", (cast.officer, "officer"), approval, key=f"sample/ok/{mentor}")
    return ids


def pair(
    client: Client, cast: Cast, mentor: str, mentee: str, competency: str, cohort: str, on: date, *, kind: str
) -> str:
    """Propose a pairing that both accept, recorded by the officer from paper; its address."""
    officer, key = (cast.officer, "officer"), f"sample/pair/{mentor}/{mentee}/{cohort}"
    body = {
        "mentee": mentee,
        "kind": kind,
        "competency": competency,
        "mentee_level": 1,
        "target_level": 3,
        "cohort": cohort,
        "starts_on": on.isoformat(),
        "ends_on": (on + timedelta(weeks=20)).isoformat(),
        "on": on.isoformat(),
    }
    pairing = client.post(f"{API}/mentors/{mentor}/pairings", officer, body, key=key)["id"]
    path = f"{API}/mentors/{mentor}/pairings/{pairing}"
    for party in ("MENTOR", "MENTEE"):
        answer = {"party": party, "on": (on + timedelta(days=1)).isoformat()}
        client.post(f"{path}/accept", officer, answer, key=f"{key}/{party}")
    return path


def meet(client: Client, path: str, mentor: str, mentee: str, day: date, topic: str, *, confirmed: bool = True) -> None:
    """The mentor records a session, and the mentee confirms or disputes it."""
    key = f"sample/meet/{path}/{day.isoformat()}"
    body = {"held_on": day.isoformat(), "minutes": 60 + 15 * (day.day % 4), "mode": "IN_PERSON", "topic": topic}
    session = client.post(f"{path}/sessions", (mentor, "mentor"), body, key=key)["id"]
    if confirmed:
        client.post(f"{path}/sessions/{session}/confirm", (mentee, "participant"), {}, key=f"{key}/confirm")
    else:
        dispute = {"reason": "Pertemuan hari itu batal karena rapat dinas."}
        client.post(f"{path}/sessions/{session}/dispute", (mentee, "participant"), dispute, key=f"{key}/dispute")


def end(client: Client, cast: Cast, path: str, on: date) -> None:
    """A pairing ends with its goals reached."""
    body = {"cause": "GOALS_REACHED", "reason": "Sasaran bersama telah dicapai.", "on": on.isoformat()}
    client.post(f"{path}/end", (cast.officer, "officer"), body, key=f"sample/end/{path}")


def share(
    client: Client, teacher: str, people: Sequence[str], title: str, competency: str, day: date, *, held: bool
) -> None:
    """A senior announces a class, newer staff join, and where `held` nearly all of them were there."""
    begins = datetime.combine(day, time(13, 30), WIB)
    body = {
        "title": title,
        "competency": competency,
        "form": 7,
        "seats": 30,
        "place": "Ruang rapat BPKPAD",
        "starts_at": begins.isoformat(),
        "ends_at": (begins + timedelta(hours=2)).isoformat(),
    }
    key = f"sample/share/{day.isoformat()}"
    path = f"{API}/sharing-classes"
    identity = client.post(path, (teacher, "mentor"), body, key=key)["id"]
    for person in people:
        client.post(f"{path}/{identity}/join", (person, "participant"), {}, key=f"{key}/{person}")
    if held:
        present = [person for place, person in enumerate(people) if place % 9 != 4]
        client.post(f"{path}/{identity}/hold", (teacher, "mentor"), {"present": present}, key=f"{key}/hold")
