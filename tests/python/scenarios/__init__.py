"""A catalogue of small worlds with what must come of each, worked out by hand.

The expectations follow from the design contract, sections 5 and 6, not from the SQL. Tables are
written as text: a line of column names, then a line a row; a dot is an empty cell. Times are
minutes from `START`. Within a scenario names are short; `own` makes them the scenario's own, so
that all scenarios stand side by side in one build and never meet.
"""

from datetime import datetime, timedelta

Cells = dict[str, str]
Line = dict[str, str | None]

START = datetime(2026, 1, 1)

AS_OF = 10_000.0
"""The minute at which the tables speak."""


def table(text: str) -> list[Line]:
    """The rows of a table that is written as text.

    Raises:
        ValueError: a line has more or fewer cells than the first one has names.
    """
    lines = [line.split() for line in text.strip().splitlines() if line.strip()]
    if not lines:
        return []
    names, *rows = lines
    return [
        {name: None if cell == "." else cell for name, cell in zip(names, row, strict=True)}
        for row in rows
    ]


def own(scenario: str, value: str | None) -> str | None:
    """A name as the scenario's own; the order of a scenario's names stays."""
    return None if value is None else f"{scenario}.{value}"


def moment(minute: str | float | None) -> datetime | None:
    """The instant so many minutes after the start."""
    return None if minute is None else START + timedelta(minutes=float(minute))
