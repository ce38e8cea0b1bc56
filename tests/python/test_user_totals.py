"""Totals of users move by what a run changes: a user who comes, merges, is late, or grows old."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import ROOT, BuildError, Project
from reference import World, write_world
from test_increments import rows_of, unlike, with_kpis

CHOSEN = ("+fct_load_runs", "+int_kpis__measure_values")
HEADER = "event_id,event_name,occurred_at,user_id,anonymous_id\n"
OF_TOTALS = ("counted_cells", "moved_totals", "personal_totals", "user_totals", "measure_values")
TOTALS = """
select unit_count, hit_count, mature_count, mature_hit_count, immature_count
from int_kpis__measure_values
inner join int_config__measures using (measure_no)
where segment_kind = 'all' and measure_id = ? and period_kind = ? and period_start = ?
"""
FIRST, SECOND, THIRD = "2026-01-01", "2026-01-02", "2026-01-03"


class Runs:
    """A warehouse that takes in one file after the other."""

    def __init__(self, folder: Path) -> None:
        """Writes the measures; there is no event yet."""
        types = next(ROOT.glob("seeds/**/identifier_types.csv")).read_text(encoding="utf-8")
        world = World([], seeds={"identifier_types": rows_of(types.splitlines())})
        _, self.seeds = write_world(with_kpis(world), folder)
        self.data = folder / "taken in"
        self.events = self.data / "generic" / "events"
        self.events.mkdir(parents=True)
        self.project = Project(folder / "runs", self.data, self.seeds)
        self.number = 0

    def add(self, *events: str) -> None:
        """Adds a file of events: name, time, user, anonymous id."""
        self.number += 1
        lines = "".join(f"{self.number}.{n},{event}\n" for n, event in enumerate(events))
        (self.events / f"{self.number}.csv").write_text(HEADER + lines, encoding="utf-8")

    def run(self, *events: str) -> dict[str, str]:
        """Adds events and builds.

        Returns:
            What dbt says of each model.
        """
        if events:
            self.add(*events)
        return self.project.build(CHOSEN).message

    def total(self, measure: str, period_kind: str, start: str) -> tuple[int, ...] | None:
        """Units, hits, mature units, mature hits and immature units of one total."""
        found = self.project.query(TOTALS, [measure, period_kind, start])
        return tuple(found[0].values()) if found else None


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    """Ann opens at ten, and has an hour to pay."""
    runs = Runs(tmp_path_factory.mktemp("totals"))
    runs.run(f"open,{FIRST} 10:00,ann,")
    assert runs.total("active", "day", FIRST) == (1, 1, 1, 1, 0)
    assert runs.total("pay_openers", "day", FIRST) == (1, 0, 0, 0, 1)
    yield runs
    once = Project(runs.data.parent / "once", runs.data, runs.seeds)
    once.build(CHOSEN)
    assert not unlike(runs.project.database, once.database)


def test_users_come(runs: Runs) -> None:
    """Those who were there count on."""
    runs.run(f"cart,{FIRST} 10:30,bob,", f"cart,{FIRST} 10:40,,x")
    assert runs.total("active", "day", FIRST) == (3, 3, 3, 3, 0)
    assert runs.total("pay_openers", "day", FIRST) == (1, 0, 0, 0, 1)


def test_time_makes_old_enough(runs: Runs) -> None:
    """Ann's hour is over, though nothing is heard of her; then it is: she paid, in time."""
    runs.run(f"pay,{FIRST} 11:30,bob,")
    assert runs.total("pay_openers", "day", FIRST) == (1, 0, 1, 0, 0)
    assert runs.total("pay_openers", "all", "0001-01-01") == (1, 0, 1, 0, 0)
    runs.run(f"pay,{FIRST} 10:50,ann,")
    assert runs.total("pay_openers", "day", FIRST) == (1, 1, 1, 1, 0)


def test_two_users_become_one(runs: Runs) -> None:
    """The base of the second day has them once; it is too young until the third begins."""
    runs.run(f"cart,{SECOND} 09:00,ann,x")
    assert runs.total("active", "day", FIRST) == (2, 2, 2, 2, 0)
    assert runs.total("active", "day", SECOND) == (1, 1, 1, 1, 0)
    assert runs.total("active", "month", FIRST) == (2, 2, 2, 2, 0)
    assert runs.total("stayers", "day", SECOND) == (2, 1, 0, 0, 2)
    assert runs.total("stayers", "day", THIRD) is None


def test_nothing_new_moves_nothing(runs: Runs) -> None:
    """Nothing that is made of the totals is made again."""
    message = runs.run()
    for name in ("user_totals", "opening_totals", "measure_values"):
        assert message[f"model.milepost.int_kpis__{name}"] == "STANDS"
    assert runs.total("active", "day", FIRST) == (2, 2, 2, 2, 0)


def test_what_is_made_again_by_hand_moves_nothing(runs: Runs) -> None:
    """Outside of a run all is counted, however often."""
    for _ in range(2):
        runs.project.build([f"int_kpis__{name}" for name in OF_TOTALS])
        assert runs.total("active", "day", FIRST) == (2, 2, 2, 2, 0)


def test_a_table_of_people_is_not_made_anew_alone(runs: Runs) -> None:
    """Its query has those whom the last run restated."""
    with pytest.raises(BuildError, match="int_kpis__user_cells has rows of people"):
        runs.project.build(["int_kpis__user_cells"], full_refresh=True)


def test_a_run_that_comes_to_no_end_is_counted_once(runs: Runs) -> None:
    """The run after it does not know how far the totals had come."""
    runs.add(f"cart,{THIRD} 08:00,cid,")
    runs.project.build(["+int_kpis__personal_totals"])
    runs.run()
    assert runs.total("active", "day", THIRD) == (1, 1, 1, 1, 0)
    assert runs.total("stayers", "day", SECOND) == (2, 1, 2, 1, 0)
    assert runs.total("stayers", "day", THIRD) == (1, 0, 0, 0, 1)
