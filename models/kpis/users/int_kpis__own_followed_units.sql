{{ config(meta={"stands": false}) }}

{{ followed_units(ref('int_kpis__own_units'), "measures.is_personal") }}
