"""A first journey, suggested from the events: rows of the seeds, ready to paste."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

WINDOWS = (60, 240, 1440, 2880, 10080, 20160, 43200, 129600)
"""Windows that people think in: an hour, four, a day, two, a week, two, thirty days, ninety."""

SEEDS = ("journeys", "journey_steps", "journey_rules")


@dataclass(frozen=True)
class Journey:
    """A suggested journey.

    Attributes:
        entry: the name of the event that begins it.
        steps: the names on the way, in order.
        conversion: the name of the goal.
        minutes: within how many minutes of the entry nine of ten convert.
    """

    entry: str
    steps: tuple[str, ...]
    conversion: str
    minutes: float

    @property
    def window(self) -> int:
        """The least usual window, in minutes, in which nine of ten convert."""
        return next((window for window in WINDOWS if window >= self.minutes), WINDOWS[-1])

    def rows(self) -> dict[str, list[dict[str, str]]]:
        """The rows of each seed, by column; what is absent is empty."""
        names = [*self.steps, self.conversion]
        ids = slugs(names)
        journey_id = f"{slug(self.entry)}_to_{slug(self.conversion)}"
        own = {"journey_id": journey_id, "version": "1"}
        journey = own | {
            "journey_name": f"{self.entry} to {self.conversion}",
            "participant": "user",
            "reentry": "after_exit",
            "step_order": "ordered",
            "window_minutes": str(self.window),
            "ends_on_conversion": "true",
            "ends_on_completion": "false",
        }
        steps = [
            own
            | {
                "step_id": step_id,
                "step_name": name,
                "step_index": str(index),
                "step_type": "event",
                "is_terminal": "true" if index == len(names) else "false",
            }
            for index, (step_id, name) in enumerate(zip(ids, names, strict=True), 1)
        ]
        rules = [own | {"role": "entry", "rule_id": slug(self.entry), "event_name": self.entry}]
        rules += [
            own | {"role": "step", "step_id": step_id, "rule_id": step_id, "event_name": name}
            for step_id, name in zip(ids, names, strict=True)
        ]
        rules.append(
            own | {"role": "conversion", "rule_id": ids[-1], "event_name": self.conversion}
        )
        return {"journeys": [journey], "journey_steps": steps, "journey_rules": rules}


def slug(name: str) -> str:
    """A name as an id: small letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "event"


def slugs(names: Iterable[str]) -> list[str]:
    """Names as ids, each one only once."""
    ids: list[str] = []
    for name in names:
        plain = slug(name)
        taken = sum(one == plain or one.startswith(f"{plain}_no_") for one in ids)
        ids.append(f"{plain}_no_{taken + 1}" if plain in (*ids, "entry") else plain)
    return ids


def seed_file(seeds: Path, name: str) -> Path:
    """Where a seed is, at any depth of the folder of seeds.

    Raises:
        FileNotFoundError: it is not there.
    """
    for path in sorted(seeds.rglob(f"{name}.csv")):
        return path
    raise FileNotFoundError(f"{seeds} has no {name}.csv: MILEPOST_SEEDS names another folder.")


def csv_lines(path: Path, rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as lines of a seed, in the order of its header."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    text = io.StringIO()
    writer = csv.DictWriter(text, header, lineterminator="\n", restval="")
    writer.writerows(rows)
    return text.getvalue()
