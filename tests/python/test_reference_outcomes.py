"""The reference's outcomes on small tables worked by hand, one rule of the design contract each."""

import pytest
from reference.world import Row, SeedRow
from test_reference_unit import Rules, define, event, run

SENT: Rules = (("entry", "", "join"), ("step", "s1", "send"))
Seeds = dict[str, list[SeedRow]]


def opened(version: int = 1, **cells: str) -> Seeds:
    """Seeds of a journey with the step `s1`, and its outcome `opened` by the event `read`."""
    seeds = define(SENT, (("s1",),), version=version, **cells)
    outcome = {
        "journey_id": "j",
        "version": str(version),
        "role": "outcome",
        "step_id": "s1",
        "outcome": "opened",
        "rule_id": "o",
        "event_name": "read",
    }
    return seeds | {"journey_rules": [*seeds["journey_rules"], outcome]}


def told(seeds: Seeds, *events: Row, **settings: object) -> list[tuple[str, str]]:
    """(outcome's event, entry's event) of each outcome, sorted."""
    tables = run(seeds, *events, **settings)
    entry_event = {row["entry_id"]: row["entry_event_id"] for row in tables.entries}
    return sorted((row["event_id"], entry_event[row["entry_id"]]) for row in tables.outcomes)


def test_a_message_names_the_entry_and_not_the_latest() -> None:
    """The open of an earlier message is the earlier entry's, whatever came since."""
    events = (
        event("1", "join", 0),
        event("2", "send", 1, message_id="m"),
        event("3", "join", 2),
        event("4", "send", 3, message_id="n"),
        event("5", "read", 4, message_id="m"),
    )
    assert told(opened(reentry="restart"), *events) == [("5", "1")]


def test_a_message_speaks_of_every_entry_that_has_it() -> None:
    """Entries side by side that one send reached share its opens."""
    events = (
        event("1", "join", 0),
        event("2", "join", 1),
        event("3", "send", 2, message_id="m"),
        event("4", "read", 3, message_id="m"),
    )
    assert told(opened(reentry="concurrent"), *events) == [("4", "1"), ("4", "2")]


def test_a_message_that_no_step_has_speaks_of_none() -> None:
    """An unknown message does not fall back on the latest progression."""
    events = (
        event("1", "join", 0),
        event("2", "send", 1),
        event("3", "read", 2, message_id="unheard of"),
    )
    assert told(opened(), *events) == []


def test_a_message_asks_neither_when_nor_who() -> None:
    """An open with the clock of its send, or by somebody it was forwarded to, is the message's."""
    events = (
        event("1", "join", 5),
        event("2", "send", 6, message_id="m"),
        event("3", "read", 0, message_id="m"),
        event("4", "read", 7, message_id="m", user_id="other"),
    )
    assert told(opened(), *events) == [("3", "1"), ("4", "1")]


@pytest.mark.parametrize(("minute", "entry"), [(0.5, None), (1, "1"), (2.9, "1"), (3, "3")])
def test_without_a_message_the_latest_progression_has_it(minute: float, entry: str | None) -> None:
    """At or before the event; before the first there is none."""
    events = (
        event("1", "join", 0),
        event("2", "send", 1),
        event("3", "join", 2),
        event("4", "send", 3),
        event("5", "read", minute),
    )
    expected = [("5", entry)] if entry else []
    assert told(opened(reentry="restart"), *events) == expected


def test_without_a_message_it_is_the_participants_own() -> None:
    """What somebody else does says nothing."""
    events = (
        event("1", "join", 0),
        event("2", "send", 1),
        event("3", "read", 2, user_id="other"),
    )
    assert told(opened(), *events) == []


def test_of_entries_side_by_side_the_last_one_has_it() -> None:
    """One send reached both; the open without a message counts once."""
    events = (
        event("1", "join", 0),
        event("2", "join", 0, sequence=1),
        event("3", "send", 2),
        event("4", "read", 3),
    )
    # With a sequence comes first, so the entry of event 1 is the last.
    assert told(opened(reentry="concurrent"), *events) == [("4", "1")]


def test_outcomes_outlast_the_entry_and_need_its_consent() -> None:
    """An open after the entry's end counts; one without the purpose's consent does not."""
    events = (
        event("1", "join", 0),
        event("2", "send", 1, message_id="m"),
        event("3", "read", 60, message_id="m"),
        event("4", "read", 90, message_id="m"),
    )
    seeds = opened(window_minutes="10", consent_purpose="ads")
    consents = (("u", 0, True), ("u", 80, False))
    assert told(seeds, *events, consents=consents) == [("3", "1")]


def test_an_entry_is_judged_by_its_own_version() -> None:
    """A later version that asks for no outcome takes none from the entries before it."""
    second = define(
        SENT, (("s1",),), version=2, valid_from="2026-03-01 00:10:00", reentry="restart"
    )
    first = opened(reentry="restart")
    seeds = {name: [*first[name], *second[name]] for name in first}
    events = (
        event("1", "join", 0),
        event("2", "send", 1),
        event("3", "join", 20),
        event("4", "send", 21),
        event("5", "read", 22),
    )
    assert told(seeds, *events) == [("5", "1")]
