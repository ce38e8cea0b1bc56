{{ config(materialized="table") }}

{#- An empty event name is every name. -#}
select distinct
    one.definition_id,
    one.signal_no,
    other.signal_no as other_signal_no
from {{ ref('int_config__rules') }} as one
inner join {{ ref('int_config__rules') }} as other
    on
        one.definition_id = other.definition_id
        and (
            one.event_name = other.event_name
            or one.event_name is null
            or other.event_name is null
        )
