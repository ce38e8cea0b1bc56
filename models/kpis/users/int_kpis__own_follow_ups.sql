{{ config(meta={"stands": false}) }}

{{ follow_ups(ref('int_kpis__own_followed_units'), ref('int_kpis__own_matches')) }}
