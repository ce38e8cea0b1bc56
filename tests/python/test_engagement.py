"""The made-up half of the sample: its files, and the tables built from them."""

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest
import recount_engagement
from generate_engagement import CLICKS, FOLDER, generate
from harness import Project
from recount_engagement import Figures

FILES = (
    "generic/events/engagement.csv.gz",
    "generic/identity_links/links.csv",
    "generic/consents/consents.csv",
    "generic/costs/costs.csv",
)
LARGEST = 600_000
"""Bytes that the files may have in all: they are part of every clone."""

Rows = list[dict[str, str]]


def unpacked(path: Path) -> bytes:
    """The content of a file, gzipped or not."""
    content = path.read_bytes()
    return gzip.decompress(content) if path.suffix == ".gz" else content


def read_rows(path: Path) -> Rows:
    """The rows of a CSV file, gzipped or not."""
    return list(csv.DictReader(unpacked(path).decode().splitlines()))


@pytest.fixture(scope="module")
def clicks() -> Rows:
    """The click-stream."""
    return read_rows(CLICKS)


@pytest.fixture(scope="module")
def events() -> Rows:
    """The made-up events."""
    return read_rows(FOLDER / FILES[0])


@pytest.fixture(scope="module")
def figures() -> dict[str, Figures]:
    """The recount of the journeys that live on these events."""
    return recount_engagement.recount()


def named(rows: Rows, *names: str) -> Rows:
    """The rows of some events."""
    return [row for row in rows if row["event_name"] in names]


def test_the_script_writes_the_committed_files_again(tmp_path: Path) -> None:
    """It gives the same bytes each time, and their content is what is committed.

    Packed bytes are compared unpacked with those committed, for compressors differ.
    """
    assert generate(CLICKS, tmp_path / "first") == generate(CLICKS, tmp_path / "second")
    for name in FILES:
        first, second = tmp_path / "first" / name, tmp_path / "second" / name
        assert first.read_bytes() == second.read_bytes()
        assert unpacked(first) == unpacked(FOLDER / name)
    assert sum((FOLDER / name).stat().st_size for name in FILES) < LARGEST


def test_names_are_kept_apart_from_those_of_the_click_stream(clicks: Rows, events: Rows) -> None:
    """No made-up event is taken for an observed one, and none comes after the last of those."""
    assert {row["event_name"] for row in clicks}.isdisjoint(row["event_name"] for row in events)
    assert {row["event_id"] for row in clicks}.isdisjoint(row["event_id"] for row in events)
    assert max(row["occurred_at"] for row in events) <= max(row["occurred_at"] for row in clicks)


def test_people_are_those_of_the_click_stream(clicks: Rows, events: Rows) -> None:
    """Each user signs up once, before all else that carries the login; each cookie is linked."""
    users = {row["user_id"] for row in clicks}
    with_login = [row for row in events if row["user_id"]]
    firsts: dict[str, str] = {}
    for row in [*with_login, *clicks]:
        user = row["user_id"]
        firsts[user] = min(row["occurred_at"], firsts.get(user, row["occurred_at"]))
    sign_ups = named(events, "sign_up")
    assert {row["user_id"]: row["occurred_at"] for row in sign_ups} == firsts
    assert len(sign_ups) == len(users)
    cookies = {row["anonymous_id"] for row in events if not row["user_id"]}
    links = read_rows(FOLDER / FILES[1])
    assert {row["left_value"] for row in links} == cookies
    assert {row["right_value"] for row in links} <= users


def test_each_purchase_is_an_order_of_a_cart(clicks: Rows, events: Rows) -> None:
    """There are as many orders of a user as purchases, each of another cart, made before it."""
    orders = named(events, "order_paid")
    assert Counter(row["user_id"] for row in orders) == Counter(
        row["user_id"] for row in named(clicks, "purchase")
    )
    carts = {row["cart_id"]: row["occurred_at"] for row in named(events, "cart_created")}
    assert len({row["cart_id"] for row in orders}) == len({row["order_id"] for row in orders})
    assert len(orders) == len({row["order_id"] for row in orders})
    assert all(carts[row["cart_id"]] < row["occurred_at"] for row in orders)
    assert all(0 < float(row["margin"]) < float(row["value"]) for row in orders)


def test_what_follows_has_something_to_follow(events: Rows) -> None:
    """Opens, ends of tasks, answers and won leads have the id of what was there before."""
    for key, begin, others in (
        ("message_id", ("email_sent",), ("email_delivered", "email_opened", "email_clicked")),
        ("message_id", ("email_sent",), ("email_bounced",)),
        ("message_id", ("push_sent", "sms_sent"), ("push_opened", "sms_delivered")),
        ("task_id", ("task_started",), ("task_completed", "request_failed")),
        ("ticket_id", ("ticket_created",), ("agent_reply", "ticket_solved")),
        ("lead_id", ("lead_created",), ("lead_won",)),
    ):
        begun = {row[key]: row["occurred_at"] for row in named(events, *begin)}
        followers = named(events, *others)
        assert len(begun) == len(named(events, *begin))
        assert followers
        assert all(begun[row[key]] <= row["occurred_at"] for row in followers)


def test_recount_keeps_the_laws(figures: dict[str, Figures]) -> None:
    """Attempts are entries or blocked, and each branch and outcome is there to be counted."""
    for counted in figures.values():
        entries = counted.reached["", "entry", ""]
        assert counted.attempts == entries + sum(counted.blocked.values())
        assert entries == sum(counted.ended.values())
    branches = {branch for _, _, branch in figures["onboarding"].reached}
    assert branches == {"", "self_service", "assisted", "order", "membership"}
    reminders = figures["cart_recovery"]
    assert set(reminders.messages) == set(recount_engagement.OUTCOMES.values())
    assert set(reminders.blocked) == {"no_consent", "holdout", "already_active"}
    sent, delivered, failed = (
        reminders.messages["reminder_email", outcome] for outcome in ("sent", "delivered", "failed")
    )
    assert sent == delivered + failed == reminders.reached["wait_hour", "reminder_email", ""]


@pytest.mark.parametrize("journey_id", ["onboarding", "cart_recovery"])
def test_marts_agree_with_the_recount(
    sample_project: Project, figures: dict[str, Figures], journey_id: str
) -> None:
    """Attempts, ends, steps by branch and outcomes are those counted from the raw files."""
    counted = figures[journey_id]

    def tally(columns: str, table: str, condition: str = "true") -> dict[tuple[str, ...], int]:
        found = sample_project.query(
            f"select {columns}, count(*) as n from {table}"
            f" where journey_id = ? and {condition} group by all",
            [journey_id],
        )
        return {
            tuple(str(value or "") for value in list(row.values())[:-1]): row["n"] for row in found
        }

    blocked = tally("block_reason", "fct_entry_attempts", "block_reason is not null")
    assert blocked == {(reason,): n for reason, n in counted.blocked.items()}
    ended = tally("coalesce(end_reason, status)", "fct_journey_entries")
    assert ended == {(reason,): n for reason, n in counted.ended.items()}
    assert sum(tally("1", "fct_journey_entries", "is_converted").values()) == counted.converted
    assert sum(tally("1", "fct_journey_entries", "is_completed").values()) == counted.completed
    assert tally("from_step_id, step_id, branch", "fct_step_progressions") == counted.reached
    assert tally("step_id, outcome", "fct_step_outcomes") == counted.outcomes
    [totals] = sample_project.query(
        "select coalesce(sum(total_count), 0) as total, coalesce(sum(message_count), 0) as messages"
        " from rpt_step_outcomes where journey_id = ? and outcome <> 'reached'"
        " and channel = '(all)' and platform = '(all)'",
        [journey_id],
    )
    assert totals == {
        "total": sum(counted.outcomes.values()),
        "messages": sum(counted.messages.values()),
    }


def test_second_hand_phones_have_two_owners(sample_project: Project) -> None:
    """Endpoints that changed hands are shared, and nobody is an anonymous user."""
    [row] = sample_project.query(
        "select count(*) filter (where is_shared) as shared, max(owner_count) as owners,"
        " (select count(*) from dim_users where is_anonymous) as anonymous from dim_endpoints"
    )
    assert row["shared"] > 0
    assert (row["owners"], row["anonymous"]) == (2, 0)
