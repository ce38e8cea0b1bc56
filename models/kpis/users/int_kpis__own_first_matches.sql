{{ config(meta={"stands": false}) }}

{{ first_matches(ref('int_kpis__own_matches'), "reads_restated") }}
