{#- Each figure on outcomes is for one channel or all, and for one platform or all. -#}
with kinds as (
    select distinct
        journey_id,
        version,
        step_id,
        outcome,
        coalesce(channel, '(none)') as channel,
        coalesce(platform, '(none)') as platform
    from {{ ref('int_journeys__counted_outcomes') }}
),

spread as (
    {%- for channel in ["channel", "'(all)'"] %}
        {%- for platform in ["platform", "'(all)'"] %}
            select
                *,
                {{ channel }} as slice_channel,
                {{ platform }} as slice_platform
            from kinds
            {{ "union all" if not loop.last }}
        {%- endfor %}
        {{ "union all" if not loop.last }}
    {%- endfor %}
)

select
    *,
    dense_rank() over (
        order by journey_id, version, step_id, outcome, slice_channel, slice_platform
    ) as slice_no
from spread
