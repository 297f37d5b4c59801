"""How long the vault keeps what people typed, and what is shown once it is gone."""

from datetime import date

from shared.policy import Policy

ERASED = "[erased]"


class RetentionPolicy(Policy, frozen=True, kw_only=True):
    """Years that a text about people is kept; every service has a table of its own."""

    table = "retention"

    years: int

    def kept_until(self, day: date) -> date:
        """The last day on which a text typed on `day` is kept; the 29th to 31st count as the 28th."""
        return date(day.year + self.years, day.month, min(day.day, 28))
