"""Netmera has no public format: docs/sources.md shows how what it has goes through `generic`."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

from harness import Project
from test_adapters_pinpoint import example


def test_the_example_is_read_as_it_says(tmp_path: Path) -> None:
    """Each column arrives where the table says."""
    folder = tmp_path / "data" / "generic" / "events"
    folder.mkdir(parents=True)
    (folder / "netmera.csv").write_text(example("Netmera"), encoding="utf-8")
    project = Project(tmp_path / "warehouse", tmp_path / "data")
    project.build(select=["+fct_rejected_rows", "+fct_events"])
    assert project.table("fct_rejected_rows") == []
    rows = project.query(
        "select event_name, occurred_at, received_at, endpoint_id, user_id, message_id, channel,"
        " platform, value, currency, properties ->> 'journey' as journey,"
        " properties ->> 'step' as step from fct_events order by occurred_at, event_name"
    )
    day = {"year": 2026, "month": 5, "day": 1, "hour": 9}
    sent, clicked = datetime(**day), datetime(**day, minute=12, second=30)
    message = ("u-1", "n-77|u-1", "push", "android", None, None, "win_back", "offer")
    journey = ("u-1", None, None, None, None, None, "win_back", None)
    bought = ("u-1", None, "app", "android", Decimal("249.9"), "TRY", None, None)
    assert [tuple(row.values()) for row in rows] == [
        ("journey_entered", sent, sent.replace(second=1), None, *journey),
        ("push_sent", sent, sent.replace(second=2), "dev-1", *message),
        ("push_clicked", clicked, clicked.replace(second=31), "dev-1", *message),
        ("purchase", sent.replace(minute=20), sent.replace(minute=20, second=1), "dev-1", *bought),
    ]
    assert project.query("select count(distinct user_key) as n from fct_events") == [{"n": 1}]
