{{ config(materialized="table") }}

-- depends_on: {{ ref('int_config__violations') }}
select
    stage_id,
    coalesce(stage_name, stage_id) as stage_name,
    cast(stage_index as integer) as stage_index,
    coalesce({{ parse_number("weight") }}, 0) as weight
from {{ ref('journey_stages') }}
