{{ config(meta={"stands": false}) }}

with travelling as (
    select distinct
        participant,
        participant_key
    from {{ ref('int_drivers__entries') }}
    where {{ in_scope("user_key") }}
)

select
    row_number() over (order by participant, participant_key) as participant_no,
    participant,
    participant_key
from travelling
