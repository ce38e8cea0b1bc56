"""Writes the column-level lineage of all models as one HTML file, by dbt-colibri.

Usage: `python scripts/column_lineage.py OUT.html`, after `dbt docs generate`. Models name tables
without the database (macros/engine/ref.sql), while dbt's manifest names them with it. So the
database is put back into a copy of the manifest, or no column would find where it comes from.

Environment: DBT_TARGET_PATH, where dbt leaves its artifacts, else `target`.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

DEFAULT_TARGET = "target"


def with_databases(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest with the full name wherever compiled SQL names a table that it depends on."""
    nodes = {**manifest["nodes"], **manifest["sources"]}
    for node in manifest["nodes"].values():
        code = node.get("compiled_code")
        for name in node.get("depends_on", {}).get("nodes", []) if code else []:
            full = nodes.get(name, {}).get("relation_name")
            if full:
                _, short = full.split(".", 1)
                code = code.replace(full, short).replace(short, full)
        if code:
            node["compiled_code"] = code
    return manifest


def main() -> int:
    """Writes the page. Returns the exit status: 1 where dbt's artifacts are absent."""
    if len(sys.argv) != 2:
        print("Usage: python scripts/column_lineage.py OUT.html", file=sys.stderr)
        return 1
    target = Path(os.environ.get("DBT_TARGET_PATH", DEFAULT_TARGET))
    catalog = target / "catalog.json"
    if not catalog.exists():
        print(f"There is no {catalog}: run `make docs`.", file=sys.stderr)
        return 1
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / "manifest.json"
        copy.write_text(json.dumps(with_databases(manifest)), encoding="utf-8")
        command = Path(sys.executable).with_name("colibri")
        options = ["--manifest", copy, "--catalog", catalog, "--output-dir", folder / "page"]
        done = subprocess.run(
            [command, "generate", "--light", "--disable-telemetry", *options],
            env={**os.environ, "DO_NOT_TRACK": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        page = folder / "page" / "index.html"
        if done.returncode or not page.exists():
            print(done.stdout, file=sys.stderr)
            return 1
        shutil.copyfile(page, sys.argv[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
