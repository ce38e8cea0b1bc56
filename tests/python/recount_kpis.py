"""Count the sample's KPIs again from the raw files, in plain Python.

Nothing here reads the seeds or the warehouse: each KPI is written down a second time below, from
its name and docs/reference.md. Every KPI is a list of `Unit`s, each with the day it belongs to, and
the figures of a period and platform are made of those that lie in it.
"""

import csv
import gzip
import statistics
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data/sample/generic"
DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)
PASSIVE = {
    "ad_impression",
    "agent_reply",
    "email_sent",
    "email_delivered",
    "email_bounced",
    "push_sent",
    "sms_sent",
    "sms_delivered",
    "ticket_solved",
}
"""Events in which the user does nothing."""


@dataclass(frozen=True)
class Event:
    """A record, with its user and all its filled cells."""

    name: str
    at: datetime
    user: str
    platform: str
    cells: dict[str, str] = field(hash=False)


@dataclass(frozen=True)
class Unit:
    """What a KPI counts once.

    Attributes:
        on: Its day.
        platform: Its platform, `(none)` where it is not known.
        hit: Whether it did what the KPI asks.
        mature: Whether it is old enough to be judged.
        amount: Its value, if it has one.
        user: Who it is counted for, where users count and not units.
    """

    on: date
    platform: str
    hit: bool = True
    mature: bool = True
    amount: float | None = None
    user: str | None = None


Period = tuple[str, date | None]
Slice = tuple[str, date | None, str]
"""Period kind, its first day and the platform, empty for all."""

Figure = tuple[float, float | None]
"""What stands above and below the line."""


def _rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, gzipped or not."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return list(csv.DictReader(text.splitlines()))


def read_events() -> list[Event]:
    """All events in order of time, each with its user: a login, or who a cookie is linked to."""
    owners = {
        row["left_value"]: row["right_value"]
        for path in sorted((DATA / "identity_links").iterdir())
        for row in _rows(path)
    }
    events = []
    for path in sorted((DATA / "events").iterdir()):
        for row in _rows(path):
            cookie = row.get("anonymous_id", "")
            events.append(
                Event(
                    row["event_name"],
                    datetime.fromisoformat(row["occurred_at"]),
                    row["user_id"] or owners.get(cookie, cookie),
                    row["platform"] or "(none)",
                    {name: cell for name, cell in row.items() if cell},
                )
            )
    return sorted(events, key=lambda event: event.at)


def read_costs() -> list[Unit]:
    """All costs; they have no platform."""
    return [
        Unit(date.fromisoformat(row["date"]), "(none)", amount=float(row["amount"]))
        for path in sorted((DATA / "costs").iterdir())
        for row in _rows(path)
    ]


def periods(day: date) -> list[Period]:
    """The periods that a day lies in."""
    return [
        ("day", day),
        ("week", day - day.weekday() * DAY),
        ("month", day.replace(day=1)),
        ("all", None),
    ]


def sliced(units: Iterable[Unit]) -> dict[Slice, list[Unit]]:
    """The units by period and platform."""
    slices = defaultdict(list)
    for unit in units:
        for kind, start in periods(unit.on):
            for platform in ("", unit.platform):
                slices[kind, start, platform].append(unit)
    return slices


def counted(units: Iterable[Unit]) -> int:
    """How many units there are, users once."""
    listed = list(units)
    return len({unit.user if unit.user is not None else id(unit) for unit in listed})


def shares(units: Iterable[Unit]) -> dict[Slice, Figure]:
    """Hits among the units old enough."""
    return {
        key: (
            counted(unit for unit in inside if unit.mature and unit.hit),
            counted(unit for unit in inside if unit.mature),
        )
        for key, inside in sliced(units).items()
    }


def quotients(
    above: Iterable[Unit], below: Iterable[Unit], total: Callable[[list[Unit]], float]
) -> dict[Slice, Figure]:
    """A total of the one kind of units over how many there are of the other."""
    tops, bases = sliced(above), sliced(below)
    return {key: (total(tops.get(key, [])), counted(bases.get(key, []))) for key in {*tops, *bases}}


def total_amount(units: list[Unit]) -> float:
    """The sum of the units' values."""
    return sum(unit.amount or 0 for unit in units)


def medians(units: Iterable[Unit]) -> dict[Slice, float | None]:
    """The median of the values of the units old enough."""
    values = {
        key: [unit.amount for unit in inside if unit.mature and unit.amount is not None]
        for key, inside in sliced(units).items()
    }
    return {key: statistics.median(found) if found else None for key, found in values.items()}


def business_minutes(start: datetime, end: datetime) -> float:
    """Minutes of working days, nine to five (UTC), between two times: day by day."""
    seconds = 0.0
    day = start.replace(hour=0, minute=0, second=0, microsecond=0)
    while day <= end:
        if day.weekday() < 5:
            opens, closes = day + timedelta(hours=9), day + timedelta(hours=17)
            seconds += max((min(end, closes) - max(start, opens)).total_seconds(), 0)
        day += DAY
    return seconds / 60


class Recount:
    """The sample's events, and the units of KPIs made of them."""

    def __init__(self) -> None:
        """Reads the raw files."""
        self.events = read_events()
        self.costs = read_costs()
        self.as_of = self.events[-1].at

    def of(self, *names: str, **cells: str) -> list[Event]:
        """The events of these names with these cells."""
        return [
            event
            for event in self.events
            if event.name in names and cells.items() <= event.cells.items()
        ]

    def users(self, events: Iterable[Event], hit: bool = True) -> list[Unit]:
        """Events as units that count users."""
        return [Unit(e.at.date(), e.platform, hit=hit, user=e.user) for e in events]

    def units(self, events: Iterable[Event], amount: str = "") -> list[Unit]:
        """Events as units of their own, with the value of a cell."""
        return [
            Unit(e.at.date(), e.platform, amount=float(e.cells[amount]) if amount else None)
            for e in events
        ]

    def first(self, events: Iterable[Event], key: str = "") -> list[Event]:
        """The first event of each unit: a cell's value, or the user."""
        found: dict[str, Event] = {}
        for event in events:
            if unit := event.cells.get(key) if key else event.user:
                found.setdefault(unit, event)
        return list(found.values())

    def followed(
        self,
        starts: Iterable[Event],
        follows: Iterable[Event],
        key: str = "",
        after: timedelta = timedelta(0),
        within: timedelta | None = None,
        last: bool = False,
        minutes: Callable[[datetime, datetime], float] | None = None,
        as_users: bool = False,
    ) -> list[Unit]:
        """Each start as a unit: hit if an event of the same key follows in time."""
        times = defaultdict(list)
        for event in follows:
            if unit := event.cells.get(key) if key else event.user:
                times[unit].append(event.at)
        found = []
        for start in starts:
            mine = times.get(start.cells.get(key, "") if key else start.user, [])
            end = self.as_of if within is None else start.at + within
            inside = mine[bisect_left(mine, start.at + after) : bisect_right(mine, end)]
            at = inside[-1 if last else 0] if inside else None
            judged_at = start.at + (after if within is None else within)
            found.append(
                Unit(
                    start.at.date(),
                    start.platform,
                    hit=at is not None,
                    mature=judged_at <= self.as_of,
                    amount=minutes(start.at, at) if minutes and at else None,
                    user=start.user if as_users else None,
                )
            )
        return found

    def counts(self, events: Iterable[Event]) -> dict[Slice, Figure]:
        """How many there are; in periods of the data without any, 0."""
        span = (self.as_of.date() - self.events[0].at.date()).days
        figures: dict[Slice, Figure] = {
            (kind, start, ""): (0, None)
            for number in range(span + 1)
            for kind, start in periods(self.events[0].at.date() + number * DAY)
        }
        for key, units in sliced(self.units(events)).items():
            figures[key] = (counted(units), None)
        return figures

    def kept(self, events: Iterable[Event]) -> dict[Slice, Figure]:
        """Of the users of one period, those of the next one: dated by that, if it is over."""
        active = sliced(self.users(events))
        current = dict(periods(self.as_of.date()))
        figures: dict[Slice, Figure] = {}
        for (kind, start, platform), units in active.items():
            if kind == "all" or start is None:
                continue
            following = dict(periods(start + {"day": 1, "week": 7, "month": 31}[kind] * DAY))[kind]
            limit = current[kind]
            if following is None or limit is None or following > limit:
                continue
            base = {unit.user for unit in units}
            there = {unit.user for unit in active.get((kind, following, ""), [])}
            over = following < limit
            figures[kind, following, platform] = (len(base & there), len(base)) if over else (0, 0)
        return figures


def elapsed_minutes(start: datetime, end: datetime) -> float:
    """Minutes between two times."""
    return (end - start).total_seconds() / 60


def figures(sample: Recount) -> dict[str, dict[Slice, Figure]]:
    """Above and below the line of each KPI that is a quotient or a share, by slice."""
    active = [event for event in sample.events if event.name not in PASSIVE]
    carts = sample.first(sample.of("cart_created"), "cart_id")
    orders = sample.of("order_paid")
    first_orders = sample.first(orders)
    checkouts = sample.first(sample.of("shipping_details"), "session_id")
    sign_ups = sample.first(sample.of("sign_up"))
    tasks = sample.first(sample.of("task_started"), "task_id")
    mails = sample.first(sample.of("email_delivered"), "message_id")
    leads = sample.first(sample.of("lead_created"), "lead_id")
    csat = sample.of("survey_answered", survey="csat")
    ces = sample.units(sample.of("survey_answered", survey="ces"), "score")
    nps = sample.units(sample.of("survey_answered", survey="nps"), "score")
    visitors = sample.users(event for event in sample.events if "session_id" in event.cells)
    values = sample.units(orders, "value")
    margins = sample.units([event for event in orders if "margin" in event.cells], "margin")

    def back(day: int) -> dict[Slice, Figure]:
        window = {"after": day * DAY, "within": (day + 1) * DAY - INSTANT}
        return shares(sample.followed(sign_ups, active, as_users=True, **window))

    return {
        "conversion": quotients(sample.users(sample.of("purchase")), visitors, counted),
        "add_to_cart_rate": quotients(
            sample.users(sample.of("add_to_cart")),
            sample.users(sample.of("product_view")),
            counted,
        ),
        "ad_click_rate": quotients(
            sample.units(sample.of("ad_click")), sample.units(sample.of("ad_impression")), counted
        ),
        "email_click_rate": shares(
            sample.followed(mails, sample.of("email_clicked"), "message_id", within=7 * DAY)
        ),
        "cart_abandonment": shares(sample.followed(carts, orders, "cart_id", within=DAY)),
        "checkout_abandonment": shares(
            sample.followed(checkouts, sample.of("purchase"), "session_id", within=DAY)
        ),
        "lead_conversion": shares(
            sample.followed(leads, sample.of("lead_won"), "lead_id", within=90 * DAY)
        ),
        "average_order_value": quotients(values, values, total_amount),
        "repeat_rate": shares(
            sample.followed(first_orders, orders, after=INSTANT, within=90 * DAY, as_users=True)
        ),
        "activation": shares(
            sample.followed(sign_ups, sample.of("activated"), within=7 * DAY, as_users=True)
        ),
        "adoption": quotients(
            sample.users(sample.of("feature_used")), sample.users(active), counted
        ),
        "task_completion": shares(
            sample.followed(tasks, sample.of("task_completed"), "task_id", within=DAY)
        ),
        "error_rate": shares(
            sample.followed(tasks, sample.of("request_failed"), "task_id", within=DAY)
        ),
        "csat": shares(
            Unit(e.at.date(), e.platform, hit=float(e.cells["score"]) >= 4) for e in csat
        ),
        "ces": quotients(ces, ces, total_amount),
        "nps": quotients(
            nps,
            nps,
            lambda units: sum(((u.amount or 0) >= 9) - ((u.amount or 0) <= 6) for u in units),
        ),
        "churn": sample.kept(active),
        "retention_day_1": back(1),
        "retention_day_7": back(7),
        "retention_day_30": back(30),
        "retention_from_day_30": shares(
            sample.followed(sign_ups, active, after=30 * DAY, as_users=True)
        ),
        "cac": quotients(sample.costs, sample.users(first_orders), total_amount),
        "cpa": quotients(sample.costs, sample.users(sign_ups), total_amount),
        "clv_historic": quotients(margins, sample.users(orders), total_amount),
        "social_visits": sample.counts(
            sample.first(
                [
                    event
                    for event in sample.events
                    if event.cells.get("acquisition_channel") == "social"
                ],
                "session_id",
            )
        ),
    }


def times(sample: Recount) -> dict[str, dict[Slice, float | None]]:
    """The median of each KPI that is a time, by slice."""
    tickets = sample.first(sample.of("ticket_created"), "ticket_id")
    replies = sample.of("agent_reply", is_public="true")
    solved = sample.of("ticket_solved")
    leads = sample.first(sample.of("lead_created"), "lead_id")
    sign_ups = sample.first(sample.of("sign_up"))
    won, activated = sample.of("lead_won"), sample.of("activated")

    def since(
        starts: list[Event],
        ends: list[Event],
        key: str,
        within: timedelta | None = None,
        last: bool = False,
        minutes: Callable[[datetime, datetime], float] = elapsed_minutes,
    ) -> dict[Slice, float | None]:
        units = sample.followed(starts, ends, key, within=within, last=last, minutes=minutes)
        return medians(units)

    return {
        "first_response": since(tickets, replies, "ticket_id"),
        "first_response_business": since(tickets, replies, "ticket_id", minutes=business_minutes),
        "first_resolution": since(tickets, solved, "ticket_id"),
        "last_resolution": since(tickets, solved, "ticket_id", last=True),
        "sales_cycle": since(leads, won, "lead_id"),
        "time_to_value": since(sign_ups, activated, "", within=30 * DAY),
    }
