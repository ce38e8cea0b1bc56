"""Section 6 of the design contract, *Outcomes*: what became of the steps that entries reached."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from .rules import Rule, rule, satisfies
from .world import Row, SeedRow

if TYPE_CHECKING:
    from .journeys import Case, Reached, Version

Progression = tuple["Case", "Reached"]
"""A step reached, and the entry that reached it."""


def outcome_rules(version: "Version") -> dict[tuple[str, str], Rule]:
    """The alternatives of each (step, outcome) of a version."""
    rows: dict[tuple[str, str], list[SeedRow]] = {}
    for row in version.rules:
        if row["role"] == "outcome":
            rows.setdefault((row["step_id"], row.get("outcome", "")), []).append(row)
    return {key: rule(own) for key, own in rows.items()}


def latest(event: Row, progressions: list[Progression]) -> list[Progression]:
    """The latest progression at or before an event, none if there is none.

    Of entries side by side that reached the step at one instant, the one that began last.

    Args:
        event: What happened.
        progressions: In the order in which the participant's entries began.
    """
    before = [one for one in progressions if one[1].at <= event["occurred_at"]]
    # Of several that are alike `max` takes the first.
    return [max(reversed(before), key=lambda one: one[1].at)] if before else []


def outcome_rows(
    cases: list["Case"],
    travellers: dict[str, list[Row]],
    allowed: Callable[[Row, "Version"], bool],
) -> list[Row]:
    """The rows of `fct_step_outcomes` of one journey.

    With a message an event speaks of the progressions whose own event has it: the message says
    whose it is, so neither time nor participant do. Without one it speaks of the participant's
    latest.

    Args:
        cases: The journey's entries, each participant's in the order in which they began.
        travellers: E of each participant.
        allowed: Whether an event counts under the consent that a version asks for.
    """
    with_message: dict[tuple[str, str], list[Progression]] = {}
    of_participant: dict[tuple[str, str], list[Progression]] = {}
    for case in cases:
        for step in case.final_steps():
            message = step.event.get("message_id")
            if message:
                with_message.setdefault((step.step_id, message), []).append((case, step))
            of_participant.setdefault((step.step_id, case.participant), []).append((case, step))
    # An entry is judged by the version it began under.
    rules = {case.version.version: outcome_rules(case.version) for case in cases}
    rows: list[Row] = []
    for step_id, outcome in sorted({key for own in rules.values() for key in own}):
        for participant, events in travellers.items():
            for event in events:
                message = event.get("message_id")
                found = (
                    with_message.get((step_id, message), [])
                    if message
                    else of_participant.get((step_id, participant), [])
                )
                about = [
                    (case, step)
                    for case, step in found
                    if satisfies(event, rules[case.version.version].get((step_id, outcome), ()))
                    and allowed(event, case.version)
                ]
                for case, _ in about if message else latest(event, about):
                    rows.append(outcome_row(case, step_id, outcome, event))
    return rows


def outcome_row(case: "Case", step_id: str, outcome: str, event: Row) -> Row:
    """One row: an entry's step, and the event that tells what became of it."""
    return {
        "entry_id": case.entry_id,
        "journey_id": case.version.journey_id,
        "version": case.version.version,
        "participant_key": case.participant,
        "user_key": case.user_key,
        "step_id": step_id,
        "outcome": outcome,
        "event_id": event["event_id"],
        "message_id": event.get("message_id"),
        "occurred_at": event["occurred_at"],
        "received_at": event["received_at"],
        "channel": event.get("channel"),
        "platform": event.get("platform"),
    }
