"""The generator: the same input gives the same files, its truth holds, and Milepost finds it."""

import csv
import json
from pathlib import Path

import duckdb
import generate_sample
import pytest
from harness import ROOT, Project
from reference.contacts import contact_hash
from shop.events import DISPOSITIONS
from shop.tables import NO_AD_ID, NO_USER_ID
from shop.truth import EVIDENCE

EVENTS, SEED = 20_000, 7


class Sample:
    """A generated sample: its folder, counts and, by SQL, tables (`raw`, `truth_events`, …)."""

    def __init__(self, folder: Path) -> None:
        """Generates it."""
        self.folder = folder
        self.counts = generate_sample.generate(EVENTS, SEED, folder)

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """Answers a SELECT on the sample's files."""
        with duckdb.connect() as connection:
            connection.execute("set TimeZone = 'UTC'")
            views = {"raw": self.folder / "generic/events"}
            views |= {f"truth_{folder.name}": folder for folder in self.truth_folders()}
            for name, folder in views.items():
                connection.execute(f"create view {name} as from '{folder}/*.parquet'")
            return connection.execute(sql).fetchall()

    def truth_folders(self) -> list[Path]:
        """The folders of the truth's tables."""
        return sorted(path for path in (self.folder / "truth").iterdir() if path.is_dir())

    def number(self, sql: str) -> int:
        """Answers a SELECT of one number."""
        [(number,)] = self.query(sql)
        assert isinstance(number, int)
        return number


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A generated sample."""
    return Sample(tmp_path_factory.mktemp("generated") / "sample")


@pytest.fixture(scope="module")
def built(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tables built from the generated sample, its truth among them as `truth_…`."""
    project = Project(tmp_path_factory.mktemp("built"), sample.folder, sample.folder / "seeds")
    project.build()
    with duckdb.connect(str(project.database)) as connection:
        for folder in sample.truth_folders():
            connection.execute(f"create table truth_{folder.name} as from '{folder}/*.parquet'")
    return project


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# ---------------------------------------------------------------- the files


def test_every_seed_comes_with_the_sample(sample: Sample) -> None:
    """A folder of seeds has to have all that the project has."""
    own = {path.relative_to(ROOT / "seeds") for path in (ROOT / "seeds").rglob("*.csv")}
    seeds = sample.folder / "seeds"
    assert {path.relative_to(seeds) for path in seeds.rglob("*.csv")} == own


def test_same_seed_gives_the_same_bytes(sample: Sample, tmp_path: Path) -> None:
    """Every file is made again byte for byte; another seed makes other events."""
    generate_sample.generate(EVENTS, SEED, tmp_path / "again")
    generate_sample.generate(EVENTS, SEED + 1, tmp_path / "other")
    first, again = contents(sample.folder), contents(tmp_path / "again")
    other = contents(tmp_path / "other")
    assert first == again
    assert first.keys() == other.keys()
    assert first["generic/events/part-00000.parquet"] != other["generic/events/part-00000.parquet"]


@pytest.mark.parametrize("events", [1, 2, 37, 1_000])
def test_any_number_of_events_is_met_exactly(tmp_path: Path, events: int) -> None:
    """A sample has as many rows as were asked for, however few."""
    counts = generate_sample.generate(events, SEED, tmp_path / "few")
    with duckdb.connect() as connection:
        files = f"{tmp_path}/few/generic/events/*.parquet"
        [(rows,)] = connection.execute(f"select count(*) from '{files}'").fetchall()
    assert rows == events == counts["raw"]


def test_chunks_have_people_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sample of several chunks has the rows asked for, and no id or person in two of them."""
    monkeypatch.setattr(generate_sample, "CHUNK_ROWS", 400)
    counts = generate_sample.generate(1_000, SEED, tmp_path / "chunks")
    with duckdb.connect() as connection:
        files = f"{tmp_path}/chunks/truth/events/*.parquet"
        [(ids, distinct_ids, users_in_two)] = connection.execute(
            f"""
            with users as (
                select true_user from read_parquet('{files}', filename = true)
                group by true_user having count(distinct filename) > 1
            )
            select count(*), count(distinct event_id), (select count(*) from users) from '{files}'
            """
        ).fetchall()
    assert ids == distinct_ids == 1_000 - counts["duplicates"]
    assert users_in_two == 0


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    """The generator deletes nothing that it did not write."""
    (tmp_path / "mine.csv").write_text("event_name\n", encoding="utf-8")
    with pytest.raises(FileExistsError, match="something else"):
        generate_sample.generate(10, SEED, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.csv"]


def test_nonsense_is_refused(tmp_path: Path) -> None:
    """No events, or a seed below 0, is an error before anything is written."""
    for events, seed in ((0, 1), (10, -1)):
        with pytest.raises(ValueError, match="must be"):
            generate_sample.generate(events, seed, tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_placeholders_are_in_the_blocklist() -> None:
    """What the generator writes in place of an id is what the seed says names nobody."""
    path = generate_sample.SEEDS / "identity/identifier_blocklist.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        blocked = {row["identifier_value"] for row in csv.DictReader(lines)}
    assert {NO_AD_ID, NO_USER_ID} <= blocked


# ---------------------------------------------------------------- the truth


def test_counts_add_up(sample: Sample) -> None:
    """Raw rows are accepted, duplicates or rejected, in the summary and in the files."""
    counts = sample.counts
    summary = json.loads((sample.folder / "truth/summary.json").read_text(encoding="utf-8"))
    assert summary == {"events": EVENTS, "seed": SEED, "counts": counts}
    rejected = counts["blocked_traffic"] + counts["future_timestamp"]
    assert counts["raw"] == EVENTS == counts["accepted"] + counts["duplicates"] + rejected
    assert sample.number("select count(*) from raw") == counts["raw"]
    assert sample.number("select count(*) from truth_duplicates") == counts["duplicates"]
    assert sample.number("select sum(copies)::bigint from truth_events") == counts["duplicates"]
    for name in DISPOSITIONS:
        where = f"where disposition = '{name}'"
        assert sample.number(f"select count(*) from truth_events {where}") == counts[name] > 0


def test_truth_speaks_of_the_raw_rows(sample: Sample) -> None:
    """Every raw event id has one truth, and each row beyond the first is a listed copy."""
    assert sample.query(
        "select event_id, count(*) - 1 from raw group by event_id order by event_id"
    ) == sample.query("select event_id, copies from truth_events order by event_id")
    # A copy is exact, or it differs by a later received_at and nothing else.
    columns = "* exclude (received_at)"
    contents = sample.number(f"select count(*) from (select distinct {columns} from raw)")
    assert contents == sample.number("select count(*) from truth_events")
    as_stated = sample.number(
        """
        with first as (select event_id, min(received_at) as at from raw group by event_id)
        select count(*) from truth_duplicates
        inner join first using (event_id)
        where (kind = 'exact') = (received_at = first.at)
        """
    )
    assert as_stated == sample.counts["duplicates"]


def test_wrong_and_late_clocks(sample: Sample) -> None:
    """Events of the future are over a day ahead of their receipt, no other is; some come late."""
    marked = "disposition = 'future_timestamp'"
    ahead = "raw.occurred_at > raw.received_at + interval 24 hours"
    assert sample.query(
        f"""
        select count(*) filter (where {ahead}), count(*) filter (where {marked})
        from raw inner join truth_events using (event_id)
        where ({ahead}) or {marked}
        """
    ) == [(sample.counts["future_timestamp"],) * 2]
    late = sample.number(
        """
        select count(*) from raw inner join truth_events using (event_id)
        where is_late and raw.received_at > raw.occurred_at + interval 1 day
        """
    )
    assert late > sample.counts["late"] / 2


def test_devices_are_shared_and_handed_over(sample: Sample) -> None:
    """Shared devices see people by turns; others change hands once, when stated, or never."""
    by_turns = """
        with turns as (
            select
                device,
                true_user != lag(true_user) over (
                    partition by device order by occurred_at, sequence, event_id
                ) as is_turn
            from (select distinct event_id, occurred_at, sequence from raw)
            inner join truth_events using (event_id)
            where disposition != 'future_timestamp'
        )
        select count(*) from (
            select device from turns
            where device in (select device from truth_devices where usage = '{usage}')
            group by device having count(*) filter (where is_turn) {turns}
        )
    """
    assert sample.number(by_turns.format(usage="own", turns="> 0")) == 0
    assert sample.number(by_turns.format(usage="shared", turns="> 1")) > 0
    assert sample.number(by_turns.format(usage="handed_over", turns="= 1")) > 0
    # A visit that began before the hand-over may end a little after it.
    outside = """
        select count(*) from raw
        inner join truth_events using (event_id)
        inner join truth_devices using (device, true_user)
        where disposition = 'accepted' and (
            occurred_at < held_from or occurred_at > held_to + interval 2 days
        )
    """
    assert sample.number(outside) == 0


def test_most_events_are_determined(sample: Sample) -> None:
    """The truth covers nearly all that is accepted, each way of knowing included."""
    assert sample.counts["determined"] > 0.9 * sample.counts["accepted"]
    ways = sample.query("select distinct evidence from truth_events where is_determined")
    assert {way for (way,) in ways} == set(EVIDENCE) - {"none"}
    doubtful = "disposition = 'accepted' and not is_determined"
    assert sample.number(f"select count(*) from truth_events where {doubtful}") > 0


# ---------------------------------------------------------------- the tables built from it

PAIRS = """
    with counts as (
        select user_key, true_user, count(*) as n
        from fct_events inner join truth_events using (event_id)
        where is_determined
        group by user_key, true_user
    )
    select
        (select sum(n * n) from counts)::bigint as in_both,
        (select sum(n * n) from (select sum(n) as n from counts group by user_key))::bigint
            as found,
        (select sum(n * n) from (select sum(n) as n from counts group by true_user))::bigint
            as true
"""


def test_identity_is_exact_where_the_data_determine_it(built: Project, sample: Sample) -> None:
    """Of the pairs of determined events, exactly those of one person have one user."""
    [pairs] = built.query(PAIRS)
    precision, recall = pairs["in_both"] / pairs["found"], pairs["in_both"] / pairs["true"]
    assert (precision, recall) == (1.0, 1.0)
    [row] = built.query(
        "select count(*) as n from fct_events inner join truth_events using (event_id)"
        " where is_determined"
    )
    assert row["n"] == sample.counts["determined"]


def test_reconciliation_comes_to_the_truth(built: Project, sample: Sample) -> None:
    """Accepted, duplicate and rejected rows are as many as were generated, each for its reason."""
    rejected = {
        row["reason"]: row["n"]
        for row in built.query(
            "select rejection_reason as reason, count(*) as n from fct_rejected_rows group by 1"
        )
    }
    assert rejected == {
        reason: sample.counts[reason] for reason in ("blocked_traffic", "future_timestamp")
    }
    [totals] = built.query(
        """
        select
            sum(raw_rows)::bigint as raw,
            sum(accepted_rows)::bigint as accepted,
            sum(duplicate_rows)::bigint as duplicates
        from rpt_event_reconciliation
        where entity = 'events'
        """
    )
    assert totals == {name: sample.counts[name] for name in totals}


def test_accepted_events_are_the_right_ones(built: Project) -> None:
    """What is accepted is what the truth says, each with the receipt of its earliest copy."""
    [row] = built.query(
        """
        select count(*) as n from truth_events
        full join events using (event_id)
        where (truth_events.disposition is not distinct from 'accepted')
            != (events.event_id is not null)
        """
    )
    assert row == {"n": 0}
    [row] = built.query(
        """
        select count(*) as n from truth_duplicates
        inner join events using (event_id)
        where (kind = 'later') != (truth_duplicates.received_at > events.received_at)
        """
    )
    assert row == {"n": 0}


def test_guards_are_those_that_were_planted(built: Project, sample: Sample) -> None:
    """What is guarded was planted, and all of it is found: kiosks, mailboxes, placeholders."""
    kiosks = "(select distinct anonymous_id from truth_devices where is_guarded)"
    addresses = sample.query("select email_sha256 from truth_users where email_sha256 is not null")
    guards = built.query(
        f"""
        select
            case
                when identifier_value in {kiosks} then 'kiosk'
                when identifier_type = 'email_sha256' and identifier_value not in (
                    select unnest(cast(? as varchar[]))
                ) then 'mailbox'
                when identifier_value in (
                    '{NO_AD_ID}', '{NO_USER_ID}'
                ) then 'placeholder'
                else identifier_value
            end as planted,
            count(*) as n
        from fct_identity_guards
        group by planted
        """,
        [[contact_hash(str(address)) for (address,) in addresses]],
    )
    placed = sample.number(f"select count(*) from {kiosks}")
    assert placed > 0
    expected = {"mailbox": 1, "placeholder": 2, "kiosk": placed}
    assert {row["planted"]: row["n"] for row in guards} == expected


def test_every_journey_of_the_sample_is_travelled(built: Project) -> None:
    """Each journey has entries that convert and entries that do not, and some are blocked."""
    rows = built.query(
        """
        select
            journey_id,
            bool_or(is_converted) as some_convert,
            bool_or(not is_converted) as some_do_not
        from fct_journey_entries
        group by journey_id
        """
    )
    assert {row["journey_id"]: row["some_convert"] and row["some_do_not"] for row in rows} == {
        name: True
        for name in ("checkout", "newsletter", "onboarding", "purchase", "second_purchase")
    }
    reasons = built.query("select distinct block_reason as reason from fct_entry_attempts")
    assert {"already_active", "not_live"} <= {row["reason"] for row in reasons}
