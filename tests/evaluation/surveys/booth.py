"""A service that consists of surveys alone, with people who answer one."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import services.evaluation
from services.evaluation.surveys.ballots import answer, release_waiting, standing
from services.evaluation.surveys.commands import CloseSurvey
from services.evaluation.surveys.model import SURVEY
from services.evaluation.surveys.policies import SurveyPolicy
from services.evaluation.surveys.views import CLOSING, SURVEYS, TALLIES, TURNOUT
from shared.contracts.evaluation.surveys import AnswersReleased, Slip, Stratum, SurveyOpened
from shared.events import PersonId
from shared.handler import Order, fresh_key
from shared.service import Running, Service
from shared.testing.town import Town

SURVEYS_ALONE = Service(
    name="evaluation",
    title="Evaluation",
    folder=Path(services.evaluation.__file__).parent,
    policies=[SurveyPolicy],
    projections=[CLOSING, SURVEYS, TALLIES, TURNOUT],
    reactions=[],
    routes=[],
    chores=[release_waiting],
)
ID = "00000000-0000-7000-8000-000000000001"
CLOSES_ON = date(2026, 3, 31)


def people(kind: str, number: int) -> list[PersonId]:
    return [PersonId(f"{kind.lower()}-{one:02}") for one in range(number)]


def receipt(person: str, attempt: int = 0) -> str:
    """32 hexadecimal digits that the respondent made up."""
    return f"{person}/{attempt}".encode().hex().ljust(32, "0")[:32]


class Booth(Town):
    """A town with one open survey, whose people are of the kinds PNS and PPPK."""

    def __init__(self, pns: int = 12, pppk: int = 12) -> None:
        super().__init__(SURVEYS_ALONE)
        self.pns, self.pppk = people("PNS", pns), people("PPPK", pppk)
        invited = {**dict.fromkeys(self.pns, 0), **dict.fromkeys(self.pppk, 1)}
        strata = (Stratum({"kind": "PNS"}, pns), Stratum({"kind": "PPPK"}, pppk))
        self.tell(f"survey/{ID}", SurveyOpened("skm", 1, "UNIT", "DLH", invited, strata, CLOSES_ON))

    @property
    def service(self) -> Running:
        return self.running["evaluation"]

    def answer(self, person: str, score: int = 3, attempt: int = 0) -> None:
        """One person answers; what can be released is released."""
        answer(self.service, ID, PersonId(person), receipt(person, attempt), {"FEE": score})
        self.settle()

    def answer_all(self, some: Sequence[str], score: int = 3) -> None:
        for person in some:
            self.answer(person, score)

    def close(self) -> None:
        self.service.handler.execute(Order(decider=SURVEY, identity=ID, command=CloseSurvey(), key=fresh_key()))
        self.settle()

    def standing(self, person: str, attempt: int = 0) -> str:
        return standing(self.service, ID, receipt(person, attempt))

    def waiting(self) -> int:
        return self.service.stores.ballots.count(ID)

    def batches(self) -> list[AnswersReleased]:
        return [event for event in self.facts("evaluation") if isinstance(event, AnswersReleased)]

    def slips(self) -> list[Slip]:
        return [slip for batch in self.batches() for slip in batch.slips]
