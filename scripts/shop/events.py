"""What the people of the made-up shop do, one event after another, and what goes wrong with it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from shop.people import (
    BOT,
    DAY,
    MESSAGE,
    MINUTE,
    PERIOD,
    SECOND,
    STORE,
    TEST,
    VISIT,
    WEB,
    Ints,
    Mask,
    People,
    Visits,
)

# ---------------------------------------------------------------- what people do
EVENT_NAMES = (
    *("home", "search", "product_view", "add_to_cart", "cart", "checkout", "payment", "purchase"),
    *("support_chat", "account", "wishlist_add"),
    *("message_sent", "message_opened", "message_clicked", "store_purchase", "login", "sign_up"),
)
STATE = {name: index for index, name in enumerate(EVENT_NAMES)}
LEAVE = len(EVENT_NAMES)
BROWSING = [STATE[name] for name in ("home", "search", "product_view")]
MESSAGING = [STATE[name] for name in ("message_sent", "message_opened", "message_clicked")]
ORDERS = [STATE[name] for name in ("purchase", "store_purchase")]

# Where a visit goes next; what is missing from 1 leaves.
NEXT: dict[str, dict[str, float]] = {
    "home": {"search": 0.35, "product_view": 0.35, "account": 0.07, "support_chat": 0.02},
    "search": {"search": 0.15, "product_view": 0.6, "home": 0.05},
    "product_view": {
        **{"product_view": 0.3, "add_to_cart": 0.18, "wishlist_add": 0.05},
        **{"search": 0.15, "home": 0.05},
    },
    "add_to_cart": {"cart": 0.5, "product_view": 0.3},
    "cart": {"checkout": 0.45, "product_view": 0.25},
    "checkout": {"payment": 0.65, "cart": 0.1, "support_chat": 0.03},
    "payment": {"purchase": 0.7, "payment": 0.1},
    "purchase": {"home": 0.1},
    "support_chat": {"home": 0.2, "checkout": 0.2},
    "account": {"home": 0.4},
    "wishlist_add": {"product_view": 0.5},
    "message_sent": {"message_opened": 0.4},
    "message_opened": {"message_clicked": 0.3},
    "message_clicked": {"product_view": 0.9},
}
# Mean seconds until what comes next, and the share of far longer pauses.
PAUSE = {name: 40 for name in EVENT_NAMES} | {"support_chat": 300, "message_sent": 6 * 3_600}
LONG_PAUSE_SHARE, LONG_PAUSE_FACTOR = 0.02, 60
MOST_EVENTS_A_VISIT = 60
GRAIN = 1_024
"""Probabilities are rounded to this many parts, so that a transition is one look-up in a table."""

# ---------------------------------------------------------------- what goes wrong
FUTURE_SHARE, FAST_CLOCK_SHARE = 0.002, 0.002
DISPOSITIONS = ("accepted", "blocked_traffic", "future_timestamp")
ACCEPTED, BLOCKED, FUTURE = range(3)


@dataclass(frozen=True)
class Moments:
    """What the visits consist of, in the order of visits, then of time."""

    visit: Ints
    position: Ints
    state: Ints
    offset: Ints
    """Milliseconds since the visit's start."""


def transition_table() -> npt.NDArray[np.uint8]:
    """The state that follows, by state and by a number below `GRAIN`."""
    table = np.full((len(EVENT_NAMES), GRAIN), LEAVE, dtype=np.uint8)
    for name, shares in NEXT.items():
        ends = np.rint(np.cumsum(list(shares.values())) * GRAIN).astype(int)
        begins = [0, *ends[:-1]]
        for follower, begin, end in zip(shares, begins, ends, strict=True):
            table[STATE[name], begin:end] = STATE[follower]
    return table


def walk_visits(rng: np.random.Generator, visits: Visits) -> Moments:
    """Walk all visits at once, one event a turn, until everyone has left."""
    count = len(visits.person)
    first = np.array(BROWSING)[rng.choice(3, count, p=[0.5, 0.25, 0.25])]
    first = np.where(visits.kind == MESSAGE, STATE["message_sent"], first)
    state = np.where(visits.kind == STORE, STATE["store_purchase"], first).astype(np.uint8)
    visit, offset = np.arange(count), np.zeros(count, dtype=np.int64)
    table = transition_table()
    pause = np.array([PAUSE[name] * SECOND for name in EVENT_NAMES], dtype=np.float64)
    turns: list[tuple[Ints, npt.NDArray[np.uint8], Ints]] = []
    while len(visit) and len(turns) < MOST_EVENTS_A_VISIT:
        turns.append((visit, state, offset))
        stays = rng.random(len(visit)) < LONG_PAUSE_SHARE
        gap = rng.standard_exponential(len(visit)) * pause[state]
        gap[stays] *= LONG_PAUSE_FACTOR
        follower = table[state, rng.integers(0, GRAIN, len(visit), dtype=np.uint16)]
        goes_on = follower != LEAVE
        offset = (offset + gap.astype(np.int64))[goes_on]
        visit, state = visit[goes_on], follower[goes_on]
    # A visit's k-th event stands k rows after its first: no sort is needed.
    lengths = np.zeros(count, dtype=np.int64)
    for at, _, _ in turns:
        lengths[at] += 1
    begins = np.cumsum(lengths) - lengths
    total = int(lengths.sum())
    moments = Moments(
        visit=np.repeat(np.arange(count), lengths),
        position=np.arange(total) - np.repeat(begins, lengths),
        state=np.empty(total, dtype=np.int64),
        offset=np.empty(total, dtype=np.int64),
    )
    for position, (at, states, offsets) in enumerate(turns):
        moments.state[begins[at] + position] = states
        moments.offset[begins[at] + position] = offsets
    return moments


@dataclass
class Events:
    """The distinct events of a chunk, before copies are added; one row per event in each array."""

    visit: Ints
    person: Ints
    state: Ints
    position: Ints
    occurred: Ints
    received: Ints
    device: Ints
    """-1 where the event comes from no device."""
    is_named: Mask
    """Whether the event carries an identifier of its person."""
    shows_user_id: Mask
    hides_device: Mask
    """Whether the device gives a placeholder in place of its id."""
    disposition: Ints
    is_late: Mask

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.visit)

    @cached_property
    def seen_device(self) -> Ints:
        """The device that the record tells of, -1 if none."""
        return np.where(self.hides_device, -1, self.device)

    @cached_property
    def accepted(self) -> Mask:
        """Those that are neither blocked nor in the future."""
        return self.disposition == ACCEPTED


def draw_events(
    rng: np.random.Generator, people: People, visits: Visits, moments: Moments, count: int
) -> Events | None:
    """Make the first `count` events of the walk; None if there are fewer."""
    inside = np.flatnonzero(visits.start[moments.visit] + moments.offset < PERIOD)[:count]
    if len(inside) < count:
        return None
    visit, position = moments.visit[inside], moments.position[inside]
    state = moments.state[inside]
    person, kind = visits.person[visit], visits.kind[visit]
    occurred = visits.start[visit] + moments.offset[inside]
    is_named = position >= visits.login[visit]
    is_login = is_named & (position == visits.login[visit]) & (position > 0)
    state[is_login & np.isin(state, BROWSING)] = STATE["login"]
    has_device = (kind == VISIT) | ((kind == MESSAGE) & (state == STATE["message_clicked"]))
    has_device |= (kind == MESSAGE) & ~np.isin(state, MESSAGING)
    device = np.where(has_device, visits.device[visit], -1)
    hides = has_device & is_named & (people.device_platform[device] != WEB)
    hides &= rng.random(count) < 0.01
    disposition = np.full(count, ACCEPTED)
    disposition[rng.random(count) < FUTURE_SHARE] = FUTURE
    disposition[(people.kind[person] == BOT) | (people.kind[person] == TEST)] = BLOCKED
    # Late visits come at any time up to two weeks after, but all before the period is over.
    delay = rng.standard_exponential(count) * 3 * SECOND
    is_late = visits.is_late[visit]
    spread = np.minimum(14 * DAY, PERIOD - occurred) * rng.random(count)
    received = occurred + np.where(is_late, spread, delay).astype(np.int64)
    fast = rng.random(count) < FAST_CLOCK_SHARE
    received[fast] = occurred[fast] - rng.integers(0, 30 * MINUTE, int(fast.sum()))
    wrong = disposition == FUTURE
    ahead = rng.integers(30 * DAY, 3_650 * DAY, int(wrong.sum()))
    occurred[wrong] = received[wrong] + ahead
    events = Events(
        visit=visit,
        person=person,
        state=state,
        position=position,
        occurred=occurred,
        received=received,
        device=device,
        is_named=is_named,
        shows_user_id=is_named & (kind != STORE),
        hides_device=hides,
        disposition=disposition,
        is_late=is_late,
    )
    turn_first_logins_into_sign_ups(events)
    return events


def turn_first_logins_into_sign_ups(events: Events) -> None:
    """The first login that each person is seen with is the moment the account was made."""
    logins = np.flatnonzero((events.state == STATE["login"]) & events.accepted)
    ordered = logins[np.lexsort((logins, events.occurred[logins], events.person[logins]))]
    _, first = np.unique(events.person[ordered], return_index=True)
    events.state[ordered[first]] = STATE["sign_up"]
