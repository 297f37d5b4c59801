"""Whatever is asked in whatever order, a mentor never takes more than the places that he or she offered."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.mentoring.mentors.commands import AcceptPairing, DeclinePairing, EndPairing
from services.mentoring.mentors.model import MENTOR
from shared.contracts.mentoring.mentors import (
    PairingAccepted,
    PairingActivated,
    PairingDeclined,
    PairingEnded,
    PairingKind,
    PairingProposed,
    Party,
)
from shared.decider import Command
from shared.events import Event, PersonId
from shared.refusals import Refused
from tests.mentoring.examples import APPROVED, POLICIES, REASON, REGISTERED, TODAY, noon, propose

PLACES: dict[PairingKind, int] = {"ONE_TO_ONE": REGISTERED.one_to_one_places, "GROUP": REGISTERED.group_places}
pairings = st.sampled_from([f"pairing-{number}" for number in range(12)])
parties = st.sampled_from(["MENTOR", "MENTEE"])


class MentorsPlaces(RuleBasedStateMachine):
    """A mentor who is asked for more than there is; the places are counted from the events, not from the state."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[Event] = [REGISTERED, APPROVED]

    def ask(self, command: Command) -> None:
        """What a request does: load, decide, append."""
        try:
            self.log.extend(MENTOR.decide(MENTOR.state(self.log), command, POLICIES, noon(TODAY)))
        except Refused:
            return

    @rule(pairing=pairings, mentee=st.sampled_from("abcdef"), kind=st.sampled_from(sorted(PLACES)))
    def propose(self, pairing: str, mentee: str, kind: PairingKind) -> None:
        self.ask(propose(pairing=pairing, mentee=PersonId(mentee), kind=kind))

    @rule(pairing=pairings, party=parties, reciprocal=st.booleans())
    def accept(self, pairing: str, party: Party, reciprocal: bool) -> None:
        self.ask(AcceptPairing(pairing, party, TODAY, reciprocal))

    @rule(pairing=pairings, party=parties)
    def decline(self, pairing: str, party: Party) -> None:
        self.ask(DeclinePairing(pairing, party, TODAY))

    @rule(pairing=pairings)
    def end(self, pairing: str) -> None:
        self.ask(EndPairing(pairing, "OTHER", REASON, TODAY))

    @invariant()
    def no_more_are_open_than_there_are_places(self) -> None:
        held: dict[str, PairingKind] = {}
        for event in self.log:
            match event:
                case PairingProposed(pairing=pairing, kind=kind):
                    held[pairing] = kind
                case PairingDeclined(pairing=pairing) | PairingEnded(pairing=pairing):
                    del held[pairing]
        for kind, places in PLACES.items():
            assert list(held.values()).count(kind) <= places

    @invariant()
    def a_pairing_works_once_both_have_agreed(self) -> None:
        agreed = {(event.pairing, event.party) for event in self.log if isinstance(event, PairingAccepted)}
        working = [event.pairing for event in self.log if isinstance(event, PairingActivated)]
        assert len(working) == len(set(working))
        assert set(working) == {one for one, party in agreed if {(one, "MENTOR"), (one, "MENTEE")} <= agreed}


TestMentorsPlaces = MentorsPlaces.TestCase
