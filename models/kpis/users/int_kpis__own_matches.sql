{{ config(materialized="view", meta={"stands": false}) }}

{#- What users did themselves, of those whom this run restates. Each is a unit, by the key. -#}
-- depends_on: {{ ref('int_scope__users') }}
select
    filter_no,
    user_key as unit_key,
    cast(null as integer) as user_no,
    occurred_at,
    channel,
    platform,
    amount,
    scale_top
from {{ ref('int_kpis__user_matches') }}
where
    unit_text is null
    and filter_no in (
        select measures.filter_no
        from {{ ref('int_config__measures') }} as measures
        where measures.reads_restated
    )
    and {{ in_scope("user_key") }}
