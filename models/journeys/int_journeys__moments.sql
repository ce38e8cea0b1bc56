{{ config(materialized="view") }}

{#- Events as the participants of any journey know them: as users and as endpoints. -#}
{%- for key in ["user_key", "endpoint_id"] %}
    select
        {{ key }} as participant_key,
        occurred_at,
        sequence,
        event_id,
        event_name
    from {{ ref('int_journeys__events') }}
    where {{ key }} is not null
    {{ "union all" if not loop.last }}
{%- endfor %}
