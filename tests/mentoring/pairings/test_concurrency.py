"""Many ask the same mentor at the same moment: the places hold."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

from shared.contracts.mentoring.mentors import PairingProposed
from tests.mentoring.city import API, OFFER, OFFICER, PROPOSAL, city, employ
from tests.mentoring.examples import ANI

PLACES = 5
MENTEES = [f"00000000-0000-7000-8000-{number:012d}" for number in range(100, 140)]


def test_forty_at_once_get_five_places() -> None:
    town = city()
    for mentee in MENTEES:
        employ(town, mentee, date(2024, 1, 1))
    town.post(f"{API}/mentors", (ANI, "mentor"), {**OFFER, "group_places": PLACES})
    town.post(f"{API}/mentors/{ANI}/approve", OFFICER)

    def ask(mentee: str) -> Any:
        client = town.apps["mentoring"].test_client(use_cookies=False)
        bearer = {"Authorization": f"Bearer {town.token(mentee, 'participant')}"}
        body = {**PROPOSAL, "mentee": mentee, "kind": "GROUP"}
        answer: Any = client.post(f"{API}/mentors/{ANI}/pairings", headers=bearer, json=body)
        return answer.json.get("code", "PROPOSED")

    with ThreadPoolExecutor(16) as threads:
        answers = Counter(threads.map(ask, MENTEES))
    assert answers == {"PROPOSED": PLACES, "PLACES_TAKEN": len(MENTEES) - PLACES}
    assert sum(isinstance(event, PairingProposed) for event in town.facts("mentoring")) == PLACES
    town.settle()
    shown = town.get(f"{API}/mentors/{ANI}", OFFICER)
    assert (shown["group_taken"], shown["one_to_one_taken"]) == (PLACES, 0)
