"""Whose each event is and whether the data tell, by the rules for devices."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from shop.events import Events
from shop.people import HANDING_OVER, NEVER, PERIOD, REGISTERED, SLOTS, WEB, Ints, Mask, People

EVIDENCE = ("named", "sole_person", "last_named", "next_named", "anonymous_device", "none")
NAMED, SOLE_PERSON, LAST_NAMED, NEXT_NAMED, ANONYMOUS_DEVICE, NO_EVIDENCE = range(6)


@dataclass(frozen=True)
class Limits:
    """The most persons that an identifier of a type may lead to."""

    endpoint: int
    anonymous: int
    email: int


def read_limits(folder: Path) -> Limits:
    """Read the limits from `identity/identifier_types.csv` in a folder of seeds.

    Raises:
        KeyError: A type that the generator uses is missing there.
        ValueError: A limit is no whole number.
    """
    with (folder / "identity/identifier_types.csv").open(encoding="utf-8", newline="") as lines:
        limits = {
            row["identifier_type"]: int(row["max_persons"] or NEVER)
            for row in csv.DictReader(lines)
        }
    return Limits(limits["endpoint_id"], limits["anonymous_id"], limits["email_sha256"])


@dataclass(frozen=True)
class DeviceLinks:
    """Devices that the account service says belong to a person from a time on."""

    device: Ints
    person: Ints
    at: Ints


def draw_device_links(rng: np.random.Generator, people: People, present: Mask) -> DeviceLinks:
    """Link half of the devices that were handed over, at that time, and some that never log in."""
    chance = rng.random(people.count)
    everyone = np.arange(people.count)
    taker = (people.pair == HANDING_OVER) & (everyone % 2 == 1) & (chance < 0.5)
    second = (people.kind == REGISTERED) & (people.devices > 1) & (chance > 0.9)
    takers, owners = np.flatnonzero(present & taker), np.flatnonzero(present & second)
    arrived = (people.arrival[owners] * PERIOD).astype(np.int64)
    return DeviceLinks(
        device=np.concatenate([(takers - 1) * SLOTS, owners * SLOTS + 1]),
        person=np.concatenate([takers, owners]),
        at=np.concatenate([people.handed_over_at[takers], arrived]),
    )


@dataclass(frozen=True)
class Truth:
    """What the data say of each event's owner, under DESIGN.md section 5, and where that is true.

    `evidence` is why an accepted event goes to whom it goes: its record names the person; the
    device has one person only; of several, the person named last on it, or the first one after; the
    device has none and is an anonymous user of its own; nothing (the device has more persons than
    allowed). `is_determined` is true where this leads to the person who really acted, and so to the
    one user that the person's other determined events lead to. The others can't be told from the
    data: what someone did on a device shared with, and last used by, someone else who had logged
    in, or on a second device without ever logging in there.
    """

    evidence: Ints
    is_determined: Mask
    is_guarded: Mask
    """By device."""


def find_truth(people: People, events: Events, links: DeviceLinks, limits: Limits) -> Truth:
    """Apply the rules for devices to what was generated and compare with who really acted."""
    devices = people.kiosk + 1
    seen = events.seen_device
    named_here = np.flatnonzero(events.accepted & events.is_named & (seen >= 0))
    # Ordered by device, then by instant; links first, then the events in the participant's order.
    device = np.concatenate([links.device, seen[named_here]])
    person = np.concatenate([links.person, events.person[named_here]])
    at = np.concatenate([links.at, events.occurred[named_here]])
    position = np.concatenate([np.full(len(links.at), -1), events.position[named_here]])
    row = np.concatenate([np.full(len(links.at), -1), named_here])
    order = np.lexsort((row, position, at, device))
    device, person, at = device[order], person[order], at[order]

    users = np.unique(device * people.count + person) // people.count
    persons = np.bincount(users, minlength=devices)
    limit = np.where(people.device_platform == WEB, limits.anonymous, limits.endpoint)
    limit[people.is_dual] = min(limits.endpoint, limits.anonymous)
    is_guarded = persons > limit

    owner = np.where(events.is_named, events.person, -1)
    evidence = np.where(events.is_named, NAMED, NO_EVIDENCE)
    # Whoever does not name themselves is on a device that tells its id.
    silent = np.flatnonzero(events.accepted & ~events.is_named & ~is_guarded[seen])
    here = seen[silent]
    nobody = persons[here] == 0
    owner[silent[nobody]] = people.count + here[nobody]
    evidence[silent[nobody]] = ANONYMOUS_DEVICE
    silent, here = silent[~nobody], here[~nobody]
    wanted = here * PERIOD + events.occurred[silent]
    follower = np.searchsorted(device * PERIOD + at, wanted, side="right")
    has_last = follower > np.searchsorted(device, here)
    owner[silent] = person[np.where(has_last, follower - 1, follower)]
    several = np.where(has_last, LAST_NAMED, NEXT_NAMED)
    evidence[silent] = np.where(persons[here] == 1, SOLE_PERSON, several)
    evidence[~events.accepted] = NO_EVIDENCE
    home = find_homes(people, events, owner)
    is_determined = events.accepted & (owner >= 0) & (owner == home[events.person])
    return Truth(evidence, is_determined, is_guarded)


def find_homes(people: People, events: Events, owner: Ints) -> Ints:
    """The one user that each person's events can lead to, -1 if there is none.

    That is the person where any event of theirs leads to them. Else it is the only device they
    used, where nobody else did.
    """
    home = np.full(people.count, -1)
    used = events.accepted & (events.seen_device >= 0)
    pairs = np.unique(events.device[used] * people.count + events.person[used])
    device, person = np.divmod(pairs, people.count)
    alone = np.bincount(device, minlength=people.kiosk + 1)[device] == 1
    only = np.bincount(person, minlength=people.count)[person] == 1
    home[person[alone & only]] = people.count + device[alone & only]
    known = events.person[events.accepted & (owner == events.person)]
    home[known] = known
    return home
