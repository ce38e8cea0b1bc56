{{ config(materialized="view") }}

{#- Of filters that some measure needs of everybody. Users become numbers here, since those of kept
    rows would change from run to run. -#}
select
    matches.filter_no,
    coalesce(matches.unit_text, cast(numbered.user_no as {{ dbt.type_string() }})) as unit_key,
    numbered.user_no,
    matches.occurred_at,
    matches.channel,
    matches.platform,
    matches.amount,
    matches.scale_top
from {{ ref('int_kpis__user_matches') }} as matches
inner join {{ ref('int_identity__user_numbers') }} as numbered
    on matches.user_key = numbered.user_key
where
    matches.filter_no in (
        select measures.filter_no
        from {{ ref('int_config__measures') }} as measures
        where measures.reads_everybody
    )
