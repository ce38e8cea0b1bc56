{{ config(materialized="view", meta={"stands": false}) }}

{{ measured_units(
    ref('int_kpis__own_matches'), ref('int_kpis__own_first_matches'), "reads_restated"
) }}
