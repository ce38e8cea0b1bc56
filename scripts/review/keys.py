"""The public tables of a build and their keys, as dbt's manifest has them."""

import json
from pathlib import Path

from review.sides import ReviewError

TELLING_OF_RUNS = frozenset({"fct_load_runs", "fct_loaded_files"})
"""Tables that tell of runs and of the code that ran, so that they differ with every change."""


def public_tables(manifest: Path) -> dict[str, list[tuple[str, ...]]]:
    """The tables whose models have `access: public`, each with the keys that tests hold it to.

    Keys of several columns come first, since they say more than a hash does.

    Raises:
        ReviewError: no table is public, so that there is nothing to compare.
    """
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"]
    names = {
        unique_id: node["alias"]
        for unique_id, node in nodes.items()
        if node["resource_type"] == "model"
        and node["access"] == "public"
        and node["alias"] not in TELLING_OF_RUNS
    }
    if not names:
        raise ReviewError(f"{manifest}: no model is public, so that nothing can be compared.")
    keys: dict[str, list[tuple[str, ...]]] = {name: [] for name in names.values()}
    for node in nodes.values():
        test = node.get("test_metadata") or {}
        if node.get("attached_node") not in names:
            continue
        if test.get("name") == "unique":
            key = (test["kwargs"]["column_name"],)
        elif test.get("name") == "unique_combination":
            key = tuple(test["kwargs"]["columns"])
        else:
            continue
        keys[names[node["attached_node"]]].append(key)
    return {name: sorted(found, key=lambda key: (-len(key), key)) for name, found in keys.items()}
