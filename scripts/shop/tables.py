"""The made-up shop as tables: the generic form of its events, and the truth beside them."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from shop.events import DISPOSITIONS, EVENT_NAMES, MESSAGING, ORDERS, Events
from shop.people import (
    BOT,
    CAMPAIGNS,
    HANDED_OVER,
    HANDING_OVER,
    KIND_NAMES,
    KIOSK,
    OWN,
    PERIOD,
    PLATFORMS,
    REGISTERED,
    SHARED,
    SLOTS,
    START,
    STORE,
    TEST,
    USAGE_NAMES,
    VISIT,
    WEB,
    Ints,
    Mask,
    People,
    Visits,
)
from shop.truth import EVIDENCE, DeviceLinks, Limits, Truth

USER_AGENTS = (
    "Mozilla/5.0 (X11; Linux x86_64) Firefox/134.0",
    "Shop/5.2 (iPhone; iOS 18.2)",
    "Shop/5.2 (Android 15; Pixel 9)",
    "Mozilla/5.0 (compatible; Googlebot/2.1)",
    "",
)
BOT_AGENT, NO_AGENT = 3, 4
CATEGORIES = ("shoes", "shirts", "jackets", "bags", "books", "garden", "kitchen", "toys")
PROPERTIES = pa.array(
    [
        json.dumps(
            ({"user_agent": agent} if agent else {})
            | {"category": category}
            | ({"campaign": campaign} if campaign else {})
            | ({"is_test": True} if is_test else {}),
            separators=(",", ":"),
        )
        for agent, category, campaign, is_test in product(
            USER_AGENTS, CATEGORIES, CAMPAIGNS, (False, True)
        )
    ]
)
NO_AD_ID = "00000000-0000-0000-0000-000000000000"
NO_USER_ID = "undefined"
"""Both stand in the blocklist: they name nobody."""
FOUR_DIGITS = np.frombuffer(
    "".join(f"{number:04d}" for number in range(10_000)).encode(), dtype=np.uint32
)
"""The digits of each number below 10,000, as one word of four bytes."""
LINK_COLUMNS = ("left_type", "left_value", "right_type", "right_value", "linked_at")
CONSENT_COLUMNS = ("identifier_type", "identifier_value", "purpose", "granted", "changed_at")


def labels(prefix: str, numbers: Ints, present: Mask | None = None) -> pa.Array:
    """Texts of an ASCII `prefix` of eight characters and a number of eight digits; absent is null.

    Text is built as bytes, four at a time: Python's own strings would take half of all the time.
    """
    count = len(numbers)
    words = np.empty((count, 4), dtype=np.uint32)
    words[:, :2] = np.frombuffer(prefix.encode(), dtype=np.uint32)
    high, low = np.divmod(numbers.astype(np.int32), 10_000)
    words[:, 2] = FOUR_DIGITS[high]
    words[:, 3] = FOUR_DIGITS[low]
    offsets = np.arange(count + 1, dtype=np.int32) * words.itemsize * 4
    validity = None if present is None else pa.array(present).buffers()[1]
    return pa.StringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(words), validity)


def choose(words: Sequence[str] | pa.Array, index: Ints, present: Mask | None = None) -> pa.Array:
    """The word of each row; absent is null. Stored as a dictionary."""
    absent = None if present is None else ~present
    return pa.DictionaryArray.from_arrays(
        pa.array(index.astype(np.int32), mask=absent), pa.array(words)
    )


def timestamps(milliseconds: Ints) -> pa.Array:
    """Instants in UTC from milliseconds since the beginning of the period."""
    return pa.array(START + milliseconds).cast(pa.timestamp("ms", "UTC"))


def decimals(cents: Ints, present: Mask) -> pa.Array:
    """Amounts with two places from whole cents, which must not be negative; absent is null."""
    words = np.zeros((len(cents), 2), dtype=np.int64)
    words[:, 0] = cents
    validity = pa.array(present).buffers()[1]
    return pa.Array.from_buffers(pa.decimal128(18, 2), len(cents), [validity, pa.py_buffer(words)])


def iso(milliseconds: Ints) -> list[str]:
    """Instants in ISO 8601, UTC, from milliseconds since the beginning of the period."""
    return [f"{text}Z" for text in np.datetime_as_string(START + milliseconds)]


@dataclass(frozen=True)
class Names:
    """The identifiers of one chunk's people, devices and messages: no other chunk has them."""

    chunk: int
    emails: tuple[str, ...]
    """The hashed address of each person; the last one is of a mailbox that many use."""

    def labels(self, prefix: str, number: Ints, present: Mask | None = None) -> pa.Array:
        """Ids by kind.

        p: person, u: account, w: second account, c: customer number, d: device, e: endpoint,
        a: browser, m: message, g: event.
        """
        return labels(f"{prefix}{self.chunk:06d}-", number, present)


def make_names(chunk: int, people: People, present: Mask) -> Names:
    """Name everyone; only those who are present and have an address get one."""
    has_email = (people.has_email & present).tolist()
    return Names(
        chunk,
        tuple(
            hashlib.sha256(f"{chunk}.{person}@example.org".encode()).hexdigest() if known else ""
            for person, known in enumerate([*has_email, True])
        ),
    )


def event_columns(
    rng: np.random.Generator,
    names: Names,
    people: People,
    visits: Visits,
    events: Events,
    limits: Limits,
) -> dict[str, pa.Array]:
    """The columns of the generic form, but for the id, one row per distinct event."""
    person, visit = events.person, events.visit
    has_device, is_order = events.device >= 0, np.isin(events.state, ORDERS)
    is_message, is_store = np.isin(events.state, MESSAGING), visits.kind[visit] == STORE
    platform = people.device_platform[events.device]
    endpoint, anonymous = device_ids(rng, names, people, events)
    agent = np.where(has_device, platform, NO_AGENT)
    agent[people.kind[person] == BOT] = BOT_AGENT
    category = rng.integers(0, len(CATEGORIES), events.count)
    is_test = (people.kind[person] == TEST).astype(np.int64)
    shape = (len(USER_AGENTS), len(CATEGORIES), len(CAMPAIGNS), 2)
    properties = np.ravel_multi_index((agent, category, visits.campaign[visit], is_test), shape)
    channel = np.select([is_message, is_store, platform == WEB], ["email", "store", "web"], "app")
    cents = np.exp(rng.normal(np.log(4_000), 0.7, events.count)).astype(np.int64)
    return {
        "event_name": choose(EVENT_NAMES, events.state),
        "occurred_at": timestamps(events.occurred),
        "received_at": timestamps(events.received),
        "sequence": pa.array(events.position),
        "endpoint_id": endpoint,
        "anonymous_id": anonymous,
        "user_id": user_ids(rng, names, visits, events),
        "identifiers": further_identifiers(names, people, visits, events, limits),
        "channel": pa.array(channel),
        "platform": choose(PLATFORMS, platform, has_device),
        "message_id": names.labels("m", visit, is_message),
        "value": decimals(cents, is_order),
        "currency": choose(("EUR",), np.zeros_like(visit), is_order),
        "properties": choose(PROPERTIES, properties),
    }


def device_ids(
    rng: np.random.Generator, names: Names, people: People, events: Events
) -> tuple[pa.Array, pa.Array]:
    """The endpoint and the browser's id of each event."""
    device = events.device
    is_app = (device >= 0) & (people.device_platform[device] != WEB)
    is_dual = is_app & people.is_dual[device]
    way = rng.random(events.count)
    # One accepted record with both ids makes them one device for everyone who reads the events.
    readable = np.flatnonzero(events.accepted & (events.seen_device >= 0))
    _, first = np.unique(device[readable], return_index=True)
    way[readable[first]] = 1
    shows_endpoint = (is_app & ~is_dual) | (is_dual & ((way < 0.5) | (way >= 0.8)))
    shows_anonymous = ((device >= 0) & ~is_app) | (is_dual & (way >= 0.5))
    endpoint = names.labels("e", device, shows_endpoint & ~events.hides_device)
    endpoint = pc.if_else(pa.array(events.hides_device), NO_AD_ID, endpoint)
    return endpoint, names.labels("a", device, shows_anonymous & ~events.hides_device)


def user_ids(rng: np.random.Generator, names: Names, visits: Visits, events: Events) -> pa.Array:
    """The account of each event that shows one; now and then a placeholder where there is none."""
    is_second = visits.uses_second_account[events.visit]
    shown = events.shows_user_id
    own = names.labels("u", events.person, shown)
    user = pc.if_else(pa.array(is_second), names.labels("w", events.person, shown), own)
    is_undefined = ~events.is_named & (rng.random(events.count) < 0.005)
    return pc.if_else(pa.array(is_undefined), NO_USER_ID, user)


def further_identifiers(
    names: Names, people: People, visits: Visits, events: Events, limits: Limits
) -> pa.Array:
    """The hashed e-mail or the customer number of the events that carry one, as JSON."""
    person, kind = events.person, visits.kind[events.visit]
    logs_in = events.is_named & (kind == VISIT)
    second = logs_in & visits.uses_second_account[events.visit]
    logs_in &= events.position == visits.login[events.visit]
    shows_crm = (kind == STORE) & visits.shows_crm[events.visit]
    shows_email = people.has_email[person] & (logs_in | second | (kind != VISIT)) & ~shows_crm
    # A mailbox that more people log in with than a contact may have: it must name nobody.
    candidates = logs_in & events.accepted & ~people.has_email[person]
    crowd = np.unique(person[candidates])[: limits.email + 2]
    shares_mailbox = candidates & np.isin(person, crowd) & (len(crowd) > limits.email)

    has_one = shows_email | shares_mailbox
    used, index = np.unique(
        np.where(shares_mailbox, people.count, person)[has_one], return_inverse=True
    )
    written = [f'{{"email_sha256": "{names.emails[owner]}"}}' for owner in used.tolist()]
    texts = pa.array(written, pa.string())
    place = np.zeros(events.count, dtype=np.int64)
    place[has_one] = index
    emails = texts.take(pa.array(place, mask=~has_one))
    crm = names.labels("c", person, shows_crm)
    return pc.coalesce(emails, pc.binary_join_element_wise('{"crm_id": "', crm, '"}', ""))


def link_rows(
    names: Names, people: People, links: DeviceLinks, present: Mask
) -> list[tuple[str, ...]]:
    """The rows of `identity_links`: accounts, customer numbers and addresses; device links.

    Customers without a customer number have links that say no time: they held from the beginning.
    """
    rows: list[tuple[str, ...]] = []
    persons = np.flatnonzero(present & people.has_email)
    users = names.labels("u", persons).to_pylist()
    customers = names.labels("c", persons).to_pylist()
    arrived = iso((people.arrival[persons] * PERIOD).astype(np.int64))
    for person, user, crm, at in zip(persons.tolist(), users, customers, arrived, strict=True):
        email = names.emails[person]
        if people.has_crm[person]:
            rows.append(("user_id", user, "crm_id", crm, at))
            rows.append(("crm_id", crm, "email_sha256", email, at))
        else:
            rows.append(("user_id", user, "email_sha256", email, ""))
    is_web = people.device_platform[links.device] == WEB
    types = np.where(is_web, "anonymous_id", "endpoint_id").tolist()
    browsers = names.labels("a", links.device).to_pylist()
    endpoints = names.labels("e", links.device).to_pylist()
    owners = names.labels("u", links.person).to_pylist()
    ids = np.where(is_web, browsers, endpoints).tolist()
    rows.extend(zip(types, ids, ["user_id"] * len(ids), owners, iso(links.at), strict=True))
    return rows


def consent_rows(
    rng: np.random.Generator, names: Names, people: People, present: Mask
) -> list[tuple[str, ...]]:
    """The rows of `consents`: half of those with an address agree, some take it back."""
    persons = np.flatnonzero(present & people.has_email & (rng.random(people.count) < 0.5))
    given = (people.arrival[persons] * PERIOD).astype(np.int64)
    withdrawn = given + (rng.random(len(persons)) * (PERIOD - given)).astype(np.int64)
    takes_back = rng.random(len(persons)) < 0.15
    rows: list[tuple[str, ...]] = []
    for person, yes_at, no_at, no in zip(
        persons.tolist(), iso(given), iso(withdrawn), takes_back.tolist(), strict=True
    ):
        subject = ("email_sha256", names.emails[person], "marketing")
        rows.append((*subject, "true", yes_at))
        if no:
            rows.append((*subject, "false", no_at))
    return rows


def truth_of_events(
    ids: pa.Array, names: Names, events: Events, truth: Truth, copied: Ints
) -> pa.Table:
    """One row per distinct event."""
    has_device = events.device >= 0
    return pa.table(
        {
            "event_id": ids,
            "true_user": names.labels("p", events.person),
            "device": names.labels("d", events.device, has_device),
            "disposition": choose(DISPOSITIONS, events.disposition),
            "is_late": pa.array(events.is_late),
            "copies": pa.array(np.bincount(copied, minlength=events.count)),
            "evidence": choose(EVIDENCE, truth.evidence),
            "is_determined": pa.array(truth.is_determined),
        }
    )


def truth_of_devices(names: Names, people: People, events: Events, truth: Truth) -> pa.Table:
    """One row per device and person who used it; null times mean from the beginning, to the end."""
    used = events.device >= 0
    pairs = np.unique(events.device[used] * people.count + events.person[used])
    device, person = np.divmod(pairs, people.count)
    slot, holder = device % SLOTS, device // SLOTS
    is_shared = (slot == SLOTS - 1) & (device != people.kiosk)
    pair = people.pair[np.minimum(holder, people.count - 1)]
    is_passed_on = (pair == HANDING_OVER) & (holder % 2 == 0) & (slot == 0)
    is_passed_on &= device != people.kiosk
    usage = np.select(
        [device == people.kiosk, is_shared, is_passed_on], [KIOSK, SHARED, HANDED_OVER], OWN
    )
    at = timestamps(people.handed_over_at[person])
    is_app = people.device_platform[device] != WEB
    shows_anonymous = ~is_app | people.is_dual[device]
    nothing = pa.scalar(None, at.type)
    return pa.table(
        {
            "device": names.labels("d", device),
            "endpoint_id": names.labels("e", device, is_app),
            "anonymous_id": names.labels("a", device, shows_anonymous),
            "usage": choose(USAGE_NAMES, usage),
            "true_user": names.labels("p", person),
            "held_from": pc.if_else(pa.array(is_passed_on & (person != holder)), at, nothing),
            "held_to": pc.if_else(pa.array(is_passed_on & (person == holder)), at, nothing),
            "is_guarded": pa.array(truth.is_guarded[device]),
        }
    )


def truth_of_users(names: Names, people: People, present: Mask) -> pa.Table:
    """One row per person who appears, with every identifier of theirs that may occur."""
    person = np.flatnonzero(present)
    kind = people.kind[person]
    has_account = (kind == REGISTERED) | (kind == TEST)
    emails = [names.emails[p] or None for p in person.tolist()]
    return pa.table(
        {
            "true_user": names.labels("p", person),
            "kind": choose(KIND_NAMES, kind),
            "user_id": names.labels("u", person, has_account),
            "second_user_id": names.labels("w", person, people.has_second_account[person]),
            "crm_id": names.labels("c", person, people.has_crm[person]),
            "email_sha256": pa.array(emails, pa.string()),
        }
    )
