{#- The earliest record, or link, that ties a key's identifiers to those of the key after it; and
    whether it is one that no finished run knew of. -#}
-- depends_on: {{ ref('int_scope__changed_events') }}
-- depends_on: {{ ref('int_contract__reasoned_events') }}
with earliest as (
    select * from {{ ref('int_identity__merge_sightings') }}
    qualify seen_at = min(seen_at) over (partition by old_user_key, new_user_key)
),

candidates as (
    select
        earliest.*,
        events.event_id
    from earliest
    left join {{ ref('int_identity__bundles') }} as bundles
        on earliest.bundle_no = bundles.bundle_no
    left join {{ ref('int_scope__events') }} as events
        on
            {{ same_bundle("bundles", "events") }}
            and bundles.first_seen_at = events.occurred_at
),

evidence as (
    select * from candidates
    qualify row_number() over (
        partition by old_user_key, new_user_key
        order by event_id nulls first, old_type, new_type, old_value, new_value
    ) = 1
),

known_events as (
    {%- if starts_over() %}
        select distinct records.event_id
        from {{ ref('int_contract__reasoned_events') }} as records
        inner join evidence on records.event_id = evidence.event_id
        inner join {{ ref('int_scope__pending_files') }} as files
            on
                records.source = files.source
                and records.source_file = files.source_file
                and files.entity = 'events'
        where not files.is_new
    {%- else %}
        select evidence.event_id
        from evidence
        left join {{ ref('int_scope__changed_events') }} as changed
            on evidence.event_id = changed.event_id
        where changed.event_id is null
    {%- endif %}
),

known_links as (
    select
        links.left_type,
        links.left_value,
        links.right_type,
        links.right_value
    from {{ ref('int_contract__judged_identity_links') }} as links
    left join {{ ref('int_scope__pending_files') }} as files
        on
            links.source = files.source
            and links.source_file = files.source_file
            and files.entity = 'identity_links'
    where links.rejection_reason is null and not coalesce(files.is_new, false)
),

known_ties as (
    select
        evidence.old_user_key,
        evidence.new_user_key
    from evidence
    inner join known_events on evidence.event_id = known_events.event_id
    {%- for one, other in [("left", "right"), ("right", "left")] %}
        union
        select
            evidence.old_user_key,
            evidence.new_user_key
        from evidence
        inner join known_links as links
            on
                evidence.old_type = links.{{ one }}_type
                and evidence.old_value = links.{{ one }}_value
                and evidence.new_type = links.{{ other }}_type
                and evidence.new_value = links.{{ other }}_value
        where evidence.event_id is null
    {%- endfor %}
)

select
    evidence.old_user_key,
    evidence.new_user_key,
    evidence.old_type,
    evidence.new_type,
    case when evidence.bundle_no is null then 'link' else 'event' end as evidence,
    evidence.event_id,
    nullif(evidence.seen_at, {{ beginning_of_time() }}) as seen_at,
    known_ties.old_user_key is null as is_new
from evidence
left join known_ties
    on
        evidence.old_user_key = known_ties.old_user_key
        and evidence.new_user_key = known_ties.new_user_key
