"""What moved, as Markdown for a pull request."""

import html
import re
from collections.abc import Iterable

from review.comparing import Label, TableDiff

COLUMNS = 4
"""How many columns are named for a table, and shown of a row."""

KINDS = ("rpt", "fct", "dim")
"""Reports first: a figure says more than a row."""


def page(title: str, notes: list[str], diffs: list[TableDiff]) -> str:
    """The page: what was compared, a table of what moved, and examples.

    Args:
        title: which states were compared.
        notes: what a reader has to know of them.
        diffs: all tables that were compared.
    """
    moved = sorted((diff for diff in diffs if diff.is_moved), key=_place)
    lines = ["### What moves on the sample", "", title, ""]
    lines += [line for note in notes for line in (f"> {note}", "")]
    if not moved:
        lines.append(f"**Nothing moves**: all {len(diffs)} tables have the same rows.")
        return "\n".join([*lines, ""])
    lines += [f"**{len(moved)} of {len(diffs)} tables move**, the others have the same rows.", ""]
    lines += table(
        ["table", "rows", "added", "removed", "changed", "what changed"],
        [
            [
                f"`{diff.name}`",
                _rows(diff),
                f"{diff.added:,}",
                f"{diff.removed:,}",
                f"{diff.changed:,}",
                _what(diff),
            ]
            for diff in moved
        ],
        numbers=range(1, 5),
    )
    for diff in moved:
        lines += _examples(diff)
    return "\n".join(lines)


def table(titles: list[str], rows: Iterable[list[str]], numbers: Iterable[int] = ()) -> list[str]:
    """The lines of a Markdown table; the columns of `numbers` stand to the right."""
    right = set(numbers)
    rule = ["---:" if place in right else "---" for place in range(len(titles))]
    return [f"| {' | '.join(cells)} |" for cells in [titles, rule, *rows]] + [""]


def _place(diff: TableDiff) -> tuple[int, str]:
    kind = diff.name.split("_")[0]
    return (KINDS.index(kind) if kind in KINDS else len(KINDS), diff.name)


def _rows(diff: TableDiff) -> str:
    if diff.before is None:
        return f"new: {diff.after:,}"
    if diff.after is None:
        return f"gone: {diff.before:,}"
    return f"{diff.before:,} → {diff.after:,}" if diff.before != diff.after else f"{diff.after:,}"


def _what(diff: TableDiff) -> str:
    """The columns that moved, the most moved first, and what changed of the columns themselves."""
    moved = sorted(diff.moved.items(), key=lambda item: -item[1])
    said = [f"`{column}` ({count:,})" for column, count in moved[:COLUMNS]]
    said += [f"{len(moved) - COLUMNS} more"] if len(moved) > COLUMNS else []
    return ", ".join([*diff.columns, *said])


def _examples(diff: TableDiff) -> list[str]:
    """The first rows that changed, came and went, folded in; nothing where there are none."""
    rows = [
        [_named(change.label), f"`{column}`", _cell(before, after), _cell(after, before)]
        for change in diff.examples
        for column, (before, after) in list(change.moved.items())[:COLUMNS]
    ]
    rows += [[_named(label), "", "", "added"] for label in diff.new]
    rows += [[_named(label), "", "removed", ""] for label in diff.gone]
    if not rows:
        return []
    summary = f"<details><summary><code>{diff.name}</code>, for example</summary>"
    return [summary, "", *table(["row", "column", "before", "after"], rows), "</details>", ""]


def _named(label: Label) -> str:
    return ", ".join(f"{column} {_text(value)}" for column, value in label)


def _cell(value: object, other: object) -> str:
    """A value, fractions with as many digits as tell it from the other one."""
    if isinstance(value, float) and isinstance(other, float):
        for digits in range(4, 17):
            if f"{value:.{digits}g}" != f"{other:.{digits}g}":
                return f"{value:.{digits}g}"
    return _text(value)


def _text(value: object) -> str:
    """A value as text of a cell: short, and with no sign that Markdown takes for its own."""
    if value is None:
        return "–"
    text = " ".join(str(value).split())
    text = text if len(text) <= 60 else text[:59] + "…"
    text = html.escape(text, quote=False)
    return re.sub(r"[\\`*_\[\]|~@#]", lambda sign: f"&#{ord(sign[0])};", text)
