"""The figures known of the sample click-stream, from journeys that say no more than they need."""

import shutil

import pytest
from convert_click_stream import TARGET
from harness import Project
from peers import Funnel, best_levels, build, named, write_funnels

PATH = (
    *("product_view", "add_to_cart", "cart"),
    *("shipping_details", "payment_details", "purchase"),
)
DAY = 24 * 60 * 60

STEPS = [named(name) for name in PATH]
FUNNELS = (
    Funnel("ordered", STEPS, DAY),
    Funnel("strict", STEPS, DAY, order="strict"),
    Funnel("first_only", STEPS, DAY, reentry="once"),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample's click-stream, and the journeys above.

    Without the made-up events: what happens in between matters to a strict journey.
    """
    folder = tmp_path_factory.mktemp("click_stream")
    _, seeds = write_funnels(FUNNELS, [], folder)
    data = folder / "clicks"
    (data / "generic" / "events").mkdir(parents=True)
    shutil.copy(TARGET, data / "generic" / "events")
    return build(Project(folder / "warehouse", data, seeds))


@pytest.mark.parametrize(
    ("funnel_id", "users"),
    [("ordered", [598, 482, 324, 169, 69, 16]), ("strict", [598, 266, 68, 15, 7, 5])],
)
def test_users_reaching_each_step_at_best(
    project: Project, funnel_id: str, users: list[int]
) -> None:
    """So many users have an entry that comes as far as each step, within a day."""
    levels = [
        level
        for (journey, _), level in best_levels(project, FUNNELS).items()
        if journey == funnel_id
    ]
    assert [sum(level > place for level in levels) for place in range(len(PATH))] == users


@pytest.mark.parametrize(
    ("funnel_id", "entries", "completed"), [("ordered", 6_851, 21), ("first_only", 598, 1)]
)
def test_entries_that_go_all_the_way(
    project: Project, funnel_id: str, entries: int, completed: int
) -> None:
    """So many product views begin a journey, and so many of those lead to a purchase in order."""
    [row] = project.query(
        "select count(*) as entries, count(*) filter (where is_completed) as completed"
        " from fct_journey_entries where journey_id = ?",
        [funnel_id],
    )
    assert row == {"entries": entries, "completed": completed}
