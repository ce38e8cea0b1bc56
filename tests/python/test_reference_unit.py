"""The reference itself on small tables worked by hand, one rule of the design contract each."""

import csv
import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from reference import Tables, World, accept, compute, write_world
from reference.contacts import contact_hash
from reference.identity import Identity, Owner, hash_key
from reference.journeys import in_holdout, minutes, read_versions
from reference.rules import condition, holds, rule, satisfies, share_a_name
from reference.world import SEED_COLUMNS, Row, SeedRow

START = datetime(2026, 3, 1)
TYPES = [
    {"identifier_type": "user_id", "kind": "person", "priority": "1", "max_persons": ""},
    {"identifier_type": "crm_id", "kind": "person", "priority": "2", "max_persons": ""},
    {"identifier_type": "email", "kind": "contact", "priority": "3", "max_persons": "1"},
    {"identifier_type": "endpoint_id", "kind": "device", "priority": "4", "max_persons": "2"},
    {"identifier_type": "anonymous_id", "kind": "device", "priority": "5", "max_persons": ""},
]


def at(minute: float) -> datetime:
    """The instant so many minutes after the start."""
    return START + timedelta(minutes=minute)


def minute(instant: datetime | None) -> float | None:
    """The minutes from the start to an instant."""
    return None if instant is None else (instant - START) / timedelta(minutes=1)


def event(event_id: str, name: str, when: float, **cells: object) -> Row:
    """An event, of the user `u` unless it says who it is from."""
    says_who = cells.keys() & {"user_id", "endpoint_id", "anonymous_id", "identifiers"}
    who: Row = {} if says_who else {"user_id": "u"}
    return {"event_id": event_id, "event_name": name, "occurred_at": at(when), **who, **cells}


# ---------- rules


@pytest.mark.parametrize(
    ("text", "operator", "value", "expected"),
    [
        ({"n": 5}, "", "", True),
        ({"n": 5}, "eq", "5", True),
        ({"n": 5.5}, "eq", "5.5", True),
        ({"n": "5"}, "eq", "5", True),
        ({"n": True}, "eq", "true", True),
        ({"n": [1, {"a": 2}]}, "eq", '[1,{"a":2}]', True),
        ({"n": ""}, "eq", "", True),
        ({}, "eq", "", False),
        ({"n": None}, "eq", "", False),
        ({}, "neq", "5", True),
        ({"n": None}, "neq", "5", True),
        ({"n": 5}, "neq", "5", False),
        ({"n": "b"}, "in", "a|b", True),
        ({"n": "a|b"}, "in", "a|b", False),
        ({}, "in", "a|b", False),
        ({"n": "b"}, "not_in", "a|b", False),
        ({}, "not_in", "a|b", True),
        ({"n": "Banana"}, "contains", "NAN", True),
        ({}, "contains", "", False),
        ({"n": "Banana"}, "not_contains", "NAN", False),
        ({}, "not_contains", "NAN", True),
        ({"n": 10}, "gt", "9", True),
        ({"n": 10}, "gt", "10", False),
        ({"n": 10}, "gte", "10.0", True),
        ({"n": " +010 "}, "lte", "1e1", True),
        ({"n": -1}, "lt", "0", True),
        ({"n": "ten"}, "lt", "99", False),
        ({"n": "ten"}, "gt", "0", False),
        ({"n": "NaN"}, "gte", "0", False),
        ({"n": "Infinity"}, "gt", "0", False),
        ({"n": ""}, "lt", "1", False),
        ({"n": True}, "gt", "0", False),
        ({}, "lt", "1", False),
        ({"n": ""}, "is_set", "", True),
        ({"n": None}, "is_set", "", False),
        ({"n": None}, "is_not_set", "", True),
        ({"n": "x"}, "is_not_set", "", False),
        ({"n": "Banana"}, "regex", "an+a$", True),
        ({"n": "Banana"}, "regex", "^an", False),
        ({}, "regex", "", False),
    ],
)
def test_operator(text: Row, operator: str, value: str, expected: bool) -> None:
    """Every operator, on a property that is there, is null and is absent."""
    row = {"event_name": "", "property": "n", "operator": operator, "value": value}
    assert holds(condition(row), event("1", "open", 0, properties=text)) is expected


def test_unknown_operator() -> None:
    """An operator that the contract does not know is an error, not a condition that fails."""
    row = {"event_name": "", "property": "n", "operator": "like", "value": ""}
    with pytest.raises(ValueError, match="like"):
        holds(condition(row), event("1", "open", 0))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("channel", "email"),
        ("value", "12.5"),
        ("properties.value", "7"),
        ("plan.name", "pro"),
        ("plan.limits", '{"seats":3}'),
        ("plan.limits.seats", "3"),
        ("properties.plan.name", "pro"),
    ],
)
def test_property(name: str, value: str) -> None:
    """A property is a column, or a path into `properties`."""
    properties = {"value": 7, "plan": {"name": "pro", "limits": {"seats": 3}}}
    one = event("1", "open", 0, channel="email", value=12.5, properties=properties)
    row = {"event_name": "open", "property": name, "operator": "eq", "value": value}
    assert holds(condition(row), one)
    assert not holds(condition(row | {"property": f"{name}.deeper"}), one)


def alternatives(*rows: tuple[str, str, str]) -> list[SeedRow]:
    """Rules from (rule_id, event_name, n), where n is the text that property n must equal."""
    return [
        {
            "rule_id": rule_id,
            "event_name": name,
            "property": "n",
            "operator": "eq" if wanted else "",
            "value": wanted,
        }
        for rule_id, name, wanted in rows
    ]


def test_rows_of_one_rule_are_anded_and_rules_ored() -> None:
    """Rows of one rule_id must all hold; one rule_id of several is enough; none is never."""
    wanted = rule(alternatives(("r1", "open", ""), ("r1", "", "1"), ("r2", "cart", "")))
    assert satisfies(event("1", "open", 0, properties={"n": 1}), wanted)
    assert not satisfies(event("1", "open", 0), wanted)
    assert satisfies(event("1", "cart", 0), wanted)
    assert not satisfies(event("1", "open", 0), ())


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([("r1", "open", "")], [("r1", "open", "1")], True),
        ([("r1", "open", "")], [("r1", "cart", "")], False),
        ([("r1", "open", ""), ("r2", "cart", "")], [("r1", "cart", "")], True),
        ([("r1", "", "1")], [("r1", "cart", "")], True),
        ([("r1", "", "1")], [("r1", "", "")], True),
        # A row without a name adds none to the rows it is AND-ed with.
        ([("r1", "open", ""), ("r1", "", "1")], [("r1", "cart", "")], False),
        # No event has two names.
        ([("r1", "open", ""), ("r1", "cart", "")], [("r1", "cart", "")], False),
        ([], [("r1", "", "")], False),
    ],
)
def test_names(
    left: list[tuple[str, str, str]], right: list[tuple[str, str, str]], expected: bool
) -> None:
    """Two rules share a name if one event could have a name of both."""
    one, other = rule(alternatives(*left)), rule(alternatives(*right))
    assert share_a_name(one, other) is share_a_name(other, one) is expected


# ---------- acceptance


def test_rejections() -> None:
    """The first reason that applies, and what is just accepted."""
    rows = [
        event("1", " ", 0, user_id=" "),
        event("2", "open", 0, user_id=" ", identifiers={"unknown": "x"}),
        event("3", "open", 1440, received_at=at(0)),
        event("4", "open", 1440, received_at=at(0) - timedelta(microseconds=1)),
        event("5", "open", 0, properties={"bot": "yes"}),
        event("6", "open", 0, identifiers={"email": "e"}),
    ]
    blocked = [{"property": "bot", "operator": "is_set", "value": "", "reason": "a bot"}]
    result = accept(World(rows, seeds={"identifier_types": TYPES, "blocked_traffic": blocked}))
    assert [one["event_id"] for one in result.events] == ["3", "6"]
    assert result.rejected == [
        ("1", "missing_event_name"),
        ("2", "missing_identifier"),
        ("4", "future_timestamp"),
        ("5", "blocked_traffic"),
    ]


def test_duplicates() -> None:
    """Of several rows of one id the earliest received stays; an empty time falls back."""
    rows = [
        event("1", "late", 0, received_at=at(5)),
        event("1", "early", 2),
        event("1", "rejected", 0, user_id=""),
    ]
    result = accept(World(rows, seeds={"identifier_types": TYPES}))
    assert [one["event_name"] for one in result.events] == ["early"]
    assert result.duplicates == ["1"]


def test_as_of() -> None:
    """The var, else the latest received_at that a record carries, else the latest occurred_at."""
    seeds = {"identifier_types": TYPES}
    plain = [event("1", "open", 0), event("2", "open", 9)]
    carried = [*plain, event("3", "open", 1, received_at=at(2))]
    assert accept(World(plain, seeds=seeds)).as_of == at(9)
    assert accept(World(carried, seeds=seeds)).as_of == at(2)
    assert accept(World(carried, seeds=seeds, as_of=at(5))).as_of == at(5)
    assert accept(World([], seeds=seeds)).as_of is None


# ---------- identity


def identify(
    events: Sequence[Row],
    links: Sequence[tuple[str, str, float | None]] = (),
    blocklist: Sequence[tuple[str, str]] = (),
    types: list[SeedRow] = TYPES,
) -> Identity:
    """Users of events, with links as ("type:value", "type:value", minute)."""
    rows = []
    for left, right, when in links:
        left_type, left_value = left.split(":")
        right_type, right_value = right.split(":")
        rows.append(
            {
                "left_type": left_type,
                "left_value": left_value,
                "right_type": right_type,
                "right_value": right_value,
                "linked_at": None if when is None else at(when),
            }
        )
    blocked = [
        {"identifier_type": kind, "identifier_value": value, "reason": ""}
        for kind, value in blocklist
    ]
    seeds = {"identifier_types": types, "identifier_blocklist": blocked}
    return compute(World(list(events), rows, seeds=seeds))[1]


def key(name: str) -> str:
    """The user_key that `type:value` leads to; contacts are known by their hashes."""
    kind, value = name.split(":")
    return hash_key((kind, contact_hash(value) if kind == "email" else value))


def seen(event_id: str, when: float, **who: object) -> Row:
    """An event that matters only for who it is from; `email` and `crm_id` go to identifiers."""
    further = {name: str(who.pop(name)) for name in ("email", "crm_id") if name in who}
    return event(event_id, "open", when, identifiers=who.pop("identifiers", further), **who)


def test_user_key() -> None:
    """The key is the md5 of type, bar and value."""
    expected = hashlib.md5(b"user_id|u").hexdigest()
    assert identify([seen("1", 0, user_id="u")]).user_of == {"1": expected}


def test_a_record_links_what_it_carries() -> None:
    """Person identifiers and contacts on one record, and over it, are one person."""
    found = identify(
        [
            seen("1", 0, user_id="u"),
            seen("2", 1, user_id="u", crm_id="c"),
            seen("3", 2, crm_id="c", email="e"),
            seen("4", 3, email="e"),
            seen("5", 4, user_id="v"),
        ]
    )
    assert {one: found.user_of[one] for one in "1234"} == dict.fromkeys("1234", key("user_id:u"))
    assert found.user_of["5"] == key("user_id:v")


def test_a_record_never_links_two_persons_of_one_type() -> None:
    """A record with two user ids is its leading one's; an explicit link makes them one."""
    both = seen("3", 2, user_id="v", identifiers={"user_id": "u"})
    events = [seen("1", 0, user_id="u"), seen("2", 1, user_id="v"), both]
    apart = identify(events).user_of
    assert apart == {"1": key("user_id:u"), "2": key("user_id:v"), "3": key("user_id:u")}
    joined = identify(events, [("user_id:u", "user_id:v", 9)]).user_of
    assert set(joined.values()) == {key("user_id:u")}


def test_links_hold_whatever_as_of() -> None:
    """A link from after `as_of` joins persons all the same."""
    link = {
        "left_type": "user_id",
        "left_value": "u",
        "right_type": "crm_id",
        "right_value": "c",
        "linked_at": at(99),
    }
    seeds = {"identifier_types": TYPES}
    world = World([seen("1", 0, crm_id="c"), seen("2", 1, user_id="u")], [link], [], seeds, at(1))
    assert set(compute(world)[1].user_of.values()) == {key("user_id:u")}


def test_a_contact_of_too_many_persons_is_guarded() -> None:
    """An e-mail of two persons links neither; a record with nothing else is its own user."""
    events = [
        seen("1", 0, user_id="u", email="e"),
        seen("2", 1, user_id="v", email="e"),
        seen("3", 2, email="e"),
    ]
    found = identify(events)
    assert found.user_of == {
        "1": key("user_id:u"),
        "2": key("user_id:v"),
        "3": key("email:e"),
    }
    assert [(one.identifier_type, one.identifier_value) for one in found.guards] == [
        ("email", contact_hash("e"))
    ]
    # Two ids of one person are one component, so the e-mail may stay.
    one_person = identify(events, [("user_id:u", "user_id:v", None)])
    assert one_person.guards == []
    assert set(one_person.user_of.values()) == {key("user_id:u")}


def test_an_empty_limit_is_no_limit() -> None:
    """A contact without max_persons joins any number of persons."""
    types = [row | {"max_persons": ""} for row in TYPES]
    events = [seen(str(n), n, user_id=f"u{n}", email="e") for n in range(5)]
    assert set(identify(events, types=types).user_of.values()) == {key("user_id:u0")}


@pytest.mark.parametrize("blocked_type", ["", "user_id"])
def test_a_blocklisted_value_links_nothing_and_names_nobody(blocked_type: str) -> None:
    """A record of nothing but a blocklisted value is a user of its own for it."""
    events = [
        seen("1", 0, user_id="null", crm_id="c"),
        seen("2", 1, user_id="null", email="e"),
        seen("3", 2, user_id="null"),
        seen("4", 3, user_id="null", endpoint_id="d"),
    ]
    found = identify(events, blocklist=[(blocked_type, "null")])
    assert found.user_of == {
        "1": key("crm_id:c"),
        "2": key("email:e"),
        "3": key("user_id:null"),
        "4": key("endpoint_id:d"),
    }
    assert found.holder("user_id", "null", at(0)) is None


def test_the_blocklist_means_one_type() -> None:
    """A line with a type leaves the value alone elsewhere."""
    found = identify([seen("1", 0, user_id="x", crm_id="c")], blocklist=[("email", "x")])
    assert found.guards == []
    assert found.user_of == {"1": key("user_id:x")}


def test_a_device_of_one_person_is_that_persons_for_all_time() -> None:
    """Events before the login belong to the person too."""
    found = identify(
        [
            seen("1", 0, endpoint_id="d"),
            seen("2", 1, endpoint_id="d", anonymous_id="a"),
            seen("3", 2, anonymous_id="a", user_id="u"),
        ]
    )
    assert set(found.user_of.values()) == {key("user_id:u")}
    owners = {(o.identifier_value, o.user_key, o.owned_from, o.owned_to) for o in found.owners}
    assert owners == {("d", key("user_id:u"), None, None), ("a", key("user_id:u"), None, None)}


def test_a_device_group_of_nobody_is_an_anonymous_user() -> None:
    """The leading identifier of the group names the user."""
    found = identify(
        [seen("1", 0, anonymous_id="a"), seen("2", 1, anonymous_id="a", endpoint_id="d")]
    )
    assert set(found.user_of.values()) == {key("endpoint_id:d")}


def test_a_shared_device_joins_nobody() -> None:
    """Who is named owns from then on; before anybody is named the first one named does."""
    found = identify(
        [
            seen("1", 0, endpoint_id="d"),
            seen("2", 1, endpoint_id="d", user_id="u"),
            seen("3", 2, endpoint_id="d"),
            seen("4", 3, endpoint_id="d", user_id="v"),
            seen("5", 4, endpoint_id="d"),
            seen("6", 5, endpoint_id="d", user_id="v"),
            seen("7", 6, user_id="u"),
        ]
    )
    u, v = key("user_id:u"), key("user_id:v")
    assert found.user_of == dict(zip("1234567", (u, u, u, v, v, v, u), strict=True))
    assert found.owners == [
        Owner("endpoint_id", "d", u, None, at(3)),
        Owner("endpoint_id", "d", v, at(3), None),
    ]
    assert found.holder("endpoint_id", "d", at(2.99)) == u
    assert found.holder("endpoint_id", "d", at(3)) == v
    assert found.holder("user_id", "u", at(99)) == u
    assert found.holder("user_id", "nobody", at(99)) is None


def test_of_several_named_at_one_instant_the_last_holds() -> None:
    """Links come ahead of events, events in the participant's order."""
    found = identify(
        [
            seen("0", 0, endpoint_id="d"),
            seen("1", 1, endpoint_id="d", user_id="u", sequence=2),
            seen("2", 1, endpoint_id="d", user_id="v", sequence=1),
            seen("3", 1, endpoint_id="d"),
            seen("4", 2, endpoint_id="d"),
        ],
        [("endpoint_id:d", "user_id:v", 2)],
    )
    u, v = key("user_id:u"), key("user_id:v")
    # The first one named is v, the last of that instant u, and the link names v again.
    assert found.user_of == dict(zip("01234", (v, u, v, u, v), strict=True))


def test_links_of_one_instant_go_by_the_persons_least_identifier() -> None:
    """The person with the greater least identifier is named last, and a link loses to an event."""
    links = [("endpoint_id:d", "user_id:v", 1), ("user_id:u", "endpoint_id:d", 1)]
    anonymous = [seen("1", 1, endpoint_id="d")]
    assert identify(anonymous, links).user_of["1"] == key("user_id:v")
    # With a crm id v's least identifier is the smaller one.
    crm = [*links, ("user_id:v", "crm_id:c", None)]
    assert identify(anonymous, crm).user_of["1"] == key("user_id:u")
    named = [seen("2", 1, endpoint_id="d", user_id="u"), *anonymous]
    assert identify(named, links).user_of["1"] == key("user_id:u")


def test_a_link_without_a_time_held_from_the_beginning() -> None:
    """It owns the device until somebody else is named."""
    found = identify(
        [
            seen("1", 0, endpoint_id="d"),
            seen("2", 1, endpoint_id="d", user_id="u"),
            seen("3", 2, endpoint_id="d"),
        ],
        [("endpoint_id:d", "user_id:z", None)],
    )
    assert found.user_of == dict(
        zip("123", map(key, ("user_id:z", "user_id:u", "user_id:u")), strict=True)
    )


def test_a_device_group_of_too_many_persons_is_guarded() -> None:
    """The least limit of the group's types counts, and the guarded devices name nobody."""
    events = [seen(str(n), n, user_id=f"u{n}", endpoint_id="d", anonymous_id="a") for n in range(3)]
    found = identify([*events, seen("4", 4, endpoint_id="d", anonymous_id="a")])
    assert {one.identifier_value for one in found.guards} == {"d", "a"}
    assert found.user_of == {
        **{str(n): key(f"user_id:u{n}") for n in range(3)},
        "4": key("endpoint_id:d"),
    }
    assert found.owners == []
    # Two persons are not too many.
    assert identify(events[:2]).guards == []


def test_the_leading_identifier() -> None:
    """Lowest priority, then earliest seen, then the smallest value by its bytes."""
    assert identify([seen("1", 0, crm_id="a", user_id="z")]).user_of["1"] == key("user_id:z")
    joined = [("user_id:b", "user_id:a", 5)]
    events = [seen("1", 1, user_id="a"), seen("2", 0, user_id="b")]
    assert identify(events, joined).user_of["1"] == key("user_id:b")
    # A link without a time is from the beginning, so both are seen at once and the value decides.
    assert identify(events, [("user_id:b", "user_id:a", None)]).user_of["1"] == key("user_id:a")
    same = [seen("1", 0, user_id="é"), seen("2", 0, user_id="z")]
    assert identify(same, [("user_id:é", "user_id:z", 9)]).user_of["1"] == key("user_id:z")


def test_devices_do_not_lead_a_person() -> None:
    """A device of a better priority is no part of the person's component."""
    types = [row | {"priority": "0"} if row["kind"] == "device" else row for row in TYPES]
    found = identify([seen("1", 0, user_id="u", endpoint_id="d")], types=types)
    assert found.user_of == {"1": key("user_id:u")}


def test_the_order_of_rows_means_nothing() -> None:
    """Reversed rows give the same users."""
    events = [seen(str(n), n % 3, user_id=f"u{n % 2}", endpoint_id="d") for n in range(6)]
    assert identify(events).user_of == identify(events[::-1]).user_of


# ---------- journeys

Rules = Sequence[tuple[str, ...]]
OPEN_CART_PAY: Rules = (("entry", "", "open"), ("step", "s1", "cart"), ("step", "s2", "pay"))


def define(
    rules: Rules = OPEN_CART_PAY,
    steps: Sequence[tuple[str, ...]] = (("s1",), ("s2",)),
    edges: Sequence[tuple[str, str]] = (),
    version: int = 1,
    **cells: str,
) -> dict[str, list[SeedRow]]:
    """Seeds of one version of the journey `j`.

    Args:
        rules: (role, step_id, event_name, property, operator, value), the tail left out as wished.
        steps: (step_id, is_terminal, within_minutes), numbered in turn.
        edges: (from, to).
        version: Its number.
        **cells: Cells of `journeys` that differ from an `after_exit` journey without limits.
    """
    own = {"journey_id": "j", "version": str(version)}
    journey = {
        "journey_name": "J",
        "participant": "user",
        "reentry": "after_exit",
        "step_order": "ordered",
        **own,
        **cells,
    }
    names = ("role", "step_id", "event_name", "property", "operator", "value")
    return {
        "journeys": [journey],
        "journey_rules": [
            {**own, "rule_id": str(number), **dict(zip(names, row, strict=False))}
            for number, row in enumerate(rules)
        ],
        "journey_steps": [
            {
                **own,
                "step_index": str(number),
                **dict(zip(("step_id", "is_terminal", "within_minutes"), row, strict=False)),
            }
            for number, row in enumerate(steps, start=1)
        ],
        "journey_step_edges": [
            {**own, "from_step_id": before, "to_step_id": after, "branch": ""}
            for before, after in edges
        ],
    }


def run(
    seeds: dict[str, list[SeedRow]],
    *events: Row,
    as_of: float = 100_000,
    consents: Sequence[tuple[str, float, bool]] = (),
) -> Tables:
    """The journey tables of events; consents are (user_id, minute, granted) for `ads`."""
    said = [
        {
            "identifier_type": "user_id",
            "identifier_value": user,
            "purpose": "ads",
            "granted": granted,
            "changed_at": at(when),
        }
        for user, when, granted in consents
    ]
    world = World(list(events), [], said, {"identifier_types": TYPES, **seeds}, as_of=at(as_of))
    return compute(world)[2]


def steps_of(tables: Tables, entry: int = 0) -> dict[str, tuple[str, str | None]]:
    """(event_id, from_step_id) of the steps that an entry reached."""
    wanted = tables.entries[entry]["entry_id"]
    return {
        row["step_id"]: (row["event_id"], row["from_step_id"])
        for row in tables.progressions
        if row["entry_id"] == wanted and row["step_id"] != "entry"
    }


def ends(tables: Tables) -> list[tuple[str, float | None, str | None]]:
    """(entry event, minute of the end, reason) of each entry."""
    return [
        (row["entry_event_id"], minute(row["ended_at"]), row["end_reason"])
        for row in tables.entries
    ]


def attempts(tables: Tables) -> list[tuple[str, str | None]]:
    """(event, block reason) of each attempt."""
    return [(row["event_id"], row["block_reason"]) for row in tables.attempts]


def test_an_entry_and_its_steps() -> None:
    """The rows of the three tables in full."""
    cells = {"window_minutes": "60", "conversion_tail_minutes": "30", "segment_property": "plan"}
    rules = (*OPEN_CART_PAY, ("conversion", "", "pay"))
    dress = {"channel": "email", "platform": "ios", "properties": {"plan": "pro"}}
    tables = run(
        define(rules, steps=(("s1",), ("s2", "true")), **cells),
        event("1", "open", 0, **dress),
        event("2", "cart", 1),
        event("3", "cart", 2),
        event("4", "pay", 3.5),
    )
    user = key("user_id:u")
    entry_id = hashlib.md5(f"j|{user}|1".encode()).hexdigest()
    assert tables.attempts == [
        {
            "journey_id": "j",
            "version": 1,
            "participant_key": user,
            "event_id": "1",
            "occurred_at": at(0),
            "entry_id": entry_id,
            "block_reason": None,
        }
    ]
    assert tables.entries == [
        {
            "entry_id": entry_id,
            "journey_id": "j",
            "version": 1,
            "participant_key": user,
            "user_key": user,
            "entry_event_id": "1",
            "entered_at": at(0),
            "ended_at": at(60),
            "end_reason": "window_elapsed",
            "status": "ended",
            "is_converted": True,
            "is_completed": True,
            "is_excluded": False,
            "is_mature": True,
            "converted_at": at(3.5),
            "completed_at": at(3.5),
            "last_step_id": "s2",
            "last_step_index": 2,
            "matures_at": at(90),
            "channel": "email",
            "platform": "ios",
            "segment": "pro",
            "entry_source": "event",
        }
    ]
    names = ("step_id", "step_index", "event_id", "from_step_id")
    numbers = ("seconds_from_entry", "seconds_from_previous", "visits")
    assert [tuple(row[name] for name in (*names, *numbers)) for row in tables.progressions] == [
        ("entry", 0, "1", None, 0, None, 1),
        ("s1", 1, "2", "entry", 60, 60, 2),
        ("s2", 2, "4", "s1", 210, 150, 1),
    ]
    assert tables.cases == 1


# Attempts.


def test_not_live() -> None:
    """From starts_at on, up to but not at ends_at."""
    seeds = define(starts_at=at(1).isoformat(), ends_at=at(3).isoformat(), reentry="concurrent")
    tables = run(seeds, *(event(str(n), "open", n) for n in range(5)))
    late = "not_live"
    assert attempts(tables) == [("0", late), ("1", None), ("2", None), ("3", late), ("4", late)]
    assert ends(tables) == [("1", 3, "journey_ended"), ("2", 3, "journey_ended")]


def test_after_exit() -> None:
    """An attempt during an entry is blocked, one at the very end is not."""
    tables = run(
        define(window_minutes="10"),
        event("1", "open", 0),
        event("2", "open", 9.99),
        event("3", "open", 10),
        event("4", "open", 20),
    )
    assert attempts(tables) == [("1", None), ("2", "already_active"), ("3", None), ("4", None)]
    assert ends(tables) == [
        ("1", 10, "window_elapsed"),
        ("3", 20, "window_elapsed"),
        ("4", 30, "window_elapsed"),
    ]


def test_the_event_that_ends_an_entry_may_open_the_next() -> None:
    """A conversion that is an entry too."""
    rules = (("entry", "", "open"), ("conversion", "", "open"))
    seeds = define(rules, steps=(), ends_on_conversion="true")
    tables = run(seeds, event("1", "open", 0), event("2", "open", 1))
    assert ends(tables) == [("1", 1, "converted"), ("2", None, None)]


def test_once() -> None:
    """Active first, then not allowed."""
    seeds = define(window_minutes="10", reentry="once")
    tables = run(seeds, *(event(str(n), "open", n) for n in (0, 5, 10, 15)))
    assert attempts(tables) == [
        ("0", None),
        ("5", "already_active"),
        ("10", "reentry_not_allowed"),
        ("15", "reentry_not_allowed"),
    ]


def test_restart() -> None:
    """An admitted attempt ends the active entry, a blocked one does not."""
    seeds = define(reentry="restart", reentry_interval_minutes="5")
    tables = run(seeds, *(event(str(n), "open", n) for n in (0, 3, 5)), event("c", "cart", 4))
    assert attempts(tables) == [("0", None), ("3", "reentry_interval"), ("5", None)]
    assert ends(tables) == [("0", 5, "restarted"), ("5", None, None)]
    assert steps_of(tables) == {"s1": ("c", "entry")}
    # Both the restart and the blocked attempt are visits of step 0 up to the end, inclusive.
    assert [row["visits"] for row in tables.progressions if row["step_id"] == "entry"] == [3, 1]


def test_concurrent() -> None:
    """Each attempt opens an entry, and one event may serve several."""
    seeds = define(
        (*OPEN_CART_PAY, ("conversion", "", "pay")), reentry="concurrent", window_minutes="10"
    )
    tables = run(seeds, event("1", "open", 0), event("2", "open", 5), event("3", "pay", 10))
    assert [row["is_converted"] for row in tables.entries] == [True, True]


def test_interval_and_cap() -> None:
    """The interval runs from the last entry's beginning; the cap counts entries."""
    seeds = define(window_minutes="1", reentry_interval_minutes="7.5", max_entries="2")
    tables = run(seeds, *(event(str(n), "open", n) for n in (0, 7, 7.5, 8, 15, 30)))
    assert attempts(tables) == [
        ("0", None),
        ("7", "reentry_interval"),
        ("7.5", None),
        ("8", "already_active"),
        ("15", "reentry_cap"),
        ("30", "reentry_cap"),
    ]


def test_attempts_of_one_instant_go_by_sequence_then_id() -> None:
    """The empty sequence is last."""
    tables = run(
        define(reentry="once"),
        event("a", "open", 0),
        event("b", "open", 0, sequence=2),
        event("c", "open", 0, sequence=1),
    )
    assert attempts(tables) == [("c", None), ("b", "already_active"), ("a", "already_active")]


def test_holdout() -> None:
    """The share of the hash decides, and a hundred percent holds out everybody."""
    user = key("user_id:u")
    share = int(hashlib.md5(f"{user}|j".encode()).hexdigest()[:8], 16) % 10_000 / 100
    for percent, expected in ((share, False), (share + 0.01, True), (0, False), (100, True)):
        seeds = define(holdout_percent=f"{percent:.2f}")
        assert in_holdout(user, read_versions(seeds)["j"][0]) is expected
        reason = "holdout" if expected else None
        assert attempts(run(seeds, event("1", "open", 0))) == [("1", reason)]


def test_versions() -> None:
    """The version in effect judges the entry for its whole life; before the first none does."""
    first = define(valid_from=at(10).isoformat(), window_minutes="100")
    second = define(
        (("entry", "", "start"), ("step", "s1", "cart")),
        steps=(("s1",),),
        version=2,
        valid_from=at(20).isoformat(),
        window_minutes="5",
    )
    seeds = {name: first[name] + second[name] for name in first}
    tables = run(
        seeds,
        event("1", "open", 9),
        event("2", "open", 10),
        event("3", "open", 20),
        event("4", "start", 30),
        event("5", "pay", 100),
        event("6", "start", 110),
    )
    assert attempts(tables) == [("2", None), ("4", "already_active"), ("6", None)]
    assert ends(tables) == [("2", 110, "window_elapsed"), ("6", 115, "window_elapsed")]
    assert [row["version"] for row in tables.entries] == [1, 2]


def test_endpoint_participants() -> None:
    """Each endpoint travels for itself; events without one take no part."""
    tables = run(
        define(participant="endpoint"),
        event("1", "open", 0, user_id="u", endpoint_id="d1"),
        event("2", "open", 1, user_id="u", endpoint_id="d2"),
        event("3", "open", 2, user_id="u"),
        event("4", "cart", 3, user_id="u", endpoint_id="d2"),
    )
    assert [row["participant_key"] for row in tables.entries] == ["d1", "d2"]
    assert {row["user_key"] for row in tables.entries} == {key("user_id:u")}
    assert steps_of(tables, 0) == {}
    assert steps_of(tables, 1) == {"s1": ("4", "entry")}
    assert tables.cases == 2


def test_as_of_cuts_the_events() -> None:
    """What comes later has not happened; what is due at that instant has."""
    events = (event("1", "open", 0), event("2", "cart", 5), event("3", "cart", 10))
    seeds = define(window_minutes="10")
    early = run(seeds, *events, as_of=9)
    assert ends(early) == [("1", None, None)]
    assert early.entries[0]["status"] == "active"
    assert not early.entries[0]["is_mature"]
    assert [row["visits"] for row in early.progressions] == [1, 1]
    due = run(seeds, *events, as_of=10)
    assert ends(due) == [("1", 10, "window_elapsed")]
    assert due.entries[0]["is_mature"]
    assert [row["visits"] for row in due.progressions] == [1, 2]


# Steps.


def test_equal_timestamps_count_whatever_their_order() -> None:
    """A step of another name may share the entry's instant, ahead of it in the order."""
    events = (event("2", "open", 0, sequence=2), event("1", "cart", 0, sequence=1))
    assert steps_of(run(define(), *events)) == {"s1": ("1", "entry")}


def test_one_event_never_counts_twice() -> None:
    """Steps that share a name come strictly later than each other."""
    rules = (("entry", "", "open"), ("step", "s1", "open"), ("step", "s2", "open"))
    twins = (event("1", "open", 0), event("2", "open", 0))
    later = (event("3", "open", 1), event("4", "open", 1), event("5", "open", 2))
    tables = run(define(rules), *twins, *later)
    assert steps_of(tables) == {"s1": ("3", "entry"), "s2": ("5", "s1")}


def test_strictly_later_than_every_step_on_the_path() -> None:
    """s2 shares a name with the entry but not with its parent."""
    rules = (("entry", "", "open"), ("step", "s1", "cart"), ("step", "s2", "open"))
    same = (event("1", "open", 0), event("2", "cart", 0), event("3", "open", 0))
    assert steps_of(run(define(rules), *same)) == {"s1": ("2", "entry")}
    tables = run(define(rules), *same, event("4", "open", 1))
    assert steps_of(tables) == {"s1": ("2", "entry"), "s2": ("4", "s1")}


def test_an_empty_name_is_every_name() -> None:
    """A step for any event is strictly later than the entry."""
    rules = (("entry", "", "open"), ("step", "s1", "", "n", "eq", "1"))
    seeds = define(rules, steps=(("s1",),))
    one = {"properties": {"n": 1}}
    tables = run(
        seeds,
        event("1", "open", 0, **one),
        event("2", "cart", 0, **one),
        event("3", "pay", 1, **one),
    )
    assert steps_of(tables) == {"s1": ("3", "entry")}


def test_of_one_instant_the_least_id_is_the_match() -> None:
    """Sequence orders attempts and `strict` only."""
    events = (event("1", "open", 0), event("3", "cart", 1, sequence=1), event("2", "cart", 1))
    assert steps_of(run(define(), *events)) == {"s1": ("2", "entry")}


def test_window_and_within_are_inclusive() -> None:
    """At the limit counts, beyond does not."""
    seeds = define(steps=(("s1", "", "5"), ("s2", "", "5")), window_minutes="8")
    met = run(seeds, event("1", "open", 0), event("2", "cart", 5), event("3", "pay", 8))
    assert steps_of(met) == {"s1": ("2", "entry"), "s2": ("3", "s1")}
    out = run(seeds, event("1", "open", 0), event("2", "cart", 5), event("3", "pay", 8.01))
    assert steps_of(out) == {"s1": ("2", "entry")}
    slow = run(seeds, event("1", "open", 0), event("2", "cart", 5.01), event("3", "pay", 6))
    assert steps_of(slow) == {}


def test_steps_up_to_the_end() -> None:
    """A step at the instant of the end counts, one after it does not."""
    rules = (*OPEN_CART_PAY, ("exit", "", "leave"))
    tables = run(
        define(rules),
        event("1", "open", 0),
        event("2", "leave", 1),
        event("3", "cart", 1),
        event("4", "pay", 2),
    )
    assert ends(tables) == [("1", 1, "exit_event")]
    assert steps_of(tables) == {"s1": ("3", "entry")}


def test_a_wait_is_reached_with_its_parent() -> None:
    """At its time, by its event, with no visits; what follows comes after it."""
    rules = (("entry", "", "open"), ("step", "s1", "cart"), ("step", "s3", "cart"))
    seeds = define(rules, steps=(("s1",), ("s2",), ("s3",)))
    tables = run(seeds, event("1", "open", 0), event("2", "cart", 1), event("3", "cart", 2))
    assert steps_of(tables) == {"s1": ("2", "entry"), "s2": ("2", "s1"), "s3": ("3", "s2")}
    assert [row["visits"] for row in tables.progressions] == [1, 2, 0, 1]
    assert steps_of(run(seeds, event("1", "open", 0))) == {}


def test_the_earliest_reached_parent_counts() -> None:
    """A merge follows the branch that was reached first, then the lowest index."""
    rules = (*OPEN_CART_PAY, ("step", "s3", "leave"))
    edges = (("s1", "s3"), ("s2", "s3"))
    seeds = define(rules, steps=(("s1",), ("s2",), ("s3", "true", "5")), edges=edges)
    entry, last = event("1", "open", 0), event("4", "leave", 7)
    late = run(seeds, entry, event("2", "cart", 3), event("3", "pay", 1), last)
    # Within five minutes of the later parent, but not of the earliest.
    assert steps_of(late) == {"s1": ("2", "entry"), "s2": ("3", "entry")}
    both = run(seeds, entry, event("2", "cart", 3), event("3", "pay", 3), last)
    assert steps_of(both)["s3"] == ("4", "s1")
    one = run(seeds, entry, event("3", "pay", 3), last)
    assert steps_of(one) == {"s2": ("3", "entry"), "s3": ("4", "s2")}
    assert one.entries[0]["is_completed"]


def test_an_edge_from_the_entry_makes_a_step_optional() -> None:
    """s2 may be reached past s1, from the entry, which is always the earliest."""
    seeds = define(edges=(("entry", "s1"), ("entry", "s2"), ("s1", "s2")))
    tables = run(seeds, event("1", "open", 0), event("3", "pay", 2))
    assert steps_of(tables) == {"s2": ("3", "entry")}
    tables = run(seeds, event("1", "open", 0), event("2", "cart", 1), event("3", "pay", 2))
    assert steps_of(tables) == {"s1": ("2", "entry"), "s2": ("3", "entry")}


def test_a_branch_does_not_hold_up_the_other() -> None:
    """On another path a shared name does not matter: one event may reach two branches."""
    rules = (("entry", "", "open"), ("step", "s1", "cart"), ("step", "s2", "cart"))
    seeds = define(rules, edges=(("entry", "s1"), ("entry", "s2")))
    tables = run(seeds, event("1", "open", 0), event("2", "cart", 1))
    assert steps_of(tables) == {"s1": ("2", "entry"), "s2": ("2", "entry")}


def test_strict() -> None:
    """The very next event or nothing, whatever instants and names they share."""
    rules = (("entry", "", "open"), ("step", "s1", "open"), ("step", "s2", "pay"))
    seeds = define(rules, step_order="strict")
    twins = (event("1", "open", 0), event("2", "open", 0))
    assert steps_of(run(seeds, *twins, event("3", "pay", 1))) == {
        "s1": ("2", "entry"),
        "s2": ("3", "s1"),
    }
    assert steps_of(run(seeds, *twins, event("x", "view", 1), event("3", "pay", 1))) == {
        "s1": ("2", "entry"),
        "s2": ("3", "s1"),
    }
    assert steps_of(run(seeds, *twins, event("0", "view", 1), event("3", "pay", 1))) == {
        "s1": ("2", "entry")
    }


def test_unordered() -> None:
    """Each step in turn takes its earliest free match from the entry on."""
    rules = (
        ("entry", "", "open"),
        ("step", "s1", "open"),
        ("step", "s2", "open"),
        ("step", "s3", "cart"),
    )
    seeds = define(rules, steps=(("s1",), ("s2",), ("s3", "", "5")), step_order="unordered")
    before, entry, cart = event("0", "cart", -1), event("2", "open", 0), event("1", "cart", 0)
    tables = run(seeds, before, entry, cart)
    assert steps_of(tables) == {"s1": ("2", "entry"), "s3": ("1", "entry")}
    assert not tables.entries[0]["is_completed"]
    whole = run(seeds, before, entry, cart, event("4", "open", 3))
    assert steps_of(whole)["s2"] == ("4", "entry")
    assert whole.entries[0]["completed_at"] == at(3)
    assert steps_of(run(seeds, entry, event("5", "cart", 5.01))) == {"s1": ("2", "entry")}


def test_unordered_takes_nothing_that_does_not_count() -> None:
    """A match out of a step's reach is left for the steps after it."""
    rules = (("entry", "", "open"), ("step", "s1", "cart"), ("step", "s2", "cart"))
    seeds = define(rules, steps=(("s1", "", "5"), ("s2",)), step_order="unordered")
    assert steps_of(run(seeds, event("1", "open", 0), event("2", "cart", 6))) == {
        "s2": ("2", "entry")
    }


def test_visits_count_up_to_the_end() -> None:
    """Matches from the step on, the end included; a loop back counts as a visit."""
    carts = [event(f"c{n}", "cart", n) for n in (1, 2, 10, 11)]
    tables = run(define(window_minutes="10"), event("1", "open", 0), *carts, event("3", "pay", 1.5))
    assert [(row["step_id"], row["visits"]) for row in tables.progressions] == [
        ("entry", 1),
        ("s1", 3),
        ("s2", 1),
    ]


def test_the_last_step() -> None:
    """The latest reached, then the highest index."""
    seeds = define(edges=(("entry", "s1"), ("entry", "s2")))
    entry, pay = event("1", "open", 0), event("3", "pay", 1)
    for cart, expected in ((2, "s1"), (1, "s2"), (0.5, "s2")):
        tables = run(seeds, entry, pay, event("2", "cart", cart))
        assert tables.entries[0]["last_step_id"] == expected
    assert run(seeds, entry).entries[0]["last_step_id"] == "entry"


# Ends.


def test_completed_ends() -> None:
    """At the first terminal step."""
    seeds = define(steps=(("s1", "true"), ("s2", "true")), ends_on_completion="true")
    tables = run(seeds, event("1", "open", 0), event("2", "cart", 1), event("3", "pay", 2))
    assert ends(tables) == [("1", 1, "completed")]
    assert steps_of(tables) == {"s1": ("2", "entry")}


def test_the_first_listed_reason_wins_a_tie() -> None:
    """Each reason at one instant, struck off from the first on."""
    rules = (
        ("entry", "", "open"),
        ("step", "s1", "cart"),
        ("conversion", "", "pay"),
        ("exit", "", "leave"),
    )
    cells = {
        "reentry": "restart",
        "consent_purpose": "ads",
        "ends_on_conversion": "true",
        "ends_on_completion": "true",
        "inactivity_minutes": "10",
        "window_minutes": "10",
        "ends_at": at(10).isoformat(),
    }
    entry = event("1", "open", 0)
    at_ten = {
        "converted": event("2", "pay", 10),
        "completed": event("3", "cart", 10),
        "exit_event": event("4", "leave", 10),
    }
    for reason in list(at_ten):
        tables = run(
            define(rules, steps=(("s1", "true"),), **cells),
            entry,
            *at_ten.values(),
            consents=[("u", 0, True)],
        )
        assert ends(tables) == [("1", 10, reason)]
        del at_ten[reason]
    seeds = define(rules, steps=(("s1", "true"),), **cells)
    refused = run(seeds, entry, consents=[("u", 0, True), ("u", 10, False)])
    assert ends(refused) == [("1", 10, "opted_out")]
    granted = [("u", 0.0, True)]
    seeds["journeys"][0]["ends_at"] = at(20).isoformat()
    again = run(seeds, entry, event("5", "open", 10), consents=granted)
    assert ends(again)[0] == ("1", 10, "restarted")
    assert ends(run(seeds, entry, consents=granted)) == [("1", 10, "inactive")]
    seeds["journeys"][0] |= {"inactivity_minutes": "", "ends_at": at(10).isoformat()}
    assert ends(run(seeds, entry, consents=granted)) == [("1", 10, "window_elapsed")]
    seeds["journeys"][0]["window_minutes"] = ""
    assert ends(run(seeds, entry, consents=granted)) == [("1", 10, "journey_ended")]


def test_exit_comes_after_the_entry() -> None:
    """Strictly, where the exit shares a name with the entry."""
    same = (("entry", "", "open"), ("exit", "", "open"))
    other = (("entry", "", "open"), ("exit", "", "leave"))
    once = {"steps": (), "reentry": "once"}
    assert ends(run(define(same, **once), event("1", "open", 0))) == [("1", None, None)]
    assert ends(run(define(same, **once), event("1", "open", 0), event("2", "open", 1))) == [
        ("1", 1, "exit_event")
    ]
    assert ends(run(define(other, **once), event("1", "open", 0), event("0", "leave", 0))) == [
        ("1", 0, "exit_event")
    ]


def test_inactivity() -> None:
    """The first gap that is longer, between matches of any rule; others do not count."""
    rules = (*OPEN_CART_PAY, ("outcome", "s1", "read"), ("exclusion", "", "refund"))
    seeds = define(rules, inactivity_minutes="10")
    kept = [
        event("1", "open", 0),
        event("2", "read", 10),
        event("3", "refund", 20),
        event("4", "pay", 30),
        event("5", "open", 40),
    ]
    assert ends(run(seeds, *kept, event("6", "view", 45), as_of=49)) == [("1", None, None)]
    assert ends(run(seeds, *kept, event("6", "view", 45), as_of=50)) == [("1", 50, "inactive")]
    late = run(seeds, kept[0], event("2", "read", 10.01), *kept[2:])
    assert ends(late)[0] == ("1", 10, "inactive")


def test_opted_out() -> None:
    """A refusal of the purpose ends the entry, and nothing is matched from its time on."""
    seeds = define((*OPEN_CART_PAY, ("conversion", "", "pay")), consent_purpose="ads")
    events = (event("1", "open", 1), event("2", "cart", 2), event("3", "pay", 3))
    said = [("u", 1.0, True), ("u", 3.0, False), ("v", 2.0, False)]
    tables = run(seeds, *events, consents=said)
    assert ends(tables) == [("1", 3, "opted_out")]
    assert steps_of(tables) == {"s1": ("2", "entry")}
    assert not tables.entries[0]["is_converted"]


def test_consent() -> None:
    """No row is no consent; it holds from its time until the next; a refusal wins an instant."""
    seeds = define(consent_purpose="ads", reentry="concurrent")
    said = [("u", 1.0, True), ("u", 3.0, False), ("u", 4.0, True), ("u", 4.0, False)]
    tables = run(seeds, *(event(str(n), "open", n) for n in range(6)), consents=said)
    no = "no_consent"
    assert attempts(tables) == [
        ("0", no),
        ("1", None),
        ("2", None),
        ("3", no),
        ("4", no),
        ("5", no),
    ]


def test_consent_speaks_for_the_holder_of_that_time() -> None:
    """A grant on a shared device is the word of whom it belonged to then."""
    world = World(
        events=[
            event("1", "open", 0, user_id="u", endpoint_id="d"),
            event("2", "open", 5, user_id="v", endpoint_id="d"),
            event("3", "open", 9, user_id="u"),
        ],
        consents=[
            {
                "identifier_type": "endpoint_id",
                "identifier_value": "d",
                "purpose": "ads",
                "granted": True,
                "changed_at": at(1),
            }
        ],
        seeds={"identifier_types": TYPES, **define(consent_purpose="ads", reentry="concurrent")},
    )
    _, _, tables = compute(world)
    assert sorted(attempts(tables)) == [("1", "no_consent"), ("2", "no_consent"), ("3", None)]


def test_conversion_in_the_tail() -> None:
    """Up to the tail after the end, inclusive; it does not end the entry any more."""
    rules = (("entry", "", "open"), ("conversion", "", "pay"))
    cells = {"window_minutes": "10", "conversion_tail_minutes": "5", "ends_on_conversion": "true"}
    seeds = define(rules, steps=(), **cells)
    for when, expected in ((15, True), (15.01, False)):
        tables = run(seeds, event("1", "open", 0), event("2", "pay", when))
        assert ends(tables) == [("1", 10, "window_elapsed")]
        assert tables.entries[0]["is_converted"] is expected
    assert ends(run(seeds, event("1", "open", 0), event("2", "pay", 4))) == [("1", 4, "converted")]


def test_conversion_need_not_end() -> None:
    """The entry goes on, and steps after the conversion count."""
    rules = (("entry", "", "open"), ("step", "s1", "cart"), ("conversion", "", "pay"))
    seeds = define(rules, steps=(("s1",),), ends_on_conversion="false")
    tables = run(seeds, event("1", "open", 0), event("2", "pay", 1), event("3", "cart", 2))
    assert ends(tables) == [("1", None, None)]
    assert tables.entries[0]["converted_at"] == at(1)
    assert steps_of(tables) == {"s1": ("3", "entry")}


def test_a_step_after_the_conversion_that_ends_does_not_complete() -> None:
    """Completion is a step that counts."""
    rules = (("entry", "", "open"), ("step", "s1", "cart"), ("conversion", "", "pay"))
    cells = {"ends_on_conversion": "true", "ends_on_completion": "true"}
    seeds = define(rules, steps=(("s1", "true"),), **cells)
    tables = run(seeds, event("1", "open", 0), event("2", "pay", 1), event("3", "cart", 2))
    assert ends(tables) == [("1", 1, "converted")]
    assert not tables.entries[0]["is_completed"]


def test_maturity_without_a_window_never_comes() -> None:
    """A tail alone matures nothing."""
    row = run(define(conversion_tail_minutes="5"), event("1", "open", 0)).entries[0]
    assert (row["matures_at"], row["is_mature"]) == (None, False)


# Exclusions.


@pytest.mark.parametrize(
    ("between", "refund", "expected"),
    [
        ("", 0, False),
        ("", 1, True),
        ("", 4, False),
        ("entry>s1", 1, True),
        ("entry>s1", 2, False),
        ("s1>s2", 2, False),
        ("s1>s2", 3, True),
        ("s1>s2", 4, False),
    ],
)
def test_exclusion(between: str, refund: float, expected: bool) -> None:
    """Strictly between the two steps; entry 0, s1 2, s2 4 and terminal."""
    rules = (*OPEN_CART_PAY, ("exclusion", between, "refund"))
    tables = run(
        define(rules, steps=(("s1",), ("s2", "true"))),
        event("1", "open", 0),
        event("2", "cart", 2),
        event("3", "pay", 4),
        event("x", "refund", refund),
    )
    assert tables.entries[0]["is_excluded"] is expected


def test_exclusion_where_a_step_is_not_reached() -> None:
    """Without the first step none applies; without the second the entry's end bounds it."""
    cells = {"window_minutes": "10"}
    for between, refund, expected in (
        ("s1>s2", 5, False),
        ("entry>s2", 9, True),
        ("entry>s2", 10, False),
        ("", 9, True),
        ("", 10, False),
    ):
        rules = (*OPEN_CART_PAY, ("exclusion", between, "refund"))
        tables = run(define(rules, **cells), event("1", "open", 0), event("x", "refund", refund))
        assert tables.entries[0]["is_excluded"] is expected


# Files.


def test_minutes_may_be_fractions() -> None:
    """Down to the microsecond."""
    assert minutes("0.5") == timedelta(seconds=30)
    assert minutes("") is None


def test_a_world_is_written_whole(tmp_path: Path) -> None:
    """Every row is in one of the files, and every seed has its header."""
    rows = [
        event(str(n), "open", n, properties={"a": 'é,"\n'}, received_at=at(n)) for n in range(5)
    ]
    data, seeds = write_world(World(rows, seeds={"identifier_types": TYPES}), tmp_path)
    written: list[Row] = []
    for path in (data / "generic" / "events").rglob("*"):
        if path.suffix == ".jsonl":
            written += map(json.loads, path.read_text(encoding="utf-8").splitlines())
        elif path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                written += (
                    {**row, "properties": json.loads(row["properties"])}
                    for row in csv.DictReader(file)
                )
    assert {row["event_id"] for row in written} == {"0", "1", "2", "3", "4"}
    assert all(row["properties"] == {"a": 'é,"\n'} for row in written)
    assert {row["occurred_at"] for row in written} == {
        at(n).isoformat(timespec="microseconds") + "Z" for n in range(5)
    }
    for name, columns in SEED_COLUMNS.items():
        header = (seeds / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert header == ",".join(columns)
