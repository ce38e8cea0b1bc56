"""Asks the metrics of the semantic layer by MetricFlow's own commands, without the network.

Usage: `python scripts/metrics.py query --metrics entries --group-by journey,metric_time__week`,
`… list metrics`, `… list dimensions --metrics entries`, `… validate-configs`. The commands are
those of `mf`, without the group around them, which looks for a newer version of itself each time.

Environment: MILEPOST_DB, the warehouse, else `warehouse/milepost.duckdb`; DBT_TARGET_PATH, where
dbt leaves its artifacts, else `target`.
"""

import click
from dbt_metricflow.cli import main as metricflow


@click.group(name="metrics")
def cli() -> None:
    """Asks the metrics of the semantic layer."""


for command in (
    metricflow.query,
    metricflow.list_command_group,
    metricflow.validate_configs,
):
    cli.add_command(command)

if __name__ == "__main__":
    cli()
