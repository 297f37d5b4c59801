"""How learning accounts are shown, explained and corrected."""

from datetime import date
from typing import Any

import msgspec

from services.evaluation.credits.model import LEARNING_ACCOUNT, ReverseEntry
from services.evaluation.credits.schemas import (
    AccountQuerySchema,
    AccountRowSchema,
    AccountSchema,
    ReverseEntrySchema,
    WhyEntrySchema,
)
from services.evaluation.credits.standing import TargetPolicy, standing
from services.evaluation.credits.views import LEARNING_ACCOUNTS, why
from services.evaluation.roster.views import STAFF
from shared.days import not_future
from shared.events import PersonId
from shared.projection import Body
from shared.refusals import NotFound, NotYours
from shared.web.answers import Answer
from shared.web.auth import caller
from shared.web.current import now, rule, running, today, views
from shared.web.reading import AsOf, Page, detail, listing
from shared.web.routes import Routes
from shared.web.write import note, ref, write

credits = Routes("credits", "evaluation", "Learning accounts: hours (JP) with the rule behind every entry")

SEE_EVERYBODY = ("officer", "auditor", "service")
READERS = (*SEE_EVERYBODY, "participant")
ENTRY = "/learning-accounts/<id:person>/entries/<id:entry>"


@credits.listing("/learning-accounts", allowed=SEE_EVERYBODY, answers=AccountRowSchema)
def list_accounts(filters: dict[str, Any], page: Page) -> Answer:
    """List the learning accounts with the sums of each year."""
    return listing(LEARNING_ACCOUNTS, page, **filters).named("person")


@credits.get("/learning-accounts/<id:person>", allowed=READERS, answers=AccountSchema, query=AccountQuerySchema)
def show_account(query: dict[str, Any], person: str) -> Answer:
    """Show one person's account, with the standing in the year that contains a day."""
    on = query.pop("on") or today()
    not_future(on, now())
    return _told(_seen(query, person), on)


@credits.get(f"{ENTRY}/why", allowed=READERS, answers=WhyEntrySchema, query=AsOf)
def explain_entry(query: dict[str, Any], person: str, entry: str) -> Answer:
    """Explain an entry: its days, its rule with the basis in law, the numbers, and what may happen next."""
    found = _seen(query, person)
    explained = why(found.body, entry, running().policies)
    if explained is None:
        raise NotFound(kind="entry")
    _word([explained])
    return Answer(explained, found.headers)


@credits.post(f"{ENTRY}/reverse", allowed=("officer",), takes=ReverseEntrySchema, answers=AccountSchema)
def reverse_entry(body: dict[str, Any], person: str, entry: str) -> Answer:
    """Say that an entry was recorded wrongly; it stays visible and counts no more."""
    reason = note("reason", body["reason"], person)
    command = ReverseEntry(PersonId(person), entry, ref(reason), PersonId(caller().person))
    return _told(write(LEARNING_ACCOUNT, person, command, shows=LEARNING_ACCOUNTS, texts=[reason]), today())


def _seen(query: dict[str, Any], person: str) -> Answer:
    """The account, where the caller may see it; raises `NotYours` before anything else."""
    if person != caller().person and not caller().has(*SEE_EVERYBODY):
        raise NotYours
    return detail(LEARNING_ACCOUNTS, person, kind="learning_account", **query)


def _told(account: Answer, on: date) -> Answer:
    """The account with names, words, and the standing of somebody who is on the roster."""
    _word(account.body["entries"])
    staff = views().get(STAFF, account.body["id"])
    stands = staff and standing(
        account.body["entries"],
        staff.body["kind"],
        date.fromisoformat(staff.body["appointed_on"]),
        on,
        rule(TargetPolicy, on),
    )
    account.body = {**account.body, "standing": stands and msgspec.to_builtins(stands)}
    return account.named("person")


def _word(entries: list[Body]) -> None:
    reversals = [entry["reversed"] for entry in entries if entry["reversed"]]
    Answer({"items": reversals}).named("by").worded("reason")
