{{ config(materialized="table") }}

select distinct
    signal_no,
    definition_id,
    role,
    step_id,
    outcome
from {{ ref('int_config__rules') }}
