"""The sample's KPIs, counted a second time from the raw files."""

import csv

import pytest
import recount_kpis
from harness import ROOT, Project

FROM_JOURNEYS = {
    "purchase_conversion",
    "checkout_conversion",
    "checkout_completion",
    "checkout_exit_rate",
    "onboarding_conversion",
    "cart_recovery_conversion",
}
"""KPIs of entries, which test_sample_data counts again."""

FROM_SESSIONS = {"sessions", "session_duration"}
"""KPIs of sessions, which have a reference of their own."""

DIVIDED = {"clv_simple"}
"""KPIs of other KPIs."""


@pytest.fixture(scope="module")
def sample() -> recount_kpis.Recount:
    """The raw files."""
    return recount_kpis.Recount()


def kpi_rows(project: Project, kpi_id: str) -> dict[recount_kpis.Slice, dict[str, float]]:
    """A KPI's rows for all and by platform."""
    rows = project.query(
        """
        select * from fct_kpi_values
        where kpi_id = ? and segment_kind in ('all', 'platform')
        """,
        [kpi_id],
    )
    return {(row["period_kind"], row["period_start"], row["segment"]): row for row in rows}


def test_every_kpi_is_counted_again(sample: recount_kpis.Recount) -> None:
    """No KPI of the seed is left out but those named here."""
    with (ROOT / "seeds/kpis/kpis.csv").open(encoding="utf-8") as lines:
        shipped = {row["kpi_id"] for row in csv.DictReader(lines)}
    counted = {*recount_kpis.figures(sample), *recount_kpis.times(sample)}
    assert shipped == counted | FROM_JOURNEYS | FROM_SESSIONS | DIVIDED


def test_numerators_and_denominators(sample: recount_kpis.Recount, sample_project: Project) -> None:
    """Both sides agree for every day, week, month and platform."""
    for kpi_id, expected in recount_kpis.figures(sample).items():
        rows = kpi_rows(sample_project, kpi_id)
        found = {key: (row["numerator"], row["denominator"]) for key, row in rows.items()}
        assert found.keys() == expected.keys(), kpi_id
        for key, figure in expected.items():
            assert found[key] == pytest.approx(figure), (kpi_id, key)


def test_medians(sample: recount_kpis.Recount, sample_project: Project) -> None:
    """Medians agree for every day, week, month and platform."""
    for kpi_id, expected in recount_kpis.times(sample).items():
        found = {key: row["value"] for key, row in kpi_rows(sample_project, kpi_id).items()}
        assert found.keys() == expected.keys(), kpi_id
        for key, value in expected.items():
            assert found[key] == pytest.approx(value, abs=1e-6), (kpi_id, key)


def test_simple_lifetime_value_divides_margin_by_churn(sample_project: Project) -> None:
    """Margin per active user over churn, in the months that are over."""
    churn, simple = (kpi_rows(sample_project, kpi_id) for kpi_id in ("churn", "clv_simple"))
    months = [key for key in simple if key[0] == "month" and key in churn and churn[key]["value"]]
    assert months
    for key in months:
        row = simple[key]
        expected = row["numerator"] / row["denominator"] / churn[key]["value"]
        assert row["value"] == pytest.approx(expected)
