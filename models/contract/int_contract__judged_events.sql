{#- Accepted, duplicate or rejected, and why: exactly one of them for each raw record. -#}
with staged as (
    {{ staged("events") }}
),

known_maps as (
    select distinct entries.identifiers
    from {{ json_object_entries("staged", "identifiers") }} as entries
    inner join {{ ref('int_config__identifier_types') }} as types
        on entries.key = types.identifier_type
    where not {{ is_blank("entries.value") }}
),

known_columns as (
    select
        bool_or(identifier_type = 'endpoint_id') as has_endpoint_id,
        bool_or(identifier_type = 'anonymous_id') as has_anonymous_id,
        bool_or(identifier_type = 'user_id') as has_user_id
    from {{ ref('int_config__identifier_types') }}
),

reasoned as (
    select
        staged.*,
        case
            when staged.is_malformed then 'malformed'
            when {{ blank_to_null("staged.event_name") }} is null then 'missing_event_name'
            when not (
                (staged.endpoint_id is not null and known_columns.has_endpoint_id)
                or (staged.anonymous_id is not null and known_columns.has_anonymous_id)
                or (staged.user_id is not null and known_columns.has_user_id)
                or known_maps.identifiers is not null
            ) then 'missing_identifier'
            when staged.occurred_at is null then 'invalid_timestamp'
            when
                staged.occurred_at > {{ add_microseconds(
                    "staged.received_at", var("future_tolerance_hours") * 3600000000
                ) }}
                then 'future_timestamp'
            when exists (
                select 1 from {{ ref('int_config__blocked_traffic') }} as condition
                where {{ condition_holds(property_text("staged", "condition"), "condition") }}
            ) then 'blocked_traffic'
        end as rejection_reason
    from staged
    cross join known_columns
    left join known_maps on staged.identifiers = known_maps.identifiers
),

repeated as (
    select event_id
    from reasoned
    where rejection_reason is null
    group by event_id
    having count(*) > 1
),

-- Of several records with one id the earliest received stays, then the least by its whole text.
ranked as (
    select
        reasoned.*,
        false as is_duplicate
    from reasoned
    left join repeated on reasoned.event_id = repeated.event_id
    where repeated.event_id is null or reasoned.rejection_reason is not null

    union all

    select
        reasoned.*,
        row_number() over (
            partition by reasoned.event_id
            order by
                coalesce(reasoned.received_at, reasoned.occurred_at),
                reasoned.raw_text,
                reasoned.source,
                reasoned.source_file
        ) > 1 as is_duplicate
    from reasoned
    inner join repeated on reasoned.event_id = repeated.event_id
    where reasoned.rejection_reason is null
)

select
    event_id,
    source,
    source_file,
    event_name,
    occurred_at,
    received_at,
    sequence,
    endpoint_id,
    anonymous_id,
    user_id,
    identifiers,
    channel,
    platform,
    message_id,
    value,
    currency,
    properties,
    -- the raw text of what was accepted stands in the source's records
    case when rejection_reason is not null then raw_text end as raw_text,
    rejection_reason,
    is_duplicate
from ranked
