{#- What earlier runs told of the identifiers that this one restates, as far as it still holds: a
    key goes with the identifier that it was made of, an event with its record. -#}
-- depends_on: {{ ref('int_scope__identifiers') }}
with told as (
    select previous_rows.*
    from {{ rows_of_previous("fct_identity_merges", [
        ["run_no", "integer"], "old_user_key", "new_user_key", "what_happened", "cause",
        "old_type", "new_type", "evidence", "event_id", ["seen_at", dbt.type_timestamp()],
        ["as_of", dbt.type_timestamp()], ["event_count", "bigint"], ["entry_count", "bigint"],
    ]) }} as previous_rows
    inner join {{ ref('int_scope__state') }} as state on previous_rows.run_no < state.run_no
),

known_keys as (
    select md5({{ identifier_text("identifiers") }}) as user_key
    from {{ ref('int_identity__identifiers') }} as identifiers
),

restated_keys as (
    {%- if scope_is_full() %}
        select old_user_key as user_key from told
        union
        select new_user_key as user_key from told
    {%- else %}
        select md5({{ identifier_text("identifiers") }}) as user_key
        from {{ ref('int_scope__identifiers') }} as identifiers
    {%- endif %}
),

judged as (
    select
        told.*,
        restated_old.user_key is not null or restated_new.user_key is not null as is_restated,
        restated_old.user_key is not null and known_old.user_key is null
        or restated_new.user_key is not null and known_new.user_key is null as is_gone
    from told
    left join restated_keys as restated_old on told.old_user_key = restated_old.user_key
    left join restated_keys as restated_new on told.new_user_key = restated_new.user_key
    left join known_keys as known_old on told.old_user_key = known_old.user_key
    left join known_keys as known_new on told.new_user_key = known_new.user_key
)

select
    judged.run_no,
    judged.old_user_key,
    judged.new_user_key,
    judged.what_happened,
    judged.cause,
    judged.old_type,
    judged.new_type,
    judged.evidence,
    events.event_id,
    judged.seen_at,
    judged.as_of,
    judged.event_count,
    judged.entry_count
from judged
left join {{ ref('int_scope__events') }} as events on judged.event_id = events.event_id
where judged.is_restated and not judged.is_gone
