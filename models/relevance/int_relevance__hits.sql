{#- Of the users whom this run restates. Properties are read here, and only of events whose name is
    asked for. Only a use that names its events needs to know which ones they are. -#}
with fits as (
    select * from {{ ref('int_relevance__fits') }}
    where condition_count > 0
),

conditions as (
    select * from {{ ref('int_relevance__conditions') }}
    where not is_of_name
),

readings as (
    select
        fits.use_no,
        fits.is_named,
        fits.condition_count,
        events.event_id,
        events.event_name,
        events.user_key,
        events.occurred_at,
        conditions.operator,
        conditions.expected,
        conditions.accepted_values,
        conditions.expected_number,
        {{ property_text("events", "conditions") }} as actual
    from {{ ref('int_journeys__events') }} as events
    inner join fits on events.event_name = fits.event_name
    inner join conditions on fits.use_no = conditions.use_no
    where {{ may_hold("events", "conditions") }}
),

met as (
    select * from readings
    where
        case
            when operator = 'is_number' then {{ parse_decimal("actual") }} is not null
            else {{ condition_holds("actual", "readings") }}
        end
),

whole as (
    select
        use_no,
        is_named,
        event_id,
        event_name,
        user_key,
        occurred_at
    from met
    where condition_count = 1

    union all

    select
        use_no,
        is_named,
        event_id,
        event_name,
        user_key,
        occurred_at
    from met
    where condition_count > 1
    group by use_no, is_named, event_id, event_name, user_key, occurred_at
    having count(*) = max(condition_count)
)

select
    use_no,
    event_name,
    user_key,
    occurred_at,
    case when is_named then event_id end as event_id
from whole
