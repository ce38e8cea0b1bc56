"""Count the sample's journeys with branches and with messages again, in plain Python.

Nothing here reads the seeds or the warehouse: the two journeys are written down a second time
below, and the counting follows DESIGN.md section 6 for what they use. It reads the sample's raw
files, where each user has one login and messages name it, so nobody's identity is in doubt.
"""

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import md5
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "data/sample/generic"
ONBOARDING_WINDOW = timedelta(days=30)
RECOVERY_WINDOW, RECOVERY_TAIL = timedelta(days=3), timedelta(days=1)
EMAIL_WITHIN = timedelta(minutes=180)
HOLDOUT_PERCENT = 10
OUTCOMES = {
    "email_sent": ("reminder_email", "sent"),
    "email_delivered": ("reminder_email", "delivered"),
    "email_opened": ("reminder_email", "opened"),
    "email_clicked": ("reminder_email", "clicked"),
    "email_bounced": ("reminder_email", "failed"),
    "push_sent": ("reminder_push", "sent"),
    "push_opened": ("reminder_push", "opened"),
}


@dataclass(frozen=True)
class Event:
    """What of an event the journeys look at."""

    at: datetime
    name: str
    message_id: str
    campaign: str


@dataclass
class Figures:
    """The counts of a journey.

    Attributes:
        attempts: events that could start it.
        blocked: how many of them did not, by reason.
        ended: entries by end reason, `active` for those that go on.
        converted: entries that converted.
        completed: entries that reached a terminal step.
        reached: progressions by step before, step and branch; a branch is empty for none.
        outcomes: by step and outcome, how often.
        messages: by step and outcome, how many messages.
    """

    attempts: int = 0
    blocked: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    converted: int = 0
    completed: int = 0
    reached: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    messages: Counter[tuple[str, str]] = field(default_factory=Counter)


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file of the sample, gzipped or not."""
    path = SAMPLE / name
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return list(csv.DictReader(text.splitlines()))


def histories() -> dict[str, list[Event]]:
    """The events of each user in the order of time; those of a cookie are no user's yet."""
    found: dict[str, list[tuple[datetime, int, str, Event]]] = defaultdict(list)
    for name in ("events/click_stream.csv.gz", "events/engagement.csv.gz"):
        for row in rows(name):
            at = datetime.fromisoformat(row["occurred_at"].replace("Z", "+00:00"))
            event = Event(at, row["event_name"], row.get("message_id", ""), row.get("campaign", ""))
            # An event without a sequence stands behind those of its instant that have one.
            place = int(row.get("sequence") or 1_000_000)
            found[row["user_id"]].append((at, place, row["event_id"], event))
    found.pop("", None)
    return {
        user: [event for *_, event in sorted(events, key=lambda item: item[:3])]
        for user, events in found.items()
    }


def consents() -> dict[str, list[tuple[datetime, bool]]]:
    """What each user said to marketing, in the order of time."""
    said: dict[str, list[tuple[datetime, bool]]] = defaultdict(list)
    for row in rows("consents/consents.csv"):
        at = datetime.fromisoformat(row["changed_at"].replace("Z", "+00:00"))
        said[row["identifier_value"]].append((at, row["granted"] == "true"))
    return {user: sorted(changes) for user, changes in said.items()}


def first(events: Iterable[Event], names: set[str], begin: datetime) -> datetime | None:
    """When an event of some names first came at or after a time."""
    return min(
        (event.at for event in events if event.name in names and event.at >= begin), default=None
    )


def within(at: datetime | None, limit: datetime) -> datetime | None:
    """The time if it is not later than the limit."""
    return at if at is not None and at <= limit else None


def onboarding(users: dict[str, list[Event]], as_of: datetime) -> Figures:
    """Sign-up, then a feature or help, then activation, then an order or a membership."""
    counted = Figures()
    for events in users.values():
        signed_up = [event.at for event in events if event.name == "sign_up"]
        counted.attempts += len(signed_up)
        entered_at = signed_up[0]
        counted.blocked["reentry_not_allowed"] += len(signed_up) - 1
        limit = entered_at + ONBOARDING_WINDOW
        ways = {
            "feature": within(first(events, {"feature_used"}, entered_at), limit),
            "help": within(first(events, {"ticket_created", "support_chat"}, entered_at), limit),
        }
        # Which way came first; the feature's has the lower index.
        taken = min(((at, way) for way, at in ways.items() if at), default=None)
        activated = taken and within(first(events, {"activated"}, taken[0]), limit)
        goals = {
            "first_order": activated and within(first(events, {"order_paid"}, activated), limit),
            "membership": activated
            and within(first(events, {"subscription_renewed"}, activated), limit),
        }
        done = min((at for at in goals.values() if at), default=None)
        ended_at, reason = (done, "completed") if done else (limit, "window_elapsed")
        counted.ended[reason if ended_at <= as_of else "active"] += 1
        counted.completed += done is not None
        counted.converted += bool(within(first(events, {"order_paid"}, entered_at), ended_at))
        counted.reached["", "entry", ""] += 1
        counted.reached["entry", "first_steps", ""] += 1
        for way, branch in (("feature", "self_service"), ("help", "assisted")):
            counted.reached["first_steps", way, branch] += within(ways[way], ended_at) is not None
        if taken and activated:
            counted.reached[taken[1], "activated", ""] += 1
        for goal, branch in (("first_order", "order"), ("membership", "membership")):
            counted.reached["activated", goal, branch] += within(goals[goal], ended_at) is not None
    counted.blocked += Counter()
    counted.reached += Counter()
    return counted


def is_held_out(user: str) -> bool:
    """Whether the lottery of the journey keeps a user out."""
    key = md5(f"user_id|{user}".encode()).hexdigest()
    share = int(md5(f"{key}|cart_recovery".encode()).hexdigest()[:8], 16) % 10_000 / 100
    return share < HOLDOUT_PERCENT


def cart_recovery(users: dict[str, list[Event]], as_of: datetime) -> Figures:
    """A cart, an e-mail, a push, an order; all of it with consent to marketing."""
    counted = Figures()
    said = consents()
    for user, events in users.items():
        changes = said.get(user, [])
        allowed = [
            e for e in events if [granted for at, granted in changes if at <= e.at][-1:] == [True]
        ]
        refusals = [at for at, granted in changes if not granted]
        active_until: datetime | None = None
        for attempt in (event for event in events if event.name == "cart_created"):
            counted.attempts += 1
            reason = None
            if attempt not in allowed:
                reason = "no_consent"
            elif is_held_out(user):
                reason = "holdout"
            elif active_until and attempt.at < active_until:
                reason = "already_active"
            if reason:
                counted.blocked[reason] += 1
            else:
                active_until = recover(counted, allowed, refusals, attempt.at, as_of)
    return counted


def recover(
    counted: Figures,
    allowed: list[Event],
    refusals: list[datetime],
    entered_at: datetime,
    as_of: datetime,
) -> datetime:
    """Count one entry and return when it ends."""
    ends = [(entered_at + RECOVERY_WINDOW, "window_elapsed")]
    ends += [(at, "opted_out") for at in refusals if at > entered_at]
    ended_at, reason = min(ends)
    converted_at = first(allowed, {"order_paid"}, entered_at)
    counted.converted += within(converted_at, ended_at + RECOVERY_TAIL) is not None
    if converted_at and converted_at <= ended_at:
        ended_at, reason = converted_at, "converted"
    counted.ended[reason if ended_at <= as_of else "active"] += 1
    counted.reached["", "entry", ""] += 1
    counted.reached["entry", "wait_hour", ""] += 1
    of_journey = [event for event in allowed if event.campaign == "cart_recovery"]
    limit = min(ended_at, entered_at + EMAIL_WITHIN)
    emailed_at = within(first(of_journey, {"email_sent"}, entered_at), limit)
    if emailed_at is None:
        return ended_at
    counted.reached["wait_hour", "reminder_email", ""] += 1
    counted.reached["reminder_email", "wait_day", ""] += 1
    pushed_at = within(first(of_journey, {"push_sent"}, emailed_at), ended_at)
    counted.reached["wait_day", "reminder_push", ""] += pushed_at is not None
    ordered_at = within(first(allowed, {"order_paid"}, emailed_at), ended_at)
    counted.reached["reminder_email", "order", ""] += ordered_at is not None
    counted.completed += ordered_at is not None
    for sent_at, name in ((emailed_at, "email_sent"), (pushed_at, "push_sent")):
        sent = [event for event in of_journey if (event.at, event.name) == (sent_at, name)]
        for message_id in {event.message_id for event in sent}:
            count_outcomes(counted, of_journey, message_id)
    return ended_at


def count_outcomes(counted: Figures, of_journey: list[Event], message_id: str) -> None:
    """Count what became of a message."""
    outcomes = [OUTCOMES[event.name] for event in of_journey if event.message_id == message_id]
    counted.outcomes.update(outcomes)
    counted.messages.update(set(outcomes))


def recount() -> dict[str, Figures]:
    """The figures of both journeys, by journey id, as of the last event."""
    users = histories()
    as_of = max(event.at for events in users.values() for event in events)
    return {
        "onboarding": onboarding(users, as_of),
        "cart_recovery": cart_recovery(users, as_of),
    }
