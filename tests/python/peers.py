"""Funnels of other systems as journeys: the seeds, and how far each person comes.

Elsewhere a funnel is a list of steps and a window, and a person's level is how many steps their
best try reached. Here the first step is the entry, the others are the journey's steps, and under
`concurrent` re-entry every try is an entry, so that the best of them can be taken.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from harness import Project
from reference.world import Row, SeedRow, World, write_world

TABLES = ("fct_journey_entries", "fct_step_progressions")
"""What tells a level, and all that a build of funnels has to make."""

Alternatives = Sequence[Sequence[SeedRow]]
"""What an event has to meet: any one of these, and all conditions of that one. A condition is some
cells of `journey_rules`."""

Levels = dict[tuple[str, str], int]
"""By funnel and person (their `user_id`): how many steps the best entry reached."""


def named(*names: str) -> Alternatives:
    """Any event with one of these names."""
    return [[{"event_name": name}] for name in names]


@dataclass(frozen=True)
class Funnel:
    """A funnel.

    Attributes:
        funnel_id: The id of its journey.
        steps: What each step asks of an event, the first one included.
        window_seconds: How long after its first step a try may go on, None for ever.
        order: A `step_order`. Under `unordered` an event of any step begins a try.
        reentry: A policy of re-entry.
        exits: What ends a try.
        exclusions: Pairs of steps, in order and counted from 1, and what must not come between.
    """

    funnel_id: str
    steps: Sequence[Alternatives]
    window_seconds: float | None
    order: str = "ordered"
    reentry: str = "concurrent"
    exits: Alternatives = ()
    exclusions: Sequence[tuple[int, int, Alternatives]] = ()

    @property
    def steps_of_entry(self) -> int:
        """How many steps the entry itself is: none where it also counts as the step it matches."""
        return 0 if self.order == "unordered" else 1

    def seeds(self) -> dict[str, list[SeedRow]]:
        """The rows of the journey, by seed."""
        key = {"journey_id": self.funnel_id, "version": "1"}
        numbered = list(enumerate(self.steps, 1))
        entry, later = (
            ([one for step in self.steps for one in step], numbered)
            if self.order == "unordered"
            else (self.steps[0], numbered[1:])
        )
        roles = [
            ("entry", "", entry),
            *(("step", self.step_id(number), rules) for number, rules in later),
            ("exit", "", self.exits),
            *(
                ("exclusion", self._between(first, last), rules)
                for first, last, rules in self.exclusions
            ),
        ]
        window = "" if self.window_seconds is None else str(self.window_seconds / 60)
        return {
            "journeys": [
                {
                    **key,
                    "participant": "user",
                    "reentry": self.reentry,
                    "step_order": self.order,
                    "window_minutes": window,
                }
            ],
            "journey_rules": [
                # Exclusions between the same two steps need ids of their own.
                {**key, "role": role, "step_id": step_id, "rule_id": f"{place}.{number}", **cells}
                for place, (role, step_id, rules) in enumerate(roles)
                for number, conditions in enumerate(rules)
                for cells in conditions
            ],
            "journey_steps": [
                {
                    **key,
                    "step_id": self.step_id(number),
                    "step_index": str(number),
                    "is_terminal": "true" if number == len(self.steps) else "false",
                }
                for number, _ in later
            ],
        }

    def step_id(self, number: int) -> str:
        """The id of a step counted from 1."""
        return "entry" if number <= self.steps_of_entry else f"s{number}"

    def _between(self, first: int, last: int) -> str:
        """Where an exclusion holds; empty for the whole funnel, which may begin with any step."""
        if (first, last) == (1, len(self.steps)):
            return ""
        return f"{self.step_id(first)}>{self.step_id(last)}"


def write_funnels(
    funnels: Iterable[Funnel], events: Sequence[Row], folder: Path
) -> tuple[Path, Path]:
    """Write funnels as seeds, and events of the contract's columns as raw files.

    Returns:
        The folder of raw data and the folder of seeds.
    """
    seeds: dict[str, list[SeedRow]] = {
        "identifier_types": [{"identifier_type": "user_id", "kind": "person", "priority": "1"}]
    }
    for funnel in funnels:
        for name, rows in funnel.seeds().items():
            seeds.setdefault(name, []).extend(rows)
    return write_world(World(list(events), seeds=seeds), folder)


def build(project: Project) -> Project:
    """Build what levels are read from.

    Raises:
        BuildError: If a table can't be made.
    """
    project.build(select=[f"+{table}" for table in TABLES])
    return project


def best_levels(project: Project, funnels: Iterable[Funnel]) -> Levels:
    """The level of each person's best entry that is not excluded; who has none is not there."""
    before = {funnel.funnel_id: funnel.steps_of_entry for funnel in funnels}
    rows = project.query(
        """
        with entries as (
            select
                entries.journey_id,
                events.user_id,
                count(*) filter (where steps.step_id <> 'entry') as steps_reached
            from fct_journey_entries as entries
            inner join events on entries.entry_event_id = events.event_id
            inner join fct_step_progressions as steps on entries.entry_id = steps.entry_id
            where not entries.is_excluded
            group by entries.entry_id, entries.journey_id, events.user_id
        )

        select journey_id, user_id, max(steps_reached) as steps_reached
        from entries
        group by journey_id, user_id
        """
    )
    return {
        (row["journey_id"], row["user_id"]): before[row["journey_id"]] + row["steps_reached"]
        for row in rows
    }
