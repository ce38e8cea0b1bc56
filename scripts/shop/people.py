"""The people of the made-up shop: who they are, what devices they have, when they visit."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

# ---------------------------------------------------------------- time, in milliseconds
SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000
START = np.datetime64("2025-01-01T00:00:00", "ms")
PERIOD_DAYS = 181
PERIOD = PERIOD_DAYS * DAY
FIRST_TUESDAY = 6 * DAY
"""Newsletters go out on Tuesdays at nine; 2025-01-01 is a Wednesday."""

# ---------------------------------------------------------------- who they are
ANONYMOUS, REGISTERED, BOT, TEST = range(4)
KIND_NAMES = ("anonymous", "registered", "bot", "test")
KIND_SHARES = (0.3, 0.687, 0.01, 0.003)
APART, SHARING, HANDING_OVER = range(3)
PAIR_SHARES = (0.86, 0.09, 0.05)
VISIT, MESSAGE, STORE = range(3)
NEVER = np.int64(1 << 30)
"""The position of the login in a visit without one."""
OWN, SHARED, HANDED_OVER, KIOSK = range(4)
USAGE_NAMES = ("own", "shared", "handed_over", "kiosk")
SLOTS = 4
"""A person's places for devices: three of their own, one that a pair shares."""
WEB, IOS, ANDROID = range(3)
PLATFORMS = ("web", "ios", "android")
CAMPAIGNS = ("", "winter_sale", "spring_launch", "loyalty", "summer_preview", "referral")
LATE_VISIT_SHARE = 0.02


@dataclass(frozen=True)
class People:
    """The people of a chunk; persons 2i and 2i+1 are a pair, who may share or pass on a device.

    Every array has one row per person but `device_platform` and `is_dual`, which have one per
    device: `SLOTS` a person, and a kiosk as the last.
    """

    kind: Ints
    pair: Ints
    devices: Ints
    arrival: npt.NDArray[np.float64]
    """When they first come, as a share of all the visits there are."""
    handed_over_at: Ints
    has_crm: Mask
    has_email: Mask
    has_second_account: Mask
    device_platform: Ints
    is_dual: Mask
    """An app that shows web pages: its events carry an endpoint, a browser's id, or both."""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.kind)

    @property
    def kiosk(self) -> int:
        """The device in a shop that everyone may use."""
        return self.count * SLOTS


def draw_people(rng: np.random.Generator, count: int) -> People:
    """Draw `count` people; `count` is even."""
    kind = rng.choice(len(KIND_SHARES), count, p=KIND_SHARES)
    pair = np.repeat(rng.choice(len(PAIR_SHARES), count // 2, p=PAIR_SHARES), 2)
    kind[(pair != APART) & (kind == ANONYMOUS)] = REGISTERED
    is_odd = (kind == BOT) | (kind == TEST)
    pair[np.repeat(is_odd.reshape(-1, 2).any(axis=1), 2)] = APART
    registered = kind == REGISTERED
    devices = np.where(registered, rng.choice([1, 2, 3], count, p=[0.5, 0.35, 0.15]), 1)
    devices = np.where(kind == ANONYMOUS, rng.choice([1, 2], count, p=[0.9, 0.1]), devices)
    has_crm = registered & (rng.random(count) < 0.3)
    platform = rng.choice(3, count * SLOTS + 1, p=[0.5, 0.2, 0.3])
    platform[-1] = WEB
    return People(
        kind=kind,
        pair=pair,
        devices=devices,
        arrival=rng.random(count) * 0.8,
        handed_over_at=np.repeat(rng.integers(PERIOD // 4, PERIOD * 3 // 4, count // 2), 2),
        has_crm=has_crm,
        has_email=has_crm | (registered & (rng.random(count) < 0.5)),
        has_second_account=has_crm & (rng.random(count) < 0.05),
        device_platform=platform,
        is_dual=(platform != WEB) & (rng.random(len(platform)) < 0.3),
    )


@dataclass(frozen=True)
class Visits:
    """The visits of a chunk by person: one run of events each, a message or a purchase in a shop.

    `login` is the position from which the events name the person.
    """

    person: Ints
    start: Ints
    kind: Ints
    device: Ints
    login: Ints
    is_late: Mask
    campaign: Ints
    uses_second_account: Mask
    shows_crm: Mask


def hour_shares() -> npt.NDArray[np.float64]:
    """The share of all visits that have begun by the end of each hour of the period.

    Evenings are busier than nights, weekends than weekdays, and the year begins with a sale.
    """
    hours = np.arange(PERIOD_DAYS * 24)
    hour, day = hours % 24, hours // 24
    daily = (
        1 + 0.8 * np.sin((hour - 13) / 24 * 2 * np.pi) + 0.3 * np.sin((hour - 9) / 12 * 2 * np.pi)
    )
    weekly = np.array([1.0, 1.0, 1.05, 1.35, 1.4, 0.9, 0.95])[day % 7]
    seasonal = 1 + 0.5 * (day < 20) + 0.002 * day
    total = np.cumsum(daily * weekly * seasonal)
    return total / total[-1]


def draw_visits(rng: np.random.Generator, people: People) -> Visits:
    """Draw the visits of everyone."""
    per_person = 1 + rng.poisson(rng.lognormal(np.log(4), 0.9, people.count))
    person = np.repeat(np.arange(people.count), per_person)
    count = len(person)
    arrival = people.arrival[person]
    hour = np.searchsorted(hour_shares(), arrival + (1 - arrival) * rng.random(count))
    start = hour * HOUR + rng.integers(0, HOUR, count)
    registered = people.kind[person] == REGISTERED
    kind = np.where(registered, rng.choice(3, count, p=[0.82, 0.13, 0.05]), VISIT)
    kind[~people.has_email[person]] = VISIT
    weeks = np.clip((start - FIRST_TUESDAY) // (7 * DAY), 0, PERIOD_DAYS // 7 - 1)
    tuesday = FIRST_TUESDAY + weeks * 7 * DAY + 9 * HOUR
    start = np.where(kind == MESSAGE, tuesday + rng.integers(0, HOUR, count), start)
    device = draw_devices(rng, people, person, start)
    login = np.where(rng.random(count) < 0.55, 0, rng.integers(1, 5, count))
    login[rng.random(count) < 0.2] = NEVER
    login[people.kind[person] == TEST] = 0
    login[(people.kind[person] == ANONYMOUS) | (people.kind[person] == BOT)] = NEVER
    login[kind != VISIT] = 0
    return Visits(
        person=person,
        start=start,
        kind=kind,
        device=device,
        login=login,
        is_late=rng.random(count) < LATE_VISIT_SHARE,
        campaign=rng.choice(len(CAMPAIGNS), count, p=[0.5, 0.1, 0.1, 0.1, 0.1, 0.1]),
        uses_second_account=people.has_second_account[person] & (rng.random(count) < 0.3),
        shows_crm=people.has_crm[person] & (rng.random(count) < 0.5),
    )


def draw_devices(rng: np.random.Generator, people: People, person: Ints, start: Ints) -> Ints:
    """The device of each visit, given whose it is and when it starts."""
    count = len(person)
    slot = rng.integers(0, people.devices[person])
    chance = rng.random(count)
    pair, leader = people.pair[person], person - person % 2
    device = person * SLOTS + slot
    shares = (pair == SHARING) & (chance < 0.35)
    device[shares] = leader[shares] * SLOTS + SLOTS - 1
    passed_on = (pair == HANDING_OVER) & (start >= people.handed_over_at[person])
    gives, takes = passed_on & (person == leader), passed_on & (person != leader)
    device[gives & (slot == 0)] += 1
    takes &= chance < 0.6
    device[takes] = leader[takes] * SLOTS
    device[(people.kind[person] == REGISTERED) & (chance > 0.99)] = people.kiosk
    return device
