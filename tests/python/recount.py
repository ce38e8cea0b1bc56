"""Count the sample's journeys again from the raw click-stream, in plain Python.

Nothing here reads the seeds, the converted file or the warehouse: the journeys are written down a
second time below, and the counting follows DESIGN.md section 6 event by event. It knows only what
the sample's journeys use: rules that name an event, and steps in one line, in order.
"""

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

RAW = (
    Path(__file__).resolve().parents[2] / "data/sources/retentioneering/retentioneering_ecom.csv.gz"
)
DAY = timedelta(days=1)
FUNNEL = ("add_to_cart", "cart", "shipping_details", "payment_details", "purchase")

Event = tuple[datetime, str]
"""When and what; a user's events stand in the order of the file, which is their order in time."""


@dataclass(frozen=True)
class Step:
    """One point of a journey: its id, the events that reach it, its time limit after its parent."""

    step_id: str
    names: frozenset[str]
    within: timedelta | None = None


@dataclass(frozen=True)
class Journey:
    """What a journey of the sample says; None means no limit."""

    entry: frozenset[str]
    steps: tuple[Step, ...]
    conversion: frozenset[str] = frozenset({"purchase"})
    exit: frozenset[str] = frozenset()
    reentry: str = "after_exit"
    reentry_interval: timedelta | None = None
    max_entries: int | None = None
    window: timedelta | None = None
    inactivity: timedelta | None = None
    tail: timedelta = timedelta(0)
    ends_on_conversion: bool = True
    ends_on_completion: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Every event name that any rule of the journey has."""
        return frozenset.union(
            self.entry, self.conversion, self.exit, *(s.names for s in self.steps)
        )


@dataclass(frozen=True)
class Entry:
    """One traversal: when it began, each step's time, how and when it ended (None: active)."""

    entered_at: datetime
    reached: dict[str, datetime]
    end_reason: str | None
    ended_at: datetime | None
    converted_at: datetime | None


@dataclass
class Figures:
    """The counts of one journey; `ended` is by end reason, with `active` for what goes on."""

    attempts: int = 0
    entries: int = 0
    users: int = 0
    converted: int = 0
    converted_users: int = 0
    completed: int = 0
    exits_without_conversion: int = 0
    blocked: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)


def _line(*step_ids: str) -> tuple[Step, ...]:
    """Steps that are each reached by the one event they are called after."""
    return tuple(Step(step_id, frozenset({step_id})) for step_id in step_ids)


JOURNEYS: dict[str, Journey] = {
    "purchase": Journey(frozenset({"product_view"}), _line(*FUNNEL), window=DAY),
    "first_look": Journey(
        frozenset({"product_view"}),
        _line(*FUNNEL),
        reentry="once",
        window=DAY,
        ends_on_conversion=False,
        ends_on_completion=True,
    ),
    "checkout": Journey(
        frozenset({"cart"}),
        (
            *_line("shipping_details"),
            Step("payment_details", frozenset({"payment_details"}), timedelta(minutes=60)),
            *_line("purchase"),
        ),
        exit=frozenset({"checkout_bug", "catalog"}),
        reentry="restart",
        window=timedelta(minutes=240),
        inactivity=timedelta(minutes=30),
        tail=DAY,
        ends_on_completion=True,
    ),
    "recovery": Journey(
        frozenset({"payment_error", "checkout_bug", "error_page", "support_chat"}),
        (Step("back_in_shop", frozenset({"product_view", "cart"})), *_line("purchase")),
        reentry_interval=DAY,
        max_entries=3,
        window=timedelta(days=2),
        inactivity=timedelta(minutes=720),
    ),
}


def raw_histories(path: Path = RAW) -> dict[str, list[Event]]:
    """Each user's events in the order of the file.

    Raises:
        ValueError: a user's rows are not in the order of time, which everything here leans on.
    """
    histories: dict[str, list[Event]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            histories[row["user_id"]].append(
                (datetime.fromisoformat(row["timestamp"]), row["event"])
            )
    for user, events in histories.items():
        if any(later[0] < earlier[0] for earlier, later in zip(events, events[1:], strict=False)):
            raise ValueError(f"{user}: rows out of order")
    return histories


def matches_after(
    events: Sequence[Event], names: frozenset[str], path: Sequence[tuple[datetime, frozenset[str]]]
) -> list[datetime]:
    """The times at which an event of `names` comes after all of `path`, earliest first.

    At the same time or later; strictly later than what on the path has a name in common.
    """

    def comes_after(at: datetime) -> bool:
        return all(at > t or (at == t and not names & others) for t, others in path)

    return [at for at, name in events if name in names and comes_after(at)]


def steps_reached(
    events: Sequence[Event], journey: Journey, entered_at: datetime
) -> dict[str, datetime]:
    """When each step would be reached from this entry if nothing but the window ended it."""
    path = [(entered_at, journey.entry)]
    reached: dict[str, datetime] = {}
    for step in journey.steps:
        times = matches_after(events, step.names, path)
        late = not times or (journey.window is not None and times[0] > entered_at + journey.window)
        if late or (step.within is not None and times[0] > path[-1][0] + step.within):
            break
        reached[step.step_id] = times[0]
        path.append((times[0], step.names))
    return reached


def silent_from(events: Sequence[Event], journey: Journey, entered_at: datetime) -> datetime | None:
    """When the first gap between matches grew longer than allowed; None without such a limit."""
    if journey.inactivity is None:
        return None
    last = entered_at
    for at, name in events:
        if at > last + journey.inactivity:
            break
        if name in journey.names and at >= entered_at:
            last = at
    return last + journey.inactivity


def traverse(
    events: Sequence[Event],
    journey: Journey,
    entered_at: datetime,
    restarted_at: datetime | None,
    as_of: datetime,
) -> Entry:
    """One entry from its beginning to its end, as known at `as_of`."""
    start = [(entered_at, journey.entry)]
    reached = steps_reached(events, journey, entered_at)
    completed_at = reached.get(journey.steps[-1].step_id)
    exits = matches_after(events, journey.exit, start)
    # In the order that decides a tie.
    ends: list[tuple[str, datetime | None]] = [
        ("completed", completed_at if journey.ends_on_completion else None),
        ("exit_event", exits[0] if exits else None),
        ("restarted", restarted_at),
        ("inactive", silent_from(events, journey, entered_at)),
        ("window_elapsed", None if journey.window is None else entered_at + journey.window),
    ]
    due = [(at, rank, reason) for rank, (reason, at) in enumerate(ends) if at is not None]
    ended_at, _, reason = min(due)
    conversions = matches_after(events, journey.conversion, start)
    converted_at = conversions[0] if conversions else None
    if converted_at is not None and converted_at > ended_at + journey.tail:
        converted_at = None
    if journey.ends_on_conversion and converted_at is not None and converted_at <= ended_at:
        ended_at, reason = converted_at, "converted"
    is_ended = ended_at <= as_of
    return Entry(
        entered_at,
        {step: at for step, at in reached.items() if at <= ended_at},
        reason if is_ended else None,
        ended_at if is_ended else None,
        converted_at,
    )


def count_user(
    events: Sequence[Event], journey: Journey, as_of: datetime, figures: Figures
) -> list[Entry]:
    """Walk one user's attempts, add what was blocked to `figures`, return the entries."""
    attempts = [at for at, name in events if name in journey.entry]
    entries: list[Entry] = []
    for index, at in enumerate(attempts):
        figures.attempts += 1
        last = entries[-1] if entries else None
        reason = None
        is_active = last is not None and (last.ended_at is None or at < last.ended_at)
        if is_active and journey.reentry != "restart":
            reason = "already_active"
        elif last is not None and journey.reentry == "once":
            reason = "reentry_not_allowed"
        elif (
            last is not None
            and journey.reentry_interval
            and (at < last.entered_at + journey.reentry_interval)
        ):
            reason = "reentry_interval"
        elif journey.max_entries is not None and len(entries) >= journey.max_entries:
            reason = "reentry_cap"
        if reason:
            figures.blocked[reason] += 1
            continue
        # The sample's restart journey has no interval and no cap: the next attempt restarts it.
        follower = (
            attempts[index + 1]
            if journey.reentry == "restart" and index + 1 < len(attempts)
            else None
        )
        entries.append(traverse(events, journey, at, follower, as_of))
    return entries


def recount(histories: dict[str, list[Event]] | None = None) -> dict[str, Figures]:
    """The figures of every journey of the sample, by journey id, as of the last event."""
    histories = histories or raw_histories()
    as_of = max(at for events in histories.values() for at, _ in events)
    result: dict[str, Figures] = {}
    for journey_id, journey in JOURNEYS.items():
        figures = result[journey_id] = Figures()
        for events in histories.values():
            entries = count_user(events, journey, as_of, figures)
            figures.entries += len(entries)
            figures.users += bool(entries)
            figures.converted_users += any(e.converted_at for e in entries)
            for entry in entries:
                is_converted = entry.converted_at is not None
                figures.converted += is_converted
                figures.completed += journey.steps[-1].step_id in entry.reached
                figures.exits_without_conversion += bool(entry.end_reason) and not is_converted
                figures.ended[entry.end_reason or "active"] += 1
                figures.reached.update(entry.reached.keys())
    return result


def best_levels(histories: dict[str, list[Event]] | None = None) -> list[int]:
    """Users who reach the entry, then each step, at best from any product view within a day."""
    histories = histories or raw_histories()
    journey = JOURNEYS["purchase"]
    levels: Counter[int] = Counter()
    for events in histories.values():
        starts = [at for at, name in events if name in journey.entry]
        if starts:
            levels[max(len(steps_reached(events, journey, at)) for at in starts)] += 1
    return [
        sum(n for level, n in levels.items() if level >= least) for least in range(len(FUNNEL) + 1)
    ]


def complete_traversals(
    histories: dict[str, list[Event]] | None = None,
    starts: Callable[[list[datetime]], list[datetime]] = lambda views: views,
) -> tuple[int, int]:
    """Product views and those of them that lead to the purchase step by step within a day.

    Args:
        histories: each user's events; the raw file's by default.
        starts: picks from a user's product views those to count; all of them by default.
    """
    histories = histories or raw_histories()
    journey = JOURNEYS["purchase"]
    entries = converted = 0
    for events in histories.values():
        for at in starts([at for at, name in events if name in journey.entry]):
            entries += 1
            converted += len(steps_reached(events, journey, at)) == len(FUNNEL)
    return entries, converted


if __name__ == "__main__":
    print("best level:", best_levels())
    print("all product views, complete:", complete_traversals())
    for journey_id, counted in recount().items():
        print(journey_id, counted)
