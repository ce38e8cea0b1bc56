{{ config(meta={"stands": false}) }}

{#- Read before this run touches the table. -#}
{%- set columns = [
    ["measure_no", "integer"], "user_key", ["observed_on", "date"], "channel", "platform",
    ["is_hit", "boolean"], ["matures_at", dbt.type_timestamp()],
] %}
select
    cells.measure_no,
    cells.user_key,
    cells.observed_on,
    cells.channel,
    cells.platform,
    cells.is_hit,
    cells.matures_at
from {{ rows_of_previous("int_kpis__user_cells", columns) }} as cells
where {{ is_among(["user_key"], ref('int_kpis__recounted_users')) }}
