{{ config(materialized="table") }}

-- depends_on: {{ ref('int_config__violations') }}
select
    lifetime_models.lifetime_model_id,
    measures.measure_no,
    {%- for parameter in ["r", "alpha", "a", "b", "period_days", "horizon_periods"] %}
        cast(lifetime_models.{{ parameter }} as double) as {{ parameter }},
    {%- endfor %}
    lifetime_models.purchase_measure
from {{ ref('lifetime_models') }} as lifetime_models
inner join {{ ref('int_config__measures') }} as measures
    on lifetime_models.purchase_measure = measures.measure_id
