{#- An entry stopped at a step if that is the last it reached and it neither converted nor
    completed. Only entries of which all is known count: mature ones, and ended ones of journeys
    without a window. Grouped by all segments at once, and only then by each, so that entries are
    read once. A journey whose own segment is the channel or the platform has it as that alone. -#}
with journeys as (
    select
        journey_id,
        version,
        coalesce(segment_property in ('channel', 'platform'), false) as is_split_already
    from {{ ref('int_config__journeys') }}
),

entries as (
    select
        entries.entry_id,
        entries.channel,
        entries.platform,
        case when not journeys.is_split_already then entries.segment end as segment,
        entries.last_step_id,
        not entries.is_converted and not entries.is_completed as has_failed
    from {{ ref('fct_journey_entries') }} as entries
    inner join journeys
        on entries.journey_id = journeys.journey_id and entries.version = journeys.version
    where
        not entries.is_excluded
        and (entries.is_mature or (entries.matures_at is null and entries.ended_at is not null))
),

counted as (
    select
        progressions.journey_id,
        progressions.version,
        progressions.step_id,
        entries.channel,
        entries.platform,
        entries.segment,
        count(*) as entries_reaching,
        count(
            case when entries.has_failed and entries.last_step_id = progressions.step_id then 1 end
        ) as entries_stopping
    from {{ ref('fct_step_progressions') }} as progressions
    inner join entries on progressions.entry_id = entries.entry_id
    group by
        progressions.journey_id, progressions.version, progressions.step_id, entries.channel,
        entries.platform, entries.segment
),

spread as (
    {%- for segment_kind, column in [
        ("channel", "channel"), ("platform", "platform"), ("journey_segment", "segment")
    ] %}
        select
            journey_id,
            version,
            step_id,
            '{{ segment_kind }}' as segment_kind,
            {{ column }} as segment,
            entries_reaching,
            entries_stopping
        from counted
        where {{ column }} is not null
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

summed as (
    select
        journey_id,
        version,
        step_id,
        segment_kind,
        segment,
        cast(sum(entries_reaching) as bigint) as entries_reaching,
        cast(sum(entries_reaching) - sum(entries_stopping) as bigint) as entries_moving_on
    from spread
    group by journey_id, version, step_id, segment_kind, segment
)

select
    *,
    {{ share("entries_moving_on", "entries_reaching") }} as moving_on_rate,
    {{ wilson_low("entries_moving_on", "entries_reaching") }} as interval_low,
    {{ wilson_high("entries_moving_on", "entries_reaching") }} as interval_high
from summed
