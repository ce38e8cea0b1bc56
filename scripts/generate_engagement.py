"""Make up what the people of the sample's click-stream do beside browsing, and write it down.

Usage: ``python scripts/generate_engagement.py [CLICKS [FOLDER]]``. CLICKS is the click-stream in
generic form and FOLDER the data folder to write into; they default to those of this repository.
The same click-stream always gives the same bytes.

Written under FOLDER: ``generic/events/engagement.csv.gz``, ``generic/identity_links/links.csv``,
``generic/consents/consents.csv``, ``generic/costs/costs.csv``. ``data/sample/README.md`` says what
is in them and what is made up.
"""

import csv
import gzip
import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engagement.messages import send_all
from engagement.people import Event, Person, read_people
from engagement.service import activate, answer_surveys, ask_for_help, do_tasks, use_features
from engagement.shopping import (
    CURRENCY,
    advertise,
    anonymous_id,
    euros,
    find_carts,
    sell,
    shop,
    sign_up,
    subscribe,
)

ROOT = Path(__file__).resolve().parent.parent
CLICKS = ROOT / "data/sample/generic/events/click_stream.csv.gz"
FOLDER = ROOT / "data/sample"

BEGIN = datetime(2024, 1, 1, tzinfo=UTC)

# Columns that the contract does not know go into `properties` by their own name.
PROPERTIES = (
    *("acquisition_channel", "campaign", "cart_id", "order_id", "margin", "lead_id", "feature"),
    *("task", "task_id", "ticket_id", "is_public", "survey", "score", "scale"),
)
COLUMNS = (
    *("event_id", "event_name", "occurred_at", "user_id", "anonymous_id", "endpoint_id"),
    *("channel", "platform", "message_id", "value", "currency", *PROPERTIES),
)
LINK_COLUMNS = ("left_type", "left_value", "right_type", "right_value", "linked_at")
CONSENT_COLUMNS = ("identifier_type", "identifier_value", "purpose", "granted", "changed_at")
COST_COLUMNS = ("date", "channel", "campaign", "amount", "currency")

Rows = list[tuple[str, ...]]

DAILY_CENTS = {"search_brand": 350, "search_generic": 500, "social_video": 450, "display": 250}
IMPRESSION_CENTS, CLICK_CENTS, EMAIL_CENTS, SALES_CENTS = 4, 60, 2, 1400


def written(at: datetime) -> str:
    """A time as the files write it."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def draw_events(person: Person, until: datetime) -> Iterator[Event]:
    """Everything that a person does, in no order."""
    carts = find_carts(person)
    tickets, help_events = ask_for_help(person)
    features = list(use_features(person))
    yield from advertise(person)
    yield from sign_up(person)
    yield from shop(person, carts)
    yield from subscribe(person, until)
    yield from sell(person, carts)
    yield from features
    yield from help_events
    yield from activate(person, [*features, *help_events])
    yield from do_tasks(person)
    yield from answer_surveys(person, carts, tickets)
    yield from send_all(person, carts)


def event_rows(events: Iterable[Event]) -> Rows:
    """The rows of events in the order of time, numbered."""

    def order(event: Event) -> tuple[str, ...]:
        return (written(event.at), event.name, *(event.fields.get(name, "") for name in COLUMNS))

    return [
        (
            f"e{number:05d}",
            event.name,
            written(event.at),
            *(event.fields.get(name, "") for name in COLUMNS[3:]),
        )
        for number, event in enumerate(sorted(events, key=order), start=1)
    ]


def cost_rows(events: Sequence[Event], until: datetime) -> Rows:
    """Each day's costs: campaigns by what was shown and clicked, e-mails by number, the sales team.

    Days are those of UTC.
    """
    counts = Counter(
        (event.at.date(), event.name, event.fields.get("campaign", "")) for event in events
    )
    emails = sorted({campaign for _, name, campaign in counts if name == "email_sent"})
    rows: Rows = []
    day = BEGIN.date()
    while day <= until.date():
        for campaign, cents in DAILY_CENTS.items():
            cents += IMPRESSION_CENTS * counts[day, "ad_impression", campaign]
            cents += CLICK_CENTS * counts[day, "ad_click", campaign]
            rows.append((day.isoformat(), "ad", campaign, euros(cents), CURRENCY))
        for campaign in emails:
            if sent := counts[day, "email_sent", campaign]:
                amount = euros(EMAIL_CENTS * sent)
                rows.append((day.isoformat(), "email", campaign, amount, CURRENCY))
        if day.isoweekday() <= 5:
            rows.append((day.isoformat(), "custom", "sales_team", euros(SALES_CENTS), CURRENCY))
        day += timedelta(days=1)
    return rows


def csv_bytes(columns: Sequence[str], rows: Rows) -> bytes:
    """A CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def write(path: Path, content: bytes) -> None:
    """Write a file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def generate(clicks: Path = CLICKS, folder: Path = FOLDER) -> int:
    """Write all files into `folder` and return the number of events.

    Nothing is later than the last click, so that the tables of the sample speak for that instant
    with or without these events.

    Raises:
        OSError: a file can't be read or written.
    """
    people = read_people(clicks)
    until = max(person.clicks[-1].at for person in people)
    events = [
        event
        for person in people
        for event in draw_events(person, until)
        if BEGIN <= event.at <= until
    ]
    seen = {event.fields.get("anonymous_id") for event in events}
    links = [
        ("anonymous_id", anonymous_id(person), "user_id", person.user_id)
        + (written(person.signed_up_at),)
        for person in people
        if anonymous_id(person) in seen
    ]
    consents = [
        ("user_id", person.user_id, "marketing", str(granted).lower(), written(at))
        for person in people
        for at, granted in person.consents
        if at <= until
    ]
    # A gzip header holds a time and, through gzip.open, a file name: neither belongs to the data.
    packed = gzip.compress(csv_bytes(COLUMNS, event_rows(events)), compresslevel=9, mtime=0)
    write(folder / "generic/events/engagement.csv.gz", packed)
    write(folder / "generic/identity_links/links.csv", csv_bytes(LINK_COLUMNS, links))
    write(folder / "generic/consents/consents.csv", csv_bytes(CONSENT_COLUMNS, consents))
    costs = csv_bytes(COST_COLUMNS, cost_rows(events, until))
    write(folder / "generic/costs/costs.csv", costs)
    return len(events)


if __name__ == "__main__":
    print(f"{generate(*map(Path, sys.argv[1:3])):,} events generated")
