"""Rules of the design contract, section 4: does an event satisfy one, which names could it have."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .world import Row, SeedRow

# `source` included: rules may name every column of the contract.
CONTRACT_COLUMNS = frozenset(
    {
        "event_id",
        "source",
        "event_name",
        "occurred_at",
        "received_at",
        "sequence",
        "endpoint_id",
        "anonymous_id",
        "user_id",
        "identifiers",
        "channel",
        "platform",
        "message_id",
        "value",
        "currency",
        "properties",
    }
)
# A number as JSON writes it, with outer blanks, a plus sign and leading zeros allowed.
NUMBER = re.compile(r"[ \t\r\n]*([+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)[ \t\r\n]*")


@dataclass(frozen=True)
class Condition:
    """One row of `journey_rules` or `blocked_traffic`: an event name and a condition on a property.

    Empty text means: any event, no condition.
    """

    event_name: str
    property: str
    operator: str
    value: str


# The rows that share role, step, outcome and rule_id; an event must meet all of them.
Group = tuple[Condition, ...]
# Alternatives: an event satisfies them when it satisfies one group.
Rule = tuple[Group, ...]


def condition(row: SeedRow) -> Condition:
    """The condition that a seed row states."""
    return Condition(
        event_name=row.get("event_name", ""),
        property=row.get("property", ""),
        operator=row.get("operator", ""),
        value=row.get("value", ""),
    )


def rule(rows: Iterable[SeedRow]) -> Rule:
    """The alternatives that rows state: AND within one key of a group, OR between keys."""
    groups: dict[tuple[str, ...], list[Condition]] = {}
    for row in rows:
        key = tuple(row.get(name, "") for name in ("role", "step_id", "outcome", "rule_id"))
        groups.setdefault(key, []).append(condition(row))
    return tuple(tuple(group) for group in groups.values())


def as_text(value: object) -> str | None:
    """A JSON value as rules compare it: text as it stands, others as compact JSON, null absent."""
    if value is None:
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def read(event: Row, name: str) -> str | None:
    """What an event has under a property's name.

    Args:
        event: A contract row.
        name: A contract column, else a path into `properties`, whose dots go deeper; a path may
            open with `properties.` to reach a key that is named like a column.

    Returns:
        The value as text, None where it is absent.
    """
    if name in CONTRACT_COLUMNS:
        return as_text(event.get(name))
    value: object = event.get("properties") or {}
    for key in name.removeprefix("properties.").split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return as_text(value)


def number(text: str | None) -> Decimal | None:
    """The number that a text writes, None where it writes none."""
    found = NUMBER.fullmatch(text or "")
    return Decimal(found.group(1)) if found else None


def _compares(operator: str, text: str | None, value: str) -> bool:
    """Whether a numeric comparison holds; never where either side is no number."""
    left, right = number(text), number(value)
    if left is None or right is None:
        return False
    return {"gt": left > right, "gte": left >= right, "lt": left < right, "lte": left <= right}[
        operator
    ]


def holds(one: Condition, event: Row) -> bool:
    """Whether an event meets one row: its name and its condition.

    Raises:
        ValueError: If the operator is none of the design contract.
    """
    if one.event_name and one.event_name != event["event_name"]:
        return False
    operator, value = one.operator, one.value
    if not operator:
        return True
    text = read(event, one.property)
    present = text is not None
    if operator == "is_set":
        return present
    if operator == "is_not_set":
        return not present
    if operator == "eq":
        return present and text == value
    if operator == "neq":
        return not (present and text == value)
    if operator == "in":
        return present and text in value.split("|")
    if operator == "not_in":
        return not (present and text in value.split("|"))
    if operator == "contains":
        return present and value.lower() in text.lower()
    if operator == "not_contains":
        return not (present and value.lower() in text.lower())
    if operator == "regex":
        return present and re.search(value, text) is not None
    if operator in ("gt", "gte", "lt", "lte"):
        return _compares(operator, text, value)
    raise ValueError(f"unknown operator {operator!r}")


def satisfies(event: Row, wanted: Rule) -> bool:
    """Whether an event satisfies one of the alternatives; none are satisfied by nothing."""
    return any(all(holds(one, event) for one in group) for group in wanted)


def share_a_name(left: Rule, right: Rule) -> bool:
    """Whether one event name could satisfy both: section 4's names, section 6's *comes after*.

    A group with two different names can be met by no event, so it has no name at all; a group
    without a name has every name.
    """
    return any(
        len({one.event_name for one in (*a, *b) if one.event_name}) <= 1
        for a in left
        for b in right
    )
