"""Section 6 of the design contract: attempts, entries and progressions."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from .acceptance import Acceptance, present
from .identity import Identity, in_order
from .outcomes import outcome_rows
from .rules import Rule, read, rule, satisfies, share_a_name
from .world import Row, SeedRow, World

# The reasons to end, in the order in which they win a tie.
END_REASONS = (
    "converted",
    "completed",
    "exit_event",
    "opted_out",
    "restarted",
    "inactive",
    "window_elapsed",
    "journey_ended",
)


# ---------- cells of seeds


def minutes(text: str | None) -> timedelta | None:
    """A number of minutes, fractions allowed; None for an empty cell."""
    if not text:
        return None
    return timedelta(microseconds=int(Fraction(text) * 60_000_000))


def instant(text: str | None) -> datetime | None:
    """A time in UTC, naive; None for an empty cell."""
    if not text:
        return None
    at = datetime.fromisoformat(text)
    return at if at.tzinfo is None else at.astimezone(UTC).replace(tzinfo=None)


def flag(text: str | None) -> bool:
    """Whether a cell says yes; an empty one says no."""
    return (text or "").strip().lower() in ("true", "yes", "1")


# ---------- definitions


@dataclass(frozen=True)
class Step:
    """A row of `journey_steps` with the rules that reach it; none for a wait or a split."""

    step_id: str
    index: int
    within: timedelta | None
    is_terminal: bool
    rule: Rule


@dataclass(frozen=True)
class Exclusion:
    """The exclusion rules between two steps; empty names stand for the defaults."""

    after: str
    before: str
    rule: Rule


@dataclass(frozen=True)
class Version:
    """One version of a journey."""

    journey_id: str
    version: int
    row: SeedRow
    rules: list[SeedRow]
    steps: list[Step]
    parents: dict[str, list[str]]

    def role(self, name: str) -> Rule:
        """The alternatives of a role that belongs to no step."""
        return rule(row for row in self.rules if row["role"] == name)

    @property
    def any_rule(self) -> Rule:
        """The alternatives of every role."""
        return rule(self.rules)

    @property
    def exclusions(self) -> list[Exclusion]:
        """The exclusions, by the pair of steps they stand between."""
        pairs = {row.get("step_id", "") for row in self.rules if row["role"] == "exclusion"}
        found = []
        for pair in sorted(pairs):
            after, _, before = pair.partition(">")
            rows = [
                row
                for row in self.rules
                if row["role"] == "exclusion" and row.get("step_id", "") == pair
            ]
            found.append(Exclusion(after, before, rule(rows)))
        return found

    def minutes(self, column: str) -> timedelta | None:
        """A column of minutes, None where it is empty."""
        return minutes(self.row.get(column))

    def in_effect_from(self) -> datetime:
        """When the version begins; empty means it always was."""
        return instant(self.row.get("valid_from")) or datetime.min

    def is_live(self, at: datetime) -> bool:
        """Whether attempts are let in at an instant."""
        starts, ends = instant(self.row.get("starts_at")), instant(self.row.get("ends_at"))
        return (starts is None or at >= starts) and (ends is None or at < ends)


def read_versions(seeds: dict[str, list[SeedRow]]) -> dict[str, list[Version]]:
    """The versions of each journey, earliest first."""
    found: dict[str, list[Version]] = {}
    for row in seeds.get("journeys", []):
        key = (row["journey_id"], int(row["version"]))

        def own(seed: str, key: tuple[str, int] = key) -> list[SeedRow]:
            rows = seeds.get(seed, [])
            return [one for one in rows if (one["journey_id"], int(one["version"])) == key]

        rules = own("journey_rules")
        steps = [
            Step(
                step_id=one["step_id"],
                index=int(one["step_index"]),
                within=minutes(one.get("within_minutes")),
                is_terminal=flag(one.get("is_terminal")),
                rule=rule(
                    r for r in rules if r["role"] == "step" and r["step_id"] == one["step_id"]
                ),
            )
            for one in own("journey_steps")
        ]
        steps.sort(key=lambda step: step.index)
        parents: dict[str, list[str]] = {step.step_id: [] for step in steps}
        edges = own("journey_step_edges")
        for edge in edges:
            parents[edge["to_step_id"]].append(edge["from_step_id"])
        if not edges:
            for before, after in pairwise(steps):
                parents[after.step_id].append(before.step_id)
        for step_id, ids in parents.items():
            parents[step_id] = ids or ["entry"]
        found.setdefault(key[0], []).append(Version(*key, row, rules, steps, parents))
    for versions in found.values():
        versions.sort(key=Version.in_effect_from)
    return found


# ---------- consent


@dataclass(frozen=True)
class Consents:
    """Who said what, when: (user_key, purpose, granted, changed_at)."""

    said: list[tuple[str, str, bool, datetime]]

    def granted(self, user: str, purpose: str, at: datetime) -> bool:
        """Whether a user's latest word at or before an instant is a grant; silence is not."""
        heard = [
            (when, granted)
            for who, what, granted, when in self.said
            if who == user and what == purpose and when <= at
        ]
        latest = max((when for when, _ in heard), default=None)
        # At one instant a refusal beats a grant.
        return bool(heard) and all(granted for when, granted in heard if when == latest)

    def first_refusal(self, user: str, purpose: str, after: datetime) -> datetime | None:
        """The first time after an instant at which a user refuses."""
        return min(
            (
                when
                for who, what, granted, when in self.said
                if who == user and what == purpose and not granted and when > after
            ),
            default=None,
        )


def read_consents(rows: list[Row], identity: Identity) -> Consents:
    """The consents with the users who hold their identifiers at that time."""
    said = []
    for row in rows:
        at = row["changed_at"]
        user = identity.holder(row["identifier_type"], row["identifier_value"], at)
        if user is not None:
            said.append((user, row["purpose"], row["granted"], at))
    return Consents(said)


# ---------- one entry


@dataclass(frozen=True)
class Reached:
    """A step that an entry reached, and the one it came from."""

    step_id: str
    index: int
    at: datetime
    event: Row
    rule: Rule
    parent: "Reached | None"

    def path(self) -> "list[Reached]":
        """The steps up to this one, itself included, latest first."""
        return [self] + (self.parent.path() if self.parent else [])


@dataclass
class Case:
    """One entry and all that judges it.

    Attributes:
        events: C: the participant's events with consent, in the participant's order.
        restarted_at: When the next admitted attempt came, under `restart`.
    """

    version: Version
    participant: str
    event: Row
    user_key: str
    events: list[Row]
    refused_at: datetime | None
    as_of: datetime
    restarted_at: datetime | None = None

    @property
    def entered_at(self) -> datetime:
        """When the entry began."""
        return self.event["occurred_at"]

    @property
    def entry_id(self) -> str:
        """The key of the entry."""
        text = "|".join((self.version.journey_id, self.participant, self.event["event_id"]))
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

    @property
    def entry(self) -> Reached:
        """Step 0."""
        return Reached(
            "entry", 0, self.entered_at, self.event, self.version.role("entry"), parent=None
        )

    def matches(self, wanted: Rule) -> list[Row]:
        """The events of C that satisfy a rule, earliest first.

        The sequence orders attempts and `strict` only, so of one instant the least id is first.
        """
        found = [event for event in self.events if satisfies(event, wanted)]
        return sorted(found, key=lambda event: (event["occurred_at"], event["event_id"].encode()))

    def following(self, wanted: Rule, parent: Reached) -> list[Row]:
        """The matches of a rule that come after a step."""
        return [
            event
            for event in self.matches(wanted)
            if event["occurred_at"] >= parent.at
            and all(
                event["occurred_at"] > before.at
                for before in parent.path()
                if share_a_name(wanted, before.rule)
            )
        ]

    # ---------- steps

    def in_time(self, step: Step, at: datetime, parent: Reached) -> bool:
        """Whether a step counts at an instant, the entry's end apart."""
        window = self.version.minutes("window_minutes")
        return (window is None or at - self.entered_at <= window) and (
            step.within is None or at - parent.at <= step.within
        )

    def reached(self) -> list[Reached]:
        """The steps reached, the entry's end apart, by `step_index`."""
        if self.version.row["step_order"] == "unordered":
            return self.reached_unordered()
        return self.reached_along(
            self.next_event if self.version.row["step_order"] == "strict" else self.first_match
        )

    def first_match(self, step: Step, parent: Reached) -> Row | None:
        """`ordered`: the earliest match that comes after the parent."""
        return next(iter(self.following(step.rule, parent)), None)

    def next_event(self, step: Step, parent: Reached) -> Row | None:
        """`strict`: the very next event in C, if it is a match."""
        position = [event["event_id"] for event in self.events].index(parent.event["event_id"])
        following = self.events[position + 1 : position + 2]
        return next((event for event in following if satisfies(event, step.rule)), None)

    def reached_along(self, choose: Callable[[Step, Reached], Row | None]) -> list[Reached]:
        """The steps reached along the edges, each from its earliest reached parent."""
        found: dict[str, Reached] = {"entry": self.entry}
        waiting = list(self.version.steps)
        done = {"entry"}
        while waiting:
            step = next(s for s in waiting if set(self.version.parents[s.step_id]) <= done)
            waiting.remove(step)
            done.add(step.step_id)
            parents = [found[one] for one in self.version.parents[step.step_id] if one in found]
            if not parents:
                continue
            parent = min(parents, key=lambda one: (one.at, one.index))
            # A step without rules is reached with its parent.
            event = choose(step, parent) if step.rule else parent.event
            at = event["occurred_at"] if step.rule and event else parent.at
            if event and self.in_time(step, at, parent):
                found[step.step_id] = Reached(
                    step.step_id, step.index, at, event, step.rule, parent
                )
        return sorted((one for one in found.values() if one.parent), key=lambda one: one.index)

    def reached_unordered(self) -> list[Reached]:
        """Each step's earliest match from the entry on that no earlier step took."""
        entry, taken, found = self.entry, set(), []
        for step in self.version.steps:
            free = [
                event
                for event in self.matches(step.rule)
                if event["occurred_at"] >= self.entered_at and event["event_id"] not in taken
            ]
            event = next(iter(free), None) if step.rule else self.event
            if event and self.in_time(step, event["occurred_at"], entry):
                if step.rule:
                    taken.add(event["event_id"])
                found.append(
                    Reached(step.step_id, step.index, event["occurred_at"], event, step.rule, entry)
                )
        return found

    def completed_at(self, reached: list[Reached]) -> datetime | None:
        """When the entry completed, by the steps it reached."""
        steps = self.version.steps
        if self.version.row["step_order"] == "unordered":
            whole = bool(steps) and len(reached) == len(steps)
            return max(one.at for one in reached) if whole else None
        terminal = {step.step_id for step in steps if step.is_terminal}
        return min((one.at for one in reached if one.step_id in terminal), default=None)

    # ---------- the end

    def exited_at(self) -> datetime | None:
        """The first exit match that comes after the entry."""
        exits = self.following(self.version.role("exit"), self.entry)
        return exits[0]["occurred_at"] if exits else None

    def inactive_at(self) -> datetime | None:
        """The end of the first long enough gap between matches of any rule, entry included."""
        limit = self.version.minutes("inactivity_minutes")
        if limit is None:
            return None
        last = self.entered_at
        for event in self.matches(self.version.any_rule):
            if event["occurred_at"] - last > limit:
                break
            last = max(last, event["occurred_at"])
        return last + limit

    def other_ends(self) -> list[tuple[datetime, str]]:
        """(time, reason) of every end that is due at `as_of`, but the conversion."""
        version = self.version
        window = version.minutes("window_minutes")
        completes = flag(version.row.get("ends_on_completion"))
        times = {
            "completed": self.completed_at(self.reached()) if completes else None,
            "exit_event": self.exited_at(),
            "opted_out": self.refused_at,
            "restarted": self.restarted_at,
            "inactive": self.inactive_at(),
            "window_elapsed": None if window is None else self.entered_at + window,
            "journey_ended": instant(version.row.get("ends_at")),
        }
        return [(at, reason) for reason, at in times.items() if at is not None and at <= self.as_of]

    def converted_at(self) -> datetime | None:
        """The earliest conversion that the entry may claim."""
        ends = self.other_ends()
        tail = self.version.minutes("conversion_tail_minutes") or timedelta()
        last = min(at for at, _ in ends) + tail if ends else None
        for event in self.following(self.version.role("conversion"), self.entry):
            if last is None or event["occurred_at"] <= last:
                return event["occurred_at"]
        return None

    def end(self) -> tuple[datetime, str] | None:
        """(ended_at, end_reason), None while the entry is active."""
        ends = self.other_ends()
        converted = self.converted_at()
        if converted is not None and flag(self.version.row.get("ends_on_conversion")):
            ends.append((converted, "converted"))
        return min(ends, key=lambda one: (one[0], END_REASONS.index(one[1])), default=None)

    # ---------- the rows

    def final_steps(self) -> list[Reached]:
        """The steps that count: those up to the entry's end."""
        end = self.end()
        return [one for one in self.reached() if end is None or one.at <= end[0]]

    def is_excluded(self) -> bool:
        """Whether an exclusion match lies strictly between the steps it names."""
        end = self.end()
        steps = self.final_steps()
        when: dict[str, datetime | None] = {one.step_id: one.at for one in (self.entry, *steps)}
        completed = self.completed_at(steps)
        for exclusion in self.version.exclusions:
            after = when.get(exclusion.after or "entry")
            before = when.get(exclusion.before) if exclusion.before else completed
            before = before or (end[0] if end else None)
            for event in self.matches(exclusion.rule):
                at = event["occurred_at"]
                if after is not None and at > after and (before is None or at < before):
                    return True
        return False

    def entry_row(self) -> Row:
        """The row of `fct_journey_entries`."""
        end, steps = self.end(), self.final_steps()
        last = max((self.entry, *steps), key=lambda one: (one.at, one.index))
        window = self.version.minutes("window_minutes")
        tail = self.version.minutes("conversion_tail_minutes") or timedelta()
        matures = None if window is None else self.entered_at + window + tail
        converted, completed = self.converted_at(), self.completed_at(steps)
        segment = self.version.row.get("segment_property")
        return {
            "entry_id": self.entry_id,
            "journey_id": self.version.journey_id,
            "version": self.version.version,
            "participant_key": self.participant,
            "user_key": self.user_key,
            "entry_event_id": self.event["event_id"],
            "entered_at": self.entered_at,
            "ended_at": end[0] if end else None,
            "end_reason": end[1] if end else None,
            "status": "ended" if end else "active",
            "is_converted": converted is not None,
            "is_completed": completed is not None,
            "is_excluded": self.is_excluded(),
            "is_mature": matures is not None and matures <= self.as_of,
            "converted_at": converted,
            "completed_at": completed,
            "last_step_id": last.step_id,
            "last_step_index": last.index,
            "matures_at": matures,
            "channel": self.event.get("channel"),
            "platform": self.event.get("platform"),
            "segment": read(self.event, segment) if segment else None,
        }

    def progression_rows(self) -> list[Row]:
        """The rows of `fct_step_progressions`, the entry as step 0 included."""
        end = self.end()
        return [
            {
                "entry_id": self.entry_id,
                "step_id": one.step_id,
                "step_index": one.index,
                "reached_at": one.at,
                "event_id": one.event["event_id"],
                "from_step_id": one.parent.step_id if one.parent else None,
                "seconds_from_entry": (one.at - self.entered_at).total_seconds(),
                "seconds_from_previous": (
                    (one.at - one.parent.at).total_seconds() if one.parent else None
                ),
                "visits": sum(
                    one.at <= event["occurred_at"]
                    and (end is None or event["occurred_at"] <= end[0])
                    for event in self.matches(one.rule)
                ),
            }
            for one in (self.entry, *self.final_steps())
        ]


# ---------- the walk


@dataclass
class Tables:
    """Rows of the journey marts, and how many participants × journeys they come from."""

    attempts: list[Row] = field(default_factory=list)
    entries: list[Row] = field(default_factory=list)
    progressions: list[Row] = field(default_factory=list)
    outcomes: list[Row] = field(default_factory=list)
    cases: int = 0


def in_holdout(participant: str, version: Version) -> bool:
    """Whether the participant's share of the hash falls under the holdout."""
    percent = version.row.get("holdout_percent")
    text = f"{participant}|{version.journey_id}".encode()
    digits = hashlib.md5(text, usedforsecurity=False).hexdigest()[:8]
    return bool(percent) and Fraction(int(digits, 16) % 10_000, 100) < Fraction(str(percent))


def is_active(case: Case, at: datetime) -> bool:
    """Whether an entry is active at an instant: from `entered_at` up to, not including, its end."""
    end = case.end()
    return case.entered_at <= at and (end is None or at < end[0])


def block_reason(
    event: Row, participant: str, version: Version, admitted: list[Case], consented: bool
) -> str | None:
    """The first reason to block an attempt, None to admit it."""
    at, row = event["occurred_at"], version.row
    if not version.is_live(at):
        return "not_live"
    if not consented:
        return "no_consent"
    if in_holdout(participant, version):
        return "holdout"
    if row["reentry"] not in ("restart", "concurrent") and any(
        is_active(case, at) for case in admitted
    ):
        return "already_active"
    if row["reentry"] == "once" and admitted:
        return "reentry_not_allowed"
    interval = version.minutes("reentry_interval_minutes")
    if admitted and interval is not None and at - admitted[-1].entered_at < interval:
        return "reentry_interval"
    if row.get("max_entries") and len(admitted) >= int(row["max_entries"]):
        return "reentry_cap"
    return None


def walk(
    participant: str,
    events: list[Row],
    versions: list[Version],
    identity: Identity,
    consents: Consents,
    allowed: Callable[[Row, Version], bool],
    as_of: datetime,
) -> tuple[list[Row], list[Case]]:
    """One participant's way through one journey.

    Args:
        participant: A `user_key` or an endpoint.
        events: E: the participant's events in the participant's order.
        versions: The journey's versions, earliest first.
        identity: Whose users hold the events.
        consents: What the users said.
        allowed: Whether an event counts under the consent that a version asks for.
        as_of: The instant the tables speak for.

    Returns:
        The rows of `fct_entry_attempts` and the entries.
    """
    attempts: list[Row] = []
    admitted: list[Case] = []
    for event in events:
        in_effect = [one for one in versions if one.in_effect_from() <= event["occurred_at"]]
        if not in_effect or not satisfies(event, in_effect[-1].role("entry")):
            continue
        version = in_effect[-1]
        reason = block_reason(event, participant, version, admitted, allowed(event, version))
        case = None
        if reason is None:
            user, purpose = identity.user_of[event["event_id"]], version.row.get("consent_purpose")
            case = Case(
                version=version,
                participant=participant,
                event=event,
                user_key=user,
                events=[one for one in events if allowed(one, version)],
                refused_at=(
                    consents.first_refusal(user, purpose, event["occurred_at"]) if purpose else None
                ),
                as_of=as_of,
            )
            if version.row["reentry"] == "restart" and admitted:
                admitted[-1].restarted_at = event["occurred_at"]
            admitted.append(case)
        attempts.append(
            {
                "journey_id": version.journey_id,
                "version": version.version,
                "participant_key": participant,
                "event_id": event["event_id"],
                "occurred_at": event["occurred_at"],
                "entry_id": case.entry_id if case else None,
                "block_reason": reason,
            }
        )
    return attempts, admitted


def travel(world: World, acceptance: Acceptance, identity: Identity) -> Tables:
    """The journey tables of a world."""
    tables = Tables()
    as_of = acceptance.as_of
    if as_of is None:
        return tables
    consents = read_consents(world.consents, identity)
    passive = {row["event_name"] for row in world.seeds.get("passive_events", [])}

    def source(case: Case) -> str:
        return "inferred" if case.event["event_name"] in passive else "event"

    def allowed(event: Row, version: Version) -> bool:
        purpose = version.row.get("consent_purpose")
        user = identity.user_of[event["event_id"]]
        return not purpose or consents.granted(user, purpose, event["occurred_at"])

    events = sorted((e for e in acceptance.events if e["occurred_at"] <= as_of), key=in_order)
    for versions in read_versions(world.seeds).values():
        travellers: dict[str, list[Row]] = {}
        for event in events:
            if versions[0].row["participant"] == "endpoint":
                participant = event.get("endpoint_id")
            else:
                participant = identity.user_of[event["event_id"]]
            if present(participant):
                travellers.setdefault(str(participant), []).append(event)
        admitted: list[Case] = []
        for participant, own in travellers.items():
            attempts, cases = walk(participant, own, versions, identity, consents, allowed, as_of)
            admitted += cases
            tables.attempts += attempts
            tables.entries += [{**case.entry_row(), "entry_source": source(case)} for case in cases]
            tables.progressions += [row for case in cases for row in case.progression_rows()]
            tables.cases += 1
        tables.outcomes += outcome_rows(admitted, travellers, allowed)
    return tables
