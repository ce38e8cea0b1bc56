"""Figures in words. The page's script writes them by the same rules, and a test compares both."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

NOTHING = "–"

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

SPANS = ((86400.0, "days"), (3600.0, "hours"), (60.0, "minutes"))


def fixed(value: float, places: int) -> str:
    """A number with so many decimals, thousands apart; what lies in the middle goes away from 0."""
    exact = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{exact:,}".replace("-", "−") if exact else f"{abs(exact):,}"


def whole(value: float | None) -> str:
    """A count."""
    return NOTHING if value is None else fixed(value, 0)


def percent(value: float | None) -> str:
    """A share of 1 as percent with one decimal."""
    return NOTHING if value is None else f"{fixed(value * 100, 1)}%"


def points(value: float | None) -> str:
    """Points of a score, with one decimal."""
    return NOTHING if value is None else fixed(value, 1)


def duration(seconds: float | None) -> str:
    """A time span in its largest unit that it has two of, else in seconds."""
    if seconds is None:
        return NOTHING
    for size, name in SPANS:
        if abs(seconds) >= 2 * size:
            return f"{fixed(seconds / size, 1).removesuffix('.0')} {name}"
    return f"{fixed(seconds, 0)} seconds"


def day(value: str | None) -> str:
    """A date in ISO 8601, spelled out."""
    if value is None:
        return NOTHING
    parsed = date.fromisoformat(value[:10])
    return f"{parsed.day} {MONTHS[parsed.month - 1]} {parsed.year}"


def month(value: str) -> str:
    """The month of a date in ISO 8601."""
    parsed = date.fromisoformat(value[:10])
    return f"{MONTHS[parsed.month - 1]} {parsed.year}"


def moment(value: str | None) -> str:
    """A UTC time in ISO 8601, to the minute."""
    return NOTHING if value is None else f"{day(value)}, {value[11:16]} UTC"


def minutes(value: float | None) -> str:
    """A span of minutes."""
    return duration(None if value is None else value * 60)


def in_unit(value: float | None, unit: str | None) -> str:
    """A KPI's figure in its unit, which the seeds name."""
    if value is None:
        return NOTHING
    if unit == "share":
        return percent(value)
    if unit == "minutes":
        return minutes(value)
    if unit == "seconds":
        return duration(value)
    number = fixed(value, 0 if value == int(value) else 2)
    return f"{number} {unit}" if unit else number


def count(number: float, one: str, many: str | None = None) -> str:
    """A count with its noun."""
    return f"{whole(number)} {one if number == 1 else many or one + 's'}"
