"""Why a mentor's stream says no."""

from shared.refusals import Refused


class MentorExists(Refused):
    """Somebody registers twice."""

    says = "This person is registered as a mentor already."


class PlacesOutOfRange(Refused):
    """More places than the policy lets one person have, or none at all."""

    status = 422
    says = "A mentor takes up to {most_one_to_one} mentees one by one and {most_group} in groups, and at least one."


class CompetencyTwice(Refused):
    """The same competency with two levels."""

    status = 422
    says = "The competency {competency} is named twice."


class MentorRulesUnmet(Refused):
    """Rules of who may mentor say no; `unmet` shows them with their numbers."""

    says = "{failed} of {rules} rules for mentors are not met."


class OwnApproval(Refused):
    """Nobody approves himself or herself."""

    status = 403
    says = "Nobody approves their own registration."


class PairingRulesUnmet(Refused):
    """Rules of who may be paired say no; `unmet` shows them with their numbers."""

    says = "{failed} of {rules} rules for a pairing are not met."


class PlacesTaken(Refused):
    """Every place of the kind is held by a proposed or active pairing."""

    says = "{taken} of {places} places of this mentor are taken."


class PairingNotOpen(Refused):
    """It was declined or has ended."""

    says = "The pairing is {state} and takes no answer any more."


class PairingNotActive(Refused):
    """It does not work, so it cannot end."""

    says = "The pairing is {state}, so it cannot be ended."


class PairingBecameReciprocal(Refused):
    """Meanwhile the mentee mentors the mentor on the same competency."""

    says = "The mentee became the mentor's mentor on {competency} meanwhile."


class AnotherDay(Refused):
    """Whoever answers does so today; what was said on paper before is recorded by an officer."""

    status = 403
    says = "Only an officer records what happened on another day; {on} is not today, {today}."


class BeforeProposal(Refused):
    """An answer dated before the question."""

    status = 422
    says = "{on} lies before {earliest}, when the pairing was proposed or agreed."
